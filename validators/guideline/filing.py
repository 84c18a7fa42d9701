"""指定申請の期限「研修実施予定日の2か月前まで」 (Guideline 6(1)); the notice does not say how to
count, so there are three methods.

A  same day two months earlier, clipped to the month's end (what EDATE gives)
B  the latest day from which two months, counted forward by 民法140・143, are over by the first day
C  the same, over before the first day (中2か月)
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Literal

from validators.values.day_arithmetic import days_later, months_later

Method = Literal["A", "B", "C"]
Verdict = Literal["期限内", "境界", "超過"]


@dataclass(frozen=True, slots=True)
class Filing:
    """``days`` is the margin to the deadline, negative when late. ``closed`` names the closed day the deadline falls on
    ("" on an open day) and ``last_open`` the open day before it. ``softened``: late, but consulted beforehand."""

    verdict: Verdict
    deadline: dt.date
    days: int
    method: Method
    closed: str = ""
    last_open: dt.date | None = None
    softened: bool = False


def deadline(first_day: dt.date, method: Method = "A") -> dt.date:
    """Last day for filing; ``first_day`` is the first day of the first course of that kind."""
    back = months_later(first_day, -2)
    if method == "A":
        return back
    latest = first_day if method == "B" else days_later(first_day, -1)
    day = days_later(back, 2)
    while _over(day) > latest and day > dt.date.min:
        day = days_later(day, -1)
    return day


def _over(filed: dt.date) -> dt.date:
    """The day on whose start two months counted from the day after ``filed`` are over (民法143: the
    day of the same number)."""
    start = days_later(filed, 1)
    end = months_later(start, 2)
    return days_later(end, -1) if end.day == start.day else end


def check(
    filed_on: dt.date,
    first_day: dt.date,
    method: Method = "A",
    consulted_on: dt.date | None = None,
    *,
    decided: bool = False,
) -> Filing:
    """Tells whether it was filed in time (Guideline 6(1)).

    decided  the prefecture has named its method: then there is no 境界, which is said where the methods disagree
    A consultation no later than the filing softens 超過 (T42).
    """
    limit = deadline(first_day, method)
    # at month ends B can lie after A
    limits = (limit,) if decided else (limit, deadline(first_day, "A"), deadline(first_day, "C"))
    verdict: Verdict = (
        "期限内" if filed_on <= min(limits) else "超過" if filed_on > max(limits) else "境界"
    )
    closed, last_open = closed_day(limit), limit
    while closed_day(last_open) and last_open > dt.date.min:
        last_open = days_later(last_open, -1)
    return Filing(
        verdict,
        limit,
        (limit - filed_on).days,
        method,
        closed,
        last_open if closed else None,
        softened=verdict == "超過" and consulted_on is not None and consulted_on <= filed_on,
    )


def closed_day(day: dt.date) -> str:
    """Why a public office is closed that day: 土曜日, 日曜日, the holiday's name, 年末年始; "" when open."""
    if (day.month, day.day) in ((12, 29), (12, 30), (12, 31), (1, 2), (1, 3)):
        return "年末年始"
    import jpholiday  # only where a deadline is looked at: it costs an import

    holiday = jpholiday.is_holiday_name(day)
    return str(holiday) if holiday else {5: "土曜日", 6: "日曜日"}.get(day.weekday(), "")
