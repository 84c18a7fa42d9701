"""The fast way to a PDF of a prefecture's own blank: the program that shows it best draws it once, empty,
and each page sets its values over that picture.

Where each value goes is asked of the same program: a second sheet has every place coloured, and the
coloured rectangles of its PDF are the boxes. What this cannot show (``drawable``), and letters our font
has not, are left to the slow way: ``compile_own`` then gives None.
"""

from __future__ import annotations

import copy
import re
import statistics
import tempfile
import zlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from validators.problems import Problem
from workbooks.forms.blank import Position
from workbooks.forms.formulas import plain
from workbooks.forms.pages import Page
from workbooks.forms.titles import TITLES
from xl.files.package import faults_of
from xl.forms import fill, fonts, kept, measure, typeset
from xl.forms.drawable import copied, drawable
from xl.forms.page import Box, SheetLayout
from xl.forms.template import Template
from xl.ooxml.cells import SheetCells, put, style_of
from xl.ooxml.copies import Copies
from xl.ooxml.package import NS
from xl.ooxml.sheets import forget_formulas
from xl.ooxml.styles import Styles

_COLOUR = "#{:02X}C84D"
_SPOKEN = 600  # characters of the blank's own words, for a reading voice
_STREAM = re.compile(rb"stream\r?\n(.*?)endstream", re.DOTALL)
_RECTANGLE = re.compile(
    rb"([\d.]+) 0\.784[\d]* 0\.301[\d]* rg\s+([\d.-]+) ([\d.-]+) ([\d.-]+) ([\d.-]+) re f"
)
_MEDIA = re.compile(rb"/MediaBox\s*\[\s*0 0 ([\d.]+) ([\d.]+)\s*\]")

# what of a sheet's forms is not printed: the lines dropped in each, in order; fewer where forms are left over
_Shape = tuple[frozenset[str], ...]
_Rectangle = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class _Drawn:
    """A blank drawn once: the page of ``picture``, its size, and the box of every cell written."""

    page: int
    width: float
    height: float
    boxes: dict[Position, _Rectangle]


def compile_own(
    template: Template, pages: Sequence[Page], done: Callable[[str], None]
) -> bytes | None:
    """One PDF page for each sheet of ``pages``, or None where the slow way has to do it. Raises Problem."""
    known = fonts.available()
    if not drawable(template) or _lost(pages, known):
        return None
    count = len(template.slots)
    groups = [pages[at : at + count] for at in range(0, len(pages), count)]
    shapes = list(dict.fromkeys(_shape(group) for group in groups))
    with tempfile.TemporaryDirectory() as work:
        folder = Path(work)
        try:
            _write(template, shapes, folder / "blank.xlsx")
        except Problem:  # a part of the sheet that cannot be copied
            return None
        kept.draw(folder / "blank.xlsx", folder / "blank.pdf")
        drawn = _read((folder / "blank.pdf").read_bytes(), template, shapes)
        if drawn is None:
            return None
        sheets = [(group, drawn[_shape(group)]) for group in groups]
        source = _Markup(template, pages, sheets[0][1]).source(sheets, done)
        return typeset.compile_source(source, known, folder) if source else None


def _shape(group: Sequence[Page]) -> _Shape:
    return tuple(page.drop for page in group)


def _lost(pages: Sequence[Page], known: Sequence[fonts.Font]) -> bool:
    letters = {c for page in pages for text in page.values.values() for c in text}
    letters |= {c for page in pages for text in page.extra.values() for c in text}
    return bool(fonts.missing("".join(sorted(letters)), known))


def _write(template: Template, shapes: Sequence[_Shape], path: Path) -> None:
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


def _empty(template: Template, root: Any, shape: _Shape, styles: Styles, *, coloured: bool) -> None:
    cells = SheetCells(root)
    for number, at in enumerate(_positions(template)):
        cell = cells.at(*at)
        put(cell, "")
        if coloured:
            style = styles.variant(style_of(cell), fill=_COLOUR.format(number))
            cell.set("s", str(style))
    fill.fill_group(template, root, [Page("", "", {}, drop) for drop in shape], styles)


def _positions(template: Template) -> list[Position]:
    targets = (target for slot in template.slots for target in slot.located.all)
    return sorted({at for target in targets for at in target.positions} | copied(template).keys())


def _read(
    content: bytes, template: Template, shapes: Sequence[_Shape]
) -> dict[_Shape, _Drawn] | None:
    """What was drawn, or None when it is not one page for each sheet with a box for each place."""
    sizes = [(float(w), float(h)) for w, h in _MEDIA.findall(content)]
    if content.count(b"/Type/Page/") + content.count(b"/Type/Page\n") not in (0, 2 * len(shapes)):
        return None
    found = list(_coloured(content))
    if not sizes or len(found) != len(shapes) or len(set(sizes)) != 1:
        return None
    width, height = sizes[0]
    positions = _positions(template)
    drawn = {}
    for number, (shape, boxes) in enumerate(zip(shapes, found, strict=True)):
        named = {at: boxes[n] for n, at in enumerate(positions) if n in boxes}
        if set(positions) - set(_gone(template, shape)) - named.keys():
            return None
        drawn[shape] = _Drawn(2 * number + 1, width, height, named)
    return drawn


