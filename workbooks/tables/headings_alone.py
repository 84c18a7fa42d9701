"""見出しだけの表: headings under which nothing has been written yet."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import PurePath

from validators.problems import Problem
from validators.text import is_blank
from workbooks.grid import Book, Grid, Value, is_own
from workbooks.tables.desk_columns import heading_at
from workbooks.tables.find import find_tables
from workbooks.tables.layout import Layout
from workbooks.tables.no_record import says_no_record

_LOOK = 60  # rows in which a heading stands
_RECORD = 2  # cells that are filled in any record beside its number


def headings_alone(book: Book, layouts: Iterable[Layout]) -> Problem | None:
    """Where the headings of a roster, or of one of the layouts, stand that have no record below them; None where
    there are no headings, or something stands below."""
    for grid in book.grids:
        if is_own(grid):
            continue
        bodies = [(t.header_rows[0], t.body) for t in find_tables(grid) if t.header_rows]
        if not bodies:
            bodies = list(_of_layouts(grid, book, layouts))
        if bodies and not any(_holds_record(grid, body) for _, body in bodies):
            name = PurePath(book.name).name or "このブック"
            return Problem("table-empty", name=name, sheet=grid.sheet, row=bodies[0][0])
    return None


def _of_layouts(grid: Grid, book: Book, layouts: Iterable[Layout]) -> Iterable[tuple[int, range]]:
    rows = range(grid.top, min(grid.bottom, grid.top + _LOOK) + 1)
    for layout in layouts:
        for row in rows:
            if found := heading_at(grid, row, layout, book.columns):
                yield row, range(found.rows[-1] + 1, grid.bottom + 1)


def _holds_record(grid: Grid, body: range) -> bool:
    return any(_is_filled(grid.rows[row - grid.top]) for row in body)


def _is_filled(cells: Sequence[Value]) -> bool:
    filled = [cell for cell in cells if not is_blank(cell)]
    numbered = bool(filled) and isinstance(filled[0], (int, float))
    return len(filled) - numbered >= _RECORD and not says_no_record(filled[:3])
