"""Rules of single cells in their row: what is missing, dates that cannot be, remarks that
contradict (Guideline 5(4)ア)."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

import pandas as pd

from validators.guideline import consent
from validators.guideline.fiscal_year import SCHEME_START
from validators.schemas.rule import Frame, TableRule, dates, missing

_NOT_COMPLETED = re.compile(
    r"未修了|修了不可|修了(を|の)?取消|取り?消し|評価(せず|しない|を行わない)|不合格|指示に従わ"
)


def _past(f: Frame, column: str) -> pd.Series:
    return ~(f[column] > pd.Timestamp(f.context.today))


def _future(column: str) -> TableRule:
    return TableRule(
        "date-future",
        column,
        (column,),
        lambda f: _past(f, column),
        lambda f, i: {
            "column": column,
            "date": f.date(column, i),
            "today": f.context.today,
        },
    )


def _ages(f: Frame) -> pd.Series:
    birth, done = f["birth_date"], f["completed_on"]
    before = (done.dt.month * 100 + done.dt.day) < (birth.dt.month * 100 + birth.dt.day)
    ages: pd.Series = done.dt.year - birth.dt.year - before
    return ages


def _age_holds(f: Frame) -> pd.Series:
    roster, ages = f.context.profile.roster, f.once(_ages)
    return (
        ages.isna()
        | ages.between(roster.min_age, roster.max_age)
        | (f["birth_date"] >= f["completed_on"])
    )


def _never(f: Frame, column: str, wrong: Callable[[str], bool]) -> pd.Series:
    """True for every record whose text is not ``wrong``; each different text is asked about once."""
    hits = {text: wrong(text) for text in f[column].dropna().unique()}
    return ~f[column].map(hits).eq(True)


def _remark(f: Frame, i: int) -> Mapping[str, object]:
    match = _NOT_COMPLETED.search(str(f.at("remarks", i)))
    return {"word": match[0] if match else ""}


RULES: tuple[TableRule, ...] = (
    missing("name-missing", "name"),
    missing("birth-date-missing", "birth_date"),
    missing("address-missing", "address"),
    missing("field-missing", "field"),
    missing("number-missing", "certificate_number"),
    missing("completed-on-missing", "completed_on"),
    TableRule(
        "registration-missing",
        "registration_number",
        ("registration_number", "occupation"),
        lambda f: (
            ~(
                f.blank("registration_number")
                & f["occupation"].isin(["保育士", "主任保育士", "副主任保育士", "保育士（常勤）"])
            )
        ),
        lambda f, i: {"occupation": f.at("occupation", i)},
    ),
    TableRule(
        "municipality-missing",
        "municipality",
        ("municipality", "employer"),
        lambda f: ~(f.blank("municipality") & f["employer"].notna()),
    ),
    TableRule(
        "employer-missing",
        "employer",
        ("municipality", "employer"),
        lambda f: ~(f.blank("employer") & f["municipality"].notna()),
    ),
    TableRule(
        "date-before-scheme",
        "completed_on",
        ("completed_on",),
        lambda f: ~(f["completed_on"] < pd.Timestamp(SCHEME_START)),
        lambda f, i: {"date": f.date("completed_on", i)},
    ),
    _future("birth_date"),
    _future("completed_on"),
    _future("issued_on"),
    TableRule(
        "issued-before-completion",
        "issued_on",
        ("issued_on", "completed_on"),
        lambda f: ~(f["issued_on"] < f["completed_on"]),
        dates,
    ),
    TableRule(
        "birth-after-completion",
        "birth_date",
        ("birth_date", "completed_on"),
        lambda f: ~(f["birth_date"] >= f["completed_on"]) | ~_past(f, "birth_date"),
        dates,
    ),
    TableRule(
        "age-implausible",
        "birth_date",
        ("birth_date", "completed_on"),
        _age_holds,
        lambda f, i: {**dates(f, i), "age": int(f.once(_ages)[i])},
    ),
    TableRule(
        "remarks-not-completed",
        "remarks",
        ("remarks",),
        lambda f: _never(f, "remarks", lambda v: _NOT_COMPLETED.search(v) is not None),
        _remark,
    ),
    TableRule(
        "consent-refused",
        "consent",
        ("consent",),
        lambda f: _never(f, "consent", lambda v: consent.read(v) is False),
    ),
    TableRule(
        "consent-unclear",
        "consent",
        ("consent",),
        lambda f: _never(f, "consent", lambda v: consent.read(v) is None),
        lambda f, i: {"value": f.at("consent", i)},
    ),
)
