"""``check`` on closed workbooks: read, check, report."""

from __future__ import annotations

import datetime as dt
import os
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache, partial
from pathlib import Path

from validators.findings import Finding, Listing, Report
from validators.guideline.coverage import Agency, Coverage
from validators.problems import Problem
from validators.profile import Profile
from validators.text import squeeze
from workbooks.column_names import NOTHING_SAID, ColumnNames
from workbooks.grid import Book
from workbooks.kind_of import holding, is_staff, no_table
from workbooks.results.marks import marks
from workbooks.results.previous import compare, findings_of
from workbooks.results.whole_rows import with_rows
from workbooks.roster import check as checks
from workbooks.roster import receiving
from workbooks.roster import sender as senders
from workbooks.roster.read import Table
from workbooks.roster.records import Understood
from workbooks.sheet_names import FINDINGS
from xl.files import read as closed
from xl.files.memory import uncollected
from xl.files.write import new_files, possible, workbook_name
from xl.outputs import roster_file
from xl.progress import Bar, progress


@dataclass(frozen=True, slots=True)
class Asked:
    """What a person has named besides the files.

    sheet         one sheet of each file    columns  what was said of its columns
    designations  a 指定台帳 to compare with    received  受付日 of the reports
    reply         make also what goes back to each body, for which every file is checked once more alone
    books         files that were read already
    ledger        the 指定台帳 where it is no file of its own
    """

    sheet: str | None = None
    columns: ColumnNames = NOTHING_SAID
    designations: Path | None = None
    received: dt.date | None = None
    reply: bool = False
    books: Mapping[Path, Book] = field(default_factory=dict)
    ledger: Book | None = None

    def read(self, path: Path, profile: Profile) -> Book:
        """The file's sheets, named by its path, with what was said of its columns. Raises Problem."""
        return self.wanted(profile).book(path)

    def wanted(self, profile: Profile) -> roster_file.Wanted:
        """What is to be read of each file."""
        books = self.books if self.sheet is None else {}
        return roster_file.Wanted(profile, self.sheet, self.columns, books)


@dataclass(frozen=True, slots=True)
class Targets:
    """Where the results go.

    out      the report, None for a free name beside the first file    marked  a copy with marks
    inputs   files that were read besides those checked
    others   files that are written after these: refused with them, before anything is
    force    may files be replaced?
    """

    out: Path | None = None
    marked: Path | None = None
    inputs: Sequence[Path] = ()
    others: Sequence[Path] = ()
    force: bool = False


ALL = Asked()
BESIDE = Targets()
Replies = list[tuple[Agency, Report]]


def rosters(files: Sequence[Path], profile: Profile, today: dt.date, asked: Asked = ALL) -> Report:
    """Check roster files together. Raises Problem when one cannot be read or holds no roster:
    nothing is reported of the others."""
    return intake(files, profile, today, asked)[0]


@uncollected()  # around the whole: what was read is gone before the search for garbage begins again
def intake(
    files: Sequence[Path], profile: Profile, today: dt.date, asked: Asked
) -> tuple[Report, Replies]:
    """``rosters``, and where it is asked for with a 指定台帳 what goes back to each body (受付結果)."""
    coverage = _coverage(asked, profile, today)
    with progress(len(files) + 1, "確かめています") as bar:
        books, tables = _read(files, profile, asked, bar)
        doubts, facts = senders.settle(tables, coverage, profile) if coverage else ([], [])
        understood = Understood(tables, profile, today)
        report = checks.check_understood(understood, coverage)
    report = _noticed(report, books)
    if coverage is None:
        return with_rows(report, books), []
    found = [*senders.blamed(report.findings, understood, coverage), *doubts]
    unchecked = report.unchecked
    if asked.received:
        found += receiving.lateness(understood, coverage, asked.received)
        unchecked = (*unchecked, *receiving.undated(understood, coverage))
    report = replace(
        report, findings=tuple(found), unchecked=unchecked, facts=(*report.facts, *facts)
    )
    report = with_rows(report, books)
    replies: Replies = []
    if asked.reply:
        for body, one in receiving.replies(tables, report, coverage, profile, today):
            replies.append((body, _reply(body, one, report, asked.received)))
    return replace(report, lists=(receiving.joined(understood, coverage),)), replies


def _coverage(asked: Asked, profile: Profile, today: dt.date) -> Coverage | None:
    """The 指定台帳 asked for, as an answer to the check."""
    if asked.designations is None and asked.ledger is None:
        return None
    from workbooks.designations.coverage import coverage_of  # brings pandas

    if asked.designations is None:
        return coverage_of(asked.ledger, today) if asked.ledger else None
    there = asked.books.get(asked.designations)
    book = (there or closed.read(asked.designations)).with_words(profile.headings)
    with holding("designations", replace(book, name=str(asked.designations))):
        return coverage_of(book, today)


def _read(
    files: Sequence[Path], profile: Profile, asked: Asked, bar: Bar
) -> tuple[list[Book], list[Table]]:
    """The books and their rosters. Raises Problem for a book that holds none."""
    found = roster_file.read_all(asked.wanted(profile), files, bar.advance)
    books = [book for book, _ in found]
    tables = [table for _, some in found for table in some]
    _columns_there(books, asked.columns)
    return books, tables


