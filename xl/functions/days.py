"""Worksheet functions on days (日付の関数): deadlines, the reach of a designation, 年度, 和暦 and 西暦."""

from __future__ import annotations

import datetime as dt

from validators import eras
from validators.guideline import designation, filing, fiscal_year
from validators.problems import InvalidValue
from validators.reading import Note
from validators.text import is_blank, to_text
from validators.values import dates as wareki
from xl.functions.arguments import date_of, first_day_of, last_day_of, method_of, moment
from xl.functions.registry import Argument, FunctionFault, function

_FIRST_DAY = Argument("first_day", "その種別の研修の最初の実施予定日")
_METHOD = Argument(
    "method", "2か月前の数え方。A: 応当日（省略時）、B: 民法の期間をさかのぼる、C: 中2か月", True
)


@function(
    "FILINGDEADLINE", "指定申請の期限（研修実施予定日の2か月前）を返します", _FIRST_DAY, _METHOD
)
def filingdeadline(first_day: object, method: object = None) -> dt.datetime:
    """Guideline 6(1)."""
    return moment(filing.deadline(first_day_of(first_day, "実施予定日"), method_of(method)))


@function(
    "FILINGCHECK",
    "指定申請が期限内かを返します。超過は ※ で始まります",
    Argument("filed_on", "申請書を受け付けた日"),
    _FIRST_DAY,
    _METHOD,
)
def filingcheck(filed_on: object, first_day: object, method: object = None) -> str:
    """期限内 / 境界 / ※超過 with the deadline and the method."""
    if is_blank(first_day):
        raise InvalidValue(Note("function-argument-missing", {"column": "実施予定日"}))
    found = filing.check(
        date_of(filed_on, "申請日"),
        first_day_of(first_day, "実施予定日"),
        method_of(method),
        decided=not is_blank(method),
    )
    limit = f"期限 {_shown(found.deadline)}、方法{found.method}"
    if found.closed and found.last_open:
        limit += f"、{found.closed}のため前開庁日 {_shown(found.last_open)}"
    if found.verdict == "超過":
        raise FunctionFault(f"超過{-found.days}日（{limit}）")
    if found.verdict == "境界":
        return f"境界（{limit}。数え方によって期限内にも超過にもなります）"
    return f"期限内（{limit}、余裕{found.days}日）"


def _shown(day: dt.date) -> str:
    """The day in the calendar of all our sentences."""
    return eras.wareki(day) or day.isoformat()


@function(
    "DESIGNATIONCHECK",
    "指定の効力が研修の日程に及ぶかを確かめます。及べば ○",
    Argument("designated_on", "指定の日"),
    Argument("first_day", "研修の初日"),
    Argument("last_day", "研修の最終日"),
    Argument(
        "renewed_fiscal_years",
        "更新届出のあった年度（2025,2026 や 令和5年度～令和7年度。数セルの範囲も可）",
        True,
        listed=True,
    ),
)
def designationcheck(
    designated_on: object, first_day: object, last_day: object, renewed_fiscal_years: object = None
) -> str:
    """Guideline 6(3)."""
    years = fiscal_year.read_renewed_years(renewed_fiscal_years)
    if not years and not is_blank(renewed_fiscal_years):
        value = to_text(renewed_fiscal_years)
        raise InvalidValue(Note("fiscal-year-unreadable", {"value": value}))
    first = first_day_of(first_day, "研修の初日")
    last = last_day_of(first_day if is_blank(last_day) else last_day, "研修の最終日")
    if last < first:
        params = {"first": first, "last": last}
        raise InvalidValue(Note("function-days-reversed", params))
    notes = designation.check(date_of(designated_on, "指定の日"), first, last, years)
    if notes:
        raise InvalidValue(notes[0])
    return "○"


@function(
    "FISCALYEAR", "日付の年度（4月始まり、西暦）を返します", Argument("date", "日付（和暦も可）")
)
def fiscalyear(date: object) -> int:
    """2026-03-31 → 2025."""
    return fiscal_year.fiscal_year(date_of(date, "日付"))


@function("WAREKI", "日付を和暦の文字列にします", Argument("date", "日付"))
def wareki_(date: object) -> str:
    """令和7年11月9日."""
    return wareki.to_wareki(date_of(date, "日付"))


@function(
    "SEIREKI",
    "和暦などの文字列を日付にします。元号のない年は ※ で候補を返します",
    Argument("text", "令和7年11月9日、R7.11.9、2025/11/9 など"),
)
def seireki(text: object) -> dt.datetime:
    """A true date; the cell needs a date format."""
    return moment(date_of(text, "日付"))
