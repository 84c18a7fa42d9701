"""和暦 and 西暦: a date from every spelling found in rosters, and back."""

from __future__ import annotations

import datetime as dt
import re

from validators.eras import ERAS, wareki
from validators.problems import InvalidValue
from validators.reading import Note, Reading
from validators.text import fold_hyphens, normalize, squeeze, to_text

# (name, letter, first day); the list is in order and each era ends where the next begins.
_FIRST = {key: start for name, letter, start in ERAS for key in (name, letter, name[0])}
_ERA = "明治|大正|昭和|平成|令和|[明大昭平令MTSHR]"
_SEPARATOR = r"[-/.,年月]"
_WITH_ERA = re.compile(
    rf"({_ERA})[-/.]?(元|\d{{1,2}}){_SEPARATOR}(\d{{1,2}}){_SEPARATOR}(\d{{1,2}})日?", re.IGNORECASE
)
_ERA_COMPACT = re.compile(rf"({_ERA})(\d\d)(\d\d)(\d\d)", re.IGNORECASE)
_WESTERN = re.compile(rf"(?:西暦)?(\d{{4}}){_SEPARATOR}(\d{{1,2}}){_SEPARATOR}(\d{{1,2}})日?")
_COMPACT = re.compile(r"((?:18|19|20)\d\d)(\d\d)(\d\d)")
_NO_ERA = re.compile(rf"(元|\d{{1,2}}){_SEPARATOR}(\d{{1,2}}){_SEPARATOR}(\d{{1,2}})日?")
_INCOMPLETE = re.compile(
    rf"(?:(?:西暦)?\d{{4}}|(?:{_ERA})[-/.]?(?:元|\d{{1,2}}))(?:年|(?:{_SEPARATOR}\d{{1,2}}月?))?|\d{{1,2}}[月/]\d{{1,2}}日?",
    re.IGNORECASE,
)
# Looked for before spaces go: in "1985/12/21 0:00" the blank alone says where the day ends and the hour begins.
_TAIL = re.compile(
    r" ?(?:(?:[T ]|(?<=[日)]))\d{1,2}:\d{2}(?::\d{2})?(?:\.\d+)?(?:Z|[+-]\d{2}:?\d{2})?"
    r"|\( ?[月火水木金土日祝・]{1,3}(?:曜日?)? ?\)|[月火水木金土日]曜日?|生(?:まれ)?)$"
)
_DOUBLE = re.compile(
    r"([^()]+)\(([^()]+)\)([^()]*)"
)  # 昭和60年(1985年)4月1日, and our own 1985-04-01(昭和60年4月1日)
_CLEAN_ISO = re.compile(r"(\d{4})-(\d\d)-(\d\d)")
_REGULAR = re.compile(
    r"\d{4}([-/])\d{1,2}\1\d{1,2}|\d{4}年\d{1,2}月\d{1,2}日|(明治|大正|昭和|平成|令和)(元|\d{1,2})年\d{1,2}月\d{1,2}日"
)
_KANJI = {c: i for i, c in enumerate("〇一二三四五六七八九")}
_KANJI_NUMBER = re.compile(r"[〇一二三四五六七八九十]{1,6}(?=[年月日])")
_FORESEEN = 5  # years
_LAST_CANDIDATE = 2050  # a candidate for an unclear year lies in a working life, not after it
_EPOCH = dt.date(1899, 12, 30)
_EPOCH_1904 = dt.date(1904, 1, 1)


_LONGEST_DATE = 100  # signs; two calendars, a weekday and a time have some 50


def read_date(value: object, *, date_1904: bool = False) -> Reading[dt.date]:
    """A cell as a date. Numbers are serial dates of the workbook's system, or yyyymmdd; what is
    unclear stays unread with candidates, and a day before 明治 is none: every date read has a 和暦.

    >>> read_date("令和7年4月1日").value.isoformat(), read_date("R7.4.31").value
    ('2025-04-01', None)
    """
    if isinstance(value, dt.datetime):
        return _given(value.date())
    if isinstance(value, dt.date):
        return _given(value)
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        return _from_number(value, date_1904)
    text = to_text(value)
    if match := _CLEAN_ISO.fullmatch(text):
        return _made(text, int(match[1]), int(match[2]), int(match[3]))
    spaced = normalize(text)
    if len(spaced) > _LONGEST_DATE:
        return Reading(None, (Note("date-unreadable", {"value": text}),))
    return _from_text(text, _plain(spaced)) if spaced else Reading(None)


def to_wareki(date: dt.date) -> str:
    """2025-11-09 → 令和7年11月9日, first years 元年. Raises InvalidValue before 1868-10-23."""
    if shown := wareki(date):
        return shown
    raise InvalidValue(_before_eras(date))


def _before_eras(date: dt.date) -> Note:
    return Note("date-before-eras", {"date": date.isoformat()})


def _given(date: dt.date) -> Reading[dt.date]:
    """A cell that Excel holds as a date already."""
    return Reading(date) if date >= ERAS[0][2] else Reading(None, (_before_eras(date),))


def join_parts(era: object, year: object, month: object, day: object) -> str:
    """One text from the cells 元号・年・月・日; "" when all are blank."""
    parts = [squeeze(to_text(p)) for p in (era, year, month, day)]
    if not any(parts[1:]):
        return ""
    return parts[0] + "".join(
        p if not p or p.endswith(unit) else p + unit
        for p, unit in zip(parts[1:], "年月日", strict=True)
    )


