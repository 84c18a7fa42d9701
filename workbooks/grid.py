"""Grid (セル範囲): the cell values of one sheet that know where they stand."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, field

from workbooks.a1 import Area, address, column_letter, column_number, position
from workbooks.sheet_names import OWN_SHEETS

# A1 arithmetic and sheet names moved to rooms of their own; who still asks here is moved next.
__all__ = [
    "OWN_SHEETS",
    "UNCALCULATED",
    "Book",
    "CellError",
    "Grid",
    "Merge",
    "Value",
    "address",
    "column_letter",
    "column_number",
    "position",
]

Value = str | int | float | bool | dt.date | dt.datetime | dt.time | dt.timedelta | None


class CellError(str):
    """An error value shown by a cell (``#REF!``), or ``UNCALCULATED`` for a formula whose result
    the file does not hold."""

    __slots__ = ()


UNCALCULATED = CellError("（数式が未計算）")


Merge = Area  # a merged range


@dataclass(frozen=True, slots=True)
class Grid:
    """Values of one sheet.

    rows   rows[i][j] is the cell in sheet row ``top + i``, column ``left + j`` (1-based); blank is
    "" or None; rows may differ in length
    merges merged ranges in sheet coordinates; only the top-left cell of each holds a value
    date_1904  the workbook counts serial dates from 1904 (a bare number in a date column needs to know)
    hidden_rows, hidden_columns  1-based; nobody sees them    struck_cells  (row, column) with text struck out,
    wholly or in part; struck_rows  rows whose every filled cell is struck out wholly
    own  the sheet carries the mark of a sheet we wrote
    """

    sheet: str
    rows: Sequence[Sequence[Value]]
    top: int = 1
    left: int = 1
    merges: tuple[Merge, ...] = ()
    date_1904: bool = False
    visible: bool = True
    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: frozenset[int] = frozenset()
    struck_rows: frozenset[int] = frozenset()
    struck_cells: frozenset[tuple[int, int]] = frozenset()
    own: bool = False

    def value(self, row: int, column: int) -> Value:
        """The cell at a 1-based sheet position; None outside."""
        i, j = row - self.top, column - self.left
        if 0 <= i < len(self.rows) and 0 <= j < len(self.rows[i]):
            return self.rows[i][j]
        return None

    @property
    def bottom(self) -> int:
        """Last sheet row held."""
        return self.top + len(self.rows) - 1


@dataclass(frozen=True, slots=True)
class Book:
    """The grids of one workbook. ``name`` is the file name as given; ``notices`` are sentences
    about sheets left out."""

    name: str
    grids: tuple[Grid, ...]
    notices: tuple[str, ...] = field(default=())
