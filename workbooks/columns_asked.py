"""列の確認 of any kind of table: the sheet of questions for a file or for the open book, and its answers, for the
command line and the button alike."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from validators.findings import Listing, TableRead
from validators.messages import Door, sentence_of
from validators.profile import Profile
from workbooks.a1 import address, column_letter
from workbooks.applications.layout import CURRICULUM, LECTURERS, PLAN
from workbooks.applications.layout import LAYOUT as APPLICATIONS
from workbooks.designations.layout import LAYOUT as DESIGNATIONS
from workbooks.eligibility.layout import LAYOUT as ELIGIBILITY
from workbooks.grid import Book, Grid, Value, without_own
from workbooks.kind_of import kind_of, no_table
from workbooks.participants.layout import LAYOUT as PARTICIPANTS
from workbooks.plan import Block, Choices, Plan
from workbooks.roster import check as rosters
from workbooks.sheet_names import COLUMNS_ASKED, is_signed
from workbooks.tables.asking import answers_in, asked
from workbooks.tables.desk_read import read
from workbooks.tables.given import layout_item, roster_item
from workbooks.tables.headings import TITLES
from workbooks.tables.layout import Layout

LAYOUTS: dict[str, tuple[Layout, ...]] = {
    "roster": (),
    "applications": (APPLICATIONS, PLAN, CURRICULUM, LECTURERS),
    "designations": (DESIGNATIONS,),
    "participants": (PARTICIPANTS,),
    "eligibility": (ELIGIBILITY,),
}
_WITH_ROSTERS = ("roster", "eligibility")  # what the check reads rosters for
_HEADINGS = 3  # the row of the headings on the sheet that the button writes
_WORDS = "使える項目"


def listing(books: Sequence[Book], kind: str, profile: Profile) -> Listing:
    """The questions about the tables of a kind in the books."""
    titles = {one.kind: {c.name: c.title for c in one.columns} for one in LAYOUTS[kind]}
    if kind in _WITH_ROSTERS:
        titles["roster"] = TITLES
    return asked(books, _reads(books, kind, profile), titles)


def _reads(books: Sequence[Book], kind: str, profile: Profile) -> list[TableRead]:
    found = [t.as_read() for book in books for one in LAYOUTS[kind] for t in read(book, one)]
    if kind not in _WITH_ROSTERS:
        return found
    sheets = {(one.file, one.sheet) for one in found}
    tables = rosters.read_rosters(books, profile)
    listed = [one for table in tables for one in (table.as_read(), *table.beside)]
    return [*found, *(one for one in listed if (one.file, one.sheet) not in sheets)]


def answers_of(grid: Grid) -> dict[str, dict[str, str]]:
    """Fingerprint of a heading row → heading → item, {} where nothing is answered yet. Raises Problem for a sheet
    that is no 列の確認, and for an item that no table knows."""
    layouts = [layout for of_kind in LAYOUTS.values() for layout in of_kind]
    meanings = [roster_item, *map(layout_item, layouts)]
    return answers_in(grid, lambda word: any(of(word) for of in meanings))


def sheet_of(book: Book) -> Grid | None:
    """The 列の確認 that we wrote into an open book."""
    signed = (g for g in book.grids if g.sheet == COLUMNS_ASKED and is_signed(g.value(1, 1)))
    return next(signed, None)


def question(book: Book, front: str, profile: Profile) -> Plan:
    """The sheet 列の確認 for the table in front, for all tables of its kind where the sheet in front holds none.
    Raises Problem where there is nothing to ask.

    front  the name of the sheet in front
    """
    theirs = replace(without_own(book), name="")
    before = replace(theirs, grids=tuple(g for g in theirs.grids if g.sheet == front))
    about = before if before.grids else theirs
    kind = kind_of(about, profile) or kind_of(theirs, profile)
    made = listing([about], kind if kind in LAYOUTS else "roster", profile)
    if not made.rows:
        raise no_table("roster", theirs, profile)
    message = sentence_of(
        "columns-asked-here", Door.EXCEL, sheet=COLUMNS_ASKED, count=len(made.rows), words=_WORDS
    )
    beside = len(made.headings) + 2
    ((answer, words),) = made.choices.items()
    body: list[list[Value]] = [list(made.headings)]
    body += [[str(v) for v in row] for row in made.rows]
    aside: list[list[Value]] = [[_WORDS]]
    aside += [[word] for word in words]
    last = column_letter(beside)
    source = f"${last}${_HEADINGS + 1}:${last}${_HEADINGS + len(words)}"
    offered = Choices(COLUMNS_ASKED, _HEADINGS + 1, answer + 1, len(made.rows), source)
    return Plan(
        sheets=(COLUMNS_ASKED,),
        blocks=(
            Block(COLUMNS_ASKED, 1, 1, [[COLUMNS_ASKED], [message]], "@"),
            Block(COLUMNS_ASKED, _HEADINGS, 1, body, "@"),
            Block(COLUMNS_ASKED, _HEADINGS, beside, aside, "@"),
        ),
        choices=(offered,),
        select=(COLUMNS_ASKED, address(_HEADINGS + 1, answer + 1)),
        message=message,
    )
