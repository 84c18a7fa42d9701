"""Rows that begin a section (区切りの行): ■乳児保育（修了日：…） counts for the records below it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from validators.findings import Fact
from validators.text import to_text
from workbooks.a1 import address
from workbooks.grid import Grid, Value
from workbooks.tables import context
from workbooks.tables.headings import TITLES
from workbooks.tables.table import Table


def take_sections(table: Table, grid: Grid, body: range, picked: Sequence[int]) -> None:
    """Give the records what the rows between them say, where no column gives the 研修分野."""
    sections = _sections(grid, body, picked) if "field" not in table.values else []
    if sections:
        _apply(table, sections)


def _sections(grid: Grid, body: range, picked: Sequence[int]) -> list[tuple[int, dict[str, Value]]]:
    """(row, what it says) of the rows that begin a section."""
    records = set(picked)
    found = []
    for row in body:
        if row not in records and (said := context.section(grid.rows[row - grid.top])):
            found.append((row, said))
    return found


def _apply(table: Table, sections: Sequence[tuple[int, Mapping[str, Value]]]) -> None:
    """What a section's head says counts for the records below it."""
    names = {name for _, said in sections for name in said} - set(table.values)
    for name in sorted(names):
        column: list[Value] = []
        for row in table.rows:
            before = [said for at, said in sections if at < row]
            column.append(before[-1].get(name, "") if before else "")
        table.values[name] = column
    for row, said in sections:
        for name in names & set(said):
            cell = address(row, min(table.headings, default=1))
            value = to_text(said[name])
            table.facts.append(
                Fact(table.file, table.sheet, cell, TITLES[name], value, "区切りの行")
            )
