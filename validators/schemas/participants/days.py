"""Rules on the days of a 受講者名簿: the completion and the report come after the last session, and none of them
after today (Guideline 4, 5(4))."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

import pandas as pd

from validators.guideline.attendance import day_of
from validators.reading import Note
from validators.schemas.participants.verdicts import Cell
from validators.schemas.records import Fault
from validators.schemas.rule import Found, Frame, TableRule, found_by
from validators.values.day_arithmetic import months_later
from validators.values.days import read_last_day

_SLIP = 90  # days; a day so long after the completion is of the year before
# Column → what is told of a day there that lies before the last session.
_AFTER = {"completed_on": "completed-before-session", "report_on": "report-before-session"}


def day_in(f: Frame, column: str, i: int) -> dt.date | None:
    """Gives the day of a cell, None where there is none or only a mark (提出済)."""
    value = f.at(column, i) if column in f.records.typed else None
    if isinstance(value, dt.datetime):
        return None if pd.isna(value) else value.date()
    return value if isinstance(value, dt.date) else None


def before_last(f: Frame, sheet: Sequence[Sequence[Cell]]) -> list[Fault]:
    """修了年月日 or レポート提出日 before the last session that the sheet has a column for, or before the day the
    row is of."""
    faults = []
    for i in range(len(f.records)):
        held = f.at("held_on", i) if "held_on" in f.records.typed else None
        last = read_last_day(held).value if held else None
        for column, rule in _AFTER.items():
            if not (said := day_in(f, column, i)):
                continue
            days = [d for c in sheet[i] if (d := _session_day(c.heading, said))]
            ended = max([*days, *([last] if last else [])], default=None)
            if ended and said < ended:
                faults.append(Fault(i, column, Note(rule, {"day": said, "last": ended})))
    return faults


def _session_day(heading: str, near: dt.date) -> dt.date | None:
    """The day of a session headed 7/18, in the year that lies nearest to a day."""
    found = day_of(heading)
    if not found:
        return None
    try:
        day = dt.date(near.year, *found)
    except ValueError:
        return None
    return day if (day - near).days < _SLIP else months_later(day, -12)


def _future(column: str) -> TableRule:
    def find(f: Frame) -> Found:
        today = f.context.today
        days = {i: day_in(f, column, i) for i in range(len(f.records))}
        late = {i: day for i, day in days.items() if day and day > today}
        return {i: {"column": column, "date": day, "today": today} for i, day in late.items()}

    return found_by("participant-date-future", column, (column,), find)


def _ages(f: Frame) -> Found:
    """People who are too young or too old on the day of completion, without one today."""
    found: Found = {}
    roster = f.context.profile.roster
    for i in range(len(f.records)):
        born, day = day_in(f, "birth_date", i), day_in(f, "completed_on", i) or f.context.today
        if born and born <= f.context.today:
            age = day.year - born.year - ((day.month, day.day) < (born.month, born.day))
            if not roster.min_age <= age <= roster.max_age:
                found[i] = {"day": day, "age": max(age, 0), "birth": born}
    return found


RULES: tuple[TableRule, ...] = (
    _future("birth_date"),
    _future("completed_on"),
    _future("report_on"),
    found_by("participant-age", "birth_date", ("birth_date",), _ages),
)
