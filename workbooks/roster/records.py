"""名簿の記録: what the check understood of each row, value by value, with the cell it stands in (house law 4).

Certificates, numbering, the register and replies take these; none of them reads a raw cell again.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from validators.guideline.fields import Field
from validators.numbers.certificate import CertificateNumber, usual_prefecture
from validators.numbers.registration import RegistrationNumber
from validators.person import Identity, identity
from validators.profile import Profile
from validators.reading import ABSENT
from validators.sections import ROSTER_COLUMNS
from validators.text import to_text
from validators.values.durations import Required
from workbooks.grid import Value
from workbooks.roster.read import Table
from workbooks.tables.places import Places

State = Literal["read", "unread", "blank", "absent"]


class Understood:
    """Roster tables as understood: every cell was read once, by the reader of its column.

    tables   the tables, in the order given
    places   record number over all tables → the table and the record's number in it
    values   column → raw cells over all tables
    usual_prefecture  the one that nearly all 修了証番号 begin with
    frame    the typed records that the rules look at
    """

    def __init__(self, tables: Sequence[Table], profile: Profile, today: dt.date) -> None:
        from validators.schemas.roster.records import roster_records  # brings pandas

        self.tables, self.profile, self.today = tables, profile, today
        self.places = Places(tables)
        self.values = self.places.columns(ROSTER_COLUMNS, ABSENT)
        self.usual_prefecture = usual_prefecture(self.values.get("certificate_number", ()))
        completion = profile.completion
        self.frame = roster_records(
            self.values,
            today=today,
            prefecture=profile.prefecture or self.usual_prefecture,
            required=Required(completion.required_minutes, completion.in_house_minutes),
        )

    @cached_property
    def records(self) -> tuple[RosterRecord, ...]:
        """Every row of every table, in order."""
        found = []
        for table, start in zip(self.tables, self.places.starts, strict=True):
            for index in range(len(table.rows)):
                found.append(RosterRecord(self, start + index, table, index))
        return tuple(found)

    def of(self, table: Table) -> tuple[RosterRecord, ...]:
        """The rows of one table."""
        start = self.places.starts[next(n for n, t in enumerate(self.tables) if t is table)]
        return self.records[start : start + len(table.rows)]

    @property
    def unread_sequences(self) -> frozenset[int]:
        """The last five digits of certificate numbers that nobody can read."""
        return self.frame.unread_sequences

    def value(self, at: int, column: str) -> object:
        """What was understood of a cell, None where it is blank or could not be read, or no table has the column."""
        found: object = self.frame.read(column, at)
        return found

    @cached_property
    def unread(self) -> frozenset[tuple[int, str]]:
        """(record over all tables, column) of the cells in which something stands that nobody can read."""
        return frozenset((f.record, f.column) for f in self.frame.faults if f.unread)


@dataclass(frozen=True, slots=True)
class RosterRecord:
    """One row. ``at`` is its number over all tables, ``index`` its number in ``table``.

    A typed value is None where the cell is blank or could not be read, or the table has no such column;
    ``state`` tells which.
    """

    source: Understood
    at: int
    table: Table
    index: int

    @property
    def row(self) -> int:
        """The row of the sheet."""
        return self.table.rows[self.index]

    @property
    def number(self) -> CertificateNumber | None:
        """修了証番号."""
        value = self.value("certificate_number")
        return value if isinstance(value, CertificateNumber) else None

    @property
    def registration(self) -> RegistrationNumber | None:
        """保育士登録番号."""
        value = self.value("registration_number")
        return value if isinstance(value, RegistrationNumber) else None

    @property
    def field(self) -> Field | None:
        """修了した研修分野."""
        value = self.value("field")
        return value if isinstance(value, Field) else None

    @property
    def agency(self) -> int | None:
        """研修実施機関番号."""
        value = self.value("agency_number")
        return value if isinstance(value, int) else None

    @property
    def name(self) -> str:
        """氏名 as understood, "" where there is none."""
        return to_text(self.value("name"))

    @property
    def birth_date(self) -> dt.date | None:
        """生年月日."""
        return self.day("birth_date")

    @property
    def completed_on(self) -> dt.date | None:
        """修了年月日."""
        return self.day("completed_on")

    @property
    def issued_on(self) -> dt.date | None:
        """発行年月日."""
        return self.day("issued_on")

    @property
    def who(self) -> Identity:
        """Whom the row is about."""
        number = self.registration.text if self.registration else None
        return identity(self.name, self.birth_date, number, self.text("kana"))

    def day(self, column: str) -> dt.date | None:
        """The day of a date column."""
        value = self.value(column)
        return value if isinstance(value, dt.date) else None

    def value(self, column: str) -> object:
        """What was understood of a cell."""
        return self.source.value(self.at, column)

    def raw(self, column: str) -> Value:
        """The cell as it stands in the file, None where the table has no such column."""
        values = self.table.values.get(column)
        return values[self.index] if values is not None else None

    def text(self, column: str) -> str:
        """The cell's own text."""
        return to_text(self.raw(column))

    def cell(self, column: str) -> str:
        """Where the value stands: 名簿!J10."""
        return f"{self.table.sheet}!{self.table.cell(self.index, column)}"

    def state(self, column: str) -> State:
        """Was the cell read, could nobody read it, does it hold nothing (also なし), or is there no such column?"""
        if not self.table.has(column):
            return "absent"
        if (self.at, column) in self.source.unread:
            return "unread"
        return "blank" if self.value(column) is None else "read"
