"""The selection (選択範囲) of the open book: its first cell, and the rows a clerk means by it."""

from __future__ import annotations

import re
from typing import Any

from validators.problems import Problem
from workbooks.a1 import Area, address
from workbooks.asking import spans

_MAX_ROWS = 200_000


def active(book: Any) -> tuple[str, str]:
    """(sheet, cell) of the selection's first cell. Raises Problem when a picture or chart is selected."""
    chosen = _cells(book)
    return book.sheets.active.name, address(chosen.row, chosen.column)


def chosen_rows(book: Any) -> frozenset[int] | None:
    """Sheet rows of the selection that are seen, of all its areas (Ctrl); None for a single cell or
    whole columns: then all rows are meant. Raises Problem when a picture or chart is selected."""
    chosen = _cells(book)
    spans = _spans(chosen)
    if spans is None:
        return None
    used = _last_used(book.sheets.active)
    rows: set[int] = set()
    for first, last in spans:
        rows |= _seen(book.sheets.active, first, min(last, used))
    return frozenset(rows)


def _cells(book: Any) -> Any:
    try:
        chosen = book.selection
    except AttributeError:  # a stamp, a picture, a button: it has no cells to ask for
        chosen = None
    if chosen is None:
        raise Problem("selection-not-cells")
    return chosen


def _spans(chosen: Any) -> list[tuple[int, int]] | None:
    """(first, last) row of each area; None for a single cell or whole columns.

    Each area is asked for: the address of a selection ends at 255 characters, without a word.
    """
    try:
        areas = list(chosen.api.Areas)
    except (AttributeError, NotImplementedError, TypeError):
        return _told_by_address(str(chosen.address))
    rectangles = [_area(area) for area in areas]
    sheet = areas[0].Worksheet
    return spans(rectangles, int(sheet.Rows.Count), int(sheet.Columns.Count))


def _area(cells: Any) -> Area:
    top, left = int(cells.Row), int(cells.Column)
    return Area(top, left, top + int(cells.Rows.Count) - 1, left + int(cells.Columns.Count) - 1)


def _told_by_address(text: str) -> list[tuple[int, int]] | None:
    """Reads the selected rows from an address, for a host without areas."""
    pieces = text.replace("$", "").split(",")
    if len(pieces) == 1 and re.fullmatch(r"[A-Z]*\d+", pieces[0]):
        return None
    spans = []
    for piece in pieces:
        numbers = [int(n) for n in re.findall(r"\d+", piece)]
        if not numbers:
            return None
        spans.append((numbers[0], numbers[-1]))
    return spans


def _last_used(sheet: Any) -> int:
    """Rows below the last used one hold nobody."""
    used = sheet.used_range
    return min(int(used.row) + int(used.rows.count) - 1, _MAX_ROWS)


def _seen(sheet: Any, first: int, last: int) -> set[int]:
    """The rows that no filter hides: all at once where none is hidden, else by halves."""
    if first > last:
        return set()
    hidden = _hidden(sheet, first, last)
    if hidden is None and first < last:
        middle = (first + last) // 2
        return _seen(sheet, first, middle) | _seen(sheet, middle + 1, last)
    return set() if hidden else set(range(first, last + 1))


def _hidden(sheet: Any, first: int, last: int) -> bool | None:
    """Are these rows hidden? None for some of them; a host that cannot tell hides none."""
    rows = sheet.range((first, 1), (last, 1))
    try:
        hidden = rows.api.EntireRow.Hidden
    except (AttributeError, NotImplementedError, TypeError):
        return False
    return None if hidden is None else bool(hidden)
