"""Evidence for the desk's tables (台帳の列の裏付け): what the cells below a heading say about its item."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable

from validators.guideline import curriculum, fields
from validators.guideline.fiscal_year import read_fiscal_year
from validators.numbers import agency
from validators.text import squeeze, to_text
from validators.values.answers import CONSENT, HANDED_IN, PAPER, Answer, Question, read_answer
from validators.values.days import read_days
from validators.values.durations import read_duration
from workbooks.grid import Value
from workbooks.tables.evidence import TESTS

_BODY = re.compile(
    r"法人|協会|学園|大学|短期大学|専門学校|協議会|研究会|連盟|財団|センター|会社|NPO|[市区町村]$|.会$|委員会|組合"
)
_KIND_OF_BODY = re.compile(r"法人|市町村|養成施設|会社|団体|NPO|財団|社団|市$|町$|村$")
_ASSESSED = re.compile(r"レポート|報告書|テスト|試験|面接|課題|提出|評価|確認")
_FORM = re.compile(r"様式|第?[234]号|新規|更新|継続|指定申請")
_WAY = re.compile(
    r"講義|演習|実技|グループ|ワーク|対面|オンライン|集合|eラーニング|配信", re.IGNORECASE
)
_PHONE = re.compile(r"0\d{1,4}[-(（ー－)]?\d{1,4}[-)）ー－]\d{3,4}|@")
_PLACE = re.compile(
    r"会館|センター|ホール|会議室|大学|学校|プラザ|オンライン|Zoom|市|町|村|県", re.IGNORECASE
)
_COUNT = re.compile(r"\d{1,4}(人|名)?(程度)?")
_AFFILIATION = re.compile(
    r"大学|園|教授|講師|保育|協会|病院|センター|会社|法人|所長|園長|看護|栄養|施設"
)
_LEAST = 30  # minutes; a bare number below is a count


def _day(value: Value) -> float:
    if isinstance(value, dt.date):
        return 1.0
    text = squeeze(to_text(value))
    if not isinstance(value, str) or not re.search(r"\d", text) or len(text) > 80:
        return 0.0
    return float(read_days(value).value is not None)


def _agency(value: Value) -> float:
    text = squeeze(to_text(value))
    if not re.fullmatch(r"\d{1,2}(\.0)?|.{0,4}\d{2}.{0,2}", text):
        return 0.0
    return float(agency.read(value).value is not None)


def _kinds(value: Value) -> float:
    text = to_text(value)
    if re.fullmatch(r"\d+", squeeze(text)):
        return 0.3 if fields.named(text) else 0.0
    return float(bool(fields.split(text)) or fields.named(text) is not None)


def _kind_number(value: Value) -> float:
    return float(re.fullmatch(r"[1-8]([,、・/\s]+[1-8])*", squeeze(to_text(value))) is not None)


def _minutes(value: Value) -> float:
    if isinstance(value, (bool, dt.date)):
        return 0.0
    if isinstance(value, (int, float)):
        return 0.6 if value >= _LEAST or 0 < value <= 30 else 0.0
    return float(read_duration(value).value is not None or "コマ" in to_text(value))


def _item(value: Value) -> float:
    text = to_text(value)
    return float(
        len(squeeze(text)) > 3 and any(curriculum.read_items(text, f) for f in fields.FIELDS)
    )


def _answer(value: Value, question: Question = PAPER) -> float:
    return float(read_answer(value, question) in (Answer.YES, Answer.NO))


def _renewed(value: Value) -> float:
    years = re.split(r"[、,・\s]+", to_text(value).strip())
    read = all(read_fiscal_year(one).value is not None for one in years if one)
    return max(float(read), _day(value), 0.5 * _answer(value))


def _matches(pattern: re.Pattern[str]) -> Callable[[Value], float]:
    return lambda value: float(isinstance(value, str) and pattern.search(value) is not None)


_DAYS = (
    "filed_on",
    "consulted_on",
    "designated_on",
    "reception_on",
    "certificates_on",
    "report_on",
    "last_day",
    "first_day",
    "held_on",
)
_PAPERS = (
    "plan",
    "curriculum",
    "lecturers",
    "history",
    "record",
    "acceptance",
    "budget",
    "consent",
)
DESK_TESTS: dict[str, Callable[[Value], float]] = {
    **TESTS,
    **dict.fromkeys(_DAYS, _day),
    **dict.fromkeys(_PAPERS, _answer),
    "field": _kinds,
    "kind_number": _kind_number,
    "agency_number": _agency,
    "applicant": _matches(_BODY),
    "agency_name": _matches(_BODY),
    "body_type": _matches(_KIND_OF_BODY),
    "form": _matches(_FORM),
    "minutes": _minutes,
    "planned": _minutes,
    "method": _matches(_ASSESSED),
    "contact": _matches(_PHONE),
    "venue": _matches(_PLACE),
    "capacity": lambda value: float(_COUNT.fullmatch(squeeze(to_text(value))) is not None),
    "item": _item,
    "content": _item,
    "items": lambda value: max(
        _item(value), float(re.fullmatch(r"[①-⑤1-5、,・\s]+", to_text(value)) is not None)
    ),
    "lecturer": TESTS["name"],
    "representative": TESTS["name"],
    "affiliation": _matches(_AFFILIATION),
    "renewed": _renewed,
    "consent": lambda value: _answer(value, CONSENT),
}
# Another word for the way of a lesson stands in カリキュラム, where ``method`` is 研修形態.
LESSON_TESTS = {**DESK_TESTS, "method": _matches(_WAY)}
# Of a 受講者 it is enough that the レポート came.
PERSON_TESTS = {
    **DESK_TESTS,
    "report_on": lambda value: max(_day(value), _answer(value, HANDED_IN)),
}
