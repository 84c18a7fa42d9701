"""描いたひな形の絵: the empty blank drawn by the program that shows it best, and where on the page each place stands.

A second sheet has every place coloured, and the coloured rectangles of its PDF are the boxes.
"""

from __future__ import annotations

import base64
import copy
import re
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from workbooks.forms.blank import Position
from workbooks.forms.pages import Page
from xl.files.package import faults_of
from xl.forms import convert, fill, fonts, typeset
from xl.forms.drawable import copied
from xl.forms.template import Template
from xl.ooxml.cells import SheetCells, put, style_of
from xl.ooxml.copies import Copies
from xl.ooxml.sheets import forget_formulas
from xl.ooxml.styles import Styles

_NOTHING = "\u3000"  # a row without a height of its own is as high as its letters
_COLOUR = "#{:02X}C84D"
_STREAM = re.compile(rb"stream\r?\n(.*?)endstream", re.DOTALL)
_RECTANGLE = re.compile(
    rb"([\d.]+) 0\.784[\d]* 0\.301[\d]* rg\s+([\d.-]+) ([\d.-]+) ([\d.-]+) ([\d.-]+) re f"
)
_ONE_PAGE = '#set page(width: auto, height: auto, margin: 0pt)\n#image("blank.pdf", page: {})'
_INNER = re.compile(rb"data:image/svg\+xml;base64,([A-Za-z0-9+/=]+)")
_MEDIA = re.compile(rb"/MediaBox\s*\[\s*0 0 ([\d.]+) ([\d.]+)\s*\]")
# what of a sheet's forms is not printed: the lines dropped in each, in order; fewer where forms are left over
Shape = tuple[frozenset[str], ...]
Rectangle = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class Drawn:
    """A blank drawn once: the page of ``picture``, its size, and the box of every cell written."""

    page: int
    width: float
    height: float
    boxes: dict[Position, Rectangle]


def write(template: Template, shapes: Sequence[Shape], path: Path) -> None:
    """The workbook to draw: for each shape the empty blank, then its coloured twin."""
    with faults_of(template.path):
        package = template.package.copy()
        styles, copies = Styles(package), Copies(package)
        form, name = package.xml(template.part), template.blank.sheet
        first = True
        for number, shape in enumerate(shapes):
            for coloured in (False, True):
                root = copy.deepcopy(form)
                _empty(template, root, shape, styles, coloured=coloured)
                if first:
                    package.write_xml(template.part, root)
                else:
                    copies.add(template.part, name, f"p{number}{int(coloured)}", root)
                first = False
        styles.save()
        whole = copies.finish()
        fill.hide_others(template, whole)
        forget_formulas(whole)
        whole.write_to(path)


def _empty(template: Template, root: Any, shape: Shape, styles: Styles, *, coloured: bool) -> None:
    cells = SheetCells(root)
    for number, at in enumerate(_positions(template)):
        cell = cells.at(*at)
        put(cell, _NOTHING)
        if coloured:
            style = styles.variant(style_of(cell), fill=_COLOUR.format(number))
            cell.set("s", str(style))
    fill.fill_group(template, root, [Page("", "", {}, drop) for drop in shape], styles)


def _positions(template: Template) -> list[Position]:
    targets = (target for slot in template.slots for target in slot.located.all)
    return sorted({at for target in targets for at in target.positions} | copied(template).keys())


def read(content: bytes, template: Template, shapes: Sequence[Shape]) -> dict[Shape, Drawn] | None:
    """What was drawn, or None when it is not one page for each sheet with a box for each place."""
    sizes = [(float(w), float(h)) for w, h in _MEDIA.findall(content)]
    if convert.leaves(content) not in (0, 2 * len(shapes)):
        return None
    found = list(_coloured(content))
    if not sizes or len(found) != len(shapes) or len(set(sizes)) != 1:
        return None
    width, height = sizes[0]
    positions = _positions(template)
    drawn = {}
    for number, (shape, boxes) in enumerate(zip(shapes, found, strict=True)):
        named = {at: boxes[n] for n, at in enumerate(positions) if n in boxes}
        if set(positions) - set(gone(template, shape)) - named.keys():
            return None
        drawn[shape] = Drawn(2 * number + 1, width, height, named)
    return drawn


def _coloured(content: bytes) -> Iterator[dict[int, Rectangle]]:
    """Number → rectangle of each page with coloured places."""
    for stream in _STREAM.findall(content):
        try:
            text = zlib.decompress(stream.strip(b"\r\n"))
        except zlib.error:
            continue
        boxes = {
            round(float(red) * 255): (float(x), float(y), float(w), float(h))
            for red, x, y, w, h in _RECTANGLE.findall(text)
        }
        if boxes:
            yield boxes


def gone(template: Template, shape: Shape) -> Iterator[Position]:
    """The places that a sheet of this shape has not: lines dropped, forms left over."""
    for number, slot in enumerate(template.slots):
        if number >= len(shape):
            yield from slot.blank.formulas
        for target in slot.located.all:
            if number >= len(shape) or target.place.name in shape[number]:
                yield from target.positions


def outline(numbers: Sequence[int], known: Sequence[fonts.Font], folder: Path) -> None:
    """The pages of the picture as SVG, for no page of another PDF stands in a PDF/A; in a group of its own, so
    that the file holds each once."""
    for number in numbers:
        source = _ONE_PAGE.format(number)
        whole = typeset.compile_drawing(source, known, folder)
        inner = _INNER.search(whole)
        drawing = base64.b64decode(inner[1]) if inner else whole
        start, end = drawing.index(b">") + 1, drawing.rindex(b"</svg>")
        group = b'<g style="isolation:isolate">%s</g>' % drawing[start:end]
        (folder / f"blank{number}.svg").write_bytes(drawing[:start] + group + drawing[end:])
