"""Ledgers of the designation desk as grids for tests: sample rows with a few cells changed, and
what a check finds in them."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence

from validators.findings import Report
from validators.profile import Profile, default
from workbooks.applications import check as applications
from workbooks.designations import check as designations
from workbooks.designations.coverage import coverage_of
from workbooks.grid import Book, Grid, Value
from workbooks.participants import check as participants
from workbooks.samples import ledgers

TODAY = dt.date(2026, 7, 6)
GUNMA = default().for_prefecture(10)
Rows = list[list[Value]]
Change = tuple[int, str, Value]


def grid(
    sheet: str,
    headings: Sequence[str],
    rows: Sequence[Sequence[Value]],
    changes: Sequence[Change] = (),
    extra: Sequence[str] = (),
    drop: Sequence[str] = (),
) -> Grid:
    """Title, blank row, heading in row 3; ``changes`` are (row from 0, heading, value), ``extra``
    headings begin blank, ``drop`` goes."""
    head = [*headings, *extra]
    body: Rows = [[*row, *[""] * len(extra)] for row in rows]
    for row, heading, value in changes:
        body[row][head.index(heading)] = value
    keep = [i for i, h in enumerate(head) if h not in drop]
    return Grid(
        sheet, [[sheet], [], [head[i] for i in keep], *([row[i] for i in keep] for row in body)]
    )


def application_book(
    changes: Sequence[Change] = (),
    *,
    curriculum: Sequence[Change] | None = None,
    lecturers: Sequence[Change] | None = None,
    extra: Sequence[str] = (),
    lecturer_extra: Sequence[str] = (),
    drop: Sequence[str] = (),
    more: Sequence[Grid] = (),
) -> Book:
    """The clean applications with attachments when asked for."""
    grids = [
        grid(
            "申請", ledgers.APPLICATION_HEADINGS, ledgers.clean_applications(), changes, extra, drop
        )
    ]
    if curriculum is not None:
        grids.append(
            grid(
                "カリキュラム", ledgers.CURRICULUM_HEADINGS, ledgers.clean_curriculum(), curriculum
            )
        )
    if lecturers is not None:
        grids.append(
            grid(
                "講師",
                ledgers.LECTURER_HEADINGS,
                ledgers.clean_lecturers(),
                lecturers,
                lecturer_extra,
            )
        )
    return Book("申請.xlsx", (*grids, *more))


def found(report: Report | None, profile: Profile = GUNMA) -> dict[str, list[str]]:
    """sheet!cell → rules, and the sentences looked at."""
    assert report is not None
    cells: dict[str, list[str]] = {}
    for f in report.findings:
        cells.setdefault(f"{f.sheet}!{f.cell}", []).append(f.rule)
        assert f.message.endswith("。") and not re.search(r"\{[a-z_]+\}|None|nan", f.message), (
            f.message
        )
        assert f.severity == profile.severity(f.rule)
    return cells


def check_applications(
    book: Book,
    profile: Profile = GUNMA,
    designated: Sequence[Sequence[Value]] | None = None,
    today: dt.date = TODAY,
) -> Report:
    """申請チェック, beside a 指定台帳 when its rows are given."""
    coverage = (
        coverage_of(
            Book("指定台帳.xlsx", (grid("指定台帳", ledgers.DESIGNATION_HEADINGS, designated),)),
            today,
        )
        if designated is not None
        else None
    )
    report = applications.check([book], profile, today, coverage)
    assert report is not None
    return report


def check_designations(
    rows: Sequence[Sequence[Value]],
    today: dt.date,
    profile: Profile = GUNMA,
    changes: Sequence[Change] = (),
    extra: Sequence[str] = (),
    drop: Sequence[str] = (),
) -> Report:
    """指定期限チェック."""
    report = designations.check(
        [
            Book(
                "指定台帳.xlsx",
                (grid("指定台帳", ledgers.DESIGNATION_HEADINGS, rows, changes, extra, drop),),
            )
        ],
        profile,
        today,
    )
    assert report is not None
    return report


def check_participants(
    rows: Sequence[Sequence[Value]],
    profile: Profile = GUNMA,
    headings: Sequence[str] = ledgers.PARTICIPANT_HEADINGS,
    changes: Sequence[Change] = (),
    extra: Sequence[str] = (),
    drop: Sequence[str] = (),
) -> Report:
    """修了判定."""
    report = participants.check(
        [Book("受講者.xlsx", (grid("受講者名簿", headings, rows, changes, extra, drop),))],
        profile,
        dt.date(2026, 2, 1),
    )
    assert report is not None
    return report
