"""Rules of a 受講者名簿 (one record per person and event); the verdict per person and field stands in ``verdicts``
(Guideline 3, 4, 5(4))."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

import pandas as pd

from validators.guideline import consent, curriculum, fields
from validators.guideline.attendance import is_makeup, read_session
from validators.guideline.fields import Field
from validators.numbers import registration
from validators.reading import Note, Reading
from validators.schemas import run
from validators.schemas.participants import days
from validators.schemas.participants.decision import Verdict
from validators.schemas.participants.verdicts import Attended, Cell, People
from validators.schemas.records import Fault, Reader, understand
from validators.schemas.roster.people import RULES as OF_PERSONS
from validators.schemas.roster.records import derive_person
from validators.schemas.rule import Context, Found, Frame, TableRule, found_by, missing
from validators.text import squeeze, to_text
from validators.values import durations, names
from validators.values.answers import HANDED_IN, Answer, read_answer, says_nothing
from validators.values.dates import read_date
from validators.values.days import read_last_day

_OTHERS = re.compile(r"対象(者)?(以)?外|.*以外|×|非該当")
_MONTH_AND_DAY = re.compile(r"\d{1,2}[/月.]\d{1,2}日?")


def check(
    values: Mapping[str, Sequence[object]], attendance: Sequence[Sequence[Cell]], context: Context
) -> tuple[list[Verdict], list[Fault]]:
    """Gives the verdicts in the order of the list, and every fault.

    ``attendance[i]`` are the session cells of record i; values as for ``records.understand``.
    """
    readers: dict[str, Reader] = {
        "name": names.read_name,
        "birth_date": read_date,
        "registration_number": registration.read,
        "field": fields.read,
        "minutes": lambda v: durations.read_duration(v, hours_below=20),
        "planned": lambda v: durations.read_duration(v, hours_below=20),
        "in_house": lambda v: durations.read_duration(v, hours_below=20),
        "shown_hours": lambda v: durations.read_duration(v, "hours"),
        "report_on": _read_report,
        "refusal": _read_refusal,
        "completed_on": read_last_day,
    }
    numbers = ("minutes", "planned", "in_house", "shown_hours")
    records = understand(values, readers, dates=("birth_date", "completed_on"), numbers=numbers)
    derive_person(records)
    frame = Frame(records, context)
    sheet = [_sessions(row, context) for row in attendance]
    faults = _unclear(sheet)
    made_up = _made_up(sheet)
    verdicts = People(frame, sheet).verdicts()
    faults += _faults(frame, verdicts, {f.record for f in faults})
    faults += [*days.before_last(frame, attendance), *made_up]
    faults = [f for f in faults if context.profile.severity(f.note.rule) is not None]
    return verdicts, sorted(faults + run.check(RULES, frame), key=lambda f: f.record)


def _sessions(row: Sequence[Cell], context: Context) -> list[Attended]:
    settings = context.profile.completion
    tolerated, makeup = settings.late_arrival_minutes, settings.makeup
    return [
        Attended(c, read_session(c.value, c.length, tolerated=tolerated, makeup=makeup))
        for c in row
    ]


def _unclear(sheet: Sequence[Sequence[Attended]]) -> list[Fault]:
    """Sessions of which the cell does not tell, in rows of which others do."""
    faults = []
    for i, row in enumerate(sheet):
        if all(a.session.attended is None for a in row):
            continue
        for one in row:
            if one.session.attended is None:
                shown = to_text(one.cell.value).strip() or "空欄"
                params = {"column": "出席", "value": shown, "heading": one.cell.heading}
                faults.append(Fault(i, one.cell.column, Note("attendance-unclear", params)))
    return faults


def _made_up(sheet: Sequence[Sequence[Attended]]) -> list[Fault]:
    """Sessions made up elsewhere that the profile does not count: the notice is silent on them, so the office is
    asked."""
    return [
        Fault(i, a.cell.column, Note("makeup-not-counted", {"heading": a.cell.heading}))
        for i, row in enumerate(sheet)
        for a in row
        if a.session.attended is False and is_makeup(a.cell.value)
    ]


def _read_report(value: object) -> Reading[object]:
    """The day a report came, or ○, 有, 提出済 that it came; × and the like say that it did not."""
    came = read_answer(value, HANDED_IN)
    if came is Answer.UNKNOWN:
        if _MONTH_AND_DAY.fullmatch(squeeze(to_text(value))):
            return Reading(True)  # 7/25: of which year does not matter
        reading = read_last_day(value)
        unread = reading.value is None and reading.notes
        note = Note("report-unclear", {"value": to_text(value)})
        return Reading(reading.value, (note,) if unread else reading.notes)
    return Reading(True if came is Answer.YES else None)


def _read_refusal(value: object) -> Reading[object]:
    """A reason; なし or a dash is none."""
    text = to_text(value).strip()
    return Reading(None) if says_nothing(text) else Reading(text or None)


_PLACE = {
    "completion-minutes": "minutes",
    "completion-items": "items",
    "completion-attendance": "name",
    "completion-report-missing": "report_on",
    "completion-refused": "refusal",
    "completion-refused-for-points": "refusal",
    "attendance-unknown": "minutes",
    "items-unknown": "items",
    "in-house-unknown": "minutes",
    "in-house-counted": "minutes",
}


def _faults(f: Frame, verdicts: Sequence[Verdict], unclear: set[int]) -> list[Fault]:
    """Who missed a session has not completed, which is no fault; who attended all and still lacks
    something is one to look into."""
    people = People(f)
    return [fault for v in verdicts for fault in _faults_of(people, v, unclear)]


def _faults_of(people: People, v: Verdict, unclear: set[int]) -> list[Fault]:
    """What is told of one verdict; an unclear session is told in its own cell, once."""
    last, faults = v.records[-1], []
    claims = [i for i in v.records if _claims(people, i)]
    refused = [n for n in v.notes if n.rule.startswith("completion-refused")]
    if refused:
        faults.append(Fault(last, "refusal", refused[0]))
        if claims and refused[0].rule == "completion-refused":
            faults.append(Fault(claims[0], "name", Note("refused-on-roster", refused[0].params)))
    elif v.result == "未修了" and not v.whole and not claims:
        params = {"field": v.field.name if v.field else "", "reasons": v.reasons}
        faults.append(Fault(last, "name", Note("completion-lacking", params)))
    else:
        unread = {x.record for x in people.f.records.faults if x.column == "minutes" and x.unread}
        asked = (unclear | unread) & {*v.records}  # each in its own cell
        notes = [n for n in v.notes if n.rule != "attendance-unknown" or not asked]
        notes = [n for n in notes if not n.rule.startswith("verdict-")]  # told in their own cells
        faults += [Fault(last, _PLACE.get(n.rule, "name"), n) for n in notes]
    if v.result == "修了" and people.given("completed_on", last) is None:
        faults.append(Fault(last, "completed_on", Note("completed-date-missing", {})))
    return faults


def _claims(people: People, i: int) -> bool:
    """Does a row say that the person has completed?"""
    done = people.given("completed_on", i)
    return done is not None or bool(people.given("certificate_number", i))


# ---------------------------------------------------------------- rules of single rows


def _without_facility(f: Frame) -> Found:
    """Where only facilities apply for their staff (千葉県), a person of no facility is asked about."""
    asked = f.context.profile.participants.facility_only and "employer" in f.records.typed
    return {i: {} for i in f.records.typed.index[f.blank("employer")]} if asked else {}


def _facility_unknown(f: Frame) -> Found:
    """A list without the column for the facility cannot tell who applied through one: asked once."""
    asked = f.context.profile.participants.facility_only and "employer" not in f.records.typed
    return {0: {}} if asked and len(f.records) else {}


def _unclear_people(f: Frame) -> Found:
    """Rows of one name where nothing tells whether they are one person."""
    if "name" not in f.records.typed:
        return {}
    keys: dict[str, list[int]] = {}
    for i, name in f.given("name").items():
        keys.setdefault(names.name_key(name), []).append(i)
    found: Found = {}
    for members in keys.values():
        blank = [
            i
            for i in members
            if (f.at("birth_date", i) is pd.NaT if "birth_date" in f.records.typed else True)
            and not ("registration_number" in f.records.typed and f.at("registration_number", i))
        ]
        for i in blank if len(members) > 1 else ():
            found[i] = {"other": f.naming([j for j in members if j != i], "name")}
    return found


def _unreadable_items(f: Frame) -> Found:
    return {
        i: {"value": to_text(text)[:60], "field": kind.name}
        for i, text in f.given("items").items()
        if isinstance(kind := f.at("field", i), Field)
        and not curriculum.read_items(to_text(text), kind)
    }


def _cut(f: Frame) -> Found:
    both = f.records.typed[["shown_hours", "minutes"]].dropna()
    return {
        int(i): {"shown": durations.hours(int(a)), "minutes": int(b)}
        for i, a, b in both.itertuples(name=None)
        if int(a) != int(b)
    }


RULES: tuple[TableRule, ...] = (
    missing("participant-name-missing", "name"),
    missing("participant-birth-missing", "birth_date"),
    missing("participant-address-missing", "address"),
    missing("participant-field-missing", "field"),
    missing("consent-unknown", "consent"),
    found_by(
        "consent-unclear",
        "consent",
        ("consent",),
        lambda f: {
            i: {"value": v} for i, v in f.given("consent").items() if consent.read(v) is None
        },
    ),
    found_by(
        "participant-municipality-missing",
        "municipality",
        ("employer", "municipality"),
        lambda f: {i: {} for i in f.given("employer") if f.blank("municipality")[i]},
    ),
    found_by(
        "consent-refused",
        "consent",
        ("consent",),
        lambda f: {i: {} for i, v in f.given("consent").items() if consent.read(v) is False},
    ),
    found_by(
        "not-target",
        "target",
        ("target",),
        lambda f: {i: {} for i, v in f.given("target").items() if _OTHERS.fullmatch(squeeze(v))},
    ),
    found_by("facility-missing", "name", ("name",), _without_facility),
    found_by("facility-unknown", "name", ("name",), _facility_unknown),
    found_by("person-unclear", "name", ("name",), _unclear_people),
    found_by("items-unreadable", "items", ("items", "field"), _unreadable_items),
    *days.RULES,
    *(rule for rule in OF_PERSONS if rule.id.endswith("-differs")),
    found_by("hours-cut", "shown_hours", ("shown_hours", "minutes"), _cut),
)
