"""片側 (突合の一方): the people of one table or file, each with what its rows say."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, field

from validators.eras import wareki
from validators.findings import Place
from validators.numbers.certificate import CertificateNumber
from validators.numbers.registration import RegistrationNumber
from validators.person import Identity, group
from validators.profile import Profile
from validators.text import is_blank, squeeze
from validators.values.names import name_key
from workbooks.roster.read import Table
from workbooks.roster.records import RosterRecord, Understood

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


@dataclass(frozen=True, slots=True)
class Said:
    """What a cell says: the text as a person reads it, what it is compared by, and where it stands."""

    shown: str
    key: object
    place: Place


@dataclass(slots=True)
class Listed:
    """One person of a side. ``said``: column → what the rows say, the first row first; ``completed``:
    研修分野 → column → what is said of it; ``rows``: 研修分野 ("" where a row names none) → the person's first row;
    ``again``: (a further row about the same 研修分野, the first one)."""

    who: Identity
    name: str
    born: dt.date | None
    place: Place
    said: dict[str, list[Said]] = field(default_factory=dict)
    completed: dict[str, dict[str, Said]] = field(default_factory=dict)
    rows: dict[str, Place] = field(default_factory=dict)
    again: list[tuple[Place, Place]] = field(default_factory=list)


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
    read = Understood(tables, profile, today)
    who = [record.who for record in read.records]
    first = group([one.person for one in who])
    people: dict[int, Listed] = {}
    for i, record in enumerate(read.records):
        if not who[i].person.name_key and not who[i].person.registration:
            continue
        key = first[i] if who[i].person.known else i
        if key not in people:
            shown = record.text("name")
            people[key] = Listed(who[i], shown, record.birth_date, _place(record, "name"))
        _note_row(people[key], record)
        _add(people[key], record)
    return Side(name, tables, list(people.values()), frozenset(read.values))


def _note_row(person: Listed, record: RosterRecord) -> None:
    """Remember the row; a second one about the same 研修分野 may be the same application once more."""
    name, place = record.field.name if record.field else "", _place(record, "name")
    first = person.rows.setdefault(name, place)
    if first != place:
        person.again.append((place, first))


def _place(record: RosterRecord, column: str) -> Place:
    sheet, cell = record.table.place(record.index, column)
    return record.table.file, sheet, cell


def _add(person: Listed, record: RosterRecord) -> None:
    """What one row says, of the person and of the field it is about."""
    for column in OF_PERSON:
        one = _said(record, column)
        if one and one.key not in [other.key for other in person.said.get(column, ())]:
            person.said.setdefault(column, []).append(one)
    field = _said(record, "field")
    if record.field is None or field is None:
        return
    about = person.completed.setdefault(record.field.name, {"field": field})
    for column in OF_FIELD:
        if one := _said(record, column):
            about.setdefault(column, one)


def _said(record: RosterRecord, column: str) -> Said | None:
    """A cell, None where it is blank. Compared is the value as understood, else the text without its spelling."""
    if is_blank(record.raw(column)):
        return None
    text, value = record.text(column), record.value(column)
    if isinstance(value, dt.date):
        return Said(wareki(value) or text, value, _place(record, column))
    if isinstance(value, (CertificateNumber, RegistrationNumber)):
        return Said(text, value.text, _place(record, column))
    key = name_key(text) if column in ("name", "kana") else squeeze(text)
    return Said(text, key, _place(record, column))
