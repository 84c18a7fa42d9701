"""日付の加減: days and months before and after a day, never past the ends of the calendar.

A cell may hold 0001-01-01 (a slip) or 9999-12-31 (「無期限」), and one such cell must not stop the check of
the others: what would lie outside Python's calendar is its first or its last day.

>>> months_later(dt.date(2026, 12, 31), 2).isoformat(), days_later(dt.date.max, 1).isoformat()
('2027-02-28', '9999-12-31')
"""

from __future__ import annotations

import calendar
import datetime as dt


def days_later(day: dt.date, days: int) -> dt.date:
    """Gives the day so many days later; a negative count goes back."""
    ordinal = min(max(day.toordinal() + days, dt.date.min.toordinal()), dt.date.max.toordinal())
    return dt.date.fromordinal(ordinal)


def months_later(day: dt.date, months: int) -> dt.date:
    """Gives the same day of another month, clipped to that month's end; a negative count goes back."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    if year < dt.MINYEAR:
        return dt.date.min
    if year > dt.MAXYEAR:
        return dt.date.max
    return dt.date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))
