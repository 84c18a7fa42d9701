"""指定の効力 (Guideline 6(2)(3)): a designation holds in its fiscal year only, unless 様式第4号 carries it on."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from validators.guideline.fiscal_year import bounds, fiscal_year, label
from validators.reading import Note


@dataclass(frozen=True, slots=True)
class Designation:
    """指定: kinds 1–8 of one agency from one day."""

    agency: int
    kinds: frozenset[int]
    designated_on: dt.date


@dataclass(frozen=True, slots=True)
class Renewal:
    """更新届出（様式第4号） for one fiscal year; ``valid`` is False when the content was found not
    to meet 3–5 (届出無効)."""

    fiscal_year: int
    kinds: frozenset[int]
    valid: bool = True


def covered_years(
    designation: Designation, renewals: Iterable[Renewal] = ()
) -> dict[int, frozenset[int]]:
    """Kind → fiscal years in which the designation holds: an unbroken chain from the year of
    designation, by valid renewals."""
    first = fiscal_year(designation.designated_on)
    renewed: dict[int, set[int]] = {}
    void: dict[int, set[int]] = {}
    for renewal in renewals:
        for kind in renewal.kinds:
            (renewed if renewal.valid else void).setdefault(kind, set()).add(renewal.fiscal_year)
    years = {}
    for kind in designation.kinds:
        last = first
        while last + 1 in renewed.get(kind, ()) and last + 1 not in void.get(kind, ()):
            last += 1
        years[kind] = frozenset(range(first, last + 1))
    return years


def check(
    designated_on: dt.date,
    first_day: dt.date,
    last_day: dt.date,
    renewed_fiscal_years: Iterable[int] = (),
) -> tuple[Note, ...]:
    """Does the designation cover a course? Empty when it does."""
    if first_day < designated_on:
        return (
            Note(
                "designation-before",
                {"first": first_day, "designated": designated_on},
            ),
        )
    one = Designation(0, frozenset((0,)), designated_on)
    covered = covered_years(one, (Renewal(year, one.kinds) for year in renewed_fiscal_years))[0]
    missing = [
        y for y in range(fiscal_year(first_day), fiscal_year(last_day) + 1) if y not in covered
    ]
    if not missing:
        return ()
    if fiscal_year(first_day) not in missing:
        return (
            Note(
                "designation-crosses-year",
                {"end": bounds(missing[0])[0], "year": label(missing[0])},
            ),
        )
    return (
        Note(
            "designation-not-effective",
            {"year": label(missing[0]), "designated": designated_on},
        ),
    )
