"""月: a month as a cell names it, 令和8年4月 or 2026-04 or the date Excel makes of 2026/4."""

from __future__ import annotations

import datetime as dt
import re

from validators.reading import Note, Reading
from validators.text import squeeze, to_text
from validators.values.dates import read_date

_FIRST = 1989
_YEAR = re.compile(r"(.+年)度")
_FROM = re.compile(r"(から|以降|分|~|〜|より)+$")


def read_month(value: object) -> Reading[dt.date]:
    """The first day of the month a cell names; 令和8年度 begins in April.

    >>> read_month("令和8年4月").value, read_month("2026-04").value, read_month("令和8年度").value
    (datetime.date(2026, 4, 1), datetime.date(2026, 4, 1), datetime.date(2026, 4, 1))
    """
    whole = read_date(value).value
    if whole and whole.year >= _FIRST:  # the number 2026 is no day of 1905
        return Reading(whole.replace(day=1))
    text = _FROM.sub("", squeeze(to_text(value)))
    if not text:
        return Reading(None)
    year = _YEAR.fullmatch(text)
    for tried in (
        f"{year[1]}4月1日" if year else f"{text}1日",
        f"{text}-1",
        f"{text}.1",
        f"{text}/1",
    ):
        if day := read_date(tried).value:
            return Reading(day.replace(day=1))
    return Reading(None, (Note("month-unreadable", {"value": to_text(value)}),))
