"""片側 (突合の一方): the people of one table or file, each with what its rows say."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, field

from validators.eras import wareki
from validators.findings import Place
from validators.guideline import fields
from validators.person import Identity, group
from validators.profile import Profile
from validators.text import squeeze, to_text
from validators.values.names import name_key
from workbooks.roster.people import PeopleRead, people_of
from workbooks.roster.read import Table

# What is compared of a person, in the order it is told; of each field the two that follow.
OF_PERSON = (
    "name",
    "kana",
    "birth_date",
    "registration_number",
    "address",
    "employer",
    "municipality",
    "occupation",
    "consent",
)
OF_FIELD = ("certificate_number", "completed_on")
_TYPED = {
    "birth_date": "birth_date",
    "completed_on": "completed_on",
    "certificate_number": "number",
    "registration_number": "registration",
}


@dataclass(frozen=True, slots=True)
class Said:
    """What a cell says: the text as a person reads it, what it is compared by, and where it stands."""

    shown: str
    key: object
    place: Place


@dataclass(slots=True)
class Listed:
    """One person of a side. ``said``: column → what the rows say, the first row first; ``completed``:
    研修分野 → column → what is said of it."""

    who: Identity
    name: str
    born: dt.date | None
    place: Place
    said: dict[str, list[Said]] = field(default_factory=dict)
    completed: dict[str, dict[str, Said]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Side:
    """One of the two lists: its tables, its people, and the columns it has."""

    name: str
    tables: Sequence[Table]
    people: Sequence[Listed]
    columns: frozenset[str]


def read_side(name: str, tables: Sequence[Table], today: dt.date, profile: Profile) -> Side:
    """The people of these tables. Rows that are one person beyond doubt are put together; rows that bear one name
    and nothing to tell them apart stay apart."""
    read = people_of(tables, today, profile)
    first = group([one.person for one in read.who])
    people: dict[int, Listed] = {}
    for i, who in enumerate(read.who):
        if not who.person.name_key and not who.person.registration:
            continue
        key = first[i] if who.person.known else i
        if key not in people:
            shown = to_text(read.raw("name", i))
            people[key] = Listed(who, shown, who.person.birth_date, _place(read, i, "name"))
        _add(people[key], read, i)
    return Side(name, tables, list(people.values()), frozenset(read.values))


def _place(read: PeopleRead, i: int, column: str) -> Place:
    table, own = read.places.locate(i)
    sheet, cell = table.place(own, column)
    return table.file, sheet, cell


def _add(person: Listed, read: PeopleRead, i: int) -> None:
    """What one row says, of the person and of the field it is about."""
    for column in OF_PERSON:
        one = _said(read, i, column)
        if one and one.key not in [other.key for other in person.said.get(column, ())]:
            person.said.setdefault(column, []).append(one)
    kind = read.known("kind", i)
    field = _said(read, i, "field")
    if kind is None or field is None:
        return
    about = person.completed.setdefault(fields.by_number(int(kind)).name, {"field": field})
    for column in OF_FIELD:
        if one := _said(read, i, column):
            about.setdefault(column, one)


def _said(read: PeopleRead, i: int, column: str) -> Said | None:
    """A cell, None where it is blank. Compared is the value as understood, else the text without its spelling."""
    value = read.raw(column, i)
    if value is None:
        return None
    key = read.known(_TYPED[column], i) if column in _TYPED else None
    if key is None:
        text = to_text(value)
        key = name_key(text) if column in ("name", "kana") else squeeze(text)
    shown = wareki(key) if isinstance(key, dt.date) else ""
    return Said(shown or to_text(value), key, _place(read, i, column))
