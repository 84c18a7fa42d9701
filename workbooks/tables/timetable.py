"""時間割: the days of a course beside each other, the times down the left, and in each cell what is taught then.

Each cell becomes a row of a カリキュラム: the 研修項目, its time (of all the lines it is merged over), and its 講師
where the cell names one.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from validators.guideline.attendance import SESSION
from validators.text import is_blank, normalize, squeeze, to_text
from validators.values.durations import read_duration
from workbooks.grid import Grid, Value
from workbooks.tables.laid import Laid

_FIRST = 40  # rows in which the days stand
_FROM_TO = re.compile(
    r"\d{1,2}([:時]\d{0,2}分?)\s*(?:[~〜～ー―–-]|から)\s*\d{1,2}([:時]\d{0,2}分?)"
)
_LECTURER = re.compile(r"[(（]?\s*講師\s*[:：]?\s*(.+?)\s*[)）]?")
_LEAST = 2  # days, and times


def timetable(grid: Grid) -> Laid | None:
    """The cells of a sheet's timetable as rows; None where a sheet has none."""
    for top in range(grid.top, min(grid.bottom, grid.top + _FIRST) + 1):
        days = [c for c, value in _cells(grid, top) if SESSION.fullmatch(squeeze(to_text(value)))]
        times = _times(grid, top, min(days, default=0))
        if len(days) >= _LEAST and len(times) >= _LEAST:
            return _laid(grid, top, days, times)
    return None


def _cells(grid: Grid, row: int) -> list[tuple[int, Value]]:
    cells = enumerate(grid.rows[row - grid.top], grid.left)
    return [(column, value) for column, value in cells if not is_blank(value)]


def _times(grid: Grid, top: int, first: int) -> dict[int, tuple[int, int]]:
    """Row → (column, minutes) of the times left of the first day, as far as every row with a lesson has one."""
    found: dict[int, tuple[int, int]] = {}
    for row in range(top + 1, grid.bottom + 1) if first else ():
        cells = _cells(grid, row)
        for column, value in cells:
            text = normalize(to_text(value))
            if column < first and _FROM_TO.search(text):
                minutes = read_duration(text).value
                if minutes:
                    found[row] = column, minutes
        if row not in found and any(column >= first for column, _ in cells):
            break
    return found


def _laid(
    grid: Grid, top: int, days: Sequence[int], times: Mapping[int, tuple[int, int]]
) -> Laid | None:
    merged = {(m.top, m.left): range(m.top, m.bottom + 1) for m in grid.merges}
    lessons = []
    for column in days:
        for row in times:
            text = to_text(grid.value(row, column)).strip()
            if text:
                span = merged.get((row, column), (row,))
                minutes = sum(times[r][1] for r in span if r in times)
                lessons.append((row, column, *_said(text), minutes))
    if not lessons:
        return None
    rows: list[list[Value]] = [list(cells) for cells in grid.rows[: top - grid.top]]
    with_lecturer = any(lecturer for *_, lecturer, _ in lessons)
    # the 研修種別 is that of the title; its column stands for it
    rows.append(["研修項目", "時間数（分）", "研修種別", *(["講師"] if with_lecturer else [])])
    first = min(column for column, _ in times.values())
    origin = {(len(rows), j): (grid.sheet, top, first) for j in range(1, len(rows[-1]) + 1)}
    for row, column, item, lecturer, minutes in lessons:
        rows.append([item, minutes, "", *([lecturer] if with_lecturer else [])])
        for j in (1, 3, 4):
            origin[len(rows), j] = (grid.sheet, row, column)
        origin[len(rows), 2] = (grid.sheet, row, times[row][0])
    return Laid(Grid(grid.sheet, rows, visible=grid.visible), origin)


def _said(text: str) -> tuple[str, str]:
    """(研修項目, 講師) of a cell; the lecturer stands on a line of their own."""
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    named = [m[1] for line in lines[1:] if (m := _LECTURER.fullmatch(line))]
    item = [line for line in lines if not (line is not lines[0] and _LECTURER.fullmatch(line))]
    return "\n".join(item), "、".join(named)
