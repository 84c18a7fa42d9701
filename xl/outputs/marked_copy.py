"""A marked copy (印を付けた写し): the user's workbook with faulty cells filled and noted, everything else as it was.

Changed are the styles part (new fills at its end), the marked sheets (the style number of the
marked cells) and, for notes, the comment parts. A note the clerk wrote on the same cell stays; ours
is then left out.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from workbooks.a1 import position
from workbooks.plan import COLORS, CellMark
from workbooks.results.sheet import clean
from xl.files.package import faults_of, opened, same_kind, save
from xl.ooxml import notes
from xl.ooxml.cells import SheetCells, style_of
from xl.ooxml.long_sheets import LongSheet
from xl.ooxml.package import Package
from xl.ooxml.styles import Styles

AUTHOR = "careerup"


def mark(source: Path, target: Path, marks: Sequence[CellMark], *, force: bool = False) -> None:
    """Write ``target``: a copy of ``source`` with ``marks``. Raises Problem; the source is only read."""
    save(marked(source, target, marks), source, target, force=force)


def marked(source: Path, target: Path, marks: Sequence[CellMark]) -> Package:
    """The copy, not yet written; ``target`` is only looked at for its kind. Raises Problem."""
    same_kind(source, target)
    package = opened(source)
    with faults_of(source):
        _mark(package, marks)
    return package


def _mark(package: Package, marks: Sequence[CellMark]) -> None:
    """Fill and note the cells. Raises KeyError for a sheet that is not there under a name we know."""
    sheets, styles = package.sheets(), Styles(package)
    by_sheet: dict[str, list[CellMark]] = {}
    for one in marks:
        by_sheet.setdefault(one.sheet, []).append(one)
    for name, own in by_sheet.items():
        part = sheets[name]  # Strict Open XML has other namespaces, and so none that we know
        sheet = LongSheet(package, part, {position(one.cell)[0] for one in own})
        cells = SheetCells(sheet.root)
        for one in own:
            cell = cells.at(*position(one.cell))
            cell.set("s", str(styles.variant(style_of(cell), fill=COLORS[one.mark])))
        noted = [notes.Note(one.cell, clean(one.note)) for one in own if one.note]
        if noted:
            notes.add(package, part, sheet.root, noted, author=AUTHOR)
        sheet.save()
    styles.save()
