"""A copy of a closed roster with numbers in it (番号を入れた写し); the original is never written."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from pathlib import Path

from validators.problems import Problem
from workbooks.plan import DATE_FORMAT, Fill
from xl.files.package import faults_of, opened, same_kind, save
from xl.ooxml.cells import fill
from xl.ooxml.sheets import drop_sheets


def write_copy(
    source: Path,
    target: Path,
    fills: Sequence[Fill],
    *,
    leave_out: Collection[str] = (),
    force: bool = False,
) -> None:
    """Write ``target``, a copy of ``source`` with the blank cells filled.

    leave_out  sheets of ours that the next reader need not see: who did not complete, and why

    Raises Problem; a cell with a formula or a value is never written over.
    """
    same_kind(source, target)
    package = opened(source)
    with faults_of(source):
        values = [(f.sheet, f.cell, f.value) for f in fills]
        with_formula = fill(package, values, date_format=DATE_FORMAT)
        drop_sheets(package, leave_out)
    for f in fills:
        if (f.sheet, f.cell) in with_formula:
            raise Problem("numbering-formula", cell=f"{f.sheet}!{f.cell}")
    save(package, source, target, force=force)
