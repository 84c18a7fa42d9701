"""``careerup check … --ask-columns`` and ``careerup columns``: which column is what, asked once and remembered."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from validators.findings import TableRead
from validators.messages import sentence
from validators.problems import Problem
from validators.profile import Profile
from validators.reading import Note
from workbooks.applications.layout import CURRICULUM, LECTURERS, PLAN
from workbooks.applications.layout import LAYOUT as APPLICATIONS
from workbooks.column_names import NOTHING_SAID, ColumnNames
from workbooks.designations.layout import LAYOUT as DESIGNATIONS
from workbooks.grid import Book
from workbooks.participants.layout import LAYOUT as PARTICIPANTS
from workbooks.roster import check as rosters
from workbooks.sheet_names import COLUMNS_ASKED
from workbooks.tables.asking import answers_in, asked
from workbooks.tables.desk_read import read
from workbooks.tables.given import given_columns, layout_item, roster_item
from workbooks.tables.headings import TITLES
from workbooks.tables.layout import Layout
from xl.commands.options import given_files
from xl.files import read as closed
from xl.files.write import new_files
from xl.outputs.listing import content
from xl.settings import column_names, remember

LAYOUTS: dict[str, tuple[Layout, ...]] = {
    "roster": (),
    "applications": (APPLICATIONS, PLAN, CURRICULUM, LECTURERS),
    "designations": (DESIGNATIONS,),
    "participants": (PARTICIPANTS,),
}


def named(options: argparse.Namespace, kind: str, profile: Profile) -> ColumnNames:
    """What ``--columns`` says, in the items of the tables of a kind, and what was said before. Raises Problem."""
    given = given_columns(options.columns, LAYOUTS[kind]) if options.columns else NOTHING_SAID
    return column_names(profile, given)


def ask(options: argparse.Namespace, kind: str, profile: Profile) -> int:
    """Write the sheet of questions; the exit status. Raises Problem."""
    target: Path = options.ask_columns
    if target.suffix.lower() != ".xlsx":
        raise Problem("report-name", name=target.name, stem=target.stem)
    names = named(options, kind, profile)
    books = [replace(closed.read(path, options.sheet), columns=names) for path in options.files]
    reads = _reads(books, kind, profile)
    titles = {one.kind: {c.name: c.title for c in one.columns} for one in LAYOUTS[kind]}
    listing = asked(books, reads, titles or {"roster": TITLES})
    with new_files([target], given_files(options), force=options.force) as (made,):
        made.write_bytes(content([listing]))
    print(sentence(Note("columns-asked", {"name": str(target)})))
    return 0


def _reads(books: Sequence[Book], kind: str, profile: Profile) -> list[TableRead]:
    if kind != "roster":
        found = [t for book in books for one in LAYOUTS[kind] for t in read(book, one)]
        return [table.as_read() for table in found]
    tables = rosters.read_rosters(books, profile)
    return [read for table in tables for read in (table.as_read(), *table.beside)]


def columns(options: argparse.Namespace) -> int:
    """Keep the answers of a filled-in sheet of questions; the exit status. Raises Problem."""
    try:
        grid = closed.read(options.file, options.sheet or COLUMNS_ASKED).grids[0]
    except Problem as problem:
        if options.sheet or problem.note.rule != "file-no-such-sheet":
            raise
        raise Problem("answers-not-asked", name=options.file.name) from None
    layouts = [layout for of_kind in LAYOUTS.values() for layout in of_kind]
    meanings = [roster_item, *map(layout_item, layouts)]
    given = answers_in(grid, lambda word: any(of(word) for of in meanings))
    if not given:
        raise Problem("answers-none")
    path = remember(given)
    count = sum(map(len, given.values()))
    params = {"tables": len(given), "count": count, "name": str(path)}
    print(sentence(Note("answers-kept", params)))
    return 0
