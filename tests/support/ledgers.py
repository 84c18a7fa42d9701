"""Invented people and reports for the ledger tests, and the engines they run on."""

from __future__ import annotations

import datetime as dt
import os
from collections.abc import Iterable
from dataclasses import replace

from validators.person import person
from workbooks.ledger import completions as reports
from workbooks.ledger import numbers
from workbooks.ledger.completions import Completion, ReportRead
from workbooks.ledger.extract import Destination, Extract, extract
from workbooks.ledger.numbers import Wanted
from workbooks.ledger.store.engine import Ledger
from workbooks.ledger.store.open import open_ledger

DONE = dt.date(2025, 11, 9)


def request(n: int, kind: int = 4, *, agency: int = 1, year: int = 2026) -> Wanted:
    """A number wanted for invented person ``n``."""
    return Wanted(
        n, 10, year, agency, kind, person(f"美本　{n}子", dt.date(1980, 1, 1) + dt.timedelta(n), "")
    )


def completion(
    n: int, *, number: str = "", kind: int = 4, agency: int = 2, year: int = 25, **change: object
) -> Completion:
    """A completion of invented person ``n``, number n of its series."""
    own: dict[str, object] = {
        "place": f"名簿!K{n + 4}",
        "number": number or f"10{year:02}{agency:02}{kind}{n:05}",
        "kind": kind,
        "registration_number": f"群馬県-{n:06}",
        "name": f"美本　{n}子",
        "kana": "",
        "birth_date": dt.date(1980, 1, 1) + dt.timedelta(n),
        "address": f"群馬県前橋市大手町{n}",
        "employer": f"みほん{n % 7}保育園",
        "municipality": "前橋市",
        "municipality_code": "102016",
        "completed_on": DONE,
        "issued_on": None,
        "consent": True,
    }
    return Completion(**{**own, **change})  # type: ignore[arg-type]


def number_row(completion: Completion) -> dict[str, object]:
    """What stands in ``certificates`` of a number that was reported, by a database's own insert."""
    return {
        "number": completion.number,
        "prefecture": 10,
        "sequence": int(completion.number[7:]),
        "state": "reported",
        "name_key": completion.person.name_key,
        "birth_date": completion.person.birth_date,
        "registration": completion.person.registration,
        "entry": 1,
    }


def report(completions: Iterable[Completion], file: str = "報告.xlsx") -> ReportRead:
    """They as one report."""
    own = tuple(completions)
    return ReportRead(file, own, reports.content(own))


def extracted(ledger: Ledger, to: Destination, *, consent_required: bool = True) -> Extract:
    """An extract with all its rows read."""
    with extract(ledger, to, consent_required=consent_required) as made:
        return replace(made, rows=tuple(made.rows))


def clerk_at_work(place: str, clerk: int, each: int) -> tuple[int, list[str]]:
    """One clerk in a process of their own: ``each`` numbers, one a transaction; (process, numbers)."""
    ledger = open_ledger(place, create=True)
    wanted = (request(clerk * 100_000 + n) for n in range(each))
    return os.getpid(), [g.number for r in wanted for g in numbers.allocate(ledger, [r]).given]
