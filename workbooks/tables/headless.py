"""Tables without headings that we know (見出しのない表): found by certificate numbers, or by answers given before."""

from __future__ import annotations

import re

from validators.text import is_blank, normalize
from workbooks.a1 import column_letter
from workbooks.column_names import ColumnNames
from workbooks.grid import Grid
from workbooks.tables.evidence import SAMPLE, TESTS
from workbooks.tables.find import MIN_COLUMNS, SEARCH_ALWAYS, FoundTable, headings_of
from workbooks.tables.headings import Heading

_NUMBERS_OF_A_ROSTER = 3  # so many certificate numbers in one column make a roster without headings


def find_by_content(grid: Grid) -> list[FoundTable]:
    """The table of an export whose headings say nothing to us, or that has none: known by its certificate numbers."""
    rows = list(range(grid.top, min(grid.bottom, grid.top + SAMPLE) + 1))
    width = max((len(cells) for cells in grid.rows), default=0)
    first = 0
    for column in range(grid.left, grid.left + width):
        hits = [r for r in rows if TESTS["certificate_number"](grid.value(r, column)) == 1.0]
        if len(hits) >= _NUMBERS_OF_A_ROSTER and (not first or hits[0] < first):
            first = hits[0]
    if not first or width < MIN_COLUMNS:
        return []
    above = first - 1
    labels = [grid.value(above, c) for c in range(grid.left, grid.left + width)]
    texts = [v for v in labels if not is_blank(v)]
    headed = len(texts) >= MIN_COLUMNS and all(
        isinstance(v, str) and not re.search(r"\d{4}", v) for v in texts
    )
    headings = []
    for column, label in enumerate(labels, grid.left):
        filled = any(not is_blank(grid.value(r, column)) for r in rows if r >= first)
        if headed and not is_blank(label):
            headings.append(Heading(column, (normalize(str(label)),)))
        elif filled:
            headings.append(Heading(column, (f"{column_letter(column)}列",)))
    header = (above,) if headed else ()
    start = above if headed else first
    body = range(first, grid.bottom + 1)
    return [FoundTable(grid, header, tuple(headings), range(grid.top, start), body)]


def find_answered(grid: Grid, names: ColumnNames) -> list[FoundTable]:
    """The table whose heading row somebody has answered for before."""
    for row in range(grid.top, min(grid.bottom, grid.top + SEARCH_ALWAYS) + 1):
        headings = tuple(headings_of(grid, (row,)))
        if headings and names.knows({h.column: h.text for h in headings}):
            body = range(row + 1, grid.bottom + 1)
            return [FoundTable(grid, (row,), headings, range(grid.top, row), body)]
    return []
