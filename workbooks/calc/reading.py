"""The open book as Calc holds it (Calc のブックを読む): the same parts in the same order as Careerup_Desk.bas reads."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Any

import uno

CONTENTS = 1 | 2 | 4 | 16  # CellFlags: values, dates, text, formulas
_ERRORS = 4  # FormulaResult
DATE, _TIME, _LOGICAL = 2, 4, 1024  # NumberFormat types
EXCEL_NULL = dt.datetime(1899, 12, 30)  # Excel's day 0, the one it gives a time of day
_HEADING_ROWS = 30
_SHOWN, _HIDDEN = -1, 0


def facts(document: Any, wanted: str, most_cells: int) -> list[Any]:
    """What a button is handed. ``wanted``: "*" the sheets that are seen, a name that sheet, "" none."""
    sheets = [document.Sheets.getByIndex(i) for i in range(document.Sheets.Count)]
    front = document.CurrentController.ActiveSheet
    size = [front.Rows.Count, front.Columns.Count]
    url = document.URL
    place = uno.fileUrlToSystemPath(url) if url.startswith("file:") else ""
    sheet_facts = [_sheet(document, sheet, wanted, most_cells) for sheet in sheets]
    return [
        document.Title,
        place,
        False,
        front.Name,
        size,
        areas(document),
        _hidden(front),
        sheet_facts,
    ]


def bounds(cells: Any) -> tuple[int, int, int, int] | None:
    """First column and row, last column and row (0-based) of what holds something, None for nothing."""
    found = cells.queryContentCells(CONTENTS).RangeAddresses
    if not found:
        return None
    return (
        min(a.StartColumn for a in found),
        min(a.StartRow for a in found),
        max(a.EndColumn for a in found),
        max(a.EndRow for a in found),
    )


def _sheet(document: Any, sheet: Any, wanted: str, most_cells: int) -> list[Any]:
    seen = sheet.IsVisible
    found = bounds(sheet)
    left, top, right, bottom = found or (0, 0, 0, 0)
    height, width = bottom - top + 1, right - left + 1
    values: Any = None
    merges: list[int] = []
    asked = (wanted == "*" and seen) or wanted == sheet.Name
    if found and asked and height * width <= most_cells:
        cells = sheet.getCellRangeByPosition(left, top, right, bottom)
        values = _values(document, sheet, cells)
        merges = _merges(sheet, cells)
    first = [list(row) for row in sheet.getCellRangeByName("A1:E10").DataArray]
    state = _SHOWN if seen else _HIDDEN
    return [
        *(sheet.Name, state, top + 1, left + 1, height, width),
        *(values, merges, first, found is not None),
    ]


def _values(document: Any, sheet: Any, cells: Any) -> list[list[Any]]:
    """Calc holds a date as a number: what its format shows decides, as in Excel."""
    rows = [list(row) for row in cells.DataArray]
    at = cells.RangeAddress
    null = null_date(document)
    formats = document.NumberFormats
    uniform = cells.UniqueCellFormatRanges
    for ranges in (uniform.getByIndex(i) for i in range(uniform.Count)):
        kind = formats.getByKey(ranges.NumberFormat).Type
        if not kind & (DATE | _TIME | _LOGICAL):
            continue
        for row, column in _cells(ranges.RangeAddresses):
            value = rows[row - at.StartRow][column - at.StartColumn]
            if isinstance(value, float):
                base = null if kind & DATE else EXCEL_NULL
                shown: Any = bool(value) if kind & _LOGICAL else _day(base, value)
                rows[row - at.StartRow][column - at.StartColumn] = shown
    for row, column in _cells(cells.queryFormulaCells(_ERRORS).RangeAddresses):
        text = sheet.getCellByPosition(column, row).String
        text = text if text.startswith("#") else "#VALUE!"
        rows[row - at.StartRow][column - at.StartColumn] = text
    return rows


def null_date(document: Any) -> dt.datetime:
    """The day that the document counts from."""
    null = document.NullDate
    return dt.datetime(null.Year, null.Month, null.Day)


def sent(value: Any, null: dt.datetime) -> Any:
    """A value as Calc takes it: a number for what Excel has a type for, days from ``null``."""
    if isinstance(value, dt.datetime):
        return (value - null) / dt.timedelta(days=1)
    return float(value) if isinstance(value, (bool, int)) else value


def _day(null: dt.datetime, number: float) -> Any:
    try:
        return null + dt.timedelta(seconds=round(number * 86400))
    except OverflowError:  # a number in a date's format that is no date
        return number


def _cells(addresses: Any) -> Iterator[tuple[int, int]]:
    for a in addresses:
        for row in range(a.StartRow, a.EndRow + 1):
            for column in range(a.StartColumn, a.EndColumn + 1):
                yield row, column


def _merges(sheet: Any, cells: Any) -> list[int]:
    """Row, column, rows, columns of each merged area among the first rows, where headings stand."""
    at = cells.RangeAddress
    last = min(at.EndRow, at.StartRow + _HEADING_ROWS - 1)
    found: list[int] = []
    for row in range(at.StartRow, last + 1):
        if not sheet.getCellRangeByPosition(at.StartColumn, row, at.EndColumn, row).IsMerged:
            continue
        for column in range(at.StartColumn, at.EndColumn + 1):
            cell = sheet.getCellByPosition(column, row)
            if cell.IsMerged:
                cursor = sheet.createCursorByRange(cell)
                cursor.collapseToMergedArea()
                found += _corners(cursor.RangeAddress)
    return found


def _corners(address: Any) -> list[int]:
    return [
        address.StartRow + 1,
        address.StartColumn + 1,
        address.EndRow - address.StartRow + 1,
        address.EndColumn - address.StartColumn + 1,
    ]


def areas(document: Any) -> list[int] | None:
    """Row, column, rows, columns of each area of the selection; None where a picture or a chart is selected."""
    chosen = document.CurrentController.Selection
    if hasattr(chosen, "RangeAddresses"):
        return [n for address in chosen.RangeAddresses for n in _corners(address)] or None
    return _corners(chosen.RangeAddress) if hasattr(chosen, "RangeAddress") else None


def _hidden(front: Any) -> list[int]:
    """The hidden rows among the used ones of the sheet in front."""
    found = bounds(front)
    if found is None:
        return []
    _, top, _, bottom = found
    # over all columns: the first may be hidden
    across = front.getCellRangeByPosition(0, top, front.Columns.Count - 1, bottom)
    seen = across.queryVisibleCells().RangeAddresses
    shown = {row for a in seen for row in range(a.StartRow, a.EndRow + 1)}
    return [row + 1 for row in range(top, bottom + 1) if row not in shown]
