"""取込: whole reports or none. What is already there, corrected, taken by somebody else or held
twice is told before anything is written; a correction never takes out a person unless that is asked for by count."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from sqlalchemy import Connection, select

from validators.text import to_text
from workbooks.ledger import compare, taking
from workbooks.ledger.compare import UNDECIDED, Comparison, Conflict, Decision
from workbooks.ledger.completions import SHOWN, Completion, ReportRead
from workbooks.ledger.store.engine import Ledger
from workbooks.ledger.store.schema import reports

Verdict = Literal["taken", "same", "correction", "question", "refused"]


@dataclass(frozen=True, slots=True)
class Difference:
    """One value a corrected report changes; ``column`` is "" where a whole row is new or gone.
    ``place``: its cell in the new report."""

    number: str
    what: Literal["追加", "取り下げ", "変更"]
    name: str
    place: str = ""
    column: str = ""
    before: str = ""
    after: str = ""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one report.

    taken       it stands in the register (``replaced`` reports corrected)
    same        it was there already; nothing changed
    correction  it corrects reports: ``differences`` shown, waits for ``replace`` and, where people are no longer
                listed, for ``withdraw`` with their number
    question    rows a clerk has to look at: ``conflicts`` shown, waits for ``accept``
    refused     numbers that belong to others or were revoked: the report has to be corrected, or the rows left out
    """

    file: str
    verdict: Verdict
    content: str
    rows: int
    replaced: tuple[str, ...] = ()
    differences: tuple[Difference, ...] = ()
    conflicts: tuple[Conflict, ...] = ()
    added: int = 0
    changed: int = 0
    withdrawn: int = 0
    left_out: int = 0


def receive(ledger: Ledger, report: ReportRead, decision: Decision = UNDECIDED) -> Outcome:
    """Take one report, in one transaction, or say why not (``Outcome``). Raises Problem where the register fails."""
    with ledger.write() as connection:
        if _known(connection, report):
            return Outcome(report.file, "same", report.content, len(report.completions))
        look = compare.compare(connection, report)
        differences = _differences(report.completions, look)
        verdict = _verdict(look, decision, {d.number for d in differences})
        if verdict == "taken":
            taking.take(connection, report, look, decision)
        out = decision.left_out if verdict == "taken" else frozenset()
        left_out = out.intersection(c.number for c in report.completions)
        changed = {d.number for d in differences if d.what == "変更"} - out
        decided = verdict == "taken" or decision.withdraw == 0
        withdrawn = len(decision.gone(look.missing) if decided else look.missing)
        return Outcome(
            report.file,
            verdict,
            report.content,
            len(report.completions) - len(left_out),
            tuple(look.files[i] for i in sorted(look.covered)),
            tuple(differences),
            tuple(look.conflicts),
            sum(
                i not in look.current and c.number not in out
                for i, c in enumerate(report.completions)
            ),
            len(changed),
            withdrawn,
            len(left_out),
        )


def _known(connection: Connection, report: ReportRead) -> bool:
    query = select(reports.c.id).where(
        reports.c.content == report.content, reports.c.replaced_by.is_(None)
    )
    return connection.execute(query).first() is not None


def _verdict(look: Comparison, decision: Decision, different: set[str]) -> Verdict:
    open_ = [c for c in look.conflicts if not decision.settles(c)]
    if any(c.refused for c in open_):
        return "refused"
    if decision.by_row:
        if different - decision.accepted - decision.left_out:
            return "correction" if look.covered else "question"
        return "question" if open_ else "taken"
    if look.covered and not decision.replace:
        return "correction"
    if look.missing and decision.withdraw not in (0, len(look.missing)):
        return "correction"
    return "question" if open_ else "taken"


def _differences(new: Sequence[Completion], look: Comparison) -> list[Difference]:
    """What is new, gone or changed; rows of a report that corrects nothing are not called new one by one."""
    found = [Difference(row.number, "取り下げ", row.name) for row in look.missing]
    for i, c in enumerate(new):
        row = look.current.get(i)
        if row is None:
            if look.covered:
                found.append(Difference(c.number, "追加", c.name, c.place))
            continue
        for name, heading in SHOWN.items():
            was, now = row._mapping[name], getattr(c, name)
            if was != now and name != "number":
                found.append(
                    Difference(c.number, "変更", c.name, c.place, heading, _shown(was), _shown(now))
                )
    return found


def _shown(value: object) -> str:
    return {True: "同意", False: "不同意"}[value] if isinstance(value, bool) else to_text(value)
