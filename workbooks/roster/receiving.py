"""事業実績報告の受付: a body's report beside the 指定台帳 — who sent it, was it in time, what goes
back (差戻し), the roster with the body's name."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from pathlib import PurePath

from validators.eras import wareki
from validators.findings import Finding, Listing, Report, Unchecked, unchecked
from validators.guideline import fields
from validators.guideline.coverage import Agency, Coverage
from validators.guideline.fiscal_year import fiscal_year
from validators.messages import SEVERITIES, SEVERITY_NAME, rules, sentence
from validators.profile import Profile
from validators.reading import Note
from validators.values.dates import to_wareki
from validators.values.day_arithmetic import days_later
from workbooks.roster import check as checks
from workbooks.roster.read import Table
from workbooks.roster.records import RosterRecord, Understood
from workbooks.roster.sender import bodies_of, sender_of
from workbooks.sheet_names import UNCHECKED
from workbooks.tables.headings import REPORTED
from workbooks.tables.places import heading_cell, told

_HEADINGS = (
    "研修実施機関番号",
    "研修実施機関の名称",
    "所在地",
    "連絡先",
    "①保育士登録番号",
    "②氏名",
    "②生年月日",
    "②住所",
    "③勤務先施設の名称",
    "③所在市町村名",
    "④修了した研修分野",
    "⑤修了証番号",
    "⑥修了年月日",
)


def body_of(table: Table) -> int | None:
    """Gives the agency number a report is of: printed or in a column, else the one nearly all its
    certificate numbers carry."""
    return sender_of(table).number


# Found beside the ledger alone: they name no other body's row.
_SAID_ALONE = frozenset(
    ("report-late", "sender-numbers-differ", "agency-name-differs", "number-used-by-others")
)
_PREFECTURE = 1


def joined(read: Understood, coverage: Coverage) -> Listing:
    """名簿（機関名入り）: ①–⑥ with the body's 名称・所在地・連絡先, which the prefecture enters (Guideline 5(4)ア)."""
    rows = []
    for table in read.tables:
        usual = sender_of(table, coverage).number
        for record in read.of(table):
            number = record.agency or usual
            body = coverage.agencies.get(number or 0, Agency(number or 0, ""))
            raw = [record.raw(column) if table.has(column) else "" for column in REPORTED]
            rows.append(
                (f"{body.number:02}" if number else "", body.name, body.address, body.contact, *raw)
            )
    return Listing(
        "名簿（機関名入り）",
        _HEADINGS,
        (9, 30, 28, 30, 16, 16, 14, 28, 22, 14, 22, 16, 14),
        tuple(rows),
    )


def lateness(read: Understood, coverage: Coverage, received: dt.date) -> list[Finding]:
    """Finds reports received after the 提出予定日 the body declared, each kind against its own, or after the
    profile's days from the last completion (R19, T49)."""
    found: list[Finding] = []
    for table in read.tables:
        for kind, due in _due(read, table, coverage).items():
            if due is None or received <= due:
                continue
            params = {
                "received": received,
                "due": due,
                "days": (received - due).days,
                "kind": f"「{fields.by_number(kind).name}」の" if kind else "",
            }
            cell = heading_cell(table, "")  # said of the report, at the corner of its table
            found += told(
                table, cell, Note("report-late", params), read.profile, "実績報告の受付日"
            )
    return [f._replace(value=wareki(received)) for f in found]


def undated(read: Understood, coverage: Coverage) -> tuple[Unchecked, ...]:
    """Lists the kinds whose 提出予定日 is missing or cannot be read: whether they are late was not checked."""
    entries = []
    for table in read.tables:
        number = body_of(table)
        for kind, due in _due(read, table, coverage).items():
            if due is not None or not kind or number == _PREFECTURE:
                continue
            texts = [t for t in coverage.due_unread.get((number or 0, kind), ()) if t]
            params = {
                "kind": fields.by_number(kind).name,
                "value": f"（「{texts[0]}」とあります）" if texts else "",
            }
            note = Note("unchecked-due-kind", params)
            entries.append(unchecked(table.file, table.sheet, heading_cell(table, "field"), note))
    return tuple(entries)


def _due(read: Understood, table: Table, coverage: Coverage) -> dict[int, dt.date | None]:
    """Kind → the day its report is due, None where nobody can tell; kind 0 stands for the profile's own rule."""
    done, due_days = completions_of(read.of(table)), read.profile.report.due_days
    if due_days and done:
        return {0: days_later(max(day for days in done.values() for day in days), due_days)}
    number = body_of(table)
    due: dict[int, dt.date | None] = {}
    for kind, days in done.items() if number is not None else ():
        years = {fiscal_year(d) for d in days}
        declared = coverage.due.get((number or 0, kind), ())
        candidates = [d for d in declared if fiscal_year(d) in years or fiscal_year(d) - 1 in years]
        after = [d for d in candidates if d >= min(days)]
        due[kind] = max(after) if after else None
    return due


