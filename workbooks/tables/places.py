"""From faults of a schema to findings (指摘): the schema knows record and column, a table knows the cell."""

from __future__ import annotations

import datetime as dt
from bisect import bisect_right
from collections.abc import Mapping, Sequence
from typing import Protocol

from validators.findings import Finding, TableRead
from validators.messages import rules, sentence
from validators.numbers import prefecture as prefectures
from validators.profile import Profile
from validators.reading import Note
from validators.text import to_text
from workbooks.grid import Value

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

    def place(self, record: int, name: str) -> tuple[str, str]: ...
    def heading(self, record: int, name: str) -> str: ...
    def row_label(self, record: int) -> tuple[Value, Value]: ...
    def as_read(self) -> TableRead: ...


class NotedTable(Table, Protocol):
    """A table whose reader found something itself."""

    @property
    def noted(self) -> Sequence[tuple[int, str, Note]]: ...


def assumed(profile: Profile, today: dt.date, **more: str) -> dict[str, str]:
    """What a check took for granted, for the top of its report."""
    own = {"都道府県": prefectures.name(profile.prefecture)} if profile.prefecture else {}
    return {"運用設定": profile.name, "基準日": today.isoformat(), **more, **own}


class Places:
    """Record number over all tables → table and its own record number."""

    def __init__(self, tables: Sequence[Table]) -> None:
        self.tables = tables
        self.starts: list[int] = []
        self.total = 0
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

    def where(self, record: int, column: str) -> str:
        """How another cell is named in a sentence: J10, with sheet and file where these differ between the tables."""
        table, own = self.locate(record)
        sheet, cell = table.place(own, column)
        if len({t.file for t in self.tables}) > 1:
            return f"{table.file} の {sheet}!{cell}"
        return f"{sheet}!{cell}" if len({t.sheet for t in self.tables}) > 1 else cell

    def finding(self, record: int, column: str, note: Note, profile: Profile) -> Finding:
        """A fault of the schema as a finding in its cell."""
        table, own = self.locate(record)
        return finding(table, own, column, note, profile)


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
    """What the reader itself found at single values, e.g. 〃 read as the cell above."""
    found = []
    for table in tables:
        for record, name, note in table.noted:
            if profile.severity(note.rule):
                found.append(finding(table, record, name, note, profile))
    return found
