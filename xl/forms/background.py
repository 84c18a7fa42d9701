"""The fast way to a PDF of a prefecture's own blank: the program that shows it best draws it once, empty,
and each page sets its values over that picture.

What this cannot show (``drawable``), and letters our font has not, are left to the slow way:
``compile_own`` then gives None.
"""

from __future__ import annotations

import statistics
import tempfile
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from validators.problems import Problem
from workbooks.forms.blank import Position
from workbooks.forms.pages import Page
from workbooks.forms.titles import TITLES
from xl.forms import fonts, kept, measure, typeset
from xl.forms.drawable import drawable
from xl.forms.page import Box, SheetLayout
from xl.forms.picture import Drawn, Shape, gone, outline, read, write
from xl.forms.repeated import Repeated
from xl.forms.template import Template

_SPOKEN = 600  # characters of the blank's own words, for a reading voice


def compile_own(
    template: Template,
    pages: Sequence[Page],
    done: Callable[[str], None],
    *,
    archive: bool = False,
) -> bytes | None:
    """One PDF page for each sheet of ``pages``, or None where the slow way has to do it; ``archive``: as PDF/A-2a.
    Raises Problem."""
    known = fonts.available()
    if not drawable(template) or _lost(pages, known):
        return None
    count = len(template.slots)
    groups = [pages[at : at + count] for at in range(0, len(pages), count)]
    shapes = list(dict.fromkeys(_shape(group) for group in groups))
    with tempfile.TemporaryDirectory() as work:
        folder = Path(work)
        try:
            write(template, shapes, folder / "blank.xlsx")
        except Problem:  # a part of the sheet that cannot be copied
            return None
        kept.draw(folder / "blank.xlsx", folder / "blank.pdf")
        drawn = read((folder / "blank.pdf").read_bytes(), template, shapes)
        if drawn is None:
            return None
        if archive:
            outline([one.page for one in drawn.values()], known, folder)
        sheets = [(group, drawn[_shape(group)]) for group in groups]
        try:
            source = _Markup(template, pages, sheets[0][1], archive).source(sheets, done)
        except typeset.OverfullError:  # Excel and LibreOffice make its row higher
            return None
        return typeset.compile_source(source, known, folder, archive=archive) if source else None


def _shape(group: Sequence[Page]) -> Shape:
    return tuple(page.drop for page in group)


def _lost(pages: Sequence[Page], known: Sequence[fonts.Font]) -> bool:
    letters = {c for page in pages for text in page.values.values() for c in text}
    letters |= {c for page in pages for text in page.extra.values() for c in text}
    return bool(fonts.missing("".join(sorted(letters)), known))


@dataclass
class _Markup:
    """The typst source: a picture behind, the values over it."""

    template: Template
    pages: Sequence[Page]
    one: Drawn
    archive: bool = False
    known: Sequence[fonts.Font] = field(default_factory=fonts.available)

    def __post_init__(self) -> None:
        views = [self.template.at(number) for number in range(len(self.template.slots))]
        self.shapes = [_Looks(view, self.one) for view in views]
        self.repeated = Repeated(self.template)
        texts = [text for view in views for text in view.blank.texts.values()]
        self.alt = typeset.quoted(" ".join(texts)[:_SPOKEN])

    def source(
        self, sheets: Sequence[tuple[Sequence[Page], Drawn]], done: Callable[[str], None]
    ) -> str | None:
        """The whole source, or None where a formula shows what only Excel knows."""
        size = (self.one.width, self.one.height)
        parts = [typeset.head(TITLES[self.template.form], size, self.pages, self.known)]
        for number, (group, behind) in enumerate(sheets):
            file = f'"blank.pdf", page: {behind.page}'
            if self.archive:
                file = f'"blank{behind.page}.svg"'
            picture = f"image({file}, width: {behind.width}pt, alt: {self.alt})"
            parts.append(("#pagebreak()\n" if number else "") + f"#place(top + left, {picture})\n")
            boxes = self.sheet(group, behind)
            if boxes is None:
                return None
            parts += [f"#{typeset.place(b, b.text, self.known, strict=True)}\n" for b in boxes]
            for page in group:
                done(page.number)
        return "".join(parts)

    def sheet(self, group: Sequence[Page], behind: Drawn) -> list[Box] | None:
        """The boxes of one sheet's values, and of the formulas that repeat them."""
        boxes: list[Box] = []
        said: dict[Position, str] = {}
        for page, looks in zip(group, self.shapes, strict=False):
            found = measure.texts_of(page, looks.template)
            if isinstance(found, measure.Unwritable):
                return None
            said |= {at: one.text for at, one in found.items()}
            for at, text in looks.unwritten(page, found).items():
                boxes.append(looks.box(at, text, behind, one_line=False))
            for at, one in sorted(found.items()):
                if one.text:
                    boxes.append(looks.box(at, one.text, behind, one_line=one.one_line))
        unprinted = set(gone(self.template, _shape(group)))
        for at, shown in self.repeated.texts(said).items():
            if at in unprinted:
                continue
            if shown is None:
                return None
            if shown and at in behind.boxes:
                boxes.append(self.shapes[0].box(at, shown, behind, one_line=True))
        return boxes


class _Looks:
    """The look of each place of one form at the size the page was drawn."""

    def __init__(self, template: Template, drawn: Drawn) -> None:
        self.template, self.layout = template, SheetLayout(template, template.blank)
        self.styles = template.styles_at(template.blank.sheet)
        heights = [
            height / natural
            for at, (_, _, _, height) in drawn.boxes.items()
            if (natural := self.layout.natural_height(at))
        ]
        self.scale = statistics.median(heights) if heights else 1.0

    def unwritten(self, page: Page, said: Collection[Position]) -> dict[Position, str]:
        """What stays in the cells of a place that this value does not write: boxes of other kinds, 県 第 号."""
        blank = self.template.blank
        return {
            at: blank.texts[at]
            for target in self.template.located.all
            if target.place.name not in page.drop
            for at in target.positions
            if at in blank.texts and at not in said
        }

    def box(self, at: Position, text: str, drawn: Drawn, *, one_line: bool) -> Box:
        """The box of one value on the page."""
        x, y, width, height = drawn.boxes[at]
        look = self.layout.formats[self.styles.get(at, 0)]
        look = replace(look, size=look.size * self.scale, edges=(), shrink=one_line)
        area = self.template.blank.area(at)
        if area.right == area.left:  # the text may run on over the empty cells beside it
            cell = self.layout.width(area.left, area.right) or 1.0
            width *= max(1.0, (self.layout.room(at).width + 4.0) / cell)
        return Box(x, drawn.height - y - height, width, height, text, look)
