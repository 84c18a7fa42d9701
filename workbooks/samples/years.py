"""The samples in the reader's own year (見本の年度): they are written for one year, and moved as a whole.

Written for 6 July 2026: rosters of fiscal year 2025, applications of 2026. The day of birth of a person
stays; days, fiscal years and certificate numbers move together, so that the same faults are found.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence

from workbooks.grid import Value

BASE = dt.date(2026, 7, 6)
JUST_COMPLETED = dt.date(
    2025, 11, 10
)  # of the participants: their numbers are given out within the year
_FIRST = 2017  # no day of the training is older; what is older is a day of birth
_REIWA = re.compile(r"(?<=令和)\d+(?=年)")
_NUMBER = re.compile(r"(?<=10)\d\d(?=\d{8,9}$)|(?<=１０)[０-９]{2}(?=－)")
_WIDE = str.maketrans("0123456789", "０１２３４５６７８９")


def years_until(today: dt.date, base: dt.date = BASE) -> int:
    """By how many years the samples are moved, so that ``base`` falls into the year before ``today``."""
    passed = (today.month, today.day) >= (base.month, base.day)
    return today.year - base.year - (0 if passed else 1)


def moved(value: Value, years: int) -> Value:
    """One cell's value, ``years`` later."""
    if isinstance(value, dt.date):
        return day(value, years) if value.year >= _FIRST else value
    if isinstance(value, int) and value > 10**11:
        return int(text(str(value), years))
    return text(value, years) if isinstance(value, str) else value


def day(value: dt.date, years: int) -> dt.date:
    """The same day of the year, ``years`` later."""
    return value.replace(year=value.year + years)


def text(value: str, years: int) -> str:
    """The years of a text (令和7年度) and of a certificate number, ``years`` later."""
    value = _REIWA.sub(lambda found: str(int(found[0]) + years), value)
    return _NUMBER.sub(lambda found: _number(found[0], years), value)


def _number(digits: str, years: int) -> str:
    moved_on = f"{int(digits) + years:02}"
    return moved_on if digits.isascii() else moved_on.translate(_WIDE)


def rows_moved(rows: Sequence[Sequence[Value]], years: int) -> list[list[Value]]:
    """Whole rows, ``years`` later."""
    return [[moved(value, years) for value in row] for row in rows]
