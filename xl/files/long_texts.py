"""Long texts that stand in many cells (長い文字列のくり返し): a workbook keeps each of its strings once, so a short
file can stand for any number of characters. They are found before the reader lays them out; the scan of the sheets
counts them where they stand.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from xml.parsers import expat

_LONG = 300  # bytes of a string that is worth counting; what is shorter fits into memory as often as cells do
_END = b"</si>"
# what may hold an end that is none: a comment, CDATA, an instruction, a bracket in an attribute
_ASIDE = (b"<!", b"<?")
_QUOTED = re.compile(rb"""=\s*(?:"[^"<]*<|'[^'<]*<)""")


def lengths(blocks: Callable[[], Iterable[bytes]]) -> dict[int, int]:
    """Shared string → its bytes in the file, for the long ones; ``blocks`` starts its XML anew.

    Raises expat.ExpatError where one may be long and the part is no XML.
    """
    return _Strings().read(blocks()) if _any_long(blocks()) else {}


def _any_long(blocks: Iterable[bytes]) -> bool:
    """Does a part hold a text of more than ``_LONG`` bytes, or may it? From one end to the last that is so near."""
    tail = b""
    for number, block in enumerate(blocks):
        data = tail + block
        at = 0 if number else max(data.find(b"<si"), 0)
        if any(data.find(aside, at) >= 0 for aside in _ASIDE) or _QUOTED.search(data, at):
            return True
        while len(data) - at > _LONG:
            end = data.rfind(_END, at, at + _LONG)
            if end < 0:
                return True
            at = end + len(_END)
        tail = data[at:]
    return False


class _Strings:
    """The strings as the reader numbers them: one ends with the first end after its start."""

    def __init__(self) -> None:
        self._found: dict[int, int] = {}
        self._number = 0
        self._start = -1  # of the string that is open
        self._parser = expat.ParserCreate()
        self._parser.StartElementHandler = self._begin
        self._parser.EndElementHandler = self._end

    def read(self, blocks: Iterable[bytes]) -> dict[int, int]:
        for block in blocks:
            self._parser.Parse(block, False)
        self._parser.Parse(b"", True)
        return self._found

    def _begin(self, tag: str, attributes: dict[str, str]) -> None:
        if self._start < 0 and tag.rpartition(":")[2] == "si":
            self._start = self._parser.CurrentByteIndex

    def _end(self, tag: str) -> None:
        if self._start >= 0 and tag.rpartition(":")[2] == "si":
            size = self._parser.CurrentByteIndex - self._start
            if size > _LONG:
                self._found[self._number] = size
            self._number, self._start = self._number + 1, -1
