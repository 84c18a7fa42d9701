"""受講者名簿: one row per person and event; 修了判定, the 研修修了者名簿 and the 一部受講 list from it."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from validators.findings import Report
from validators.numbers import municipality, registration
from validators.profile import Profile
from validators.reading import ABSENT, Note
from validators.schemas.participants import rules as participant_rules
from validators.schemas.participants.decision import Verdict
from validators.schemas.records import Fault
from validators.schemas.rule import Context
from validators.text import is_blank, to_text
from workbooks.a1 import address as a1
from workbooks.a1 import column_letter
from workbooks.grid import Book
from workbooks.participants.day_sheets import Day, cells_of, with_days
from workbooks.participants.layout import LAYOUT
from workbooks.participants.lists import partly_of, roster_of, verdicts_of
from workbooks.participants.sessions import as_one_course, attendance_of, says_how_it_went
from workbooks.roster.progress import said_columns
from workbooks.tables.desk import DeskTable
from workbooks.tables.desk_read import read
from workbooks.tables.headings import Heading
from workbooks.tables.home import ADDRESS_PARTS, TOGETHER, address_columns, joined, municipalities
from workbooks.tables.places import Places, assumed, noted
from workbooks.tables.spread import by_field
from workbooks.tables.unasked import Questions, unasked, vital
from workbooks.tables.units import with_unit

_EXPECTED = (
    "registration_number",
    "birth_date",
    "address",
    "employer",
    "municipality",
    "field",
    "report_on",
    "consent",
)
_ASIDE = frozenset(("target", "remarks", "shown_hours"))


@dataclass(frozen=True, slots=True)
class Assessed:
    """The tables read, the verdict on each person and field, the faults on the way, and the sheets of single days."""

    tables: Sequence[DeskTable]
    places: Places
    verdicts: Sequence[Verdict]
    faults: Sequence[Fault]
    days: Sequence[DeskTable] = ()


def assess(books: Sequence[Book], profile: Profile, today: dt.date) -> Assessed | None:
    """Read 受講者名簿 and judge; None when no such table is there."""
    tables: list[DeskTable] = []
    days: list[Day] = []
    for book in books:
        found = [t for t in read(book, LAYOUT) if says_how_it_went(t)]
        people, of_book = with_days(book, found)
        tables, days = [*tables, *people], [*days, *of_book]
    if not tables:
        return None
    for table in tables:
        by_field(table)
        _join(table)
        _note_progress(table)
    as_one_course(tables)
    places = Places(tables)
    attendance = [
        [*row, *of_days]
        for table in tables
        for row, of_days in zip(attendance_of(table), cells_of(table, days), strict=True)
    ]
    values = places.columns([*(c.name for c in LAYOUT.columns), "unfinished"], ABSENT)
    context = Context(today, profile, places.where)
    verdicts, faults = participant_rules.check(values, attendance, context)
    return Assessed(tables, places, verdicts, faults, [day.table for day in days])


def check(books: Sequence[Book], profile: Profile, today: dt.date) -> Report | None:
    """受講者名簿 to Report with 修了判定, 研修修了者名簿 and 一部受講; None when no such table is there."""
    assessed = assess(books, profile, today)
    return report_of(assessed, profile, today) if assessed else None


def report_of(assessed: Assessed, profile: Profile, today: dt.date) -> Report:
    """The Report of what was judged."""
    tables, places, verdicts = assessed.tables, assessed.places, assessed.verdicts
    asked = Questions(
        participant_rules.RULES, LAYOUT.title, _EXPECTED, aside=_ASIDE, vital=("field",)
    )
    mode = {"all-days": "1回の研修をすべて受講", "accumulate": "複数の研修を合わせる"}[
        profile.completion.mode
    ]
    settings = assumed(profile, today, 修了の数え方=mode, 修了判定=_counts(verdicts))
    return Report(
        tuple(t.as_read() for t in (*tables, *assessed.days)),
        (
            *places.findings(assessed.faults, profile),
            *noted(tables, profile),
            *vital(tables, asked, profile),
        ),
        settings=settings,
        title="修了判定の結果",
        lists=(
            verdicts_of(verdicts, places),
            roster_of(verdicts, places),
            partly_of(verdicts, places),
        ),
        unchecked=unasked(places, assessed.faults, asked),
    )


def _counts(verdicts: Sequence[Verdict]) -> str:
    """修了 12人・未修了 3人・要確認 1人."""
    counts = Counter(v.result for v in verdicts)
    return "・".join(f"{result} {counts[result]}人" for result in ("修了", "未修了", "要確認"))


def _note_missing(table: DeskTable) -> None:
    """姓 without 名, or 名 without 姓: what is joined of them looks like a whole name."""
    if "given_name" not in table.at:
        cell, heading = (
            table.heading_cell(table.at["family_name"]),
            table.layout.title("given_name"),
        )
        table.told.append(
            (cell, heading, Note("part-missing", {"column": heading, "item": "氏名"}))
        )
        return
    pairs = zip(table.values["family_name"], table.values["given_name"], strict=True)
    for record, (family, given) in enumerate(pairs):
        if is_blank(family) != is_blank(given):
            part = "family_name" if is_blank(family) else "given_name"
            table.noted.append((record, part, Note("part-missing", {"column": "", "item": "氏名"})))


def _join_address(table: DeskTable) -> None:
    """住所 from 都道府県, 市区町村, 町名番地 and 建物名; one of them blank beside others is asked about."""
    if table.has("address"):
        return
    at = address_columns([Heading(c, (text,)) for c, text in sorted(table.headings.items())])
    if not at or not set(at.values()) <= table.others.keys():
        return
    table.understood |= set(at.values())
    table.at["address"] = at.get("address?city", min(at.values()))
    table.values["address"] = []
    for record, row in enumerate(table.rows):
        parts = {
            part: to_text(table.other(record, at[part])) for part in ADDRESS_PARTS if part in at
        }
        table.values["address"].append(joined([*parts.values()]))
        lacking = [part for part in TOGETHER if part in at and not parts[part].strip()]
        if len(lacking) == 1:
            column = at[lacking[0]]
            place = (table.sheet, a1(row, column), table.headings[column])
            table.elsewhere[record, lacking[0]] = place
            table.noted.append(
                (record, lacking[0], Note("part-missing", {"column": "", "item": "住所"}))
            )


def _note_progress(table: DeskTable) -> None:
    """Note who, by 進捗率 or a verdict of the LMS, has not finished: the times beside it do not decide."""
    said = [""] * len(table.rows)
    for name, column, unfinished in said_columns(table.headings, table.at.values()):
        table.understood.add(column)
        for record, row in enumerate(table.rows):
            value = table.other(record, column)
            if unfinished(value):
                place = (*table.cell_at(row, column), table.headings[column])
                table.elsewhere[record, name] = place
                params = {"column": "", "value": to_text(value)}
                table.noted.append((record, name, Note("progress-incomplete", params)))
                said[record] = f"{table.headings[column]} {to_text(value)}"
    if any(said):
        table.values["unfinished"] = [*said]


def _from_address(table: DeskTable) -> None:
    """勤務先施設の所在市町村名 out of the address of the workplace."""
    column = table.at["municipality"] = table.at.pop("employer_address")
    table.values["municipality"] = municipalities(table.values.pop("employer_address"))
    for record, value in enumerate(table.values["municipality"]):
        notes = municipality.read(value).notes
        unknown = (note for note in notes if note.rule == "municipality-unknown")
        table.noted += [(record, "municipality", note) for note in unknown]
    label = table.headings[column]
    note = Note("municipality-from-address", {"place": column_letter(column), "label": label})
    table.told.append((table.heading_cell(column), label, note))


def _join(table: DeskTable) -> None:
    """姓 and 名, and prefecture and number of the 登録番号, from two columns each."""
    v = table.values
    if "name" not in v and "family_name" in v:
        given = v.get("given_name", [""] * len(table.rows))
        _note_missing(table)
        v["name"] = [
            f"{to_text(a)}　{to_text(b)}".strip("　")
            for a, b in zip(v["family_name"], given, strict=True)
        ]
        table.at["name"] = table.at["family_name"]
    _join_address(table)
    if "municipality" not in v and "employer_address" in v:
        _from_address(table)
    if "registration_prefecture" in v and "registration_number" in v:
        pairs = zip(v["registration_prefecture"], v["registration_number"], strict=True)
        v["registration_number"] = [registration.join(a, b) for a, b in pairs]
    if (
        "shown_hours" in v and "minutes" not in v
    ):  # the only time there is, not one shown beside the minutes
        v["minutes"], table.at["minutes"] = v.pop("shown_hours"), table.at.pop("shown_hours")
    for name in ("minutes", "planned", "in_house"):
        with_unit(table, name)
