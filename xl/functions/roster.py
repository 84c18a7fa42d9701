"""=ROSTERCHECK(range): the roster check of a range, as rows that spill."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import cast

from validators.messages import SEVERITY_NAME, Door, sentence_of
from validators.profile import default
from validators.text import is_blank
from workbooks.a1 import position
from workbooks.grid import Book, Grid, Value
from workbooks.results.sheet import ordered
from workbooks.roster.check import check_rosters, read_rosters
from workbooks.sheet_names import UNCHECKED

HEADINGS = ("行", "重要度", "氏名", "見出し", "値", "内容")


def check_range(values: object) -> list[list[object]]:
    """Rows under ``HEADINGS``; 行 counts from the first row of the range. Dates may come as serial numbers."""
    rows = rows_of(values)
    if all(is_blank(v) for row in rows for v in row):
        return [[""]]
    tables = read_rosters([book_of(rows)], default())
    if not tables:
        return [["※" + sentence_of("function-heading-missing", Door.CELL)]]
    report = check_rosters(tables, default(), dt.date.today())
    found: list[list[object]] = [
        [
            position(f.cell)[0],
            SEVERITY_NAME[f.severity],
            f.row_name,
            f.heading,
            f.value,
            ("※" if f.severity == "error" else "") + f.message,
        ]
        for f in ordered(report.findings)
    ]
    found += [
        [position(q.cell)[0], UNCHECKED, "", q.what, "", q.why_at(Door.CELL)]
        for q in report.unchecked
        if q.cell and not q.aside  # a formula is given a range, never a ledger
    ]
    return [list(HEADINGS), *found] if found else [["○ 指摘はありません"]]


def book_of(rows: Sequence[Sequence[object]]) -> Book:
    """A range as the one sheet of a book."""
    return Book("", (Grid("範囲", cast(Sequence[Sequence[Value]], rows)),))


def rows_of(values: object) -> list[list[object]]:
    """An argument as rows, whatever the host made of the range."""
    if not isinstance(values, (list, tuple)):
        return [[values]]
    return [list(row) if isinstance(row, (list, tuple)) else [row] for row in values]
