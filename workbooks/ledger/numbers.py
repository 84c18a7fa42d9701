"""付番: the next free 修了証番号 for a set of people, in one transaction (Guideline 5(2), 別添2).

For the caller who fills a workbook::

    wanted = [Wanted(row=7, prefecture=10, year=2026, agency=1, kind=4,
                      person=person(name, birth_date, registration)), …]
    shown = allocate(ledger, wanted, scope=profile.numbers.sequence_scope, dry_run=True)
    done = allocate(ledger, wanted, scope=…, accepted={rows the clerk said yes to})  # reserved
    …write the workbook with done.given…
    confirm(ledger, done)                                                                          # …and now as given

Between the last two the numbers are 予約中 (``reserved``). When the workbook could not be saved, the same call for
the same person, kind and series gives the same number again (``Given.again``): none is lost, none doubled.
Who already holds a number of that kind, who cannot be told from a namesake (neither 生年月日 nor 登録番号) and who
stands twice is returned as a ``Left`` and gets nothing unless the row is in ``accepted`` (an unidentified person never
does). A number that was once given is never given again, whatever became of it.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from sqlalchemy import Connection, func, select

from validators.messages import sentence
from validators.numbers import certificate
from validators.numbers.certificate import LAST_SEQUENCE, SEQUENCE_WIDTH
from validators.person import Person
from validators.problems import InvalidValue, Problem
from validators.reading import Note
from workbooks.ledger import matching
from workbooks.ledger.matching import Holding
from workbooks.ledger.store import anchor, audit, seal
from workbooks.ledger.store.engine import Ledger
from workbooks.ledger.store.schema import STATES, certificates, floors
from workbooks.ledger.store.schema import audit as audit_table
from workbooks.ledger.store.schema import ledger as end_table

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
    """A number for a request; ``again``: it had been reserved for this person before."""

    wanted: Wanted
    number: str
    again: bool = False


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
    left: tuple[Left, ...]
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
    accepted: Collection[int] = (),
) -> Allocation:
    """Numbers for all wanted in one transaction, or none. Raises Problem, also when a
    sequence would pass 99999."""
    if dry_run:
        with ledger.read() as connection:
            return _decide(connection, wanted, scope, accepted, True)[0]
    with ledger.write() as connection:
        done, fresh = _decide(connection, wanted, scope, accepted, False)
        if fresh:
            entry = audit.append(
                connection,
                "number",
                f"{ranges(g.number for g in fresh)} を付番（{len(fresh)} 件、予約）",
            )
            seal.insert(connection, certificates, [_certificate(g, entry) for g in fresh])
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
            audit.append(connection, "confirm", f"{ranges(numbers)} の保存を確認（{changed} 件）")
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
    """Why the numbers in force below the last one leave gaps, a sentence each: 1025024-00003〜00005
    は台帳で付番していません。"""
    found = []
    with ledger.read() as connection:
        for start in sorted({_series(r)[: SEQUENCE_WIDTH[scope]] for r in wanted}):
            low, high = start.ljust(12, "0"), start.ljust(12, "9")
            query = (
                select(certificates.c.sequence, certificates.c.state)
                .where(certificates.c.number.between(low, high))
                .order_by(certificates.c.sequence)
            )
            before = 0
            for sequence, state in connection.execute(query):
                if sequence > before + 1:
                    until = f"〜{sequence - 1:05}" if sequence > before + 2 else ""
                    passed = f"{start}-{before + 1:05}{until}"
                    found.append(sentence(Note("register-number-gap", {"numbers": passed})))
                if state not in ("given", "reported"):
                    ended = {"number": f"{start}-{sequence:05}", "state": STATES[state]}
                    found.append(sentence(Note("register-number-ended", ended)))
                before = sequence
    return found


def ranges(numbers: Iterable[str]) -> str:
    """Runs of numbers, short: 102501100001-102501100038."""
    runs: list[list[str]] = []
    for number in sorted(numbers):
        if runs and int(number) == int(runs[-1][1]) + 1:
            runs[-1][1] = number
        else:
            runs.append([number, number])
    return " ".join(a if a == b else f"{a}-{b}" for a, b in runs)


def last(connection: Connection, start: str) -> int:
    """The highest sequence ever given under these leading digits (2, 6 or 7 of them), 0 for none.

    Also counts what this PC or a restored register knows to have been given, though it stands in no row any more.
    """
    return max(_last_in_rows(connection, start), _last_known(connection, start))


def _last_known(connection: Connection, start: str) -> int:
    kept = dict(connection.execute(select(floors.c.series, floors.c.sequence)).all())
    identity = connection.execute(select(end_table.c.identity)).scalar_one()
    own = anchor.known(identity)
    for series_, sequence in (own.series if own else {}).items():
        kept[series_] = max(sequence, kept.get(series_, 0))
    return max((n for series_, n in kept.items() if series_.startswith(start)), default=0)


def _last_in_rows(connection: Connection, start: str) -> int:
    if len(start) == 2:
        query = select(func.max(certificates.c.sequence))
        found = connection.execute(query.where(certificates.c.prefecture == int(start))).scalar()
        return int(found or 0)
    highest = 0
    for front in [start] if len(start) == 7 else [f"{start}{kind}" for kind in range(1, 9)]:
        own = certificates.c.number.between(front + "00000", front + "99999")
        number = connection.execute(select(func.max(certificates.c.number)).where(own)).scalar()
        highest = max(highest, int(number[7:]) if number else 0)
    return highest


def _decide(
    connection: Connection,
    wanted: Sequence[Wanted],
    scope: Scope,
    accepted: Collection[int],
    dry_run: bool,
) -> tuple[Allocation, list[Given]]:
    known = [r for r in wanted if r.person.known]
    held = matching.by_person(
        connection, matching.sent((n, "", r.kind, r.person) for n, r in enumerate(known))
    )
    given: list[Given] = []
    fresh: list[Given] = []
    left = [Left(r, "unknown") for r in wanted if not r.person.known]
    ends: dict[str, int] = {}
    seen: set[tuple[object, ...]] = set()
    taken: set[str] = set()
    for n, wish in enumerate(known):
        front, own = _series(wish), held.get(n, [])
        keys = _keys(wish)
        again = _reserved_before(own, front, taken)
        if keys & seen and wish.row not in accepted:
            left.append(Left(wish, "twice"))
        elif again:
            given.append(Given(wish, again.number, True))
            taken.add(again.number)
        elif own and wish.row not in accepted:
            left.append(Left(wish, "held", tuple(own)))
        else:
            start = front[: SEQUENCE_WIDTH[scope]]
            ends[start] = ends[start] + 1 if start in ends else last(connection, start) + 1
            if ends[start] > LAST_SEQUENCE:
                raise Problem("numbering-full", start=start, last=LAST_SEQUENCE)
            fresh.append(Given(wish, f"{front}{ends[start]:05}"))
            given.append(fresh[-1])
        seen |= keys
    return Allocation(tuple(given), tuple(left), dry_run), fresh


def _reserved_before(own: Iterable[Holding], front: str, taken: set[str]) -> Holding | None:
    """The number of this series that was reserved for the person and not taken up again yet."""
    for held in own:
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
