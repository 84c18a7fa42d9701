"""Which kind of table (表の種類) a workbook holds, in the word that ``careerup check`` takes."""

from __future__ import annotations

from collections.abc import Sequence

from validators.problems import Problem
from validators.profile import Profile
from validators.text import is_blank
from workbooks.applications.layout import LAYOUT as APPLICATIONS
from workbooks.designations.layout import LAYOUT as DESIGNATIONS
from workbooks.grid import Book
from workbooks.participants.layout import LAYOUT as PARTICIPANTS
from workbooks.roster import read as rosters_of
from workbooks.roster.check import read_rosters
from workbooks.tables.desk_read import read
from workbooks.tables.table import Table


def kind_of(book: Book, profile: Profile) -> str:
    """Returns ``designations``, ``applications``, ``participants`` or ``roster``; "" where none is found.

    A 指定台帳 has the columns of an application ledger too, so it is looked for first. A list of
    people is a roster where it holds 修了証番号, else a 受講者名簿 where it is one as well.
    """
    for layout in (DESIGNATIONS, APPLICATIONS):
        if read(book, layout):
            return layout.kind
    rosters = read_rosters([book], profile)
    if any(_numbered(table) for table in rosters):
        return "roster"
    if read(book, PARTICIPANTS):
        return PARTICIPANTS.kind
    return "roster" if rosters else ""


_KINDS = (
    "roster",
    "participants",
    "applications",
    "designations",
    "applicants",
    "attendance",
    "not-completed",
    "lecturers",
    "survey",
)
# Kind of a table of people → the check that takes such a table.
_COMMANDS = {
    "applicants": "participants",
    "attendance": "participants",
    "not-completed": "participants",
    "lecturers": "applications",
}


def instead(problem: Problem, books: Sequence[Book], profile: Profile) -> Problem:
    """The problem that a kind of table is not there, as the one that names the kind that is; any other as it stands."""
    rule = problem.note.rule
    if not rule.endswith("-not-found"):
        return problem
    wanted = rule.removesuffix("-not-found")
    for book in books:
        found = kind_of(book, profile)
        beside = rosters_of.beside(book)
        kind, sheet = beside[0] if beside and found in ("", "participants") else (found, "")
        command = _COMMANDS.get(kind, kind)
        if kind and command != wanted and kind in _KINDS:
            params = {**problem.note.params, "sheet": f"シート「{sheet}」" if sheet else "この表"}
            return Problem(f"other-{kind}", **params)
    return problem


def _numbered(table: Table) -> bool:
    """Does any record of the table hold a 修了証番号?"""
    return any(not is_blank(value) for value in table.values.get("certificate_number", ()))
