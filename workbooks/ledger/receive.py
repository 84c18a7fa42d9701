"""取込: whole reports or none. What is already there, corrected, taken by somebody else or held
twice is told before anything is written."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

from sqlalchemy import Connection, bindparam, insert, select, update

from validators.text import to_text
from workbooks.ledger import matching
from workbooks.ledger.completions import SHOWN, Completion, ReportRead
from workbooks.ledger.matching import Held
from workbooks.ledger.numbers import ranges
from workbooks.ledger.store import audit
from workbooks.ledger.store.engine import Ledger
from workbooks.ledger.store.schema import certificates, completions, reports

Verdict = Literal["taken", "same", "correction", "question", "refused"]


@dataclass(frozen=True, slots=True)
class Difference:
    """One value a corrected report changes; ``column`` is "" where a whole row is new or gone.
    ``place``: its cell in the new report."""

    number: str
    what: Literal["追加", "削除", "変更"]
    name: str
    place: str = ""
    column: str = ""
    before: str = ""
    after: str = ""


@dataclass(frozen=True, slots=True)
class Clash:
    """A row and what already stands in the register, both with their source. number: another
    person's or a revoked number ·
    person: the same person and kind under another number."""

    why: Literal["number", "person"]
    completion: Completion
    held: Held


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one report.

    taken       it stands in the register (``replaced`` reports retired)
    same        it was there already; nothing changed
    correction  it would replace reports: ``differences`` shown, waits for ``replace``
    question    people who hold the kind already: ``clashes`` shown, waits for ``accept``
    refused     numbers that belong to others: nothing to accept, the report has to be corrected
    """

    file: str
    verdict: Verdict
    content: str
    rows: int
    replaced: tuple[str, ...] = ()
    differences: tuple[Difference, ...] = ()
    clashes: tuple[Clash, ...] = ()


@dataclass(slots=True)
class _Look:
    """What the register holds against a report."""

    numbers: dict[int, Held] = field(default_factory=dict)
    stored: dict[int, list[Any]] = field(
        default_factory=dict
    )  # report id → its current completions
    files: dict[int, str] = field(default_factory=dict)
    clashes: list[Clash] = field(default_factory=list)


def receive(
    ledger: Ledger, report: ReportRead, *, replace: bool = False, accept: bool = False
) -> Outcome:
    """Take one report, in one transaction, or say why not. A report that replaces others needs
    ``replace``, one with people
    who hold the kind already needs ``accept``."""
    with ledger.write() as connection:
        if _known(connection, report):
            return Outcome(report.file, "same", report.content, len(report.completions))
        look = _look(connection, report)
        differences = tuple(
            _differences(report.completions, [row for rows in look.stored.values() for row in rows])
        )
        replaced = tuple(look.files[i] for i in look.stored)
        clashes = tuple(look.clashes)
        verdict: Verdict = "taken"
        if any(c.why == "number" for c in clashes):
            verdict = "refused"
        elif look.stored and not replace:
            verdict = "correction"
        elif clashes and not accept:
            verdict = "question"
        else:
            _take(connection, report, look)
        return Outcome(
            report.file,
            verdict,
            report.content,
            len(report.completions),
            replaced,
            differences,
            clashes,
        )


def _known(connection: Connection, report: ReportRead) -> bool:
    query = select(reports.c.id).where(
        reports.c.content == report.content, reports.c.replaced_by.is_(None)
    )
    return connection.execute(query).first() is not None


def _look(connection: Connection, report: ReportRead) -> _Look:
    own = report.completions
    wanted = matching.sent((i, c.number, c.kind, c.person) for i, c in enumerate(own))
    look = _Look(numbers=matching.by_number(connection, wanted))
    look.stored, look.files = _corrected(connection, wanted, own, look.numbers)
    inside = {row.number for rows in look.stored.values() for row in rows}
    for i, held in look.numbers.items():
        if held.number in inside:
            continue
        if held.state in ("revoked", "replaced", "reported") or not held.person.alike(
            own[i].person
        ):
            look.clashes.append(Clash("number", own[i], held))
    for i, several in matching.by_person(connection, wanted).items():
        others = [h for h in several if h.number != own[i].number and h.number not in inside]
        look.clashes += [Clash("person", own[i], h) for h in others]
    return look


