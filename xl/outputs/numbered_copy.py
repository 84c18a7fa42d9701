"""A copy of a closed roster with numbers in it (番号を入れた写し); the original is never written."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from validators.problems import Problem
from workbooks.plan import Fill
from xl.ooxml import cells as ooxml
from xl.ooxml.package import Package

COPIED = (".xlsx", ".xlsm")


def write_copy(
    source: Path,
    target: Path,
    fills: Sequence[Fill],
    *,
    date_1904: bool = False,
    force: bool = False,
) -> None:
    """Write ``target``, a copy of ``source`` with the blank cells filled.

    Raises Problem; a cell with a formula or a value is never written over.
    """
    if source.suffix.lower() not in COPIED or target.suffix.lower() != source.suffix.lower():
        raise Problem("numbering-copy-kind", name=source.name)
    package = Package(source)
    cells = [ooxml.Fill(f.sheet, f.cell, f.value) for f in fills]
    left = ooxml.fill(package, cells, date_1904=date_1904)
    for f in fills:
        if (f.sheet, f.cell) in left:
            raise Problem("numbering-formula", cell=f"{f.sheet}!{f.cell}")
    package.save(target, force=force)
