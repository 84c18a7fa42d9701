"""Rules of the 指定申請台帳, one record per application and kind (Guideline 2, 6, 7; 様式第2号, 様式第4号)."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

import pandas as pd

from validators.guideline import filing
from validators.guideline.bodies import read_body
from validators.guideline.fiscal_year import bounds, fiscal_year, label
from validators.numbers import municipality
from validators.numbers import prefecture as prefectures
from validators.schemas import run
from validators.schemas.applications.records import application_records
from validators.schemas.records import Fault
from validators.schemas.rule import Context, Found, Frame, TableRule, found_among, found_by, missing
from validators.text import squeeze, to_text
from validators.values.answers import PAPER, UNCHANGED, says_no, says_omitted, says_yes

PLAN_PARTS = {
    "reception_on": "研修の受付開始予定日",
    "certificates_on": "修了証の発行予定日",
    "report_on": "事業実績報告の提出予定日",
    "venue": "研修会場",
    "contact": "研修担当者の連絡先及び氏名",
    "budget": "収支予算",
}
_ORDER = (
    ("reception_on", "first_day"),
    ("first_day", "last_day"),
    ("last_day", "certificates_on"),
    ("first_day", "certificates_on"),
    ("first_day", "report_on"),
)
_TITLES = {
    "reception_on": "受付開始予定日",
    "first_day": "研修実施予定日",
    "last_day": "研修終了予定日",
    "certificates_on": "修了証の発行予定日",
    "report_on": "事業実績報告の提出予定日",
}
_GRADED = re.compile(
    r"\d+点|(点数|採点|評点)(?!(で|に)?(は|を)?(評価|判定)?(は|を)?(しない|しません|せず|行わ(ない|ず)|なし))|合格点|点以上"
)
_WHOLE = re.compile(
    r"(研修|業務|事業|委託|外部|会社|へ|に|の|を|は)*(実施|運営)?(の|を|は)*(全部|全て|すべて|全面|一括|丸投げ)"
)
_PART = re.compile(r"一部|全部ではな|委託(は|を)?(し)?(ない|なし|無し?)|委託せず|^(なし|無し?)")
_ONLINE = re.compile(r"オンライン|eラーニング|e-learning|ZOOM|配信|オンデマンド|WEB", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Line:
    """One application and kind as understood; ``kind`` is 1–8 or None, ``same_lecturers`` a renewal
    that says 変更なし."""

    kind: int | None
    kind_name: str
    filed: dt.date | None
    first: dt.date | None
    minutes: int | None
    renewal: bool
    same_lecturers: bool
    filing: filing.Filing | None


def check(
    values: Mapping[str, Sequence[object]], context: Context
) -> tuple[list[Line], list[Fault]]:
    """What was understood, and every fault; values as for ``records.understand``."""
    frame = Frame(application_records(values), context)
    return _lines(frame), run.check(RULES, frame)


def _lines(f: Frame) -> list[Line]:
    known = {
        c: f.given(c) if c in f.records.typed else {}
        for c in ("kind", "filed_on", "first_day", "minutes")
    }
    dates = f.once(filings) if {"filed_on", "first_day"} <= set(f.records.typed.columns) else {}
    same = unchanged(f)

    def day(column: str, i: int) -> dt.date | None:
        return known[column][i].date() if i in known[column] else None

    def number(column: str, i: int) -> int | None:
        return int(known[column][i]) if i in known[column] else None

    return [
        Line(
            number("kind", i),
            kind_name(f, i),
            day("filed_on", i),
            day("first_day", i),
            number("minutes", i),
            bool(f["renewal"][i]),
            bool(same[i]),
            dates.get(i),
        )
        for i in range(len(f.records))
    ]


# ---------------------------------------------------------------- the applicant


def _bodies(f: Frame) -> dict[str, Found]:
    found: dict[str, Found] = {}
    for i in f.records.typed.index:
        kind = f.at("body_type", i) if "body_type" in f.records.typed else ""
        for note in read_body(kind, f.at("applicant", i)).notes:
            found.setdefault(note.rule, {})[i] = note.params
    return found


def _body(rule: str) -> TableRule:
    return found_among(rule, "applicant", ("applicant",), _bodies)


def _said_no(rule: str, column: str) -> TableRule:
    return found_by(
        rule,
        column,
        (column,),
        lambda f: {
            i: {"column": column, "value": v}
            for i, v in f.given(column).items()
            if says_no(v, PAPER)
        },
    )


def _whole(f: Frame) -> Found:
    return {
        i: {}
        for i, v in f.given("outsourcing").items()
        if _WHOLE.match(squeeze(v)) and not _PART.search(squeeze(v))
    }


# ---------------------------------------------------------------- the deadline


def filings(f: Frame) -> dict[int, filing.Filing]:
    """Record → verdict on its filing date, for every record that has a deadline (Guideline 6(1))."""
    settings, found = f.context.profile["filing"], {}
    consulted = (
        f["consulted_on"]
        if "consulted_on" in f.records.typed and settings["consultation_softens"]
        else None
    )
    for i in f.records.typed.index:
        filed, first = f["filed_on"][i], f["first_day"][i]
        if (
            pd.isna(filed)
            or pd.isna(first)
            or (f["renewal"][i] and settings["renewal_deadline"] == "none")
        ):
            continue
        day = consulted[i].date() if consulted is not None and pd.notna(consulted[i]) else None
        if day is None and consulted is not None and f["consulted"][i]:
            day = filed.date()  # a mark without a date: no later than the filing
        found[i] = filing.check(filed.date(), first.date(), settings["method"], day)
    return found


def _filing(rule: str, wanted: Callable[[filing.Filing, dt.date], bool]) -> TableRule:
    def find(f: Frame) -> Found:
        out: Found = {}
        for i, one in f.once(filings).items():
            filed, first = f["filed_on"][i].date(), f["first_day"][i].date()
            if wanted(one, filed):
                consulted = "日付の記載なし"
                if one.softened and pd.notna(f["consulted_on"][i]):
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


def _outside_window(f: Frame) -> Found:
    window = f.context.profile["filing"]["window"]
    if len(window) != 2:
        return {}
    start, end = window
    found: Found = {}
    for i, filed in f.given("filed_on").items():
        day = f"{filed.month:02}-{filed.day:02}"
        inside = start <= day <= end if start <= end else day >= start or day <= end
        if not inside and not f["renewal"][i]:
            found[i] = {"filed": filed.date(), "window": f"{start} から {end}"}
    return found


def _next_year(f: Frame) -> Found:
    return {
        i: {"first": first.date(), "year": label(fiscal_year(first.date()))}
        for i, first in f.given("first_day").items()
        if pd.notna(f["filed_on"][i])
        and fiscal_year(first.date()) > fiscal_year(f["filed_on"][i].date())
        and not f["renewal"][i]
    }


def _crossing(f: Frame) -> Found:
    both = f.records.typed[["first_day", "last_day"]].dropna()
    return {
        i: {"first": a.date(), "last": b.date()}
        for i, a, b in both.itertuples(name=None)
        if b.date() > bounds(fiscal_year(a.date()))[1] >= a.date()
    }


# ---------------------------------------------------------------- the plan


def _order(first: str, second: str) -> TableRule:
    """The later one of the pair is blamed, but the day of the training never for a date that follows from it."""
    blamed, other = (first, second) if first == "reception_on" else (second, first)

    def find(f: Frame) -> Found:
        bad = f.records.typed.index[f[first] > f[second]]
        if (first, second) == ("first_day", "certificates_on") and "last_day" in f.records.typed:
            bad = bad[
                f["last_day"][bad].isna()
            ]  # with a last day the date of issue is compared with that
        return {
            i: {
                "column": blamed,
                "date": f.date(blamed, i),
                "other": _TITLES[other],
                "other_date": f.date(other, i),
            }
            for i in bad
        }

    return found_by("plan-order", blamed, (first, second), find)


def _elsewhere(f: Frame) -> Found:
    """Venues in another prefecture, or in two: each prefecture gets its own application (R24)."""
    own = f.context.profile.prefecture
    found: Found = {}
    for i, text in f.given("venue").items():
        named = {n for n in prefectures.NAMES if n in squeeze(text)}
        if not named and len(places := municipality.from_address(text)) == 1:
            named = {places[0].prefecture}
        other = named - {prefectures.name(own)} if own else named if len(named) > 1 else set()
        if other:
            found[i] = {"place": "・".join(sorted(other))}
    return found


def _online(f: Frame) -> Found:
    if f.context.profile["completion"]["e_learning"]:
        return {}
    return {i: {"value": v} for i, v in f.given("venue").items() if _ONLINE.search(to_text(v))}


# ---------------------------------------------------------------- capacity


def _counts(f: Frame, i: int) -> Mapping[str, object]:
    names = [
        n
        for n in ("capacity", "targets", "others", "refused")
        if n in f.records.typed and pd.notna(f[n][i])
    ]
    counts = {n: int(f[n][i]) for n in names}
    return {**counts, "room": max(0, counts.get("capacity", 0) - counts.get("targets", 0))}


def _over(f: Frame) -> pd.Series:
    known = f["capacity"].notna() & f["targets"].notna() & f["others"].notna()
    return ~(known & (f["others"] > (f["capacity"] - f["targets"]).clip(lower=0)))


# ---------------------------------------------------------------- renewals


def _renewals(f: Frame) -> dict[str, Found]:
    """A 様式第4号 is compared with what held in the year before (R32)."""
    coverage = f.context.coverage
    out: dict[str, Found] = {"renewal-kind-not-designated": {}, "renewal-body-unknown": {}}
    if coverage is None:
        return out
    for i in f.records.typed.index[f["renewal"] & f["kind"].notna()]:
        year = (
            f["fiscal_year"][i]
            if "fiscal_year" in f.records.typed and pd.notna(f["fiscal_year"][i])
            else None
        )
        if year is None and pd.notna(f["first_day"][i]):
            year = fiscal_year(f["first_day"][i].date())
        number = (
            f["agency_number"][i]
            if "agency_number" in f.records.typed and pd.notna(f["agency_number"][i])
            else coverage.number(to_text(f.at("applicant", i)))
        )
        if number is None or int(number) not in coverage.names:
            out["renewal-body-unknown"][i] = {"name": to_text(f.at("applicant", i))}
        elif year is not None and coverage.verdict(int(number), int(f["kind"][i]), int(year) - 1):
            out["renewal-kind-not-designated"][i] = {
                "kind": kind_name(f, i),
                "year": label(int(year)),
            }
    return out


def _renewal(rule: str, column: str) -> TableRule:
    found = found_among(rule, column, ("applicant", "field", "first_day"), _renewals)
    return replace(found, given="coverage")


def _duplicates(f: Frame) -> Found:
    others = f.others("applicant_key", "kind", "first_day", "renewal")
    return {i: {"other": f.naming(js, "field")} for i, js in others.items()}


def _attachment(column: str) -> TableRule:
    def find(f: Frame) -> Found:
        gone = f.blank(column) | f[column].map(lambda v: bool(v) and says_no(v, PAPER)).eq(True)
        if column == "lecturers":
            left_out = f["renewal"] & f[column].map(lambda v: bool(v) and says_omitted(v)).eq(True)
            gone &= ~(unchanged(f) | left_out)
        return {i: {"column": column} for i in f.records.typed.index[gone]}

    return found_by("attachment-missing", column, (column,), find)


def unchanged(f: Frame) -> pd.Series:
    """Renewals that tick 前年度から変更なし: the lecturers' papers may be left out (様式第4号)."""
    if "unchanged" not in f.records.typed:
        return pd.Series(False, index=f.records.typed.index)
    ticked = f["unchanged"].map(lambda v: says_yes(v, UNCHANGED) or (bool(v) and says_omitted(v)))
    return f["renewal"] & ticked.eq(True)


