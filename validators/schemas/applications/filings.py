"""Rules of the 指定申請台帳, one record per application and kind (Guideline 2, 6, 7; 様式第2号, 様式第4号)."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from validators.guideline import filing
from validators.guideline.bodies import read_body
from validators.schemas import run
from validators.schemas.applications import deadline, papers, plan
from validators.schemas.applications.records import application_records
from validators.schemas.records import Fault
from validators.schemas.rule import Context, Found, Frame, TableRule, found_among, found_by, missing
from validators.text import squeeze
from validators.values.answers import PAPER, says_no
from validators.values.durations import Required

_GRADED = re.compile(
    r"\d+点|(点数|採点|評点)(?!(で|に|による)?(は|を|も)?(修了の?)?(評価|判定|可否)?(等)?(は|を|も)?"
    r"(決め|決定し?)?(しない|しません|せず|行わ(ない|ず)|ない|なし))|合格点|点以上"
)
_WHOLE = re.compile(
    r"(研修|業務|事業|委託|外部|会社|へ|に|の|を|は)*(実施|運営)?(の|を|は)*(全部|全て|すべて|全面|一括|丸投げ)"
)
_PART = re.compile(r"一部|全部ではな|委託(は|を)?(し)?(ない|なし|無し?)|委託せず|^(なし|無し?)")
_ATTENDANCE = re.compile(r"出席|受講(状況|時間|確認)|全(日程|時間)の?受講")
_ASSESSED = re.compile(
    r"レポート|報告書|感想文|アンケート|テスト|試験|考査|面接|面談|口頭|課題|演習|発表|実技|ワークシート|振り返り|観察|その他"
)


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
    required = Required(context.profile.completion.required_minutes)
    frame = Frame(application_records(values, required), context)
    return _lines(frame), run.check(RULES, frame)


def _lines(f: Frame) -> list[Line]:
    known = {
        c: f.given(c) if c in f.records.typed else {}
        for c in ("kind", "filed_on", "first_day", "minutes")
    }
    dates = (
        f.once(deadline.filings)
        if {"filed_on", "first_day"} <= set(f.records.typed.columns)
        else {}
    )
    same = papers.unchanged(f)

    def day(column: str, i: int) -> dt.date | None:
        return known[column][i].date() if i in known[column] else None

    def number(column: str, i: int) -> int | None:
        return int(known[column][i]) if i in known[column] else None

    return [
        Line(
            number("kind", i),
            deadline.kind_name(f, i),
            day("filed_on", i),
            day("first_day", i),
            number("minutes", i),
            bool(f.at("renewal", i)),
            bool(same[i]),
            dates.get(i),
        )
        for i in range(len(f.records))
    ]


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


def _duplicates(f: Frame) -> Found:
    others = f.others("applicant_key", "kind", "first_day", "renewal")
    return {i: {"other": f.naming(js, "field")} for i, js in others.items()}


def _attendance_only(method: str) -> bool:
    """Only that they were there, nothing of what they learnt (Guideline 4)."""
    return bool(_ATTENDANCE.search(method)) and not _ASSESSED.search(method)


RULES: tuple[TableRule, ...] = (
    missing("applicant-missing", "applicant"),
    _body("body-not-eligible"),
    _body("body-conflict"),
    _body("body-unclear"),
    _body("body-union"),
    _body("body-joint"),
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
    found_by(
        "method-attendance-only",
        "method",
        ("method",),
        lambda f: {
            i: {"value": v} for i, v in f.given("method").items() if _attendance_only(squeeze(v))
        },
    ),
    *papers.paper_rules("plan"),
    *papers.paper_rules("curriculum"),
    *papers.paper_rules("lecturers"),
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
    deadline.filing_rule(
        "filing-late", lambda one, filed: one.verdict == "超過" and not one.softened
    ),
    deadline.filing_rule("filing-late-consulted", lambda one, filed: one.softened),
    deadline.filing_rule("filing-borderline", lambda one, filed: one.verdict == "境界"),
    deadline.filing_rule(
        "filing-on-closed-day",
        lambda one, filed: (
            bool(one.last_open) and one.verdict != "超過" and filed > (one.last_open or filed)
        ),
    ),
    found_by("filing-outside-window", "filed_on", ("filed_on",), deadline.outside_window),
    found_by("designate-next-year", "first_day", ("first_day", "filed_on"), deadline.next_year),
    found_by("course-crosses-year", "first_day", ("first_day", "last_day"), deadline.crossing),
    missing("plan-part-missing", "first_day", column=plan.PLAN_TITLES["first_day"]),
    *(rule for part in plan.PLAN_PARTS.items() for rule in plan.part_rules(*part)),
    *(plan.order_rule(first, second) for first, second in plan.PLAN_ORDER),
    *(
        found_among(rule, "venue", ("venue",), plan.elsewhere)
        for rule in ("venue-other-prefecture", "venue-prefecture-unclear")
    ),
    found_by("e-learning-not-allowed", "venue", ("venue",), plan.online),
    missing("capacity-missing", "capacity"),
    TableRule(
        "others-over-capacity", "others", ("capacity", "targets", "others"), plan.over, plan.counts
    ),
    TableRule(
        "others-before-targets",
        "others",
        ("others", "refused"),
        lambda f: ~((f["others"] > 0) & (f["refused"] > 0)),
        plan.counts,
    ),
    TableRule(
        "others-not-allowed",
        "others",
        ("others",),
        lambda f: ~((f["others"] > 0) & (not f.context.profile.participants.others_may_attend)),
        plan.counts,
    ),
    *papers.renewal_rules(),
    found_by("application-duplicate", "field", ("applicant", "field", "first_day"), _duplicates),
)
