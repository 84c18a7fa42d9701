"""Formulas that repeat what cells say are worked out as Excel does; every other one is left to it."""

from __future__ import annotations

import pytest

from workbooks.forms.blank import Position
from workbooks.forms.formulas import plain

# E7 empty, E8 a name, E9 a day
SAID: dict[Position, str | None] = {(7, 5): "", (8, 5): "山田　花子", (9, 5): None}


@pytest.mark.parametrize(
    ("formula", "shown"),
    [
        ("E8", "山田　花子"),
        ("(E8)", "山田　花子"),
        ("$E$8", "山田　花子"),
        ("'修了証'!E8", "山田　花子"),
        ('E8&"　様"', "山田　花子　様"),
        ('"「"&E8&"」""殿"""', '「山田　花子」"殿"'),
        ('CONCATENATE("氏名 ",E8)', "氏名 山田　花子"),
        ('_xlfn.CONCAT(E8,"　様")', "山田　花子　様"),
        ('E7&""', ""),
        ('IF(E7="","",E7&"号")', ""),
        ('IF(E8<>"",E8&"　様","")', "山田　花子　様"),
        ('IF(E7="",IF(E8="","",E8&"　様"),"")', "山田　花子　様"),
        ("E7", None),  # Excel shows 0
        ('IF(E8="","",E7)', None),
        ("E9", None),
        ("E8:E9", None),
        ("別紙!E8", None),
        ("[1]修了証!E8", None),
        ("E8*1", None),
        ("1+1", None),
        ("LEFT(E8,2)", None),
        ('TEXT(E9,"ggge年")', None),
        ('IF(E8>"",E8,"")', None),
        ("修了番号", None),
        ("", None),
        ("(" * 50 + "E8" + ")" * 50, None),
    ],
)
def test_what_a_formula_shows(formula: str, shown: str | None) -> None:
    assert plain(formula, "修了証", lambda at: SAID.get(at, "")) == shown
