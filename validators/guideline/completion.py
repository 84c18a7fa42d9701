"""修了の評価 (Guideline 3(3), 4): at least 15 hours in minutes, all five items, all sessions, and
the declared assessment."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass
from typing import Literal

from validators.guideline.fields import Field
from validators.reading import Note
from validators.text import squeeze
from validators.values.durations import REQUIRED_MINUTES, hours

Mode = Literal["all-days", "accumulate"]
Result = Literal["修了", "未修了", "要確認"]
_REPORT = re.compile(r"レポート|報告書|感想文|report", re.IGNORECASE)
# A report is not graded (Guideline 4): points, a standard that was not reached, a report that was not good enough.
_FOR_POINTS = re.compile(
    r"\d+点|点数|採点|評点|得点|不合格|点に満た|点未満|(基準|水準|合格)(点|ライン)?(に|を)?(達し|満た|届|下回)"
    r"|(レポート|報告書|課題|テスト|試験|考査|答案)(等)?(の|が|は|も)?(内容|出来|理解度|成績|評価|質)?(の|が|は|も)?"
    r"(不十分|不足|不備|不可|不適|悪い|低い|低評価|良くない|良好でない|乏しい|薄い|物足りない|D評価|C評価)|成績不良|理解度(が)?(低|不足|\d)"
)


@dataclass(frozen=True, slots=True)
class Attendance:
    """What one person did in one field.

    minutes       attended, breaks not counted; summed over ``events``
    items         numbers 1–5 of the 内容 covered
    all_sessions  no session of the course was missed
    report_on     the report's date, or a mark that it came
    refusal       reason for not assessing (Guideline 4)
    in_house      minutes of 園内研修 written down, None where nothing says how many
    """

    minutes: int
    items: Collection[int]
    all_sessions: bool = True
    events: int = 1
    report_on: object = None
    refusal: str = ""
    in_house: int | None = None


@dataclass(frozen=True, slots=True)
class Terms:
    """What a prefecture and a course ask for.

    mode            all-days: one event, every session; accumulate: minutes and items over several events count together
    method          the assessment declared in 様式第2号: a report is needed only where it names one (R10)
    in_house_limit  how many minutes of 園内研修 may count beside those attended
    """

    mode: Mode = "all-days"
    method: str = "レポート"
    required: int = REQUIRED_MINUTES
    in_house_limit: int = 0


@dataclass(frozen=True, slots=True)
class Assessment:
    """修了 / 未修了 / 要確認 with the reasons."""

    result: Result
    notes: tuple[Note, ...] = ()


def assess(done: Attendance, field: Field, terms: Terms | None = None) -> Assessment:
    """Assesses one person in one field (Guideline 3(3), 4).

    A refusal "for points" is for a person to decide: reports are not graded.
    """
    terms = terms or Terms()
    if done.refusal.strip():
        points = bool(_FOR_POINTS.search(squeeze(done.refusal)))
        rule = "completion-refused-for-points" if points else "completion-refused"
        note = Note(rule, {"reason": done.refusal})
        return Assessment("要確認" if points else "未修了", (note,))
    notes, beside = _time(done, terms)
    lacking = [name for number, name in enumerate(field.items, 1) if number not in done.items]
    if lacking:
        notes.append(Note("completion-items", {"items": "、".join(lacking)}))
    if terms.mode == "all-days" and (not done.all_sessions or done.events > 1):
        notes.append(Note("completion-attendance", {}))
    if _REPORT.search(squeeze(terms.method)) and done.report_on is None:
        notes.append(Note("completion-report-missing", {}))
    open_question = any(n.rule == "in-house-unknown" for n in beside)
    result: Result = "未修了" if notes else "要確認" if open_question else "修了"
    return Assessment(result, (*notes, *beside))


def _time(done: Attendance, terms: Terms) -> tuple[list[Note], list[Note]]:
    """Whether the time is enough: notes that it is not, and notes told beside the result."""
    minutes, required, limit = done.minutes, terms.required, terms.in_house_limit
    counted = min(done.in_house or 0, limit)
    params: dict[str, object] = {"hours": hours(minutes), "limit": limit}
    if minutes >= required:
        return [], []
    if minutes + counted >= required:
        return [], [Note("in-house-counted", {**params, "counted": counted})]
    if done.in_house is None and minutes + limit >= required:
        return [], [Note("in-house-unknown", {**params, "lacking": required - minutes})]
    lacking = {"minutes": minutes, "lacking": required - minutes - counted}
    return [Note("completion-minutes", {**params, **lacking, "required": hours(required)})], []
