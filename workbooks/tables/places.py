"""From faults of a schema to findings (指摘): the schema knows record and column, a table knows the cell."""

from __future__ import annotations

import datetime as dt
from bisect import bisect_right
from collections import Counter
from collections.abc import Mapping, Sequence
from operator import attrgetter, itemgetter
from typing import TYPE_CHECKING, NamedTuple, Protocol

from validators.eras import wareki
from validators.findings import Finding, Place, TableRead
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
_SAID = attrgetter(
    "file", "sheet", "cell", "rule", "message"
)  # one sentence at one cell is told once
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

    def acted_on(self, record: int) -> bool: ...
    def sheet_row(self, record: int) -> int: ...
    def place(self, record: int, name: str) -> tuple[str, str]: ...
    def heights(self, name: str) -> Mapping[str, int]: ...
    def heading(self, record: int, name: str) -> str: ...
    def row_label(self, record: int) -> tuple[Value, Value]: ...
    def as_read(self) -> TableRead: ...


class NotedTable(Table, Protocol):
    """A table whose reader found something itself."""

    @property
    def noted(self) -> Sequence[tuple[int, str, Note]]: ...
    @property
    def told(self) -> Sequence[tuple[str, str, Note]]: ...


def assumed(profile: Profile, today: dt.date, **extra: str) -> dict[str, str]:
    """What a check took for granted, for the top of its report."""
    prefecture = {"都道府県": prefectures.name(profile.prefecture)} if profile.prefecture else {}
    return {"運用設定": profile.name, "基準日": wareki(today), **extra, **prefecture}


class _Column(NamedTuple):
    """What one rule says of one column of the sheet: the number of its table, the item, where it stands."""

    table: int
    name: str
    sheet: str
    letters: str
    rule: str


_Placed = tuple[int, tuple[str, str], "Fault"]  # which fault it is in the list, (sheet, cell)


