"""Records of the designation desk: readers of the 指定申請台帳 and of カリキュラム and 講師 that belong to it."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping, Sequence
from functools import partial
from typing import Literal

import pandas as pd

from validators.guideline import fields
from validators.guideline.bodies import body_key
from validators.guideline.fiscal_year import fiscal_year, read_fiscal_year
from validators.numbers import agency
from validators.reading import Note, Reading
from validators.schemas.records import Fault, Reader, Records, understand
from validators.text import squeeze, to_text
from validators.values import durations
from validators.values.answers import (
    CONSULTED,
    PAPER,
    Answer,
    read_answer,
    says_no,
    says_omitted,
    says_yes,
)
from validators.values.dates import read_date
from validators.values.days import read_first_day, read_last_day
from validators.values.names import name_key

POINTER = re.compile(r"別(紙|添)(\d*)?(の?(とお|通)り|を?参照)?|別表(の?(とお|通)り|を?参照)?")
COUNTS = ("capacity", "targets", "others", "refused")
_COUNT = re.compile(
    r"(?:約|各回?|1回(?:あたり|当たり)?)?(\d{1,5})(?:名|人)?(?:程度|以内)?"
    r"(?:[×xX*](\d{1,2})(?:回|会場|クラス|コース|日程|期)?)?(?:\(.*\))?"
)
_DATES = (
    "filed_on",
    "reception_on",
    "first_day",
    "last_day",
    "certificates_on",
    "report_on",
    "consulted_on",
    "designated_on",
)
_PLANNED = ("reception_on", "first_day", "last_day", "certificates_on", "report_on")
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


def _read_planned(value: object) -> Reading[object]:
    """A planned date; 8月下旬 and the like are a plan, not a date."""
    return _vague(read_first_day(value), "plan-date-vague", value)


def _read_first(value: object) -> Reading[object]:
    return _vague(read_first_day(value), "first-day-unclear", value)


def _read_filed(value: object) -> Reading[object]:
    return _vague(read_date(value), "filed-on-unclear", value)


def _read_last(value: object) -> Reading[object]:
    return _vague(read_last_day(value), "plan-date-vague", value)


def _read_consulted(value: object) -> Reading[object]:
    """The day of the consultation; a mark that there was one, or that there was none, is no date."""
    if read_answer(value, CONSULTED) is not Answer.UNKNOWN:
        return Reading(None)
    return _vague(read_date(value), "plan-date-vague", value)


def _read_declared(value: object, required: durations.Required) -> Reading[object]:
    """A declared time, compared with the time required; 別紙のとおり says nothing of it."""
    if POINTER.fullmatch(squeeze(to_text(value))):
        return Reading(None)
    reading = durations.read_minutes(value, required=required)
    return Reading(reading.value, reading.notes)


def _is_renewal(form: object) -> bool:
    text = squeeze(to_text(form))
    return bool(_RENEWAL.search(text)) and not _CHOICE.search(text)


def add_last_day(typed: pd.DataFrame, values: Mapping[str, Sequence[object]]) -> None:
    """Where no column gives the last day, the cell of the first may: 3月28日、4月4日."""
    if "first_day" in typed and "last_day" not in typed:
        days = [read_last_day(v).value for v in values["first_day"]]
        typed["last_day"] = pd.to_datetime(pd.Series(days, dtype=object), errors="coerce").astype(
            "datetime64[s]"
        )


def application_records(
    values: Mapping[str, Sequence[object]], required: durations.Required = durations.LEAST
) -> Records:
    """Reads the raw columns of a 指定申請台帳 (one record per application and kind) as typed records.

    ``title_year`` is no column of the ledger: the 年度 named in the title, for days that name no year.
    """
    readers: dict[str, Reader] = {
        "filed_on": _read_filed,
        "consulted_on": _read_consulted,
        "designated_on": read_date,
        "first_day": _read_first,
        "last_day": _read_last,
        "reception_on": _read_planned,
        "certificates_on": _read_planned,
        "report_on": _read_planned,
        "field": read_kind,
        "minutes": partial(_read_declared, required=required),
        "agency_number": agency.read,
        "fiscal_year": read_fiscal_year,
        "title_year": read_fiscal_year,
        **dict.fromkeys(COUNTS, read_count),
    }
    numbers = ("minutes", "agency_number", "fiscal_year", "title_year", *COUNTS)
    records = understand(values, readers, dates=_DATES, numbers=numbers)
    typed = records.typed
    # A mark without a day: consulted on a day nobody wrote.
    marks = [says_yes(v, CONSULTED) for v in values.get("consulted_on", [None] * len(typed))]
    typed["consulted"] = pd.Series(marks, index=typed.index, dtype=bool)
    _assume_years(records, values)
    add_last_day(typed, values)
    if "field" in typed:
        typed["kind"] = _kinds(typed)
    typed["renewal"] = (
        typed["form"].map(_is_renewal) if "form" in typed else pd.Series(False, index=typed.index)
    )
    if "applicant" in typed:
        typed["applicant_key"] = pd.Series(
            [body_key(v) if v else None for v in typed["applicant"]], dtype=object
        )
    return records


def _assume_years(records: Records, values: Mapping[str, Sequence[object]]) -> None:
    """Reads the planned days without a year again, with the year of the row or the title, else of the filing."""
    typed = records.typed
    unread = {
        (f.record, f.column)
        for f in records.faults
        if f.column in _PLANNED and f.note.rule in ("plan-date-vague", "first-day-unclear")
    }
    for record, column in unread:
        reader = read_last_day if column == "last_day" else read_first_day
        raw = values[column][record]
        for year in _years(typed, record):
            reading = reader(raw, fiscal=year)
            filed = typed["filed_on"][record] if "filed_on" in typed else pd.NaT
            if reading.value is None or (pd.notna(filed) and reading.value < filed.date()):
                continue  # nobody applies for a day gone by: the next year is meant
            replace_reading(records, (record, column), reading)
            break


def _years(typed: pd.DataFrame, record: int) -> list[int]:
    """Fiscal years a day without a year may be in, the likeliest first."""
    for column in ("fiscal_year", "title_year"):
        if column in typed and pd.notna(typed[column][record]):
            return [int(typed[column][record])]
    filed = typed["filed_on"][record] if "filed_on" in typed else pd.NaT
    if pd.isna(filed):
        return []
    first = fiscal_year(filed.date())
    return [first, first + 1]


def replace_reading(
    records: Records, place: tuple[int, str], reading: Reading[dt.date] | Reading[int]
) -> None:
    """Puts another reading in the place of one cell's: its value, and its notes instead of the old."""
    record, column = place
    records.typed.loc[record, column] = (
        pd.Timestamp(reading.value) if isinstance(reading.value, dt.date) else reading.value
    )
    kept = [f for f in records.faults if (f.record, f.column) != place]
    own = [
        Fault(
            record,
            column,
            Note(n.rule, {"column": column, **n.params}, n.suggestion),
            unread=reading.value is None,
        )
        for n in reading.notes
    ]
    records.faults[:] = [*kept, *own]


