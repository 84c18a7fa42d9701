"""修了証番号: PP YY AAK NNNNN, twelve digits (Guideline 5(2), 別添2).

PP prefecture that issues 01–47 · YY last two digits of the calendar year of issue · AA agency, 01 the prefecture's own
training · K kind 1–8 · NNNNN sequence from 00001. Official example: 011701100001.
"""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter
from collections.abc import Iterable
from functools import lru_cache
from itertools import islice
from typing import NamedTuple

from validators.problems import InvalidValue
from validators.reading import Note, Reading
from validators.text import LOOKALIKES, fold_hyphens, squeeze, to_text

FIRST_YEAR = 2017
LAST_YEAR = 2099  # a number has two digits for the year
LAST_SEQUENCE = 99999
# Digits in front that the numbers of one sequence share, by the profile's numbers.sequence_scope.
SEQUENCE_WIDTH = {"series": 7, "agency-year": 6, "ever": 2}
_CLEAN = re.compile(r"[0-9]{12}")
_PREFIX = re.compile(
    r"(?:(?:修了[証書]?番号|番号|第|[nN][oO]\.?)[:：]?)+"
)  # 修了書番号: the notice's own example writes it so
_ZERO_FRACTION = re.compile(r"([0-9]{11,12})\.0+")  # a number written out by a program
_ROUNDED = re.compile(r"[0-9](\.[0-9]+)?[eE]\+?[0-9]{1,2}")
_DIGITS = re.compile(r"[0-9]+")


class CertificateNumber(NamedTuple):
    """The five parts; ``year`` is the full calendar year."""

    prefecture: int
    year: int
    agency: int
    field: int
    sequence: int

    @property
    def text(self) -> str:
        """Twelve digits."""
        first = (self.prefecture * 100 + self.year % 100) * 100 + self.agency
        return f"{(first * 10 + self.field) * 100_000 + self.sequence:012}"

    @property
    def series(self) -> str:
        """PP YY AAK: numbers of one series differ in their sequence only."""
        return self.text[:7]


def make(prefecture: int, issued_on: dt.date, agency: int, field: int, sequence: int) -> str:
    """Twelve digits from the parts. Raises InvalidValue where a part does not fit its digits; nothing rolls over."""
    first = prefix(prefecture, issued_on.year, agency, field)
    if not 1 <= sequence <= LAST_SEQUENCE:
        raise InvalidValue(Note("number-sequence-range", {"part": sequence}))
    return f"{first}{sequence:05}"


def prefix(prefecture: int, year: int, agency: int, field: int) -> str:
    """PP YY AAK: the seven digits that stand before the sequence. Raises InvalidValue where a part does not fit.

    >>> prefix(1, 2017, 1, 1)
    '0117011'
    """
    wrong_year = "number-year-beyond" if year > LAST_YEAR else "number-year"
    for value, low, high, rule in (
        (prefecture, 1, 47, "number-prefecture"),
        (year, FIRST_YEAR, LAST_YEAR, wrong_year),
        (agency, 1, 99, "number-agency-range"),
        (field, 1, 8, "number-kind"),
    ):
        if not low <= value <= high:
            raise InvalidValue(Note(rule, {"part": value}))
    return f"{prefecture:02}{year % 100:02}{agency:02}{field}"


def compact(text: str) -> str:
    """Half-width digits without hyphens, spaces, 第…号 and the like. Letters stay."""
    text = fold_hyphens(squeeze(text)).lstrip("'’`")
    if prefix := _PREFIX.match(text):
        text = text[prefix.end() :]
    text = text.removesuffix("号").replace("-", "").replace("・", "")
    exact = _ZERO_FRACTION.fullmatch(text)
    return exact[1] if exact else text


def validate(text: str) -> str:
    """The compact number. Raises InvalidValue with the first fault."""
    reading = read(text)
    if reading.value is None:
        raise InvalidValue(
            reading.notes[0] if reading.notes else Note("number-length", {"digits": 0})
        )
    return reading.value.text


