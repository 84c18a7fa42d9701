"""Records of the designation desk: readers of the 指定申請台帳 and of カリキュラム and 講師 that belong to it."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

import pandas as pd

from validators.guideline import completion, fields
from validators.guideline.bodies import body_key
from validators.guideline.fiscal_year import read_fiscal_year
from validators.numbers import agency
from validators.reading import Note, Reading
from validators.schemas.records import Reader, Records, understand
from validators.text import squeeze, to_text
from validators.values.answers import CONSULTED, Answer, read_answer, says_yes
from validators.values.dates import read_date
from validators.values.days import read_first_day, read_last_day
from validators.values.names import name_key

POINTER = re.compile(r"別(紙|添)(\d*)?(の?(とお|通)り|を?参照)?|別表(の?(とお|通)り|を?参照)?")
_AROUND_TIME = re.compile(
    r"(?:各|計|合計|全)*(\d[\d.:]*(?:時間(?:\d+分)?|分)?)(?:以上)?(?:\(.*\))?"
)
COUNTS = ("capacity", "targets", "others", "refused")
_COUNT = re.compile(r"(?:約|各回?)?(\d{1,5})(?:名|人)?(?:程度|以内)?(?:\(.*\))?")
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
_RENEWAL = re.compile(r"(様式)?第?[4四]号|更新|継続")
_CHOICE = re.compile(
    r"新規.*(更新|継続)|(更新|継続).*新規"
)  # 新規・更新 as printed, nothing ticked


def read_kind(value: object) -> Reading[object]:
    """A 研修種別; 別紙のとおり is a pointer, not a kind (R26)."""
    if POINTER.fullmatch(squeeze(to_text(value))):
        return Reading(None, (Note("kinds-on-attachment", {"value": to_text(value)}),))
    return fields.read(value)


def read_count(value: object) -> Reading[object]:
    """50, "50名", "約50人" → 50. Note count-unreadable."""
    text = squeeze(to_text(value)).replace(",", "")
    match = _COUNT.fullmatch(text)
    if match:
        return Reading(int(match[1]))
    return Reading(None, (Note("count-unreadable", {"value": text}),)) if text else Reading(None)


def _read_planned(value: object) -> Reading[object]:
    """A planned date; 8月下旬 and the like are a plan, not a date."""
    reading = read_first_day(value)
    if reading.value is None and reading.notes and not isinstance(value, (int, float)):
        return Reading(None, (Note("plan-date-vague", {"value": to_text(value)}),))
    return reading


def _read_consulted(value: object) -> Reading[object]:
    """The day of the consultation; a mark that there was one, or that there was none, is no date."""
    marked = read_answer(value, CONSULTED) is not Answer.UNKNOWN
    return Reading(None) if marked else read_date(value)


def _read_declared(value: object) -> Reading[object]:
    """A declared time; 各15時間, 15時間以上 and 15時間（3日間） are the time itself."""
    text = squeeze(to_text(value))
    if POINTER.fullmatch(text):
        return Reading(None)
    around = _AROUND_TIME.fullmatch(text)
    return completion.read_minutes(around[1] if around else value)


def _is_renewal(form: object) -> bool:
    text = squeeze(to_text(form))
    return bool(_RENEWAL.search(text)) and not _CHOICE.search(text)


def read_form(value: object) -> str:
    """The form a row of the ledger belongs to: "application" (様式第2号), "renewal" (様式第4号),
    "" where the cell says nothing, "?" where it does not tell which."""
    text = squeeze(to_text(value))
    if not text:
        return ""
    said = {
        "renewal": bool(re.search(r"第?[4四]号|更新|継続|届出", text)),
        "application": bool(re.search(r"第?[2二]号|新規|指定申請|^申請(書)?$", text)),
    }
    named = [form for form, there in said.items() if there]
    return named[0] if len(named) == 1 else "?"


def add_last_day(typed: pd.DataFrame, values: Mapping[str, Sequence[object]]) -> None:
    """Where no column gives the last day, the cell of the first may: 3月28日、4月4日."""
    if "first_day" in typed and "last_day" not in typed:
        days = [read_last_day(v).value for v in values["first_day"]]
        typed["last_day"] = pd.to_datetime(pd.Series(days, dtype=object), errors="coerce").astype(
            "datetime64[s]"
        )


def application_records(values: Mapping[str, Sequence[object]]) -> Records:
    """Raw columns of a 指定申請台帳 (one record per application and kind) as typed records."""
    readers: dict[str, Reader] = {
        "filed_on": read_date,
        "consulted_on": _read_consulted,
        "designated_on": read_date,
        "first_day": read_first_day,
        "last_day": read_last_day,
        "reception_on": _read_planned,
        "certificates_on": _read_planned,
        "report_on": _read_planned,
        "field": read_kind,
        "minutes": _read_declared,
        "agency_number": agency.read,
        "fiscal_year": read_fiscal_year,
        **dict.fromkeys(COUNTS, read_count),
    }
    records = understand(
        values, readers, dates=_DATES, numbers=("minutes", "agency_number", "fiscal_year", *COUNTS)
    )
    typed = records.typed
    # A mark without a day: consulted on a day nobody wrote.
    marks = [says_yes(v, CONSULTED) for v in values.get("consulted_on", [None] * len(typed))]
    typed["consulted"] = pd.Series(marks, index=typed.index, dtype=bool)
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


def curriculum_records(values: Mapping[str, Sequence[object]]) -> Records:
    """Rows of カリキュラム: one 研修項目 each, time in minutes."""
    records = understand(
        values, {"field": read_kind, "minutes": completion.read_duration}, numbers=("minutes",)
    )
    if "field" in records.typed:
        records.typed["kind"] = _kinds(records.typed)
    return _keyed(records)


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
