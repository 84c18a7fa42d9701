"""時間数: how long something takes, in minutes, from every spelling found in 申請書, カリキュラム and 出席簿.

>>> read_duration("5時間×3日").value
900
>>> read_duration("9:30～12:30").value
180
>>> read_duration("2コマ", period=90).value
180
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from validators.reading import Note, Reading
from validators.text import fold_hyphens, normalize, squeeze, to_text

REQUIRED_MINUTES = 900  # 15 hours a field (Guideline 3(3))
Unit = Literal["minutes", "hours", ""]
_HOURS = re.compile(
    r"(\d{1,4}(?:\.\d+)?)(?:時間|hours?|hr?)(?:(半)|(\d{1,2})(?:分|m|min)?)?", re.IGNORECASE
)
_MINUTES = re.compile(r"(\d{1,6}(?:\.\d+)?)(?:分(?:間)?|m|min)", re.IGNORECASE)
_CLOCK = re.compile(r"(\d{1,4}):(\d\d)(?::\d\d)?")
_SECONDS = re.compile(r"(?<=:\d\d):00$")
_NUMBER = re.compile(r"\d{1,6}(?:\.\d+)?")
_MOMENT = r"(?:午前|午後|AM|PM)?(?:\d{1,2}:\d\d|\d{1,2}時(?:\d{1,2}分|半)?)"
_FROM_TO = re.compile(rf"({_MOMENT})(?:[~〜-]|から)({_MOMENT})(?:まで)?", re.IGNORECASE)
_AROUND_SIGN = re.compile(r"\s*([~〜-]|から)\s*")
_MOMENT_PARTS = re.compile(
    r"(午前|午後|AM|PM)?(\d{1,2})(?::(\d\d)|時(?:(\d{1,2})分|(半))?)", re.IGNORECASE
)
# One lesson of a timetable; how long it is has to be said somewhere.
_PERIOD = r"(?:コマ|時限|限|講)"
_PERIODS = re.compile(rf"(\d{{1,3}}){_PERIOD}")
_ONE_PERIOD = re.compile(
    rf"(?:1|各|一){_PERIOD}(?:は|の|あたり|当たり|当り|につき|[=:・,、])*(\d{{1,3}}(?:\.\d+)?(?:分|時間(?:半|\d{{1,2}}分)?))"
    rf"|(\d{{1,3}}(?:\.\d+)?(?:分|時間(?:半|\d{{1,2}}分)?))/{_PERIOD}"
)
_TIMES = re.compile(r"[×xX*✕]")
_COUNT = re.compile(rf"(\d{{1,3}})(?:日間?|回|{_PERIOD}|科目|項目)?")
_EACH = re.compile(
    r"^(?:各(?:種別|分野|研修|課程|コース)?|(?:全|合|総)?計|全部で|全|総|約|延べ?|のべ|(?:1|一)(?:種別|分野|研修)(?:に?つき|あたり|当たり)?"
    r"|(?:種別|分野)(?:ごと|毎)に?|いずれも|それぞれ)[:はに]?"
)
_A_DAY = re.compile(r"^(?:1|一|各|毎)(?:日|回)(?:に?つき|あたり|当たり)?(?=\d)")
_BEHIND = re.compile(r"(?:以上|程度|ずつ|/(?:1|一)?(?:種別|分野|人|名|日)|です)$")
_BRACKET = re.compile(r"\(([^()]*)\)")
_BREAK = re.compile(r"休憩|昼食|昼休み")
_WITHOUT = re.compile(r"除|含まな|含まず|含めな|別途|別に|別$|なし|無し?|控除(済|後)")


@dataclass(frozen=True, slots=True)
class Required:
    """The minutes a field takes (Guideline 3(3)), and how many of them 園内研修 may stand for."""

    minutes: int = REQUIRED_MINUTES
    in_house: int = 0


LEAST = Required()


def read_minutes(value: object, unit: Unit = "", *, required: Required = LEAST) -> Reading[int]:
    """Reads the time of a whole course: 900, "900分", "15時間", "14時間30分", "15:00", 15 → minutes.

    Below ``required`` the note minutes-short is added (R06), or minutes-in-house where 園内研修
    may make up for what is missing.
    ``unit`` is what the heading says of a bare number; where it says nothing, below 100 are hours, from 100 on minutes,
    and a number cell below 1 is Excel's part of a day (15:00 is 0.625).
    """
    return with_shortness(read_duration(value, unit, hours_below=100), required)


def with_shortness(reading: Reading[int], required: Required = LEAST) -> Reading[int]:
    """The reading, with a note where it is below the time that is required (Guideline 3(3))."""
    if reading.value is None or reading.value >= required.minutes:
        return reading
    lacking = required.minutes - reading.value
    rule = "minutes-short" if lacking > required.in_house else "minutes-in-house"
    params = {
        "hours": hours(reading.value),
        "lacking": lacking,
        "required": hours(required.minutes),
        "limit": required.in_house,
    }
    return Reading(reading.value, (*reading.notes, Note(rule, params)))


def read_duration(
    value: object, unit: Unit = "", *, hours_below: float = 10, period: int | None = None
) -> Reading[int]:
    """Reads a time of any length in minutes.

    hours_below  a bare number below it counts hours where ``unit`` says nothing
    period       minutes of one コマ, where the table states them

    Returns the minutes; a stated break inside the time is taken off (「15時間（うち休憩1時間）」 is 14 hours, R06).
    Notes: minutes-unreadable, minutes-period-unknown, minutes-break-unknown, minutes-without-break.
    """
    if isinstance(value, dt.timedelta):
        return Reading(round(value.total_seconds() / 60))
    if isinstance(value, dt.time):
        return Reading(value.hour * 60 + value.minute)
    text = squeeze(to_text(value))
    if not text:
        return Reading(None)
    if _NUMBER.fullmatch(text):
        return Reading(_bare(float(text), isinstance(value, float), unit, hours_below))
    match = _ONE_PERIOD.search(text)
    stated = (_simple(match[1] or match[2]) if match else None) or period
    core, bracket = _without_brackets(text)
    minutes = _expression(core, stated)
    if minutes is None and bracket:  # 3日間（15時間）: the time stands in the bracket
        minutes, bracket = _expression(bracket, stated), ""
    if minutes is None:
        rule = "minutes-period-unknown" if _PERIODS.search(core) and not stated else ""
        return Reading(None, (Note(rule or "minutes-unreadable", {"value": text}),))
    return _less_breaks(text, minutes, bracket)


def read_line(texts: Sequence[str]) -> int | None:
    """Reads the minutes of a line of a timetable from the cells at its head: 9:00～12:00, 1限 9:00～10:30, 1限（90分）,
    or 9:00 and 12:00 in two; None where they tell no length. A break that a cell takes off is taken off."""
    moments = [t for text in texts if re.fullmatch(_MOMENT, t := _SECONDS.sub("", squeeze(text)))]
    for text in ("~".join(moments), *texts) if len(moments) == 2 else texts:
        plain = _AROUND_SIGN.sub(r"\1", fold_hyphens(normalize(text)))
        if span := _FROM_TO.search(plain):
            return read_duration(text).value or _simple(span[0])
        if _PERIODS.search(plain) and (bracket := _BRACKET.search(squeeze(text))):
            return _simple(bracket[1])
    return None


def period_of(text: object) -> int | None:
    """Minutes of one コマ where a text states them: ※1コマ＝90分, コマ数（90分／コマ）, コマ（90分）."""
    plain = squeeze(to_text(text))
    if found := _ONE_PERIOD.search(plain):
        return _simple(found[1] or found[2])
    around = re.search(rf"{_PERIOD}(?:数)?\((?:1{_PERIOD})?(\d{{1,3}})分\)", plain)
    return int(around[1]) if around else None


def hours(minutes: int) -> str:
    """Shows minutes as a clerk writes them: 870 → 14時間30分."""
    return f"{minutes // 60}時間" + (f"{minutes % 60}分" if minutes % 60 else "")


def _bare(number: float, is_float: bool, unit: Unit, hours_below: float) -> int:
    """A number without a unit."""
    if is_float and not unit and 0 < number < 1:  # Excel's part of a day
        return round(number * 24 * 60)
    hourly = unit == "hours" or (not unit and number < hours_below)
    return round(number * 60) if hourly else int(number)


def _without_brackets(text: str) -> tuple[str, str]:
    """(the text without its brackets, what stood in them)."""
    inside = "、".join(_BRACKET.findall(text))
    return _BRACKET.sub("", text), inside


def _expression(text: str, period: int | None) -> int | None:
    """Minutes of 各2時間＋90分, 5時間×3日, 9:30～12:00、13:00～15:30; None when a part is not understood."""
    text = _BEHIND.sub("", _EACH.sub("", _EACH.sub("", text)))
    text = _ONE_PERIOD.sub(lambda m: m[1] or m[2], text)
    total = 0
    parts = [p for p in re.split(r"[+、,;]|及び|と(?=\d)", text) if p]
    for part in parts:
        minutes = _product(part, period)
        if minutes is None:
            return None
        total += minutes
    return total if parts else None


def _product(text: str, period: int | None) -> int | None:
    """One time, or a time and how often it comes: 5時間×3日, 10コマ×90分, 90分10コマ."""
    factors = [f for f in _TIMES.split(text) if f]
    if len(factors) > 1:  # 1日5時間 says how long a day is only beside how many days there are
        factors = [_A_DAY.sub("", f) for f in factors]
    if len(factors) == 1 and (run := re.fullmatch(rf"(.+?[分間半])(\d+{_PERIOD})", text)):
        factors = [run[1], run[2]]
    times = [minutes for f in factors if (minutes := _simple(f)) is not None]
    if len(times) == 1:
        for count in [f for f in factors if _simple(f) is None]:
            often = _COUNT.fullmatch(count)
            if not often:
                return None
            times[0] *= int(often[1])
        return times[0]
    lessons = [int(taken[1]) for f in factors if (taken := _PERIODS.fullmatch(f))]
    if period and len(factors) == len(lessons) == 1:
        return lessons[0] * period
    return None


def _simple(text: str) -> int | None:
    """One time with its unit, or from one time of day to another."""
    if match := _HOURS.fullmatch(text):
        return round(float(match[1]) * 60) + (30 if match[2] else int(match[3] or 0))
    if match := _MINUTES.fullmatch(text):
        return int(float(match[1]))
    if match := _CLOCK.fullmatch(text):
        return int(match[1]) * 60 + int(match[2])
    if span := _FROM_TO.fullmatch(fold_hyphens(text)):
        start, end = _moment(span[1]), _moment(span[2])
        if end < start and re.match(r"午後|PM", span[1], re.IGNORECASE):  # 午後1時～4時
            end += 720
        return end - start if start < end <= 24 * 60 else None
    return None


def _moment(text: str) -> int:
    """Minutes since midnight of 13:30, 午後1時半."""
    match = _MOMENT_PARTS.fullmatch(text)
    assert match, text
    minutes = int(match[2]) * 60 + (30 if match[5] else int(match[3] or match[4] or 0))
    afternoon = (match[1] or "").upper() in ("午後", "PM") and minutes < 720
    return minutes + (720 if afternoon else 0)


def _less_breaks(text: str, minutes: int, bracket: str) -> Reading[int]:
    """What the bracket says of breaks: taken off, already left out, or to be asked."""
    said = [part for part in re.split(r"[、,。]", bracket) if _BREAK.search(part)]
    if not said or any(_WITHOUT.search(part) for part in said):
        return Reading(minutes)
    amount = re.search(r"\d{1,3}(?:\.\d+)?(?:時間(?:半|\d{1,2}分)?|分)", said[0])
    rest = _simple(amount[0]) if amount else None
    if rest is None:
        return Reading(minutes, (Note("minutes-break-unknown", {"value": text}),))
    net = max(0, minutes - rest)
    return Reading(net, (Note("minutes-without-break", {"value": text, "hours": hours(net)}),))
