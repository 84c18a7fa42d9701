"""Written once for a group of rows (組に1度): 申請者 in the first of the rows of its 研修種別, without merged cells."""

from __future__ import annotations

from validators.reading import Note
from validators.text import is_blank
from workbooks.tables.desk import DeskTable

_FEWEST = 2  # rows left blank, or columns blank in one row, that make a habit


def fill_down(table: DeskTable) -> None:
    """Gives the rows that say nothing of whose they are what stands above them, and tells so once."""
    group = [n for n in table.layout.group if n in table.at]
    keys = [n for n in table.layout.label if n in group and _given(table, n)]
    gaps = [i for i in range(1, len(table.rows)) if keys and _continues(table, i, keys, group)]
    if not gaps or is_blank(table.values[keys[0]][0]):
        return
    left_blank = {n for n in group if _given(table, n) and is_blank(table.values[n][gaps[0]])}
    if len(gaps) < _FEWEST and len(left_blank) < _FEWEST:
        return  # one cell left blank is one cell forgotten
    filled: set[str] = set()
    for i in gaps:
        for name in group:
            above = table.values[name][i - 1]
            if is_blank(table.values[name][i]) and not is_blank(above):
                heading = table.heading(i - 1, name)
                table.values[name][i] = above
                table.elsewhere[i, name] = (*table.place(i - 1, name), heading)
                filled.add(name)
    shown = "・".join(table.headings[table.at[n]] for n in group if n in filled)
    note = Note("column-filled-down", {"columns": shown, "rows": len(gaps), "why": ""})
    at = table.at[keys[0]]
    table.told.append((table.heading_cell(at), table.headings[at], note))


def _given(table: DeskTable, name: str) -> bool:
    return not all(map(is_blank, table.values[name]))


def _continues(table: DeskTable, i: int, keys: list[str], group: list[str]) -> bool:
    """Does a row right below another one say nothing of whose it is, or the same?"""
    if table.rows[i] != table.rows[i - 1] + 1:
        return False
    values = table.values
    if not all(is_blank(values[n][i]) for n in keys):
        return False
    return all(
        is_blank(values[n][i]) or is_blank(values[n][i - 1]) or values[n][i] == values[n][i - 1]
        for n in group
    )
