"""Written once for a group of rows (組に1度): 申請者 in the first of the rows of its 研修種別, without merged cells, or
in a row of its own above them (■公益社団法人みほん会)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from validators.numbers import agency
from validators.reading import Note
from validators.text import is_blank, squeeze, to_text
from workbooks.grid import Grid, Value
from workbooks.tables import context
from workbooks.tables.desk import DeskTable
from workbooks.tables.divided import dividing
from workbooks.tables.layout import Layout

_MARKS = "■□●○◆◇◎▼▽【】〔〕[]<>《》「」・ "
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


def section(grid: Grid, row: int, layout: Layout) -> dict[str, Value]:
    """What a row with one text alone says of the body whose rows follow; {} for any other row."""
    if not layout.section or not grid.top <= row <= grid.bottom:
        return {}
    filled = [v for v in grid.rows[row - grid.top] if not is_blank(v)]
    if len(filled) != 1 or not isinstance(filled[0], str):
        return {}
    if "field" in layout.section and (kind := context.section(filled)):
        return {"field": kind["field"]}
    text = filled[0].strip(_MARKS)
    number, name = layout.numbered
    if number in layout.section and (beside := agency.name_beside(text)):
        return {number: text, name: beside}
    body = "applicant"
    named = body in layout.section and layout.tests[body](squeeze(text)) > 0
    return {body: text} if named else {}


def take_sections(table: DeskTable) -> None:
    """Gives each record the body that the row above its group names."""
    said: dict[str, Value] = {}
    at = (table.sheet, "")
    records = {row: i for i, row in enumerate(table.rows)}
    names = [n for n in table.layout.section if n not in table.at]
    for row in range(table.header_rows[-1] + 1, max(records) + 1) if names else ():
        if row not in records:
            if found := section(table.grid, row, table.layout):
                cells = table.grid.rows[row - table.grid.top]
                column = next(c for c, v in enumerate(cells, table.grid.left) if not is_blank(v))
                said, at = said | found, table.cell_at(row, column)
            continue
        for name in names if said else ():
            if name not in said:
                continue
            values = table.values.setdefault(name, [""] * len(table.rows))
            values[records[row]] = said[name]
            table.elsewhere[records[row], name] = (*at, table.layout.title(name))


def divide(table: DeskTable, together: Mapping[int, Sequence[str]]) -> None:
    """Gives each item its part of the cells that hold several (氏名 and フリガナ)."""
    for column, names in together.items():
        texts = [to_text(v).strip() for v in table.values[names[0]]]
        split = dividing([t for t in texts if t], names, table.layout.tests)
        if split is None:
            continue
        heading = table.headings[column]
        for i, text in enumerate(texts):
            parts = split(text)
            whole = parts if len(parts) == len(names) else [text, *[""] * (len(names) - 1)]
            for name, part in zip(names, whole, strict=True):
                table.values.setdefault(name, [""] * len(texts))[i] = part
                table.elsewhere[i, name] = (*table.cell_at(table.rows[i], column), heading)
