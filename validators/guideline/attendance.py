"""出席: what a cell of an attendance sheet says of one session (Guideline 4: the training is to be
attended in full)."""

from __future__ import annotations

import re
from dataclasses import dataclass

from validators.text import squeeze, to_text
from validators.values.answers import ATTENDED, Answer, read_answer
from validators.values.durations import read_duration

SESSION = re.compile(
    r"(第?\d{1,2}(日目|日|回(目)?|講(目)?|限(目)?|コマ(目)?)|\d{1,2}[/月]\d{1,2}日?|[①-⑳](日目|回|講)?|(午前|午後)|day\d|出欠|出席(状況|簿)?|受講状況)(\(?.*\)?)?",
    re.IGNORECASE,
)
_MAKEUP = re.compile(r"振替|補講|別日|別会場")
_PARTLY = re.compile(
    r"[○〇◯△]?\(?(?:(?:遅刻|早退|途中退席|中抜け)\(?(?P<after>\d{1,3})?分?\)?|(?P<before>\d{1,3})分の?(?:遅刻|早退|途中退席|中抜け))\)?"
)


@dataclass(frozen=True, slots=True)
class Session:
    """One session: ``attended`` None where the cell does not tell; ``minutes`` None where nothing says how long."""

    attended: bool | None
    minutes: int | None = None


def planned(heading: str) -> int | None:
    """Minutes a heading announces: 1日目（300分） → 300, 2日目(5時間) → 300."""
    match = re.search(r"\(([^()]*(?:分|時間|:\d\d)[^()]*)\)", squeeze(heading))
    return read_duration(match[1]).value if match else None


def read_session(
    value: object, length: int | None, *, tolerated: int = 0, makeup: bool = False
) -> Session:
    """○, ×, 欠席, 遅刻20分, 振替, or minutes attended.

    length     minutes the session takes, when known    tolerated  minutes late or early that still count as all of it
    makeup     sessions made up elsewhere count (補講・振替)
    """
    text = squeeze(to_text(value))
    if not text:
        return Session(None)
    if (answer := read_answer(value, ATTENDED)) is not Answer.UNKNOWN:
        return Session(True, length) if answer is Answer.YES else Session(False, 0)
    if _MAKEUP.search(text):
        return Session(True, length) if makeup else Session(False, 0)
    if match := _PARTLY.fullmatch(text):
        if not (text := match["after"] or match["before"]):
            return Session(None)
        missed = int(text)
        if missed <= tolerated:
            return Session(True, length)
        return Session(False, max(0, length - missed) if length is not None else None)
    minutes = read_duration(value, hours_below=0).value
    if minutes is None or minutes < 10:  # a bare 1 may be a mark or an hour
        return Session(None)
    return Session(length is None or minutes + tolerated >= length, minutes)
