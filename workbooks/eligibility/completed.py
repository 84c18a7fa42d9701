"""修了 (加算の修了要件のため): the completed fields of people, from rosters and from the register (台帳)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from validators.guideline.eligibility import Held
from validators.person import Identity, People, identity
from validators.profile import Profile
from validators.schemas.records import Fault
from workbooks.roster.read import Table
from workbooks.roster.records import Understood

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
    read = Understood(tables, profile, today)
    found = []
    for one in read.records:
        minutes, held = one.value("minutes"), None
        if one.field and one.completed_on:
            counted = minutes if isinstance(minutes, int) and minutes else None
            held = Held(one.field.number, one.completed_on, counted)
        row = (one.table.file, one.table.sheet, one.row)
        found.append(Completed(one.who, held, one.cell("name"), row, one.name, one.birth_date))
    unread = [f for f in read.frame.faults if f.unread and f.column in _READ]
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


class Completions:
    """All completions, found by whose they are."""

    def __init__(self, completed: Sequence[Completed]) -> None:
        self.all = completed
        self._people = People([one.who for one in completed])
        self._rows: dict[Row, list[int]] = {}
        for place, one in enumerate(completed):
            self._rows.setdefault(one.row, []).append(place)

    def of(self, who: Identity, row: Row = ()) -> tuple[list[Completed], list[Completed]]:
        """(those of the person, those of somebody who may be the person: a clerk has to say).

        row  where the person stands: what is completed in that very row is the person's
        """
        same, doubtful = self._people.like(who, self._rows.get(row, ()) if row else ())
        return [self.all[i] for i in same], [self.all[i] for i in doubtful]
