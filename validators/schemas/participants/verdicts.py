"""修了判定: who is one person, what each attended, and whether that is enough (Guideline 3, 4)."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import pandas as pd

from validators.guideline import completion, curriculum
from validators.guideline.attendance import Session
from validators.guideline.fields import Field
from validators.person import Person, group
from validators.schemas.participants.decision import Completeness, Verdict, decide, with_missed
from validators.schemas.rule import Frame
from validators.text import squeeze, to_text
from validators.values import names


@dataclass(frozen=True, slots=True)
class Cell:
    """One attendance cell: its heading, the minutes announced for it, what stands there, and where a fault is told."""

    heading: str
    length: int | None
    value: object
    column: str = "name"


@dataclass(frozen=True, slots=True)
class Attended:
    """One session of one person: what the cell says, and its heading for a sentence."""

    cell: Cell
    session: Session

    @property
    def missed(self) -> str:
        """7/11午後 欠席: what was missed, in the sheet's own words."""
        heading = re.split(r"[(（]", self.cell.heading)[0].strip()
        text = squeeze(to_text(self.cell.value))
        absent = not self.session.minutes and len(text) < 2
        return f"{heading} {'欠席' if absent else text or '空欄'}"


Sheet = Sequence[Sequence[Attended]]
Course = tuple[str, object]


