"""集計: 修了者数 by 分野, 機関, 市町村 and 年度, as completions (延べ) and persons (実人数)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import lru_cache

from sqlalchemy import select

from validators.guideline.fields import by_number
from validators.guideline.fiscal_year import bounds, fiscal_year, label
from validators.numbers import municipality
from workbooks.grid import Value
from workbooks.ledger import extract, history
from workbooks.ledger.history import RegisterEntry
from workbooks.ledger.store import anchor
from workbooks.ledger.store.engine import Ledger
from workbooks.ledger.store.schema import certificates, completions
from workbooks.ledger.store.schema import ledger as end_table

TOTAL = "合計"
_UNKNOWN = "（記録なし）"
_FIELDS = tuple(range(1, 9))


@dataclass(frozen=True, slots=True)
class Table:
    """One table of figures: the kinds of training from left to right, then 延べ and 実人数."""

    title: str
    columns: tuple[str, ...]
    rows: tuple[tuple[Value, ...], ...]


@dataclass(frozen=True, slots=True)
class Statistics:
    """The tables, the fiscal years they cover, and how many completions and persons there are in all."""

    tables: tuple[Table, ...]
    years: str
    completions: int
    people: int
    anchor: str


@dataclass(frozen=True, slots=True)
class _Case:
    """One completion as it is counted."""

    year: int
    agency: str
    place: str
    kind: int
    person: int


def statistics(ledger: Ledger, year: int | None = None) -> Statistics:
    """Completions in force now, of one fiscal year or of all; no person is counted twice in 実人数."""
    query = history.base().where(completions.c.current, certificates.c.state == "reported")
    if year is not None:
        first, last = bounds(year)
        query = query.where(completions.c.completed_on.between(first, last))
    with ledger.snapshot() as connection:
        people = extract.grouped(history.entries(connection, query))
        end = connection.execute(select(end_table)).one()
    cases = [_case(e, person) for person, own in enumerate(people) for e in own]
    years = sorted({case.year for case in cases})
    shown = label(years[0]) if years else ""
    if len(years) > 1:
        shown += f"〜{label(years[-1])}"
    return Statistics(
        (
            _table("年度別", ("年度",), cases, lambda c: (label(c.year),)),
            _table("機関別", ("年度", "研修実施機関"), cases, lambda c: (label(c.year), c.agency)),
            _table(
                "市町村別", ("年度", "勤務先の市町村"), cases, lambda c: (label(c.year), c.place)
            ),
            _all(cases),
        ),
        shown,
        len(cases),
        len(people),
        anchor.printed(end.entries, end.hash),
    )


def _case(e: RegisterEntry, person: int) -> _Case:
    agency = f"{e.number[4:6]} {e.agency}".strip()
    place = _place(e.municipality_code) or e.municipality or _UNKNOWN
    return _Case(fiscal_year(e.completed_on), agency, place, e.kind, person)


@lru_cache
def _place(code: str) -> str:
    """群馬県前橋市 for a code, "" for none."""
    found = municipality.by_code(code) if municipality.is_valid(code) else None
    return found.prefecture + found.name if found else ""


def _table(
    title: str, keys: tuple[str, ...], cases: list[_Case], key: Callable[[_Case], tuple[str, ...]]
) -> Table:
    """Rows by ``key`` in the order of the years, each with its kinds, 延べ and 実人数; the totals last."""
    groups: dict[tuple[str, ...], list[_Case]] = {}
    for case in sorted(cases, key=lambda c: (c.year, key(c))):
        groups.setdefault(key(case), []).append(case)
    rows: list[tuple[Value, ...]] = [(*name, *_figures(own)) for name, own in groups.items()]
    rows.append((TOTAL, *[""] * (len(keys) - 1), *_figures(cases)))
    names = tuple(by_number(kind).name for kind in _FIELDS)
    return Table(title, (*keys, *names, "延べ", "実人数"), tuple(rows))


def _figures(cases: Iterable[_Case]) -> list[int]:
    own = list(cases)
    kinds = Counter(case.kind for case in own)
    return [*(kinds[kind] for kind in _FIELDS), len(own), len({case.person for case in own})]


def _all(cases: list[_Case]) -> Table:
    """Every combination of year, kind, agency and municipality on a row of its own, for pivot tables."""
    groups: dict[tuple[int, int, str, str], list[_Case]] = {}
    for case in cases:
        groups.setdefault((case.year, case.kind, case.agency, case.place), []).append(case)
    rows = [
        (
            label(year),
            by_number(kind).name,
            agency,
            place,
            len(own),
            len({case.person for case in own}),
        )
        for (year, kind, agency, place), own in sorted(groups.items())
    ]
    columns = ("年度", "研修分野", "研修実施機関", "勤務先の市町村", "延べ", "実人数")
    return Table("内訳", columns, tuple(rows))
