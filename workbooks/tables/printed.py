"""Printed above (表の上の記載): a value that counts for every row of a table stands once above it."""

from __future__ import annotations

from collections.abc import Callable

from validators.text import is_blank
from workbooks.a1 import address
from workbooks.grid import Grid, Value
from workbooks.tables.context import pairs

ABOVE = 40  # rows above a heading in which a value may be printed once for the whole table


def look_above(
    grid: Grid, meaning: Callable[[str], str], name: str, row: int
) -> tuple[str, Value] | None:
    """(cell, value) of an item printed above a heading row, in one cell (研修分野：乳児保育) or in two."""
    for above in range(row - 1, max(grid.top, row - ABOVE) - 1, -1):
        cells = grid.rows[above - grid.top]
        for j, value in enumerate(cells):
            if not isinstance(value, str) or is_blank(value):
                continue
            for label, said in pairs(value):
                if meaning(label) != name:
                    continue
                if said:
                    return address(above, grid.left + j), said
                filled = (k for k in range(j + 1, len(cells)) if not is_blank(cells[k]))
                if (beside := next(filled, None)) is not None:
                    return address(above, grid.left + beside), cells[beside]
    return None
