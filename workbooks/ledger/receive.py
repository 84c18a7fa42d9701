"""取込: whole reports or none. What is already there, corrected, taken by somebody else or held
twice is told before anything is written; a correction never takes out a person unless that is asked for by count."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from sqlalchemy import Connection, select

from validators.text import to_text
from workbooks.ledger import compare
from workbooks.ledger.compare import Comparison, Conflict
from workbooks.ledger.completions import SHOWN, Completion, ReportRead
from workbooks.ledger.numbers import ranges
from workbooks.ledger.store import audit, seal
from workbooks.ledger.store.engine import Ledger
from workbooks.ledger.store.schema import acceptances, certificates, completions, reports

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
class Decision:
    """What the clerk has said about a report.

    replace   the report corrects an earlier one
    withdraw  how many people of the earlier one are taken out (0: those not listed stay); None: not decided
    accept    every row that was asked about is taken
    accepted  numbers of rows that are taken · left_out: numbers of rows that are not, whatever the rest
    reason    why, for the record
    """

    replace: bool = False
    withdraw: int | None = None
    accept: bool = False
    accepted: frozenset[str] = frozenset()
    left_out: frozenset[str] = frozenset()
    reason: str = ""

    def settles(self, conflict: Conflict) -> bool:
        """Has the clerk decided about this row? What is refused can only be left out."""
        number = conflict.completion.number
        if number in self.left_out:
            return True
        return not conflict.refused and (self.accept or number in self.accepted)


UNDECIDED = Decision()


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


def receive(ledger: Ledger, report: ReportRead, decision: Decision = UNDECIDED) -> Outcome:
    """Take one report, in one transaction, or say why not (``Outcome``). Raises Problem where the register fails."""
    with ledger.write() as connection:
        if _known(connection, report):
            return Outcome(report.file, "same", report.content, len(report.completions))
        look = compare.compare(connection, report)
        differences = _differences(report.completions, look)
        verdict = _verdict(look, decision)
        if verdict == "taken":
            _take(connection, report, look, decision)
        changed = {d.number for d in differences if d.what == "変更"}
        withdrawn = len(look.missing)
        return Outcome(
            report.file,
            verdict,
            report.content,
            len(report.completions),
            tuple(look.files[i] for i in sorted(look.covered)),
            tuple(differences),
            tuple(look.conflicts),
            sum(i not in look.current for i in range(len(report.completions))),
            len(changed),
            withdrawn if decision.withdraw != 0 else 0,
        )


def _known(connection: Connection, report: ReportRead) -> bool:
    query = select(reports.c.id).where(
        reports.c.content == report.content, reports.c.replaced_by.is_(None)
    )
    return connection.execute(query).first() is not None


def _verdict(look: Comparison, decision: Decision) -> Verdict:
    open_ = [c for c in look.conflicts if not decision.settles(c)]
    if any(c.refused for c in open_):
        return "refused"
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


def _take(connection: Connection, report: ReportRead, look: Comparison, decision: Decision) -> None:
    own = report.completions
    gone = look.missing if decision.withdraw else []
    entry = _line(connection, report, look, len(gone))
    (made,) = seal.insert(
        connection,
        reports,
        [{"content": report.content, "file": report.file, "rows": len(own), "entry": entry}],
    )
    # a row that another report already says word for word stays that report's
    stays = {
        i
        for i, row in look.current.items()
        if row.report not in look.covered and not look.differs(own[i], row)
    }
    out = {i for i, c in enumerate(own) if c.number in decision.left_out}
    taken = [i for i in range(len(own)) if i not in stays and i not in out]
    retired = [look.current[i].id for i in taken if i in look.current] + [row.id for row in gone]
    off = {"current": False}
    seal.change(connection, completions, completions.c.id, dict.fromkeys(retired, off))
    _certificates(connection, own, look, taken, entry)
    seal.change(
        connection,
        certificates,
        certificates.c.number,
        {row.number: {"state": "withdrawn"} for row in gone},
    )
    _rows(connection, own, look, set(taken), made)
    _retire(connection, sorted(look.covered), made)
    _decisions(connection, look, decision, entry)


def _line(connection: Connection, report: ReportRead, look: Comparison, gone: int) -> int:
    own, covered = report.completions, sorted(look.covered)
    more = f"、訂正 {covered}、取り下げ {gone} 件" if covered else ""
    numbers = ranges(c.number for c in own)
    detail = f"実績報告を取込（{len(own)} 件、{numbers}、内容 {report.content}{more}）"
    return audit.append(connection, "import", detail, "訂正" if covered else "")


def _certificates(
    connection: Connection,
    own: Sequence[Completion],
    look: Comparison,
    taken: Sequence[int],
    entry: int,
) -> None:
    """The numbers of the rows taken are in force; numbers of rows left out are known, but not in force."""
    values = {
        look.targets[i]: {"state": "reported", **own[i].person._asdict()}
        for i in taken
        if i in look.numbers
    }
    plain = {
        number: {k: v for k, v in row.items() if k != "former_key"}
        for number, row in values.items()
    }
    seal.change(connection, certificates, certificates.c.number, plain)
    wanted = set(taken)
    fresh = [
        {
            "number": c.number,
            "prefecture": int(c.number[:2]),
            "sequence": int(c.number[7:]),
            "state": "reported" if i in wanted else "withdrawn",
            **c.person._asdict(),
            "entry": entry,
        }
        for i, c in enumerate(own)
        if i not in look.numbers
    ]
    seal.insert(connection, certificates, fresh)


def _rows(
    connection: Connection,
    own: Sequence[Completion],
    look: Comparison,
    taken: set[int],
    report: int,
) -> None:
    """All rows as reported; those whose number was replaced go on in a row of their own under the new one."""
    moved = {i for i in taken if look.targets[i] != own[i].number}
    rows = [
        {**row_of(c, report), "current": i in taken and i not in moved} for i, c in enumerate(own)
    ]
    ids = seal.insert(connection, completions, rows)
    seal.insert(
        connection,
        completions,
        [
            {**rows[i], "number": look.targets[i], "current": True, "origin": ids[i]}
            for i in sorted(moved)
        ],
    )


def _retire(connection: Connection, covered: list[int], made: int) -> None:
    """A corrected report of which nothing is in force any more is replaced."""
    left = select(completions.c.report).where(
        completions.c.report.in_(covered), completions.c.current
    )
    live = set(connection.execute(left.distinct()).scalars())
    seal.change(
        connection,
        reports,
        reports.c.id,
        {i: {"replaced_by": made} for i in covered if i not in live},
    )


def _decisions(connection: Connection, look: Comparison, decision: Decision, entry: int) -> None:
    seal.insert(
        connection,
        acceptances,
        [
            {
                "number": c.completion.number,
                "held": c.held.number,
                "why": "left-out" if c.completion.number in decision.left_out else c.why,
                "reason": decision.reason,
                "entry": entry,
            }
            for c in look.conflicts
        ],
    )


def row_of(c: Completion, report: int) -> dict[str, object]:
    """A completion as a row of ``completions``."""
    names = (
        "place",
        "number",
        "kind",
        "name",
        "kana",
        "address",
        "employer",
        "municipality",
        "municipality_code",
        "completed_on",
        "issued_on",
        "consent",
        "registration_number",
        "employer_key",
        "kana_key",
    )
    return {
        **{name: getattr(c, name) for name in names},
        **c.person._asdict(),
        "report": report,
        "current": True,
    }