def completions_of(records: Sequence[RosterRecord]) -> dict[int, list[dt.date]]:
    """Kind → the days on which its people completed."""
    found: dict[int, list[dt.date]] = {}
    for record in records:
        if record.field and record.completed_on:
            found.setdefault(record.field.number, []).append(record.completed_on)
    return found


def replies(
    tables: Sequence[Table], whole: Report, coverage: Coverage, profile: Profile, today: dt.date
) -> list[tuple[Agency, Report]]:
    """Makes the 受付結果 for each body and file: its own tables checked alone, so that no other body's rows are named;
    what only the comparison shows is said without them.

    A file each: two files that claim one number may be of two bodies, one of which is mistaken.
    A table that names several bodies is nobody's to be sent.
    """
    groups: dict[tuple[int, str], list[Table]] = {}
    for table in tables:
        number = (sender_of(table, coverage).number or 0) if len(bodies_of(table)) < 2 else 0
        groups.setdefault((number, table.file), []).append(table)
    made = []
    for (number, _), body_tables in sorted(groups.items(), key=lambda item: item[0]):
        body = _addressee(number, coverage)
        report = checks.check_rosters(body_tables, profile, today, coverage)
        made.append((body, _reply(body, body_tables, whole, report, profile)))
    return made


def _addressee(number: int, coverage: Coverage) -> Agency:
    unknown = "（指定台帳にない機関）" if number else "（機関番号の分からない報告）"
    return coverage.agencies.get(number, Agency(number, unknown))


def _reply(
    body: Agency, body_tables: Sequence[Table], whole: Report, report: Report, profile: Profile
) -> Report:
    """``report``, the check of a body's own tables, with what only ``whole``, the check of all, shows of them."""
    places = {(t.file, t.sheet) for t in body_tables}
    said = {(f.file, f.sheet, f.cell, f.rule) for f in report.findings}
    extra = [
        _alone(f, profile)
        for f in whole.findings
        if (f.file, f.sheet) in places and (f.file, f.sheet, f.cell, f.rule) not in said
    ]
    return Report(
        report.tables,
        (*report.findings, *(f for f in extra if f)),
        settings=report.settings,
        title=f"事業実績報告の受付結果　{body.name} 御中",
        unchecked=report.unchecked,
        facts=report.facts,
    )


def _alone(finding: Finding, profile: Profile) -> Finding | None:
    """A finding that names another body's row, said without it."""
    if finding.rule in _SAID_ALONE:
        return finding
    if finding.rule != "number-duplicate" or not (
        level := profile.severity("number-used-elsewhere")
    ):
        return None
    note = Note("number-used-elsewhere", {"number": finding.value})
    return Finding(
        finding.file,
        finding.sheet,
        finding.cell,
        note.rule,
        level,
        sentence(note),
        finding.value,
        "",
        rules()[note.rule].clause,
        finding.heading,
        finding.row_name,
        finding.row_number,
    )


def cover(body: Agency, report: Report, received: dt.date | None) -> Listing:
    """受付票: to whom, what was received, accepted or sent back."""
    counts = report.summary()
    errors = counts["error"]
    open_questions = [question for question in report.unchecked if not question.aside]
    rows = [
        ("研修実施機関", f"{body.number:02}　{body.name}" if body.number else body.name),
        ("所在地", body.address),
        ("連絡先", body.contact),
        ("受付日", to_wareki(received) if received else ""),
        (
            "受け付けた表",
            "、".join(f"{PurePath(t.file).name} {t.sheet}（{t.rows}行）" for t in report.tables),
        ),
        ("判定", "差戻し" if errors else "受理できます"),
        ("件数", "　".join(f"{SEVERITY_NAME[s]} {counts[s]}" for s in SEVERITIES)),
        *(
            (UNCHECKED if n == 0 else "", f"{q.what}: {q.why}")
            for n, q in enumerate(open_questions)
        ),
        (
            "お願い",
            sentence(Note("reply-errors"))
            if errors
            else sentence(Note("reply-warnings"))
            if counts["warning"]
            else "",
        ),
    ]
    return Listing("受付票", ("項目", "内容"), (18, 80), tuple(rows))
