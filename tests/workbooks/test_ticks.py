"""Marks of a clerk in lists of ours: every list reads them alike, and an unknown one is asked about."""

from __future__ import annotations

import pytest

from validators.problems import Problem
from workbooks.grid import Book, Grid
from workbooks.ledger import doubts, imports
from workbooks.sheet_names import TIDY
from workbooks.ticks import marked
from workbooks.tidy import sheet

YES = ["○", "〇", "◯", "◎", "●", "✓", "☑", "レ", "はい", "済", "o", "1"]
NO = ["×", "✕", "ｘ", "X", "✖", "いいえ", "しない", "☐"]
NUMBER, OTHER = "102502400001", "102502400002"


@pytest.mark.parametrize("text", YES + NO)
def test_a_mark_is_yes_or_no_in_every_list(text: str) -> None:
    yes = text in YES
    assert marked(text, "1行目") is yes
    row = dict.fromkeys(imports.LIST_COLUMNS, "")
    row |= {imports.LIST_COLUMNS[0]: text, "修了証番号": NUMBER}
    decision = imports.decided([list(imports.LIST_COLUMNS), list(row.values())])
    assert (decision.accepted, decision.left_out) == (
        ({NUMBER}, set()) if yes else (set(), {NUMBER})
    )
    pair = dict.fromkeys(doubts.COLUMNS, "")
    pair |= {doubts.COLUMNS[0]: text, "修了証番号": NUMBER, "もう1つの修了証番号": OTHER}
    found = doubts.decided([list(doubts.COLUMNS), list(pair.values())])
    assert found["same" if yes else "other"] == [(NUMBER, OTHER, "")]


def test_nothing_is_no_mark_and_an_unknown_one_is_asked_about() -> None:
    assert marked(" ", "1行目") is None and marked(None, "1行目") is None
    with pytest.raises(Problem, match=r"C5 の印「たぶん」が ○ か × か分かりません"):
        marked("たぶん", "C5")


@pytest.mark.parametrize(("mark", "done"), [("○", 1), ("✓", 1), ("×", 0), ("しない", 0), ("", 0)])
def test_what_is_refused_is_not_tidied(mark: str, done: int) -> None:
    line = [mark, "", "名簿", "B2", "氏名", "佐藤  花", "佐藤 花", "", "", "文字"]
    book = Book(
        "",
        (
            Grid("名簿", [["番号", "氏名"], ["1", "佐藤  花"]]),
            Grid(TIDY, [[TIDY], list(sheet.TIDY_COLUMNS), line]),
        ),
    )
    assert len(sheet.apply(book, {}).blocks) == 2 * done
