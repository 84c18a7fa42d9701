"""Arguments (引数): plain cell values as the worksheet functions understand them."""

from __future__ import annotations

import datetime as dt
from typing import TypeVar

from validators.guideline import fields, filing
from validators.messages import Door, rules, sentence
from validators.numbers import agency
from validators.numbers import prefecture as prefectures
from validators.problems import InvalidValue
from validators.reading import Note, Reading
from validators.text import squeeze, to_text
from validators.values import dates as wareki
from validators.values.days import read_days, read_first_day
from xl.functions.registry import FunctionFault

T = TypeVar("T")
_METHODS: tuple[filing.Method, ...] = ("A", "B", "C")


def value_of(reading: Reading[T], what: str) -> T:
    """The value read, or the first sentence that says why there is none."""
    if reading.value is None:
        if not reading.notes:
            raise InvalidValue(Note("function-argument-missing", {"column": what}))
        note = reading.notes[0]
        raise FunctionFault(
            sentence(Note(note.rule, {"column": what, **note.params}, note.suggestion), Door.CELL)
            + _hint(note)
        )
    return reading.value


def _hint(note: Note) -> str:
    return (
        f"（候補: {note.suggestion}）"
        if note.suggestion
        and "{suggestion}" not in rules()[note.rule].text + rules()[note.rule].action
        else ""
    )


def date_of(value: object, what: str) -> dt.date:
    """A date that ``what`` names. Raises InvalidValue or FunctionFault."""
    return value_of(wareki.read_date(value), what)


def first_day_of(value: object, what: str) -> dt.date:
    """The earliest of the days a cell lists (2025/6/10～6/24). Raises InvalidValue or FunctionFault."""
    return value_of(read_first_day(value), what)


def last_day_of(value: object, what: str) -> dt.date:
    """The latest of the days a cell lists; of ほか2日 the last that is named. Raises InvalidValue or FunctionFault."""
    days = value_of(read_days(value), what)
    return max(days)


def prefecture_of(value: object) -> int:
    """A prefecture, 1 to 47. Raises InvalidValue."""
    number = prefectures.number(value)
    if number is None:
        raise InvalidValue(Note("function-prefecture", {"value": to_text(value)}))
    return number


def field_of(value: object) -> fields.Field:
    """A 研修分野 by name or number. Raises FunctionFault."""
    return value_of(fields.read(value), "研修分野")


def agency_of(value: object) -> int:
    """A 研修実施機関番号, 1 to 99. Raises InvalidValue or FunctionFault."""
    text = squeeze(to_text(value))
    if (text.isdecimal() and int(text) > 99 and len(text) != 3) or text == "100":
        raise InvalidValue(Note("number-agency-range", {"part": int(text)}))
    return value_of(agency.read(value), "機関番号")


def sequence_of(value: object) -> int:
    """A whole number. Raises InvalidValue."""
    text = squeeze(to_text(value))
    if not text.isdecimal():
        raise InvalidValue(Note("function-sequence", {"value": to_text(value)}))
    return int(text)


def method_of(value: object) -> filing.Method:
    """The way of counting 2か月前, A where none is given. Raises InvalidValue."""
    text = squeeze(to_text(value)).upper() or "A"
    for method in _METHODS:
        if text == method:
            return method
    raise InvalidValue(Note("function-method"))


def moment(day: dt.date) -> dt.datetime:
    """Dates go to Excel as datetime: COM knows no other."""
    return dt.datetime(day.year, day.month, day.day)
