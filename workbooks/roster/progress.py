"""進捗率: how far the LMS says a person came; somebody on the roster below 100 % is asked about."""

from __future__ import annotations

import re

from validators.reading import Note
from validators.text import squeeze, to_text
from workbooks.grid import Grid, Value
from workbooks.tables.table import Table

PROGRESS = re.compile(
    r"(受講|学習|視聴|総合|全体)?(の)?(進捗|達成|完了|視聴|受講)(率|度|状況)(\(%\))?|progress",
    re.IGNORECASE,
)
_NAME = "progress?"


def note_progress(table: Table, grid: Grid) -> None:
    """Note the records that the column of progress calls unfinished."""
    columns = [c for c, text in table.headings.items() if PROGRESS.fullmatch(squeeze(text))]
    if len(columns) != 1 or len(table.groups) != 1:
        return
    table.groups[0].at[_NAME] = columns[0]
    for record, row in enumerate(table.rows):
        value = grid.value(row, columns[0])
        share = _share(value)
        if share is not None and share < 1:
            params = {"column": "", "value": to_text(value)}
            table.noted.append((record, _NAME, Note("progress-incomplete", params)))


def _share(value: Value) -> float | None:
    """62 %, 0.62 and 62 as 0.62; None for anything else."""
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        return value / 100 if value > 1 else float(value)
    found = re.fullmatch(r"(\d{1,3}(?:\.\d+)?)%", squeeze(to_text(value)))
    return float(found[1]) / 100 if found else None
