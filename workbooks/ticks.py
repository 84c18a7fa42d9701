"""A list of ours that came back, and a clerk's mark in it (○×): yes, no or nothing, read as every other answer."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from validators.problems import Problem
from validators.text import is_blank, to_text
from validators.values.answers import MARK, Answer, read_answer
from workbooks.grid import Book, Grid


def rows_of(grid: Grid, width: int, first: int = 1) -> list[list[str]]:
    """The texts of a list of ours that came back, ``width`` columns of each row from ``first`` on."""
    return [
        [to_text(grid.value(row, column)).strip() for column in range(1, width + 1)]
        for row in range(first, grid.bottom + 1)
    ]


def list_in(book: Book, title: str, width: int) -> list[list[str]]:
    """The rows of the list under its title in a workbook. Raises Problem where it is none of ours."""
    grid = next((grid for grid in book.grids if grid.sheet == title), None)
    if grid is None:
        raise Problem("person-no-list", name=book.name, sheet=title)
    return rows_of(grid, width)


def marked(value: object, where: str) -> bool | None:
    """Whether a row is marked ○ or ×; None where nothing stands there.

    where  the row as the sentence names it, e.g. the certificate number
    Raises Problem for anything else: an unknown mark is asked about, never passed over.
    """
    if is_blank(value):
        return None
    answer = read_answer(value, MARK)
    if answer is Answer.UNKNOWN:
        raise Problem("mark-unknown", where=where, value=to_text(value)[:20])
    return answer is Answer.YES


def marked_rows(rows: Iterable[Sequence[str]], column: int) -> Iterator[tuple[Sequence[str], bool]]:
    """The rows of a list that are marked in their first cell, each with whether it is marked ○.

    column  of the certificate number; rows without one are titles and headings
    Raises Problem for an unknown mark.
    """
    for row in rows:
        number = row[column]
        mark = marked(row[0], number) if number[:1].isdecimal() else None
        if mark is not None:
            yield row, mark
