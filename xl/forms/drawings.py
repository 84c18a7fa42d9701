"""Text boxes of a sheet: their words and the cells they lie over."""

from __future__ import annotations

from typing import Any

from workbooks.grid import Merge
from xl.ooxml.package import Package

_XDR = "{http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing}"
_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"


def texts(package: Package, part: str) -> list[tuple[str, Merge]]:
    """(text, range) of every text box anchored to cells; the range is as high as its first row."""
    found = []
    for kind, target in package.relations(part).values():
        if kind == "drawing" and target in package:
            for anchor in package.xml(target).iter(f"{_XDR}twoCellAnchor"):
                text = "".join(t.text or "" for t in anchor.iter(f"{_A}t"))
                if text:
                    found.append((text, _range(anchor)))
    return found


def _range(anchor: Any) -> Merge:
    first, last = anchor.find(f"{_XDR}from"), anchor.find(f"{_XDR}to")
    row, left = (int(first.findtext(f"{_XDR}{name}")) + 1 for name in ("row", "col"))
    return Merge(row, left, row, int(last.findtext(f"{_XDR}col")) + 1)