def _coloured(content: bytes) -> Iterator[dict[int, _Rectangle]]:
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


def _gone(template: Template, shape: _Shape) -> Iterator[Position]:
    """The places that a sheet of this shape has not: lines dropped, forms left over."""
    for number, slot in enumerate(template.slots):
        if number >= len(shape):
            yield from slot.blank.formulas
        for target in slot.located.all:
            if number >= len(shape) or target.place.name in shape[number]:
                yield from target.positions


@dataclass
class _Markup:
    """The typst source: a picture behind, the values over it."""

    template: Template
    pages: Sequence[Page]
    one: _Drawn
    known: Sequence[fonts.Font] = field(default_factory=fonts.available)

    def __post_init__(self) -> None:
        template = self.template
        self.formulas = copied(template)
        views = [template.at(number) for number in range(len(template.slots))]
        self.shapes = [_Looks(view, self.one) for view in views]
        self.places = {at for looks in self.shapes for at in looks.positions}
        strings = template.package.xml(template.part).iter(f"{NS}c")
        typed = {cell.get("r") for cell in strings if template.rich(cell) is not None}
        texts = template.blank.texts if len(views) == 1 else _texts(views)
        self.typed = {at: t for at, t in texts.items() if template.blank.where(at) in typed}
        self.numbers = {at for at in texts if at not in self.typed}
        self.alt = typeset.quoted(" ".join(texts.values())[:_SPOKEN])

    def source(
        self, sheets: Sequence[tuple[Sequence[Page], _Drawn]], done: Callable[[str], None]
    ) -> str | None:
        """The whole source, or None where a formula shows what only Excel knows."""
        size = (self.one.width, self.one.height)
        parts = [typeset.head(TITLES[self.template.form], size, self.pages, self.known)]
        for number, (group, behind) in enumerate(sheets):
            width = f"page: {behind.page}, width: {behind.width}pt"
            picture = f'image("blank.pdf", {width}, alt: {self.alt})'
            parts.append(("#pagebreak()\n" if number else "") + f"#place(top + left, {picture})\n")
            boxes = self.sheet(group, behind)
            if boxes is None:
                return None
            parts += [f"#{typeset.place(box, box.text, self.known)}\n" for box in boxes]
            for page in group:
                done(page.number)
        return "".join(parts)

    def sheet(self, group: Sequence[Page], behind: _Drawn) -> list[Box] | None:
        """The boxes of one sheet's values, and of the formulas that repeat them."""
        boxes: list[Box] = []
        said: dict[Position, str] = {}
        for page, looks in zip(group, self.shapes, strict=False):
            found = measure.texts_of(page, looks.template)
            if isinstance(found, measure.Unwritable):
                return None
            for at, one in sorted(found.items()):
                said[at] = one.text
                if one.text:
                    boxes.append(looks.box(at, one.text, behind, one_line=one.one_line))
        gone = set(_gone(self.template, _shape(group)))
        for at in sorted(self.formulas.keys() - gone):
            text_shown = self.formula(at, said, 0)
            if text_shown is None:
                return None
            if text_shown and at in behind.boxes:
                boxes.append(self.shapes[0].box(at, text_shown, behind, one_line=False))
        return boxes

    def formula(self, at: Position, said: dict[Position, str], depth: int) -> str | None:
        """What a formula shows for the persons of a sheet."""

        def says(cell: Position) -> str | None:
            first = self.template.blank.first(cell)
            if first != cell:
                return ""  # under a merged range there is nothing
            if cell in self.formulas and depth < len(self.formulas):
                return self.formula(cell, said, depth + 1)
            if cell in self.template.blank.dated or cell in self.numbers or cell in self.formulas:
                return None
            return said.get(cell, self.typed.get(cell, "") if cell not in self.places else "")

        return plain(self.formulas[at], self.template.blank.sheet, says)


def _texts(views: Sequence[Template]) -> dict[Position, str]:
    return {at: text for view in views for at, text in view.blank.texts.items()}


class _Looks:
    """The look of each place of one form at the size the page was drawn."""

    def __init__(self, template: Template, drawn: _Drawn) -> None:
        self.template, self.layout = template, SheetLayout(template, template.blank)
        self.styles = template.styles_at(template.blank.sheet)
        self.positions = {at for t in template.located.all for at in t.positions}
        heights = [
            height / natural
            for at, (_, _, _, height) in drawn.boxes.items()
            if (natural := self.layout.natural_height(at))
        ]
        self.scale = statistics.median(heights) if heights else 1.0

    def box(self, at: Position, text: str, drawn: _Drawn, *, one_line: bool) -> Box:
        """The box of one value on the page."""
        x, y, width, height = drawn.boxes[at]
        look = self.layout.formats[self.styles.get(at, 0)]
        look = replace(look, size=look.size * self.scale, edges=(), shrink=one_line)
        area = self.template.blank.area(at)
        if area.right == area.left:  # the text may run on over the empty cells beside it
            cell = self.layout.width(area.left, area.right) or 1.0
            width *= max(1.0, (self.layout.room(at).width + 4.0) / cell)
        return Box(x, drawn.height - y - height, width, height, text, look)
