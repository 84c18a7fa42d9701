"""What stands in the register about a completion, and the history of one person on one sheet."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, and_, or_, select

from validators.guideline.fields import by_number
from validators.person import Person
from validators.problems import FileProblem
from workbooks.ledger.matching import source
from workbooks.ledger.store import schema as tables
from workbooks.ledger.store.engine import Ledger
from workbooks.ledger.store.schema import (
    audit,
    certificates,
    completions,
    reissues,
    reports,
    revocations,
)

_PART = 1000


@dataclass(frozen=True, slots=True)
class Entry:
    """One completion. ``name`` is the name now; ``reported_name`` the one the report gave;
    ``current`` False when a corrected
    report or a new number took its place."""

    number: str
    state: str
    name: str
    reported_name: str
    kind: int
    person: Person
    registration_number: str
    birth_date: dt.date | None
    address: str
    employer: str
    municipality: str
    municipality_code: str
    completed_on: dt.date
    issued_on: dt.date | None
    consent: bool | None
    agency: str
    source: str
    current: bool

    @property
    def field(self) -> str:
        """乳児保育 and the like."""
        return by_number(self.kind).name


@dataclass(frozen=True, slots=True)
class Event:
    """One thing that happened to a number; ``entry`` is its line in the audit chain."""

    day: str
    number: str
    what: str
    detail: str
    actor: str
    entry: int


def base() -> Select[Any]:
    """Completions with what became of their number and where they come from; narrow it with ``where``."""
    return (
        select(completions, certificates.c.state, reports.c.file, audit.c.at, audit.c.action)
        .join(certificates, certificates.c.number == completions.c.number)
        .join(reports, reports.c.id == completions.c.report)
        .join(audit, audit.c.id == reports.c.entry)
    )


def entries(connection: Connection, query: Select[Any]) -> Iterator[Entry]:
    """The rows of ``base`` as entries, names as they are now."""
    agencies = {
        (r.prefecture, r.number): r.name for r in connection.execute(select(tables.agencies))
    }
    for part in connection.execute(query.execution_options(yield_per=_PART)).partitions():
        names = _names_now(connection, [r.number for r in part])
        for r in part:
            yield Entry(
                r.number,
                r.state,
                names.get(r.number, r.name),
                r.name,
                r.kind,
                Person(r.name_key, r.birth_date, r.registration),
                r.registration_number,
                r.birth_date,
                r.address,
                r.employer,
                r.municipality,
                r.municipality_code,
                r.completed_on,
                r.issued_on,
                r.consent,
                "都道府県"
                if r.number[4:6] == "01"
                else agencies.get((int(r.number[:2]), int(r.number[4:6])), ""),
                source(r._mapping),
                r.current,
            )


def _names_now(connection: Connection, numbers: Iterable[str]) -> dict[str, str]:
    query = (
        select(reissues.c.new_number, reissues.c.new_name)
        .where(reissues.c.new_number.in_(list(numbers)))
        .order_by(reissues.c.id)
    )
    return dict(connection.execute(query).all())


def one(connection: Connection, number: str) -> Entry:
    """The current completion under a number. Raises Problem when there is none."""
    found = list(
        entries(connection, base().where(completions.c.number == number, completions.c.current))
    )
    if found:
        return found[0]
    state = connection.execute(
        select(certificates.c.state).where(certificates.c.number == number)
    ).scalar()
    if state is None:
        raise FileProblem(f"修了証番号 {number} は台帳にありません。番号を確かめてください。")
    raise FileProblem(
        f"修了証番号 {number} は{tables.STATES[state]}で、実績報告がまだ（または、もう）ありません。"
        f"実績報告を取り込んでから行ってください。"
    )


@dataclass(frozen=True, slots=True)
class History:
    """Everything about one person: completions (also retired ones) and what happened, oldest first."""

    entries: tuple[Entry, ...]
    events: tuple[Event, ...]


def history(ledger: Ledger, number: str) -> History:
    """The person who holds a number, over all years, fields and names. Raises Problem."""
    with ledger.read() as connection:
        first = list(entries(connection, base().where(completions.c.number == number)))
        if not first:
            one(connection, number)
        people = {e.person for e in first}
        while True:
            query = (
                base()
                .where(or_(*(_is(p) for p in people)))
                .order_by(completions.c.completed_on, completions.c.id)
            )
            own = list(entries(connection, query))
            wider = people | {e.person for e in own} | _renamed(connection, own)
            if wider == people:
                break
            people = wider
        return History(tuple(own), tuple(_events(connection, sorted({e.number for e in own}))))


def _is(person: Person) -> ColumnElement[bool]:
    ways = []
    if person.birth_date:
        renamed = select(reissues.c.new_number).where(reissues.c.new_name_key == person.name_key)
        named = or_(completions.c.name_key == person.name_key, completions.c.number.in_(renamed))
        ways.append(and_(named, completions.c.birth_date == person.birth_date))
    if person.registration:
        ways.append(
            and_(
                completions.c.registration == person.registration, completions.c.registration != ""
            )
        )
    return (
        or_(*ways)
        if ways
        else and_(completions.c.name_key == person.name_key, completions.c.birth_date.is_(None))
    )


def _renamed(connection: Connection, own: Iterable[Entry]) -> set[Person]:
    """The same people under the names they took later."""
    born = {e.number: e.person for e in own}
    query = select(reissues.c.new_number, reissues.c.new_name_key).where(
        reissues.c.new_number.in_(list(born))
    )
    return {born[number]._replace(name_key=key) for number, key in connection.execute(query)}


def _events(connection: Connection, numbers: list[str]) -> Iterator[Event]:
    found = []
    received = (
        select(audit, completions.c.number, reports.c.file)
        .join(reports, reports.c.entry == audit.c.id)
        .join(completions)
    )
    for r in connection.execute(received.where(completions.c.number.in_(numbers))):
        found.append(
            Event(
                r.at[:10],
                r.number,
                "実績報告",
                f"{r.file}{f'（{r.reason}）' if r.reason else ''}",
                r.actor,
                r.id,
            )
        )
    again = (
        select(reissues, audit.c.actor)
        .join(audit, audit.c.id == reissues.c.entry)
        .where(reissues.c.new_number.in_(numbers))
    )
    for r in connection.execute(again):
        change = f"{r.old_name} → {r.new_name}" if r.old_name != r.new_name else ""
        moved = f"番号 {r.number} → {r.new_number}" if r.number != r.new_number else ""
        found.append(
            Event(
                r.issued_on.isoformat(),
                r.new_number,
                "再交付",
                "　".join(filter(None, (r.reason, change, moved, r.note))),
                r.actor,
                r.entry,
            )
        )
    gone = (
        select(revocations, audit.c.actor)
        .join(audit, audit.c.id == revocations.c.entry)
        .where(revocations.c.number.in_(numbers))
    )
    for r in connection.execute(gone):
        found.append(
            Event(
                r.revoked_on.isoformat(),
                r.number,
                "取消",
                "　".join(filter(None, (r.reason, r.note))),
                r.actor,
                r.entry,
            )
        )
    return iter(sorted(found, key=lambda e: (e.day, e.entry)))
