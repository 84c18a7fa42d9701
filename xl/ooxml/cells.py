"""Single cells of a closed workbook's sheet XML: find or make one, give it another fill or number
format, put a value in.

A format is never changed: a cell gets a copy of its own with one thing different, so font, border and alignment stay.
"""

from __future__ import annotations

import copy
import datetime as dt
import re
from collections.abc import Sequence
from typing import Any, NamedTuple

from lxml import etree

from validators.values.dates import excel_serial
from workbooks.a1 import address, column_number, position
from workbooks.tidy.corrections import DATE_FORMAT
from xl.ooxml.package import MAIN, Package

NS = f"{{{MAIN}}}"
_BUILT_IN = {"General": 0, "@": 49}
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\ufffe\uffff]")


class Styles:
    """Cell formats of the book; ``variant`` gives the number of a copy with another fill, number
    format or alignment."""

    def __init__(self, package: Package) -> None:
        self.package = package
        self.part = next(
            (t for kind, t in package.relations("xl/workbook.xml").values() if kind == "styles"),
            "xl/styles.xml",
        )
        self.root = package.xml(self.part)
        self.formats, self.fills = self.root.find(f"{NS}cellXfs"), self.root.find(f"{NS}fills")
        self._fills: dict[str, int] = {}
        self._numbers: dict[str, int] = dict(_BUILT_IN)
        self._made: dict[tuple[int, str, str, tuple[tuple[str, str], ...], float], int] = {}
        self._sizes: dict[tuple[str, float], int] = {}

    def variant(
        self,
        style: int,
        *,
        fill: str = "",
        number_format: str = "",
        alignment: tuple[tuple[str, str], ...] = (),
        size: float = 0,
    ) -> int:
        """``style`` with this fill ("#RRGGBB"), number format, alignment, e.g. (("shrinkToFit",
        "1"),), or font size in points."""
        key = (style, fill, number_format, alignment, size)
        if key not in self._made:
            own = copy.deepcopy(self.formats[style])
            if fill:
                own.set("fillId", str(self._fill(fill)))
                own.set("applyFill", "1")
            if number_format:
                own.set("numFmtId", str(self._number(number_format)))
                own.set("applyNumberFormat", "1")
            if alignment:
                element = own.find(f"{NS}alignment")
                if element is None:
                    element = etree.Element(f"{NS}alignment")
                    own.insert(0, element)
                for name, value in alignment:
                    element.set(name, value)
                own.set("applyAlignment", "1")
            if size:
                own.set("fontId", str(self._font(own.get("fontId", "0"), size)))
                own.set("applyFont", "1")
            self.formats.append(own)
            self._made[key] = len(self.formats) - 1
        return self._made[key]

    def _fill(self, colour: str) -> int:
        if colour not in self._fills:
            pattern = etree.SubElement(
                etree.SubElement(self.fills, f"{NS}fill"), f"{NS}patternFill", patternType="solid"
            )
            etree.SubElement(pattern, f"{NS}fgColor", rgb="FF" + colour.lstrip("#"))
            etree.SubElement(pattern, f"{NS}bgColor", indexed="64")
            self._fills[colour] = len(self.fills) - 1
        return self._fills[colour]

    def _font(self, font: str, size: float) -> int:
        """A copy of a font in another size."""
        if (font, size) not in self._sizes:
            fonts = self.root.find(f"{NS}fonts")
            own = copy.deepcopy(fonts[int(font)])
            element = own.find(f"{NS}sz")
            if element is None:
                element = etree.SubElement(own, f"{NS}sz")
            element.set("val", f"{size:g}")
            fonts.append(own)
            fonts.set("count", str(len(fonts)))
            self._sizes[font, size] = len(fonts) - 1
        return self._sizes[font, size]

    def _number(self, code: str) -> int:
        if code not in self._numbers:
            listed = self.root.find(f"{NS}numFmts")
            if listed is None:
                listed = etree.Element(f"{NS}numFmts")
                self.root.insert(0, listed)
            number = max([163, *(int(e.get("numFmtId")) for e in listed)]) + 1
            etree.SubElement(listed, f"{NS}numFmt", numFmtId=str(number), formatCode=code)
            listed.set("count", str(len(listed)))
            self._numbers[code] = number
        return self._numbers[code]

    def save(self) -> None:
        """Put the part back when something was added."""
        if self._made:
            self.formats.set("count", str(len(self.formats)))
            self.fills.set("count", str(len(self.fills)))
            self.package.write_xml(self.part, self.root)