def _corrected(
    connection: Connection, sent: dict[str, str], own: Sequence[Completion], held: dict[int, Held]
) -> tuple[dict[int, list[Any]], dict[int, str]]:
    """Reports this one corrects: those it shares numbers with, when at least half of the shared
    numbers can be of the same people.

    Fewer: another course was numbered over again by mistake, and its numbers clash.
    """
    wanted = matching.incoming(connection.dialect.name)
    query = (
        select(wanted.c.row, completions.c.report, reports.c.file)
        .join(completions, completions.c.number == wanted.c.number)
        .join(reports, reports.c.id == completions.c.report)
        .where(completions.c.current)
    )
    shared: Counter[int] = Counter()
    same: Counter[int] = Counter()
    files: dict[int, str] = {}
    for row, report, file in connection.execute(query, sent):
        shared[report] += 1
        same[report] += held[row].person.alike(own[row].person)
        files[report] = file
    stored = {}
    for report in sorted(shared):
        if same[report] * 2 >= shared[report]:
            rows = connection.execute(
                select(completions)
                .where(completions.c.report == report, completions.c.current)
                .order_by(completions.c.number)
            )
            stored[report] = list(rows)
    return stored, files


def _differences(new: Sequence[Completion], old: Sequence[Any]) -> list[Difference]:
    if not old:
        return []
    before, after = {row.number: row._mapping for row in old}, {c.number: c for c in new}
    found = [
        Difference(number, "削除", row["name"])
        for number, row in before.items()
        if number not in after
    ]
    for number, c in after.items():
        if number not in before:
            found.append(Difference(number, "追加", c.name, c.place))
            continue
        for name, heading in SHOWN.items():
            was, now = before[number][name], getattr(c, name)
            if was != now:
                found.append(
                    Difference(number, "変更", c.name, c.place, heading, _shown(was), _shown(now))
                )
    return found


def _shown(value: object) -> str:
    return {True: "同意", False: "不同意"}[value] if isinstance(value, bool) else to_text(value)


def _take(connection: Connection, report: ReportRead, look: _Look) -> None:
    own, retired = report.completions, list(look.stored)
    detail = (
        f"実績報告を取込（{len(own)} 件、{ranges(c.number for c in own)}、内容 {report.content}"
        + (f"、差替え {retired}）" if retired else "）")
    )
    entry = audit.append(connection, "import", detail, "訂正" if retired else "")
    added = connection.execute(
        insert(reports),
        {"content": report.content, "file": report.file, "rows": len(own), "entry": entry},
    ).inserted_primary_key
    assert added is not None
    gone = {row.number for rows in look.stored.values() for row in rows} - {c.number for c in own}
    for old in retired:
        connection.execute(
            update(completions).where(completions.c.report == old).values(current=False)
        )
        connection.execute(update(reports).where(reports.c.id == old).values(replaced_by=added[0]))
    state = update(certificates).where(
        certificates.c.number == bindparam("own"),
        certificates.c.state != "revoked",
        certificates.c.state != "replaced",
    )
    if gone:
        connection.execute(state.values(state="withdrawn"), [{"own": number} for number in gone])
    known = {held.number for held in look.numbers.values()}
    people = [
        {"own": c.number, **{f"its_{k}": v for k, v in c.person._asdict().items()}}
        for c in own
        if c.number in known
    ]
    if people:
        whose: dict[str, Any] = {
            name: bindparam(f"its_{name}") for name in ("name_key", "birth_date", "registration")
        }
        connection.execute(state.values(state="reported", **whose), people)
    fresh = [c for c in own if c.number not in known]
    if fresh:
        connection.execute(
            insert(certificates),
            [
                {
                    "number": c.number,
                    "prefecture": int(c.number[:2]),
                    "sequence": int(c.number[7:]),
                    "state": "reported",
                    **c.person._asdict(),
                    "entry": entry,
                }
                for c in fresh
            ],
        )
    connection.execute(insert(completions), [_row(c, added[0]) for c in own])


def _row(c: Completion, report: int) -> dict[str, object]:
    return {
        **{
            name: getattr(c, name)
            for name in (
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
            )
        },
        **c.person._asdict(),
        "employer_key": c.employer_key,
        "report": report,
        "current": True,
    }
