"""From faults of a schema to findings (指摘): the schema knows record and column, a table knows the cell."""

from __future__ import annotations

import datetime as dt
from bisect import bisect_right
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Protocol

from validators.eras import wareki
from validators.findings import Finding, TableRead
from validators.messages import rules, sentence
from validators.numbers import prefecture as prefectures
from validators.profile import Profile
from validators.reading import Note
from validators.text import to_text
from workbooks.a1 import column_letter
from workbooks.grid import Value

if TYPE_CHECKING:
    from validators.schemas.records import Fault  # brings pandas

_HABIT = 5  # cells of one column that may be a habit; fewer are told one by one
_NAMED = 5  # cells named in a sentence
_DIGITS = "0123456789"
_WIDEST_VALUE = 300  # characters of a value shown; the cell itself is one click away


class Table(Protocol):
    """What a table of any kind tells of itself."""

    @property
    def file(self) -> str: ...
    @property
    def sheet(self) -> str: ...
    @property
    def rows(self) -> Sequence[int]: ...
    @property
    def values(self) -> Mapping[str, Sequence[Value]]: ...
    @property
    def headings(self) -> Mapping[int, str]: ...

    def place(self, record: int, name: str) -> tuple[str, str]: ...
    def heading(self, record: int, name: str) -> str: ...
    def row_label(self, record: int) -> tuple[Value, Value]: ...
    def as_read(self) -> TableRead: ...


class NotedTable(Table, Protocol):
    """A table whose reader found something itself."""

    @property
    def noted(self) -> Sequence[tuple[int, str, Note]]: ...
    @property
    def told(self) -> Sequence[tuple[str, str, Note]]: ...


def assumed(profile: Profile, today: dt.date, **more: str) -> dict[str, str]:
    """What a check took for granted, for the top of its report."""
    own = {"都道府県": prefectures.name(profile.prefecture)} if profile.prefecture else {}
    return {"運用設定": profile.name, "基準日": wareki(today), **more, **own}


class Places:
    """Record number over all tables → table and its own record number."""

    def __init__(self, tables: Sequence[Table]) -> None:
        self.tables = tables
        self.starts: list[int] = []
        self.total = 0
        self._heights: dict[tuple[int, str], Counter[str]] = {}
        for table in tables:
            self.starts.append(self.total)
            self.total += len(table.rows)

    def columns(self, names: Sequence[str], absent: object) -> dict[str, list[object]]:
        """Raw columns over all tables; ``absent`` stands where a table lacks the column, a column
        no table has is left out."""
        out: dict[str, list[object]] = {}
        for name in names:
            if any(name in table.values for table in self.tables):
                own = [table.values.get(name) for table in self.tables]
                out[name] = [
                    v
                    for table, vs in zip(self.tables, own, strict=True)
                    for v in (vs if vs is not None else [absent] * len(table.rows))
                ]
        return out

    def locate(self, record: int) -> tuple[Table, int]:
        """The table a record stands in, and its number there."""
        index = bisect_right(self.starts, record) - 1
        return self.tables[index], record - self.starts[index]

    def number(self, record: int) -> int:
        """Which of the tables a record stands in."""
        return bisect_right(self.starts, record) - 1

    def where(self, record: int, column: str) -> str:
        """How another cell is named in a sentence: J10, with sheet and file where these differ between the tables."""
        table, own = self.locate(record)
        sheet, cell = table.place(own, column)
        if len({t.file for t in self.tables}) > 1:
            return f"{table.file} の {sheet}!{cell}"
        return f"{sheet}!{cell}" if len({t.sheet for t in self.tables}) > 1 else cell

    def findings(self, faults: Sequence[Fault], profile: Profile) -> list[Finding]:
        """The faults as findings in their order; a habit of a whole column is one at its heading (house law 3)."""
        groups: dict[tuple[int, str, str, str], list[Fault]] = {}
        order = {id(fault): number for number, fault in enumerate(faults)}
        for fault in faults:
            table, own = self.locate(fault.record)
            sheet, cell = table.place(own, fault.column)
            column = f"{sheet}!{cell.rstrip(_DIGITS)}"
            key = (self.number(fault.record), fault.column, column, fault.note.rule)
            groups.setdefault(key, []).append(fault)
        found: list[tuple[int, Finding]] = []
        for (number, _, column, rule), own_faults in groups.items():
            cells = self._cells(own_faults)
            if rules()[rule].about == "writing" and self._is_habit(number, column, cells):
                first = next(iter(cells.values()))
                found.append((order[id(first)], self._habit(first, list(cells), profile)))
                continue
            for f in own_faults:
                found.append((order[id(f)], self.finding(f.record, f.column, f.note, profile)))
        found.sort(key=lambda pair: pair[0])
        return list({(f.file, f.sheet, f.cell, f.rule, f.message): f for _, f in found}.values())

    def _cells(self, faults: Sequence[Fault]) -> dict[str, Fault]:
        """Address → the first fault there: a cell merged over rows counts once."""
        cells: dict[str, Fault] = {}
        for fault in faults:
            table, own = self.locate(fault.record)
            cells.setdefault(table.place(own, fault.column)[1], fault)
        return cells

    def _is_habit(self, number: int, column: str, cells: Mapping[str, Fault]) -> bool:
        """Five cells or more, and half of the column's or more; only where the table has a heading to tell it at."""
        table, name = self.tables[number], next(iter(cells.values())).column
        sheet, letters = column.rsplit("!", 1)
        if len(cells) < _HABIT or sheet != table.sheet or not table.as_read().header_rows:
            return False
        return len(cells) * 2 >= self._height(number, name, letters)

    def _height(self, number: int, name: str, letters: str) -> int:
        """How many cells of the sheet's column the records of a table stand in."""
        if (number, name) not in self._heights:  # every rule of the column asks: counted once
            table = self.tables[number]
            cells = {table.place(i, name)[1] for i in range(len(table.rows))}
            self._heights[number, name] = Counter(cell.rstrip(_DIGITS) for cell in cells)
        return self._heights[number, name][letters]

    def _habit(self, first: Fault, cells: Sequence[str], profile: Profile) -> Finding:
        """One finding at the heading: how many cells, the first of them, and what is said of the first."""
        one = self.finding(first.record, first.column, first.note, profile)
        number, letters = self.number(first.record), cells[0].rstrip(_DIGITS)
        note = Note(
            "habit",
            {
                "rows": self._height(number, first.column, letters),
                "count": len(cells),
                "cells": named(cells),
                "first": one.message.removesuffix("。"),
            },
        )
        row = self.tables[number].as_read().header_rows[-1]
        return replace(
            one,
            cell=f"{letters}{row}",
            message=sentence(note),
            suggestion="",
            row_name="",
            row_number="",
            cells=tuple(cells),
        )

    def finding(self, record: int, column: str, note: Note, profile: Profile) -> Finding:
        """A fault of the schema as a finding in its cell."""
        table, own = self.locate(record)
        return finding(table, own, column, note, profile)


