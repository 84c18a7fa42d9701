"""``careerup form`` and the buttons 様式: checked records in, a workbook (or one file each, or a PDF) out."""

from __future__ import annotations

import datetime as dt
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from validators.findings import Finding, Report
from validators.problems import FileProblem
from validators.profile import Profile
from validators.text import squeeze
from workbooks import templates
from workbooks.applications import check as desk
from workbooks.applications import filing as applications
from workbooks.applications.filing import Application
from workbooks.designations.coverage import coverage_of
from workbooks.forms import filings
from workbooks.forms.certificates import certificates
from workbooks.forms.pages import Batch, Page, Refusal, refusal
from workbooks.forms.places import NUMBERS, TITLES
from workbooks.grid import Book, address, position
from workbooks.roster import check as checks
from xl.files.package import faults_of
from xl.files.write import new_files
from xl.forms import convert as pdf
from xl.forms import fill as forms
from xl.forms import fonts
from xl.forms import typeset as typesetting
from xl.forms.page import Format, SheetLayout
from xl.forms.template import Template
from xl.progress import progress

SMALLEST = 6.0  # points: a smaller name on a certificate cannot be read


@dataclass(frozen=True, slots=True)
class Order:
    """What the clerk asks for.

    issuer    lines: name, office, representative; empty takes the profile's
    template  the prefecture's own blank, None for the notice's
    rows      sheet rows of the records wanted, None for all
    previous  last year's application ledger, to tell what a renewal changes
    each      one file per record instead of one workbook
    inputs    every file that was read for it: none of them is written over
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
    inputs: tuple[Path, ...] = ()

    @property
    def issuer_lines(self) -> list[str]:
        """The lines given, or the profile's."""
        return [line for line in (self.issuer or self.profile.forms.issuer) if line.strip()]


def batch_of(book: Book, order: Order, template: Template) -> Batch:
    """The pages of a workbook's records and those refused. Raises Problem when there is no table."""
    if order.form == "certificate":
        return _certificates(book, order)
    found = [
        a
        for a in applications.read(book)
        if order.rows is None or not order.rows.isdisjoint(a.rows)
    ]
    coverage = coverage_of(order.designations) if order.designations else None
    if order.form == "notice":
        batch = filings.notices(
            found,
            issuer=order.issuer_lines,
            issued_on=order.issued_on,
            known=coverage.names if coverage else None,
        )
    elif order.form == "renewal":
        batch = filings.renewals(
            found,
            order.profile,
            filer=order.issuer_lines,
            filed_on=order.issued_on,
            annex=template.annex is not None,
            coverage=coverage,
            previous=applications.read(order.previous) if order.previous else (),
        )
    else:
        batch = filings.applications(
            found,
            order.profile,
            filer=order.issuer_lines,
            filed_on=order.issued_on,
            annex=template.annex is not None,
        )
    return _complete(batch, found, desk.check([book], order.profile, order.today, coverage))


# What a late filing means is the prefecture's to decide; it is no hole in the paper.
_NO_HOLE = frozenset(
    (
        "filing-late",
        "filing-outside-window",
        "filed-in-future",
        "renewal-kind-not-designated",
        "renewal-would-lapse",
    )
)


def _complete(batch: Batch, found: Sequence[Application], report: Report | None) -> Batch:
    """Without the filings whose 事業計画, カリキュラム, 講師 or other papers have a 誤り (様式第2号
    注2–4), each with its cell."""
    faults = (
        [f for f in report.findings if f.severity == "error" and f.rule not in _NO_HOLE]
        if report
        else []
    )
    kept: list[Page] = []
    refused = list(batch.refused)
    by_cell = {a.cell("name"): a for a in found}
    for page in batch.pages:
        own = by_cell.get(page.cell)
        fault = next((f for f in faults if own and _of(f, own)), None)
        if fault:
            refused.append(
                Refusal(f"{fault.sheet}!{fault.cell}", page.name, fault.message, fault.rule)
            )
        else:
            kept.append(page)
    return Batch(kept, refused)


def _of(fault: Finding, filing: Application) -> bool:
    """Does a finding belong to this filing: in its rows of the ledger, or under its 受付番号 on a
    sheet of its attachments?"""
    if fault.sheet == filing.cell("name").rpartition("!")[0]:
        return position(fault.cell)[0] in filing.rows
    return squeeze(fault.row_number) in ("", filing.receipt)


def _certificates(book: Book, order: Order) -> Batch:
    tables = checks.read_rosters([book], order.profile)
    if not tables:
        raise checks.no_roster(book)
    report = checks.check_rosters(tables, order.profile, order.today)
    return certificates(
        tables,
        report,
        order.profile,
        issuer=order.issuer_lines,
        issued_on=order.issued_on,
        reissued_on=order.reissued_on,
        rows=order.rows,
    )


def template_of(order: Order) -> Template:
    """The blank to fill, complete. Raises Problem with everything that is wrong with it."""
    template = Template(order.template or templates.blank(order.form), order.form).complete()
    if (
        order.form in ("certificate", "notice")
        and "発行者" in template.located.targets
        and not order.issuer_lines
    ):
        raise FileProblem(
            f'{NUMBERS[order.form]}に印字する発行者が分かりません。--issuer "群馬県知事　氏名" か、'
            f"運用設定の forms.issuer に書いてください（複数行は \\n で区切ります）。"
        )
    return template


