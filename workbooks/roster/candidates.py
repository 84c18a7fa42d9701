"""Candidates from the neighbours (周りの行からの候補): what a faulty number or day most likely was to be.

A candidate is shown beside the finding and never written: the number that continues the series of the rows around it,
and the day on which nearly all others completed the same 研修分野, where what stands there is a slip of it.
"""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from functools import cached_property
from operator import eq, itemgetter

from validators.guideline.fiscal_year import SCHEME_START
from validators.numbers import prefecture as prefectures
from validators.numbers.certificate import CertificateNumber
from validators.schemas.records import Fault
from validators.text import normalize, to_text
from validators.values import dates
from workbooks.roster.records import Understood

_OF_SERIES = frozenset(
    ("number-length", "number-characters", "number-agency", "number-sequence", "number-kind")
)
_OF_DAY = frozenset(("date-nonexistent", "date-incomplete", "date-unreadable", "date-future"))
_EXAMPLES = frozenset(("registration-unreadable", "registration-prefecture-missing"))
_OF_SCHEME = ("completed_on", "issued_on")
_ISO = 10  # characters of 2025-08-01
_ERA_START = 2018  # 令和0年; the scheme's first years are rarely written in 平成 any more
_OTHERS = 3  # rows that show on which day the others completed


def with_candidates(read: Understood, faults: Sequence[Fault]) -> list[Fault]:
    """The faults with a candidate where the rows around have one, and examples of the roster's own prefecture."""
    prefecture = read.profile.prefecture or read.usual_prefecture
    example = f"{prefectures.name(prefecture)}-012345" if prefecture else ""
    roster = _Roster(read)
    found = []
    for fault in faults:
        note = fault.note
        if example and note.rule in _EXAMPLES:
            note = replace(note, params={**note.params, "example": example})
        elif not note.suggestion and note.rule in _OF_SERIES:
            note = replace(note, suggestion=_in_series(roster, fault.record))
        elif not note.suggestion and note.rule in _OF_DAY and fault.column == "completed_on":
            note = replace(note, suggestion=_usual_day(roster, fault.record))
        elif note.rule == "date-era-missing" and fault.column in _OF_SCHEME:
            note = replace(note, suggestion=_within_scheme(note.suggestion, read.today))
        found.append(fault if note is fault.note else replace(fault, note=note))
    return found


def _within_scheme(suggestion: str, today: dt.date) -> str:
    """The candidates of a day without its era on which somebody can have completed."""
    days = {one: dt.date.fromisoformat(one[:_ISO]) for one in suggestion.split(" / ") if one}
    return " / ".join(one for one, day in days.items() if SCHEME_START <= day <= today)


class _Roster:
    """What all rows together say, counted once for all faults: the numbers taken, and for each 研修分野 its days."""

    def __init__(self, read: Understood) -> None:
        self.read = read

    def number(self, at: int) -> CertificateNumber | None:
        """The number of a record, None outside the tables and for what nobody can read."""
        if not 0 <= at < len(self.read.frame):
            return None
        value = self.read.value(at, "certificate_number")
        return value if isinstance(value, CertificateNumber) else None

    @cached_property
    def taken(self) -> frozenset[str]:
        """Every number of the roster."""
        numbers = self.read.frame.typed["number"]
        return frozenset(str(n) for n in numbers if n is not None)

    @cached_property
    def days(self) -> dict[object, Counter[dt.date]]:
        """研修分野 → on which day how many completed it."""
        found: dict[object, Counter[dt.date]] = {}
        for at in range(len(self.read.frame)):
            if isinstance(day := self.read.value(at, "completed_on"), dt.date):
                found.setdefault(self.read.value(at, "field"), Counter())[day] += 1
        return found


def _in_series(roster: _Roster, at: int) -> str:
    """The one number missing between the rows above and below; at an end of the series the next one beyond it."""
    steps = [roster.number(at + step) for step in (-2, -1, 1, 2)]
    for nearest, step in ((1, 1), (2, -1)):
        number = steps[nearest]
        beyond = steps[3 - nearest] or steps[0 if nearest == 1 else 3]
        if number is None or beyond is None or beyond[:4] != number[:4]:
            continue
        gap = 2 if beyond is steps[3 - nearest] else -1
        sequence = number.sequence + step
        if beyond.sequence == number.sequence + gap * step and 1 <= sequence <= 99_999:
            text = number._replace(sequence=sequence).text
            return "" if text in roster.taken else text
    return ""


def _usual_day(roster: _Roster, at: int) -> str:
    """The day nearly all others completed the same 研修分野, where the cell is a slip of it; "" otherwise."""
    read = roster.read
    days = roster.days.get(read.value(at, "field"), Counter())
    done = read.value(at, "completed_on")
    counted = [(n - (day == done), day) for day, n in days.most_common(2)]  # of the others
    count, day = max(counted, key=itemgetter(0), default=(0, None))
    others = days.total() - isinstance(done, dt.date)
    if day is None or count < _OTHERS or count * 3 < others * 2:
        return ""
    typed = _parts(to_text(read.values["completed_on"][at]))
    era = day.year - _ERA_START
    slip = any(_alike(typed, (year, day.month, day.day)) for year in (day.year, era))
    return dates.show(day) if slip else ""


def _parts(text: str) -> tuple[int, ...]:
    """Year, month and day as they are written: 2025-08-32, R7.13.20, 20250832."""
    plain = normalize(text)
    if compact := re.fullmatch(r"(\d{4})(\d\d)(\d\d)", plain):
        return tuple(map(int, compact.groups()))
    return tuple(map(int, re.findall(r"\d{1,4}", plain)[:3]))


def _alike(typed: tuple[int, ...], meant: tuple[int, ...]) -> bool:
    """Do all parts but one agree, or all in another order?"""
    if len(typed) != len(meant):
        return False
    return sorted(typed) == sorted(meant) or sum(map(eq, typed, meant)) >= len(meant) - 1
