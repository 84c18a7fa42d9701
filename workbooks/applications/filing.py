"""指定申請台帳 as the forms print it: one Line per row and 研修種別, grouped to the papers that are
filed together (様式第2号 注).

The tables, the rows that are records and the headings are the reader's own
(``workbooks.applications.check``), and the values are those its rules look at; here they become
what a form prints.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

from validators.guideline.bodies import body_key
from validators.guideline.fields import Field
from validators.problems import Problem
from validators.reading import ABSENT
from validators.schemas.applications.records import application_records
from validators.schemas.records import Records
from validators.text import is_blank, squeeze, to_text
from validators.values.answers import (
    PAPER,
    UNCHANGED,
    Answer,
    Decision,
    read_answer,
    read_decision,
    says_omitted,
    says_yes,
)
from validators.values.form_numbers import read_form
from workbooks.applications.check import LEDGER_COLUMNS, Desk, read_desk
from workbooks.applications.layout import LAYOUT
from workbooks.grid import Book, Value
from workbooks.tables.places import Places
from workbooks.tables.places import Table as AnyTable

T = TypeVar("T")
PAPERS = ("plan", "curriculum", "lecturers")


@dataclass(frozen=True, slots=True)
class Line:
    """One row and kind of the ledger, as understood.

    form         "application" (様式第2号), "renewal" (様式第4号) or "" where the ledger does not say
    decision     審査結果 of this kind; None where the cell is blank or there is no such column
    papers       事業計画, カリキュラム and 講師 as typed, where the ledger has a column for them
    texts        every other column as typed, for comparing with last year's
    cells        canonical name → "台帳!C4"
    unreadable   (column, text) of cells that hold something nobody can read
    left_alone   the row is hidden or struck out: no paper is made of it
    """

    file: str
    row: int
    receipt: str
    name: str
    address: str
    representative: str
    kind: Field | None
    minutes: int | None
    method: str
    filed_on: dt.date | None
    designated_on: dt.date | None
    fiscal_year: int | None
    agency_number: int | None
    decision: Decision | None
    form: str
    papers: Mapping[str, str]
    changes: str
    texts: Mapping[str, str]
    cells: Mapping[str, str]
    headings: frozenset[str]
    unreadable: tuple[tuple[str, str], ...] = ()
    left_alone: bool = False

    def cell(self, column: str) -> str:
        """Where a value stands or should stand."""
        return self.cells.get(column) or self.cells["name"]


@dataclass(frozen=True, slots=True)
class Application:
    """One paper: lines of one 受付番号 and body that say the same wherever the paper says it once."""

    lines: tuple[Line, ...]

    @property
    def first(self) -> Line:
        """The line whose cells stand for what all lines say."""
        return self.lines[0]

    @property
    def name(self) -> str:
        """申請者の名称."""
        return self.first.name

    @property
    def kinds(self) -> tuple[Field, ...]:
        """The kinds, as listed."""
        return tuple(line.kind for line in self.lines if line.kind)

    @property
    def rows(self) -> frozenset[int]:
        """Sheet rows of the ledger."""
        return frozenset(line.row for line in self.lines)

    def cell(self, column: str) -> str:
        """Where a value stands or should stand."""
        return self.first.cell(column)

    def cells(self, column: str) -> list[str]:
        """The cell of a value in every line."""
        return list(dict.fromkeys(line.cell(column) for line in self.lines))


def read(book: Book, desk: Desk | None = None) -> list[Line]:
    """Every line of the book's ledgers, in order; ``desk`` is the book as its check reads it, where that
    has been done. Raises Problem when no ledger is found."""
    desk = desk or read_desk([book])
    tables = desk.tables if desk else []
    if not any(table.rows for table in tables):
        raise Problem(
            "applications-not-found", place=f"{book.name} に" if book.name else "このブックに"
        )
    places = Places(tables)
    records = application_records(places.columns(LEDGER_COLUMNS, ABSENT))
    rows = [_Row(records, i, *places.locate(i)) for i in range(places.total)]
    return _with_sheets(_completed([_line(row) for row in rows]), book)


def group(lines: Sequence[Line], *columns: str) -> list[Application]:
    """The lines as papers: those of one 受付番号, body and 様式 whose ``columns`` agree."""
    papers: dict[tuple[object, ...], list[Line]] = {}
    for number, line in enumerate(lines):
        # without a 受付番号 every row is a filing of its own
        receipt = line.receipt or f"\0{number}"
        key = (
            line.file,
            receipt,
            body_key(line.name),
            line.form,
            *(getattr(line, c) for c in columns),
        )
        papers.setdefault(key, []).append(line)
    return [Application(tuple(members)) for members in papers.values()]


def attached(text: str) -> bool:
    """Does a cell of 事業計画, 研修カリキュラム or 講師に関する書類 say that the paper is there?"""
    return says_yes(text, PAPER)


def omitted(text: str) -> bool:
    """変更なし, 省略: 講師に関する書類 may be left out of 様式第4号 (R29)."""
    return says_omitted(text)


# ---------------------------------------------------------------- one line


class _Row:
    """One record as the check understands it; what it could not read is remembered."""

    def __init__(self, records: Records, at: int, table: AnyTable, i: int) -> None:
        self.records, self.at, self.table, self.i = records, at, table, i
        self.unreadable: list[tuple[str, str]] = []

    def raw(self, name: str) -> Value:
        column = self.table.values.get(name)
        return column[self.i] if column is not None else ""

    def text(self, name: str) -> str:
        return " ".join(to_text(self.raw(name)).split("\n")).strip()  # as typed: it goes to print

    def value(self, name: str, kind: type[T]) -> T | None:
        """What was understood of a cell, where it is of this type."""
        cells = self.records.cells.get(name)
        value = None if cells is None else cells.values[cells.codes[self.at]]
        return value if isinstance(value, kind) else None

    def asked(self, name: str, kind: type[T]) -> T | None:
        """The same of a cell that a form prints: one that nobody could read is told."""
        value = self.value(name, kind)
        if value is None and not is_blank(self.raw(name)):
            self.unreadable.append((name, self.text(name)[:60]))
        return value

    def cells(self) -> dict[str, str]:
        """Canonical name → cell."""
        found = {}
        for name in (*self.table.values, "applicant"):
            sheet, cell = self.table.place(self.i, name)
            found[name] = f"{sheet}!{cell}"
        return {**found, "name": found["applicant"]}


def _line(row: _Row) -> Line:
    known = frozenset(row.table.values)
    return Line(
        row.table.file,
        row.table.sheet_row(row.i),
        squeeze(row.text("receipt")),
        row.text("applicant"),
        row.text("address"),
        row.text("representative"),
        row.asked("field", Field),
        row.value("minutes", int),
        row.text("method"),
        row.asked("filed_on", dt.date),
        row.asked("designated_on", dt.date),
        row.value("fiscal_year", int),
        row.value("agency_number", int),
        read_decision(row.raw("result")),
        read_form(row.raw("form")),
        {name: row.text(name) for name in PAPERS if name in known},
        _changes(row.text("changes"), row.text("unchanged")),
        {name: row.text(name) for name in known},
        row.cells(),
        known | {"name"} if "applicant" in known else known,
        tuple(row.unreadable),
        not row.table.acted_on(row.i),
    )


def _changes(written: str, unchanged: str) -> str:
    """What the ledger itself says of changes; 変更 有 or 無 alone says nothing to print."""
    if written or read_answer(unchanged, UNCHANGED) is not Answer.UNKNOWN:
        return written
    return unchanged


def _completed(lines: Sequence[Line]) -> list[Line]:
    """A blank 申請日, address or representative is the filing's own, where its other rows agree."""
    stated: dict[tuple[str, str, str], dict[str, set[object]]] = {}
    for line in lines:
        key = (line.file, line.receipt, body_key(line.name))
        for name in ("filed_on", "address", "representative"):
            if line.receipt and getattr(line, name):
                stated.setdefault(key, {}).setdefault(name, set()).add(getattr(line, name))
    out = []
    for line in lines:
        known = stated.get((line.file, line.receipt, body_key(line.name)), {})
        unread = {name for name, _ in line.unreadable}
        filled = {
            name: next(iter(values))
            for name, values in known.items()
            if len(values) == 1 and not getattr(line, name) and name not in unread
        }
        out.append(replace(line, **filled) if filled else line)  # type: ignore[arg-type]  # by name
    return out


_SHEETS = (("plan", r"事業計画"), ("curriculum", r"カリキュラム"), ("lecturers", r"講師"))


def _with_sheets(lines: list[Line], book: Book) -> list[Line]:
    """A body's own workbook: its sheets 事業計画, 研修カリキュラム and 講師 are the papers where
    the table has no column for them."""
    filed = {(line.receipt, body_key(line.name)) for line in lines}
    if len(filed) > 1 and len(lines) > 1:
        return lines
    there = {}
    for name, pattern in _SHEETS:
        if any(re.search(pattern, squeeze(grid.sheet)) for grid in book.grids):
            there[name] = "有"
    return [replace(line, papers={**there, **line.papers}) for line in lines]


def title(column: str) -> str:
    """The word for a column in sentences."""
    return LAYOUT.title("applicant" if column == "name" else column)
