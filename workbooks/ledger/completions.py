"""実績報告 as the register takes it: the tables of one checked roster as completions, and the hash
that tells a report from another."""

from __future__ import annotations

import datetime as dt
import hashlib
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields
from operator import attrgetter

from validators.guideline import consent
from validators.numbers import municipality
from validators.person import Person, person
from validators.problems import Problem
from validators.text import to_text
from validators.values import names
from workbooks.roster.records import RosterRecord
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


_TAKEN = (
    "certificate_number",
    "field",
    "registration_number",
    "name",
    "kana",
    "birth_date",
    "address",
    "employer",
    "municipality",
    "completed_on",
    "issued_on",
    "consent",
)
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


def read(file: str, records: Sequence[RosterRecord]) -> ReportRead:
    """The records of a roster without 誤り. Raises Problem for a row the register cannot hold all the same."""
    completions = tuple(_completion(record) for record in records)
    seen: dict[str, str] = {}
    for c in completions:
        if c.number in seen:
            raise Problem("report-number-twice", file=file, first=seen[c.number], second=c.place)
        seen[c.number] = c.place
    return ReportRead(file, completions, content(completions))


def _completion(record: RosterRecord) -> Completion:
    for column in _TAKEN:
        value = record.raw(column)
        # a character that one engine keeps and another refuses would part the register from its copies
        if isinstance(value, str) and _UNSTORABLE.search(value):
            raise _unread(record, column)

    def text(name: str) -> str:
        return to_text(record.raw(name)).strip()

    number, name, done = record.number, record.name, record.completed_on
    if number is None:
        raise _unread(record, "certificate_number")
    if not name:
        raise _unread(record, "name")
    if done is None:
        raise _unread(record, "completed_on")
    # looked for in the prefecture of the row's own number: a roster may hold those of several
    place = municipality.read(record.raw("municipality"), number.prefecture)
    ambiguous = any(note.rule == "municipality-ambiguous" for note in place.notes)
    return Completion(
        record.cell("certificate_number"),
        number.text,
        record.field.number if record.field else number.field,
        record.registration.text if record.registration else "",
        name,
        text("kana"),
        record.birth_date,
        text("address"),
        text("employer"),
        text("municipality"),
        place.value.code if place.value and not ambiguous else "",
        done,
        record.issued_on,
        consent.read(record.raw("consent")),
    )


_UNSTORABLE = re.compile("[\x00\ud800-\udfff]|_x0000_")


def _unread(record: RosterRecord, column: str) -> Problem:
    return Problem(
        "report-cell-unread",
        file=record.table.file,
        cell=record.cell(column),
        column=TITLES.get(column, column),
    )


HASHED = tuple(f.name for f in fields(Completion) if f.name not in ("place", "municipality_code"))
_VALUES = attrgetter(*HASHED)


def content(completions: Iterable[Completion]) -> str:
    """SHA-256 over what the completions say, in the order of their numbers."""
    return content_of([str(value) for value in _VALUES(c)] for c in completions)


def content_of(rows: Iterable[list[str]]) -> str:
    """``content`` of rows of the register: the values of ``HASHED``, as Python writes them."""
    whole = hashlib.sha256()
    for row in sorted(rows):
        whole.update("".join(f"{len(v)}:{v}" for v in row).encode("utf-8", "surrogatepass") + b"\n")
    return whole.hexdigest()
