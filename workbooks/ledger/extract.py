"""提供用の抽出: items ①–⑥ of Guideline 5(4)ア and nothing else, of people who agreed (5(4)イ) and
work where it goes. The matter is the person's: their latest workplace and their latest decision count for all of it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import ColumnElement, Connection, and_, or_, select, union

from validators.messages import sentence
from validators.numbers.municipality import Municipality
from validators.reading import Note
from workbooks.grid import Value
from workbooks.ledger import history
from workbooks.ledger.history import RegisterEntry
from workbooks.ledger.store import anchor, audit
from workbooks.ledger.store.engine import Ledger
from workbooks.ledger.store.schema import certificates, completions, consents
from workbooks.ledger.store.schema import ledger as end_table
from workbooks.tables.headings import TITLES

_ITEMS = (
    "registration_number",
    "name",
    "birth_date",
    "address",
    "employer",
    "municipality",
    "field",
    "certificate_number",
    "completed_on",
)
EXTRACT_COLUMNS = tuple(mark + TITLES[name] for mark, name in zip("①②②②③③④⑤⑥", _ITEMS, strict=True))


@dataclass(frozen=True, slots=True)
class Destination:
    """Where an extract goes: its name, and the municipalities or the prefecture (1–47) people work in."""

    name: str
    places: tuple[Municipality, ...] = ()
    prefecture: int | None = None

    def holds(self, code: str) -> bool:
        """Does a municipality code lie there?"""
        if self.prefecture is not None:
            return code.startswith(f"{self.prefecture:02}")
        return any(code == place.code for place in self.places)

    @property
    def condition(self) -> ColumnElement[bool]:
        """The same in SQL."""
        if self.prefecture is not None:
            start = f"{self.prefecture:02}"
            return completions.c.municipality_code.between(f"{start}0000", f"{start}9999")
        return completions.c.municipality_code.in_([place.code for place in self.places])


@dataclass(frozen=True, slots=True)
class Extract:
    """``rows`` under ``EXTRACT_COLUMNS``. Left out, as completions: ``unsure`` whose people never said whether they
    agree, ``refused`` who do not, ``unplaced`` whose workplace lies in a municipality nobody could tell, ``moved``
    who no longer work there. ``anchor``: the register's end when they were read (204-9f3a)."""

    to: str
    rows: tuple[tuple[Value, ...], ...]
    unsure: int
    refused: int
    unplaced: int
    moved: int = 0
    anchor: str = ""

    @property
    def sentence(self) -> str:
        """What went and what did not, and why."""
        params: dict[str, object] = {
            "to": self.to,
            "count": len(self.rows),
            "left": self.refused + self.unsure,
            "refused": self.refused,
            "unsure": self.unsure,
            "unplaced": self.unplaced,
            "moved": self.moved,
        }
        return sentence(Note("extract-made", params))


def extract(ledger: Ledger, to: Destination, *, consent_required: bool = True) -> Extract:
    """All completions in force of people who work at the destination now.

    With ``consent_required`` False (profile sharing.consent_required) only those who refused are left out.
    """
    rows: list[RegisterEntry] = []
    unsure, refused, unplaced, moved = 0, 0, 0, 0
    with ledger.snapshot() as connection:
        decided = _decisions(connection)
        end = connection.execute(select(end_table)).one()
        for own in _people(connection, to):
            latest = max(own, key=lambda e: (e.completed_on, e.line))
            agreed = _agreed(own, decided)
            if not latest.municipality_code and latest.employer:
                unplaced += len(own)
            elif not to.holds(latest.municipality_code):
                moved += len(own)
            elif agreed is False:
                refused += len(own)
            elif agreed is None and consent_required:
                unsure += len(own)
            else:
                rows += own
    ordered = tuple(_items(e) for e in sorted(rows, key=lambda e: e.number))
    mark = anchor.printed(end.entries, end.hash)
    return Extract(to.name, ordered, unsure, refused, unplaced, moved, mark)