def _from_number(value: float, date_1904: bool) -> Reading[dt.date]:
    if value != value or value in (float("inf"), float("-inf")):
        return Reading(None)
    text = to_text(value)
    if _COMPACT.fullmatch(text):
        return _from_text(text, text)
    if not 1 <= value < 80000 or (value == 60 and not date_1904):
        return Reading(None, (Note("date-unreadable", {"value": text}),))
    days = int(value)
    if date_1904:
        return Reading(_EPOCH_1904 + dt.timedelta(days))
    return Reading(_EPOCH + dt.timedelta(days if days > 60 else days + 1))


def _plain(text: str) -> str:
    """Normalized text in one spelling for the patterns: no weekday or time, no spaces, kanji
    numerals as digits, one kind of hyphen."""
    for _ in range(2):
        text = _TAIL.sub("", text)
    plain = _KANJI_NUMBER.sub(lambda m: str(_kanji(m[0])), text.replace(" ", ""))
    return (
        fold_hyphens(plain)
        .replace("．", ".")
        .replace("。", ".")
        .replace("・", ".")
        .replace("、", ".")
    )


def _kanji(text: str) -> int:
    if "十" not in text:
        return int("".join(str(_KANJI[c]) for c in text))
    tens, _, ones = text.partition("十")
    return (_KANJI.get(tens, 1) if tens else 1) * 10 + (_KANJI.get(ones, 0) if ones else 0)


def _from_text(text: str, plain: str) -> Reading[dt.date]:
    if match := _WESTERN.fullmatch(plain) or _COMPACT.fullmatch(plain):
        return _made(text, *(int(g) for g in match.groups()))
    if match := _WITH_ERA.fullmatch(plain) or _ERA_COMPACT.fullmatch(plain):
        return _era(text, *match.groups())
    if match := _NO_ERA.fullmatch(plain):
        return Reading(
            None,
            (Note("date-era-missing", {"value": text}, " / ".join(_candidates(*match.groups()))),),
        )
    if re.fullmatch(r"[2-5]\d{4}", plain):
        date = _EPOCH + dt.timedelta(int(plain))
        return Reading(None, (Note("date-serial-text", {"value": text}, show(date)),))
    if _INCOMPLETE.fullmatch(plain):
        return Reading(None, (Note("date-incomplete", {"value": text}),))
    if match := _DOUBLE.fullmatch(plain):
        return _double(text, *match.groups())
    return Reading(None, (Note("date-unreadable", {"value": text}),))


def _double(text: str, outer: str, inner: str, rest: str) -> Reading[dt.date]:
    """A date written in both calendars: read where the two agree."""
    other = f"{inner.removesuffix('年')}年{rest.removeprefix('年')}" if rest else inner
    first, second = _from_text(text, outer + rest).value, _from_text(text, other).value
    if first and first == second:
        return Reading(first, _spelled(text, first))
    candidates = " / ".join(show(day) for day in (first, second) if day) if first and second else ""
    return Reading(None, (Note("date-unreadable", {"value": text}, candidates),))


def _made(text: str, year: int, month: int, day: int) -> Reading[dt.date]:
    date = _date(year, month, day)
    if date is None:
        return Reading(None, (Note("date-nonexistent", {"value": text}),))
    return Reading(date, _spelled(text, date)) if date >= ERAS[0][2] else _given(date)


def _era(text: str, era: str, year: str, month: str, day: str) -> Reading[dt.date]:
    first = _FIRST[era.upper()]
    number = 1 if year == "元" else int(year)
    date = _date(first.year + number - 1, int(month), int(day)) if number else None
    if date is None or date < first:
        return Reading(None, (Note("date-nonexistent", {"value": text}),))
    later = [start for _, _, start in ERAS if start > first]
    if later and date >= later[0]:
        # papers made before an era ended name dates a few years on (平成32年3月31日); 昭和70年 and
        # 平成40年 are a slip of the digits
        if number > later[0].year - first.year + 1 + _FORESEEN:
            return Reading(None, (Note("date-nonexistent", {"value": text}),))
        return Reading(date, (Note("date-era-overflow", {"value": text}, show(date)),))
    return Reading(date, _spelled(text, date))


def _spelled(text: str, date: dt.date) -> tuple[Note, ...]:
    return (
        ()
        if _REGULAR.fullmatch(text.strip())
        else (Note("date-spelling", {"value": text}, show(date)),)
    )


def show(date: dt.date) -> str:
    """1985-04-01（昭和60年4月1日）."""
    return f"{date.isoformat()}（{to_wareki(date)}）" if date >= ERAS[0][2] else date.isoformat()


def _candidates(year: str, month: str, day: str) -> list[str]:
    number = 1 if year == "元" else int(year)
    found = []
    for position, (_, _, start) in reversed(list(enumerate(ERAS))):
        date = _date(start.year + number - 1, int(month), int(day)) if number else None
        end = ERAS[position + 1][2] if position + 1 < len(ERAS) else dt.date.max
        if date and start <= date < end and 1900 <= date.year <= _LAST_CANDIDATE:
            found.append(show(date))
    western = (
        _date(2000 + number, int(month), int(day))
        if len(year) == 2 and 2000 + number <= _LAST_CANDIDATE
        else None
    )
    return [*found, *([western.isoformat()] if western else [])]


def _date(year: int, month: int, day: int) -> dt.date | None:
    try:
        return dt.date(year, month, day)
    except ValueError:
        return None
