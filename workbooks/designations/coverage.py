"""指定台帳 as an answer for other checks (Coverage), and as rows for the register."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from validators.guideline.coverage import Coverage
from validators.guideline.fiscal_year import fiscal_year
from validators.problems import Problem
from validators.profile import default
from validators.schemas.applications.cells import read_count
from validators.schemas.designations.coverage import coverage, entries
from validators.schemas.designations.records import agencies, day_of, frame_of, keys_of
from validators.schemas.rule import Context
from workbooks.designations.layout import columns_of, tables_of
from workbooks.grid import Book


@dataclass(frozen=True, slots=True)
class Row:
    """An agency's designation for a kind, and the fiscal years it was renewed for, all of them valid or all void."""

    agency: int
    name: str
    address: str
    contact: str
    kinds: tuple[int, ...]
    designated_on: dt.date | None
    renewed: tuple[int, ...]
    valid: bool


def coverage_of(book: Book, today: dt.date | None = None) -> Coverage:
    """Gives the ledger as ``Coverage``. Raises Problem when no table of designations is found."""
    tables = tables_of([book])
    if not tables:
        raise Problem("designations-not-found", place=f"{book.name} に")
    places, values = columns_of(tables)
    context = Context(today or dt.date.today(), default(), places.where)
    return coverage(values, context)


@dataclass(frozen=True, slots=True)
class Planned:
    """What a body plans for a kind: 定員 and 提出予定日, of the fiscal year its training begins in (None: not said)."""

    agency: int
    name: str
    kind: int
    year: int | None
    capacity: int | None
    due: dt.date | None


def planned_of(book: Book) -> list[Planned]:
    """Gives 定員 and 提出予定日 of every record. Raises Problem when no table of designations is found."""
    tables = tables_of([book])
    if not tables:
        raise Problem("designations-not-found", place=f"{book.name} に")
    places, values = columns_of(tables)
    f = frame_of(values, Context(dt.date.today(), default(), places.where))
    names = agencies(f)
    found = []
    for i, (agency, kind) in keys_of(f).items():
        days = [day_of(f, name, i) for name in ("first_day", "last_day", "report_on")]
        count = read_count(values["capacity"][i]).value if "capacity" in values else None
        capacity = count if isinstance(count, int) else None
        begins = next((fiscal_year(day) for day in days if day), None)
        found.append(Planned(agency, names[agency].name, kind, begins, capacity, days[2]))
    return found


def rows_of(book: Book) -> list[Row]:
    """Gives the ledger for the register (台帳). Raises Problem when no table of designations is found."""
    tables = tables_of([book])
    if not tables:
        raise Problem("designations-not-found", place=f"{book.name} に")
    places, values = columns_of(tables)
    found = []
    context = Context(dt.date.today(), default(), places.where)
    for body, kind, day, renewals in entries(values, context):
        for valid in (True, False):
            years = tuple(r.fiscal_year for r in renewals if r.valid is valid)
            if valid or years:
                of_body = (body.number, body.name, body.address, body.contact)
                found.append(Row(*of_body, (kind,), day, years, valid))
    if not found:
        raise Problem("designations-not-found", place=f"{book.name} に")
    return found
