"""日程: the days a cell lists — one date, a range, or several with year and month left out after the first."""

from __future__ import annotations

import datetime as dt
import re

from validators.reading import Note, Reading
from validators.text import normalize, to_text
from validators.values.dates import read_date, show

_SPLIT = re.compile(
    r"[、,，;；\n~〜～]|及び|から|まで|(?<=[日)\d])\s*[-ー―–・]\s*(?=\d)|(?<=日)\s+(?=\d)"
)
_MONTH_DAY = re.compile(r"(?:(\d{1,2})[月/.])?(\d{1,2})日?")
_WEEKDAY = re.compile(r"\s*\([月火水木金土日祝・]{1,3}(?:曜日?)?\)")
_TIME = re.compile(r"\s*\d{1,2}:\d{2}(?:\s*[-~〜～]\s*\d{1,2}:\d{2})?")


def read_days(value: object) -> Reading[tuple[dt.date, ...]]:
    """2026-07-04 → one day; "令和8年7月4日～18日", "2026/7/4、7/11、7/18" → the days named, in order.

    A part without year or month takes them from the part before; an earlier month is the next year's.
    """
    single = read_date(value)
    if single.value is not None:
        return Reading((single.value,), single.notes)
    text = _TIME.sub("", _WEEKDAY.sub("", normalize(to_text(value).replace("\n", "、"))))
    parts = [p.strip() for p in _SPLIT.split(text) if p.strip()]
    if len(parts) < 2:
        return Reading(None, single.notes)
    first = read_date(parts[0]).value
    if first is None:
        return Reading(None, single.notes)
    days = [first]
    for part in parts[1:]:
        day = read_date(part).value or _after(days[-1], part)
        if day is None or day < days[-1]:
            return Reading(None, single.notes or (Note("date-unreadable", {"value": text}),))
        days.append(day)
    return Reading(
        tuple(days),
        (
            Note(
                "days-listed",
                {"value": to_text(value)},
                " ".join((show(days[0]), "から", show(days[-1]))),
            ),
        ),
    )


def read_first_day(value: object) -> Reading[dt.date]:
    """The first of the days a cell lists."""
    days = read_days(value)
    return Reading(days.value[0] if days.value else None, days.notes)


def read_last_day(value: object) -> Reading[dt.date]:
    """The last of the days a cell lists."""
    days = read_days(value)
    return Reading(days.value[-1] if days.value else None, days.notes)


def _after(day: dt.date, text: str) -> dt.date | None:
    match = _MONTH_DAY.fullmatch(text)
    if not match:
        return None
    month = int(match[1] or day.month)
    try:
        return dt.date(day.year + (month < day.month), month, int(match[2]))
    except ValueError:
        return None
