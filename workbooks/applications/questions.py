"""What a check of applications says and leaves unasked, over the ledger and the tables that belong to it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from validators.findings import Finding, Unchecked, unchecked
from validators.profile import Profile
from validators.reading import Note
from validators.schemas.applications.filings import Line
from validators.schemas.records import Fault
from validators.schemas.rule import TableRule
from workbooks.applications.attachments import group_of
from workbooks.applications.layout import CURRICULUM, LAYOUT, LECTURERS, PLAN
from workbooks.grid import Book
from workbooks.tables.desk import DeskTable
from workbooks.tables.layout import Layout
from workbooks.tables.places import Places
from workbooks.tables.unasked import (
    Questions,
    left_out,
    questions_of,
    unread,
    unread_sheets,
    vital,
    without,
)

Found = Sequence[tuple[Places, Fault]]

# A filing is complete without them: how a renewal stands to last year, what was agreed before.
_ASIDE = {
    "applications": frozenset(
        (
            "consulted_on",
            "body_type",
            "targets",
            "others",
            "refused",
            "unchanged",
            "outsourcing",
            "finance",
            "accounts",
            "receipt",
            "capacity",
            "plan",
            "curriculum",
            "lecturers",
        )
    ),
    "curriculum": frozenset(("receipt",)),
    "lecturers": frozenset(("receipt", "affiliation", "change")),
}
_PAPERS = {"curriculum": "研修カリキュラム", "lecturers": "講師"}  # kind of table → what it holds
_VITAL = {"applications": ("filed_on", "first_day"), "curriculum": ("minutes",)}


def questions(layout: Layout, rules: Sequence[TableRule]) -> Questions:
    """What is asked of one of the tables."""
    return Questions(
        rules,
        layout.title,
        layout.expected,
        aside=_ASIDE.get(layout.kind, frozenset()),
        vital=_VITAL.get(layout.kind, ()),
    )


def findings(
    found: Found, tables: Sequence[DeskTable], asked: Mapping[str, Questions], profile: Profile
) -> list[Finding]:
    """The faults of every table as findings, and one question for each column that hardly anything works without."""
    out: list[Finding] = []
    for places, faults in _grouped(found):
        out += places.findings(faults, profile)
    for kind, kind_questions in asked.items():
        out += vital([t for t in tables if t.layout.kind == kind], kind_questions, profile)
    return out


def left_unasked(
    found: Found, tables: Sequence[DeskTable], asked: Mapping[str, Questions]
) -> tuple[Unchecked, ...]:
    """確かめていないこと of all tables."""
    out: list[Unchecked] = []
    for kind, kind_questions in asked.items():
        out += without([t for t in tables if t.layout.kind == kind], kind_questions)
    for places, faults in _grouped(found):
        out += unread(places, faults, asked[_kind(places)])
    return tuple(out)


def of_files(
    books: Sequence[Book], tables: Sequence[DeskTable], asked: Mapping[str, Questions]
) -> tuple[Unchecked, ...]:
    """What was asked of no application of a workbook: its sheets that gave no table, and カリキュラム and 講師 where
    it has no table of them."""
    out: list[Unchecked] = []
    for book in books:
        read_here = [t for t in tables if t.file == book.name]
        seen = unread_sheets(book, (CURRICULUM, LECTURERS, PLAN), {t.sheet for t in read_here})
        out += seen
        lacking = {k: n for k, n in _PAPERS.items() if k not in {t.layout.kind for t in read_here}}
        if read_here and lacking and not seen:
            ids = [rule.id for kind in lacking for rule in asked[kind].rules]
            params = {"papers": "と".join(lacking.values()), "questions": questions_of(ids)}
            out.append(unchecked(book.name, "", "", Note("unchecked-papers", params)))
    return tuple(out)


def of_each(
    lines: Sequence[Line],
    places: Places,
    attached: Sequence[DeskTable],
    files: Sequence[Unchecked],
    asked: Mapping[bool, Mapping[str, Questions]],
) -> list[list[str]]:
    """For each application and kind the titles of what was not asked of it: of its own table, of what is attached
    to it, of its whole workbook. ``asked`` is what is asked where it is a renewal, and where it is none."""
    groups: dict[tuple[str, str], list[str]] = {}
    for table in attached:
        titles = left_out(table, asked[True][table.layout.kind])
        for key in {group_of(table, i) for i in range(len(table.rows))}:
            groups.setdefault(key, []).extend(titles)
    of_tables = [
        {renewal: left_out(table, of[LAYOUT.kind]) for renewal, of in asked.items()}
        for table in places.tables
    ]
    out: list[list[str]] = []
    for record, line in enumerate(lines):
        file, number = group_of(*places.locate(record))
        titles = (
            *of_tables[places.number(record)][line.renewal],
            *groups.get((file, number), ()),
            *(groups.get((file, ""), ()) if number else ()),
            *(question.what for question in files if question.file == file),
        )
        out.append(list(dict.fromkeys(titles)))
    return out


def without_ledger(file: str) -> Unchecked:
    """Renewals that no 指定台帳 was given to compare with."""
    ids = ("renewal-kind-not-designated", "renewal-body-unknown")
    return unchecked(
        file, "", "", Note("unchecked-renewed-designations", {"questions": questions_of(ids)})
    )


def _kind(places: Places) -> str:
    table = places.tables[0]
    return table.layout.kind if isinstance(table, DeskTable) else ""


def _grouped(found: Found) -> list[tuple[Places, list[Fault]]]:
    """The faults by the tables they were found in, in the order of the first."""
    groups: dict[int, tuple[Places, list[Fault]]] = {}
    for places, fault in found:
        groups.setdefault(id(places), (places, []))[1].append(fault)
    return list(groups.values())
