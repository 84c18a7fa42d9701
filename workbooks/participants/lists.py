"""修了判定, 研修修了者名簿 and 一部受講: the lists a check of participants gives."""

from __future__ import annotations

from collections.abc import Sequence

from validators.findings import Listing
from validators.schemas.participants.decision import Verdict
from validators.text import is_blank
from validators.values.durations import hours
from workbooks.grid import Value
from workbooks.tables.headings import LISTED, PERSON, TITLES
from workbooks.tables.places import Places

ROSTER = ("No.", *(TITLES[name] for name in LISTED))


def value_of(places: Places, verdict: Verdict, name: str) -> Value:
    """The first value given in any of the verdict's rows."""
    for record in verdict.records:
        table, index = places.locate(record)
        if name in table.values and not is_blank(value := table.values[name][index]):
            return value
    return ""


def verdicts_of(verdicts: Sequence[Verdict], places: Places) -> Listing:
    """修了判定: each person and field, the result and why."""
    rows = tuple(
        (
            v.result,
            value_of(places, v, "name"),
            value_of(places, v, "birth_date"),
            value_of(places, v, "registration_number"),
            v.field.name if v.field else "",
            v.minutes if v.minutes is not None else "",
            hours(v.minutes) if v.minutes is not None else "",
            v.events,
            v.marks,
            v.reasons,
        )
        for v in verdicts
    )
    return Listing(
        "修了判定",
        (
            "判定",
            "氏名",
            "生年月日",
            "保育士登録番号",
            "研修分野",
            "受講時間（分）",
            "受講時間",
            "研修の数",
            "受講した内容",
            "理由",
        ),
        (9, 18, 14, 16, 22, 10, 12, 8, 12, 50),
        rows,
        links={(i, 1): places.place(v.records[0], "name") for i, v in enumerate(verdicts)},
    )


def roster_of(verdicts: Sequence[Verdict], places: Places) -> Listing:
    """研修修了者名簿 of those who completed, ready for ``careerup number``; without their consent a
    person is on it, and marked."""
    done = [v for v in verdicts if v.result == "修了" and v.field]
    rows = tuple(
        (
            n,
            *(value_of(places, v, c) for c in PERSON),
            v.field.name if v.field else "",
            value_of(places, v, "certificate_number"),
            value_of(places, v, "completed_on"),
            "",
            value_of(places, v, "consent"),
            value_of(places, v, "remarks"),
        )
        for n, v in enumerate(done, 1)
    )
    return Listing(
        "研修修了者名簿", ROSTER, (5, 16, 16, 18, 14, 28, 22, 16, 10, 22, 16, 14, 14, 10, 20), rows
    )


def partly_of(verdicts: Sequence[Verdict], places: Places) -> Listing:
    """一部受講: what the others attended, so that it can be shown or counted later."""
    rows = tuple(
        (
            value_of(places, v, "name"),
            value_of(places, v, "birth_date"),
            v.field.name if v.field else "",
            value_of(places, v, "event"),
            value_of(places, v, "held_on"),
            v.minutes if v.minutes is not None else "",
            "、".join(v.field.items[n - 1] for n in sorted(v.items)) if v.field else "",
            v.result,
            v.reasons,
        )
        for v in verdicts
        if v.result != "修了" and not any(n.rule.startswith("completion-refused") for n in v.notes)
    )
    return Listing(
        "一部受講",
        (
            "氏名",
            "生年月日",
            "研修分野",
            "研修名",
            "受講年月日",
            "受講時間（分）",
            "受講した内容",
            "判定",
            "足りないもの",
        ),
        (18, 14, 22, 24, 16, 10, 50, 9, 40),
        rows,
    )
