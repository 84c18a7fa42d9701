"""Parts of a value (分けて書かれた項目): 姓 and 名, 市区町村 and 町名番地. One of them blank beside the other is asked
about, for what is joined of the rest looks whole."""

from __future__ import annotations

from validators.reading import Note
from validators.text import is_blank
from workbooks.a1 import column_letter
from workbooks.grid import Grid
from workbooks.tables.headings import TITLES
from workbooks.tables.home import TOGETHER
from workbooks.tables.table import Table

# The whole → parts that are all there or none of them.
_TOGETHER = {
    "name": ("family_name", "given_name"),
    "kana": ("family_kana", "given_kana"),
    "address": TOGETHER,
}


def note_missing(table: Table, grid: Grid) -> None:
    """Note at a blank part of a value whose other part is there."""
    for record, row in enumerate(table.rows):
        at = table.groups[table.group_of[record]].at
        for whole, parts in _TOGETHER.items():
            if whole in at or not all(part in at for part in parts):
                continue
            blank = [part for part in parts if is_blank(grid.value(row, at[part]))]
            if len(blank) == 1:
                params = {"column": "", "item": TITLES[whole]}
                table.noted.append((record, blank[0], Note("part-missing", params)))


def tell_from_address(table: Table) -> None:
    """Tell where a 市町村 is read from the address of the workplace."""
    at = table.groups[0].at
    if "municipality" not in at and (column := at.get("employer_address")):
        label = table.headings.get(column, "")
        params = {"place": column_letter(table.virtual.get(column, column)), "label": label}
        note = Note("municipality-from-address", params)
        table.told.append((table.heading_cell(column), label, note))
