"""年度: 1 April to 31 March. Designations and renewals count in fiscal years (Guideline 6(3)),
numbers in calendar years (5(2))."""

from __future__ import annotations

import datetime as dt
import re

from validators.reading import Note, Reading
from validators.text import squeeze, to_text
from validators.values.dates import ERAS, read_date

_STARTS = {key: start.year for name, letter, start in ERAS for key in (name, letter, name[0])}
_TEXT = re.compile(
    r"(明治|大正|昭和|平成|令和|[明大昭平令MTSHR])?(元|\d{1,4})(年度?)?", re.IGNORECASE
)
_DOUBLE = re.compile(r"([^()]+)\(([^()]+)\)")


def fiscal_year(date: dt.date) -> int:
    """2026-03-31 → 2025."""
    return date.year - (date.month < 4)


def bounds(year: int) -> tuple[dt.date, dt.date]:
    """First and last day of a fiscal year; at the calendar's own ends as much of it as there is."""
    return dt.date(year, 4, 1) if year > 0 else dt.date.min, dt.date(
        year + 1, 3, 31
    ) if year < 9999 else dt.date.max


def label(year: int) -> str:
    """2025 → 令和7年度; 2019 → 令和元年度（平成31年度）; before 1868 the western year."""
    if year == 2019:
        return "令和元年度（平成31年度）"
    for name, _, first in reversed(ERAS):
        if year >= first.year:
            return f"{name}{'元' if year == first.year else year - first.year + 1}年度"
    return f"{year}年度"


def read_fiscal_year(value: object) -> Reading[int]:
    """令和7年度, R7, 2025, "2025年度"; 平成31年度 is 令和元年度. Two digits without an era are not decidable."""
    if isinstance(value, dt.date):
        return Reading(fiscal_year(value.date() if isinstance(value, dt.datetime) else value))
    text = squeeze(to_text(value))
    if not text:
        return Reading(None)
    match = _TEXT.fullmatch(text)
    if match:
        number = 1 if match[2] == "元" else int(match[2])
        if match[1] and 1 <= number <= 64:
            return Reading(_STARTS[match[1].upper()] + number - 1)
        if not match[1] and 1900 <= number <= 2100:
            return Reading(number)
    if double := _DOUBLE.fullmatch(text):  # 令和元年度（平成31年度）, as ``label`` writes it
        first, second = (read_fiscal_year(part).value for part in double.groups())
        if first and first == second:
            return Reading(first)
    return Reading(None, (Note("fiscal-year-unreadable", {"value": text}),))


def read_renewed_years(value: object) -> tuple[int, ...]:
    """Fiscal years a 更新 cell names: 令和7年度、令和8年度, 令和6年度～令和8年度; a date of filing
    in January to March is for the year to come."""
    date = None if isinstance(value, (int, float)) and value < 3000 else read_date(value).value
    if date:
        return (fiscal_year(date) + (date.month < 4),)
    years: list[int] = []
    for part in re.split(r"[、,，\n/・]|及び|(?<=年度)\s+", to_text(value)):
        part = re.sub(r"(更新|届出書?|済み?|提出)+$", "", part.strip())
        ends = [
            read_fiscal_year(end).value
            for end in re.split(r"から|[~〜～]|(?<=[度\d])[-－–―](?=\D)", part.removesuffix("まで"))
        ]
        known = [y for y in ends if y]
        years += range(known[0], known[1] + 1) if len(ends) == len(known) == 2 else known
    return tuple(years)
