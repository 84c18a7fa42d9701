"""Which kind of table (表の種類) a workbook holds, in the word that ``careerup check`` takes, and what to say
where it holds another than was asked for."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import PurePath

from validators.problems import Problem
from validators.profile import Profile, default
from validators.text import is_blank, quoted
from workbooks.applications.layout import LAYOUT as APPLICATIONS
from workbooks.designations.layout import LAYOUT as DESIGNATIONS
from workbooks.eligibility.layout import LAYOUT as STAFF
from workbooks.eligibility.layout import names_roles, staff
from workbooks.grid import Book, is_own
from workbooks.participants.layout import LAYOUT as PARTICIPANTS
from workbooks.participants.sessions import says_how_it_went
from workbooks.roster import kinds
from workbooks.roster.check import no_roster, place_of, read_rosters
from workbooks.roster.read import beside
from workbooks.sheet_names import FINDINGS, SETTINGS
from workbooks.tables.desk_read import read
from workbooks.tables.headings_alone import headings_alone
from workbooks.tables.table import Table

TITLES = {
    "roster": "研修修了者名簿",
    "applications": "指定申請台帳",
    "designations": "指定台帳",
    "participants": "受講者名簿",
    "eligibility": "職員の役職の表",
}
_LAYOUTS = (DESIGNATIONS, APPLICATIONS, PARTICIPANTS, STAFF)
_PEOPLE = (kinds.ATTENDANCE, kinds.NOT_COMPLETED, "applicants", "lecturers", "survey")
# rows of a sheet that show what it is; a table that begins below them is not named
_STARTS = (40, 200, 1000)


def kind_of(book: Book, profile: Profile) -> str:
    """Returns one of ``TITLES``; "" where no table of them is found.

    The first rows of each sheet decide; more are looked at only where they hold no table.
    """
    seen = 0
    for rows in _STARTS:
        if seen < max((len(grid.rows) for grid in book.grids), default=0):
            start = replace(book, grids=tuple(replace(g, rows=g.rows[:rows]) for g in book.grids))
            if found := _kind_of(start, profile):
                return found
        seen = rows
    return ""


def _kind_of(book: Book, profile: Profile) -> str:
    """A 指定台帳 has the columns of an application ledger too, so it is looked for first; a list of staff may stand
    beside a roster. A list of people is a roster where it holds 修了証番号, else a 受講者名簿 where it is one."""
    for layout in (DESIGNATIONS, APPLICATIONS):
        if read(book, layout):
            return layout.kind
    if is_staff(book):
        return "eligibility"
    rosters = read_rosters([book], profile)
    if any(_numbered(table) for table in rosters):
        return "roster"
    if tells_attendance(book):
        return PARTICIPANTS.kind
    return "roster" if rosters else ""


def _numbered(table: Table) -> bool:
    """Does any record of the table hold a 修了証番号?"""
    return any(not is_blank(value) for value in table.values.get("certificate_number", ()))


def no_table(wanted: str, book: Book, profile: Profile) -> Problem:
    """Why the table that was asked for was not found: what the book holds instead, where that is known.

    wanted  one of ``TITLES``
    """
    path = PurePath(book.name)
    file = quoted(book.name)
    if book.grids and all(map(is_own, book.grids)):
        if any(grid.sheet == SETTINGS for grid in book.grids):
            return Problem("table-is-settings", name=path.name, file=file)
        return is_report(path)
    found, place = kind_of(book, profile), place_of(path.name)
    if found and found != wanted:
        return Problem(f"table-is-{found}", place=place, wanted=TITLES[wanted], file=file)
    if people := beside(book):
        kind, sheet = people[0]
        if kind in _PEOPLE and wanted != "participants":
            return Problem(f"table-is-{kind}", place=place, wanted=TITLES[wanted], sheet=sheet)
    problem = no_roster(book) if wanted == "roster" else Problem(f"{wanted}-not-found", place=place)
    not_found = problem.note.rule.endswith("-not-found")
    return (headings_alone(book, _LAYOUTS) if not_found else None) or problem


def is_report(path: PurePath) -> Problem:
    """A result of ours was given where the file it is of was meant."""
    stem = re.sub(rf"_{FINDINGS}(_\d+)?$", "", path.stem)
    original = "" if stem == path.stem else f"（{stem}.xlsx など）"
    return Problem("table-is-report", name=path.name or "このブック", original=original)


def is_staff(book: Book) -> bool:
    """Does the book hold a list of staff with their posts?"""
    return any(map(names_roles, staff([book])))


@contextmanager
def holding(wanted: str, book: Book) -> Iterator[None]:
    """Where the block finds no table of a kind in the book, says what it holds instead, the book named by its path."""
    try:
        yield
    except Problem as problem:
        if problem.note.rule == f"{wanted}-not-found" or problem.note.rule.startswith("table-is-"):
            raise no_table(wanted, book, default()) from None
        raise


def tells_attendance(book: Book) -> bool:
    """Has a list of people in it a column of attendance, of hours or of the report?"""
    return any(map(says_how_it_went, read(book, PARTICIPANTS)))


def is_participants(book: Book, tables: list[Table]) -> bool:
    """Is what was read as a roster rather a 受講者名簿: no 修了証番号 at all, and days of attendance?"""
    return not any(map(_numbered, tables)) and bool(read(book, PARTICIPANTS))
