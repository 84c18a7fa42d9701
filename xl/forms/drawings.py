"""Text boxes of a sheet: their words, the cells they lie over, and what is written into them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from workbooks.grid import Merge
from xl.ooxml.package import Package
from xl.ooxml.runs import splice

_XDR = "{http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing}"
_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_ANCHORS = tuple(f"{_XDR}{kind}Anchor" for kind in ("twoCell", "oneCell"))
_SIZE = 11.0  # points of a text that says no size


@dataclass(frozen=True, slots=True)
class Line:
    """A paragraph of a text box: its words, the cells its box lies over, points of its letters, and how
    many lines stand in its box."""

    text: str
    area: Merge
    size: float
    lines: int


def drawing_of(package: Package, part: str) -> str:
    """The part of a sheet's shapes, "" where it has none."""
    target = package.related(part, "drawing")
    return target if target in package else ""


def lines_of(root: Any) -> list[Line]:
    """Every paragraph of every text box of a drawing that has words, in the order of ``paragraphs``."""
    found = []
    for anchor, box, paragraph in _walk(root):
        sizes = [int(r.get("sz")) / 100 for r in paragraph.iter(f"{_A}rPr") if r.get("sz")]
        size = max(sizes, default=_SIZE)
        lines = len(box.findall(f"{_A}p"))
        found.append(Line(text_of(paragraph), _range(anchor), size, lines))
    return found


def paragraphs(root: Any) -> list[Any]:
    """The paragraphs that ``lines_of`` tells of, to be written into."""
    return [paragraph for _, _, paragraph in _walk(root)]


def replace(paragraph: Any, start: int, end: int, value: str, size: float | None) -> None:
    """Put ``value`` in place of the characters start … end; the runs keep their fonts. ``size`` in
    points where the letters have to be smaller."""
    splice(paragraph.iter(f"{_A}t"), start, end, value)
    for run in paragraph.iter(f"{_A}r") if size else ():
        look = run.find(f"{_A}rPr")
        if look is None:
            look = run.makeelement(f"{_A}rPr")
            run.insert(0, look)
        look.set("sz", str(round((size or 0) * 100)))


def whole_texts(root: Any) -> list[tuple[str, Merge]]:
    """(text, range) of every text box; the range is as high as its first row."""
    found: dict[int, tuple[str, Merge]] = {}
    for anchor, box, paragraph in _walk(root):
        text, area = found.get(id(box), ("", _range(anchor)))
        top = Merge(area.top, area.left, area.top, area.right)
        found[id(box)] = (text + text_of(paragraph), top)
    return list(found.values())


def _walk(root: Any) -> Iterator[tuple[Any, Any, Any]]:
    """(anchor, text body, paragraph) of every paragraph with words."""
    for anchor in root:
        if anchor.tag not in _ANCHORS:
            continue
        for box in anchor.iter(f"{_XDR}txBody"):
            for paragraph in box.findall(f"{_A}p"):
                if text_of(paragraph):
                    yield anchor, box, paragraph


def text_of(paragraph: Any) -> str:
    """What a paragraph says."""
    return "".join(t.text or "" for t in paragraph.iter(f"{_A}t"))


def _range(anchor: Any) -> Merge:
    first, last = anchor.find(f"{_XDR}from"), anchor.find(f"{_XDR}to")
    row, left = (int(first.findtext(f"{_XDR}{name}")) + 1 for name in ("row", "col"))
    if last is None:  # one cell holds it and its size is its own
        return Merge(row, left, row, left)
    bottom, right = (int(last.findtext(f"{_XDR}{name}")) + 1 for name in ("row", "col"))
    return Merge(row, left, max(bottom, row), max(right, left))
