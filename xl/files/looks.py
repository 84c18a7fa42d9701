"""What a person sees besides the values (見た目): which cell formats strike out, add words, or make a day.

Read from the styles and the shared strings of a workbook once, so that the scan of its sheets looks
only for the few formats that matter.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from xml.etree import ElementTree

from workbooks.grid import CellError, Merge
from xl.ooxml.formats import adds

# Dates of East Asian Excel (7月5日, 令和8年7月5日) have numbers and no code in the file; the reader knows none of them.
_EAST_ASIAN_DATES = frozenset((*range(27, 37), *range(50, 59)))
_STRIKE = re.compile(rb"<(?:\w+:)?strike\b")
Position = tuple[int, int]
_LAST_COLUMN = 16384
_MAX = 64 << 20  # a styles or strings part larger than this is not looked through


@dataclass(slots=True)
class Looks:
    """What the numbers in a sheet's XML stand for.

    struck   cell formats (``s``) whose font is struck out
    formats  cell format → number format, for those that show more than the number
    dates    cell formats that make a number a day without the reader knowing it
    remains  shared string → its text without the struck-out runs, for strings that hold any
    long     shared string → its bytes, for long ones
    """

    struck: set[int] = field(default_factory=set)
    formats: dict[int, str] = field(default_factory=dict)
    dates: set[int] = field(default_factory=set)
    remains: dict[int, str] = field(default_factory=dict)
    long: dict[int, int] = field(default_factory=dict)

    @property
    def styles(self) -> set[int]:
        """Every cell format worth looking for."""
        return self.struck | self.dates | self.formats.keys()


@dataclass(slots=True)
class SheetScan:
    """What the fast reader does not tell of one sheet.

    special         cell → error value that the reader would drop
    hidden_rows     numbers of rows nobody sees
    hidden_columns  numbers of columns nobody sees
    struck          cell → its text without what is struck out, None when the whole cell is
    formats         cell → number format that shows more than the number
    dates           cells whose number is a day
    texts           cell → what its format shows, where the file says it
    merges          merged ranges that the reader does not know
    size            bytes of its XML
    text            bytes of the long strings in its cells, each as often as it stands there
    """

    special: dict[Position, CellError] = field(default_factory=dict)
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)
    struck: dict[Position, str | None] = field(default_factory=dict)
    formats: dict[Position, str] = field(default_factory=dict)
    dates: set[Position] = field(default_factory=set)
    texts: dict[Position, str] = field(default_factory=dict)
    merges: list[Merge] = field(default_factory=list)
    size: int = 0
    text: int = 0

    def note_style(self, at: Position, style: int, looks: Looks) -> None:
        """What a cell's format says of it."""
        if style in looks.struck:
            self.struck[at] = None
        if style in looks.formats:
            self.formats[at] = looks.formats[style]
        elif style in looks.dates:
            self.dates.add(at)

    def note_hidden(self, tag: str, attributes: dict[str, str], row: int) -> None:
        """A row or column that nobody sees."""
        if attributes.get("hidden") not in ("1", "true"):
            return
        if tag == "row":
            self.hidden_rows.add(row)
        elif tag == "col":
            first, last = attributes.get("min", ""), attributes.get("max", "")
            if first.isdecimal() and last.isdecimal() and len(self.hidden_columns) < _LAST_COLUMN:
                self.hidden_columns.update(range(int(first), min(int(last), _LAST_COLUMN) + 1))


def read_styles(looks: Looks, data: bytes) -> None:
    """Note the cell formats that matter. Raises ElementTree.ParseError."""
    if len(data) > _MAX:
        return
    root = ElementTree.fromstring(data)
    codes = {e.get("numFmtId"): e.get("formatCode", "") for e in _children(root, "numFmts")}
    telling = {number for number, code in codes.items() if adds(code)}
    struck = {str(n) for n, font in enumerate(_children(root, "fonts")) if _strikes(font)}
    for number, xf in enumerate(_children(root, "cellXfs")):
        if xf.get("fontId") in struck:
            looks.struck.add(number)
        kind = xf.get("numFmtId", "0")
        if kind in telling:
            looks.formats[number] = codes[kind]
        elif kind not in codes and kind.isdecimal() and int(kind) in _EAST_ASIAN_DATES:
            looks.dates.add(number)


def read_strings(looks: Looks, data: bytes) -> None:
    """Note the shared strings of which a part is struck out. Raises ElementTree.ParseError."""
    if len(data) > _MAX or not _STRIKE.search(data):
        return
    for number, item in enumerate(ElementTree.fromstring(data)):
        runs = [e for e in item if _tag(e) == "r"]
        if any(_run_struck(run) for run in runs):
            kept = (_text(run) for run in runs if not _run_struck(run))
            looks.remains[number] = "".join(kept)


def _children(root: ElementTree.Element, name: str) -> Iterable[ElementTree.Element]:
    return next((e for e in root if _tag(e) == name), ())


def _tag(element: ElementTree.Element) -> str:
    return element.tag.rpartition("}")[2]


def _strikes(properties: ElementTree.Element) -> bool:
    return any(_tag(e) == "strike" and e.get("val", "1") in ("1", "true") for e in properties)


def _run_struck(run: ElementTree.Element) -> bool:
    return any(_tag(e) == "rPr" and _strikes(e) for e in run)


def _text(run: ElementTree.Element) -> str:
    return "".join(e.text or "" for e in run if _tag(e) == "t")
