"""年度: 1 April to 31 March. Designations and renewals count in fiscal years (Guideline 6(3)),
numbers in calendar years (5(2))."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass

from validators.eras import ERAS
from validators.reading import Note, Reading
from validators.text import normalize, squeeze, to_text
from validators.values.dates import read_date
from validators.values.day_arithmetic import months_later

# The notice: nobody was designated, and nobody completed, before.
SCHEME_START = dt.date(2017, 4, 1)
_ANY_YEAR = 2000
_STARTS = {key: start.year for name, letter, start in ERAS for key in (name, letter, name[0])}
_TEXT = re.compile(
    r"(明治|大正|昭和|平成|令和|[明大昭平令MTSHR])?(元|\d{1,4})(年度?)?", re.IGNORECASE
)
_DOUBLE = re.compile(r"([^()]+)\(([^()]+)\)")
_CIRCLES = "○〇◯◎●✓✔"
_YEAR_BEGINS = (
    r"(?=[(（]?(?:[令平昭RrHhＲＨ]|\d{4}))"  # not （無効）: that belongs to the year before it
)
_RENEWALS = re.compile(
    rf"[、,，;；\n・]|及び|(?<=[\d)）度済出理届新効下げ{_CIRCLES}])\s+{_YEAR_BEGINS}|(?<=[{_CIRCLES}]){_YEAR_BEGINS}"
)
_VOID = re.compile(r"無効|不受理|取下")
_VOID_BRACKET = re.compile(r"[(（][^()（）]*[)）]$")
_WORDS = re.compile(rf" ?((更新|届出書?|済み?|提出|不?受理|届|分|無効|取下げ?|[{_CIRCLES}]) ?)+$")
# An era with its year and what divides it from a next year that has no era: 令和6年度（無効）、 before 7年度
_ERA_ONCE = re.compile(
    r"(令和|平成|[RHＲＨ])((?:元|\d{1,2})(?:年度?)?(?:[（(][^（()）]{0,10}[）)])?\s?(?:[・、,，~〜～\n]|から|及び)\s?)"
    r"(?=(?:元|\d{1,2})(?:年度?)?(?:まで)?(?:$|[・、,，~〜～\n（(]|及び))"
)


def fiscal_year(date: dt.date) -> int:
    """2026-03-31 → 2025."""
    return date.year - (date.month < 4)


def bounds(year: int) -> tuple[dt.date, dt.date]:
    """First and last day of a fiscal year; at the calendar's own ends as much of it as there is."""
    years_on = 12 * (year - _ANY_YEAR)
    first, last = dt.date(_ANY_YEAR, 4, 1), dt.date(_ANY_YEAR + 1, 3, 31)
    return months_later(first, years_on), months_later(last, years_on)


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


@dataclass(frozen=True, slots=True)
class RenewedYear:
    """A 更新届出 as a cell names it: for which fiscal year, and whether the cell calls it void (無効)."""

    fiscal_year: int
    valid: bool = True


def read_renewed(value: object) -> tuple[RenewedYear, ...]:
    """Reads every 更新届出 that a cell names, in order: 令和7年度、令和8年度, 令和6年度～令和8年度, R7/R8, 2024・2025,
    令和6年度（無効）、令和7年度, and days of filing (R7.2.10、R8.2.3).

    A day of filing counts for the fiscal year to come from October on, else for its own.
    """
    date = None if isinstance(value, (int, float)) and value < 3000 else read_date(value).value
    if date:
        return (RenewedYear(_renewed_by(date)),)
    found: list[RenewedYear] = []
    for part in _RENEWALS.split(_with_eras(to_text(value))):
        valid = not _VOID.search(part)
        plain = _WORDS.sub("", _VOID_BRACKET.sub("", normalize(part)))
        day = read_date(plain).value if re.search(r"\d.*\D.*\d", plain) else None
        if day:
            found.append(RenewedYear(_renewed_by(day), valid))
            continue
        for piece in re.split(r"/(?=\D|\d{4})", plain):
            found += (RenewedYear(year, valid) for year in _span(piece))
    return tuple(dict.fromkeys(found))


def _with_eras(text: str) -> str:
    """Each year of a list with the era of the one before it: 令和6・7年度 → 令和6・令和7年度."""
    before = ""
    while before != text:
        before, text = text, _ERA_ONCE.sub(r"\1\2\1", text)
    return text


def read_renewed_years(value: object) -> tuple[int, ...]:
    """Reads the fiscal years of the renewals that a cell names and does not call void; see ``read_renewed``."""
    return tuple(r.fiscal_year for r in read_renewed(value) if r.valid)


def _renewed_by(day: dt.date) -> int:
    """Which year a notice filed on a day is for: from October on the one to come."""
    return fiscal_year(day) + (day.month >= 10 or day.month < 4)


def _span(text: str) -> list[int]:
    """One fiscal year, or all from the first to the last."""
    ends = [
        read_fiscal_year(end).value
        for end in re.split(
            r"から|[~〜～]|(?<=[度\d])[-－–―](?=\D|\d{4})", text.removesuffix("まで")
        )
    ]
    known = [y for y in ends if y]
    return [*range(known[0], known[1] + 1)] if len(ends) == len(known) == 2 else known
