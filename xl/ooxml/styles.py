"""Cell formats (書式). A format is never changed: a cell gets a copy of its own with one thing
different, so font, border and alignment stay."""

from __future__ import annotations

import copy
from typing import Any, Literal, NamedTuple

from lxml import etree

from xl.ooxml.errors import OfficeError, guarded
from xl.ooxml.package import NS, WORKBOOK, Package

_BUILT_IN = {"General": 0, "@": 49}


class Letters(NamedTuple):
    """How a cell's letters differ from its own: their size in points (0 for the same), bold, or as a link."""

    size: float = 0
    look: Literal["", "bold", "link"] = ""


SAME_LETTERS = Letters()


class Styles:
    """Cell formats of the book; ``variant`` gives the number of a copy with another fill, number
    format or alignment. Raises OfficeError for a book without formats."""

    def __init__(self, package: Package) -> None:
        self.package = package
        self.part = package.related(WORKBOOK, "styles", "xl/styles.xml")
        self.root = package.xml(self.part)
        self.formats, self.fills = self.root.find(f"{NS}cellXfs"), self.root.find(f"{NS}fills")
        if self.formats is None or self.fills is None:
            raise OfficeError("unusual", self.part)
        self._fills: dict[str, int] = {}
        self._numbers: dict[str, int] = dict(_BUILT_IN)
        self._made: dict[tuple[object, ...], int] = {}
        self._fonts: dict[tuple[str, Letters], int] = {}

    @guarded()
    def variant(
        self,
        style: int,
        *,
        fill: str = "",
        number_format: str = "",
        alignment: tuple[tuple[str, str], ...] = (),
        letters: Letters = SAME_LETTERS,
    ) -> int:
        """``style`` with this fill ("#RRGGBB"), number format, alignment, e.g. (("shrinkToFit", "1"),),
        letters in another size or look."""
        if style < 0:
            raise OfficeError("unusual", self.part)
        key = (style, fill, number_format, alignment, letters)
        if key not in self._made:
            cell_format = copy.deepcopy(self.formats[style])
            if fill:
                cell_format.set("fillId", str(self._fill(fill)))
                cell_format.set("applyFill", "1")
            if number_format:
                cell_format.set("numFmtId", str(self._number(number_format)))
                cell_format.set("applyNumberFormat", "1")
            if alignment:
                _align(cell_format, alignment)
            if letters != SAME_LETTERS:
                cell_format.set("fontId", str(self._font(cell_format.get("fontId", "0"), letters)))
                cell_format.set("applyFont", "1")
            self.formats.append(cell_format)
            self._made[key] = len(self.formats) - 1
        return self._made[key]

    def _fill(self, colour: str) -> int:
        if colour not in self._fills:
            pattern = etree.SubElement(
                etree.SubElement(self.fills, f"{NS}fill"), f"{NS}patternFill", patternType="solid"
            )
            etree.SubElement(pattern, f"{NS}fgColor", rgb="FF" + colour.lstrip("#"))
            etree.SubElement(pattern, f"{NS}bgColor", indexed="64")
            self._fills[colour] = len(self.fills) - 1
        return self._fills[colour]

    def _font(self, font: str, letters: Letters) -> int:
        """A copy of a font in another size or look."""
        if (font, letters) not in self._fonts:
            fonts = self.root.find(f"{NS}fonts")
            new_font = copy.deepcopy(fonts[int(font)])
            if letters.size:
                _child(new_font, "sz").set("val", f"{letters.size:g}")
            if letters.look:
                _look(new_font, letters.look)
            fonts.append(new_font)
            fonts.set("count", str(len(fonts)))
            self._fonts[font, letters] = len(fonts) - 1
        return self._fonts[font, letters]

    def _number(self, code: str) -> int:
        if code not in self._numbers:
            listed = self.root.find(f"{NS}numFmts")
            if listed is None:
                listed = etree.Element(f"{NS}numFmts")
                self.root.insert(0, listed)
            number = max([163, *(int(e.get("numFmtId")) for e in listed)]) + 1
            etree.SubElement(listed, f"{NS}numFmt", numFmtId=str(number), formatCode=code)
            listed.set("count", str(len(listed)))
            self._numbers[code] = number
        return self._numbers[code]

    def save(self) -> None:
        """Put the part back when something was added."""
        if self._made:
            self.formats.set("count", str(len(self.formats)))
            self.fills.set("count", str(len(self.fills)))
            self.package.write_xml(self.part, self.root)


# the order in which a font names its parts
_PARTS = (
    "b",
    "i",
    "strike",
    "condense",
    "extend",
    "outline",
    "shadow",
    "u",
    "vertAlign",
    "sz",
    "color",
)


def _child(font: Any, name: str) -> Any:
    """The part of a font, made in its place when it is not there."""
    element = font.find(f"{NS}{name}")
    if element is None:
        element = etree.Element(f"{NS}{name}")
        before = {f"{NS}{one}" for one in _PARTS[: _PARTS.index(name)]}
        font.insert(sum(child.tag in before for child in font), element)
    return element


def _look(font: Any, look: str) -> None:
    """Letters in bold, or blue and underlined as those of a link."""
    if look == "bold":
        _child(font, "b")
        return
    _child(font, "u")
    colour = _child(font, "color")
    for name in list(colour.attrib):
        del colour.attrib[name]
    colour.set("rgb", "FF0563C1")


def _align(cell_format: Any, alignment: tuple[tuple[str, str], ...]) -> None:
    element = cell_format.find(f"{NS}alignment")
    if element is None:
        element = etree.Element(f"{NS}alignment")
        cell_format.insert(0, element)
    for name, value in alignment:
        element.set(name, value)
    cell_format.set("applyAlignment", "1")
