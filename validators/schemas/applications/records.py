"""Records of the designation desk: readers of the 指定申請台帳 and of カリキュラム and 講師 that belong to it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from functools import partial

import pandas as pd

from validators.guideline.bodies import body_key
from validators.guideline.fiscal_year import fiscal_year, read_fiscal_year
from validators.numbers import agency
from validators.reading import Note, Reading
from validators.schemas.applications.cells import (
    is_renewal,
    lecturer_key,
    read_consulted,
    read_count,
    read_declared,
    read_filed,
    read_first,
    read_kind,
    read_last,
    read_planned,
)
from validators.schemas.records import Fault, Reader, Records, understand
from validators.text import squeeze
from validators.values import durations
from validators.values.answers import (
    CONSULTED,
    says_yes,
)
from validators.values.dates import read_date
from validators.values.days import read_first_day, read_last_day

COUNTS = ("capacity", "targets", "others", "refused")
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
_READERS: dict[str, Reader] = {
    "filed_on": read_filed,
    "consulted_on": read_consulted,
    "designated_on": read_date,
    "first_day": read_first,
    "last_day": read_last,
    "reception_on": read_planned,
    "certificates_on": read_planned,
    "report_on": read_planned,
    "field": read_kind,
    "agency_number": agency.read,
    "fiscal_year": read_fiscal_year,
    "title_year": read_fiscal_year,
    **dict.fromkeys(COUNTS, read_count),
}
_NUMBERS = ("minutes", "agency_number", "fiscal_year", "title_year", *COUNTS)
_PLANNED = ("reception_on", "first_day", "last_day", "certificates_on", "report_on")


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
    readers: dict[str, Reader] = {**_READERS, "minutes": partial(read_declared, required=required)}
    records = understand(values, readers, dates=_DATES, numbers=_NUMBERS)
    typed = records.typed
    # A mark without a day: consulted on a day nobody wrote.
    marks = [says_yes(v, CONSULTED) for v in values.get("consulted_on", [None] * len(typed))]
    typed["consulted"] = pd.Series(marks, index=typed.index, dtype=bool)
    _assume_years(records, values)
    add_last_day(typed, values)
    if "field" in typed:
        typed["kind"] = _kinds(typed)
    typed["renewal"] = (
        typed["form"].map(is_renewal) if "form" in typed else pd.Series(False, index=typed.index)
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
    new_faults = [
        Fault(
            record,
            column,
            Note(n.rule, {"column": column, **n.params}, n.suggestion),
            unread=reading.value is None,
        )
        for n in reading.notes
    ]
    records.faults[:] = [*kept, *new_faults]


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


def _kinds(typed: pd.DataFrame) -> pd.Series:
    return pd.Series([getattr(f, "number", None) for f in typed["field"]], dtype="float64")


def _keyed(records: Records) -> Records:
    if "receipt" in records.typed:
        records.typed["key"] = pd.Series(
            [squeeze(v) if v else None for v in records.typed["receipt"]], dtype=object
        )
    return records
