"""取り込む行: what a report that is taken writes: its rows, its numbers, what it takes out and what a clerk decided."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import Connection, select

from workbooks.ledger.compare import Comparison, Decision
from workbooks.ledger.completions import Completion, ReportRead
from workbooks.ledger.sequences import ranges
from workbooks.ledger.store import audit, seal
from workbooks.ledger.store.schema import acceptances, certificates, completions, reports


def take(connection: Connection, report: ReportRead, look: Comparison, decision: Decision) -> None:
    """Write the report in the caller's transaction, with its line in the audit chain."""
    reported = report.completions
    gone = decision.gone(look.missing)
    entry = _line(connection, report, look, len(gone))
    (made,) = seal.insert(
        connection,
        reports,
        [{"content": report.content, "file": report.file, "rows": len(reported), "entry": entry}],
    )
    # a row that another report already says word for word stays that report's
    stays = {
        i
        for i, row in look.current.items()
        if row.report not in look.covered and not look.differs(reported[i], row)
    }
    out = {i for i, c in enumerate(reported) if c.number in decision.left_out}
    taken = [i for i in range(len(reported)) if i not in stays and i not in out]
    retired = [look.current[i].id for i in taken if i in look.current] + [row.id for row in gone]
    off = {"current": False}
    seal.change(connection, completions, completions.c.id, dict.fromkeys(retired, off))
    _certificates(connection, reported, look, taken, entry)
    seal.change(
        connection,
        certificates,
        certificates.c.number,
        {row.number: {"state": "withdrawn"} for row in gone},
    )
    _rows(connection, reported, look, set(taken), made)
    _retire(connection, sorted(look.covered), made)
    _decisions(connection, reported, look, (decision, entry))


def _line(connection: Connection, report: ReportRead, look: Comparison, gone: int) -> int:
    reported, covered = report.completions, sorted(look.covered)
    correction = f"、訂正 {covered}、取り下げ {gone} 件" if covered else ""
    numbers = ranges(c.number for c in reported)
    detail = f"実績報告を取込（{len(reported)} 件、{numbers}、内容 {report.content}{correction}）"
    return audit.append(connection, "import", detail, "訂正" if covered else "")


def _certificates(
    connection: Connection,
    reported: Sequence[Completion],
    look: Comparison,
    taken: Sequence[int],
    entry: int,
) -> None:
    """The numbers of the rows taken are in force; numbers of rows left out are known, but not in force."""
    values = {
        look.targets[i]: {"state": "reported", **reported[i].person._asdict()}
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
        for i, c in enumerate(reported)
        if i not in look.numbers
    ]
    seal.insert(connection, certificates, fresh)


def _rows(
    connection: Connection,
    reported: Sequence[Completion],
    look: Comparison,
    taken: set[int],
    report: int,
) -> None:
    """All rows as reported; those whose number was replaced go on in a row of their own under the new one."""
    moved = {i for i in taken if look.targets[i] != reported[i].number}
    rows = [
        {**row_of(c, report), "current": i in taken and i not in moved}
        for i, c in enumerate(reported)
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
    in_force = select(completions.c.report).where(
        completions.c.report.in_(covered), completions.c.current
    )
    live = set(connection.execute(in_force.distinct()).scalars())
    seal.change(
        connection,
        reports,
        reports.c.id,
        {i: {"replaced_by": made} for i in covered if i not in live},
    )


def _decisions(
    connection: Connection,
    reported: Sequence[Completion],
    look: Comparison,
    said: tuple[Decision, int],
) -> None:
    """What the clerk decided about rows, with the reason."""
    decision, entry = said
    found: list[tuple[str, str, str]] = [
        (c.completion.number, c.held.number, c.why) for c in look.conflicts
    ]
    if decision.by_row:
        asked = {number for number, _, _ in found}
        for i, c in enumerate(reported):
            row = look.current.get(i)
            new = row is None and look.covered
            if c.number not in asked and (new or (row is not None and look.differs(c, row))):
                found.append((c.number, look.targets[i], "changed"))
        gone = {row.number for row in decision.gone(look.missing)}
        found += [
            (row.number, row.number, "withdrawn" if row.number in gone else "kept")
            for row in look.missing
        ]
    kept = {number for number, _, why in found if why == "kept"}
    seal.insert(
        connection,
        acceptances,
        [
            {
                "number": number,
                "held": held,
                "why": "left-out" if number in decision.left_out - kept else why,
                "reason": decision.why(number),
                "entry": entry,
            }
            for number, held, why in found
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