RULES: tuple[TableRule, ...] = (
    missing("applicant-missing", "applicant"),
    _body("body-not-eligible"),
    _body("body-conflict"),
    _body("body-unclear"),
    _said_no("body-checklist", "finance"),
    _said_no("body-checklist", "accounts"),
    found_by("outsourced-whole", "outsourcing", ("outsourcing",), _whole),
    missing("kind-missing", "field"),
    missing("minutes-missing", "minutes"),
    missing("method-missing", "method"),
    found_by(
        "method-graded",
        "method",
        ("method",),
        lambda f: {
            i: {"word": m[0]}
            for i, v in f.given("method").items()
            if (m := _GRADED.search(squeeze(v)))
        },
    ),
    _attachment("plan"),
    _attachment("curriculum"),
    _attachment("lecturers"),
    missing("filed-on-missing", "filed_on"),
    found_by(
        "filed-in-future",
        "filed_on",
        ("filed_on",),
        lambda f: {
            i: {"date": d.date(), "today": f.context.today}
            for i, d in f.given("filed_on").items()
            if d.date() > f.context.today
        },
    ),
    _filing("filing-late", lambda one, filed: one.verdict == "超過" and not one.softened),
    _filing("filing-late-consulted", lambda one, filed: one.softened),
    _filing("filing-borderline", lambda one, filed: one.verdict == "境界"),
    _filing(
        "filing-on-closed-day",
        lambda one, filed: (
            bool(one.last_open) and one.verdict != "超過" and filed > (one.last_open or filed)
        ),
    ),
    found_by("filing-outside-window", "filed_on", ("filed_on",), _outside_window),
    found_by("designate-next-year", "first_day", ("first_day", "filed_on"), _next_year),
    found_by("course-crosses-year", "first_day", ("first_day", "last_day"), _crossing),
    missing("plan-part-missing", "first_day", column=_TITLES["first_day"]),
    *(missing("plan-part-missing", name, column=title) for name, title in PLAN_PARTS.items()),
    *(_order(first, second) for first, second in _ORDER),
    found_by("venue-other-prefecture", "venue", ("venue",), _elsewhere),
    found_by("e-learning-not-allowed", "venue", ("venue",), _online),
    missing("capacity-missing", "capacity"),
    TableRule("others-over-capacity", "others", ("capacity", "targets", "others"), _over, _counts),
    TableRule(
        "others-before-targets",
        "others",
        ("others", "refused"),
        lambda f: ~((f["others"] > 0) & (f["refused"] > 0)),
        _counts,
    ),
    TableRule(
        "others-not-allowed",
        "others",
        ("others",),
        lambda f: (
            ~((f["others"] > 0) & (not f.context.profile["participants"]["others_may_attend"]))
        ),
        _counts,
    ),
    _renewal("renewal-body-unknown", "applicant"),
    _renewal("renewal-kind-not-designated", "field"),
    found_by("application-duplicate", "field", ("applicant", "field", "first_day"), _duplicates),
)
