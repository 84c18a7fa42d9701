"""From a workbook's records to the pages of one run: what is asked for, what is made, what waits
and what is refused."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from validators.findings import Finding
from validators.profile import Profile
from validators.text import squeeze
from workbooks.a1 import position
from workbooks.applications import check as ledger_check
from workbooks.applications.filing import Line, read
from workbooks.designations.coverage import coverage_of
from workbooks.forms import filings
from workbooks.forms.certificates import certificates
from workbooks.forms.gate import Gate
from workbooks.forms.issue_days import Wanted
from workbooks.forms.notices import notices
from workbooks.forms.pages import Batch, Page, refusal
from workbooks.forms.partials import partials
from workbooks.grid import Book
from workbooks.kind_of import no_table
from workbooks.participants import check as participants
from workbooks.roster import check as roster_check
from workbooks.roster.records import Understood

# What a late filing means is the prefecture's to decide; it is no hole in the paper.
_NO_HOLE = frozenset(
    (
        "filing-late",
        "filing-late-consulted",
        "filing-borderline",
        "filing-outside-window",
        "filed-in-future",
        "renewal-kind-not-designated",
        "renewal-would-lapse",
        "renewal-body-unknown",
    )
)
_PRINTED = (
    "applicant",
    "address",
    "representative",
    "field",
    "minutes",
    "method",
    "filed_on",
    "designated_on",
    "agency_number",
    "fiscal_year",
)


@dataclass(frozen=True, slots=True)
class Order:
    """What the clerk asks for.

    issuer    lines: name, office, representative; empty takes the profile's
    template  the prefecture's own blank, None for the notice's
    rows      sheet rows of the records wanted, None for all
    previous  last year's application ledger, to tell what a renewal changes
    each      one file per record instead of one workbook
    accepted  cells, names, numbers or rules whose 要確認 the clerk has settled
    revoked   certificate numbers that the register says are 取消 or 回収
    inputs    every file that was read for it: none of them is written over
    ledger    the file ``designations`` was read from, where it is a file of its own
    ordinary  may a blank in the Strict form of Office Open XML give forms in the ordinary one?
    """

    form: str
    profile: Profile
    today: dt.date
    issuer: Sequence[str] = ()
    template: Path | None = None
    issued_on: dt.date | None = None
    reissued_on: dt.date | None = None
    rows: frozenset[int] | None = None
    designations: Book | None = None
    previous: Book | None = None
    each: bool = False
    pdf: bool = False
    accepted: Collection[str] = field(default_factory=frozenset)
    revoked: Collection[str] = field(default_factory=frozenset)
    inputs: tuple[Path, ...] = ()
    ledger: Path | None = None
    ordinary: bool = False

    @property
    def issuer_lines(self) -> list[str]:
        """The lines given, or the profile's."""
        return [line for line in (self.issuer or self.profile.forms.issuer) if line.strip()]

    @property
    def accepts(self) -> frozenset[str]:
        """What the clerk accepted, in one spelling."""
        return frozenset(squeeze(text) for text in self.accepted if squeeze(text))


def batch_of(book: Book, order: Order, *, annex: bool) -> Batch:
    """The pages of a workbook's records and those not made. Raises Problem when there is no table.

    annex  has the blank a sheet 別紙?
    """
    if order.form == "certificate":
        batch, rows = _certificates(book, order)
    elif order.form == "partial":
        batch, rows = _partials(book, order)
    else:
        batch, rows = _filings(book, order, annex)
    for run in _without_record(order.rows or frozenset(), rows):
        batch.refused.append(refusal(f"{run}行", "", "form-row-empty", row=run))
    return batch


def _without_record(asked: frozenset[int], rows: frozenset[int]) -> list[str]:
    """Rows asked for that hold no record, neighbours together: 12, 41〜60. Titles and headings above
    the first record are chosen along with it and nothing to tell; a choice of nothing but such rows
    is told elsewhere."""
    if not asked & rows:
        return []
    missing = sorted(row for row in asked - rows if row > min(rows))
    runs: list[list[int]] = []
    for row in missing:
        if runs and row == runs[-1][-1] + 1:
            runs[-1].append(row)
        else:
            runs.append([row])
    return [f"{run[0]}〜{run[-1]}" if len(run) > 1 else str(run[0]) for run in runs]


def _certificates(book: Book, order: Order) -> tuple[Batch, frozenset[int]]:
    tables = roster_check.read_rosters([book], order.profile)
    if not tables:
        raise no_table("roster", book, order.profile)
    read = Understood(tables, order.profile, order.today)
    report = roster_check.check_understood(read)
    rows = frozenset(row for table in tables for row in table.rows)
    return certificates(read, report, _wanted(order)), rows


