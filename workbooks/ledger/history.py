"""履歴: what stands in the register about a completion, and everything of one person."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, and_, or_, select

from validators.guideline.fields import by_number
from validators.person import Person
from validators.problems import Problem
from validators.values.names import name_key
from workbooks.ledger import events, people
from workbooks.ledger.events import Event
from workbooks.ledger.matching import source
from workbooks.ledger.store import schema as tables
from workbooks.ledger.store.engine import Ledger
from workbooks.ledger.store.schema import audit, certificates, completions, reissues, reports

_PART = 1000


@dataclass(frozen=True, slots=True)
class RegisterEntry:
    """One completion. ``name`` is the name now; ``reported_name`` the one the report gave;
    ``current`` False when a corrected report or a new number took its place; ``line`` is where
    the audit chain says that it was taken."""

    id: int
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
    kana: str
    line: int

    @property
    def field(self) -> str:
        """乳児保育 and the like."""
        return by_number(self.kind).name


def base() -> Select[Any]:
    """Completions with what became of their number and where they come from; narrow it with ``where``."""
    return (
        select(
            completions,
            certificates.c.state,
            reports.c.file,
            reports.c.entry.label("line"),
            audit.c.at,
            audit.c.action,
        )
        .join(certificates, certificates.c.number == completions.c.number)
        .join(reports, reports.c.id == completions.c.report)
        .join(audit, audit.c.id == reports.c.entry)
    )


def entries(connection: Connection, query: Select[Any]) -> Iterator[RegisterEntry]:
    """The rows of ``base`` as entries, names of people as they are now, of agencies as they were then."""
    names_of = agencies(connection)
    for part in connection.execute(query.execution_options(yield_per=_PART)).partitions():
        names = _names_now(connection, [r.number for r in part])
        for r in part:
            yield RegisterEntry(
                r.id,
                r.number,
                r.state,
                _name(r, names.get(r.number)),
                r.name,
                r.kind,
                Person(r.name_key, r.birth_date, r.registration, r.former_key),
                r.registration_number,
                r.birth_date,
                r.address,
                r.employer,
                r.municipality,
                r.municipality_code,
                r.completed_on,
                r.issued_on,
                r.consent,
                called(names_of, r.number, r.completed_on),
                source(r._mapping),
                r.current,
                r.kana,
                r.line,
            )


Agencies = dict[tuple[int, int], list[tuple[dt.date, str]]]


def agencies(connection: Connection) -> Agencies:
    """Prefecture and number of each body → its names, each with the first day it is valid from."""
    found: Agencies = {}
    query = select(tables.agencies).order_by(tables.agencies.c.valid_from)
    for r in connection.execute(query):
        found.setdefault((r.prefecture, r.number), []).append((r.valid_from, r.name))
    return found


def called(known: Agencies, number: str, day: dt.date) -> str:
    """The body of a number as it was called on that day; before the first name known, by the first."""
    if number[4:6] == "01":
        return "都道府県"
    names = known.get((int(number[:2]), int(number[4:6])), [])
    valid = [name for since, name in names if since <= day]
    return valid[-1] if valid else (names[0][1] if names else "")


def _names_now(connection: Connection, numbers: Iterable[str]) -> dict[str, Any]:
    """Number → its last re-issue that changed the name."""
    query = (
        select(reissues)
        .where(reissues.c.new_number.in_(list(numbers)), reissues.c.new_name != reissues.c.old_name)
        .order_by(reissues.c.id)
    )
    return {r.new_number: r for r in connection.execute(query)}


def _name(row: Any, reissue: Any) -> str:
    """The name a re-issue gave, unless a report taken later says another one than the old."""
    if reissue is None:
        return str(row.name)
    if row.line > reissue.entry and row.name_key != name_key(reissue.old_name)[:100]:
        return str(row.name)
    return str(reissue.new_name)


def one(connection: Connection, number: str) -> RegisterEntry:
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
        raise Problem("ledger-number-unknown", number=number)
    raise Problem("ledger-number-unreported", number=number, state=tables.STATES[state])


@dataclass(frozen=True, slots=True)
class History:
    """Everything about one person: completions (also retired ones) and what happened, oldest first.

    ``doubtful``: completions of people who may be the same or somebody else (equal name and birth date, another
    registration number): a clerk has to say.
    """

    entries: tuple[RegisterEntry, ...]
    events: tuple[Event, ...]
    doubtful: tuple[RegisterEntry, ...] = ()


def history(ledger: Ledger, number: str) -> History:
    """The person who holds a number, over all years, fields and names. Raises Problem."""
    with ledger.read() as connection:
        said = {**people.verdicts(connection), **_renumbered(connection)}
        numbers, whom = {number}, set[Person]()
        while True:
            query = (
                base()
                .where(or_(completions.c.number.in_(numbers), *(_is(p) for p in whom)))
                .order_by(completions.c.completed_on, completions.c.id)
            )
            found = list(entries(connection, query))
            held = _own(found, number, said)
            wider = {e.person for e in held} | _renamed(connection, held)
            linked = {e.number for e in held} | _partners(said, {e.number for e in held})
            if wider <= whom and linked <= numbers:
                break
            whom, numbers = whom | wider, numbers | linked
        if not found:
            one(connection, number)
        doubtful = tuple(e for e in found if e not in held)
        return History(
            tuple(held),
            tuple(events.events(connection, sorted({e.number for e in held}))),
            doubtful,
        )


def _own(
    found: list[RegisterEntry], number: str, said: dict[frozenset[str], str]
) -> list[RegisterEntry]:
    """Those of the person who holds ``number``, by the latest row of each number."""
    latest = {e.number: e for e in sorted(found, key=lambda e: e.id)}
    rows = [people.Row(e.number, e.person, name_key(e.name)[:100]) for e in latest.values()]
    place = dict(zip(latest, people.group(rows, said), strict=True))
    return [e for e in found if place[e.number] == place[number]]


def _renumbered(connection: Connection) -> dict[frozenset[str], str]:
    """A number and the one it was re-issued under are one person's."""
    query = select(reissues.c.number, reissues.c.new_number)
    moved = query.where(reissues.c.new_number != reissues.c.number)
    return {frozenset(pair): people.SAME for pair in connection.execute(moved).all()}


def _partners(said: dict[frozenset[str], str], numbers: set[str]) -> set[str]:
    """Numbers that are the same person's as one of ``numbers``, as somebody said."""
    return {
        number
        for pair, verdict in said.items()
        if verdict == people.SAME and pair & numbers
        for number in pair
    }


def _is(person: Person) -> ColumnElement[bool]:
    ways = []
    names = list(person.names)
    if person.birth_date:
        renamed = select(reissues.c.new_number).where(reissues.c.new_name_key.in_(names))
        named = or_(
            completions.c.name_key.in_(names),
            and_(completions.c.former_key.in_(names), completions.c.former_key != ""),
            completions.c.number.in_(renamed),
        )
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


def _renamed(connection: Connection, held: Iterable[RegisterEntry]) -> set[Person]:
    """The people of these entries under the names they took later."""
    born = {e.number: e.person for e in held}
    query = select(reissues.c.new_number, reissues.c.new_name_key).where(
        reissues.c.new_number.in_(list(born))
    )
    return {born[number]._replace(name_key=key) for number, key in connection.execute(query)}