def _people(connection: Connection, to: Destination) -> Iterable[list[RegisterEntry]]:
    """Completions in force by person, of everybody with one at the destination or at a place nobody could tell."""
    unknown = (completions.c.municipality_code == "") & (completions.c.employer != "")
    force = (
        select(completions.c.name_key, completions.c.birth_date, completions.c.registration)
        .join(certificates, certificates.c.number == completions.c.number)
        .where(completions.c.current, certificates.c.state == "reported")
    )
    near = force.where(or_(to.condition, unknown)).subquery()
    own = completions.alias()
    born = and_(own.c.name_key == near.c.name_key, own.c.birth_date == near.c.birth_date)
    registered = and_(own.c.registration == near.c.registration, own.c.registration != "")
    former = and_(own.c.former_key == near.c.name_key, own.c.former_key != "")
    # one search by each index: an OR would compare everybody with everybody
    ids = union(
        *(select(own.c.id).join(near, same) for same in (born, registered, former)),
        select(completions.c.id).where(or_(to.condition, unknown)),
    )
    query = history.base().where(
        completions.c.current,
        certificates.c.state == "reported",
        completions.c.id.in_(ids),
    )
    return grouped(history.entries(connection, query))


def grouped(entries: Iterable[RegisterEntry]) -> list[list[RegisterEntry]]:
    """Completions of one person together: equal registration number, or equal name and birth date without another
    registration number against it."""
    people: list[list[RegisterEntry]] = []
    registered: dict[str, int] = {}
    born: dict[tuple[str, dt.date], list[int]] = {}
    # who has a registration number first: those without one join them
    for e in sorted(entries, key=lambda e: (not e.person.registration, e.number)):
        place = registered.get(e.person.registration) if e.person.registration else None
        if place is None and e.birth_date:
            names = [(name, e.birth_date) for name in sorted(e.person.names)]
            near = sorted({n for name in names for n in born.get(name, [])})
            fitting = [n for n in near if _fits(people[n], e)]
            place = fitting[0] if len(fitting) == 1 else None
        if place is None:
            place = len(people)
            people.append([])
        people[place].append(e)
        if e.person.registration:
            registered[e.person.registration] = place
        if e.birth_date:
            for name in e.person.names:
                born.setdefault((name, e.birth_date), []).append(place)
    return people


def _fits(own: list[RegisterEntry], e: RegisterEntry) -> bool:
    known = {o.person.registration for o in own} - {""}
    return not e.person.registration or not known or e.person.registration in known


def _decisions(connection: Connection) -> dict[str, list[tuple[dt.date, int, bool]]]:
    """Number → what was decided after the report, with the day."""
    found: dict[str, list[tuple[dt.date, int, bool]]] = {}
    for r in connection.execute(select(consents)):
        found.setdefault(r.number, []).append((r.decided_on, r.entry, r.agreed))
    return found


def _agreed(
    own: list[RegisterEntry], decided: dict[str, list[tuple[dt.date, int, bool]]]
) -> bool | None:
    """The person's latest decision, in a report or after it; None where they never said."""
    said = [(e.completed_on, e.line, e.consent) for e in own if e.consent is not None]
    for e in own:
        said += decided.get(e.number, [])
    return max(said)[2] if said else None


def _items(e: RegisterEntry) -> tuple[Value, ...]:
    birth: dt.date | str = e.birth_date or ""
    return (
        e.registration_number,
        e.name,
        birth,
        e.address,
        e.employer,
        e.municipality,
        e.field,
        e.number,
        e.completed_on,
    )


def record(ledger: Ledger, made: Extract, content: str) -> None:
    """The line every extract leaves: to whom, how many, and the SHA-256 of the file handed over."""
    with ledger.write() as connection:
        detail = (
            f"提供用に抽出: {made.to}、{len(made.rows)} 件、同意がなく除いた {made.refused + made.unsure} 件、"
            f"ファイル {content}"
        )
        audit.append(connection, "extract", detail)