def named(cells: Sequence[str]) -> str:
    """The first cells by name, and how many more there are."""
    more = f" ほか{len(cells) - _NAMED}" if len(cells) > _NAMED else ""
    return "、".join(cells[:_NAMED]) + more


def heading_cell(table: Table, column: str) -> str:
    """The cell a column's heading stands in; for a column the table lacks, the first of its heading row."""
    read = table.as_read()
    row = read.header_rows[-1] if read.header_rows else table.rows[0]
    letters = read.columns.get(column) or column_letter(min(table.headings, default=1))
    return f"{letters}{row}"


def finding(table: Table, record: int, column: str, note: Note, profile: Profile) -> Finding:
    """One note at one value of one record of a table."""
    heading = table.heading(record, column)
    params = {**note.params, **({"column": heading} if "column" in note.params else {})}
    raw = table.values.get(column)
    rule = rules()[note.rule]
    sheet, cell = table.place(record, column)
    who, number = (to_text(v).replace("\n", " ")[:60] for v in table.row_label(record))
    return Finding(
        table.file,
        sheet,
        cell,
        note.rule,
        profile.severity(note.rule) or rule.severity,
        sentence(Note(note.rule, params, note.suggestion)),
        to_text(raw[record])[:_WIDEST_VALUE] if raw is not None else "",
        note.suggestion,
        rule.clause,
        heading,
        who,
        number,
    )


def noted(tables: Sequence[NotedTable], profile: Profile) -> list[Finding]:
    """What the reader itself found: at headings, e.g. a column known by its cells; at single values, e.g. 〃."""
    found: list[Finding] = []
    for table in tables:
        for cell, heading, note in table.told:
            found += told(table, cell, note, profile, heading)
        for record, name, note in table.noted:
            if profile.severity(note.rule):
                found.append(finding(table, record, name, note, profile))
    return found


def told(table: Table, cell: str, note: Note, profile: Profile, heading: str = "") -> list[Finding]:
    """What is said of a table as a whole, at one of its heading cells; nothing where the profile is silent."""
    level = profile.severity(note.rule)
    if level is None:
        return []
    clause = rules()[note.rule].clause
    return [
        Finding(
            table.file,
            table.sheet,
            cell,
            note.rule,
            level,
            sentence(note),
            clause=clause,
            heading=heading,
        )
    ]
