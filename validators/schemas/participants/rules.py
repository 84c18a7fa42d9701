"""Rules of a 受講者名簿 (one record per person and event), and the verdict per person and field
(Guideline 3, 4, 5(4))."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from dataclasses import field as made_by

import pandas as pd

from validators.guideline import completion, consent, curriculum, fields
from validators.guideline.attendance import read_session
from validators.guideline.fields import Field
from validators.messages import rules
from validators.numbers import registration
from validators.person import Person, group
from validators.reading import Note, Reading
from validators.schemas import run
from validators.schemas.records import Fault, Reader, understand
from validators.schemas.rule import Context, Found, Frame, TableRule, found_by, missing
from validators.text import squeeze, to_text
from validators.values import durations, names
from validators.values.answers import HANDED_IN, Answer, read_answer, says_nothing
from validators.values.dates import read_date
from validators.values.days import read_last_day

_OTHERS = re.compile(r"対象(者)?(以)?外|.*以外|×|非該当")


@dataclass(frozen=True, slots=True)
class Cell:
    """One attendance cell: its heading, the minutes the heading announces, and what stands there."""

    heading: str
    length: int | None
    value: object


@dataclass(slots=True)
class Verdict:
    """修了判定 of one person in one field. ``records`` are the rows it rests on, the first names the person."""

    records: list[int]
    field: Field | None
    minutes: int | None = None
    items: frozenset[int] = frozenset()
    events: int = 1
    whole: bool = True  # no session missed
    result: completion.Result = "要確認"
    notes: list[Note] = made_by(default_factory=list)

    @property
    def reasons(self) -> str:
        """The reasons in a few words each."""
        return "、".join(dict.fromkeys(rules()[n.rule].title for n in self.notes))


def check(
    values: Mapping[str, Sequence[object]], attendance: Sequence[Sequence[Cell]], context: Context
) -> tuple[list[Verdict], list[Fault]]:
    """Verdicts in the order of the list, and every fault. ``attendance[i]`` are the session cells of record i."""
    settings = context.profile.completion
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
    records = understand(
        values,
        readers,
        dates=("birth_date", "completed_on"),
        numbers=("minutes", "planned", "in_house", "shown_hours"),
    )
    frame = Frame(records, context)
    sessions = [
        [
            read_session(
                c.value,
                c.length,
                tolerated=settings.late_arrival_minutes,
                makeup=settings.makeup,
            )
            for c in row
        ]
        for row in attendance
    ]
    faults = [
        Fault(
            i,
            "name",
            Note(
                "attendance-unclear",
                {"column": "出席", "value": to_text(c.value), "heading": c.heading},
            ),
        )
        for i, (cells, read) in enumerate(zip(attendance, sessions, strict=True))
        for c, s in zip(cells, read, strict=True)
        if s.attended is None and any(t.attended is not None for t in read)
    ]
    verdicts = _People(frame).verdicts([[(s.attended, s.minutes) for s in row] for row in sessions])
    faults += _faults(frame, verdicts)
    faults = [f for f in faults if context.profile.severity(f.note.rule) is not None]
    return verdicts, sorted(faults + run.check(RULES, frame), key=lambda f: f.record)


def _read_report(value: object) -> Reading[object]:
    """The day a report came, or ○, 有, 提出済 that it came; × and the like say that it did not."""
    came = read_answer(value, HANDED_IN)
    if came is Answer.UNKNOWN:
        return read_date(value)
    return Reading(True if came is Answer.YES else None)


def _read_refusal(value: object) -> Reading[object]:
    """A reason; なし or a dash is none."""
    text = to_text(value).strip()
    return Reading(None) if says_nothing(text) else Reading(text or None)


Attended = list[tuple[bool | None, int | None]]


class _People:
    """Rows grouped to persons and fields, and what each did."""

    def __init__(self, frame: Frame) -> None:
        self.f = frame
        self.columns = set(frame.records.typed.columns)

    def given(self, column: str, i: int) -> object:
        """A typed value, None where there is none."""
        value = self.f.at(column, i) if column in self.columns else None
        return None if value is None or value is pd.NaT or value != value else value

    def persons(self) -> list[int]:
        """For each record the first record of the same person: one name and birth date, or one registration number.

        A number that stands beside another name and another birth date was mistyped: two persons, and neither is lost.
        """
        return group([self._person(i) for i in range(len(self.f.records))])

    def _person(self, i: int) -> Person:
        birth: pd.Timestamp | None = self.given("birth_date", i)  # type: ignore[assignment]
        number = getattr(self.given("registration_number", i), "text", None)
        # Within one list a number without its registrar is compared as it stands.
        name = names.name_key(to_text(self.given("name", i) or ""))
        return Person(name, birth.date() if birth is not None else None, number or "")

    def verdicts(self, sessions: Sequence[Attended]) -> list[Verdict]:
        """One for each person and field."""
        groups: dict[tuple[object, ...], list[int]] = {}
        for i, person in enumerate(self.persons()):
            if self.given("name", i):
                kind = self.given("field", i)
                groups.setdefault((person, getattr(kind, "number", to_text(kind))), []).append(i)
        days = self._days()
        return [self._best(members, sessions, days) for members in groups.values()]

    def _best(
        self,
        members: list[int],
        sessions: Sequence[Attended],
        days: Mapping[tuple[str, object], set[str]],
    ) -> Verdict:
        """Of all rows together; who attended one of several events whole has completed by that one
        (a course taken again)."""
        together = self._verdict(members, sessions, days)
        if (
            together.result != "修了"
            and together.events > 1
            and not any(n.rule.startswith("completion-refused") for n in together.notes)
        ):
            for event in dict.fromkeys(map(self._event, reversed(members))):
                alone = self._verdict(
                    [i for i in members if self._event(i) == event], sessions, days
                )
                if alone.result == "修了":
                    return alone
        return together

    def _twice(self, members: Sequence[int]) -> bool:
        """Two rows of the same event, day and content: the same hours may stand there twice."""
        seen = [
            tuple(squeeze(to_text(self.given(c, i) or "")) for c in ("event", "held_on", "items"))
            for i in members
        ]
        return len(set(seen)) < len(seen)

    def _event(self, i: int) -> str:
        event = to_text(self.given("event", i) or "")
        return squeeze(event) or f"#{i}"

    def _course(self, i: int) -> tuple[str, object]:
        """Event and field: one 研修名 often stands for the courses of several fields."""
        kind = self.given("field", i)
        return self._event(i), getattr(kind, "number", to_text(kind))

    def _days(self) -> dict[tuple[str, object], set[str]]:
        """Course → all days that anybody is listed with: who has fewer rows missed a day."""
        days: dict[tuple[str, object], set[str]] = {}
        for i in range(len(self.f.records)):
            if self.given("event", i) and self.given("held_on", i):
                days.setdefault(self._course(i), set()).add(
                    squeeze(to_text(self.given("held_on", i)))
                )
        return days

    def _verdict(
        self,
        members: list[int],
        sessions: Sequence[Attended],
        days: Mapping[tuple[str, object], set[str]],
    ) -> Verdict:
        f, first = self.f, members[0]
        kind = self.given("field", first)
        verdict = Verdict(members, kind if isinstance(kind, Field) else None)
        minutes = [self._minutes(i, sessions[i]) for i in members]
        verdict.minutes = None if None in minutes else sum(m or 0 for m in minutes)
        own = {
            e: {
                squeeze(to_text(self.given("held_on", i) or ""))
                for i in members
                if self._course(i) == e
            }
            for e in map(self._course, members)
        }
        verdict.events = len(own)
        missed_day = any(len(days.get(e, set())) > len(seen) for e, seen in own.items())
        short = any(
            self._short(
                [(i, m) for i, m in zip(members, minutes, strict=True) if self._course(i) == e]
            )
            for e in own
        )
        verdict.whole = (
            not missed_day
            and not short
            and all(a is not False for i in members for a, _ in sessions[i])
        )
        unclear = any(a is None for i in members for a, _ in sessions[i]) and any(
            a is not None for i in members for a, _ in sessions[i]
        )
        refusal = next(
            (to_text(self.given("refusal", i)) for i in members if self.given("refusal", i)), ""
        )
        if verdict.field is None:
            return verdict
        verdict.items, known = self._items(members, verdict)
        reported = next(
            (self.given("report_on", i) for i in members if self.given("report_on", i) is not None),
            None,
        )
        method = next(
            (to_text(self.given("method", i)) for i in members if self.given("method", i)),
            "レポート" if "report_on" in self.columns else "",
        )
        settings = f.context.profile.completion
        assumed = verdict.items if "items" in self.columns or not known else range(1, 6)
        done = completion.assess(
            verdict.minutes or 0,
            assumed,
            verdict.field,
            all_sessions=verdict.whole,
            mode=settings.mode,
            events=verdict.events,
            method=method,
            report_on=reported,
            refusal=refusal,
            required=settings.required_minutes,
            in_house=completion.InHouse(self._in_house(members), settings.in_house_minutes),
        )
        verdict.result, verdict.notes = done.result, list(done.notes)
        if refusal:
            return verdict
        if verdict.minutes is None:
            verdict.notes = [n for n in verdict.notes if n.rule != "completion-minutes"] + [
                Note("attendance-unknown", {})
            ]
        if not known:
            verdict.notes = [n for n in verdict.notes if n.rule != "completion-items"] + [
                Note("items-unknown", {})
            ]
        twice = self._twice(members)
        if twice:
            verdict.notes.append(Note("participant-row-twice", {}))
        unnamed = (
            verdict.events > 1
            and verdict.whole
            and not any(self.given("event", i) for i in members)
        )
        if unnamed and [n.rule for n in verdict.notes if n.rule.startswith("completion-")] == [
            "completion-attendance"
        ]:
            verdict.result = (
                "要確認"  # a row for each day, and no 研修名 to tell one course from several
            )
            return verdict
        if verdict.minutes is None or not known or unclear or twice:
            may_add = (
                ("completion-minutes",) if unclear else ()
            )  # the unclear session may still bring them
            if may_add and any(n.rule in may_add for n in verdict.notes):
                verdict.notes = [n for n in verdict.notes if n.rule not in may_add] + [
                    Note("attendance-unknown", {})
                ]
            hard = [n for n in verdict.notes if n.rule.startswith("completion-")]
            verdict.result = "未修了" if hard else "要確認"
        return verdict

    def _in_house(self, members: list[int]) -> int | None:
        """Minutes of 園内研修 over the person's rows; None where no cell says how many."""
        known = [self.given("in_house", i) for i in members]
        written = [int(float(str(m))) for m in known if m is not None]
        return sum(written) if written else None

    def _short(self, rows: Sequence[tuple[int, int | None]]) -> bool:
        """Less attended than planned, row by row; where each day's row repeats the time of the
        whole course, all rows together."""
        known = [
            (int(float(str(p))), m)
            for i, m in rows
            if (p := self.given("planned", i)) is not None and m is not None
        ]
        course = {p for p, _ in known}
        required = self.f.context.profile.completion.required_minutes
        if len(known) > 1 and len(course) == 1 and min(course) >= required:
            return sum(m for _, m in known) < min(course)
        return any(m < p for p, m in known)

    def _minutes(self, i: int, sessions: Attended) -> int | None:
        own = self.given("minutes", i)
        if own is not None:
            return int(own)  # type: ignore[call-overload, no-any-return]
        known = [m for a, m in sessions if a is not None]
        if known and None not in known:
            return sum(m or 0 for m in known)
        planned = self.given("planned", i)
        if planned is not None and sessions and all(a for a, _ in sessions):
            return int(planned)  # type: ignore[call-overload, no-any-return]
        return None

    def _items(self, members: list[int], verdict: Verdict) -> tuple[frozenset[int], bool]:
        """Items attended, and whether that is known: without such a column one event covers all
        five, for those who attended it whole."""
        assert verdict.field is not None
        if "items" not in self.columns:
            whole = verdict.events == 1 and verdict.whole
            return frozenset(range(1, 6)) if whole else frozenset(), whole or verdict.events == 1
        found: set[int] = set()
        for i in members:
            found |= set(
                curriculum.read_items(to_text(self.given("items", i) or ""), verdict.field)
            )
        blank = all(not self.given("items", i) for i in members)
        return frozenset(found), not blank


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


