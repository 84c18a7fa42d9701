"""申請の期限: rules on the day of filing and the year of the course (Guideline 6(1), 6(3))."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import pandas as pd

from validators.guideline import filing
from validators.guideline.fiscal_year import bounds, fiscal_year, label
from validators.schemas.rule import Found, Frame, TableRule, found_by


def filings(f: Frame) -> dict[int, filing.Filing]:
    """Gives for every record with a deadline the verdict on its filing date (Guideline 6(1))."""
    settings, found = f.context.profile.filing, {}
    consulted = (
        f["consulted_on"]
        if "consulted_on" in f.records.typed and settings.consultation_softens
        else None
    )
    for i in f.records.typed.index:
        filed, first = f.at("filed_on", i), f.at("first_day", i)
        if (
            pd.isna(filed)
            or pd.isna(first)
            or (f.at("renewal", i) and settings.renewal_deadline == "none")
        ):
            continue
        day = consulted[i].date() if consulted is not None and pd.notna(consulted[i]) else None
        if day is None and consulted is not None and f.at("consulted", i):
            day = filed.date()  # a mark without a date: no later than the filing
        method: filing.Method = settings.method or "A"
        decided = bool(settings.method)
        found[i] = filing.check(filed.date(), first.date(), method, day, decided=decided)
    return found


def filing_rule(rule: str, wanted: Callable[[filing.Filing, dt.date], bool]) -> TableRule:
    """Makes a rule on the filing date from a test of the verdict and the day."""

    def find(f: Frame) -> Found:
        out: Found = {}
        for i, one in f.once(filings).items():
            filed, first = f.at("filed_on", i).date(), f.at("first_day", i).date()
            if filed <= f.context.today and wanted(one, filed):  # a day to come is told as such
                consulted: object = "日付の記載なし"
                if one.softened and pd.notna(f.at("consulted_on", i)):
                    consulted = f.date("consulted_on", i)
                out[i] = {
                    "filed": filed,
                    "first": first,
                    "deadline": one.deadline,
                    "days": -one.days,
                    "method": one.method,
                    "kind": kind_name(f, i),
                    "closed": one.closed,
                    "open": one.last_open,
                    "consulted": consulted,
                    **{m.lower(): filing.deadline(first, m) for m in ("A", "B", "C")},
                }
        return out

    return found_by(rule, "filed_on", ("filed_on", "first_day"), find)


def kind_name(f: Frame, i: int) -> str:
    """The kind of a record for a sentence."""
    return (
        str(getattr(f.at("field", i), "name", "種別不明"))
        if "field" in f.records.typed
        else "種別不明"
    )


def outside_window(f: Frame) -> Found:
    """Finds new applications outside the period in which the profile takes them."""
    window = f.context.profile.filing.window
    if len(window) != 2:
        return {}
    start, end = window
    found: Found = {}
    for i, filed in f.given("filed_on").items():
        day = f"{filed.month:02}-{filed.day:02}"
        inside = start <= day <= end if start <= end else day >= start or day <= end
        if not inside and not f.at("renewal", i):
            found[i] = {"filed": filed.date(), "window": f"{start} から {end}"}
    return found


def next_year(f: Frame) -> Found:
    """Finds courses of a later fiscal year than the filing: designated only from 1 April on (R31)."""
    return {
        i: {"first": first.date(), "year": label(fiscal_year(first.date()))}
        for i, first in f.given("first_day").items()
        if pd.notna(f.at("filed_on", i))
        and fiscal_year(first.date()) > fiscal_year(f.at("filed_on", i).date())
        and not f.at("renewal", i)
    }


def crossing(f: Frame) -> Found:
    """Finds courses that go on over 31 March."""
    both = f.records.typed[["first_day", "last_day"]].dropna()
    return {
        i: {"first": a.date(), "last": b.date()}
        for i, a, b in both.itertuples(name=None)
        if b.date() > bounds(fiscal_year(a.date()))[1] >= a.date()
    }
