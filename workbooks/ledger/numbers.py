"""付番: the next free 修了証番号 for a set of people, in one transaction (Guideline 5(2), 別添2).

For the caller who fills a workbook::

    wanted = [Wanted(row=7, prefecture=10, year=2026, agency=1, kind=4,
                      person=person(name, birth_date, registration)), …]
    shown = allocate(ledger, wanted, scope=profile.numbers.sequence_scope, dry_run=True)
    done = allocate(ledger, wanted, scope=…, accepted={row: reason})  # rows the clerk said yes to
    …write the workbook with done.given…
    confirm(ledger, done)                                                                          # …and now as given

Between the last two the numbers are 予約中 (``reserved``). When the workbook could not be saved, the same call for
the same person, kind and series gives the same number again (``Given.again``): none is lost, none doubled.
Who already holds a number of that kind, who cannot be told from a namesake (neither 生年月日 nor 登録番号) and who
stands twice is returned as a ``Left`` and gets nothing unless the row is in ``accepted`` (an unidentified person never
does). A number that was once given is never given again, whatever became of it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from types import MappingProxyType
from typing import Literal

from sqlalchemy import Connection, select

from validators.messages import sentence
from validators.numbers import certificate
from validators.numbers.certificate import LAST_SEQUENCE, SEQUENCE_WIDTH
from validators.person import Person
from validators.problems import InvalidValue, Problem
from validators.reading import Note
from workbooks.ledger import matching, sequences
from workbooks.ledger.matching import Holding
from workbooks.ledger.sent import sent
from workbooks.ledger.store import audit, seal
from workbooks.ledger.store.engine import Ledger
from workbooks.ledger.store.schema import acceptances, certificates
from workbooks.ledger.store.schema import audit as audit_table

Scope = Literal["series", "agency-year", "ever"]


@dataclass(frozen=True, slots=True)
class Wanted:
    """One number wanted. ``row`` is the caller's own; ``year`` the calendar year of issue;
    ``agency`` 1 is the prefecture itself."""

    row: int
    prefecture: int
    year: int
    agency: int
    kind: int
    person: Person


@dataclass(frozen=True, slots=True)
class Given:
    """A number for a request; ``again``: it had been reserved for this person before; ``beside``: the number the
    person holds for the kind already, where the clerk said yes to another."""

    wanted: Wanted
    number: str
    again: bool = False
    beside: str = ""


@dataclass(frozen=True, slots=True)
class Left:
    """Why a row got no number. held: the person holds ``held`` for this kind · twice: an earlier
    row of the request is the same
    person and kind · unknown: neither birth date nor registration number."""

    wanted: Wanted
    why: Literal["held", "twice", "unknown"]
    held: tuple[Holding, ...] = ()

    @property
    def text(self) -> str:
        """One sentence for the clerk."""
        numbers = "、".join(f"{h.number}（{h.source}）" for h in self.held[:3])
        return sentence(Note(f"register-number-{self.why}", {"numbers": numbers}))


@dataclass(frozen=True, slots=True)
class Allocation:
    """What ``allocate`` did, or with ``dry_run`` would do at this moment."""

    given: tuple[Given, ...]
    not_numbered: tuple[Left, ...]
    dry_run: bool


@dataclass(frozen=True, slots=True)
class Reservation:
    """A number given out whose workbook is not known to be saved."""

    number: str
    name_key: str
    at: str
    actor: str


def allocate(
    ledger: Ledger,
    wanted: Sequence[Wanted],
    *,
    scope: Scope = "series",
    dry_run: bool = False,
    accepted: Mapping[int, str] = MappingProxyType({}),
) -> Allocation:
    """Numbers for all wanted in one transaction, or none. ``accepted``: rows numbered although the person holds a
    number, with the reason. Raises Problem, also when a sequence would pass 99999."""
    if dry_run:
        with ledger.read() as connection:
            return _decide(connection, wanted, scope, accepted, True)[0]
    with ledger.write() as connection:
        done, fresh = _decide(connection, wanted, scope, accepted, False)
        if fresh:
            entry = audit.append(
                connection,
                "number",
                f"{sequences.ranges(g.number for g in fresh)} を付番（{len(fresh)} 件、予約）",
            )
            seal.insert(connection, certificates, [_certificate(g, entry) for g in fresh])
            seal.insert(
                connection,
                acceptances,
                [
                    {
                        "number": g.number,
                        "held": g.beside,
                        "why": "held",
                        "reason": accepted[g.wanted.row],
                        "entry": entry,
                    }
                    for g in fresh
                    if g.beside
                ],
            )
        return done


def confirm(ledger: Ledger, allocation: Allocation) -> int:
    """The workbook is saved: its numbers are given, no longer reserved; how many that changed."""
    with ledger.write() as connection:
        numbers = [g.number for g in allocation.given]
        given = {"state": "given"}
        changed = seal.change(
            connection,
            certificates,
            certificates.c.number,
            dict.fromkeys(numbers, given),
            certificates.c.state == "reserved",
        )
        if changed:
            audit.append(
                connection, "confirm", f"{sequences.ranges(numbers)} の保存を確認（{changed} 件）"
            )
        return changed


def reserved(ledger: Ledger) -> list[Reservation]:
    """Numbers to be taken up again, oldest first."""
    query = (
        select(
            certificates.c.number, certificates.c.name_key, audit_table.c.at, audit_table.c.actor
        )
        .join(audit_table, audit_table.c.id == certificates.c.entry)
        .where(certificates.c.state == "reserved")
        .order_by(certificates.c.number)
    )
    with ledger.read() as connection:
        return [Reservation(*row) for row in connection.execute(query)]


def gaps(ledger: Ledger, wanted: Iterable[Wanted], scope: Scope = "series") -> list[str]:
    """``sequences.gaps`` of the sequences these numbers are of."""
    return sequences.gaps(ledger, (_series(r)[: SEQUENCE_WIDTH[scope]] for r in wanted))


def _decide(
    connection: Connection,
    wanted: Sequence[Wanted],
    scope: Scope,
    accepted: Mapping[int, str],
    dry_run: bool,
) -> tuple[Allocation, list[Given]]:
    known = [r for r in wanted if r.person.known]
    held = matching.by_person(
        connection, sent((n, "", r.kind, r.person) for n, r in enumerate(known))
    )
    given: list[Given] = []
    fresh: list[Given] = []
    not_numbered = [Left(r, "unknown") for r in wanted if not r.person.known]
    ends: dict[str, int] = {}
    seen: set[tuple[object, ...]] = set()
    taken: set[str] = set()
    for n, wish in enumerate(known):
        front, holdings = _series(wish), held.get(n, [])
        keys = _keys(wish)
        again = _reserved_before(holdings, front, taken)
        if keys & seen and wish.row not in accepted:
            not_numbered.append(Left(wish, "twice"))
        elif again:
            given.append(Given(wish, again.number, True))
            taken.add(again.number)
        elif holdings and wish.row not in accepted:
            not_numbered.append(Left(wish, "held", tuple(holdings)))
        else:
            start = front[: SEQUENCE_WIDTH[scope]]
            ends[start] = (
                ends[start] + 1 if start in ends else sequences.last(connection, start) + 1
            )
            if ends[start] > LAST_SEQUENCE:
                raise Problem("numbering-full", start=start, last=LAST_SEQUENCE)
            beside = holdings[0].number if holdings else ""
            fresh.append(Given(wish, f"{front}{ends[start]:05}", beside=beside))
            given.append(fresh[-1])
        seen |= keys
    return Allocation(tuple(given), tuple(not_numbered), dry_run), fresh


def _reserved_before(holdings: Iterable[Holding], front: str, taken: set[str]) -> Holding | None:
    """The number of this series that was reserved for the person and not taken up again yet."""
    for held in holdings:
        if held.state == "reserved" and held.number[:7] == front and held.number not in taken:
            return held
    return None


def _keys(wish: Wanted) -> set[tuple[object, ...]]:
    """By any of these two wishes are for one person and field."""
    return {(wish.kind, *key) for key in wish.person.keys}


def _series(wish: Wanted) -> str:
    """PP YY AAK. Raises Problem where a part does not fit its digits."""
    return _start(wish.prefecture, wish.year, wish.agency, wish.kind)


@lru_cache(maxsize=256)
def _start(prefecture: int, year: int, agency: int, kind: int) -> str:
    try:
        return certificate.prefix(prefecture, year, agency, kind)
    except InvalidValue as error:
        raise Problem("numbering-part", fault=str(error).rstrip("。")) from None


def _certificate(given: Given, entry: int) -> dict[str, object]:
    return {
        "number": given.number,
        "prefecture": given.wanted.prefecture,
        "sequence": int(given.number[7:]),
        "state": "reserved",
        "name_key": given.wanted.person.name_key,
        "birth_date": given.wanted.person.birth_date,
        "registration": given.wanted.person.registration,
        "entry": entry,
    }