def _faults(f: Frame, verdicts: Sequence[Verdict]) -> list[Fault]:
    """Who missed a session has not completed, which is no fault; who attended all and still lacks
    something is one to look into."""
    people, faults = _People(f), []
    for v in verdicts:
        last = v.records[-1]
        claims = [
            i
            for i in v.records
            if people.given("completed_on", i) is not None or people.given("certificate_number", i)
        ]
        refused = [n for n in v.notes if n.rule.startswith("completion-refused")]
        if refused:
            faults.append(Fault(last, "refusal", refused[0]))
            if claims and refused[0].rule == "completion-refused":
                faults.append(
                    Fault(claims[0], "name", Note("refused-on-roster", refused[0].params))
                )
        elif v.result == "未修了" and not v.whole and not claims:
            faults.append(
                Fault(
                    last,
                    "name",
                    Note(
                        "completion-lacking",
                        {"field": v.field.name if v.field else "", "reasons": v.reasons},
                    ),
                )
            )
        else:
            faults += [Fault(last, _PLACE.get(n.rule, "name"), n) for n in v.notes]
        if v.result == "修了" and people.given("completed_on", last) is None:
            faults.append(Fault(last, "completed_on", Note("completed-date-missing", {})))
    return faults


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
    missing("participant-field-missing", "field"),
    missing("consent-unknown", "consent"),
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
    found_by("hours-cut", "shown_hours", ("shown_hours", "minutes"), _cut),
)
