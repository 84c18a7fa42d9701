"""申請台帳のセル: readers of single cells: a paper, a 研修種別, a number of persons, a planned day."""

from __future__ import annotations

import datetime as dt
import re
from typing import Literal

from validators.guideline import fields
from validators.reading import Note, Reading
from validators.text import squeeze, to_text
from validators.values import durations
from validators.values.answers import (
    CONSULTED,
    PAPER,
    Answer,
    read_answer,
    says_no,
    says_omitted,
)
from validators.values.dates import read_date
from validators.values.days import read_first_day, read_last_day
from validators.values.names import name_key

POINTER = re.compile(r"別(紙|添)(\d*)?(の?(とお|通)り|を?参照)?|別表(の?(とお|通)り|を?参照)?")
_COUNT = re.compile(
    r"(?:(?:定員|計|全|約|各)回?[::は]?|1回(?:あたり|当たり)?)?(\d{1,5})(?:名|人)?(?:程度|以内)?"
    r"(?:[×xX*](\d{1,2})(?:回|会場|クラス|コース|日程|期)?)?(?:\(.*\))?"
)
# What is said of a day of filing besides it: 付け, 受付, （電子申請）; each blank is gone through once
_HOW_FILED = re.compile(
    r"(?<!\s)\s*+(?:付け?|受付|収受|受理|受領|提出|到達|必着|消印)?\s*+(?:[（(][^（()）\d]{1,12}[）)])?\s*+$"
)
_LATER = re.compile(
    r"後日|追って|後送|追加提出|準備中|作成中|調整中|依頼中|手配中|(提出|送付|郵送)(する)?予定"
)
_DOUBTFUL = re.compile(r"△|[?？]|不明|保留|要確認|一部|照会中")
_RENEWAL = re.compile(r"(様式)?第?[4四]号|更新|継続")
_CHOICE = re.compile(
    r"新規.*(更新|継続)|(更新|継続).*新規"
)  # 新規・更新 as printed, nothing ticked
# A date that cannot be fixed is asked about; only a day that no calendar has is wrong.
_VAGUE = frozenset(("date-unreadable", "date-incomplete", "date-era-missing"))
Paper = Literal["there", "none", "omitted", "later", "unclear"]


def read_paper(value: object) -> Paper:
    """Reads whether a paper was handed in: there, none (also a blank), omitted (省略), later (後日提出) or unclear."""
    text = squeeze(to_text(value))
    if says_omitted(value):
        return "omitted"
    if _LATER.search(text):
        return "later"
    if not text or says_no(value, PAPER):
        return "none"
    return "unclear" if _DOUBTFUL.search(text) else "there"


def read_kind(value: object) -> Reading[object]:
    """Reads a 研修種別; 別紙のとおり is a pointer, not a kind (R26), and a word that is no kind is asked about."""
    if POINTER.fullmatch(squeeze(to_text(value))):
        return Reading(None, (Note("kinds-on-attachment", {"value": to_text(value)}),))
    reading = fields.read(value)
    return Reading(
        reading.value,
        tuple(
            Note("kind-unclear", n.params, n.suggestion) if n.rule == "field-unknown" else n
            for n in reading.notes
        ),
    )


def read_count(value: object) -> Reading[object]:
    """Reads a number of persons: 50, "50名", "約50人" → 50, "50名×2回" → 100. Note count-unreadable."""
    text = squeeze(to_text(value)).replace(",", "")
    if not text:
        return Reading(None)
    match = _COUNT.fullmatch(text)
    if not match:
        return Reading(None, (Note("count-unreadable", {"value": text}),))
    if not match[2]:
        return Reading(int(match[1]))
    total = int(match[1]) * int(match[2])
    return Reading(total, (Note("count-multiplied", {"value": text, "total": total}),))


def _vague(reading: Reading[dt.date], rule: str, value: object) -> Reading[object]:
    """A day that could not be fixed, asked about under ``rule``; a day that does not exist stays an error."""
    if reading.value is not None or not any(n.rule in _VAGUE for n in reading.notes):
        return Reading(reading.value, reading.notes)
    return Reading(None, (Note(rule, {"value": to_text(value).replace("\n", " ")}),))


def read_planned(value: object) -> Reading[object]:
    """Reads a planned date; 8月下旬 and the like are a plan, not a date."""
    return _vague(read_first_day(value), "plan-date-vague", value)


def read_first(value: object) -> Reading[object]:
    """Reads the first day of a course; one that cannot be fixed is asked about."""
    return _vague(read_first_day(value), "first-day-unclear", value)


def read_filed(value: object) -> Reading[object]:
    """Reads the day of filing, 令和8年4月10日付け（郵送） too; one that cannot be fixed is asked about."""
    plain = _HOW_FILED.sub("", value) if isinstance(value, str) else value
    return _vague(read_date(plain), "filed-on-unclear", value)


def read_last(value: object) -> Reading[object]:
    """Reads the last day of a course; one that cannot be fixed is asked about."""
    return _vague(read_last_day(value), "plan-date-vague", value)


def read_consulted(value: object) -> Reading[object]:
    """Reads the day of the consultation; a mark that there was one, or that there was none, is no date."""
    if read_answer(value, CONSULTED) is not Answer.UNKNOWN:
        return Reading(None)
    return _vague(read_date(value), "plan-date-vague", value)


def read_declared(value: object, required: durations.Required) -> Reading[object]:
    """Reads a declared time, compared with the time required; 別紙のとおり says nothing of it."""
    if POINTER.fullmatch(squeeze(to_text(value))):
        return Reading(None)
    reading = durations.read_minutes(value, required=required)
    notes = (
        n if n.rule != "minutes-short" else Note("planned-minutes-short", n.params)
        for n in reading.notes
    )
    return Reading(reading.value, tuple(notes))


def is_renewal(form: object) -> bool:
    """Tells whether the form named is 様式第4号, and not the printed choice 新規・更新."""
    text = squeeze(to_text(form))
    return bool(_RENEWAL.search(text)) and not _CHOICE.search(text)


def lecturer_key(name: object) -> str:
    """A lecturer's name without titles: 山本 太郎 氏（○○大学）and 山本太郎 are one person."""
    return name_key(
        re.sub(
            r"(氏|先生|教授|准教授|講師|様)$", "", re.sub(r"[（(].*", "", to_text(name)).strip()
        ).strip()
    )
