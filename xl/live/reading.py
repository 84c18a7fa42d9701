"""Reading the open book (開いているブックを読む): values, merges and number formats, in few round trips."""

from __future__ import annotations

import contextlib
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from validators.problems import Problem
from workbooks.grid import Book, Grid, Merge, Value, excel_error
from workbooks.plan import FORMULA

_HEADING_ROWS = 30  # merged cells matter where headings stand
_MAX_ROWS = 200_000


def read(book: Any, only: Sequence[str] = (), *, merges: bool = True) -> Book:
    """Values of the visible worksheets, or of the sheets named. One read a sheet, and without
    ``merges`` nothing else."""
    grids = []
    for sheet in book.sheets:
        if only and sheet.name not in only:
            continue
        if not only and not _visible(sheet):
            continue
        used = sheet.used_range
        if used.rows.count > _MAX_ROWS and used.rows.count * used.columns.count > 20_000_000:
            raise Problem("book-too-large", sheet=sheet.name)
        values = _told(used.options(ndim=2, err_to_str=True).value)
        if any(v not in (None, "") for row in values for v in row):
            grids.append(
                Grid(
                    sheet.name,
                    values,
                    used.row,
                    used.column,
                    tuple(_merges(sheet, used)) if merges else (),
                    visible=True,
                )
            )
    return Book(book.name, tuple(grids))


def names(book: Any) -> frozenset[str]:
    """The names of all worksheets."""
    return frozenset(sheet.name for sheet in book.sheets)


def _told(values: Any) -> list[list[Value]]:
    """The values with every error as what the cell shows."""
    return [
        [v if (error := excel_error(v)) is None else error for v in row] for row in values or []
    ]


def _visible(sheet: Any) -> bool:
    try:
        return sheet.visible in (True, "visible", -1)
    except NotImplementedError:
        return True


def _merges(sheet: Any, used: Any) -> Iterator[Merge]:
    """Merged ranges among the first rows; a host that cannot tell has none. One question where
    nothing is merged, else row by row."""
    last = used.column + used.columns.count - 1
    bottom = used.row + min(used.rows.count, _HEADING_ROWS) - 1
    try:
        if sheet.range((used.row, used.column), (bottom, last)).merge_cells is False:
            return
        for row in range(used.row, bottom + 1):
            if sheet.range((row, used.column), (row, last)).merge_cells is False:
                continue
            column = used.column
            while column <= last:
                area = sheet.range(row, column).merge_area
                if area.count > 1 and area.row == row:
                    yield Merge(
                        area.row,
                        area.column,
                        area.row + area.rows.count - 1,
                        area.column + area.columns.count - 1,
                    )
                column = max(column, area.column + area.columns.count - 1) + 1
    except NotImplementedError:
        return


def formats(book: Any, cells: Iterable[tuple[str, str]]) -> dict[tuple[str, str], str]:
    """The number format of cells, FORMULA for a cell whose value is worked out; a host that cannot
    tell gives nothing."""
    found: dict[tuple[str, str], str] = {}
    with contextlib.suppress(NotImplementedError):
        for sheet, cell in cells:
            target = book.sheets[sheet].range(cell)
            found[sheet, cell] = (
                FORMULA if str(target.formula).startswith("=") else str(target.number_format)
            )
    return found