def is_valid(text: str) -> bool:
    """Would ``validate`` accept it?"""
    return read(text).value is not None


def format(text: str) -> str:
    """102504300017 → 10-25-043-00017. Raises InvalidValue."""
    number = validate(text)
    return f"{number[:2]}-{number[2:4]}-{number[4:7]}-{number[7:]}"


def parse(text: str) -> CertificateNumber:
    """The parts of a valid number. Raises InvalidValue."""
    return _parts(validate(text))


def read(value: object, *, today: dt.date | None = None) -> Reading[CertificateNumber]:
    """A cell as a certificate number. With ``today`` a year of issue in the future is a fault."""
    if isinstance(value, str) and _CLEAN.fullmatch(value):
        series = _series(value[:7], today)
        if series is not None and value[7:] != "00000":
            return Reading(CertificateNumber(*series, int(value[7:])))
        return _grammar(value, (), today)
    text = to_text(value)
    digits = compact(text)
    if not digits and not squeeze(text):
        return Reading(None)
    if _ROUNDED.fullmatch(digits) or (isinstance(value, float) and not value.is_integer()):
        return Reading(None, (Note("number-rounded", {"value": text}),))
    if not _DIGITS.fullmatch(digits):
        repaired = re.sub("[^0-9]", "", digits.translate(LOOKALIKES))
        good = _CLEAN.fullmatch(repaired) and not _faults(repaired, today)
        return Reading(
            None, (Note("number-characters", {"value": text}, repaired if good else ""),)
        )
    if len(digits) == 11 and not _faults("0" + digits, today):
        return _grammar("0" + digits, (Note("number-lost-zero", {}, "0" + digits),), today)
    if len(digits) != 12:
        return Reading(None, (Note("number-length", {"digits": len(digits)}),))
    spelled = (Note("number-spelling", {"value": text}, digits),) if text.strip() != digits else ()
    return _grammar(digits, spelled, today)


@lru_cache(maxsize=4096)
def _series(digits: str, today: dt.date | None) -> tuple[int, int, int, int] | None:
    """The four parts of a series, None where one of them is wrong."""
    number = digits + "00001"
    return None if _faults(number, today) else _parts(number)[:4]


def _grammar(
    digits: str, notes: tuple[Note, ...], today: dt.date | None
) -> Reading[CertificateNumber]:
    faults = _faults(digits, today)
    if faults:
        return Reading(None, (*notes, *faults))
    return Reading(_parts(digits), notes)


def _parts(digits: str) -> CertificateNumber:
    return CertificateNumber(
        int(digits[:2]), 2000 + int(digits[2:4]), int(digits[4:6]), int(digits[6]), int(digits[7:])
    )


def _faults(digits: str, today: dt.date | None) -> tuple[Note, ...]:
    """Parts outside their definition; twelve ASCII digits in."""
    faults = []
    if not "01" <= digits[:2] <= "47":
        faults.append(Note("number-prefecture", {"part": digits[:2]}))
    year = 2000 + int(digits[2:4])
    if year < FIRST_YEAR:
        faults.append(Note("number-year", {"part": year}))
    elif today is not None and year > today.year:
        faults.append(Note("number-year-future", {"part": year, "today": today.year}))
    if digits[4:6] == "00":
        faults.append(Note("number-agency"))
    if digits[6] in "09":
        faults.append(Note("number-kind", {"part": digits[6]}))
    if digits[7:] == "00000":
        faults.append(Note("number-sequence"))
    return tuple(faults)


def usual_prefecture(values: Iterable[object]) -> int | None:
    """The prefecture that nearly all numbers of a roster begin with (the first 1,000 of them).

    Returns its number, None for fewer than five readable numbers or where fewer than four in five agree.
    """
    counts: Counter[int] = Counter()
    for value in islice(values, 1000):
        if (number := read(value).value) is not None:
            counts[number.prefecture] += 1
    usual, times = counts.most_common(1)[0] if counts else (0, 0)
    return usual if times >= 5 and times * 5 >= counts.total() * 4 else None
