"""The fast way to a PDF of a prefecture's own blank: the program that shows it best draws it once, empty,
and each page sets its values over that picture.

Where each value goes is asked of the same program: a second sheet has every place coloured, and the
coloured rectangles of its PDF are the boxes. Whatever this cannot do (formulas, page numbers, turned
text, letters our font has not) is left to the slow way: ``compile_own`` then gives None.
"""

from __future__ import annotations

import copy
import re
import statistics
import tempfile
import zlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from validators.problems import Problem
from workbooks.forms.blank import Position, Target
from workbooks.forms.pages import Page
from workbooks.forms.titles import TITLES
from xl.files.package import faults_of
from xl.forms import fill, fonts, kept, measure, typeset
from xl.forms.page import Box, SheetLayout
from xl.forms.template import Template
from xl.ooxml.cells import SheetCells, put, style_of
from xl.ooxml.copies import Copies
from xl.ooxml.package import NS
from xl.ooxml.styles import Styles

FEWEST = 20  # pages from which drawing the blank apart is worth it
_COLOUR = "#{:02X}C84D"
_SPOKEN = 600  # characters of the blank's own words, for a reading voice
_MOST = 200  # places that can be told apart by colour
_STREAM = re.compile(rb"stream\r?\n(.*?)endstream", re.DOTALL)
_RECTANGLE = re.compile(
    rb"([\d.]+) 0\.784[\d]* 0\.301[\d]* rg\s+([\d.-]+) ([\d.-]+) ([\d.-]+) ([\d.-]+) re f"
)
_MEDIA = re.compile(rb"/MediaBox\s*\[\s*0 0 ([\d.]+) ([\d.]+)\s*\]")


@dataclass(frozen=True, slots=True)
class _Drawn:
    """A blank drawn once: the page of ``picture``, its size, and the box of every cell written."""

    page: int
    width: float
    height: float
    boxes: dict[Position, tuple[float, float, float, float]]


def compile_own(
    template: Template, pages: Sequence[Page], done: Callable[[str], None]
) -> bytes | None:
    """One PDF page for each of ``pages``, or None where the slow way has to do it. Raises Problem."""
    known = fonts.available()
    several = len(template.slots) > 1
    if several or len(pages) < FEWEST or not _can(template) or _lost(pages, known):
        return None
    drops = list(dict.fromkeys(page.drop for page in pages))
    with tempfile.TemporaryDirectory() as work:
        folder = Path(work)
        try:
            _write(template, drops, folder / "blank.xlsx")
        except Problem:  # a part of the sheet that cannot be copied
            return None
        kept.draw(folder / "blank.xlsx", folder / "blank.pdf")
        drawn = _read((folder / "blank.pdf").read_bytes(), template, drops)
        if drawn is None:
            return None
        source = _markup(template, pages, dict(zip(drops, drawn, strict=True)), known, done)
        return typeset.compile_source(source, known, folder)


def _can(template: Template) -> bool:
    """Is the blank one that a picture and values over it can show?"""
    positions = {at for target in template.located.all for at in target.positions}
    if positions & template.blank.boxes.keys():
        return False
    if any(template.formulas.values()) or template.annex or len(positions) > _MOST:
        return False
    root = template.package.xml(template.part)
    turned = template.looks.turned
    styles = template.styles_at(template.blank.sheet)
    if any(styles.get(at, 0) in turned for at in positions):
        return False
    words = "".join(root.find(f"{NS}headerFooter").itertext()) if _has_footer(root) else ""
    return not re.search(r"&[PND]", words)


def _has_footer(root: Any) -> bool:
    return root.find(f"{NS}headerFooter") is not None


def _lost(pages: Sequence[Page], known: Sequence[fonts.Font]) -> bool:
    letters = {c for page in pages for text in page.values.values() for c in text}
    letters |= {c for page in pages for text in page.extra.values() for c in text}
    return bool(fonts.missing("".join(sorted(letters)), known))


def _write(template: Template, drops: Sequence[frozenset[str]], path: Path) -> None:
    """The workbook to draw: for each set of dropped lines the empty blank, then its coloured twin."""
    with faults_of(template.path):
        package = template.package.copy()
        styles, copies = Styles(package), Copies(package)
        form, name = package.xml(template.part), template.blank.sheet
        first = True
        for number, drop in enumerate(drops):
            for coloured in (False, True):
                root = copy.deepcopy(form)
                _empty(template, root, drop, styles, coloured=coloured)
                if first:
                    package.write_xml(template.part, root)
                else:
                    copies.add(template.part, name, f"p{number}{int(coloured)}", root)
                first = False
        styles.save()
        for other, part in template.sheets.items():
            if other != name and part.startswith("xl/worksheets/"):
                copies.drop(other, part)
        copies.finish().write_to(path)