def outputs(folder: Path, pages: Sequence[Page], order: Order) -> list[Path]:
    """The files a run writes."""
    ending = ".pdf" if order.pdf else (order.template.suffix.lower() if order.template else ".xlsx")
    title = TITLES[order.form]
    if order.each:
        return [
            folder / name
            for name in forms.file_names(pages, order.profile.forms.file_name, ending, title)
        ]
    return [folder / f"{title}{ending}"]


def unprintable(batch: Batch, order: Order, template: Template) -> Batch:
    """The batch without pages that would come out wrong: too long for the form, or without a glyph in the PDF."""
    known = fonts.available()
    with faults_of(template.path):
        layout = SheetLayout(template, template.blank)
        narrow = {
            n: layout.room(t.at)
            for n, t in template.located.targets.items()
            if t.place.shrink and t.how == "cell"
        }
    kept: list[Page] = []
    refused = list(batch.refused)
    for page in batch.pages:
        fault = _too_long(page, narrow, template, known) or (
            _without_glyph(page, order, known) if order.pdf else None
        )
        if fault:
            refused.append(fault)
        else:
            kept.append(page)
    return Batch(kept, refused)


def _without_glyph(page: Page, order: Order, known: Sequence[fonts.Font]) -> Refusal | None:
    lost = fonts.missing(
        "".join((*page.values.values(), *(t for row in page.annex for t in row))), known
    )
    if order.template is not None:  # the PC's own fonts print it; Excel on Windows has them all
        lost = [c for c in lost if sys.platform != "win32" and (len(c) > 1 or not pdf.has_glyph(c))]
    if not lost:
        return None
    shown = "、".join(f"「{c}」（{' '.join(f'U+{ord(x):04X}' for x in c)}）" for c in lost[:3])
    return refusal(page.cell, page.name, "form-glyph-missing", characters=shown)


def _too_long(
    page: Page,
    narrow: dict[str, tuple[float, Format]],
    template: Template,
    known: Sequence[fonts.Font],
) -> Refusal | None:
    for place, (room, style) in narrow.items():
        value = page.values.get(place, "")
        if len(value) > 12 and min(style.size, room / (fonts.width(value, known) or 1)) < SMALLEST:
            cell = address(*template.located.targets[place].at)
            return refusal(
                page.cell, page.name, "form-value-long", place=place, length=len(value), cell=cell
            )
    return None


def _read_files(order: Order) -> list[Path]:
    return [*order.inputs, *([order.template] if order.template else [])]


def write(
    pages: Sequence[Page], order: Order, targets: Sequence[Path], *, force: bool = False
) -> None:
    """Write all files or none. Raises Problem."""
    groups = [[page] for page in pages] if order.each else [list(pages)]
    with (
        progress(max(len(pages), 3), f"{TITLES[order.form]}を作っています") as bar,
        new_files(targets, _read_files(order), force=force) as temporary,
    ):
        for group, path in zip(groups, temporary, strict=True):
            template = template_of(order)
            if order.pdf and order.template is None:
                path.write_bytes(typesetting.compile_pdf(template, group, bar.advance))
                continue
            package = forms.fill(template, group, bar.advance)
            if not order.pdf:
                with faults_of(template.path):
                    package.write_to(path)
                continue
            with tempfile.TemporaryDirectory() as work:
                book = Path(work) / f"form{template.path.suffix.lower()}"
                package.write_to(book)
                pdf.convert(book, path)


def told(refused: Sequence[Refusal]) -> list[str]:
    """One line per record that was not printed."""
    return [f"作りません {r.cell}{' ' + r.who if r.who else ''}: {r.sentence}" for r in refused]


def run(book: Book, order: Order, folder: Path, *, force: bool = False) -> int:
    """The command line's way: refused records and the files written on stdout; exit status 1 when a
    record was left out. Raises Problem."""
    template = template_of(order)  # what is wrong with the blank is said before any record
    batch = unprintable(batch_of(book, order, template), order, template)
    for line in told(batch.refused):
        print(line)
    if not batch.pages:
        print("作れるものがありません。何も書いていません。")
        return 1
    for page in batch.pages:
        if page.note:
            print(f"前年度からの変更 {page.cell} {page.name}: {page.note}")
    targets = outputs(folder, batch.pages, order)
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError:
        raise FileProblem(
            f"{folder} に書けません。別のフォルダーを --out で選んでください。"
        ) from None
    write(batch.pages, order, targets, force=force)
    where = targets[0] if len(targets) == 1 else f"{folder} の {len(targets)} 個のファイル"
    left = f"（{len(batch.refused)} 件は上の理由で作っていません）" if batch.refused else ""
    print(
        f"{NUMBERS[order.form]}（{TITLES[order.form]}）{len(batch.pages)} 件を {where} に作りました{left}。"
    )
    return 1 if batch.refused else 0