def curriculum_records(values: Mapping[str, Sequence[object]]) -> Records:
    """Reads the rows of カリキュラム: one 研修項目 each, time in minutes.

    ``period`` is no column of the table: the minutes of one コマ that it states somewhere.
    """
    readers: dict[str, Reader] = {
        "field": read_kind,
        "minutes": durations.read_duration,
        "period": lambda v: Reading(int(str(v))),
    }
    records = understand(values, readers, numbers=("minutes", "period"))
    if "period" in records.typed:
        for fault in list(records.faults):
            period = records.typed["period"][fault.record]
            if fault.note.rule == "minutes-period-unknown" and pd.notna(period):
                raw = values["minutes"][fault.record]
                reading = durations.read_duration(raw, period=int(period))
                replace_reading(records, (fault.record, "minutes"), reading)
    if "content" in records.typed:
        _join_contents(records)
    if "field" in records.typed:
        records.typed["kind"] = _kinds(records.typed)
    return _keyed(records)


def _join_contents(records: Records) -> None:
    """A title and the 内容 beside it are read together: 第1講 / 乳児保育の意義."""
    typed = records.typed
    if "item" not in typed:
        typed["item"], records.blank["item"] = typed["content"], records.blank["content"]
        return
    both = zip(typed["item"], typed["content"], strict=True)
    joined = ["\n".join(str(t) for t in pair if t) or None for pair in both]
    typed["item"] = pd.Series(joined, index=typed.index, dtype=object)


def lecturer_records(values: Mapping[str, Sequence[object]]) -> Records:
    """Rows of 講師: one person each."""
    records = understand(values, {})
    if "lecturer" in records.typed:
        records.typed["lecturer_key"] = pd.Series(
            [lecturer_key(v) if v else None for v in records.typed["lecturer"]], dtype=object
        )
    return _keyed(records)


def lecturer_key(name: object) -> str:
    """A lecturer's name without titles: 山本 太郎 氏（○○大学）and 山本太郎 are one person."""
    return name_key(
        re.sub(
            r"(氏|先生|教授|准教授|講師|様)$", "", re.sub(r"[（(].*", "", to_text(name)).strip()
        ).strip()
    )


def _kinds(typed: pd.DataFrame) -> pd.Series:
    return pd.Series([getattr(f, "number", None) for f in typed["field"]], dtype="float64")


def _keyed(records: Records) -> Records:
    if "receipt" in records.typed:
        records.typed["key"] = pd.Series(
            [squeeze(v) if v else None for v in records.typed["receipt"]], dtype=object
        )
    return records
