"""Whole rows (行の全体): the rows that findings name, as they stand in the file, to be shown beside the findings."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from string import ascii_uppercase

from validators.findings import Report, TableRead, WholeRow
from workbooks.a1 import column_number, position
from workbooks.grid import Book, Grid
from workbooks.results.sheet import ordered

MOST = 500  # rows kept, worst first: nobody reads more before the next run


def with_rows(report: Report, books: Sequence[Book]) -> Report:
    """The report with the rows its findings name, in the order of the file. A finding at a heading has no row."""
    grids = {(book.name, grid.sheet): grid for book in books for grid in book.grids}
    tables: dict[tuple[str, str], list[TableRead]] = {}
    for table in report.tables:
        tables.setdefault((table.file, table.sheet), []).append(table)
    heads: dict[int, _Head] = {}
    kept: dict[tuple[str, str, int], WholeRow] = {}
    for finding in ordered(report.findings):
        place, (row, _) = (finding.file, finding.sheet), position(finding.cell)
        if finding.severity == "info" or (*place, row) in kept or place not in grids:
            continue
        above = [t for t in tables.get(place, []) if t.header_rows and t.header_rows[-1] < row]
        if above:
            nearest = max(above, key=lambda table: table.header_rows[-1])
            if id(nearest) not in heads:
                heads[id(nearest)] = _Head(grids[place], nearest)
            kept[(*place, row)] = _whole(grids[place], nearest, heads[id(nearest)], row)
        if len(kept) == MOST:
            break
    order = {place: number for number, place in enumerate(tables)}
    shown = sorted(kept.values(), key=lambda one: (order[one.file, one.sheet], one.row))
    left_out = _named(report) - len(kept) if len(kept) == MOST else 0
    return replace(report, rows=tuple(shown), rows_left=max(left_out, 0))


def _named(report: Report) -> int:
    """How many rows the findings name, headings left out."""
    heads = {(t.file, t.sheet, str(row)) for t in report.tables for row in t.header_rows}
    named = {
        (f.file, f.sheet, f.cell.lstrip(ascii_uppercase))
        for f in report.findings
        if f.severity != "info"
    }
    return len(named - heads)


class _Head:
    """What stands above the rows of a table, from its first column with a heading to its last."""

    def __init__(self, grid: Grid, table: TableRead) -> None:
        lines = [grid.rows[line - grid.top] for line in table.header_rows if line <= grid.bottom]
        columns = range(grid.left, grid.left + max(map(len, lines), default=0))
        titles = {column: _heading(grid, table, column) for column in columns}
        named = [column for column, title in titles.items() if title]
        named += [column_number(letter) for letter in table.columns.values()]
        self.first = min(named, default=grid.left)
        self.span = range(self.first, max(named, default=grid.left) + 1)
        self.titles = tuple(titles.get(column, "") for column in self.span)


def _whole(grid: Grid, table: TableRead, head: _Head, row: int) -> WholeRow:
    """One row under the headings of its table."""
    cells = tuple(grid.seen(row, column) for column in head.span)
    return WholeRow(table.file, table.sheet, row, head.first, head.titles, cells)


def _heading(grid: Grid, table: TableRead, column: int) -> str:
    """The heading's words over all its rows."""
    words = (str(grid.value(row, column) or "").strip() for row in table.header_rows)
    return " ".join(dict.fromkeys(word.replace("\n", "") for word in words if word))
