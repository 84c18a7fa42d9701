"""One sheet through a real XML parser, ten times slower than the scan: for sheets spelled unlike
Excel's (prefixes, other quotes, line breaks, cells without a reference) or reaching far.

The reader understands all of these, and ends the whole process when the area between the outermost
filled cells does not fit into memory; empty formatted cells do not count.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from xml.parsers import expat

from workbooks.a1 import column_number
from workbooks.grid import UNCALCULATED, CellError
from xl.files.looks import Looks, SheetScan

MAX_AREA = 20_000_000  # the reader's table is dense: rows × columns of the filled area, some 1 GB of memory
OLD_AREA = 8_000_000  # the same for an .ods or an old format, all sheets of which are held at once
MAX_TEXT = (
    100_000_000  # characters of all cells of a book, each string counted as often as it stands
)
_LONGEST_VALUE = (
    100  # characters of a value worth keeping: an error, or the number of a shared string
)
_EMPTY = re.compile(
    rb'<c r="[A-Z]+\d+"(?: s="\d+")?/>(?=<c r=")'
)  # the next cell says itself where it stands
_REFERENCE = re.compile(r"([A-Za-z]{1,4})(\d{1,9})")


class FarCells(Exception):
    """Filled cells too far apart. ``row`` is the last of them."""

    def __init__(self, row: int) -> None:
        self.row = row
        super().__init__(row)


class Walk:
    """Fills ``found`` from the sheet's XML."""

    def __init__(self, found: SheetScan, looks: Looks) -> None:
        self.found, self.looks, self._styles = found, looks, looks.styles
        self.top, self.bottom, self.left, self.right = 1 << 62, 0, 1 << 62, 0
        # of the row element and of the cell before: a cell without a reference follows on them
        self._row = self._column = 0
        self._at = (0, 0)
        self._kind = self._text = self._style = ""
        self._formula = self._valued = self._filled = self._in_value = False

    def read(self, blocks: Iterator[bytes]) -> None:
        """Raises FarCells; ValueError or expat.ExpatError for a sheet that is none."""
        parser = expat.ParserCreate()
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._characters
        for block in blocks:
            parser.Parse(_EMPTY.sub(b"", block), False)
        parser.Parse(b"", True)
        rows, columns = self.bottom - self.top + 1, self.right - self.left + 1
        if self.bottom and rows * columns > MAX_AREA:
            raise FarCells(self.bottom)

    def _start(self, tag: str, attributes: dict[str, str]) -> None:
        tag = tag.rpartition(":")[2]
        if tag == "c":
            self._cell(attributes)
        elif tag == "row":
            self._row, self._column = int(attributes.get("r", self._row + 1)), 0
            self.found.note_hidden(tag, attributes, self._row)
        elif tag == "col":
            self.found.note_hidden(tag, attributes, 0)
        elif tag == "f":
            self._formula = self._filled = True
        elif tag == "v":  # of several the reader takes the last
            self._valued = self._filled = self._in_value = True
            self._text = ""
        elif tag == "is":
            self._filled = True

    def _cell(self, attributes: dict[str, str]) -> None:
        self._column += 1
        self._at = (self._row, self._column)
        if reference := attributes.get("r"):
            found = _REFERENCE.fullmatch(reference)
            if not found:
                raise ValueError
            self._column = column_number(found[1])
            self._at = (int(found[2]), self._column)
        self._kind, self._text = attributes.get("t", ""), ""
        self._style = attributes.get("s", "")
        self._formula = self._valued = self._filled = False

    def _characters(self, text: str) -> None:
        if self._in_value and len(self._text) < _LONGEST_VALUE:
            self._text += text[:_LONGEST_VALUE]

    def _end(self, tag: str) -> None:
        tag = tag.rpartition(":")[2]
        if tag == "v":
            self._in_value = False
            if self._kind == "s" and self.looks.long:
                self.found.text += self._long(self._text, self.looks.long)
        elif tag == "c":
            self._tell()

    @staticmethod
    def _long(number: str, long: dict[int, int]) -> int:
        """The bytes of a string; what is no plain number may be any of them to the reader."""
        plain = number.isdecimal() and number == str(int(number))
        return long.get(int(number), 0) if plain else max(long.values())

    def _tell(self) -> None:
        """What the cell that ends here says."""
        if self._text and self._kind == "e":
            self.found.special[self._at] = CellError(self._text)
        elif self._formula and not self._text and not (self._valued and self._kind == "str"):
            self.found.special[self._at] = UNCALCULATED
        if not self._filled:
            return
        row, column = self._at
        self.top, self.bottom = min(self.top, row), max(self.bottom, row)
        self.left, self.right = min(self.left, column), max(self.right, column)
        if self._style.isdecimal() and int(self._style) in self._styles:
            self.found.note_style(self._at, int(self._style), self.looks)
        if self._kind == "s" and self._text.isdecimal() and int(self._text) in self.looks.remains:
            self.found.struck.setdefault(self._at, self.looks.remains[int(self._text)])
