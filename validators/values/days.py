"""日程: the days a cell lists, as people write them: one date, a range, several, 第1回：…, ほか2日, 予定.

>>> read_first_day("R8.9.5（土）～R8.9.19（土）全3日").value.isoformat()
'2026-09-05'
"""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass, field

from validators.reading import Note, Reading
from validators.text import HYPHENS, normalize, to_text
from validators.values.dates import read_date, show

_ERA = r"明治|大正|昭和|平成|令和|(?<![A-Za-z])[明大昭平令MTSHR](?=[-.]?\d|元)"
_FULL = (
    rf"(?:(?:西暦)?(?<!\d)\d{{4}}|(?:{_ERA})[-.]?(?:元|\d{{1,2}}))[年/.\-]\d{{1,2}}[月/.\-]\d{{1,2}}日?"
    r"|(?<!\d)(?:19|20)\d{6}(?!\d)"
)
_MONTH_DAY = r"(?<![\d.])(?P<month>\d{1,2})(?:月|[/.])(?P<day>\d{1,2})日?(?![\d:])"
_DAY = r"(?<![\d/.:])(?P<only>\d{1,2})日?(?![\d:/.時分回名人年月間目件])"
_TOKEN = re.compile(rf"(?P<full>{_FULL})|{_MONTH_DAY}|{_DAY}", re.IGNORECASE)
# Between two days of one list nothing else stands; a bare number counts as a day only there.
_JOINT = re.compile(rf"[{HYPHENS}\s、,，・;；~〜～]*(?:及び|と|から|並びに|/|＆|&)?\s*")
_CIRCLED = re.compile(r"[①-⑳]")
_SPACES = re.compile(r"(?<=[年月/.])\s+(?=\d)|(?<=令和|平成)\s+(?=[\d元])|(?<=\d)\s+(?=[年月日])")
_NOISE = re.compile(
    r"\((?:[月火水木金土日祝休・\s]{1,5}|[月火水木金土日]曜日?)\)"
    r"|\d{1,2}:\d{2}(?:\s*[-~〜～―ー－]\s*\d{1,2}:\d{2})?"
    r"|\d{1,2}時(?:\d{1,2}分|半)?(?:\s*(?:[-~〜～]|から)\s*\d{1,2}時(?:\d{1,2}分|半)?)?"
    r"|第\s*[\d一二三四五六]{1,2}\s*(?:回目?|日目?|期|クール|講|部|班|日程)\s*[::]?|\d{1,2}(?:回目|日目|期目|班)\s*[::]?"
    r"|(?<![A-Za-z])[A-Z](?:日程|コース|会場|班|クール)?\s*[::]"
    r"|(?:全|計|合計|各|延べ|の)\s*\d{1,2}\s*(?:日間?|回|コマ|時間)|\d{1,2}日間|\d{1,3}(?:時間|分|名|人|コマ|会場)"
    r"|(?:ほか|他|外)\s*\d{1,2}\s*(?:日間?|回)"
)
_OPEN = re.compile(
    r"(?:ほか|他|外)\s*\d{1,2}\s*(?:日|回)|(?:ほか|他|など|等)\s*\)?$|[~〜～]\s*$|以降|以後|から$"
)
_VAGUE = re.compile(
    r"未定|未確定|調整中|検討中|頃|ごろ|上旬|中旬|下旬|月末|末日?|または|又は|もしくは|若しくは|いずれか|以降|以後|[?？]"
)
_YEAR_AHEAD = re.compile(r"^\s*(?:(令和|平成|R|H)\s*(元|\d{1,2})|(20\d\d))\s*年度\s*")
_SHOWN_OPEN = "ほか"
_HALF_A_YEAR = 6  # months: 12月、1月 goes on in the next year, 9月、8月 does not


@dataclass(slots=True)
class _Scan:
    """What was found in one text, left to right."""

    fiscal: int | None
    assumed: bool
    days: list[dt.date] = field(default_factory=list)
    wrong: Note | None = None
    backwards: bool = False
    guessed: bool = False


