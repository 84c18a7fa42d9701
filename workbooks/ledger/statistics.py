"""集計: 修了者数 by 分野, 機関, 市町村 and 年度, as completions (延べ) and persons (実人数)."""

from __future__ import annotations

from array import array
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby

from sqlalchemy import Connection

from validators.guideline.fields import by_number
from validators.guideline.fiscal_year import fiscal_year, label
from validators.numbers import municipality
from workbooks.grid import Value
from workbooks.ledger import history, people
from workbooks.ledger.store import anchor, end
from workbooks.ledger.store.engine import Ledger
from workbooks.ledger.store.schema import completions

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
    """What completions are counted by."""

    year: int
    agency: str
    place: str
    kind: int


@dataclass(slots=True)
class _Count:
    """The cases, how many completions each has, and how many people have which cases (by their places)."""

    cases: list[_Case]
    number: list[int]
    persons: Counter[frozenset[int]]


def statistics(ledger: Ledger, year: int | None = None) -> Statistics:
    """Completions in force now, of one fiscal year or of all; no person is counted twice in 実人数."""
    with ledger.read() as connection:
        count = _counted(connection, year)
        last = end.read(connection)
    years = sorted({case.year for case in count.cases})
    shown = label(years[0]) if years else ""
    if len(years) > 1:
        shown += f"〜{label(years[-1])}"
    return Statistics(
        (
            _table("年度別", ("年度",), count, lambda c: (label(c.year),)),
            _table("機関別", ("年度", "研修実施機関"), count, lambda c: (label(c.year), c.agency)),
            _table(
                "市町村別", ("年度", "勤務先の市町村"), count, lambda c: (label(c.year), c.place)
            ),
            _all(count),
        ),
        shown,
        sum(count.number),
        sum(count.persons.values()),
        anchor.printed(last["entries"], last["hash"]),
    )


def _counted(connection: Connection, year: int | None) -> _Count:
    """One pass over everything in force, a few bytes a row: whose it is and its case."""
    c = completions.c
    extra = (c.kind, c.completed_on, c.municipality_code, c.municipality)
    group, names = people.People(people.verdicts(connection)), history.agencies(connection)
    known: dict[_Case, int] = {}
    owners, case_numbers = array("q"), array("l")
    for row, r in people.in_force(connection, *extra):
        owner = group.put(row)
        when = fiscal_year(r.completed_on)
        if year in (None, when):
            agency = f"{row.number[4:6]} {history.called(names, row.number, r.completed_on)}"
            place = _place(r.municipality_code) or r.municipality or _UNKNOWN
            case = _Case(when, agency.strip(), place, r.kind)
            owners.append(owner)
            case_numbers.append(known.setdefault(case, len(known)))
    group.settle()
    owners = array("q", map(group.root, owners))
    number = Counter(case_numbers)
    persons: Counter[frozenset[int]] = Counter()
    order = sorted(range(len(owners)), key=owners.__getitem__)
    for _, rows in groupby(order, key=owners.__getitem__):
        persons[frozenset(case_numbers[n] for n in rows)] += 1
    return _Count(list(known), [number[n] for n in range(len(known))], persons)


@lru_cache
def _place(code: str) -> str:
    """群馬県前橋市 for a code, "" for none."""
    found = municipality.by_code(code) if municipality.is_valid(code) else None
    return found.prefecture + found.name if found else ""


def _table(
    title: str, keys: tuple[str, ...], count: _Count, key: Callable[[_Case], tuple[str, ...]]
) -> Table:
    """Rows by ``key`` in the order of the years, each with its kinds, 延べ and 実人数; the totals last."""
    order = sorted(
        range(len(count.cases)), key=lambda n: (count.cases[n].year, key(count.cases[n]))
    )
    kinds: dict[tuple[str, ...], Counter[int]] = {}
    for n in order:
        case = count.cases[n]
        kinds.setdefault(key(case), Counter())[case.kind] += count.number[n]
    people_ = _persons(count, key)
    rows: list[tuple[Value, ...]] = [
        (*name, *_figures(by_kind), people_[name]) for name, by_kind in kinds.items()
    ]
    everything = sum(kinds.values(), Counter())
    whole = (TOTAL, *[""] * (len(keys) - 1))
    rows.append((*whole, *_figures(everything), sum(count.persons.values())))
    names = tuple(by_number(kind).name for kind in _FIELDS)
    return Table(title, (*keys, *names, "延べ", "実人数"), tuple(rows))


def _figures(kinds: Counter[int]) -> list[int]:
    return [*(kinds[kind] for kind in _FIELDS), sum(kinds.values())]


def _persons(
    count: _Count, key: Callable[[_Case], tuple[object, ...]]
) -> Counter[tuple[object, ...]]:
    """How many people have a completion under each key."""
    names = [key(case) for case in count.cases]
    found: Counter[tuple[object, ...]] = Counter()
    for cases, number in count.persons.items():
        for name in {names[n] for n in cases}:
            found[name] += number
    return found


def _all(count: _Count) -> Table:
    """Every combination of year, kind, agency and municipality on a row of its own, for pivot tables."""

    def key(case: _Case) -> tuple[int, int, str, str]:
        return case.year, case.kind, case.agency, case.place

    people_, rows = _persons(count, key), []
    for case, number in sorted(
        zip(count.cases, count.number, strict=True), key=lambda p: key(p[0])
    ):
        shown = (label(case.year), by_number(case.kind).name, case.agency, case.place)
        rows.append((*shown, number, people_[key(case)]))
    columns = ("年度", "研修分野", "研修実施機関", "勤務先の市町村", "延べ", "実人数")
    return Table("内訳", columns, tuple(rows))
