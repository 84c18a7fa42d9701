"""Cell formats (書式). A format is never changed: a cell gets a copy of its own with one thing
different, so font, border and alignment stay."""

from __future__ import annotations

import copy
from typing import Any

from lxml import etree

from xl.ooxml.errors import OfficeError, guarded
from xl.ooxml.package import NS, WORKBOOK, Package

_BUILT_IN = {"General": 0, "@": 49}


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
        self._made: dict[tuple[int, str, str, tuple[tuple[str, str], ...], float], int] = {}
        self._sizes: dict[tuple[str, float], int] = {}

    @guarded()
    def variant(
        self,
        style: int,
        *,
        fill: str = "",
        number_format: str = "",
        alignment: tuple[tuple[str, str], ...] = (),
        size: float = 0,
    ) -> int:
        """``style`` with this fill ("#RRGGBB"), number format, alignment, e.g. (("shrinkToFit", "1"),),
        or font size in points."""
        if style < 0:
            raise OfficeError("unusual", self.part)
        key = (style, fill, number_format, alignment, size)
        if key not in self._made:
            own = copy.deepcopy(self.formats[style])
            if fill:
                own.set("fillId", str(self._fill(fill)))
                own.set("applyFill", "1")
            if number_format:
                own.set("numFmtId", str(self._number(number_format)))
                own.set("applyNumberFormat", "1")
            if alignment:
                _align(own, alignment)
            if size:
                own.set("fontId", str(self._font(own.get("fontId", "0"), size)))
                own.set("applyFont", "1")
            self.formats.append(own)
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

    def _font(self, font: str, size: float) -> int:
        """A copy of a font in another size."""
        if (font, size) not in self._sizes:
            fonts = self.root.find(f"{NS}fonts")
            own = copy.deepcopy(fonts[int(font)])
            element = own.find(f"{NS}sz")
            if element is None:
                element = etree.SubElement(own, f"{NS}sz")
            element.set("val", f"{size:g}")
            fonts.append(own)
            fonts.set("count", str(len(fonts)))
            self._sizes[font, size] = len(fonts) - 1
        return self._sizes[font, size]

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


def _align(own: Any, alignment: tuple[tuple[str, str], ...]) -> None:
    element = own.find(f"{NS}alignment")
    if element is None:
        element = etree.Element(f"{NS}alignment")
        own.insert(0, element)
    for name, value in alignment:
        element.set(name, value)
    own.set("applyAlignment", "1")
