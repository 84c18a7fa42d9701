"""出席: what a cell of an attendance sheet says of one session (Guideline 4: the training is to be
attended in full)."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass

from validators.text import normalize, squeeze, to_text
from validators.values.answers import ATTENDED, Answer, read_answer
from validators.values.dates import read_date
from validators.values.durations import read_duration

SESSION = re.compile(
    r"(第?\d{1,2}(日目|日|回(目)?|講(目)?|限(目)?|コマ(目)?|時限)|\d{1,2}[/月]\d{1,2}日?|[①-⑳](日目|回|講)?|(午前|午後)|day\d|出欠|出席(状況|簿)?|受講状況)(\(?.*\)?)?",
    re.IGNORECASE,
)
_MAKEUP = re.compile(r"振替|補講|別日|別会場")
_AWAY = r"(?:遅刻?|遅れ|早退?|途中退席|中抜け)"
_PARTLY = re.compile(
    rf"[○〇◯△]?\(?(?:{_AWAY}[::]?\(?(?P<after>\d{{1,3}})?分?\)?|(?P<before>\d{{1,3}})分の?{_AWAY})\)?"
)
# 欠(病気), 出席（遅刻5分）: the word outside tells, what stands in the bracket says more of it
_WITH_REMARK = re.compile(r"([^()]+)\(([^()]+)\)")
_DAY = re.compile(r"(\d{1,2})[/月](\d{1,2})")
_DAY_OF_SHEET = re.compile(r"\d{1,2}[.\-]\d{1,2}|(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])")
_SHORTEST = 10  # minutes; a bare 1 may be a mark or an hour


@dataclass(frozen=True, slots=True)
class Session:
    """One session: ``attended`` None where the cell does not tell; ``minutes`` None where nothing says how long."""

    attended: bool | None
    minutes: int | None = None


def is_session(value: object) -> bool:
    """Tells whether the head of a timetable or the name of a sheet, which takes no slash, is that of one session:
    第1回, 7月1日, 7.1, 0701, 令和7年7月1日, a date."""
    if not isinstance(value, str):
        return isinstance(value, dt.date)
    text = squeeze(value)
    named = SESSION.fullmatch(text) or _DAY_OF_SHEET.fullmatch(text)
    return named is not None or read_date(value).value is not None


def is_makeup(value: object) -> bool:
    """Does a cell say that the session was made up elsewhere: 補講, 振替?"""
    return _MAKEUP.search(squeeze(to_text(value))) is not None


def planned(heading: str) -> int | None:
    """Reads the minutes a heading announces: 1日目（300分） → 300, 2日目(5時間) → 300, 7/4 300分 → 300."""
    match = re.search(r"\(([^()]*(?:分|時間|:\d\d)[^()]*)\)", squeeze(heading))
    match = match or re.search(r"\s(\d+(?:\.\d+)?(?:分|時間))\s*$", normalize(heading))
    return read_duration(match[1]).value if match else None


def planned_of_each(title: str) -> int | None:
    """Reads the minutes that a title announces for every session: 出席簿（各150分） → 150."""
    match = re.search(
        r"(?:各回?|1(?:回|コマ|日)(?:あたり|は)?)[::]?(\d+(?:\.\d+)?(?:分|時間))", squeeze(title)
    )
    return read_duration(match[1]).value if match else None


def day_of(heading: str) -> tuple[int, int] | None:
    """Reads the month and day a heading names: 7/18午後（150分） → (7, 18)."""
    match = _DAY.search(squeeze(heading))
    return (int(match[1]), int(match[2])) if match else None


def read_session(
    value: object, length: int | None, *, tolerated: int = 0, makeup: bool = False
) -> Session:
    """Reads ○, ×, 欠席, 欠(病気), 遅刻20分, 遅30, 30分遅れ, 出席（遅刻5分）, 振替, TRUE, or minutes attended.

    length     minutes the session takes, when known    tolerated  minutes late or early that still count as all of it
    makeup     sessions made up elsewhere count (補講・振替)
    """
    text = squeeze(to_text(value))
    if not text:
        return Session(None)
    if (answer := read_answer(value, ATTENDED)) is not Answer.UNKNOWN:
        return Session(True, length) if answer is Answer.YES else Session(False, 0)
    if is_makeup(text):
        return Session(True, length) if makeup else Session(False, 0)
    if match := _PARTLY.fullmatch(text):
        return _partly(match["after"] or match["before"], length, tolerated)
    if (match := _WITH_REMARK.fullmatch(text)) and not re.search(r"\d", match[1]):
        return _with_remark(match, length, tolerated)
    minutes = read_duration(value, hours_below=0).value
    if minutes is None or minutes < _SHORTEST:
        return Session(None)
    return Session(length is None or minutes + tolerated >= length, minutes)


def _partly(missed: str | None, length: int | None, tolerated: int) -> Session:
    """Late, early or out in between; how long has to be said."""
    if not missed:
        return Session(None)
    if int(missed) <= tolerated:
        return Session(True, length)
    return Session(False, max(0, length - int(missed)) if length is not None else None)


def _with_remark(match: re.Match[str], length: int | None, tolerated: int) -> Session:
    """A word with a bracket behind it: the bracket may say that it was not the whole session."""
    answer = read_answer(match[1], ATTENDED)
    if answer is Answer.NO:
        return Session(False, 0)
    if answer is not Answer.YES:
        return Session(None)
    partly = _PARTLY.fullmatch(match[2])
    if partly:
        return _partly(partly["after"] or partly["before"], length, tolerated)
    doubtful = re.search(rf"{_AWAY}|一部|途中|欠|\?", match[2])
    return Session(None) if doubtful else Session(True, length)
