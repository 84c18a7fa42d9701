"""長い一覧: a list of any length on a sheet that XlsxWriter makes, its rows written here one after another.

XlsxWriter keeps an object and makes a dozen calls for every cell: 100,000 findings would take a gigabyte and a
quarter of a minute. So it is given patterns instead, one cell for every format and one link for every file, and
makes the workbook with them; then the rows take their place.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache, lru_cache, partial
from html import escape
from typing import TYPE_CHECKING, NamedTuple

from workbooks.a1 import column_letter
from workbooks.results.sheet import clean
from xl.ooxml.package import Package

if TYPE_CHECKING:
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

_PIECES = 40_000  # written at once
_LEVEL = 3  # of compression: less than half the time of zlib's own for a sixth more bytes
_PATTERN = re.compile(rb'<c r="A\d+" s="(\d+)"')
_LINK = re.compile(rb'<hyperlink ref="A(\d+)" r:id="(rId\d+)"[^>]*/>')
_DIMENSION = re.compile(rb'<dimension ref="[^"]*"/>')
# what cannot stand in XML or has to be escaped; nearly every text holds none of it
_ODD = re.compile(r"[\x00-\x08\x0b-\x1f_&<>\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
_LONG = 1000  # characters
_LIKE_ESCAPE = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")  # _x0041_ is what Excel writes for a character
_TIP = "クリックでこのセルを開きます"


class Link(NamedTuple):
    """Where a cell leads: ``file`` is one of the list's links, ``place`` a cell there, as in '名簿'!J10."""

    file: str
    place: str


class Line(NamedTuple):
    """One row: its height in points, its values and the number of each one's format, and the link of one cell."""

    height: float
    values: Sequence[str | int]
    formats: tuple[int, ...]
    link: Link | None = None
    linked: int = 0  # which cell carries the link, 0-based


@dataclass(slots=True)
class LongList:
    """The rows of one sheet from row ``first`` (0-based) on.

    formats  what the cells of ``lines`` name by number    links  file → a link to it as XlsxWriter takes it
    """

    sheet: Worksheet
    first: int
    formats: Sequence[Format]
    lines: Iterable[Line]
    links: Mapping[str, str] = field(default_factory=dict)

    def set_patterns(self) -> None:
        """Give XlsxWriter a cell of each format and a link to each file, below one another in column A."""
        for row, shown in enumerate(self.formats, self.first):
            self.sheet.write_blank(row, 0, None, shown)
        for row, link in enumerate(self.links.values(), self.first + len(self.formats)):
            self.sheet.write_url(row, 0, link, self.formats[0], "x", _TIP)


def filled(made: io.BytesIO, lists: Sequence[LongList]) -> bytes:
    """The workbook XlsxWriter made with the patterns of ``lists``, with their rows."""
    package = Package(made)
    parts = package.sheets()
    for one in lists:
        part = parts[str(one.sheet.name)]
        package.stream(part, partial(_sheet, one, package.read(part)))
    out = io.BytesIO()
    package.write_to(out, _LEVEL)
    return out.getvalue()


def _sheet(one: LongList, content: bytes) -> Iterator[bytes]:
    """The sheet's XML with the list's rows in the place of the patterns."""
    start = content.find(b'<row r="%d"' % (one.first + 1))
    end = content.find(b"</sheetData>")
    head, patterns, tail = content[:start], content[start:end], content[end:]
    styles = _PATTERN.findall(patterns)
    rows_in: dict[tuple[int, ...], list[bytes]] = {}
    files: dict[str, str] = {}
    first_link = one.first + len(one.formats) + 1
    for row, rid in _LINK.findall(tail):
        if int(row) >= first_link:
            files[list(one.links)[int(row) - first_link]] = rid.decode()
    tail = _LINK.sub(lambda m: b"" if int(m[1]) >= first_link else m[0], tail)
    yield _DIMENSION.sub(b"", head)
    links: list[str] = []
    rows: list[bytes] = []
    for number, line in enumerate(one.lines, one.first + 1):
        if line.formats not in rows_in:
            rows_in[line.formats] = _pieces([styles[n] for n in line.formats])
        pieces = rows_in[line.formats]
        pieces[1::4] = [b"%d" % number] * (len(line.formats) + 1)
        pieces[3::4] = (_height(line.height), *map(_content, line.values))
        rows += pieces
        if line.link and line.link.file in files:
            links.append(_hyperlink(number, line, files[line.link.file]))
        if len(rows) > _PIECES:
            yield b"".join(rows)
            rows.clear()
    yield b"".join(rows)
    yield tail.replace(b"</hyperlinks>", "".join(links).encode() + b"</hyperlinks>", 1)


def _pieces(styles: Sequence[bytes]) -> list[bytes]:
    """A row of cells in these styles, in pieces: every second is left out, by turns the row's number and a value,
    which are its height and what its cells contain."""
    cells = [(column_letter(n).encode(), style) for n, style in enumerate(styles, 1)]
    pieces = [b'<row r="', b"", b'" ht="', b""]
    for letter, style in cells:
        pieces += [b'<c r="' + letter, b"", b'" s="' + style + b'"', b""]
    pieces[4] = b'" customHeight="1">' + pieces[4]
    return [*pieces, b"</row>"]


@cache
def _height(points: float) -> bytes:
    """In whole pixels, as Excel has it."""
    return b"%g" % (int(points * 4 / 3 + 0.5) * 0.75)


@lru_cache(maxsize=20_000)
def _content(value: str | int) -> bytes:
    """What follows the cell's style: nothing, a number, or a text that stays one."""
    if isinstance(value, int):
        return b"><v>%d</v></c>" % value
    if not value:
        return b"/>"
    if len(value) < _LONG and not _ODD.search(value) and value.strip() == value:
        return b' t="inlineStr"><is><t>%b</t></is></c>' % value.encode()
    text = escape(_LIKE_ESCAPE.sub("_x005F_", clean(value)), quote=False)
    space = ' xml:space="preserve"' if text != text.strip() else ""
    return f' t="inlineStr"><is><t{space}>{text}</t></is></c>'.encode()


def _hyperlink(number: int, line: Line, rid: str) -> str:
    assert line.link is not None
    place = escape(line.link.place)
    cell = f"{column_letter(line.linked + 1)}{number}"
    return f'<hyperlink ref="{cell}" r:id="{rid}" location="{place}" tooltip="{_TIP}"/>'
