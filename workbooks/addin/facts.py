"""What VBA read of the open book (読んだもの), as the buttons read it. The order of the parts is that of
Careerup_Read in Careerup_Desk.bas."""

from __future__ import annotations

import datetime as dt
import decimal
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from validators.problems import Problem
from workbooks.a1 import Area, address
from workbooks.asking import Cell, spans
from workbooks.grid import Book, Grid, Merge, Value, excel_error
from workbooks.sheet_names import is_signed

_VISIBLE = -1


@dataclass(frozen=True, slots=True)
class SheetFacts:
    """One worksheet: where its used cells stand and, where they were asked for, what they hold.

    values  the cells down to the last row that holds something; None where they were not read
    top     its first cells, where the sign of a sheet of ours stands
    filled  does any cell hold something?
    """

    name: str
    visible: bool
    row: int
    column: int
    rows: int
    columns: int
    values: Any
    merges: tuple[Merge, ...]
    top: Any
    filled: bool

    @classmethod
    def read(cls, parts: Sequence[Any]) -> SheetFacts:
        """From the parts that VBA sends, in their order."""
        name, visible, row, column, rows, columns, values, merges, top, filled = parts
        corners = _quads(merges)
        return cls(
            str(name),
            int(visible) == _VISIBLE,
            int(row),
            int(column),
            int(rows),
            int(columns),
            values,
            tuple(Merge(t, le, t + h - 1, le + w - 1) for t, le, h, w in corners),
            top,
            bool(filled),
        )

    @property
    def ours(self) -> bool:
        """Did we write the sheet? An empty one may be taken."""
        return not self.filled or any(is_signed(v) for row in _square(self.top) for v in row)

    def grid(self) -> Grid:
        """The cells of the sheet. Raises Problem where they were too many to be read."""
        if self.values is None:
            raise Problem("book-too-large", sheet=self.name)
        rows = [[_value(v) for v in row] for row in _square(self.values)]
        return Grid(self.name, rows, self.row, self.column, self.merges, visible=self.visible)


class Handed:
    """The open book in front, from what VBA read of it."""

    def __init__(self, facts: Sequence[Any], stop: Callable[[], None]) -> None:
        self._stop = stop
        name, place, shared, front, self._size, self._areas, self._hidden, sheets = facts
        self.name, self._place, self._front = str(name), str(place or ""), str(front)
        self.shared = bool(shared)
        self.facts = [SheetFacts.read(parts) for parts in sheets]

    @property
    def sheets(self) -> frozenset[str]:
        """The names of all worksheets."""
        return frozenset(sheet.name for sheet in self.facts)

    def book(self, only: Sequence[str] = ()) -> Book:
        """The sheets that are seen, or those named; blank ones are left out."""
        named = [s for s in self.facts if (s.name in only if only else s.visible)]
        return Book(self.name, tuple(sheet.grid() for sheet in named if sheet.filled))

    def rows(self) -> frozenset[int] | None:
        """The rows of the selection that are seen, None for a single cell or whole columns."""
        found = spans(self._selected(), int(self._size[0]), int(self._size[1]))
        if found is None:
            return None
        front = next((s for s in self.facts if s.name == self._front), None)
        if front is None:  # a macro sheet of Excel 4 has cells and is no worksheet
            raise Problem("selection-not-cells")
        last = front.row + front.rows - 1
        rows = {row for first, end in found for row in range(first, min(end, last) + 1)}
        return frozenset(rows.difference(int(row) for row in self._hidden or ()))

    def active(self) -> Cell:
        """The selection's first cell."""
        first = self._selected()[0]
        return self._front, address(first.top, first.left)

    def folder(self) -> Path | None:
        """Where the book lies, None for one that was never saved or lies only in the cloud."""
        path = Path(self._place)
        return path.parent if path.is_absolute() and path.parent.is_dir() else None

    def stage(self, text: str) -> None:
        """Nothing is shown on the way; Esc is looked at."""
        self._stop()

    def _selected(self) -> list[Area]:
        if not self._areas:
            raise Problem("selection-not-cells")
        return [Area(t, le, t + h - 1, le + w - 1) for t, le, h, w in _quads(self._areas)]


def _quads(flat: Sequence[Any] | None) -> list[tuple[int, int, int, int]]:
    """Row, column, rows, columns of each area, from one flat list."""
    numbers = [int(n) for n in flat or ()]
    return list(zip(numbers[0::4], numbers[1::4], numbers[2::4], numbers[3::4], strict=True))


def _square(values: Any) -> Sequence[Sequence[Any]]:
    """Rows of cells: Excel hands over a single cell bare."""
    if not isinstance(values, (list, tuple)):
        return [[values]]
    return values if values and isinstance(values[0], (list, tuple)) else [values]


def _value(value: Any) -> Value:
    """A cell's value as every other reader tells it."""
    if isinstance(value, dt.datetime):  # COM's dates are of a class of their own, with a time zone
        day = value.timetuple()
        return dt.datetime(*day[:6], value.microsecond)
    if isinstance(value, decimal.Decimal):
        return float(value)
    error = excel_error(value)
    found: Value = value if error is None else error
    return None if found == "" else found
