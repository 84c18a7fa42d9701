"""Evidence (裏付け): what the cells below a heading say about the item of a column.

A column is looked at through at most ``SAMPLE`` filled cells; each item has one test that says how well a cell
suits it, between 0 and 1. Nothing here decides: columns.py weighs words and cells together.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import islice

from validators.guideline import fields, mentions
from validators.guideline.fiscal_year import SCHEME_START
from validators.numbers import certificate, municipality, registration
from validators.numbers import prefecture as prefectures
from validators.text import is_blank, is_ditto, squeeze, to_text
from validators.values import dates
from workbooks.grid import CellError, Grid, Value

SAMPLE = 200
_LAST_BIRTH = 2009  # who completes a training was born before
_KANA = re.compile(r"[ァ-ヺー・ｦ-ﾟぁ-ゖ 　]{2,30}")
_NAME = re.compile(r"[一-龠々〆ヶ髙﨑ァ-ヺーぁ-ゖ]{1,6}[ 　・][一-龠々ヶァ-ヺーぁ-ゖ・]{1,8}")
_SHORT_NAME = re.compile(r"[一-龠々〆髙﨑][一-龠々〆髙﨑ヶァ-ヺーぁ-ゖ]{1,6}")
_WORKPLACE = re.compile(
    r"園|保育|こども|子ども|児童|学校|学園|施設|センター|法人|ホーム|クラブ|病院|役所|役場|事業所|会社|ルーム|ハウス|ナーサリー|スクール|キッズ"
)
_ADDRESS = re.compile(
    r".{2,3}[都道府県].{2,}|.+[市区町村郡].*([0-9]|丁目|番地|[一二三四五六七八九十]番).*"
)
_JOB = re.compile(
    r"保育士|保育教諭|看護師|准看護師|栄養士|管理栄養士|調理(員|師)|事務(員)?|幼稚園教諭|教諭|保健師|園長|主任.*|副主任.*|.*リーダー|助産師|その他|支援員"
)
_DIGITS = re.compile(r"[0-9]+")
_NO_DIGIT = re.compile(r"\D")
_CERTIFICATE = (11, 12)  # digits of a certificate number, the first a zero that may be lost
_LONGEST = 500  # characters
_BETWEEN = re.compile(r"[、，,;；／|｜]|\s+/\s+|\s{2,}")  # two values on one line
_ONE = 14  # characters of one value; a longer text on one line may list several


@dataclass(slots=True)
class Sample:
    """The first filled cells of one column, and how well they suit an item, worked out once."""

    values: list[Value]
    tests: Mapping[str, Callable[[Value], float]]
    _share: dict[str, float] = field(default_factory=dict)

    def __len__(self) -> int:
        return len(self.values)

    def fits(self, item: str) -> float:
        """Mean suitability of the cells for the item; 0 for an empty column or an item without a test."""
        if item not in self._share:
            test = self.tests.get(item)
            marks = [_mark(test, v) for v in self.values] if test else []
            self._share[item] = sum(marks) / len(marks) if marks else 0.0
        return self._share[item]

    @property
    def distinct(self) -> int:
        """How many different cells there are."""
        return len({to_text(v) for v in self.values})


def _mark(test: Callable[[Value], float], value: Value) -> float:
    """How well one cell suits; a cell longer than any list of fields or names is prose and suits none."""
    return 0.0 if isinstance(value, str) and len(value) > _LONGEST else test(value)


def sample(
    grid: Grid,
    rows: range,
    column: int,
    tests: Mapping[str, Callable[[Value], float]] | None = None,
) -> Sample:
    """The first filled cells of a column below its heading; ``tests``: those of another kind of table."""
    found = list(islice(filled(grid, rows[: SAMPLE * 4], column), SAMPLE))
    return Sample(found, TESTS if tests is None else tests)


def filled(grid: Grid, rows: range, column: int) -> Iterator[Value]:
    """The cells of a column that say something themselves: not blank, no error, no 〃."""
    first, last = (max(row - grid.top, 0) for row in (rows.start, rows.stop))
    at = column - grid.left
    for cells in grid.rows[first:last]:
        value = cells[at] if 0 <= at < len(cells) else ""
        if not is_blank(value) and not isinstance(value, CellError) and not is_ditto(value):
            yield value


def lines(value: Value) -> list[str]:
    """The values of a cell that lists several: its lines, or what 、 ; ／ and wide gaps separate."""
    text = to_text(value)
    parts = text.splitlines() if "\n" in text else _BETWEEN.split(text)
    return [part.strip() for part in parts if part.strip()]


def _each_line(test: Callable[[Value], float]) -> Callable[[Value], float]:
    """The test for cells that may list several values, one a line."""

    def tested(value: Value) -> float:
        if isinstance(value, str) and ("\n" in value or len(value) > _ONE):
            marks = [test(line) for line in lines(value)]
            if "\n" in value or (len(marks) > 1 and all(marks)):
                return sum(marks) / len(marks) if marks else 0.0
        return test(value)

    return tested


def _certificate(value: Value) -> float:
    if isinstance(value, (dt.date, dt.time, dt.timedelta, bool)):
        return 0.0
    text = to_text(value)
    if text.isascii() and len(text) < _CERTIFICATE[0]:
        return 0.0  # the numbers of the rows; other signs may stand for several digits
    digits = text if text.isdecimal() and text.isascii() else certificate.compact(text)
    if not _DIGITS.fullmatch(digits) or len(digits) not in _CERTIFICATE:
        return 0.0
    if certificate.read(value).value is not None:
        return 1.0
    return 0.6 if len(digits) == 12 and "01" <= digits[:2] <= "47" else 0.1


def _registration(value: Value) -> float:
    if isinstance(value, (dt.date, dt.time, dt.timedelta, bool)):
        return 0.0
    text = to_text(value)
    if registration.clean(text):
        return 1.0
    digits = _NO_DIGIT.sub("", squeeze(text))
    if not 4 <= len(digits) <= 8:
        return 0.0
    read = registration.read(text).value
    if read is None:
        return 0.0
    return 1.0 if read.registrar else 0.5


def _day(value: Value) -> dt.date | None:
    """The day of a cell that is written as one; bare serial numbers prove nothing."""
    if isinstance(value, (int, float)) and not 20_000 <= value <= 80_000:
        return None
    if isinstance(value, str):
        text = squeeze(value)
        if not re.search(r"\d", text):
            return None
        if re.fullmatch(r"[2-5]\d{4}", text):
            value = int(text)  # a serial number as text
    return dates.read_date(value).value


def _birth(value: Value) -> float:
    day = _day(value)
    return float(day is not None and 1920 < day.year < _LAST_BIRTH)


def _completion(value: Value) -> float:
    day = _day(value)
    return float(day is not None and day >= SCHEME_START)


def _field(value: Value) -> float:
    if isinstance(value, (int, float)) and not 1 <= value <= 8:
        return 0.0  # eight fields have a number; the rows have more
    text = to_text(value)
    if fields.named(text) is None:
        return 0.8 if len(text) < 60 and mentions.within(text) else 0.0
    return 0.3 if _DIGITS.fullmatch(squeeze(text)) else 1.0


def _municipality(value: Value) -> float:
    text = squeeze(to_text(value))
    if re.fullmatch(r"\d{5,6}", text):
        return 0.7 if len(text) == 6 and municipality.is_valid(text) else 0.2
    return float(2 <= len(text) <= 14 and bool(municipality.find(text)))


def _name(value: Value) -> float:
    if not isinstance(value, str) or re.search(r"\d", value):
        return 0.0
    text = re.sub(
        r"^[（(][^（()）]*[）)]\s*(?=\S)|[（(].*|様$|殿$", "", value.strip(), flags=re.DOTALL
    )
    if fields.named(text) or _WORKPLACE.search(text) or _JOB.fullmatch(text):
        return 0.0
    if text in prefectures.NUMBERS or municipality.find(text):
        return 0.0
    if _KANA.fullmatch(text):
        return 0.3
    if _NAME.fullmatch(text) or "\n" in text:
        return 1.0
    return 0.7 if _SHORT_NAME.fullmatch(text) and len(text) >= 3 else 0.1


def _text(pattern: re.Pattern[str]) -> Callable[[Value], float]:
    return lambda value: float(
        isinstance(value, str) and pattern.fullmatch(value.strip()) is not None
    )


def _site(value: Value) -> float:
    """The address of a workplace, more than its 市町村."""
    given = isinstance(value, str) and _ADDRESS.fullmatch(value.strip()) is not None
    return float(given and not _municipality(value))


def _employer(value: Value) -> float:
    if not isinstance(value, str) or fields.named(value) or _JOB.fullmatch(value.strip()):
        return 0.0
    return float(_WORKPLACE.search(value) is not None)


def _prefecture(value: Value) -> float:
    text = squeeze(to_text(value))
    if _DIGITS.fullmatch(text):
        return 0.0  # a running number of the rows reads as 01 北海道, 02 青森県 too
    return float(prefectures.number(text) is not None)


TESTS: dict[str, Callable[[Value], float]] = {
    "certificate_number": _each_line(_certificate),
    "registration_number": _registration,
    "registration_prefecture": _prefecture,
    "birth_date": _birth,
    "completed_on": _each_line(_completion),
    "issued_on": _each_line(_completion),
    "field": _each_line(_field),
    "municipality": _municipality,
    "address": _text(_ADDRESS),
    "employer_address": _site,
    "employer": _employer,
    "name": _name,
    "kana": _text(_KANA),
    "occupation": _text(_JOB),
}
