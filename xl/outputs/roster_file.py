"""Roster files (名簿のファイル) on their way to a check: everything that depends on one file alone.

Light to load, so that processes of their own may do it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path

from validators.messages import Door, sentence_of
from validators.profile import Profile
from validators.text import quoted
from workbooks.column_names import NOTHING_SAID, ColumnNames
from workbooks.grid import Book
from workbooks.kind_of import is_participants, no_table
from workbooks.roster.check import load_rules, read_rosters
from workbooks.roster.read import Table
from xl.files import read as closed
from xl.files.side_by_side import side_by_side


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is to be read of a file: one ``sheet`` or all, with what was said of its ``columns``; the profile's own
    headings count besides. ``books`` were read already."""

    profile: Profile
    sheet: str | None = None
    columns: ColumnNames = NOTHING_SAID
    books: Mapping[Path, Book] = field(default_factory=dict)

    def book(self, path: Path) -> Book:
        """The file's sheets, named by its path. Raises Problem."""
        book = replace(self.books.get(path) or closed.read(path, self.sheet), name=str(path))
        return replace(book, columns=self.columns).with_words(self.profile.headings)


def read(wanted: Wanted, path: Path) -> tuple[Book, list[Table]]:
    """The file's sheets and its rosters. Raises Problem where it cannot be read or holds no roster."""
    book = wanted.book(path)
    found = read_rosters([book], wanted.profile)
    if not found:
        raise no_table("roster", book, wanted.profile)
    if is_participants(book, found):
        notice = sentence_of("roster-is-participants", Door.CLI, file=quoted(path))
        book = replace(book, notices=(*book.notices, notice))
    return book, found


def read_all(
    wanted: Wanted, paths: Sequence[Path], done: Callable[[str], None]
) -> list[tuple[Book, list[Table]]]:
    """``read`` for each file, side by side where there are many that are still to be opened.

    ``done`` is told the name of each file once it is read. Raises Problem for the first that is refused.
    """
    if not wanted.books:
        with side_by_side(partial(read, wanted), paths, done, load_rules) as results:
            return list(results)
    found = []
    for path in paths:
        found.append(read(wanted, path))
        done(path.name)
    return found
