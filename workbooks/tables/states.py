"""States of cells (見えている状態): what a person sees besides the value: formats with words, hidden rows and columns,
text struck out.

All rows are checked, hidden or not. A row struck out is asked about and not judged; half a value struck out is asked
about. Numbers and forms leave both alone unless they are asked for (``Table.acted_on``).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, MutableSequence
from dataclasses import replace
from typing import Protocol

from validators.reading import Note
from validators.text import is_blank
from workbooks.a1 import column_letter
from workbooks.grid import Grid

_PLAIN = re.compile(r"[-+()\d.,%¥\\$ ]*")
_SHOWN = 5  # rows or columns named in a sentence
Columns = Callable[[int], Mapping[str, int]]


class Seen(Protocol):
    """A table that is told what of it is hidden or struck out."""

    rows: list[int]
    hidden: frozenset[int]
    struck: frozenset[int]

    @property
    def corner(self) -> str: ...
    @property
    def told(self) -> MutableSequence[tuple[str, str, Note]]: ...
    @property
    def noted(self) -> MutableSequence[tuple[int, str, Note]]: ...


def as_seen(grid: Grid) -> Grid:
    """The grid with the words that number formats add: 群馬県-012345 for 12345, leading zeros of a code."""
    formatted = {
        place: text
        for place, text in grid.shown.items()
        if isinstance(grid.value(*place), (int, float))
        and (not _PLAIN.fullmatch(text) or re.fullmatch(r"0\d+", text))
    }
    if not formatted:
        return grid
    rows = [list(cells) for cells in grid.rows]
    for (row, column), text in formatted.items():
        rows[row - grid.top][column - grid.left] = text
    return replace(grid, rows=rows)


def tell(table: Seen, grid: Grid, columns: Columns) -> set[int]:
    """Tell what of the table is hidden or struck out; the records that are struck out as a whole.

    columns  record → canonical name → column of its values
    """
    table.hidden = grid.hidden_rows.intersection(table.rows) if grid.hidden_rows else frozenset()
    used = set()
    if grid.hidden_columns:
        used = {c for record in range(len(table.rows)) for c in columns(record).values()}
    for rule, places in (
        ("rows-hidden", [str(r) for r in sorted(table.hidden)]),
        ("column-hidden", [column_letter(c) for c in sorted(used & grid.hidden_columns)]),
    ):
        if places:
            table.told.append((table.corner, "", Note(rule, {"places": _list(places)})))
    struck = _struck(table, grid, columns) if grid.struck else set()
    table.struck = frozenset(table.rows[record] for record in struck)
    return struck


def _list(places: list[str]) -> str:
    shown = "、".join(places[:_SHOWN])
    return shown if len(places) <= _SHOWN else f"{shown} ほか{len(places) - _SHOWN}"


def _struck(table: Seen, grid: Grid, columns: Columns) -> set[int]:
    read: set[int] = set()
    for record, row in enumerate(table.rows):
        at = columns(record)
        filled = {n: c for n, c in at.items() if not is_blank(grid.value(row, c))}
        struck = {n: c for n, c in filled.items() if (row, c) in grid.struck}
        if not struck:
            continue
        if _wholly(grid, row, struck.values()) and len(struck) * 2 > len(filled):
            read.add(record)
            continue
        for name in struck:
            table.noted.append((record, name, Note("cell-struck")))
    return read


def _wholly(grid: Grid, row: int, columns: Iterable[int]) -> bool:
    return all(not grid.struck[row, column].strip() for column in columns)
