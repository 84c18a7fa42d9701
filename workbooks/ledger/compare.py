"""報告と台帳の照合: what the register already holds against the rows of a report, row by row."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

from sqlalchemy import Connection, func, select

from workbooks.ledger import NO_REASON, ends, matching
from workbooks.ledger.completions import SHOWN, Completion, ReportRead
from workbooks.ledger.matching import Holding
from workbooks.ledger.sent import Sent, incoming, sent
from workbooks.ledger.store.schema import certificates, completions, reports

COVERS = 0.8  # share of an earlier report's people a correction of it has to list

Why = Literal["number", "revoked", "twice", "doubt", "person", "reported"]


@dataclass(frozen=True, slots=True)
class Conflict:
    """A row and what already stands in the register, both with their source.

    number    another person's number · revoked: a revoked one · twice: one number, old and new, on two rows
    doubt     the number's holder agrees with the row in one thing and differs in another
    person    the same person and kind under another number
    reported  the number was reported before, by a report this one does not correct as a whole
    """

    why: Why
    completion: Completion
    held: Holding

    @property
    def refused(self) -> bool:
        """Nothing to accept: the row has to be corrected or left out."""
        return self.why in ("number", "revoked", "twice")


@dataclass(frozen=True, slots=True)
class Decision:
    """What the clerk has said about a report.

    replace   the report corrects an earlier one
    withdraw  how many people of the earlier one are taken out (0: those not listed stay); None: not decided
    accept    every row that was asked about is taken
    accepted  numbers of rows that are taken · left_out: numbers of rows that are not, whatever the rest
    by_row    every row that is new, changed, gone or in question is decided by these two and nothing else
    reason    why, for the record · reasons: by number
    """

    replace: bool = False
    withdraw: int | None = None
    accept: bool = False
    accepted: frozenset[str] = frozenset()
    left_out: frozenset[str] = frozenset()
    reason: str = ""
    by_row: bool = False
    reasons: Mapping[str, str] = field(default_factory=dict)

    def why(self, number: str) -> str:
        """The reason of a row; a list may come back with marks alone, and then the record says so."""
        return self.reasons.get(number) or self.reason or NO_REASON

    def gone(self, missing: Sequence[Any]) -> list[Any]:
        """Which of the people no longer listed are taken out."""
        if self.by_row:
            return [row for row in missing if row.number in self.accepted]
        return list(missing) if self.withdraw else []

    def settles(self, conflict: Conflict) -> bool:
        """Has the clerk decided about this row? What is refused can only be left out."""
        number = conflict.completion.number
        if number in self.left_out:
            return True
        return not conflict.refused and (self.accept or number in self.accepted)


UNDECIDED = Decision()


@dataclass(slots=True)
class Comparison:
    """What the register holds against a report, by the row's place in it.

    targets   the number each row's completion lives under now (its own, or the one it was re-issued under)
    numbers   what stands under that number · current: the completion in force under it
    covered   earlier reports this one corrects · missing: their completions in force it no longer lists
    """

    targets: dict[int, str]
    numbers: dict[int, Holding]
    current: dict[int, Any]
    files: dict[int, str]
    covered: set[int] = field(default_factory=set)
    missing: list[Any] = field(default_factory=list)
    conflicts: list[Conflict] = field(default_factory=list)

    @staticmethod
    def differs(c: Completion, row: Any) -> bool:
        """Does the report say anything else than the completion in force?"""
        return any(row._mapping[name] != getattr(c, name) for name in SHOWN if name != "number")


def compare(connection: Connection, report: ReportRead) -> Comparison:
    """Look up every row of the report."""
    reported = report.completions
    later = ends.successors(connection, [c.number for c in reported])
    targets = {i: later.get(c.number, c.number) for i, c in enumerate(reported)}
    wanted = sent((i, targets[i], c.kind, c.person) for i, c in enumerate(reported))
    current, files = _current(connection, wanted)
    look = Comparison(targets, matching.by_number(connection, wanted), current, files)
    _cover(connection, look, reported)
    _conflicts(look, reported)
    _people(connection, look, reported, wanted)
    own_numbers = set(targets.values())
    if look.covered:
        look.missing = [
            row for row in _in_force(connection, look.covered) if row.number not in own_numbers
        ]
    return look


def _current(connection: Connection, wanted: Sent) -> tuple[dict[int, Any], dict[int, str]]:
    """The completions in force under the numbers sent, and the files of their reports."""
    rows = incoming(connection.dialect.name)
    query = (
        select(rows.c.row.label("sent_row"), completions, reports.c.file)
        .select_from(rows)
        .join(completions, completions.c.number == rows.c.number)
        .join(reports, reports.c.id == completions.c.report)
        .where(completions.c.current)
    )
    found = {row.sent_row: row for row in connection.execute(query, wanted.parameters)}
    return found, {row.report: row.file for row in found.values()}


def _in_force(connection: Connection, covered: Collection[int]) -> list[Any]:
    """Completions of these reports that count now: what was revoked is already out."""
    query = (
        select(completions)
        .join(certificates, certificates.c.number == completions.c.number)
        .where(
            completions.c.report.in_(list(covered)),
            completions.c.current,
            certificates.c.state != "revoked",
        )
        .order_by(completions.c.number)
    )
    return list(connection.execute(query))


def _cover(connection: Connection, look: Comparison, reported: Sequence[Completion]) -> None:
    """Which earlier reports this one corrects: those most of whose people it lists."""
    shared: Counter[int] = Counter()
    for i, row in look.current.items():
        if look.numbers[i].state != "revoked":
            shared[row.report] += look.numbers[i].alike(reported[i].person)
    query = (
        select(completions.c.report, func.count().label("n"))
        .join(certificates, certificates.c.number == completions.c.number)
        .where(
            completions.c.report.in_(list(shared)),
            completions.c.current,
            certificates.c.state != "revoked",
        )
        .group_by(completions.c.report)
    )
    sizes = {row.report: row.n for row in connection.execute(query)}
    look.covered = {i for i, n in shared.items() if n and n >= COVERS * sizes[i]}


def _conflicts(look: Comparison, reported: Sequence[Completion]) -> None:
    """Rows whose number is somebody else's, revoked, in doubt, or reported before."""
    seen: set[str] = set()
    for i, held in sorted(look.numbers.items()):
        agree, _ = held.evidence(reported[i].person)
        why: Why | None = None
        if held.state == "revoked":
            why = "revoked"
        elif held.number in seen:
            why = "twice"
        elif agree == 0:
            why = "number"
        elif not held.alike(reported[i].person):
            why = "doubt"
        elif i in look.current and look.current[i].report not in look.covered:
            why = "reported"
        seen.add(held.number)
        if why:
            look.conflicts.append(Conflict(why, reported[i], held))


def _people(
    connection: Connection, look: Comparison, reported: Sequence[Completion], wanted: Sent
) -> None:
    """People who hold the kind already under a number that is not of this report or of one it corrects."""
    inside = {row.number for row in _in_force(connection, look.covered)} if look.covered else set()
    for i, several in matching.by_person(connection, wanted).items():
        for held in several:
            if held.number not in inside and held.number != look.targets[i]:
                look.conflicts.append(Conflict("person", reported[i], held))
