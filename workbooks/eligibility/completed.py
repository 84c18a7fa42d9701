"""修了 (加算の修了要件のため): the completed fields of people, from rosters and from the register (台帳)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from validators.guideline.eligibility import Held
from validators.person import Identity, Sameness, compare, identity
from validators.profile import Profile
from validators.schemas.records import ABSENT, Fault
from validators.schemas.roster.records import roster_records
from validators.text import to_text
from workbooks.roster.read import COLUMNS, Table
from workbooks.tables.places import Places

if TYPE_CHECKING:
    from workbooks.ledger.history import RegisterEntry

Row = tuple[str | int, ...]
_READ = ("name", "birth_date", "registration_number", "field", "completed_on")


@dataclass(frozen=True, slots=True)
class Completed:
    """One completion: whose it is, and the field with its day; ``held`` is None where one of the two
    could not be read. ``place`` names the row (C5), or the number under which the register has it;
    ``row`` is its (file, sheet, row), () in the register."""

    who: Identity
    held: Held | None
    place: str
    row: Row = ()
    name: str = ""
    born: dt.date | None = None


def from_rosters(
    tables: Sequence[Table], today: dt.date, profile: Profile
) -> tuple[list[Completed], list[Fault]]:
    """The completions of roster tables, and what could not be read of them (``Places`` of the tables)."""
    places = Places(tables)
    values = places.columns(COLUMNS, ABSENT)
    records = roster_records(values, today=today, prefecture=profile.prefecture)
    columns = {name: records.typed[name].tolist() for name in records.typed}
    nothing = [None] * len(records)
    kana = values.get("kana", nothing)
    found = []
    for i in range(len(records)):
        name = _known(columns.get("name", nothing)[i]) or ""
        born = _day(columns.get("birth_date", nothing)[i])
        who = identity(name, born, _known(columns.get("registration", nothing)[i]), _plain(kana[i]))
        field = _known(columns.get("kind", nothing)[i])
        day = _day(columns.get("completed_on", nothing)[i])
        minutes = _known(columns.get("minutes", nothing)[i])
        held = None
        if field and day:
            held = Held(int(field), day, int(minutes) if minutes else None)
        table, own = places.locate(i)
        row = (table.file, table.sheet, table.rows[own])
        place = f"{table.sheet}!{table.place(own, 'name')[1]}"
        found.append(Completed(who, held, place, row, name, born))
    unread = [f for f in records.faults if f.unread and f.column in _READ]
    return found, unread


def from_register(entries: Iterable[RegisterEntry]) -> list[Completed]:
    """The completions that stand in the register."""
    return [
        Completed(
            identity(e.name, e.birth_date, e.person.registration, e.kana),
            Held(e.kind, e.completed_on),
            e.number,
            (),
            e.name,
            e.birth_date,
        )
        for e in entries
    ]


def _known(value: object) -> str | None:
    """A typed value as text; None for what pandas calls missing."""
    return None if value is None or value != value else str(value).removesuffix(".0")


def _day(value: object) -> dt.date | None:
    if value is None or value != value or not isinstance(value, dt.datetime):
        return None
    return value.date()


def _plain(value: object) -> str:
    return "" if value is ABSENT else to_text(value)


class Completions:
    """All completions, found by what tells a person (照合キー, 生年月日, 登録番号)."""

    def __init__(self, completed: Sequence[Completed]) -> None:
        self.all = completed
        self._by: dict[object, list[Completed]] = {}
        for one in completed:
            for key in (*_keys(one.who), ("row", one.row)):
                self._by.setdefault(key, []).append(one)

    def of(self, who: Identity, row: Row = ()) -> tuple[list[Completed], list[Completed]]:
        """(those of the person, those of somebody who may be the person: a clerk has to say).

        row  where the person stands: what is completed in that very row is the person's
        A number learnt from one completion finds the others of the same person under another name.
        """
        own = {id(c): c for c in self._by.get(("row", row), ())} if row else {}
        doubtful: dict[int, Completed] = {}
        known = list(dict.fromkeys([who, *(c.who for c in own.values())]))
        for one in known:
            near = {id(c): c for key in _keys(one) for c in self._by.get(key, ())}
            for number, candidate in near.items():
                sameness = compare(one, candidate.who)
                contradicted = any(candidate.who.person.contradicts(k.person) for k in known)
                if sameness is Sameness.SAME and not contradicted:
                    if number not in own and candidate.who not in known:
                        known.append(candidate.who)
                    own[number] = candidate
                elif sameness is not Sameness.DIFFERENT:
                    doubtful[number] = candidate
        return list(own.values()), [c for n, c in doubtful.items() if n not in own]


def _keys(who: Identity) -> list[object]:
    own = who.person
    names = [("name", name) for name in own.names]
    return [
        *names,
        *([("born", own.birth_date)] if own.birth_date else []),
        *([("registered", own.registration)] if own.registration else []),
    ]
