"""表紙: what a sheet without a table states once for the whole book."""

from __future__ import annotations

from collections.abc import Sequence

from validators.guideline import fields
from validators.text import squeeze, to_text
from workbooks.grid import Grid
from workbooks.roster.belief import believe
from workbooks.tables import context
from workbooks.tables.context import Printed
from workbooks.tables.table import Table

_ITEMS = ("agency_number", "field", "completed_on", "issued_on")
_COVER = 40  # rows of a sheet without a table that are looked at


def take_covers(tables: Sequence[Table], covers: Sequence[Grid]) -> None:
    """What a cover sheet (表紙) states once for the whole book counts for the rosters that do not say it."""
    for name in _ITEMS:
        stated = {}
        for grid in covers:
            rows = range(grid.top, min(grid.bottom, grid.top + _COVER) + 1)
            if name == "field" and len(_fields_of(grid, rows)) != 1:
                continue  # a list of several fields, e.g. 集計, states none for the rows
            for fact in context.labelled(grid, rows, (name,)).values():
                stated[squeeze(to_text(fact.value))] = Printed(
                    fact.value, "", f"シート「{grid.sheet}」"
                )
        for table in tables if len(stated) == 1 else ():
            if name not in table.values:
                believe(table, name, *stated.values())
                table.missing = tuple(n for n in table.missing if n != name)


def _fields_of(grid: Grid, rows: range) -> set[int]:
    """Numbers of the 研修分野 that cells of these rows name."""
    named = set()
    for row in rows:
        for value in grid.rows[row - grid.top]:
            text = to_text(value).rpartition("：")[2]
            if one := fields.named(text):
                named.add(one.number)
    return named