def _empty(
    template: Template, root: Any, drop: frozenset[str], styles: Styles, *, coloured: bool
) -> None:
    cells = SheetCells(root)
    for number, at in enumerate(_positions(template)):
        cell = cells.at(*at)
        put(cell, "")
        if coloured:
            style = styles.variant(style_of(cell), fill=_COLOUR.format(number))
            cell.set("s", str(style))
    blank_page = Page("", "", {}, drop)
    fill.fill_sheet(template, root, blank_page, styles)


def _positions(template: Template) -> list[Position]:
    return sorted({at for target in template.located.all for at in target.positions})


def _read(
    content: bytes, template: Template, drops: Sequence[frozenset[str]]
) -> list[_Drawn] | None:
    """What was drawn, or None when it is not one page for each sheet with a box for each place."""
    sizes = [(float(w), float(h)) for w, h in _MEDIA.findall(content)]
    if content.count(b"/Type/Page/") + content.count(b"/Type/Page\n") not in (0, 2 * len(drops)):
        return None
    found: list[dict[int, tuple[float, float, float, float]]] = []
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
            found.append(boxes)
    if not sizes or len(found) != len(drops) or len(set(sizes)) != 1:
        return None
    width, height = sizes[0]
    drawn = []
    for number, (drop, boxes) in enumerate(zip(drops, found, strict=True)):
        named = {at: boxes[n] for n, at in enumerate(_positions(template)) if n in boxes}
        dropped = {at for t in template.located.all if t.place.name in drop for at in t.positions}
        if set(_positions(template)) - dropped - named.keys():
            return None
        drawn.append(_Drawn(2 * number + 1, width, height, named))
    return drawn


def _markup(
    template: Template,
    pages: Sequence[Page],
    drawn: dict[frozenset[str], _Drawn],
    known: Sequence[fonts.Font],
    done: Callable[[str], None],
) -> str:
    """The typst source: a picture behind, the values over it."""
    one = next(iter(drawn.values()))
    size = (one.width, one.height)
    parts = [typeset.head(TITLES[template.form], size, pages, known)]
    shapes = _Shapes(template, one)
    for number, page in enumerate(pages):
        behind = drawn[page.drop]
        alt = typeset.quoted(" ".join(template.blank.texts.values())[:_SPOKEN])
        picture = f'image("blank.pdf", page: {behind.page}, width: {behind.width}pt, alt: {alt})'
        parts.append(("#pagebreak()\n" if number else "") + f"#place(top + left, {picture})\n")
        for target in sorted(template.located.all, key=lambda t: t.at):
            if target.place.name in page.drop:
                continue
            texts = measure.texts_of(target, page, template)
            for at, text in texts.items() if isinstance(texts, dict) else ():
                box = shapes.box(target, at, text, behind)
                parts.append(f"#{typeset.place(box, text, known)}\n")
        done(page.number)
    return "".join(parts)


class _Shapes:
    """The look of each place at the size the page was drawn."""

    def __init__(self, template: Template, drawn: _Drawn) -> None:
        self.template, self.layout = template, SheetLayout(template, template.blank)
        self.styles = template.styles_at(template.blank.sheet)
        heights = [
            height / natural
            for at, (_, _, _, height) in drawn.boxes.items()
            if (natural := self.layout.natural_height(at))
        ]
        self.scale = statistics.median(heights) if heights else 1.0

    def box(self, target: Target, at: Position, text: str, drawn: _Drawn) -> Box:
        """The box of one value on the page."""
        x, y, width, height = drawn.boxes[at]
        look = self.layout.formats[self.styles.get(at, 0)]
        shrink = target.place.shrink and target.how == "cell"
        look = replace(look, size=look.size * self.scale, edges=(), shrink=shrink)
        area = self.template.blank.area(at)
        if area.right == area.left:  # the text may run on over the empty cells beside it
            cell = self.layout.width(area.left, area.right) or 1.0
            width *= max(1.0, (self.layout.room(at).width + 4.0) / cell)
        return Box(x, drawn.height - y - height, width, height, text, look)
