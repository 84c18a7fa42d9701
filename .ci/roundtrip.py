"""The figure of the README: mark and fill every workbook of a folder, compare, print tried, refused, damaged.

    python .ci/roundtrip.py FOLDER [FOLDER …]

Fetches nothing. Refused is a workbook that is not copied, with its sentence; damaged one whose copy lost a
part, a value or a merge, or changed a part that neither marks nor values need. Exit status 1 when any is damaged.
"""

from __future__ import annotations

import sys
import tempfile
import zipfile
from collections.abc import Iterable, Iterator
from pathlib import Path

from validators.problems import Problem
from workbooks.a1 import position
from workbooks.grid import Grid
from workbooks.plan import CellMark, Fill
from xl.files import read as closed
from xl.outputs.marked_copy import mark
from xl.outputs.numbered_copy import write_copy

MARKED, FILLED = ("A1", "C5", "ZZ900"), "ZZ901"
# parts that a mark, a note or a value may change
_OURS = ("styles", "sheet", "content_types", "comments", "vmldrawing")


def copies(source: Path, folder: Path) -> Iterator[tuple[Path, set[tuple[int, int]]]]:
    """A marked and a filled copy of a workbook, each with the cells that were given a value. Raises Problem."""
    sheet = closed.read(source).grids[0].sheet
    marked, filled = (folder / f"{kind}{source.suffix}" for kind in ("marked", "filled"))
    mark(source, marked, [CellMark(sheet, cell, "error", "ここが違います。") for cell in MARKED])
    yield marked, set()
    write_copy(source, filled, [Fill(sheet, FILLED, "=1+1")])
    yield filled, {position(FILLED)}


def lost(source: Path, copy: Path, given: set[tuple[int, int]]) -> str:
    """What the copy lost or changed, "" for nothing."""
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(copy) as new:
        names = {name.replace("\\", "/"): name for name in old.namelist()}
        if missing := names.keys() - set(new.namelist()):
            return f"parts {sorted(missing)}"
        for name, own in names.items():
            ours = any(word in name.casefold() for word in _OURS)
            if not ours and old.read(own) != new.read(name):
                return f"part {name}"
    for before, after in zip(closed.read(source).grids, closed.read(copy).grids, strict=True):
        if before.merges != after.merges or _values(before) != _values(after) - given_values(given):
            return f"values of {before.sheet}"
    return ""


def _values(grid: Grid) -> set[tuple[int, int, str]]:
    return {
        (grid.top + i, grid.left + j, repr(value))
        for i, row in enumerate(grid.rows)
        for j, value in enumerate(row)
        if value not in ("", None)
    }


def given_values(given: Iterable[tuple[int, int]]) -> set[tuple[int, int, str]]:
    """The values that the filled copy has besides."""
    return {(row, column, repr("=1+1")) for row, column in given}


def run(folders: Iterable[Path]) -> tuple[int, int, list[str]]:
    """Try every .xlsx and .xlsm below the folders; copies tried, refused, and what was damaged."""
    tried, refused, damaged = 0, 0, []
    for source in sorted(
        p for f in folders for p in f.rglob("*") if p.suffix.lower() in (".xlsx", ".xlsm")
    ):
        with tempfile.TemporaryDirectory() as folder:
            try:
                for copy, given in copies(source, Path(folder)):
                    tried += 1
                    if what := lost(source, copy, given):
                        damaged.append(f"{source}: {what}")
            except Problem as problem:
                refused += 1
                print(f"refused {source.name}: {problem}")
    return tried, refused, damaged


if __name__ == "__main__":
    tried, refused, damaged = run([Path(name) for name in sys.argv[1:]])
    for line in damaged:
        print(f"DAMAGED {line}")
    print(f"{tried} copies tried, {refused} workbooks refused, {len(damaged)} damaged")
    sys.exit(1 if damaged else 0)
