"""Single cells of a closed workbook's sheet XML: find or make one, give it another format, put a value in."""

from __future__ import annotations

import datetime as dt
import re
from bisect import bisect_left, insort
from collections.abc import Iterable
from typing import Any

from lxml import etree

from workbooks.a1 import address, column_number, position
from xl.ooxml.errors import OfficeError, guarded
from xl.ooxml.long_sheets import LongSheet
from xl.ooxml.package import NS, Package
from xl.ooxml.styles import Styles

__all__ = ["NS", "SheetCells", "excel_serial", "fill", "has_formula", "plain", "put", "style_of"]

_LAST_COLUMN = 16384
_CONTROL = re.compile("[\\x00-\\x08\\x0b-\\x1f\\ud800-\\udfff\\ufffe\\uffff]")
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_EPOCH, _EPOCH_1904 = dt.date(1899, 12, 30), dt.date(1904, 1, 1)


class SheetCells:
    """The cells of one sheet's root element by position. Raises OfficeError for a sheet without a table of cells."""

    @guarded()
    def __init__(self, root: Any) -> None:
        self.data = root.find(f"{NS}sheetData")
        if self.data is None:
            raise OfficeError("unusual")
        self.column_styles = _column_styles(root)
        # some programs write one row element a cell: all elements of one number are the row
        self._parts: dict[int, list[Any]] = {}
        self._cells: dict[int, dict[int, Any]] = {}
        number = 0
        for element in self.data.iterchildren(f"{NS}row"):
            number = int(element.get("r", number + 1))
            self._parts.setdefault(number, []).append(element)
        self._numbers = sorted(self._parts)

    @guarded()
    def row(self, number: int) -> Any:
        """The row's first element, made when it is not there."""
        if number not in self._parts:
            element = etree.Element(f"{NS}row", r=str(number))
            at = bisect_left(self._numbers, number)
            before = self._parts[self._numbers[at - 1]][-1] if at else None
            self.data.insert(self.data.index(before) + 1 if before is not None else 0, element)
            self._parts[number] = [element]
            insort(self._numbers, number)
        return self._parts[number][0]

    @guarded()
    def at(self, row: int, column: int) -> Any:
        """The cell's element, made with the format of its row or column when it is not there."""
        first = self.row(row)
        if row not in self._cells:
            self._cells[row] = _cells(self._parts[row])
        cells = self._cells[row]
        if column not in cells:
            row_style = first.get("s", "0") if first.get("customFormat") in ("1", "true") else ""
            style = row_style or str(self.column_styles.get(column, 0))
            cell = etree.Element(f"{NS}c", r=address(row, column), s=style)
            before = [c for c in cells if c < column]
            if before:
                cells[max(before)].addnext(cell)
            else:
                first.insert(0, cell)
            cells[column] = cell
        return cells[column]


@guarded()
def style_of(cell: Any) -> int:
    """The number of a cell's format. Raises OfficeError for what is no number."""
    return int(cell.get("s", 0))


def has_formula(cell: Any) -> bool:
    """Is the value worked out?"""
    return cell.find(f"{NS}f") is not None


def plain(text: str) -> str:
    """The text without what XML cannot hold."""
    return _CONTROL.sub("", text)


def excel_serial(day: dt.date, *, date_1904: bool = False) -> int:
    """A day as the workbook's system counts it: 1900-01-01 is 1, and the 1900 system counts a
    1900-02-29 that never was.

    >>> excel_serial(dt.date(2025, 8, 20)), excel_serial(dt.date(2025, 8, 20), date_1904=True)
    (45889, 44427)
    """
    if isinstance(day, dt.datetime):
        day = day.date()
    if date_1904:
        return (day - _EPOCH_1904).days
    days = (day - _EPOCH).days
    return days if days > 60 else days - 1


@guarded()
def put(cell: Any, value: str | float | dt.date, *, date_1904: bool = False) -> None:
    """Put a value into a cell: text as text, also when it begins with "="; days as serial numbers
    of the workbook's system."""
    for child in list(cell):
        cell.remove(child)
    cell.attrib.pop("t", None)
    if isinstance(value, str):
        cell.set("t", "inlineStr")
        text = etree.SubElement(etree.SubElement(cell, f"{NS}is"), f"{NS}t")
        text.text = plain(value)
        text.set(_SPACE, "preserve")
    else:
        number = excel_serial(value, date_1904=date_1904) if isinstance(value, dt.date) else value
        etree.SubElement(cell, f"{NS}v").text = str(number)


@guarded()
def fill(
    package: Package,
    values: Iterable[tuple[str, str, str | dt.date]],
    *,
    date_format: str,
) -> set[tuple[str, str]]:
    """Put values into cells, given as (sheet, cell, value): text as text, days shown by ``date_format``.

    Returns (sheet, cell) of those left alone for their formula. Raises OfficeError.
    """
    parts, styles, date_1904 = package.sheets(), Styles(package), package.date_1904
    by_sheet: dict[str, list[tuple[str, str | dt.date]]] = {}
    for name, cell, value in values:
        by_sheet.setdefault(name, []).append((cell, value))
    with_formula: set[tuple[str, str]] = set()
    for name, sheet_values in by_sheet.items():
        sheet = LongSheet(package, parts[name], {position(place)[0] for place, _ in sheet_values})
        cells = SheetCells(sheet.root)
        for place, value in sheet_values:
            element = cells.at(*position(place))
            if has_formula(element):
                with_formula.add((name, place))
                continue
            put(element, value, date_1904=date_1904)
            code = "@" if isinstance(value, str) else date_format
            element.set("s", str(styles.variant(style_of(element), number_format=code)))
        sheet.save()
    styles.save()
    return with_formula


def _column_styles(root: Any) -> dict[int, int]:
    """Column → the format of its empty cells."""
    styles: dict[int, int] = {}
    covered = 0
    for column in root.iterfind(f"{NS}cols/{NS}col"):
        first, last = int(column.get("min")), min(int(column.get("max")), _LAST_COLUMN)
        style = int(column.get("style", 0))
        if style:  # most columns have no format of their own
            styles.update(dict.fromkeys(range(max(first, 1), last + 1), style))
        covered += max(last - first, 0) + 1
        if covered > 16 * _LAST_COLUMN:  # overlapping ranges without end
            raise OfficeError("unusual")
    return styles


def _cells(parts: Iterable[Any]) -> dict[int, Any]:
    """Column → cell of one row. Raises OfficeError when a column stands twice: which one Excel shows is unknown."""
    found: dict[int, Any] = {}
    for row in parts:
        column = 0
        for cell in row.iterchildren(f"{NS}c"):
            reference = re.match(r"[A-Z]{1,3}", cell.get("r", ""))
            column = column_number(reference[0]) if reference else column + 1
            if column in found:
                raise OfficeError("unusual")
            found[column] = cell
    return found
