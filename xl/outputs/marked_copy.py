"""A marked copy (印を付けた写し): the user's workbook with faulty cells filled and noted, everything else as it was.

Changed are the styles part (new fills at its end), the marked sheets (the style number of the
marked cells) and, for notes, the comment parts. A note the clerk wrote on the same cell stays; ours
is then left out. The report stands on a sheet of its own behind all others, its links inside the
book: one file to mail back.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from validators.findings import Report
from workbooks.a1 import position
from workbooks.plan import COLORS, CellMark
from workbooks.results.marks import COLOUR
from workbooks.results.sheet import clean
from workbooks.sheet_names import FINDINGS, is_signed
from xl.files import read as closed
from xl.files.package import faults_of, opened, same_kind, save
from xl.ooxml import notes
from xl.ooxml.cells import SheetCells, style_of
from xl.ooxml.long_sheets import LongSheet
from xl.ooxml.package import Package
from xl.ooxml.sheets import drop_sheets
from xl.ooxml.styles import Styles
from xl.outputs import report_sheet

AUTHOR = "careerup"
MAX_HEAD = 60  # rows in which a sheet of ours has its headings


def mark(source: Path, target: Path, marks: Sequence[CellMark], *, force: bool = False) -> None:
    """Write ``target``: a copy of ``source`` with ``marks``. Raises Problem; the source is only read."""
    save(marked(source, target, marks), source, target, force=force)


def marked(
    source: Path, target: Path, marks: Sequence[CellMark], report: Report | None = None
) -> Package:
    """The copy, not yet written, with the report on a sheet of its own; ``target`` is only looked at for its kind.
    Raises Problem."""
    same_kind(source, target)
    package = opened(source)
    with faults_of(source):
        _mark(package, marks)
        if report is not None:
            _replace_earlier(package, source)
            report_sheet.add(package, report)
    return package


def _replace_earlier(package: Package, source: Path) -> None:
    """Take out the sheet that an earlier marked copy carries. One that a button wrote stays: it remembers the
    colours that cells had."""
    if FINDINGS not in package.sheets():
        return
    grid = closed.read(source, FINDINGS).grids[0]
    words = {str(value) for row in grid.rows[:MAX_HEAD] for value in row}
    if is_signed(grid.value(1, 1)) and COLOUR not in words:
        drop_sheets(package, (FINDINGS,))


def _mark(package: Package, marks: Sequence[CellMark]) -> None:
    """Fill and note the cells. Raises KeyError for a sheet that is not there under a name we know."""
    sheets, styles = package.sheets(), Styles(package)
    by_sheet: dict[str, list[CellMark]] = {}
    for one in marks:
        by_sheet.setdefault(one.sheet, []).append(one)
    for name, sheet_marks in by_sheet.items():
        part = sheets[name]  # Strict Open XML has other namespaces, and so none that we know
        sheet = LongSheet(package, part, {position(one.cell)[0] for one in sheet_marks})
        cells = SheetCells(sheet.root)
        for one in sheet_marks:
            cell = cells.at(*position(one.cell))
            cell.set("s", str(styles.variant(style_of(cell), fill=COLORS[one.mark])))
        noted = [notes.Note(one.cell, clean(one.note)) for one in sheet_marks if one.note]
        if noted:
            notes.add(package, part, sheet.root, noted, author=AUTHOR)
        sheet.save()
    styles.save()
