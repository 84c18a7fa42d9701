"""人数の記載: what a title (修了者24名) or a 集計 says of how many completed, against the rows; and sheets beside a
roster that are no table of people."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from validators.findings import TableRead
from validators.guideline import fields
from validators.reading import Note
from validators.text import is_blank, normalize, squeeze, to_text
from workbooks.a1 import address
from workbooks.grid import Grid, Value
from workbooks.roster.kinds import LECTURERS, SURVEY
from workbooks.tables.table import Table

_STATED = re.compile(r"修了者(?:総?数|人数|計)?(?:は|[::])?(?:計|合計|全)?(\d{1,6})(?:名|人)")
_ABOVE = 12  # rows above a heading in which a count may be stated
_SUMMARY = "summary"
_SHEETS = (
    (_SUMMARY, r"集計|内訳|人数|修了者数|件数"),
    ("", r"記入要領|記入例|書き方|注意事項|作成要領"),
    LECTURERS,
    SURVEY,
)
_HEADS = 12  # rows of a small sheet that say what it is


def compare_counts(rosters: Sequence[Table], grids: Sequence[Grid], sheets: Sequence[Grid]) -> None:
    """Tell where a count differs from the rows. ``grids``: those of the rosters; ``sheets``: those without a table."""
    for table in rosters:
        of_sheet = [t for t in rosters if t.sheet == table.sheet]
        grid = next((g for g in grids if g.sheet == table.sheet), None)
        if grid is None or len(of_sheet) != 1 or not table.header_rows:
            continue
        for cell, text, count in _stated(grid, table.header_rows[0]):
            if count not in _counts(table):
                _tell(table, (f"{cell}の「{text}」", count, len(table.rows)), cell)
    for grid in sheets if rosters else ():
        if _kind(grid) == _SUMMARY:
            _compare_summary(rosters, grid)


def _stated(grid: Grid, header: int) -> list[tuple[str, str, int]]:
    """(cell, text, count) of the counts above a heading."""
    found = []
    for row in range(max(grid.top, header - _ABOVE), header):
        for column, value in enumerate(grid.rows[row - grid.top], grid.left):
            if isinstance(value, str) and (stated := _STATED.search(squeeze(value))):
                found.append((address(row, column), normalize(value)[:30], int(stated[1])))
    return found


def _counts(table: Table) -> set[int]:
    """How many rows, completions or persons a table holds: any of them may be meant."""
    names = {squeeze(to_text(v)) for v in table.values.get("name", ()) if not is_blank(v)}
    return {len(table.rows), len(set(table.rows)), len(names)}


def _tell(table: Table, said: tuple[str, int, int], cell: str) -> None:
    what, count, rows = said
    table.told.append(
        (cell, "", Note("count-differs", {"what": what, "count": count, "rows": rows}))
    )


def _compare_summary(rosters: Sequence[Table], grid: Grid) -> None:
    """A 集計 with a row for each 研修分野: its first number against the rows of that field."""
    rows: Counter[int] = Counter()
    for table in rosters:
        for value in table.values.get("field", ()):
            if kind := fields.read(value).value:
                rows[kind.number] += 1
    for row, cells in enumerate(grid.rows, grid.top):
        named = [(c, f) for c, v in enumerate(cells) if (f := _field(v)) is not None]
        if len(named) != 1:
            continue
        column, kind = named[0]
        counts = [(c, _count(v)) for c, v in enumerate(cells) if c > column]
        numbers = [(c, n) for c, n in counts if n is not None]
        if len(numbers) == 1 and numbers[0][1] != rows[kind.number]:
            place = (
                f"シート「{grid.sheet}」の {address(row, grid.left + numbers[0][0])}（{kind.name}）"
            )
            _tell(rosters[0], (place, numbers[0][1], rows[kind.number]), rosters[0].corner)


def _field(value: Value) -> fields.Field | None:
    text = to_text(value) if isinstance(value, str) else ""
    return fields.named(text) if 3 < len(squeeze(text)) < 20 else None


def _count(value: Value) -> int | None:
    """A whole number, None for anything else."""
    if isinstance(value, bool) or not isinstance(value, (int, float)) or value != int(value):
        return None
    return int(value)


def beside(file: str, sheets: Sequence[Grid]) -> list[TableRead]:
    """The sheets of people without a table that is known: 講師, アンケート. A 集計 is compared and lists nobody."""
    found = []
    for grid in sheets:
        kind = _kind(grid)
        if kind not in ("", _SUMMARY):
            found.append(TableRead(file, grid.sheet, kind, (), {}, 0, checked=False))
    return found


def _kind(grid: Grid) -> str:
    """What a small sheet is, by its name or its first lines; "" for a cover or a blank sheet."""
    lines = ["".join(to_text(v) for v in cells if not is_blank(v)) for cells in grid.rows[:_HEADS]]
    if not any(lines):
        return ""
    for text in (squeeze(grid.sheet), squeeze("".join(lines))[:200]):
        for kind, pattern in _SHEETS:
            if re.search(pattern, text):
                return kind
    return ""
