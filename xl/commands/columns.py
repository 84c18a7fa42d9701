"""``careerup check … --ask-columns`` and ``careerup columns``: which column is what, asked once and remembered."""

from __future__ import annotations

import argparse
from dataclasses import replace
from pathlib import Path

from validators.messages import Door, sentence
from validators.problems import Problem
from validators.profile import Profile
from validators.reading import Note
from workbooks.column_names import NOTHING_SAID, ColumnNames
from workbooks.columns_asked import LAYOUTS, answers_of, listing
from workbooks.sheet_names import COLUMNS_ASKED
from workbooks.tables.given import given_columns
from xl.commands.options import given_files
from xl.files import read as closed
from xl.files.write import new_files, workbook_name
from xl.outputs.listing import content
from xl.settings import column_names, keep_answers


def named(options: argparse.Namespace, kind: str, profile: Profile) -> ColumnNames:
    """What ``--columns`` says, in the items of the tables of a kind, and what was said before. Raises Problem."""
    given = given_columns(options.columns, LAYOUTS[kind]) if options.columns else NOTHING_SAID
    return column_names(profile, given)


def ask(options: argparse.Namespace, kind: str, profile: Profile) -> int:
    """Write the sheet of questions; the exit status. Raises Problem."""
    target: Path = options.ask_columns
    workbook_name(target)
    names = named(options, kind, profile)
    books = [replace(closed.read(path, options.sheet), columns=names) for path in options.files]
    with new_files([target], given_files(options), force=options.force) as (made,):
        made.write_bytes(content([listing(books, kind, profile)]))
    print(sentence(Note("columns-asked", {"name": str(target)})))
    return 0


def columns(options: argparse.Namespace) -> int:
    """Keep the answers of a filled-in sheet of questions; the exit status. Raises Problem."""
    try:
        grid = closed.read(options.file, options.sheet or COLUMNS_ASKED).grids[0]
    except Problem as problem:
        if options.sheet or problem.note.rule != "file-no-such-sheet":
            raise
        raise Problem("answers-not-asked", name=options.file.name) from None
    print(keep_answers(answers_of(grid), Door.CLI))
    return 0
