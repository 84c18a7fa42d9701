"""Long sheets (長いシート): a few rows are taken apart, all others pass by byte for byte, never in memory at once."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Collection, Iterator
from typing import IO, Any

from lxml import etree

from xl.ooxml.errors import guarded
from xl.ooxml.package import PARSER, Package

_CHUNK = 1 << 20
_MOST = 64 << 20  # bytes of one row, or of what stands before or behind the rows
_ROW = re.compile(rb"(?=<row[\s/>])")
_NUMBER = re.compile(rb"""<row\b[^<>]*?\sr=["'](\d{1,7})["']""")
_DECLARED = re.compile(
    rb"""(\xef\xbb\xbf)?\s*(<\?xml([^<>]*encoding=["']utf-8["'])?[^<>]*\?>)?""", re.I
)
_DATA_END = b"</sheetData"
_KEPT = re.compile(rb"<\?kept (\d+)\?>")
_BEHIND = 1 << 30  # no row stands there


class LongSheet:
    """One sheet part of which ``rows`` are to be changed; rows that are not there may be made. Raises OfficeError.

    root  the sheet's element without its other rows: ``<?kept n?>`` stands for the n-th run of them
    """

    @guarded()
    def __init__(self, package: Package, part: str, rows: Collection[int]) -> None:
        self.package, self.part = package, part
        self._source = package.source(part)
        self._wanted = sorted(set(rows))
        self._runs: list[tuple[int, int]] = []  # where they begin and end in the part
        with self._source() as stream:
            skeleton = self._skeleton(stream)
        if not skeleton:  # not written plainly enough to be divided
            self._runs.clear()
        self.root: Any = etree.fromstring(skeleton, PARSER) if skeleton else package.xml(part)

    @guarded()
    def save(self) -> None:
        """Hand the changed sheet to the package, which puts the other rows back when it is written."""
        if not self._runs:
            self.package.write_xml(self.part, self.root)
            return
        content = etree.tostring(self.root, xml_declaration=True, encoding="UTF-8", standalone=True)
        pieces = _KEPT.split(content)
        self.package.stream(self.part, lambda: self._joined(pieces))

    def _joined(self, pieces: list[bytes]) -> Iterator[bytes]:
        """The taken rows with all around, and the runs between them as they stand in the file."""
        at = 0
        with self._source() as stream:
            for number, piece in enumerate(pieces):
                if number % 2 == 0:
                    yield piece
                    continue
                start, end = self._runs[int(piece)]
                while at < end:
                    block = stream.read(min(_CHUNK, end - at))
                    yield block[max(start - at, 0) :]
                    at += len(block)

    def _skeleton(self, stream: IO[bytes]) -> bytes:
        """The sheet with a mark for each run of other rows; b"" where it is not written plainly."""
        out: list[bytes] = []
        number = start = at = 0
        row = b""
        for piece in _pieces(stream):
            if not out:
                if not _plain_head(piece):
                    return b""
                out.append(piece)
            else:
                match = _NUMBER.match(piece)
                following = int(match[1]) if match else 0
                if (
                    following < max(number, 1)
                    or b"<!" in piece
                    or b"<?" in piece
                    or _DATA_END in row
                ):
                    return b""
                if row:
                    self._put(out, row, (number, following), start)
                row, number, start = piece, following, at
            at += len(piece)
        row, end, tail = row.partition(_DATA_END)
        if not number or not end:
            return b""
        self._put(out, row, (number, _BEHIND), start)
        return b"".join([*out, end, tail])

    def _put(self, out: list[bytes], row: bytes, numbers: tuple[int, int], start: int) -> None:
        """A row that is wanted, or behind which one is to be made; else the mark of its run. ``numbers``: its own
        and the following row's."""
        number, following = numbers
        at = bisect_left(self._wanted, number)
        wanted = self._wanted[at] if at < len(self._wanted) else _BEHIND
        if wanted == number or wanted < following:
            out.append(row)
        elif self._runs and self._runs[-1][1] == start:
            self._runs[-1] = (self._runs[-1][0], start + len(row))
        else:
            out.append(b"<?kept %d?>" % len(self._runs))
            self._runs.append((start, start + len(row)))


def _pieces(stream: IO[bytes]) -> Iterator[bytes]:
    """What stands before the first row, then row by row, the last with all behind it; ends early where a piece
    grows beyond measure."""
    pending = b""
    while len(pending) <= _MOST and (chunk := stream.read(_CHUNK)):
        *whole, pending = _ROW.split(pending + chunk)
        yield from filter(None, whole)
    yield pending


def _plain_head(head: bytes) -> bool:
    """Is it UTF-8 without comments and the like, and do the cells begin behind it?"""
    declared = _DECLARED.match(head)
    rest = head[declared.end() :] if declared else head
    return b"<sheetData" in rest and b"<!" not in rest and b"<?" not in rest
