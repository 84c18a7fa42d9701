"""``check`` on closed workbooks: read, check, report."""

from __future__ import annotations

import datetime as dt
import os
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from validators.findings import Finding, Report
from validators.guideline.coverage import Agency
from validators.problems import Problem
from validators.profile import Profile
from workbooks.column_names import ColumnNames
from workbooks.grid import Book
from workbooks.kind_of import instead
from workbooks.results.marks import marks
from workbooks.results.previous import compare, findings_of
from workbooks.results.whole_rows import with_rows
from workbooks.roster import check as checks
from workbooks.roster import receiving
from workbooks.roster import sender as senders
from workbooks.roster.read import Table
from workbooks.sheet_names import FINDINGS
from xl.files import read as closed
from xl.files.memory import uncollected
from xl.files.write import new_files, possible
from xl.outputs import marked_copy as marking
from xl.outputs import report as reports
from xl.progress import progress
from xl.settings import known


@dataclass(frozen=True, slots=True)
class Asked:
    """What of the files a person has named: one sheet, and what its columns are."""

    sheet: str | None = None
    columns: ColumnNames | None = None


def rosters(
    files: Sequence[Path],
    profile: Profile,
    today: dt.date,
    *,
    sheet: str | None = None,
    designations: Path | None = None,
    received: dt.date | None = None,
) -> Report:
    """Check roster files together. Raises Problem when one cannot be read or holds no roster:
    nothing is reported of the others."""
    asked = Asked(sheet)
    return intake(files, profile, today, asked, designations=designations, received=received)[0]


def intake(
    files: Sequence[Path],
    profile: Profile,
    today: dt.date,
    asked: Asked,
    *,
    designations: Path | None = None,
    received: dt.date | None = None,
    reply: bool = False,
) -> tuple[Report, list[tuple[Agency, Report]]]:
    """``rosters``, and with ``reply`` and a 指定台帳 what goes back to each body (受付結果), for
    which every file is checked once more alone."""
    coverage = None
    if designations:
        from workbooks.designations.coverage import coverage_of

        coverage = coverage_of(closed.read(designations), today)
    tables: list[Table] = []
    notices: list[str] = []
    books: list[Book] = []
    with uncollected(), progress(len(files) + 1, "確かめています") as bar:
        for path in files:
            book = _read(path, profile, asked)
            found = checks.read_rosters([book], profile)
            if not found:
                raise instead(checks.no_roster(book), [book], profile)
            tables += found
            notices += book.notices
            books.append(book)
            bar.advance(path.name)
        doubts, facts = senders.settle(tables, coverage, profile) if coverage else ([], [])
        report = checks.check_rosters(tables, profile, today, coverage)
    report = _noticed(report, notices)
    if coverage is None:
        return with_rows(report, books), []
    told = [*senders.blamed(report.findings, tables, coverage, profile), *doubts]
    left = report.unchecked
    if received:
        told += receiving.lateness(tables, coverage, received, profile)
        left = (*left, *receiving.undated(tables, coverage, profile))
    report = replace(report, findings=tuple(told), unchecked=left, facts=(*report.facts, *facts))
    report = with_rows(report, books)
    replies = receiving.replies(tables, report, coverage, profile, today) if reply else []
    replies = [(body, _reply(body, one, report, received)) for body, one in replies]
    return replace(report, lists=(receiving.joined(tables, coverage),)), replies


def _read(path: Path, profile: Profile, asked: Asked) -> Book:
    """One file under its name as given, with what was said of its columns."""
    book = replace(closed.read(path, asked.sheet), name=str(path))
    return known(book, profile, asked.columns)


def _reply(body: Agency, one: Report, report: Report, received: dt.date | None) -> Report:
    """What goes back to a body: its own findings with their rows, behind the cover (受付票)."""
    own = {table.file for table in one.tables}
    rows = tuple(row for row in report.rows if row.file in own)
    return replace(one, lists=(receiving.cover(body, one, received),), rows=rows)


def _noticed(report: Report, notices: Sequence[str]) -> Report:
    return replace(
        report,
        settings={
            **report.settings,
            **({"注意": "".join(dict.fromkeys(notices))} if notices else {}),
        },
    )


