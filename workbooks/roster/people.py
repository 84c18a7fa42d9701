"""人の表の読み取り: the rows of tables of people as typed columns, and whom each row is about."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from validators.person import Identity, identity
from validators.profile import Profile
from validators.schemas.records import ABSENT, Fault
from validators.schemas.roster.records import roster_records
from validators.text import is_blank, to_text
from workbooks.roster.read import COLUMNS, Table
from workbooks.tables.places import Places


@dataclass(frozen=True, slots=True)
class PeopleRead:
    """Rows over all tables. ``values`` are the raw columns, ``typed`` what they were understood as (None where
    blank, missing or unreadable; days are dates), ``who`` whom each row is about."""

    places: Places
    values: Mapping[str, Sequence[object]]
    typed: Mapping[str, Sequence[Any]]
    who: Sequence[Identity]
    faults: Sequence[Fault]

    def raw(self, column: str, row: int) -> object:
        """The cell, None where the row's table has no such column or the cell is blank."""
        value = self.values[column][row] if column in self.values else None
        return None if value is ABSENT or is_blank(value) else value

    def known(self, column: str, row: int) -> Any:
        """The cell as understood, None where it is not."""
        return self.typed[column][row] if column in self.typed else None


def people_of(tables: Sequence[Table], today: dt.date, profile: Profile) -> PeopleRead:
    """The rows of these tables."""
    places = Places(tables)
    values = places.columns(COLUMNS, ABSENT)
    records = roster_records(values, today=today, prefecture=profile.prefecture)
    typed = {str(name): [_plain(v) for v in records.typed[name].tolist()] for name in records.typed}
    nothing = [None] * len(records)
    names, births = typed.get("name", nothing), typed.get("birth_date", nothing)
    registered, kana = typed.get("registration", nothing), values.get("kana", nothing)
    who = [
        identity(
            names[i] or "",
            births[i],
            registered[i],
            "" if kana[i] is ABSENT else to_text(kana[i]),
        )
        for i in range(len(records))
    ]
    return PeopleRead(places, values, typed, who, records.faults)


def _plain(value: Any) -> Any:
    """A typed value; None for what pandas calls missing."""
    if value is None or value != value:
        return None
    return value.date() if isinstance(value, dt.datetime) else value