class People:
    """Rows grouped to persons and fields, and what each did."""

    def __init__(self, frame: Frame, sheet: Sheet = ()) -> None:
        self.f = frame
        self.sheet = sheet
        self.columns = set(frame.records.typed.columns)
        faults = frame.records.faults
        self._unclear_reports = {f.record for f in faults if f.note.rule == "report-unclear"}

    def given(self, column: str, i: int) -> object:
        """Gives a typed value, None where there is none."""
        value = self.f.at(column, i) if column in self.columns else None
        return None if value is None or value is pd.NaT or value != value else value

    def first(self, column: str, members: Sequence[int]) -> object:
        """Gives the first value that any of the rows has."""
        values = (self.given(column, i) for i in members)
        return next((value for value in values if value is not None and value != ""), None)

    def persons(self) -> list[int]:
        """Gives for each record the first record of the same person; see ``validators.person``."""
        return group([self._person(i) for i in range(len(self.f.records))])

    def _person(self, i: int) -> Person:
        birth = self.given("birth_date", i)
        number = getattr(self.given("registration_number", i), "text", None)
        # Within one list a number without its registrar is compared as it stands.
        name = names.name_key(to_text(self.given("name", i) or ""))
        return Person(name, birth.date() if isinstance(birth, pd.Timestamp) else None, number or "")

    def verdicts(self) -> list[Verdict]:
        """Gives one verdict for each person and field."""
        groups: dict[tuple[object, ...], list[int]] = {}
        for i, person in enumerate(self.persons()):
            if self.given("name", i):
                kind = self.given("field", i)
                groups.setdefault((person, getattr(kind, "number", to_text(kind))), []).append(i)
        days = self._days()
        return [self._best(members, days) for members in groups.values()]

    def _best(self, members: list[int], days: Mapping[Course, set[str]]) -> Verdict:
        """Of all rows together; who attended one of several events whole has completed by that one
        (a course taken again)."""
        together = self._verdict(members, days)
        refused = any(n.rule.startswith("completion-refused") for n in together.notes)
        if together.result == "修了" or together.events < 2 or refused:
            return together
        for event in dict.fromkeys(map(self._event, reversed(members))):
            alone = self._verdict([i for i in members if self._event(i) == event], days)
            if alone.result == "修了":
                return alone
        return together

    # ------------------------------------------------------------ courses

    def _event(self, i: int) -> str:
        event = to_text(self.given("event", i) or "")
        return squeeze(event) or f"#{i}"

    def _course(self, i: int) -> Course:
        """Event and field: one 研修名 often stands for the courses of several fields."""
        kind = self.given("field", i)
        return self._event(i), getattr(kind, "number", to_text(kind))

    def _days(self) -> dict[Course, set[str]]:
        """Course → all days that anybody is listed with: who has fewer rows missed a day."""
        days: dict[Course, set[str]] = {}
        for i in range(len(self.f.records)):
            held = self.given("held_on", i)
            if self.given("event", i) and held:
                days.setdefault(self._course(i), set()).add(squeeze(to_text(held)))
        return days

    def _courses(self, members: Sequence[int]) -> dict[Course, list[int]]:
        courses: dict[Course, list[int]] = {}
        for i in members:
            courses.setdefault(self._course(i), []).append(i)
        return courses

    # ------------------------------------------------------------ one person and field

    def _verdict(self, members: list[int], days: Mapping[Course, set[str]]) -> Verdict:
        kind = self.given("field", members[0])
        born = self._person(members[0]).birth_date
        verdict = Verdict(members, kind if isinstance(kind, Field) else None, born)
        minutes = {i: self._minutes(i) for i in members}
        verdict.minutes = (
            None if None in minutes.values() else sum(m or 0 for m in minutes.values())
        )
        courses = self._courses(members)
        verdict.events = len(courses)
        missed = self._missed(courses, minutes, days)
        verdict.whole = not missed
        if verdict.field is None:
            return verdict
        state = self._state(verdict, missed)
        self._assess(verdict, state)
        if not self.first("refusal", members):
            decide(verdict, state)
        return verdict

    def _missed(
        self,
        courses: Mapping[Course, Sequence[int]],
        minutes: Mapping[int, int | None],
        days: Mapping[Course, set[str]],
    ) -> list[str]:
        """What was missed of the courses, in words; empty where nothing was."""
        missed = []
        for course, records in courses.items():
            held = {squeeze(to_text(self.given("held_on", i) or "")) for i in records}
            if len(days.get(course, set())) > len(held):
                missed.append("受講していない日がある")
            if self._short([(i, minutes[i]) for i in records]):
                missed.append("予定の時間より短い")
            for i in records:
                missed += [a.missed for a in self._sessions(i) if a.session.attended is False]
        return missed

    def _sessions(self, i: int) -> Sequence[Attended]:
        return self.sheet[i] if i < len(self.sheet) else ()

    def _short(self, rows: Sequence[tuple[int, int | None]]) -> bool:
        """Less attended than planned, row by row; where each day's row repeats the time of the
        whole course, all rows together."""
        known = []
        for i, minutes in rows:
            planned = self.given("planned", i)
            if planned is not None and minutes is not None:
                known.append((int(float(str(planned))), minutes))
        course = {p for p, _ in known}
        required = self.f.context.profile.completion.required_minutes
        if len(known) > 1 and len(course) == 1 and min(course) >= required:
            return sum(m for _, m in known) < min(course)
        return any(m < p for p, m in known)

    def _minutes(self, i: int) -> int | None:
        stated = self.given("minutes", i)
        if stated is not None:
            return int(float(str(stated)))
        sessions = [a.session for a in self._sessions(i)]
        known = [s.minutes for s in sessions if s.attended is not None]
        if known and None not in known:
            return sum(m or 0 for m in known)
        planned = self.given("planned", i)
        if planned is not None and sessions and all(s.attended for s in sessions):
            return int(float(str(planned)))
        return None

    def _state(self, verdict: Verdict, missed: list[str]) -> Completeness:
        members = verdict.records
        said = [a.session.attended for i in members for a in self._sessions(i)]
        unclear = None in said and any(s is not None for s in said)
        verdict.items, known = self._items(verdict, unclear)
        named = any(self.given("event", i) for i in members)
        return Completeness(
            missed=missed,
            whole=verdict.whole,
            unclear=unclear,
            known_items=known,
            twice=self._twice(members),
            report_unclear=bool(self._unclear_reports.intersection(members)),
            unfinished=to_text(self.first("unfinished", members)),
            unnamed=verdict.events > 1 and verdict.whole and not named,
        )

    def _twice(self, members: Sequence[int]) -> bool:
        """Two rows of the same event, day and content: the same hours may stand there twice."""
        seen = [
            tuple(squeeze(to_text(self.given(c, i) or "")) for c in ("event", "held_on", "items"))
            for i in members
        ]
        return len(set(seen)) < len(seen)

    def _items(self, verdict: Verdict, unclear: bool) -> tuple[frozenset[int], bool]:
        """Items attended, and whether that is known: said in a column, by sessions headed with the 内容, or all
        five for those who attended one event whole."""
        assert verdict.field is not None
        if "items" in self.columns:
            texts = [to_text(self.given("items", i) or "") for i in verdict.records]
            found = {n for text in texts for n in curriculum.read_items(text, verdict.field)}
            return frozenset(found), any(texts)
        headed = self._headed(verdict)
        if headed is not None:
            return headed, True
        whole = verdict.events == 1 and verdict.whole
        items = frozenset(range(1, 6)) if whole and not unclear else frozenset()
        return items, whole or verdict.events == 1

    def _headed(self, verdict: Verdict) -> frozenset[int] | None:
        """Items of the sessions attended, where the sessions' headings name all five; None where they do not."""
        assert verdict.field is not None
        named: set[int] = set()
        attended: set[int] = set()
        for i in verdict.records:
            for one in self._sessions(i):
                title = squeeze(one.cell.heading).split("(")[0]
                items = curriculum.read_items(title, verdict.field) if len(title) > 2 else ()
                named |= set(items)
                attended |= set(items) if one.session.attended else set()
        return frozenset(attended) if named == {1, 2, 3, 4, 5} else None

    def _assess(self, verdict: Verdict, state: Completeness) -> None:
        """The guideline's own assessment of what is known."""
        assert verdict.field is not None
        members, settings = verdict.records, self.f.context.profile.completion
        method = self.first("method", members)
        assumed = "items" not in self.columns and state.known_items and not verdict.items
        attendance = completion.Attendance(
            minutes=verdict.minutes or 0,
            items=range(1, 6) if assumed or not state.known_items else verdict.items,
            all_sessions=verdict.whole,
            events=verdict.events,
            report_on=self.first("report_on", members),
            refusal=to_text(self.first("refusal", members)),
            in_house=self._in_house(members),
        )
        terms = completion.Terms(
            settings.mode,
            to_text(method) or ("レポート" if "report_on" in self.columns else ""),
            settings.required_minutes,
            settings.in_house_minutes,
        )
        done = completion.assess(attendance, verdict.field, terms)
        verdict.result = done.result
        verdict.notes = [with_missed(n, state.missed) for n in done.notes]

    def _in_house(self, members: Sequence[int]) -> int | None:
        """Minutes of 園内研修 over the person's rows; None where no cell says how many."""
        known = [self.given("in_house", i) for i in members]
        written = [int(float(str(m))) for m in known if m is not None]
        return sum(written) if written else None