def _wanted(order: Order) -> Wanted:
    return Wanted(
        order.profile,
        order.issuer_lines,
        order.issued_on,
        order.reissued_on,
        order.rows,
        order.today,
        order.accepts,
        order.revoked,
    )


def _partials(book: Book, order: Order) -> tuple[Batch, frozenset[int]]:
    assessed = participants.assess([book], order.profile, order.today)
    if assessed is None:
        raise no_table("participants", book, order.profile)
    report = participants.report_of(assessed, order.profile, order.today)
    rows = frozenset(row for table in assessed.tables for row in table.rows)
    return partials(assessed, report, _wanted(order)), rows


def _filings(book: Book, order: Order, annex: bool) -> tuple[Batch, frozenset[int]]:
    desk = ledger_check.read_desk([book])
    lines = read(book, desk)
    rows = frozenset(line.row for line in lines)
    if order.rows is not None:
        receipts = {line.receipt for line in lines if line.receipt and line.row in order.rows}
        lines = [x for x in lines if x.row in order.rows or x.receipt in receipts]
    alone = [line for line in lines if line.left_alone]
    lines = [line for line in lines if not line.left_alone]
    coverage = coverage_of(order.designations) if order.designations else None
    assert desk is not None  # else there were no lines
    report = ledger_check.check_read(desk, [book], order.profile, order.today, coverage)
    gate = Gate(report.findings, order.accepts, _NO_HOLE)
    if order.form == "notice":
        known = coverage.names if coverage else None
        return _told(_numbered_last(lines, order, known, gate), gate, alone), rows
    asked = filings.FilingOrder(
        order.profile,
        order.issuer_lines,
        order.issued_on,
        annex,
        coverage,
        read(order.previous) if order.previous else None,
    )
    make = filings.renewals if order.form == "renewal" else filings.applications
    return _told(_gated(make(lines, asked), lines, gate), gate, alone), rows


def _told(batch: Batch, gate: Gate, alone: Sequence[Line]) -> Batch:
    """With what was accepted and is not there, and with the rows that are hidden or struck out."""
    batch.remarks += gate.unused()
    batch.refused += [refusal(x.cell("name"), x.name, "row-left-alone") for x in alone]
    return batch


def _numbered_last(
    lines: Sequence[Line], order: Order, known: Mapping[int, str] | None, gate: Gate
) -> Batch:
    """指定通知書: what may not be printed is found first, so that it uses up no agency number."""

    def made(of: Sequence[Line]) -> Batch:
        issuer, day = order.issuer_lines, order.issued_on
        return notices(of, issuer=issuer, issued_on=day, known=known, gate=gate)

    first = _gated(made(lines), lines, gate)
    printed = {page.cell for page in first.pages}
    passed = {(x.receipt, x.name) for x in lines if x.cell("name") in printed}
    printable = [x for x in lines if (x.receipt, x.name) in passed]
    batch = _gated(made(printable), printable, gate)
    refused = {(one.cell, one.rule) for one in first.refused}
    new = [one for one in batch.refused if (one.cell, one.rule) not in refused]
    batch.refused = [*first.refused, *new]
    return batch


def _gated(batch: Batch, lines: Sequence[Line], gate: Gate) -> Batch:
    """Without the filings of which the check of the ledger and its 事業計画, カリキュラム and 講師
    says that they are faulty (様式第2号 注2–4) or have to be decided first."""
    lines_at: dict[str, list[Line]] = {}
    by_cell = {line.cell("name"): line for line in lines}
    for page in batch.pages:
        first = by_cell[page.cell]
        key = (first.receipt, first.name)
        same = [x for x in lines if first.receipt and (x.receipt, x.name) == key]
        lines_at[page.cell] = same or [first]
    kept: list[Page] = []
    for page in batch.pages:
        mine = lines_at[page.cell]
        found = [one for one in gate.findings if _is_of(one, mine) and one.rule not in gate.ignored]
        printed = frozenset(line.cell(column) for line in mine for column in _PRINTED)
        stop = gate.fault(found, page.name) or gate.doubt(found, page.name, _InCells(printed))
        if stop:
            batch.refused.append(stop)
            continue
        kept.append(page)
        batch.remarks += gate.told(found, page.name)
    batch.pages = kept
    return batch


@dataclass(frozen=True, slots=True)
class _InCells:
    """Does a finding stand in one of the cells whose values go to print?"""

    cells: frozenset[str]

    def __call__(self, finding: Finding) -> bool:
        return f"{finding.sheet}!{finding.cell}" in self.cells


def _is_of(finding: Finding, lines: Sequence[Line]) -> bool:
    """Does a finding belong to this filing: in its rows of the ledger, or under its 受付番号 on a
    sheet of its attachments?"""
    if finding.sheet == lines[0].cell("name").rpartition("!")[0]:
        return position(finding.cell)[0] in {line.row for line in lines}
    return squeeze(finding.row_number) in ("", lines[0].receipt)
