"""=ELIGIBLE(range): the completed training that 処遇改善等加算 区分3 asks for (修了要件), as rows that spill."""

from __future__ import annotations

import datetime as dt

from validators.messages import Door, sentence_of
from validators.problems import Problem
from validators.profile import default
from validators.text import is_blank
from workbooks.eligibility.asked import asked_for
from workbooks.roster.check import read_rosters
from xl.functions.registry import Argument, FunctionFault, function
from xl.functions.roster import book_of, rows_of

_SHOWN = ("判定", "氏名", "役職", "数えた分野", "数", "足りないもの", "最も早い月", "理由", "行")


@function(
    "ELIGIBLE",
    "名簿の範囲（見出し行を含む）から、処遇改善等加算（区分3）の修了要件を満たす見込みかを一人ずつ返します",
    Argument("range", "修了者の名簿の範囲。役職の列があればその役職で数えます"),
    Argument("role", "役職の列がないときの役職（副主任保育士 など）。省略時はすべて", True),
    Argument("month", "加算の開始月（令和8年4月、2026-04）。省略時は今年度の4月", True),
    Argument("facility", "施設の種類（保育所、認定こども園 など）", True),
    Argument("duty", "職務分野別リーダー・若手リーダーの職務分野", True),
    whole=True,
)
def eligible(
    range: object,
    role: object = None,
    month: object = None,
    facility: object = None,
    duty: object = None,
) -> object:
    """Spills the list of ``careerup check eligibility``; never that 加算 is granted."""
    from workbooks.eligibility import check  # brings pandas

    rows = rows_of(range)
    if all(is_blank(value) for row in rows for value in row):
        return [[""]]
    profile, today = default(), dt.date.today()
    book = book_of(rows)
    try:
        named = asked_for(*(_one(v) for v in (role, facility, duty, month)))
        sources = check.sources_of([book], read_rosters([book], profile))
        report = check.check(sources, profile, today, named)
    except Problem as problem:
        if problem.note.rule == "eligibility-not-found":
            raise FunctionFault(sentence_of("function-heading-missing", Door.CELL)) from None
        raise FunctionFault(problem.sentence(Door.CELL)) from None
    found = report.lists[0]
    at = [found.headings.index(name) for name in _SHOWN]
    return [list(_SHOWN), *([row[i] for i in at] for row in found.rows)]


def _one(value: object) -> object:
    """An argument that came as a range of one cell."""
    while isinstance(value, (list, tuple)):
        value = value[0] if value else None
    return value
