"""The page a sheet prints, as boxes: where each cell stands in points, its text, font size, alignment and border.

Reads what the standard blanks use (one A4 page upright, one font, fixed row heights); a
prefecture's own blank goes through
Excel or LibreOffice instead.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any, TypeVar

from workbooks.a1 import address, column_number, reference_area
from workbooks.forms.blank import IN_BOX, Blank, Position
from workbooks.grid import Merge
from xl.forms.template import Template
from xl.forms.typefaces import Face, face
from xl.ooxml.cells import style_of
from xl.ooxml.package import NS

T = TypeVar("T")
PAGE = (595.28, 841.89)  # A4 in points
_DIGIT = 7  # pixels of the widest digit of the workbook's normal font, the unit of column widths
_DEFAULT_ROW = 15.0
_SIDES = ("left", "right", "top", "bottom")
_INSETS = 14.4  # points left and right of a text in its box
_GROWS = 400.0  # a row without a height of its own


@dataclass(frozen=True, slots=True)
class Format:
    """What a cell's format says about its look; ``edges`` are (side, kind of line)."""

    size: float = 11.0
    horizontal: str = "left"
    vertical: str = "bottom"
    wrap: bool = False
    shrink: bool = False
    indent: int = 0
    edges: tuple[tuple[str, str], ...] = ()
    gothic: bool = False
    bold: bool = False
    colour: str = ""


@dataclass(frozen=True, slots=True)
class Box:
    """One cell or merged range with something to print. Lengths in points from the page's upper left corner."""

    x: float
    y: float
    width: float
    height: float
    text: str
    format: Format


@dataclass(frozen=True, slots=True)
class Room:
    """What a value has in its cell: points across and down, the cell's look, whether the text
    runs on over the empty cells beside it, and how much smaller than the sheet the page is."""

    width: float
    height: float
    format: Format
    spills: bool = False
    scale: float = 1.0


class SheetLayout:
    """The boxes of one sheet of the template (the form or 別紙), for any content of it."""

    def __init__(self, template: Template, blank: Blank) -> None:
        self.template, self.blank = template, blank
        root = template.package.xml(template.sheets[blank.sheet])
        self.formats = _formats(template)
        self.area = blank.printed or reference_area(f"A1:{address(blank.bottom, blank.right)}")
        self.columns = _columns(root, self.area.left, max(self.area.right, blank.right))
        self.runs = _run_sizes(template, root)
        self.heights: dict[int, float | None] = {
            int(row.get("r")): float(row.get("ht")) if row.get("ht") else None
            for row in root.iter(f"{NS}row")
            if row.get("r")
        }
        margins = root.find(f"{NS}pageMargins")
        left, right, top = (
            float(margins.get(side, 0.7)) * 72 if margins is not None else 50.0
            for side in ("left", "right", "top")
        )
        total = sum(self.columns[c] for c in range(self.area.left, self.area.right + 1)) or 1.0
        self.scale = min(1.0, (PAGE[0] - left - right) / total)
        self.top = top
        options = root.find(f"{NS}printOptions")
        centred = options is not None and options.get("horizontalCentered") in ("1", "true")
        self.left = left + ((PAGE[0] - left - right - total * self.scale) / 2 if centred else 0)

    def width(self, first: int, last: int) -> float:
        """Points from column ``first`` to ``last``, both inside."""
        return sum(self.columns.get(c, 0.0) for c in range(first, last + 1)) * self.scale

    def room(self, at: tuple[int, int]) -> Room:
        """What a value has in the cell, merged range or text box at a position of the blank."""
        if at in self.blank.boxes:
            return self._in_box(at)
        area = self.blank.area(at)
        styles = self.template.styles_at(self.blank.sheet)
        style = self.formats[styles.get((area.top, area.left), 0)]
        if size := self.runs.get((area.top, area.left)):
            style = replace(style, size=size)
        height = sum(self._height(row) for row in range(area.top, area.bottom + 1))
        right, alone = area.right, area.left == area.right and area.top == area.bottom
        if at in self.blank.dated:
            style = replace(style, wrap=False)  # a day is no text: it is never over two lines
        if alone and self.heights.get(area.top) is None:
            height = _GROWS  # Excel makes such a row as high as its text
        runs_on = alone and at not in self.blank.dated and not (style.wrap or style.shrink)
        if runs_on and style.horizontal in ("left", "general"):
            while right < self.area.right and not self._holds(area.top, right + 1):
                right += 1
        wide = self.width(area.left, right) - 4.0
        return Room(wide, height * self.scale, style, right > area.right, self.scale)

    def _in_box(self, at: Position) -> Room:
        """A line of a text box: as wide as the columns it lies over, its share of the height."""
        line = self.template.lines[self.template.part][at[0] - IN_BOX]
        area = line.area
        wide = self.width(area.left, area.right) - _INSETS
        rows = range(area.top, area.bottom + 1)
        height = sum(self._height(row) for row in rows) / line.lines
        look = Format(size=line.size, wrap=True)
        if area.left == area.right and area.top == area.bottom:
            wide = height = _GROWS  # nobody says how large it is
        return Room(max(wide, 1.0), max(height, line.size * 1.2) * self.scale, look)

    def natural_height(self, at: Position) -> float:
        """Points of height of the cell (or merged range) at a position, before the page is scaled."""
        area = self.blank.area(at)
        return sum(self._height(row) for row in range(area.top, area.bottom + 1))

    def _height(self, row: int) -> float:
        height = self.heights.get(row)
        return _DEFAULT_ROW if height is None else height

    def _holds(self, row: int, column: int) -> bool:
        """Is there a text or a place in a cell, so that nothing may run over it?"""
        area = self.blank.area((row, column))
        taken = {at for t in self.template.located.all for at in t.positions}
        first = (area.top, area.left)
        return first in self.blank.texts or first in taken or first in self.blank.formulas

    def boxes(self, root: Any) -> list[Box]:
        """What the sheet with this content prints, top to bottom."""
        merged = {(m.top, m.left): m for m in self.blank.merges}
        covered = self._covered()
        heights: dict[int, float] = {}
        cells: list[tuple[int, int, Any]] = []
        for row in root.find(f"{NS}sheetData"):
            number = int(row.get("r"))
            height = float(row.get("ht", _DEFAULT_ROW))
            heights[number] = 0.0 if row.get("hidden") in ("1", "true") else height
            cells += [(number, column_number(re.sub(r"\d", "", c.get("r"))), c) for c in row]
        tops = self._tops(heights)
        found = []
        for number, column, cell in cells:
            if not self._is_shown(number, column) or not heights[number]:
                continue
            style, text = self.formats[style_of(cell)], self.template.text(cell)
            if (number, column) in covered or not (text or style.edges):
                continue
            area = merged.get((number, column))
            bottom, right = (area.bottom, area.right) if area else (number, column)
            x = self.left + self.width(self.area.left, column - 1)
            height = tops[min(bottom, self.area.bottom) + 1] - tops[number]
            if area and style.edges:
                style = replace(style, edges=self._edges(area, style))
            found.append(Box(x, tops[number], self.width(column, right), height, text, style))
        return found

    def _edges(self, area: Merge, style: Format) -> tuple[tuple[str, str], ...]:
        """The lines round a merged range: right and bottom are those of its last cell."""
        styles = self.template.styles_at(self.blank.sheet)
        last = self.formats[styles.get((area.bottom, area.right), 0)]
        edges = dict(style.edges)
        far = {side: kind for side, kind in last.edges if side in ("right", "bottom")}
        return tuple((edges | far).items())

    def _covered(self) -> set[Position]:
        """Cells that lie under the first cell of a merged range."""
        covered: set[Position] = set()
        for m in self.blank.merges:
            for row in range(m.top, m.bottom + 1):
                covered |= {(row, column) for column in range(m.left, m.right + 1)}
        return covered - {(m.top, m.left) for m in self.blank.merges}

    def _is_shown(self, row: int, column: int) -> bool:
        a = self.area
        return a.top <= row <= a.bottom and a.left <= column <= a.right

    def _tops(self, heights: Mapping[int, float]) -> dict[int, float]:
        """Row → where it begins on the page."""
        tops: dict[int, float] = {}
        y = self.top
        for number in range(self.area.top, self.area.bottom + 2):
            tops[number] = y
            y += heights.get(number, _DEFAULT_ROW) * self.scale
        return tops


