"""Plan (変更計画): what a check or a button wants done to a workbook, as data. Hosts apply it; nothing else writes."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from workbooks.grid import Value

Mark = Literal["error", "warning", "info"]
# stands for the number format of a cell whose value is worked out
FORMULA = "="
# a true date shown as 令和7年11月9日
DATE_FORMAT = '[$-411]ggge"年"m"月"d"日"'
COLORS: dict[Mark, str] = {"error": "#FFC7CE", "warning": "#FFEB9C", "info": "#DDEBF7"}


@dataclass(frozen=True, slots=True)
class CellMark:
    """Fill one cell in the colour of its worst finding; ``note`` is the sentence(s) for a cell note, "" for none."""

    sheet: str
    cell: str
    mark: Mark
    note: str = ""


@dataclass(frozen=True, slots=True)
class Fill:
    """One value for one blank cell of a copy."""

    sheet: str
    cell: str
    value: str | dt.date


@dataclass(frozen=True, slots=True)
class Block:
    """A rectangle of values to write, its top-left cell at (row, column).

    number_format  set before the values are written; "@" keeps 00012 text and =1+1 as typed
    then_format    set after them, to put a cell's own format back without its text being read again
    """

    sheet: str
    row: int
    column: int
    values: Sequence[Sequence[Value]]
    number_format: str = ""
    then_format: str = ""


@dataclass(frozen=True, slots=True)
class Plan:
    """Everything one click wants changed.

    unnote   cells whose note is ours and goes
    restore  (sheet, cell, colour "#RRGGBB" or "" for no fill) to put back before new marks are set
    marks    cells to mark
    sheets   sheets to add when missing, else to clear
    blocks   values to write
    select   (sheet, cell) to go to at the end
    message  the one sentence shown at the end
    """

    unnote: tuple[tuple[str, str], ...] = ()
    restore: tuple[tuple[str, str, str], ...] = ()
    marks: tuple[CellMark, ...] = ()
    sheets: tuple[str, ...] = ()
    blocks: tuple[Block, ...] = ()
    select: tuple[str, str] | None = None
    message: str = ""
