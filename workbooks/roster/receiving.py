"""事業実績報告の受付: a body's report beside the 指定台帳 — who sent it, was it in time, what goes
back (差戻し), the roster with the body's name."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Sequence
from pathlib import PurePath

from validators.findings import Finding, Listing, Report, Unchecked, unchecked
from validators.guideline import fields
from validators.guideline.coverage import Agency, Coverage
from validators.guideline.fiscal_year import fiscal_year
from validators.messages import SEVERITIES, SEVERITY_NAME, rules, sentence
from validators.numbers import agency as agency_number
from validators.numbers import certificate
from validators.profile import Profile
from validators.reading import Note
from validators.values.dates import read_date, to_wareki
from workbooks.grid import Value, address
from workbooks.roster import check as checks
from workbooks.roster.read import Table
from workbooks.sheet_names import UNCHECKED
from workbooks.tables.places import heading_cell

ITEMS = (
    "registration_number",
    "name",
    "birth_date",
    "address",
    "employer",
    "municipality",
    "field",
    "certificate_number",
    "completed_on",
)
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
    """The agency number a report is of: printed or in a column, else the one nearly all its
    certificate numbers carry."""
    given = Counter(
        n for v in table.values.get("agency_number", ()) if (n := agency_number.read(v).value)
    )
    carried = Counter(
        c.value.agency
        for v in table.values.get("certificate_number", ())
        if (c := certificate.read(v)).value
    )
    for counts in (given, carried):
        if counts and counts.most_common(1)[0][1] * 2 > sum(counts.values()):
            return counts.most_common(1)[0][0]
    return None


def bodies_of(table: Table) -> set[int]:
    """Every agency number the rows of a table name."""
    return {n for v in table.values.get("agency_number", ()) if (n := agency_number.read(v).value)}


def joined(tables: Sequence[Table], coverage: Coverage) -> Listing:
    """名簿（機関名入り）: ①–⑥ with the body's 名称・所在地・連絡先, which the prefecture enters (Guideline 5(4)ア)."""
    rows = []
    for table in tables:
        usual = body_of(table)
        for i in range(len(table.rows)):
            number = (
                agency_number.read(table.values["agency_number"][i]).value
                if "agency_number" in table.values
                else None
            )
            number = number or usual
            body = coverage.agencies.get(number or 0, Agency(number or 0, ""))
            own: list[Value] = [table.values[n][i] if n in table.values else "" for n in ITEMS]
            rows.append(
                (f"{body.number:02}" if number else "", body.name, body.address, body.contact, *own)
            )
    return Listing(
        "名簿（機関名入り）",
        _HEADINGS,
        (9, 30, 28, 18, 16, 16, 14, 28, 22, 14, 22, 16, 14),
        tuple(rows),
    )


def lateness(
    tables: Sequence[Table], coverage: Coverage, received: dt.date, profile: Profile
) -> list[Finding]:
    """Reports received after the 提出予定日 the body declared, or after the profile's days from the
    last completion (R19, T49)."""
    found = []
    level = profile.severity("report-late")
    for table in tables if level else ():
        due = _due(table, coverage, profile)
        if due and received > due and level:
            note = Note(
                "report-late", {"received": received, "due": due, "days": (received - due).days}
            )
            corner = address(table.header_rows[0], min(table.headings))
            found.append(
                Finding(
                    table.file,
                    table.sheet,
                    corner,
                    note.rule,
                    level,
                    sentence(note),
                    received.isoformat(),
                    clause=rules()[note.rule].clause,
                    heading="実績報告の受付日",
                )
            )
    return found


def undated(tables: Sequence[Table], coverage: Coverage, profile: Profile) -> tuple[Unchecked, ...]:
    """Reports whose due day nobody can tell: whether they came in time was not asked."""
    note = Note("unchecked-due-day", {})
    return tuple(
        unchecked(table.file, table.sheet, heading_cell(table, "completed_on"), note)
        for table in tables
        if profile.severity("report-late") and _due(table, coverage, profile) is None
    )


def _due(table: Table, coverage: Coverage, profile: Profile) -> dt.date | None:
    number = body_of(table)
    done = [d for v in table.values.get("completed_on", ()) if (d := read_date(v).value)]
    if profile.report.due_days and done:
        return max(done) + dt.timedelta(profile.report.due_days)
    if number is None or not done:
        return None
    kinds = {k.number for v in table.values.get("field", ()) if (k := fields.read(v).value)}
    years = {fiscal_year(d) for d in done}
    due = [
        d
        for kind in kinds
        for d in coverage.due.get((number, kind), ())
        if fiscal_year(d) in years or fiscal_year(d) - 1 in years
    ]
    after = [d for d in due if d >= min(done)]
    return max(after) if after else None


def replies(
    tables: Sequence[Table], whole: Report, coverage: Coverage, profile: Profile, today: dt.date
) -> list[tuple[Agency, Report]]:
    """受付結果 for each body and file: its own tables checked alone, so that no other body's rows
    are named; what only the comparison
    shows is said without them. A file each: two files that claim one number may be of two bodies,
    one of which is mistaken.
    A table that names several bodies is nobody's to be sent.
    """
    groups: dict[tuple[int, str], list[Table]] = {}
    for table in tables:
        groups.setdefault(
            ((body_of(table) or 0) if len(bodies_of(table)) < 2 else 0, table.file), []
        ).append(table)
    out = []
    for (number, _), own in sorted(groups.items(), key=lambda item: item[0]):
        report = checks.check_rosters(own, profile, today, coverage)
        places = {(t.file, t.sheet) for t in own}
        said = {(f.file, f.sheet, f.cell, f.rule) for f in report.findings}
        extra = [
            _alone(f, profile)
            for f in whole.findings
            if (f.file, f.sheet) in places and (f.file, f.sheet, f.cell, f.rule) not in said
        ]
        body = coverage.agencies.get(
            number,
            Agency(number, "（指定台帳にない機関）" if number else "（機関番号の分からない報告）"),
        )
        out.append(
            (
                body,
                Report(
                    report.tables,
                    (*report.findings, *(f for f in extra if f)),
                    settings=report.settings,
                    unchecked=report.unchecked,
                    facts=report.facts,
                    title=f"事業実績報告の受付結果　{body.name} 御中",
                ),
            )
        )
    return out


def _alone(finding: Finding, profile: Profile) -> Finding | None:
    """A finding that names another body's row, said without it."""
    if finding.rule == "report-late":
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
    left = [question for question in report.unchecked if not question.aside]
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
        *((UNCHECKED if n == 0 else "", f"{q.what}: {q.why}") for n, q in enumerate(left)),
        (
            "お願い",
            "シート「検証結果」の誤りを直し、要確認を確かめてから、もう一度提出してください。"
            if errors
            else "要確認があれば、理由を添えてお知らせください。"
            if counts["warning"]
            else "",
        ),
    ]
    return Listing("受付票", ("項目", "内容"), (18, 80), tuple(rows))
