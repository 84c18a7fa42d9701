"""修了判定の決め方: the verdict on one person in one field, and what is asked about where it is not known."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from dataclasses import field as made_by

from validators.guideline import completion
from validators.guideline.fields import Field
from validators.messages.participants import predicate
from validators.reading import Note

_MARKS = "①②③④⑤"


@dataclass(slots=True)
class Verdict:
    """修了判定 of one person in one field. ``records`` are the rows it rests on, the first names the person."""

    records: list[int]
    field: Field | None
    born: dt.date | None = None
    minutes: int | None = None
    items: frozenset[int] = frozenset()
    events: int = 1
    whole: bool = True  # no session missed
    result: completion.Result = "要確認"
    notes: list[Note] = made_by(default_factory=list)

    @property
    def reasons(self) -> str:
        """Says why, as predicates: 全日程を受講していない（7/11午後 欠席）、レポート未提出."""
        unknown = () if self.field else (Note("verdict-field-unknown", {}),)
        return "、".join(dict.fromkeys(predicate(n) for n in (*self.notes, *unknown)))

    @property
    def marks(self) -> str:
        """Shows the 内容 attended as ①②⑤."""
        return "".join(_MARKS[n - 1] for n in sorted(self.items))


@dataclass(slots=True)
class Completeness:
    """What the rows of one person and field leave open."""

    missed: list[str]
    whole: bool
    unclear: bool
    known_items: bool
    twice: bool
    unnamed: bool
    report_unclear: bool = False
    unfinished: str = ""  # 進捗率 98%


def with_missed(note: Note, missed: Sequence[str]) -> Note:
    """The days missed, beside the note that not all were attended."""
    if note.rule != "completion-attendance":
        return note
    return Note(note.rule, {**note.params, "missed": "、".join(dict.fromkeys(missed))})


def decide(verdict: Verdict, state: Completeness) -> None:
    """What is not known is asked: a table of cases, the first that holds decides."""
    lacking = [n for n in verdict.notes if n.rule.startswith("completion-")]
    verdict.notes = _asked(verdict, state)
    hard = [n.rule for n in verdict.notes if n.rule.startswith("completion-")]
    open_ = verdict.minutes is None or not state.known_items or state.unclear or state.twice
    open_ |= state.report_unclear or bool(state.unfinished)
    cases: tuple[tuple[bool, completion.Result | None], ...] = (
        # a row for each day, and no 研修名 to tell one course from several
        (state.unnamed and hard == ["completion-attendance"], "要確認"),
        (open_ and bool(hard), "未修了"),
        (open_, "要確認"),
        (bool(lacking), "未修了"),
    )
    verdict.result = next((result for holds, result in cases if holds and result), verdict.result)


def _asked(verdict: Verdict, state: Completeness) -> list[Note]:
    """The notes, where what cannot be known is asked about instead of being found lacking."""
    notes = list(verdict.notes)
    if verdict.minutes is None:
        notes = [n for n in notes if n.rule != "completion-minutes"]
        notes.append(Note("attendance-unknown", {}))
    if not state.known_items:
        notes = [n for n in notes if n.rule != "completion-items"]
        notes.append(Note("items-unknown", {}))
    if state.report_unclear:  # its own cell is asked about
        notes = [n for n in notes if n.rule != "completion-report-missing"]
    if state.unfinished:
        notes.append(Note("verdict-unfinished", {"value": state.unfinished}))
    if state.twice:
        notes.append(Note("participant-row-twice", {}))
    short = [n for n in notes if n.rule == "completion-minutes"]
    if short and state.unclear and not state.unnamed:  # the unclear session may still bring them
        notes = [n for n in notes if n.rule != "completion-minutes"]
        notes.append(Note("attendance-unknown", {}))
    if state.unclear and not any(n.rule == "attendance-unknown" for n in notes):
        notes.append(Note("verdict-session-unclear", {}))
    return notes
