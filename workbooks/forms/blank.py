"""ひな形の1シート: what has to be known of a sheet to fill it in, and where on it a value may go."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

from workbooks.a1 import address
from workbooks.forms.places import Place
from workbooks.grid import Merge

Position = tuple[int, int]
IN_BOX = 2_000_000  # rows from here on are the lines of text boxes, below every row of a sheet
How = Literal["cell", "here", "behind", "cells", "tick"]


@dataclass(frozen=True, slots=True)
class Blank:
    """One sheet. Positions are (row, column), 1-based.

    texts       every cell that shows something
    names       defined names of single cells on this sheet → their first cell; ``broken`` are names that point
    nowhere; ``unwanted`` are places the office says it does not print
    formulas    cells whose value is worked out; ``looked_at`` are the cells they look at
    locked      may a cell not be changed because the sheet is protected?
    bottom      last row and ``right`` last column in use (values, merges, print area ``printed``)
    formatted   cells that have a format of their own; ``bordered`` with a border; ``dated`` with a date's format
    widths      column → width in characters
    floating    text of a text box → the range it lies over; ``boxes`` each of its lines as a position of
    its own → that range
    only        of a Word document: the cells and paragraphs there are; None where every cell exists
    called      what a position is called where it has no A1 address
    around      texts of a sheet's header and footer, which take no value
    """

    file: str
    sheet: str
    texts: Mapping[Position, str]
    merges: Sequence[Merge] = ()
    names: Mapping[str, Position] = field(default_factory=dict)
    broken: frozenset[str] = frozenset()
    formulas: frozenset[Position] = frozenset()
    looked_at: frozenset[Position] = frozenset()
    locked: Callable[[Position], bool] = lambda at: False
    bottom: int = 0
    right: int = 0
    printed: Merge | None = None
    formatted: frozenset[Position] = frozenset()
    bordered: frozenset[Position] = frozenset()
    dated: frozenset[Position] = frozenset()
    widths: Mapping[int, float] = field(default_factory=dict)
    floating: Sequence[tuple[str, Merge]] = ()
    only: frozenset[Position] | None = None
    called: Mapping[Position, str] = field(default_factory=dict)
    boxes: Mapping[Position, Merge] = field(default_factory=dict)
    unwanted: frozenset[str] = frozenset()
    around: Sequence[str] = ()

    def where(self, at: Position) -> str:
        """What a clerk calls a position: C5, or 表1の2行目3列目 of a Word document."""
        return self.called.get(at) or address(*at)

    def area(self, at: Position) -> Merge:
        """The merged range a cell belongs to, or the cell itself."""
        row, column = at
        return next(
            (m for m in self.merges if m.top <= row <= m.bottom and m.left <= column <= m.right),
            Merge(row, column, row, column),
        )

    def first(self, at: Position) -> Position:
        """The first cell of the range a cell belongs to."""
        area = self.area(at)
        return area.top, area.left

    def is_box(self, at: Position) -> bool:
        """Is a cell made to be written in: framed, or merged from this row on?"""
        area = self.area(at)
        merged = area.right > area.left and area.top == at[0]
        return self.first(at) in self.bordered or merged

    def is_empty(self, at: Position) -> bool:
        """Does the range of a cell show nothing?"""
        return self.first(at) not in self.texts and self.first(at) not in self.formulas

    def takes(self, at: Position) -> bool:
        """Would a value in this cell be printed: inside the print area, or looked at by a formula?"""
        row, column = self.first(at)
        if self.only is not None:
            return (row, column) in self.only
        if row >= IN_BOX:
            return (row, column) in self.boxes
        return (row, column) in self.looked_at or self.prints((row, column))

    def prints(self, at: Position) -> bool:
        """Does a cell lie inside the print area?"""
        p = self.printed
        return p is None or (p.top <= at[0] <= p.bottom and p.left <= at[1] <= p.right)

    def row_texts(self, row: int) -> list[tuple[int, str]]:
        """(column, text) of a row, left to right."""
        return sorted((c, text) for (r, c), text in self.texts.items() if r == row)


@dataclass(frozen=True, slots=True)
class Target:
    """Where one place is on the blank.

    how      "cell" the cell takes the value; "here" the part of its text that ``pattern`` matches is
    replaced; "behind" the value follows the label's colon; "cells" several cells take its parts;
    "tick" the box before the value's name is ticked
    label    the cell of the printed label where there is one: the line goes when a person has no such value
    wrap     what stands around the value, e.g. 第{}号
    groups   a number written with hyphens between its parts
    cells    (part, cell): 姓 名, 1 2 3 (lines), 元号 年 月 日, d1 d2 … (letters), or the name before a box
    """

    place: Place
    at: Position
    how: How
    label: Position | None = None
    by_name: bool = False
    pattern: str = ""
    wrap: str = "{}"
    groups: bool = False
    cells: tuple[tuple[str, Position], ...] = ()

    @property
    def positions(self) -> tuple[Position, ...]:
        """Every cell that is written."""
        return tuple(at for _, at in self.cells) or (self.at,)
