"""修了の評価 (Guideline 3(3), 4): at least 15 hours in minutes, all five items, all sessions, and
the declared assessment."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Collection
from dataclasses import dataclass
from typing import Literal

from validators.guideline.fields import Field
from validators.reading import Note, Reading
from validators.text import squeeze, to_text

REQUIRED_MINUTES = 900
Unit = Literal["minutes", "hours", ""]
Mode = Literal["all-days", "accumulate"]
Result = Literal["修了", "未修了", "要確認"]
_HOURS = re.compile(
    r"(\d{1,4}(?:\.\d+)?)(?:時間|hours?|hr?)(?:(\d{1,2})(?:分|m|min)?)?", re.IGNORECASE
)
_MINUTES = re.compile(r"(\d{1,6}(?:\.\d+)?)(?:分|m|min)", re.IGNORECASE)
_CLOCK = re.compile(r"(\d{1,4}):(\d\d)(?::\d\d)?")
_NUMBER = re.compile(r"\d{1,6}(?:\.\d+)?")
_REPORT = re.compile(r"レポート|報告書|感想文|report", re.IGNORECASE)
_FOR_POINTS = re.compile(r"\d+点|点数|採点|評点|得点|不合格点|点に満た|点未満")


def read_minutes(value: object, unit: Unit = "") -> Reading[int]:
    """900, "900分", "15時間", "14時間30分", "15:00", 15 → minutes. Note minutes-short below 15
    hours (R06), minutes-unreadable.

    ``unit`` is what the heading says of a bare number; where it says nothing, below 100 are hours, from 100 on minutes,
    and a number cell below 1 is Excel's part of a day (15:00 is 0.625).
    """
    reading = read_duration(value, unit, hours_below=100)
    if reading.value is None or reading.value >= REQUIRED_MINUTES:
        return reading
    return Reading(
        reading.value,
        (
            Note(
                "minutes-short",
                {"hours": hours(reading.value), "lacking": REQUIRED_MINUTES - reading.value},
            ),
        ),
    )


def read_duration(value: object, unit: Unit = "", *, hours_below: float = 10) -> Reading[int]:
    """A time of any length in minutes, as ``read_minutes``; a bare number below ``hours_below`` counts hours."""
    if isinstance(value, dt.timedelta):
        return Reading(round(value.total_seconds() / 60))
    if isinstance(value, dt.time):
        return Reading(value.hour * 60 + value.minute)
    text = squeeze(to_text(value))
    if not text:
        return Reading(None)
    if match := _HOURS.fullmatch(text):
        return Reading(round(float(match[1]) * 60) + int(match[2] or 0))
    if match := _MINUTES.fullmatch(text):
        return Reading(int(float(match[1])))
    if match := _CLOCK.fullmatch(text):
        return Reading(int(match[1]) * 60 + int(match[2]))
    if _NUMBER.fullmatch(text):
        number = float(text)
        if isinstance(value, float) and not unit and 0 < number < 1:
            return Reading(round(number * 24 * 60))
        hourly = unit == "hours" or (not unit and number < hours_below)
        return Reading(round(number * 60) if hourly else int(number))
    return Reading(None, (Note("minutes-unreadable", {"value": text}),))


def hours(minutes: int) -> str:
    """870 → 14時間30分."""
    return f"{minutes // 60}時間" + (f"{minutes % 60}分" if minutes % 60 else "")


@dataclass(frozen=True, slots=True)
class Assessment:
    """修了 / 未修了 / 要確認 with the reasons."""

    result: Result
    notes: tuple[Note, ...] = ()


def assess(
    minutes: int,
    items: Collection[int],
    field: Field,
    *,
    all_sessions: bool = True,
    mode: Mode = "all-days",
    events: int = 1,
    method: str = "レポート",
    report_on: object = None,
    refusal: str = "",
    required: int = REQUIRED_MINUTES,
) -> Assessment:
    """Assess one person in one field.

    minutes  attended, breaks not counted; summed over ``events``   items  numbers 1–5 covered
    mode     all-days: one event, every session; accumulate: minutes and items over several events count together
    method   the assessment declared in 様式第2号: a report (its date, or a mark that it came) is
    needed only where it names one (R10)
    refusal  reason for not assessing (Guideline 4); one "for points" is for a person to decide, reports are not graded
    """
    notes: list[Note] = []
    if refusal.strip():
        points = bool(_FOR_POINTS.search(squeeze(refusal)))
        rule = "completion-refused-for-points" if points else "completion-refused"
        return Assessment("要確認" if points else "未修了", (Note(rule, {"reason": refusal}),))
    if minutes < required:
        notes.append(
            Note(
                "completion-minutes",
                {"hours": hours(minutes), "minutes": minutes, "lacking": required - minutes},
            )
        )
    lacking = [name for number, name in enumerate(field.items, 1) if number not in items]
    if lacking:
        notes.append(Note("completion-items", {"items": "、".join(lacking)}))
    if mode == "all-days" and (not all_sessions or events > 1):
        notes.append(Note("completion-attendance", {}))
    if _REPORT.search(squeeze(method)) and report_on is None:
        notes.append(Note("completion-report-missing", {}))
    return Assessment("未修了" if notes else "修了", tuple(notes))
