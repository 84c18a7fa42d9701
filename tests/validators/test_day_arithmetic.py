"""日付の加減 stays inside the calendar, whatever day a cell holds."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from validators.guideline import filing
from validators.guideline.fiscal_year import bounds, fiscal_year
from validators.values.day_arithmetic import days_later, months_later

EVERY_DAY = st.dates()
ENDS = [
    dt.date.min,
    dt.date(1, 1, 2),
    dt.date(1, 2, 28),
    dt.date(1, 3, 1),
    dt.date(9999, 10, 31),
    dt.date(9999, 12, 30),
    dt.date.max,
]


def ends(test):  # type: ignore[no-untyped-def]  # it gives back what it takes
    """The days at both ends of the calendar, besides those hypothesis thinks of."""
    for day in ENDS:
        test = example(day)(test)
    return test


@given(EVERY_DAY)
@ends
def test_deadline_of_any_day(day: dt.date) -> None:
    for method in ("A", "B", "C"):
        limit = filing.deadline(day, method)
        assert limit <= day
        assert filing.check(day, day, method, decided=True).deadline == limit
        assert filing.check(dt.date.max, day, method).verdict in ("期限内", "境界", "超過")


@given(EVERY_DAY)
@ends
def test_fiscal_year_of_any_day(day: dt.date) -> None:
    first, last = bounds(fiscal_year(day))
    assert first <= day <= last
    bounds(fiscal_year(day) + 1)  # 更新届出 for the year to come


@given(EVERY_DAY, st.integers(-20_000, 20_000))
def test_months_of_any_day(day: dt.date, months: int) -> None:
    found = months_later(day, months)
    assert (found - day).days * months >= 0
    if dt.date.min < found < dt.date.max:
        assert (found.year - day.year) * 12 + found.month - day.month == months
        assert found.day <= day.day


@given(EVERY_DAY, st.integers(-5_000_000, 5_000_000))
def test_days_of_any_day(day: dt.date, days: int) -> None:
    found = days_later(day, days)
    assert (found - day).days == days or found in (dt.date.min, dt.date.max)


@pytest.mark.parametrize("year", [-5, 0, 1, 2026, 9998, 9999, 10_000])
def test_bounds_of_any_year(year: int) -> None:
    first, last = bounds(year)
    assert first <= last
