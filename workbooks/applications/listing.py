"""申請一覧: each application and kind with its deadline, the verdict on it, and how much there is to look at."""

from __future__ import annotations

from collections.abc import Sequence

from validators.eras import wareki
from validators.findings import Listing
from validators.guideline import filing
from validators.messages import rules
from validators.profile import Profile
from validators.schemas.applications.filings import Line
from validators.schemas.records import Fault
from validators.text import to_text
from workbooks.applications.attachments import group_of
from workbooks.tables.places import Places

HEADINGS = (
    "受付番号",
    "申請者",
    "研修種別",
    "期限の判定",
    "不備",
    "申請日",
    "研修の初日",
    "期限",
    "期限が閉庁日のとき",
    "様式",
    "不備・要確認の内容",
)
_WIDTHS = (9, 30, 22, 11, 16, 15, 15, 15, 40, 10, 50)
_WHO = HEADINGS.index("申請者")
# error | warning | settled → titles of the rules broken; unasked → what was not asked
Titles = dict[str, list[str]]


def flag(one: filing.Filing | None) -> str:
    """Says 期限内, 境界 or 超過3日; "" where there is no deadline to compare with."""
    if one is None:
        return ""
    return f"超過{-one.days}日" if one.verdict == "超過" else one.verdict


def applications(lines: Sequence[Line], places: Places, titles: Sequence[Titles]) -> Listing:
    """Lists each application and kind, with the count of its 誤り and 要確認, those of its attachments among them,
    and of what was not asked of it."""
    rows = tuple(_row(places, i, line, titles[i]) for i, line in enumerate(lines))
    links = {(i, _WHO): places.place(i, "applicant") for i in range(len(rows))}
    return Listing("申請一覧", HEADINGS, _WIDTHS, rows, links=links)


def titles_of(
    keys: Sequence[tuple[str, str]],
    places: Places,
    found: Sequence[tuple[Places, Fault]],
    profile: Profile,
) -> list[Titles]:
    """Gives for each application and kind the titles of what was found, that of its attachments among it."""
    by_row, attached = _titles(places, found, profile)
    return [_merged(by_row.get(i, {}), _of(attached, key)) for i, key in enumerate(keys)]


def _titles(
    places: Places, found: Sequence[tuple[Places, Fault]], profile: Profile
) -> tuple[dict[int, Titles], dict[tuple[str, str], Titles]]:
    """Titles of what was found: by row of the ledger, and by application for its attachments."""
    by_row: dict[int, Titles] = {}
    attached: dict[tuple[str, str], Titles] = {}
    for where, fault in found:
        rule = fault.note.rule
        level = "settled" if rule == "application-settled" else profile.severity(rule)
        if level not in ("error", "warning", "settled"):
            continue
        if where is places:
            titles = by_row.setdefault(fault.record, {})
        else:
            titles = attached.setdefault(group_of(*where.locate(fault.record)), {})
        titles.setdefault(level, []).append(rules()[rule].title)
    return by_row, attached


def _of(attached: dict[tuple[str, str], Titles], key: tuple[str, str]) -> Titles:
    """Those of the application's own attachments, and of attachments that name no application."""
    shared = attached.get((key[0], ""), {}) if key[1] else {}
    return _merged(attached.get(key, {}), shared)


def _merged(first: Titles, second: Titles) -> Titles:
    return {k: [*first.get(k, []), *second.get(k, [])] for k in {**first, **second}}


def state(titles: Titles) -> str:
    """Says how much there is to look at: 不備2件・要確認1件; 不備なし only where everything was asked, too."""
    if "settled" in titles:
        return "審査済み"
    parts = [
        f"{word}{len(titles[level])}件"
        for level, word in (("error", "不備"), ("warning", "要確認"), ("unasked", "未確認"))
        if titles.get(level)
    ]
    return "・".join(parts) or "不備なし"


def _unasked(titles: Titles) -> str:
    listed = "、".join(titles.get("unasked", ()))
    return f"確かめていないこと：{listed}" if listed and "settled" not in titles else ""


def _row(places: Places, record: int, line: Line, titles: Titles) -> tuple[object, ...]:
    table, index = places.locate(record)
    who, number = (to_text(v) for v in table.row_label(index))
    one = line.filing
    reasons = dict.fromkeys([*titles.get("error", []), *titles.get("warning", [])])
    return (
        number,
        who,
        line.kind_name,
        flag(one),
        state(titles),
        line.filed or "",
        line.first or "",
        one.deadline if one else "期限なし" if line.renewal else "",
        f"{one.closed}。前の開庁日は {wareki(one.last_open)}"
        if one and one.closed and one.last_open
        else "",
        "様式第4号" if line.renewal else "様式第2号",
        "\n".join(part for part in ("、".join(reasons), _unasked(titles)) if part),
    )
