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
from functools import lru_cache, partial
from html import escape
from typing import TYPE_CHECKING, NamedTuple

from workbooks.a1 import column_letter
from workbooks.results.sheet import clean
from xl.ooxml.package import Package

if TYPE_CHECKING:
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

_ROWS = 500  # written at once
_LEVEL = 3  # of compression: less than half the time of zlib's own for a sixth more bytes
_PATTERN = re.compile(rb'<c r="A\d+" s="(\d+)"')
_LINK = re.compile(rb'<hyperlink ref="A(\d+)" r:id="(rId\d+)"[^>]*/>')
_DIMENSION = re.compile(rb'<dimension ref="[^"]*"/>')
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
    styles = [style.decode() for style in _PATTERN.findall(patterns)]
    templates: dict[tuple[int, ...], str] = {}
    files: dict[str, str] = {}
    first_link = one.first + len(one.formats) + 1
    for row, rid in _LINK.findall(tail):
        if int(row) >= first_link:
            files[list(one.links)[int(row) - first_link]] = rid.decode()
    tail = _LINK.sub(lambda m: b"" if int(m[1]) >= first_link else m[0], tail)
    yield _DIMENSION.sub(b"", head)
    links: list[str] = []
    rows: list[str] = []
    for number, line in enumerate(one.lines, one.first + 1):
        if line.formats not in templates:
            templates[line.formats] = _template([styles[n] for n in line.formats])
        height = int(line.height * 4 / 3 + 0.5) * 0.75  # whole pixels, as Excel has it
        row = templates[line.formats] % (height, *map(_content, line.values))
        rows.append(row.replace("\0", str(number)))
        if line.link and line.link.file in files:
            links.append(_hyperlink(number, line, files[line.link.file]))
        if len(rows) == _ROWS:
            yield "".join(rows).encode()
            rows.clear()
    yield "".join(rows).encode()
    yield tail.replace(b"</hyperlinks>", "".join(links).encode() + b"</hyperlinks>", 1)


def _template(styles: Sequence[str]) -> str:
    """A row of cells in these styles: NUL stands for its number, which no text holds, %s for what the cells contain."""
    cells = (f'<c r="{column_letter(n)}\0" s="{style}"%s' for n, style in enumerate(styles, 1))
    return f'<row r="\0" ht="%g" customHeight="1">{"".join(cells)}</row>'


@lru_cache(maxsize=20_000)
def _content(value: str | int) -> str:
    """What follows the cell's style: nothing, a number, or a text that stays one."""
    if isinstance(value, int):
        return f"><v>{value}</v></c>"
    text = escape(_LIKE_ESCAPE.sub("_x005F_", clean(value)), quote=False)
    space = ' xml:space="preserve"' if text != text.strip() else ""
    return f' t="inlineStr"><is><t{space}>{text}</t></is></c>'


def _hyperlink(number: int, line: Line, rid: str) -> str:
    assert line.link is not None
    place = escape(line.link.place)
    cell = f"{column_letter(line.linked + 1)}{number}"
    return f'<hyperlink ref="{cell}" r:id="{rid}" location="{place}" tooltip="{_TIP}"/>'
