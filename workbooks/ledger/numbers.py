"""付番: the next free 修了証番号 for a set of people, in one transaction (Guideline 5(2), 別添2).

For the caller who fills a workbook::

    wanted = [Request(row=7, prefecture=10, year=2026, agency=1, kind=4,
                      person=person(name, birth_date, registration)), …]
    shown = allocate(ledger, wanted, scope=profile.numbers.sequence_scope, dry_run=True)
    done = allocate(ledger, wanted, scope=…, accepted={rows the clerk said yes to})  # reserved
    …write the workbook with done.given…
    confirm(ledger, done)                                                                          # …and now as given

Between the last two the numbers are 予約中 (``reserved``). When the workbook could not be saved,
the same call for the same
person, kind and series gives the same number again (``Given.again``): none is lost, none doubled.
Who already holds a number of
that kind, who cannot be told from a namesake (neither 生年月日 nor 登録番号) and who stands twice
in the request is returned as a
``Question`` and gets nothing unless the row is in ``accepted`` (an unidentified person never does).
A number that was once given
is never given again, whatever became of it.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from sqlalchemy import Connection, bindparam, func, insert, select, update

from validators.numbers import certificate
from validators.numbers.certificate import LAST_SEQUENCE, SEQUENCE_WIDTH
from validators.person import Person
from validators.problems import FileProblem, InvalidValue, Problem
from workbooks.ledger import matching
from workbooks.ledger.matching import Held
from workbooks.ledger.store import audit
from workbooks.ledger.store.engine import Ledger
from workbooks.ledger.store.schema import STATES, certificates
from workbooks.ledger.store.schema import audit as audit_table

Scope = Literal["series", "agency-year", "ever"]


@dataclass(frozen=True, slots=True)
class Request:
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

    request: Request
    number: str
    again: bool = False


@dataclass(frozen=True, slots=True)
class Question:
    """Why a row got no number. held: the person holds ``held`` for this kind · twice: an earlier
    row of the request is the same
    person and kind · unknown: neither birth date nor registration number."""

    request: Request
    why: Literal["held", "twice", "unknown"]
    held: tuple[Held, ...] = ()

    @property
    def text(self) -> str:
        """One sentence for the clerk."""
        if self.why == "unknown":
            return (
                "氏名と、生年月日か保育士登録番号のどちらかがないため、同姓同名の人と区別できません。"
                "書き足してから付番してください。"
            )
        if self.why == "twice":
            return "同じ人・同じ研修分野の行が上にもあります。番号が2つ要るかを確かめてください。"
        numbers = "、".join(f"{h.number}（{h.source}）" for h in self.held[:3])
        return f"この人は同じ研修分野の修了証番号を既に持っています: {numbers}。2つ目を付けるかを確かめてください。"


@dataclass(frozen=True, slots=True)
class Allocation:
    """What ``allocate`` did, or with ``dry_run`` would do at this moment."""

    given: tuple[Given, ...]
    questions: tuple[Question, ...]
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
    requests: Sequence[Request],
    *,
    scope: Scope = "series",
    dry_run: bool = False,
    accepted: Collection[int] = (),
) -> Allocation:
    """Numbers for all requests in one transaction, or none. Raises Problem, also when a
    sequence would pass 99999."""
    if dry_run:
        with ledger.read() as connection:
            return _decide(connection, requests, scope, accepted, True)[0]
    with ledger.write() as connection:
        done, fresh = _decide(connection, requests, scope, accepted, False)
        if fresh:
            entry = audit.append(
                connection,
                "number",
                f"{ranges(g.number for g in fresh)} を付番（{len(fresh)} 件、予約）",
            )
            connection.execute(insert(certificates), [_certificate(g, entry) for g in fresh])
        return done


def confirm(ledger: Ledger, allocation: Allocation) -> int:
    """The workbook is saved: its numbers are given, no longer reserved; how many that changed."""
    with ledger.write() as connection:
        change = (
            update(certificates)
            .where(certificates.c.number == bindparam("own"), certificates.c.state == "reserved")
            .values(state="given")
        )
        numbers = [g.number for g in allocation.given]
        changed = (
            connection.execute(change, [{"own": n} for n in numbers]).rowcount if numbers else 0
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


def gaps(ledger: Ledger, requests: Iterable[Request], scope: Scope = "series") -> list[str]:
    """Why the numbers in force below the last one leave gaps, a sentence each: 1025024-00003〜00005
    は台帳で付番していません。"""
    found = []
    with ledger.read() as connection:
        for start in sorted({_series(r)[: SEQUENCE_WIDTH[scope]] for r in requests}):
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
                    found.append(f"{start}-{before + 1:05}{until} は台帳で付番していません。")
                if state not in ("given", "reported"):
                    found.append(f"{start}-{sequence:05} は{STATES[state]}です。")
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
    """The highest sequence ever given under these leading digits (2, 6 or 7 of them), 0 for none."""
    if len(start) == 2:
        return (
            connection.execute(
                select(func.max(certificates.c.sequence)).where(
                    certificates.c.prefecture == int(start)
                )
            ).scalar()
            or 0
        )
    highest = 0
    for front in [start] if len(start) == 7 else [f"{start}{kind}" for kind in range(1, 9)]:
        found = connection.execute(
            select(func.max(certificates.c.number)).where(
                certificates.c.number.between(front + "00000", front + "99999")
            )
        ).scalar()
        highest = max(highest, int(found[7:]) if found else 0)
    return highest


def _decide(
    connection: Connection,
    requests: Sequence[Request],
    scope: Scope,
    accepted: Collection[int],
    dry_run: bool,
) -> tuple[Allocation, list[Given]]:
    known = [r for r in requests if r.person.known]
    held = matching.by_person(
        connection, matching.sent((n, "", r.kind, r.person) for n, r in enumerate(known))
    )
    given: list[Given] = []
    fresh: list[Given] = []
    questions = [Question(r, "unknown") for r in requests if not r.person.known]
    ends: dict[str, int] = {}
    seen: set[tuple[object, ...]] = set()
    taken: set[str] = set()
    for n, request in enumerate(known):
        front, own = _series(request), held.get(n, [])
        keys = _keys(request)
        again = next(
            (
                h
                for h in own
                if h.state == "reserved" and h.number[:7] == front and h.number not in taken
            ),
            None,
        )
        if keys & seen and request.row not in accepted:
            questions.append(Question(request, "twice"))
        elif again:
            given.append(Given(request, again.number, True))
            taken.add(again.number)
        elif own and request.row not in accepted:
            questions.append(Question(request, "held", tuple(own)))
        else:
            start = front[: SEQUENCE_WIDTH[scope]]
            ends[start] = ends[start] + 1 if start in ends else last(connection, start) + 1
            if ends[start] > LAST_SEQUENCE:
                raise FileProblem(
                    f"番号 {start}… の連番が {LAST_SEQUENCE} を超えます。ガイドラインは5桁と定めており、"
                    f"これ以上は付番できません。何も付番していません。"
                )
            fresh.append(Given(request, f"{front}{ends[start]:05}"))
            given.append(fresh[-1])
        seen |= keys
    return Allocation(tuple(given), tuple(questions), dry_run), fresh


def _keys(request: Request) -> set[tuple[object, ...]]:
    """By any of these two requests are for one person and field."""
    return {(request.kind, *key) for key in request.person.keys}


def _series(request: Request) -> str:
    """PP YY AAK. Raises Problem where a part does not fit its digits."""
    return _start(request.prefecture, request.year, request.agency, request.kind)


@lru_cache(maxsize=256)
def _start(prefecture: int, year: int, agency: int, kind: int) -> str:
    try:
        return certificate.prefix(prefecture, year, agency, kind)
    except InvalidValue as error:
        raise Problem("numbering-part", fault=str(error).rstrip("。")) from None


def _certificate(given: Given, entry: int) -> dict[str, object]:
    return {
        "number": given.number,
        "prefecture": given.request.prefecture,
        "sequence": int(given.number[7:]),
        "state": "reserved",
        **given.request.person._asdict(),
        "entry": entry,
    }
