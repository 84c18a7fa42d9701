"""時間割: the days of a course beside each other, the times down the left, and in each cell what is taught then.

Each cell becomes a row of a カリキュラム: the 研修項目, its time (of all the lines it is merged over), and its 講師
where the cell names one.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import product

from validators.guideline.attendance import is_session
from validators.guideline.curriculum import is_around
from validators.text import is_blank, to_text
from validators.values.durations import read_line
from workbooks.grid import Grid, Value
from workbooks.tables.laid import Laid
from workbooks.tables.no_record import says_no_record

_FIRST = 40  # rows in which the days stand
_LECTURER = re.compile(r"[(（]?\s*講師\s*[:：]?\s*(.+?)\s*[)）]?")
_LEAST = 2  # days, and times


@dataclass(frozen=True, slots=True)
class _Block:
    """Days beside each other in row ``top``, and the lines below: row → (column, minutes) of its time."""

    top: int
    days: Sequence[int]
    lines: dict[int, tuple[int, int]] = field(default_factory=dict)


def timetable(grid: Grid) -> Laid | None:
    """The cells of a sheet's timetable as rows; None where a sheet has none, or a lesson without a time."""
    blocks: list[_Block] = []
    for row in range(grid.top, grid.bottom + 1):
        if row - grid.top >= _FIRST and not any(len(b.lines) >= _LEAST for b in blocks):
            return None
        cells = _cells(grid, row)
        days = [column for column, value in cells if is_session(value)]
        if len(days) >= _LEAST:
            blocks.append(_Block(row, days))
        elif blocks and not _take(blocks[-1], row, cells):
            return None
    blocks = [block for block in blocks if len(block.lines) >= _LEAST]
    return _laid(grid, blocks) if blocks else None


def _cells(grid: Grid, row: int) -> list[tuple[int, Value]]:
    cells = enumerate(grid.rows[row - grid.top], grid.left)
    return [(column, value) for column, value in cells if not is_blank(value)]


def _take(block: _Block, row: int, cells: Sequence[tuple[int, Value]]) -> bool:
    """Take a row among the lines, if its time stands left of the days; False for lessons without a time."""
    heads = [(column, to_text(value)) for column, value in cells if column < block.days[0]]
    minutes = read_line([text for _, text in heads])
    if minutes:
        block.lines[row] = heads[0][0], minutes
        return True
    taught = [to_text(value) for column, value in cells if column in block.days]
    aside = says_no_record([text for _, text in heads]) or all(map(is_around, taught))
    return aside or not block.lines


def _laid(grid: Grid, blocks: Sequence[_Block]) -> Laid | None:
    merged = {(m.top, m.left): range(m.top, m.bottom + 1) for m in grid.merges}
    lessons = []
    for block in blocks:
        for row, column in product(block.lines, block.days):
            text = to_text(grid.value(row, column)).strip()
            if text:
                span = merged.get((row, column), (row,))
                minutes = sum(block.lines[r][1] for r in span if r in block.lines)
                lessons.append(((row, column), block.lines[row][0], *_said(text), minutes))
    if not lessons:
        return None
    top, first = blocks[0].top, min(column for column, _ in blocks[0].lines.values())
    rows: list[list[Value]] = [list(cells) for cells in grid.rows[: top - grid.top]]
    with_lecturer = any(lecturer for *_, lecturer, _ in lessons)
    # the 研修種別 is that of the title; its column stands for it
    rows.append(["研修項目", "時間数（分）", "研修種別", *(["講師"] if with_lecturer else [])])
    origin = {(len(rows), j): (grid.sheet, top, first) for j in range(1, len(rows[-1]) + 1)}
    for (row, column), head, item, lecturer, minutes in lessons:
        rows.append([item, minutes, "", *([lecturer] if with_lecturer else [])])
        for j in (1, 3, 4):
            origin[len(rows), j] = (grid.sheet, row, column)
        origin[len(rows), 2] = (grid.sheet, row, head)
    return Laid(Grid(grid.sheet, rows, visible=grid.visible), origin)


def _said(text: str) -> tuple[str, str]:
    """(研修項目, 講師) of a cell; the lecturer stands on a line of their own."""
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    named = [m[1] for line in lines[1:] if (m := _LECTURER.fullmatch(line))]
    item = [line for line in lines if not (line is not lines[0] and _LECTURER.fullmatch(line))]
    return "\n".join(item), "、".join(named)
