"""Fills (塗りつぶし) of the open book: read so that they can be put back as they were, and painted by rectangles."""

from __future__ import annotations

import contextlib
from collections.abc import Iterable, Mapping
from itertools import groupby
from typing import Any

from workbooks.fills import NONE, SOLID, numbers_of, text_of
from workbooks.plan import PatternFill

MAX_CELLS = 10_000  # what set_colors takes in one call
_AUTOMATIC = -4105


def colours(book: Any, cells: Iterable[tuple[str, str]]) -> dict[tuple[str, str], str]:
    """The fill of cells as "#RRGGBB" (with pattern and theme behind it where there is one), "" for
    none, NO_PAINT for one that could not be put back; a host that cannot tell gives nothing."""
    found: dict[tuple[str, str], str] = {}
    with contextlib.suppress(NotImplementedError):
        for sheet, cell in cells:
            found[sheet, cell] = _fill(book.sheets[sheet].range(cell))
    return found


def _fill(cell: Any) -> str:
    try:
        interior = cell.api.Interior
        pattern = interior.Pattern
    except (AttributeError, NotImplementedError, TypeError):  # only Excel itself knows patterns
        colour = cell.color
        return "#{:02X}{:02X}{:02X}".format(*colour) if colour else ""
    if pattern is None or pattern == NONE:
        return text_of(None if pattern is None else (NONE, 0, 0, 0.0, -1))
    theme, tint = _asked(interior, "ThemeColor"), _asked(interior, "TintAndShade")
    over = None
    if pattern != SOLID and _asked(interior, "PatternColorIndex") != _AUTOMATIC:
        over = _asked(interior, "PatternColor")
    numbers = (
        int(pattern),
        int(_asked(interior, "Color") or 0),
        int(theme or 0),
        float(tint or 0),
        -1 if over is None else int(over),
    )
    return text_of(numbers)


def _asked(interior: Any, name: str) -> Any:
    """A property that Excel refuses to tell where the cell has none."""
    try:
        return getattr(interior, name)
    except Exception:
        return None


def paint(sheet: Any, cells: Mapping[tuple[int, int], str | None]) -> None:
    """Give cells their fills: plain ones by rectangles, patterns and theme colours one by one."""
    plain: dict[tuple[int, int], str | None] = {}
    for at, fill in cells.items():
        pattern = PatternFill.read(fill or "")
        if pattern is None:
            plain[at] = fill
        else:
            _put(sheet.range(at), pattern)
    if plain:
        _rectangles(sheet, plain)


def _put(cell: Any, fill: PatternFill) -> None:
    try:
        interior = cell.api.Interior
    except (AttributeError, NotImplementedError, TypeError):
        cell.color = fill.colour
        return
    pattern, colour, theme, tint, over = numbers_of(str(fill))
    interior.Pattern = pattern
    if theme:
        interior.ThemeColor = theme
        interior.TintAndShade = tint
    else:
        interior.Color = colour
    if over >= 0:
        interior.PatternColor = over


def _rectangles(sheet: Any, cells: Mapping[tuple[int, int], str | None]) -> None:
    """At most ``MAX_CELLS`` cells a rectangle over the marked columns; cells in between keep their fill (``...``)."""
    left, right = min(c for _, c in cells), max(c for _, c in cells)
    height = max(1, MAX_CELLS // (right - left + 1))
    for _, band in groupby(sorted(cells), key=lambda cell: cell[0] // height):
        positions = list(band)
        top, bottom = positions[0][0], positions[-1][0]
        matrix = [
            [cells.get((r, c), ...) for c in range(left, right + 1)] for r in range(top, bottom + 1)
        ]
        sheet.range((top, left), (bottom, right)).set_colors(matrix)