def desk(
    kind: str,
    files: Sequence[Path],
    profile: Profile,
    today: dt.date,
    *,
    asked: Asked | None = None,
    designations: Path | None = None,
) -> Report:
    """Check applications, designations or participants; the books of all files count as one. Raises Problem."""
    from workbooks.applications import check as applications
    from workbooks.designations import check as ledger
    from workbooks.designations.coverage import coverage_of
    from workbooks.participants import check as participants

    books = [_read(path, profile, asked or Asked()) for path in files]
    if kind == "applications":
        coverage = coverage_of(closed.read(designations), today) if designations else None
        report = applications.check(books, profile, today, coverage)
    else:
        report = (ledger.check if kind == "designations" else participants.check)(
            books, profile, today
        )
    if report is None:
        problem = Problem(f"{kind}-not-found", place=checks.place_of(files[0].name))
        raise instead(problem, books, profile)
    return with_rows(_noticed(report, [n for book in books for n in book.notices]), books)


def write_outputs(
    report: Report,
    files: Sequence[Path],
    *,
    out: Path | None = None,
    marked: Path | None = None,
    inputs: Sequence[Path] = (),
    others: Sequence[Path] = (),
    force: bool = False,
) -> tuple[Report, list[str]]:
    """Write the report workbook, compared with the previous one, and the marked copy; (report,
    sentences on what was written).

    inputs   files that were read besides ``files``
    others   files that are written after these: refused here, before anything is
    """
    first = files[0]
    if len(files) > 1:
        first = first.with_name("一括.xlsx")  # several files: one report beside the first
    path, earlier = next_path(first)
    if out and out.suffix.lower() != ".xlsx":
        raise Problem("report-name", name=out.name)
    if out:
        path, earlier = out, out if out.exists() and force else earlier
    if earlier and (known := read(earlier)) is not None:
        report = compare(report, known)
    if marked and len(files) > 1:
        raise Problem("marked-one-file")
    shown = _seen_from(report, path)
    copy = None
    targets = [path, marked] if marked else [path]
    given = [*files, *inputs]
    possible([*targets, *others], given, force=force)
    if marked:
        copy = marking.marked(first, marked, marks(report))
    with new_files(targets, given, force=force) as temporary:  # both or neither
        temporary[0].write_bytes(reports.content(shown))
        if copy is not None:
            copy.write_to(temporary[1])
    outputs = [f"検証結果: {path}（Excel で開き、「セル」の列を押すと直すセルに移ります）"]
    if marked:
        outputs.append(f"印を付けた写し: {marked}")
    return report, outputs


def _seen_from(report: Report, path: Path) -> Report:
    """The report with its files as seen from the folder of ``path``, for links."""
    return replace(
        report,
        findings=tuple(replace(f, file=_beside(f.file, path)) for f in report.findings),
        rows=tuple(replace(row, file=_beside(row.file, path)) for row in report.rows),
    )


def _beside(file: str, report: Path) -> str:
    """The checked file as seen from the report's folder, for links; just its name when there is no way."""
    try:
        return Path(os.path.relpath(file, report.resolve().parent)).as_posix()
    except ValueError:  # another drive
        return file


def next_path(source: Path) -> tuple[Path, Path | None]:
    """(free name for the new report, newest earlier report): 名簿_検証結果.xlsx, then _2, _3 …; earlier ones stay."""
    newest, number = None, 1
    while True:
        path = source.with_name(
            f"{source.stem}_{FINDINGS}{'' if number == 1 else f'_{number}'}.xlsx"
        )
        if not path.exists():
            return path, newest
        newest, number = path, number + 1


def free_path(path: Path) -> Path:
    """The path, or with _2, _3 … when it is taken."""
    number, free = 1, path
    while free.exists():
        number += 1
        free = path.with_name(f"{path.stem}_{number}{path.suffix}")
    return free


def read(path: Path) -> list[Finding] | None:
    """Findings of an earlier report, also after the clerk sorted, filtered or added columns; None
    when it is not one of ours."""
    try:
        grid = closed.read(path, FINDINGS).grids[0]
    except Problem:
        return None
    return findings_of(grid.rows)
