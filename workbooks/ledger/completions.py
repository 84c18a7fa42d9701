"""実績報告 as the register takes it: the tables of one checked roster as completions, and the hash
that tells a report from another."""

from __future__ import annotations

import datetime as dt
import hashlib
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields

from validators.guideline import consent
from validators.guideline.fields import read as read_field
from validators.numbers import certificate, municipality, registration
from validators.person import Person, person
from validators.problems import Problem
from validators.text import to_text
from validators.values import dates as wareki
from validators.values import names
from workbooks.roster.read import Table
from workbooks.tables.headings import TITLES


@dataclass(frozen=True, slots=True)
class Completion:
    """One completion as reported, items ①–⑥ and what goes with them; texts are "" and dates None
    where nothing stands."""

    place: str
    number: str
    kind: int
    registration_number: str
    name: str
    kana: str
    birth_date: dt.date | None
    address: str
    employer: str
    municipality: str
    municipality_code: str
    completed_on: dt.date
    issued_on: dt.date | None
    consent: bool | None

    @property
    def person(self) -> Person:
        """Who it is."""
        return person(self.name, self.birth_date, self.registration_number)

    @property
    def employer_key(self) -> str:
        """What the workplace is looked up by."""
        return names.name_key(self.employer)[:100]

    @property
    def kana_key(self) -> str:
        """What a reading is looked up by: katakana without spaces."""
        return names.name_key(self.kana)[:100]


SHOWN = {
    f.name: TITLES.get(f.name, "研修分野")
    for f in fields(Completion)
    if f.name not in ("place", "kind", "municipality_code")
}


@dataclass(frozen=True, slots=True)
class ReportRead:
    """One file: its name, its completions and the hash of what they say, whatever their order and
    wherever they stand."""

    file: str
    completions: tuple[Completion, ...]
    content: str


def read(file: str, tables: Sequence[Table]) -> ReportRead:
    """From the tables of a roster without 誤り. Raises Problem for a row the register cannot hold all the same."""
    completions = tuple(_completion(table, i) for table in tables for i in range(len(table.rows)))
    seen: dict[str, str] = {}
    for c in completions:
        if c.number in seen:
            raise Problem("report-number-twice", file=file, first=seen[c.number], second=c.place)
        seen[c.number] = c.place
    return ReportRead(file, completions, content(completions))


def _completion(table: Table, i: int) -> Completion:
    def raw(name: str) -> object:
        values = table.values.get(name)
        value = values[i] if values is not None else None
        # a character that one engine keeps and another refuses would part the register from its copies
        if isinstance(value, str) and _UNSTORABLE.search(value):
            raise _unread(table, i, name)
        return value

    def text(name: str) -> str:
        return to_text(raw(name)).strip()

    number = certificate.read(raw("certificate_number")).value
    done, name = wareki.read_date(raw("completed_on")).value, names.read_name(raw("name")).value
    for value, column in ((number, "certificate_number"), (name, "name"), (done, "completed_on")):
        if value is None:
            raise _unread(table, i, column)
    assert number is not None and name is not None and done is not None
    field, registered, place = (
        read_field(raw("field")).value,
        registration.read(raw("registration_number")).value,
        municipality.read(raw("municipality"), number.prefecture),
    )
    ambiguous = any(note.rule == "municipality-ambiguous" for note in place.notes)
    return Completion(
        f"{table.sheet}!{table.cell(i, 'certificate_number')}",
        number.text,
        field.number if field else number.field,
        registered.text if registered else "",
        name,
        text("kana"),
        wareki.read_date(raw("birth_date")).value,
        text("address"),
        text("employer"),
        text("municipality"),
        place.value.code if place.value and not ambiguous else "",
        done,
        wareki.read_date(raw("issued_on")).value,
        consent.read(raw("consent")),
    )


_UNSTORABLE = re.compile("[\x00\ud800-\udfff]|_x0000_")


def _unread(table: Table, i: int, column: str) -> Problem:
    return Problem(
        "report-cell-unread",
        file=table.file,
        cell=f"{table.sheet}!{table.cell(i, column)}",
        column=TITLES.get(column, column),
    )


_HASHED = tuple(f.name for f in fields(Completion) if f.name not in ("place", "municipality_code"))


def content(completions: Iterable[Completion | Mapping[str, object]]) -> str:
    """SHA-256 over what the completions say, in the order of their numbers."""
    rows = [
        tuple(str(c[n] if isinstance(c, Mapping) else getattr(c, n)) for n in _HASHED)
        for c in completions
    ]
    whole = hashlib.sha256()
    for row in sorted(rows):
        whole.update("".join(f"{len(v)}:{v}" for v in row).encode("utf-8", "surrogatepass") + b"\n")
    return whole.hexdigest()
