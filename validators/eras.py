"""Eras (元号): their first days, and a day as Japan writes it (和暦). Imports nothing of ours."""

from __future__ import annotations

import datetime as dt
import re
from functools import lru_cache

# name, letter, first day
ERAS: tuple[tuple[str, str, dt.date], ...] = (
    ("明治", "M", dt.date(1868, 10, 23)),
    ("大正", "T", dt.date(1912, 7, 30)),
    ("昭和", "S", dt.date(1926, 12, 25)),
    ("平成", "H", dt.date(1989, 1, 8)),
    ("令和", "R", dt.date(2019, 5, 1)),
)

_BOTH = re.compile(r"(\d{4})-\d\d-\d\d（((?:明治|大正|昭和|平成|令和)[^）]+日)）")

_DAY = re.compile(r"(\d{4})-(\d\d)-(\d\d)")
_DAY_LENGTH = 10


def wareki(date: dt.date) -> str:
    """2025-11-09 → 令和7年11月9日, first years 元年; "" before 1868-10-23."""
    for name, _, start in reversed(ERAS):
        if date >= start:
            year = date.year - start.year + 1
            return f"{name}{'元' if year == 1 else year}年{date.month}月{date.day}日"
    return ""


def in_japan(text: str) -> str:
    """Days of a candidate as the sheets write them, the western year only beside an era in doubt:
    1985-04-01（昭和60年4月1日） → 昭和60年4月1日（1985年）."""
    if "（" not in text:
        return text
    return _BOTH.sub(r"\2（\1年）" if " / " in text else r"\2", text)


def day_in_japan(text: str) -> str:
    """The text of a date cell (1985-04-01) as the sheets write a day; any other text as it is."""
    return _day(text) if len(text) == _DAY_LENGTH else text


@lru_cache(maxsize=4096)
def _day(text: str) -> str:
    found = _DAY.fullmatch(text)
    if not found:
        return text
    try:
        return wareki(dt.date(*map(int, found.groups()))) or text
    except ValueError:
        return text
