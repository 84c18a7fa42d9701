"""実績報告についての文書: 差戻し and 受理 of what came in, 督促 of what did not."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Sequence
from pathlib import PurePath

from validators.eras import wareki
from validators.findings import Report
from validators.guideline import fields
from validators.guideline.coverage import Agency, Coverage
from validators.guideline.fiscal_year import fiscal_year
from validators.messages import SEVERITIES, rules
from validators.profile import Profile
from workbooks.letters.letter import Kind, Letter, doubts, make
from workbooks.roster.receiving import body_of, completions_of
from workbooks.roster.records import Understood

Received = Collection[tuple[int, int, int]]  # agency, kind, fiscal year of the completions
_LISTED = 20  # cells named in a letter; all of them stand in the 受付結果
_YEAR = 366  # days that a report may be overdue; what is older was settled long ago


def replies(
    checked: Sequence[tuple[Agency, Report]], coverage: Coverage, day: dt.date, profile: Profile
) -> tuple[list[Letter], list[str]]:
    """差戻し where a report has 誤り, else 受理; and the files of bodies that the 指定台帳 does not name, to whom
    nothing can be sent. Cells and titles of rules are named, no person and no value."""
    letters, unaddressed = [], []
    for body, report in checked:
        if body.number not in coverage.agencies:
            unaddressed += [PurePath(table.file).name for table in report.tables]
            continue
        counts = report.summary()
        found = [f for f in report.findings if f.severity == SEVERITIES[0]]
        items = [f"・{f.sheet} {f.cell}　{rules()[f.rule].title}" for f in found[:_LISTED]]
        if len(found) > _LISTED:
            items.append(f"　ほか {len(found) - _LISTED} 件")
        kind: Kind = "return" if counts["error"] else "accept"
        values = {
            "file": "、".join(dict.fromkeys(PurePath(t.file).name for t in report.tables)),
            "rows": sum(t.rows for t in report.tables),
            "errors": counts["error"],
            "warnings": counts["warning"],
            "doubts": doubts(kind, counts["warning"]),
            "items": "\n".join(items),
        }
        letters.append(make(kind, body, day, profile, values))
    return letters, list(dict.fromkeys(unaddressed))


def received_in(read: Understood) -> set[tuple[int, int, int]]:
    """What rosters report: whose, of which 研修分野, completed in which fiscal year."""
    return {
        (number, kind, fiscal_year(done))
        for table in read.tables
        if (number := body_of(table)) is not None
        for kind, days in completions_of(read.of(table)).items()
        for done in days
    }


def overdue(
    coverage: Coverage, received: Received, day: dt.date, profile: Profile
) -> tuple[list[Letter], list[str]]:
    """督促: one letter to each body whose 提出予定日 has passed without a report, and the bodies whose day
    cannot be read: of them nobody can tell."""
    late: dict[int, list[tuple[dt.date, int]]] = {}
    for (number, kind), days in coverage.due.items():
        for due in days:
            years = {fiscal_year(due), fiscal_year(due) - 1}
            came = any((number, kind, year) in received for year in years)
            if coverage.revoked.get((number, kind), due) < due:
                continue  # taken away before the report was due
            if due < day and (day - due).days <= _YEAR and not came:
                late.setdefault(number, []).append((due, kind))
    letters = []
    for number, missed in sorted(late.items()):
        body = coverage.agencies.get(number) or Agency(number, coverage.names.get(number, ""))
        lines = [
            f"・{fields.by_number(kind).name}（提出予定日 {wareki(due)}）"
            for due, kind in sorted(missed)
        ]
        values = {"kinds": "\n".join(dict.fromkeys(lines))}
        letters.append(make("overdue", body, day, profile, values))
    unread = sorted({number for number, _ in coverage.due_unread.keys() - coverage.due.keys()})
    return letters, [f"{number:02} {coverage.names.get(number, '')}".strip() for number in unread]
