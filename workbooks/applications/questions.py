"""What a check of applications says and leaves unasked, over the ledger and the tables that belong to it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from validators.findings import Finding, Unchecked, unchecked
from validators.profile import Profile
from validators.reading import Note
from validators.schemas.records import Fault
from validators.schemas.rule import TableRule
from workbooks.tables.desk import DeskTable
from workbooks.tables.layout import Layout
from workbooks.tables.places import Places
from workbooks.tables.unasked import Questions, questions_of, unread, vital, without

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