class SheetCells:
    """The cells of one sheet's root element by position."""

    def __init__(self, root: Any) -> None:
        self.data = root.find(f"{NS}sheetData")
        self.column_styles = {
            n: int(c.get("style", 0))
            for c in root.iter(f"{NS}col")
            for n in range(int(c.get("min")), min(int(c.get("max")), 16384) + 1)
        }
        self.rows: dict[int, Any] = {}
        self._cells: dict[int, dict[int, Any]] = {}
        number = 0
        for element in self.data:
            number = int(element.get("r", number + 1))
            self.rows[number] = element

    def at(self, row: int, column: int) -> Any:
        """The cell's element, made with the format of its row or column when it is not there."""
        element = self.rows.get(row)
        if element is None:
            element = etree.Element(f"{NS}row", r=str(row))
            before = [n for n in self.rows if n < row]
            self.data.insert(self.data.index(self.rows[max(before)]) + 1 if before else 0, element)
            self.rows[row] = element
        if row not in self._cells:
            self._cells[row] = _cells(element)
        cells = self._cells[row]
        if column not in cells:
            style = (
                element.get("s", "0")
                if element.get("customFormat") in ("1", "true")
                else str(self.column_styles.get(column, 0))
            )
            cell = etree.Element(f"{NS}c", r=address(row, column), s=style)
            left = [c for c in cells if c < column]
            element.insert(element.index(cells[max(left)]) + 1 if left else 0, cell)
            cells[column] = cell
        return cells[column]


def has_formula(cell: Any) -> bool:
    """Is the value worked out?"""
    return cell.find(f"{NS}f") is not None


def put(cell: Any, value: str | float | dt.date, *, date_1904: bool = False) -> None:
    """Put a value into a cell: text as text, also when it begins with "="; dates as serial numbers
    of the workbook's system."""
    for child in list(cell):
        cell.remove(child)
    cell.attrib.pop("t", None)
    if isinstance(value, str):
        cell.set("t", "inlineStr")
        text = etree.SubElement(etree.SubElement(cell, f"{NS}is"), f"{NS}t")
        text.text = _CONTROL.sub("", value)
        text.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    else:
        number = excel_serial(value, date_1904=date_1904) if isinstance(value, dt.date) else value
        etree.SubElement(cell, f"{NS}v").text = str(number)


class Fill(NamedTuple):
    """One cell to fill."""

    sheet: str
    cell: str
    value: str | dt.date


def fill(
    package: Package, fills: Sequence[Fill], *, date_1904: bool = False
) -> set[tuple[str, str]]:
    """Put values into the cells of a package, text as text and dates shown in 和暦; (sheet, cell)
    of those left alone for their formula."""
    parts, styles = package.sheets(), Styles(package)
    left: set[tuple[str, str]] = set()
    for name in dict.fromkeys(f.sheet for f in fills):
        root = package.xml(parts[name])
        cells = SheetCells(root)
        for one in (f for f in fills if f.sheet == name):
            cell = cells.at(*position(one.cell))
            if has_formula(cell):
                left.add((name, one.cell))
                continue
            put(cell, one.value, date_1904=date_1904)
            cell.set(
                "s",
                str(
                    styles.variant(
                        int(cell.get("s", 0)),
                        number_format="@" if isinstance(one.value, str) else DATE_FORMAT,
                    )
                ),
            )
        package.write_xml(parts[name], root)
    styles.save()
    return left


def _cells(row: Any) -> dict[int, Any]:
    found, column = {}, 0
    for cell in row.iter(f"{NS}c"):
        reference = re.match(r"[A-Z]+", cell.get("r", ""))
        column = column_number(reference[0]) if reference else column + 1
        found[column] = cell
    return found
