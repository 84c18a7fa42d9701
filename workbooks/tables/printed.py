"""Printed above (表の上の記載): a value that counts for every row of a table stands once above it."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from validators.text import is_blank
from workbooks.a1 import address
from workbooks.grid import Grid, Value
from workbooks.tables.context import Printed, pairs, titled
from workbooks.tables.layout import Layout

_ABOVE = 40  # rows above a heading in which a value may be printed once for the whole table


def said_above(grid: Grid, layout: Layout, name: str, row: int) -> tuple[str, Value] | None:
    """(cell, value) of an item that stands once above a heading row; a 研修分野 may be told by a title, or by the
    sheet's name ("" for its cell)."""
    found = look_above(grid, layout.meaning, name, row)
    if found is None and name == "field":
        title = field_above(grid, row)
        return (title.cell, title.value) if title else None
    return found


def field_above(grid: Grid, row: int) -> Printed | None:
    """The 研修分野 that the nearest title above a heading row names, or else the sheet."""
    return titled(grid, range(max(grid.top, row - _ABOVE), row))


def look_above(
    grid: Grid, meaning: Callable[[str], str], name: str, row: int
) -> tuple[str, Value] | None:
    """(cell, value) of an item printed above a heading row, in one cell (研修分野：乳児保育) or in two."""
    for above in range(row - 1, max(grid.top, row - _ABOVE) - 1, -1):
        cells = grid.rows[above - grid.top]
        paired = _in_pairs(cells, meaning)
        for j, value in enumerate(cells):
            if not isinstance(value, str) or is_blank(value):
                continue
            for label, said in pairs(value):
                if meaning(label) != name:
                    continue
                if said:
                    return address(above, grid.left + j), said
                filled = (k for k in range(j + 1, len(cells)) if not is_blank(cells[k]))
                beside = next(filled, None)
                if beside is not None and paired and not meaning(str(cells[beside])):
                    return address(above, grid.left + beside), cells[beside]
    return None


def _in_pairs(cells: Sequence[Value], meaning: Callable[[str], str]) -> bool:
    """Do labels and values stand in turn in a row? In a row of headings they do not."""
    filled = [value for value in cells if not is_blank(value)]
    labels = [bool(meaning(value)) for value in filled[::2] if isinstance(value, str)]
    return len(filled) <= 2 or (len(filled) % 2 == 0 and sum(labels) * 2 >= len(filled) - 1)
