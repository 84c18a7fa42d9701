"""単位: what a heading says of bare numbers, and the 年度 and コマ that a table states outside its rows."""

from __future__ import annotations

import re
from collections.abc import Iterator

from validators.guideline.fiscal_year import read_fiscal_year
from validators.text import is_blank, squeeze
from validators.values.durations import period_of
from workbooks.grid import Value
from workbooks.tables.desk import DeskTable

_AROUND = 40  # rows above and below a table in which something may be stated of all of it
_YEAR = re.compile(r"(?:令和|平成|R|H)(?:元|\d{1,2})年度|20\d\d年度", re.IGNORECASE)


def with_unit(table: DeskTable, name: str) -> None:
    """Gives bare numbers the unit that their heading says: 時間数（時間）, 時間（分）, コマ数."""
    if name not in table.at:
        return
    heading = squeeze(table.headings[table.at[name]])
    unit = "コマ" if "コマ" in heading else "時間" if "(時間)" in heading else ""
    if "(分)" in heading and not unit:
        unit = "分"
    if unit:
        table.values[name] = [
            f"{v:g}{unit}" if isinstance(v, (int, float)) and not isinstance(v, bool) else v
            for v in table.values[name]
        ]


def stated_period(table: DeskTable) -> int | None:
    """Finds how many minutes one コマ has: in a heading, above the table, or in a note below it."""
    for heading in table.headings.values():
        if period := period_of(heading):
            return period
    for text in _texts(table):
        if period := period_of(text):
            return period
    return None


def titled_year(table: DeskTable) -> int | None:
    """Finds the one 年度 that the lines above a table name (令和8年度 指定申請台帳)."""
    years = {
        read_fiscal_year(found).value
        for text in _texts(table, below=False)
        for found in _YEAR.findall(squeeze(text))
    }
    return years.pop() if len(years) == 1 else None


def titles(table: DeskTable) -> list[str]:
    """Lists the texts above a table, the nearest first, and the name of its sheet."""
    return [*_texts(table, below=False), table.sheet]


def _texts(table: DeskTable, *, below: bool = True) -> Iterator[str]:
    grid, top = table.grid, table.header_rows[0]
    rows = [*range(top - 1, max(grid.top, top - _AROUND) - 1, -1)]
    if below:
        last = table.rows[-1] if table.rows else top
        rows += range(last + 1, min(grid.bottom, last + _AROUND) + 1)
    for row in rows:
        cells: list[Value] = list(grid.rows[row - grid.top])
        yield from (v for v in cells if isinstance(v, str) and not is_blank(v))
