"""審査票: one sheet of A4 for each application and kind, ready for the seals of those who decide."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from validators.findings import Listing
from validators.guideline import fields
from validators.schemas.applications.attachments import Lesson
from validators.schemas.applications.filings import Line
from validators.text import to_text
from validators.values.durations import hours
from workbooks.applications.listing import Titles, flag, state
from workbooks.sheet_names import REVIEWS
from workbooks.tables.places import Places

_HEADINGS = ("項目", "内容", "分", "講師", "確認")
_WIDTHS = (13, 34, 6, 17, 13)
_PAPERS = {"plan": "事業計画", "curriculum": "研修カリキュラム", "lecturers": "講師に関する書類"}
_SEALS = ("課長", "係長", "担当")
_MOST = 12  # findings named on the sheet; the rest stands in 検証結果
Row = tuple[object, object, object, object, object]
Key = tuple[str, str]
Lessons = Mapping[tuple[Key, int], Sequence[Lesson]]


def reviews(
    lines: Sequence[Line],
    keys: Sequence[Key],
    places: Places,
    titles: Sequence[Titles],
    taught: Lessons,
) -> Listing:
    """Makes the sheets in the order of the ledger; ``titles`` are what was found of each line."""
    rows: list[Row] = []
    pages: list[int] = []
    for i, (line, key) in enumerate(zip(lines, keys, strict=True)):
        pages.append(len(rows))
        rows += _head(line, places, i)
        rows += _content(line, taught.get((key, line.kind or 0), ()))
        rows += _papers(places, i)
        rows += _found(titles[i])
        rows += [("決裁", f"{seal}\n\n", "", "", "") for seal in _SEALS]  # room for a seal
    return Listing(REVIEWS, _HEADINGS, _WIDTHS, tuple(rows), tuple(pages) or (0,))


def _head(line: Line, places: Places, record: int) -> list[Row]:
    table, index = places.locate(record)
    who, number = (to_text(v) for v in table.row_label(index))
    one = line.filing
    limit = one.deadline if one else "期限なし" if line.renewal else ""
    form = "様式第4号（更新届出）" if line.renewal else "様式第2号（指定申請）"
    return [
        ("申請", f"受付番号 {number}　{who}", "", "", form),
        ("研修種別", line.kind_name, "", "", ""),
        ("申請日", line.filed or "", "", "", ""),
        ("研修の初日", line.first or "", "", "", ""),
        ("期限", limit, "", "", flag(one)),
    ]


def _content(line: Line, lessons: Sequence[Lesson]) -> list[Row]:
    """The five 内容 of 別添1 with time and lecturers, and the sum of all lessons."""
    if not line.kind:
        return [("内容", "研修種別が分かりません", "", "", "要確認")]
    if not lessons:
        return [("内容", "カリキュラムの表がありません", "", "", "要確認")]
    rows: list[Row] = []
    for number, name in enumerate(fields.by_number(line.kind).items, 1):
        covering = [x for x in lessons if number in x.covered]
        rows.append(
            (
                "内容",
                f"{number} {name}",
                _sum(covering),
                _names(covering),
                "あり" if covering else "要確認",
            )
        )
    if other := [x for x in lessons if not x.covered]:
        shown = "、".join(x.item.replace("\n", " ") for x in other)
        rows.append(("ほかの項目", shown, _sum(other), _names(other), ""))
    known = [x.minutes for x in lessons if x.minutes is not None]
    total = sum(known)
    unread = len(lessons) - len(known)
    declared = f"申請の時間数 {hours(line.minutes)}" if line.minutes else ""
    rows.append(
        (
            "合計",
            f"{hours(total)}　{declared}".strip(),
            total,
            "",
            f"不明 {unread} 項目" if unread else "",
        )
    )
    return rows


def _sum(lessons: Sequence[Lesson]) -> object:
    known = [x.minutes for x in lessons if x.minutes is not None]
    return sum(known) if known else ""


def _names(lessons: Sequence[Lesson]) -> str:
    return "、".join(dict.fromkeys(x.lecturer for x in lessons if x.lecturer))


def _papers(places: Places, record: int) -> list[Row]:
    table, index = places.locate(record)
    return [
        (
            "添付書類",
            title,
            "",
            "",
            to_text(table.values[name][index]) if name in table.values else "",
        )
        for name, title in _PAPERS.items()
    ]


def _found(titles: Titles) -> list[Row]:
    levels = (("error", "不備"), ("warning", "要確認"), ("unasked", "未確認"))
    remarks = [(word, title) for level, word in levels for title in titles.get(level, ())]
    remarks = list(dict.fromkeys(remarks))
    rows: list[Row] = [("確認の結果", state(titles), "", "", "")]
    rows += [(word, title, "", "", "") for word, title in remarks[:_MOST]]
    if len(remarks) > _MOST:
        rows.append(("", f"ほか {len(remarks) - _MOST} 件（シート「検証結果」）", "", "", ""))
    return rows
