"""進捗率, 判定: how far the LMS says a person came, or that he or she did not complete; who did not is asked about."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Mapping

from validators.reading import Note
from validators.text import is_blank, squeeze, to_text
from workbooks.grid import Grid, Value
from workbooks.tables.table import Table

PROGRESS = re.compile(
    r"(受講|学習|視聴|総合|全体|動画|講座|eラーニング)?(の)?((進捗|達成|完了|視聴|受講|学習)(率|度|状況)|進捗)(\(%\))?|progress",
    re.IGNORECASE,
)
_VERDICT = re.compile(
    r"(修了|合否|総合|最終)?(の)?(判定|合否|修了状況|受講状況|修了区分)(結果)?|.*status|(受講|学習|修了)?(の)?ステータス",
    re.IGNORECASE,
)
_FAILED = re.compile(
    r"(不合格|不可|未修了|未完了|未受講|未視聴|未学習|未着手|(受講|学習|視聴|履修)(途)?中|途中|中断|辞退|否|incomplete|in.?progress|failed)",
    re.IGNORECASE,
)

_OF_WHO_COMPLETED = ("certificate_number", "completed_on")


def note_progress(table: Table, grid: Grid) -> None:
    """Note the records that a column of progress, or of verdicts, calls unfinished."""
    if len(table.groups) != 1:
        return
    for name, column, unfinished in said_columns(table.headings, table.groups[0].at.values()):
        table.groups[0].at[name] = column
        for record, row in enumerate(table.rows):
            value = grid.value(row, column)
            if unfinished(value):
                params = {"column": "", "value": to_text(value)}
                table.noted.append((record, name, Note("progress-incomplete", params)))
                _leave_blank(table, record)


def said_columns(
    headings: Mapping[int, str], used: Collection[int]
) -> list[tuple[str, int, Callable[[Value], bool]]]:
    """(name, column, does a cell say that the person has not finished?) of the columns of progress and of verdicts;
    one of a kind alone."""
    found: list[tuple[str, int, Callable[[Value], bool]]] = []
    for name, pattern, unfinished in (
        ("progress?", PROGRESS, _is_under_way),
        ("verdict?", _VERDICT, _has_failed),
    ):
        fitting = [
            c for c, text in headings.items() if c not in used and pattern.fullmatch(squeeze(text))
        ]
        if len(fitting) == 1:
            found.append((name, fitting[0], unfinished))
    return found


def _leave_blank(table: Table, record: int) -> None:
    """Who has not completed has neither number nor day: that they are blank is no second fault."""
    given = [table.values[name][record] for name in _OF_WHO_COMPLETED if name in table.values]
    if all(map(is_blank, given)):
        table.silent |= {(record, name) for name in _OF_WHO_COMPLETED}


def _is_under_way(value: Value) -> bool:
    share = _share(value)
    return (share is not None and share < 1) or _has_failed(value)


def _has_failed(value: Value) -> bool:
    return isinstance(value, str) and _FAILED.fullmatch(squeeze(value)) is not None


def _share(value: Value) -> float | None:
    """62 %, 0.62, 62 and 31/50 as 0.62; None for anything else."""
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        return value / 100 if value > 1 else float(value)
    text = squeeze(to_text(value))
    if of := re.fullmatch(r"(\d{1,3})/(\d{1,3})", text):
        return int(of[1]) / int(of[2]) if int(of[2]) else None
    found = re.fullmatch(r"(\d{1,3}(?:\.\d+)?)%", text)
    return float(found[1]) / 100 if found else None
