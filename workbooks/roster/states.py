"""States of cells (見えている状態): what a person sees besides the value: formats with words, hidden rows and columns,
text struck out.

All rows are checked, hidden or not. A row struck out is asked about and not judged; half a value struck out is asked
about. Numbers and forms leave both alone unless they are asked for (``Table.acted_on``).
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from validators.reading import Note
from validators.text import is_blank
from workbooks.a1 import column_letter
from workbooks.grid import Grid
from workbooks.tables.table import Table

_PLAIN = re.compile(r"[-+()\d.,%¥\\$ ]*")
_SHOWN = 5  # rows or columns named in a sentence


def as_seen(grid: Grid) -> Grid:
    """The grid with the words that number formats add: 群馬県-012345 for 12345, leading zeros of a code."""
    told = {
        place: text
        for place, text in grid.shown.items()
        if isinstance(grid.value(*place), (int, float))
        and (not _PLAIN.fullmatch(text) or re.fullmatch(r"0\d+", text))
    }
    if not told:
        return grid
    rows = [list(cells) for cells in grid.rows]
    for (row, column), text in told.items():
        rows[row - grid.top][column - grid.left] = text
    return replace(grid, rows=rows)


def tell(table: Table, grid: Grid) -> None:
    """Tell what of the table is hidden or struck out."""
    rows = set(table.rows)
    table.hidden = frozenset(rows & grid.hidden_rows)
    columns = {c for group in table.groups for c in group.at.values()} & grid.hidden_columns
    for rule, places in (
        ("rows-hidden", [str(r) for r in sorted(table.hidden)]),
        ("column-hidden", [column_letter(c) for c in sorted(columns)]),
    ):
        if places:
            table.told.append((table.corner, "", Note(rule, {"places": _list(places)})))
    if grid.struck:
        _tell_struck(table, grid)


def _list(places: list[str]) -> str:
    shown = "、".join(places[:_SHOWN])
    return shown if len(places) <= _SHOWN else f"{shown} ほか{len(places) - _SHOWN}"


def _tell_struck(table: Table, grid: Grid) -> None:
    read: dict[int, dict[str, int]] = {}
    for record, row in enumerate(table.rows):
        at = table.groups[table.group_of[record]].at
        filled = {n: c for n, c in at.items() if not is_blank(grid.value(row, c))}
        struck = {n: c for n, c in filled.items() if (row, c) in grid.struck}
        if not struck:
            continue
        whole = _wholly(grid, row, struck.values())
        if whole and len(struck) * 2 > len(filled):
            read[record] = struck
            continue
        for name in struck:
            table.noted.append((record, name, Note("cell-struck")))
    for record in read:
        table.noted.append((record, "name", Note("row-struck")))
        table.silent.add((record, ""))
    table.struck = frozenset(table.rows[r] for r in read)


def _wholly(grid: Grid, row: int, columns: Iterable[int]) -> bool:
    return all(not grid.struck[row, column].strip() for column in columns)