def _run_sizes(template: Template, root: Any) -> dict[Position, float]:
    """Cell → size of its largest letters, where runs of its text have sizes of their own."""
    found: dict[Position, float] = {}
    for cell in root.iter(f"{NS}c"):
        rich = template.rich(cell)
        sizes = [float(e.get("val", 0)) for e in rich.iter(f"{NS}sz")] if rich is not None else []
        at = reference_area(cell.get("r", ""))
        if sizes and at.top:
            found[at.top, at.left] = max(sizes)
    return found


def _columns(root: Any, first: int, last: int) -> Mapping[int, float]:
    default = root.find(f"{NS}sheetFormatPr")
    usual = float(default.get("defaultColWidth", 9.14)) if default is not None else 9.14
    chars = dict.fromkeys(range(first, last + 1), usual)
    for col in root.iter(f"{NS}col"):
        for c in range(max(int(col.get("min")), first), min(int(col.get("max")), last) + 1):
            chars[c] = 0.0 if col.get("hidden") in ("1", "true") else float(col.get("width", usual))
    return {c: int((256 * w + 128 // _DIGIT) / 256 * _DIGIT) * 0.75 for c, w in chars.items()}


def _formats(template: Template) -> list[Format]:
    root = template.package.xml(template.styles_part)
    faces = [face(font) for font in root.find(f"{NS}fonts")]
    borders = [
        tuple(
            (side.tag.rpartition("}")[2], side.get("style"))
            for side in border
            if side.get("style") and side.tag.rpartition("}")[2] in _SIDES
        )
        for border in root.find(f"{NS}borders")
    ]
    found = []
    for xf in root.find(f"{NS}cellXfs"):
        a = xf.find(f"{NS}alignment")
        at = a.attrib if a is not None else {}
        font = _nth(faces, xf.get("fontId"), Face())
        found.append(
            Format(
                font.size,
                at.get("horizontal", "left"),
                at.get("vertical", "bottom"),
                at.get("wrapText") in ("1", "true"),
                at.get("shrinkToFit") in ("1", "true"),
                int(at.get("indent", 0)),
                _nth(borders, xf.get("borderId"), ()),
                font.gothic,
                font.bold,
                font.colour,
            )
        )
    return found


def _nth(values: list[T], number: str | None, otherwise: T) -> T:
    """The value a format points at; a format of another program may point nowhere."""
    index = int(number or 0)
    return values[index] if index < len(values) else otherwise


def rooms_of(template: Template) -> dict[Position, Room]:
    """Cell → the box its value is printed in; measured once for a blank."""
    found: dict[Position, Room] = template.measured
    if not found:
        layout = SheetLayout(template, template.blank)
        for target in template.located.all:
            for at in target.positions:
                found[at] = layout.room(at)
        found |= {at: layout.room(at) for at in template.blank.formulas}
    return found
