"""Plan (変更計画): what a check or a button wants done to a workbook, as data. Hosts apply it; nothing else writes."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from validators.messages import Door, sentence_of
from validators.problems import Problem
from workbooks.grid import Value
from workbooks.sheet_names import signed

OURS = "[careerup] "  # begins every note we write, so that only ours are ever removed
Mark = Literal["error", "warning", "info"]
# stands for the number format of a cell whose value is worked out
FORMULA = "="
# a true date shown as 令和7年11月9日
DATE_FORMAT = '[$-411]ggge"年"m"月"d"日"'
COLORS: dict[Mark, str] = {"error": "#FFC7CE", "warning": "#FFEB9C", "info": "#DDEBF7"}
# the same to the eye, and no colour of Excel's own styles: a cell of the open book that bears it was marked by us
PAINT: dict[Mark, str] = {"error": "#FFC7CD", "warning": "#FFEB9B", "info": "#DDEBF6"}
# the fill of a cell that could not be put back (a gradient): it is listed, not painted
NO_PAINT = "塗らない"
_PATTERN = re.compile(r"(#[0-9A-F]{6}) 模様(\d+) テーマ(\d+) 濃淡(-?[\d.]+)(?: 線(#[0-9A-F]{6}))?")


@dataclass(frozen=True, slots=True)
class PatternFill:
    """A fill that is more than one colour, as Excel counts: pattern, theme colour (0 for none), tint
    and the colour of the pattern's lines ("" for automatic). ``str()`` is what 元の色 remembers."""

    colour: str
    pattern: int
    theme: int = 0
    tint: float = 0.0
    over: str = ""

    def __str__(self) -> str:
        lines = f" 線{self.over}" if self.over else ""
        return f"{self.colour} 模様{self.pattern} テーマ{self.theme} 濃淡{self.tint:g}{lines}"

    @classmethod
    def read(cls, text: str) -> PatternFill | None:
        """The fill that ``str()`` wrote; None for a plain colour."""
        found = _PATTERN.fullmatch(text)
        if found is None:
            return None
        colour, pattern, theme, tint, over = found.groups()
        return cls(colour, int(pattern), int(theme), float(tint), over or "")


@dataclass(frozen=True, slots=True)
class CellMark:
    """Fill one cell in the colour of its worst finding.

    note      the sentence(s) for a cell note, "" for none
    own_fill  the cell's own fill, to put back when the host refuses half-way; None when it is not known
    """

    sheet: str
    cell: str
    mark: Mark
    note: str = ""
    own_fill: str | None = None


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
class Choices:
    """A drop-down in ``count`` cells of a sheet of ours, downwards from (row, column).

    source  the cells of the same sheet that hold the words: "$K$4:$K$20"
    """

    sheet: str
    row: int
    column: int
    count: int
    source: str


@dataclass(frozen=True, slots=True)
class Plan:
    """Everything one click wants changed.

    unnote   cells whose note is ours and goes
    restore  (sheet, cell, colour "#RRGGBB" or "" for no fill) to put back before new marks are set
    marks    cells to mark
    sheets   sheets to add when missing, else to clear
    blocks   values to write
    choices  drop-downs in sheets of ours, a convenience: a host that has none leaves them out
    select   (sheet, cell) to go to at the end
    message  the one sentence shown at the end
    done     what the message says has happened outside the book: it is told also where the book takes nothing
    """

    unnote: tuple[tuple[str, str], ...] = ()
    restore: tuple[tuple[str, str, str], ...] = ()
    marks: tuple[CellMark, ...] = ()
    sheets: tuple[str, ...] = ()
    blocks: tuple[Block, ...] = ()
    choices: tuple[Choices, ...] = ()
    select: tuple[str, str] | None = None
    message: str = ""
    done: bool = False

    def if_refused(self, sentence: str) -> str:
        """What is to be told where the book takes nothing of the plan, and ``sentence`` says why."""
        return self.message + sentence_of("book-done", Door.EXCEL) if self.done else sentence

    def may_go(self, seen: Mapping[str, bool]) -> None:
        """Raises Problem where the sheet to go to is gone or out of sight. ``seen``: sheet → is it seen?"""
        if self.select is None or self.select[0] in self.sheets:
            return
        if not seen.get(self.select[0], False):
            rule = "book-sheet-hidden" if self.select[0] in seen else "book-sheet-gone"
            raise Problem(rule, sheet=self.select[0])


def with_sign(block: Block) -> Block:
    """The block with the sign of a sheet of ours behind its title, where it holds the title."""
    if (block.row, block.column) != (1, 1):
        return block
    first, *others = block.values
    return replace(block, values=[[signed(str(first[0])), *first[1:]], *others])


def joined(blocks: Iterable[Block]) -> list[Block]:
    """The same values in fewer blocks: one right below the other, of the same width and formats, becomes one."""
    out: list[Block] = []
    for block in blocks:
        last = out[-1] if out else None
        if last is not None and _continues(last, block):
            out[-1] = replace(last, values=[*last.values, *block.values])
        else:
            out.append(block)
    return out


def _continues(last: Block, block: Block) -> bool:
    if not last.values or not block.values:
        return False
    return (
        (last.sheet, last.column, last.number_format, last.then_format)
        == (block.sheet, block.column, block.number_format, block.then_format)
        and last.row + len(last.values) == block.row
        and len(last.values[-1]) == len(block.values[0])
    )