def read_days(value: object, *, fiscal: int | None = None) -> Reading[tuple[dt.date, ...]]:
    """Reads every day that a cell names, in the order written.

    fiscal  年度 of the title or of the filing, for days that name no year; it is a guess and noted

    A part without year or month takes them from the part before; a month far before it is the next year's.
    Notes: days-listed (情報: what was taken), date-year-assumed, days-partly-read, days-out-of-order (要確認),
    date-nonexistent (誤り), and those of ``read_date`` where no day at all was found.
    """
    single = read_date(value)
    if single.value is not None:
        return Reading((single.value,), single.notes)
    if isinstance(value, (int, float)) or any(n.rule == "date-nonexistent" for n in single.notes):
        return Reading(None, single.notes)
    text = _SPACES.sub("", normalize(_CIRCLED.sub("、", to_text(value).replace("\n", "、"))))
    scan, rest = _scan(text, fiscal)
    if scan.wrong:
        return Reading(None, (scan.wrong,))
    if not scan.days:
        return Reading(None, single.notes)
    return Reading(tuple(scan.days), _notes(to_text(value), scan, rest))


def read_first_day(value: object, *, fiscal: int | None = None) -> Reading[dt.date]:
    """Reads the earliest of the days a cell lists."""
    days = read_days(value, fiscal=fiscal)
    return Reading(min(days.value) if days.value else None, days.notes)


def read_last_day(value: object, *, fiscal: int | None = None) -> Reading[dt.date]:
    """Reads the latest of the days a cell lists; None where it says that there are more (ほか2日)."""
    days = read_days(value, fiscal=fiscal)
    known = days.value if days.value and not _OPEN.search(normalize(to_text(value))) else None
    return Reading(max(known) if known else None, days.notes)


def _scan(text: str, fiscal: int | None) -> tuple[_Scan, str]:
    """The days of a text, and what of it was not understood."""
    scan = _Scan(fiscal, fiscal is not None)
    if ahead := _YEAR_AHEAD.match(text):  # 令和8年度 9月5日: the year is said, not guessed
        scan.fiscal, scan.assumed = _fiscal(ahead), False
        text = text[ahead.end() :]
    text = _NOISE.sub(lambda m: " " if m[0].startswith("(") else "、", text)
    rest: list[str] = []
    end = 0
    for token in _TOKEN.finditer(text):
        between = text[end : token.start()]
        follows = bool(scan.days) and bool(_JOINT.fullmatch(between))
        day = _day(scan, token, follows)
        if scan.wrong:
            break
        if day is None:
            continue
        rest.append(between)
        # 第2回 may well come before 第1回; a range, or a part of a list, may not
        joined = not token["full"] or re.search(r"[~〜～]|から", between)
        scan.backwards |= bool(joined) and follows and day < scan.days[-1]
        scan.days.append(day)
        end = token.end()
    rest.append(text[end:])
    return scan, " ".join(rest)


def _fiscal(match: re.Match[str]) -> int:
    if match[3]:
        return int(match[3])
    number = 1 if match[2] == "元" else int(match[2])
    return {"令和": 2018, "R": 2018, "平成": 1988, "H": 1988}[match[1]] + number


def _day(scan: _Scan, token: re.Match[str], follows: bool) -> dt.date | None:
    """One token as a day; None where it is none. What no calendar has is left in ``scan.wrong``."""
    if token["full"]:
        reading = read_date(token["full"])
        if reading.value is None:
            scan.wrong = reading.notes[0] if reading.notes else None
        return reading.value
    if token["only"]:
        return _made(scan, token, scan.days[-1].month) if follows else None
    by_point = "." in token[0] and "月" not in token[0]
    if by_point and not scan.days:
        return None  # 9.5 alone is a number
    return _made(scan, token, int(token["month"]))


def _made(scan: _Scan, token: re.Match[str], month: int) -> dt.date | None:
    day = int(token["only"] or token["day"])
    if scan.days:
        before = scan.days[-1]
        year = before.year + (month < before.month and before.month - month > _HALF_A_YEAR)
    elif scan.fiscal is not None:
        year = scan.fiscal + (month < 4)
        scan.guessed = scan.assumed
    else:
        return None
    try:
        return dt.date(year, month, day)
    except ValueError:
        scan.wrong = Note("date-nonexistent", {"value": token[0]})
        return None


def _notes(text: str, scan: _Scan, rest: str) -> tuple[Note, ...]:
    """What has to be said of the days taken."""
    first, last = min(scan.days), max(scan.days)
    shown = show(first) if first == last else f"{show(first)} から {show(last)}"
    if _OPEN.search(normalize(text)):
        shown += f" {_SHOWN_OPEN}"
    if scan.guessed:
        rule = "date-year-assumed"
    elif scan.backwards:
        rule = "days-out-of-order"
    elif _VAGUE.search(rest) or re.search(r"\d", rest):
        rule = "days-partly-read"
    else:
        rule = "days-listed"
    return (Note(rule, {"value": text.replace("\n", " ")}, shown),)