class Places:
    """Record number over all tables → table and its own record number."""

    def __init__(self, tables: Sequence[Table]) -> None:
        self.tables = tables
        self.starts: list[int] = []
        self.total = 0
        self._heights: dict[tuple[int, str], Mapping[str, int]] = {}
        self._headed: dict[int, int] = {}
        self._files = len({t.file for t in tables})
        self._sheets = len({t.sheet for t in tables})
        for table in tables:
            self.starts.append(self.total)
            self.total += len(table.rows)

    def columns(self, names: Sequence[str], absent: object) -> dict[str, Sequence[object]]:
        """Raw columns over all tables, of those any has; ``absent`` stands where a table lacks one."""
        if len(self.tables) == 1:
            values = self.tables[0].values
            return {name: values[name] for name in names if name in values}
        out: dict[str, Sequence[object]] = {}
        for name in names:
            if any(name in table.values for table in self.tables):
                column: list[object] = []
                for table in self.tables:
                    column += table.values.get(name) or [absent] * len(table.rows)
                out[name] = column
        return out

    def locate(self, record: int) -> tuple[Table, int]:
        """The table a record stands in, and its number there."""
        index = bisect_right(self.starts, record) - 1
        return self.tables[index], record - self.starts[index]

    def number(self, record: int) -> int:
        """Which of the tables a record stands in."""
        return bisect_right(self.starts, record) - 1

    def place(self, record: int, column: str) -> Place:
        """File, sheet and A1 address of a value, for a link."""
        table, index = self.locate(record)
        return (table.file, *table.place(index, column))

    def where(self, record: int, column: str) -> str:
        """How another cell is named in a sentence: J10, with sheet and file where these differ between the tables."""
        table, index = self.locate(record)
        sheet, cell = table.place(index, column)
        if self._files > 1:
            return f"{table.file} の {sheet}!{cell}"
        return f"{sheet}!{cell}" if self._sheets > 1 else cell

    def findings(self, faults: Sequence[Fault], profile: Profile) -> list[Finding]:
        """The faults as findings in their order; a habit of a whole column is one at its heading (house law 3)."""
        groups: dict[_Column, list[_Placed]] = {}
        for order, fault in enumerate(faults):
            number = self.number(fault.record)
            place = self.tables[number].place(fault.record - self.starts[number], fault.column)
            # the cells of an item stand in one column below its heading, or wherever a card has them
            letters = place[1].rstrip(_DIGITS) if self._heading_row(number) else ""
            column = _Column(number, fault.column, place[0], letters, fault.note.rule)
            groups.setdefault(column, []).append((order, place, fault))
        found: list[tuple[int, Finding]] = []
        for column, placed in groups.items():
            if rules()[column.rule].about == "writing" and self._is_habit(column, placed):
                found.append((placed[0][0], self._habit(column, placed, profile)))
                continue
            start, table = self.starts[column.table], self.tables[column.table]
            for order, place, f in placed:
                spot = _Spot(table, f.record - start, f.column, *place)
                found.append((order, _finding(spot, f.note, profile)))
        found.sort(key=itemgetter(0))
        findings = [finding for _, finding in found]
        return list(dict(zip(map(_SAID, findings), findings, strict=True)).values())

    def _is_habit(self, column: _Column, placed: Sequence[_Placed]) -> bool:
        """Five cells or more, and half of the column's or more (of cards: half of the cards').
        A cell merged over rows counts once."""
        table = self.tables[column.table]
        cells = {place[1] for _, place, _ in placed}
        if len(cells) < _HABIT or column.sheet != table.sheet:
            return False
        return len(cells) * 2 >= self._height(column)

    def _height(self, column: _Column) -> int:
        """How many cells of the sheet's column the records of a table stand in."""
        key = (column.table, column.name)
        if key not in self._heights:  # every rule of the column asks: counted once
            self._heights[key] = self.tables[column.table].heights(column.name)
        heights_of = self._heights[key]
        return heights_of.get(column.letters, 0) if column.letters else sum(heights_of.values())

    def _heading_row(self, number: int) -> int:
        """The lowest heading row of a table; 0 for one laid out another way (cards)."""
        if number not in self._headed:
            self._headed[number] = max(self.tables[number].as_read().header_rows, default=0)
        return self._headed[number]

    def _habit(self, column: _Column, placed: Sequence[_Placed], profile: Profile) -> Finding:
        """One finding at the heading: how many cells, the first of them, and what is said of the first."""
        first = placed[0][2]
        cells = tuple(dict.fromkeys(place[1] for _, place, _ in placed))
        one = self.finding(first.record, first.column, first.note, profile)
        note = Note(
            "habit",
            {
                "place": "この列の " if column.letters else "",
                "rows": self._height(column),
                "count": len(cells),
                "cells": named(cells),
                "first": one.message.removesuffix("。"),
            },
        )
        row = self._heading_row(column.table)
        return one._replace(
            cell=f"{column.letters}{row}" if row else one.cell,
            message=sentence(note),
            suggestion="",
            row_name="",
            row_number="",
            cells=cells,
        )

    def finding(self, record: int, column: str, note: Note, profile: Profile) -> Finding:
        """A fault of the schema as a finding in its cell."""
        table, index = self.locate(record)
        return finding(table, index, column, note, profile)


def heights(table: Table, name: str) -> Counter[str]:
    """Column letters → how many cells of that column hold the records' values of an item."""
    cells = {table.place(i, name)[1] for i in range(len(table.rows))}
    return Counter(cell.rstrip(_DIGITS) for cell in cells)


def named(cells: Sequence[str]) -> str:
    """The first cells by name, and how many more there are."""
    and_others = f" ほか{len(cells) - _NAMED}" if len(cells) > _NAMED else ""
    return "、".join(cells[:_NAMED]) + and_others


def heading_cell(table: Table, column: str) -> str:
    """The cell a column's heading stands in; for a column the table lacks, the first of its heading row."""
    read = table.as_read()
    row = read.header_rows[-1] if read.header_rows else table.rows[0]
    letters = read.columns.get(column) or column_letter(min(table.headings, default=1))
    return f"{letters}{row}"


class _Spot(NamedTuple):
    """One value of one record, and where it stands."""

    table: Table
    record: int
    column: str
    sheet: str
    cell: str


def finding(table: Table, record: int, column: str, note: Note, profile: Profile) -> Finding:
    """One note at one value of one record of a table."""
    return _finding(_Spot(table, record, column, *table.place(record, column)), note, profile)


def _finding(spot: _Spot, note: Note, profile: Profile) -> Finding:
    table, record, column = spot.table, spot.record, spot.column
    heading = table.heading(record, column)
    params = {**note.params, **({"column": heading} if "column" in note.params else {})}
    raw = table.values.get(column)
    rule = rules()[note.rule]
    who, number = (to_text(v).replace("\n", " ")[:60] for v in table.row_label(record))
    return Finding(
        table.file,
        spot.sheet,
        spot.cell,
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
