"""OpenDocument workbooks (.ods): what their one sheet of XML says besides the values, and whether the
table in it fits into memory.

A cell or a row is written once and repeated by a number, so a short file can stand for any number of
filled cells: they are counted as they are repeated, before the reader lays them out.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from xml.parsers import expat

from workbooks.grid import CellError, Merge
from xl.files.looks import SheetScan
from xl.files.walk import MAX_TEXT, OLD_AREA, FarCells

_ROWS, _COLUMNS = 1 << 20, 1 << 14
_LONGEST = 100  # characters of a shown text worth keeping
_PLAIN = re.compile(r"[-+¥\\$]?(?!0\d)[\d,.]*%?|TRUE|FALSE")  # a number's text that says no more
# texts that the reader keeps of a cell besides what stands in it
_KEPT = ("table:formula", "office:string-value", "office:date-value", "office:time-value")
# what stands among the cells and is none: comments, drawings, earlier states of tracked changes
_ASIDE = frozenset(("annotation", "shapes", "tracked-changes", "table-source"))


class LongText(Exception):
    """More characters in all cells than fit into memory, repeated ones counted."""


class FarSheet(FarCells):
    """Filled cells too far apart on the sheet named ``sheet``."""

    def __init__(self, sheet: str, row: int) -> None:
        super().__init__(row)
        self.sheet = sheet


def look(blocks: Iterator[bytes]) -> dict[str, SheetScan]:
    """What is seen on each sheet, by its name, from content.xml in blocks.

    Raises FarSheet or LongText; ValueError or expat.ExpatError for what is no such workbook.
    """
    found = _Walk()
    parser = expat.ParserCreate()
    parser.StartElementHandler = found.start
    parser.EndElementHandler = found.end
    parser.CharacterDataHandler = found.characters
    for block in blocks:
        parser.Parse(block, False)
    parser.Parse(b"", True)
    return found.sheets


def _count(attributes: dict[str, str], name: str, most: int) -> int:
    number = attributes.get(name, "1")
    if not number.isdecimal() or len(number) > 9:
        raise ValueError
    return min(max(int(number), 1), most)


class _Walk:
    """The elements of content.xml in their order; ``row`` and ``column`` are the last cell's, 1-based."""

    def __init__(self) -> None:
        self.sheets: dict[str, SheetScan] = {}
        self._name = ""
        self._sheet = SheetScan()
        self._struck: set[str] = set()
        self._style = ""
        self._row = self._column = self._columns = 0
        self._rows_here = self._times = 1
        self._top, self._bottom, self._left, self._right = 1 << 62, 0, 1 << 62, 0
        self._aside = 0
        # rows × columns of the sheets before, and characters of all cells so far, of this row, of this cell
        self._area = self._characters = self._row_characters = self._length = 0
        self._cell: dict[str, str] | None = None
        self._text = ""
        self._starts: dict[str, Callable[[dict[str, str]], None]] = {
            "style": self._style_of,
            "text-properties": self._text_properties,
            "table": self._table,
            "table-column": self._table_column,
            "table-row": self._table_row,
            "table-cell": self._table_cell,
            "covered-table-cell": self._table_cell,
            "s": self._blanks,
        }

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        """An element begins."""
        name = tag.rpartition(":")[2]
        aside = name in _ASIDE if self._cell is None else name == "annotation"
        if self._aside or aside:
            self._aside += 1
        elif name in self._starts:
            self._starts[name](attributes)

    def end(self, tag: str) -> None:
        """An element ends."""
        name = tag.rpartition(":")[2]
        if self._aside:
            self._aside -= 1
        elif name in ("table-cell", "covered-table-cell") and self._cell is not None:
            self._tell(self._cell)
            self._cell = None
        elif name == "table-row":
            self._characters += self._row_characters * self._rows_here
            self._row += self._rows_here - 1
            self._fits()
        elif name == "table":
            self._area += self._filled_area()
            self._bottom = 0

    def characters(self, text: str) -> None:
        """What stands in a cell."""
        if self._cell is None or self._aside:
            return
        self._length += len(text)
        if len(self._text) < _LONGEST:
            self._text += text[:_LONGEST]

    def _style_of(self, attributes: dict[str, str]) -> None:
        self._style = attributes.get("style:name", "")

    def _text_properties(self, attributes: dict[str, str]) -> None:
        if attributes.get("style:text-line-through-style", "none") != "none":
            self._struck.add(self._style)

    def _table(self, attributes: dict[str, str]) -> None:
        self._name = attributes.get("table:name", "")
        self._sheet = self.sheets.setdefault(self._name, SheetScan())
        self._area += self._filled_area()  # a sheet within a sheet ends the one before
        self._row = self._columns = 0
        self._top, self._bottom, self._left, self._right = 1 << 62, 0, 1 << 62, 0

    def _table_column(self, attributes: dict[str, str]) -> None:
        count = _count(attributes, "table:number-columns-repeated", _COLUMNS)
        if attributes.get("table:visibility") in ("collapse", "filter"):
            last = min(self._columns + count, _COLUMNS)
            self._sheet.hidden_columns.update(range(self._columns + 1, last + 1))
        self._columns += count

    def _table_row(self, attributes: dict[str, str]) -> None:
        self._row += 1
        self._column = self._row_characters = 0
        self._rows_here = _count(attributes, "table:number-rows-repeated", _ROWS)
        if attributes.get("table:visibility") in ("collapse", "filter"):
            last = min(self._row + self._rows_here, _ROWS + 1)
            self._sheet.hidden_rows.update(range(self._row, last))

    def _table_cell(self, attributes: dict[str, str]) -> None:
        if self._cell is not None:
            return  # a cell in a cell: it ends with the first end
        self._column += 1
        self._times = _count(attributes, "table:number-columns-repeated", _COLUMNS)
        self._cell, self._text = attributes, ""
        self._length = sum(len(attributes.get(name, "")) for name in _KEPT)

    def _blanks(self, attributes: dict[str, str]) -> None:
        """``text:s`` stands for as many blanks as it says."""
        self._length += _count(attributes, "text:c", MAX_TEXT + 1)

    def _tell(self, cell: dict[str, str]) -> None:
        """What the cell that ends here says."""
        at, (row, column) = (self._row, self._column), (self._row, self._column)
        self._column += self._times - 1
        kind = cell.get("office:value-type", "")
        if not self._length and not any(name.startswith("office:") for name in cell):
            return
        self._row_characters += self._times * self._length
        self._top, self._bottom = min(self._top, row), max(self._bottom, row + self._rows_here - 1)
        self._left, self._right = min(self._left, column), max(self._right, self._column)
        down = _count(cell, "table:number-rows-spanned", _ROWS)
        across = _count(cell, "table:number-columns-spanned", _COLUMNS)
        if down * across > 1:
            self._sheet.merges.append(Merge(row, column, row + down - 1, column + across - 1))
        if cell.get("calcext:value-type") == "error" and self._text:
            self._sheet.special[at] = CellError(self._text)
        elif cell.get("table:style-name", "") in self._struck:
            self._sheet.struck[at] = None
        if kind == "float" and self._times == 1 and not _PLAIN.fullmatch(self._text):
            self._sheet.texts[at] = self._text

    def _filled_area(self) -> int:
        if not self._bottom:
            return 0
        return (self._bottom - self._top + 1) * (self._right - self._left + 1)

    def _fits(self) -> None:
        """Refuse what the reader could not lay out. Raises FarSheet, LongText."""
        if self._area + self._filled_area() > OLD_AREA:
            raise FarSheet(self._name, self._bottom)
        if self._characters > MAX_TEXT:
            raise LongText