def _columns_there(books: Sequence[Book], names: ColumnNames) -> None:
    """Raises Problem for a column that a person named and that no sheet has."""
    if not names.told:
        return
    grids = [grid for book in books for grid in book.grids]
    ends = [grid.left + len(row) - 1 for grid in grids for row in grid.rows]
    texts = {squeeze(v) for g in grids for row in g.rows for v in row if isinstance(v, str)}
    if missing := names.nowhere(max(ends, default=0), texts):
        raise Problem("option-columns-nowhere", column=missing)


def _reply(body: Agency, one: Report, report: Report, received: dt.date | None) -> Report:
    """What goes back to a body: its own findings with their rows, behind the cover (受付票)."""
    files = {table.file for table in one.tables}
    rows = tuple(row for row in report.rows if row.file in files)
    return replace(one, lists=(receiving.cover(body, one, received),), rows=rows)


def _noticed(report: Report, books: Sequence[Book]) -> Report:
    """The report with what reading the files gave notice of."""
    notices = dict.fromkeys(notice for book in books for notice in book.notices)
    if not notices:
        return report
    return replace(report, settings={**report.settings, "注意": "".join(notices)})


def desk(
    kind: str, files: Sequence[Path], profile: Profile, today: dt.date, asked: Asked = ALL
) -> Report:
    """Check applications, designations or participants; the books of all files count as one. Raises Problem."""
    from workbooks.applications import check as applications
    from workbooks.designations import check as ledger
    from workbooks.participants import check as participants

    books = [asked.read(path, profile) for path in files]
    for book in books if kind == "participants" else ():
        if is_staff(book):
            raise no_table(kind, book, profile)
    _columns_there(books, asked.columns)
    if kind == "applications":
        report = applications.check(books, profile, today, _coverage(asked, profile, today))
    else:
        report = (ledger.check if kind == "designations" else participants.check)(
            books, profile, today
        )
    if report is None:
        raise no_table(kind, books[0], profile)
    return with_rows(_noticed(report, books), books)


def write_outputs(
    report: Report, files: Sequence[Path], targets: Targets = BESIDE
) -> tuple[Report, list[str]]:
    """Write the report workbook, compared with the previous one, and the marked copy; (report,
    sentences on what was written)."""
    from xl.outputs import marked_copy as marking  # these bring what writes workbooks
    from xl.outputs import report as reports

    path, earlier = next_report(files)
    if targets.out:
        workbook_name(targets.out)
        path = targets.out
        earlier = [path] if path.exists() and targets.force else earlier
    before = next((f for one in earlier if (f := read(one, report.title)) is not None), None)
    if before is not None:
        report = compare(report, before)
    if targets.marked and len(files) > 1:
        raise Problem("command-marked-one-file")
    shown = seen_from(report, path)
    written = [path, targets.marked] if targets.marked else [path]
    given = [*files, *targets.inputs]
    possible([*written, *targets.others], given, force=targets.force)
    copy = None
    if targets.marked:
        copy = marking.marked(files[0], targets.marked, marks(report), report)
    with new_files(written, given, force=targets.force) as temporary:  # both or neither
        temporary[0].write_bytes(reports.content(shown))
        if copy is not None:
            copy.write_to(temporary[1])
    outputs = [f"検証結果: {path}（Excel で開き、「セル」の列を押すと直すセルに移ります）"]
    if targets.marked:
        outputs.append(f"印を付けた写し: {targets.marked}")
    return report, outputs


def seen_from(report: Report, path: Path) -> Report:
    """The report with its files as seen from the folder of ``path``, for links."""
    beside = cache(partial(_beside, path.resolve().parent))  # asked anew for every finding
    return replace(
        report,
        findings=tuple(Finding(beside(f.file), *f[1:]) for f in report.findings),
        rows=tuple(replace(row, file=beside(row.file)) for row in report.rows),
        lists=tuple(_list_seen(one, beside) for one in report.lists),
    )


def _list_seen(one: Listing, beside: Callable[[str], str]) -> Listing:
    links = {at: (beside(file), sheet, cell) for at, (file, sheet, cell) in one.links.items()}
    return replace(one, links=links) if links else one


def _beside(folder: Path, file: str) -> str:
    """The checked file as seen from the report's folder, for links; just its name when there is no way."""
    try:
        return Path(os.path.relpath(file, folder)).as_posix()
    except ValueError:  # another drive
        return file


def next_report(files: Sequence[Path]) -> tuple[Path, list[Path]]:
    """``next_path`` for files checked together: several give one report beside the first."""
    return next_path(files[0] if len(files) == 1 else files[0].with_name("一括.xlsx"))


def next_path(source: Path) -> tuple[Path, list[Path]]:
    """(free name for the new report, the earlier ones, newest first): 名簿_検証結果.xlsx, then _2, _3 …; they stay."""
    earlier: list[Path] = []
    number = 1
    while True:
        path = source.with_name(
            f"{source.stem}_{FINDINGS}{'' if number == 1 else f'_{number}'}.xlsx"
        )
        if not path.exists():
            return path, earlier
        earlier, number = [path, *earlier], number + 1


def free_path(path: Path) -> Path:
    """The path, or with _2, _3 … when it is taken."""
    number, free = 1, path
    while free.exists():
        number += 1
        free = path.with_name(f"{path.stem}_{number}{path.suffix}")
    return free


def read(path: Path, title: str = "") -> list[Finding] | None:
    """Findings of an earlier report, also after the clerk sorted, filtered or added columns; None
    when it is not one of ours, or not of the check with this title."""
    try:
        grid = closed.read(path, FINDINGS).grids[0]
    except Problem:
        return None
    return findings_of(grid.rows, title)
