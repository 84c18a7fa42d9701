"""Look through a workbook's zip before any parser does: refuse what would hurt, and note what the
fast reader does not tell.

One streaming pass in bounded memory. It inflates every XML part once and compares it with its
declared size and CRC, so that what the reader inflates afterwards is what was counted here.
"""

from __future__ import annotations

import lzma
import posixpath
import re
import struct
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import BinaryIO
from xml.etree import ElementTree
from xml.parsers import expat

from validators.problems import Problem
from xl.files import ods
from xl.files.kinds import SPREADSHEET
from xl.files.long_texts import lengths
from xl.files.looks import Looks, SheetScan, read_strings, read_styles
from xl.files.sheet_scan import scan_sheet
from xl.files.walk import MAX_AREA, MAX_TEXT, OLD_AREA, FarCells

MAX_PART = 2 << 30  # a sheet of 1,048,576 rows × 14 columns is about 0.9 GB of XML
MAX_TOTAL = 3 << 30
MAX_PARTS = 20_000
_MOST_PACKED = 100  # bytes made of one: a sheet of one row filled down has some 30, a bomb 1,000
_TEXT_TIMES = 10  # bytes of repeated long strings for each byte of the file, beside MAX_TEXT
_UNPACKED = 64 << 20  # bytes that any file may make
MAX_DOCUMENT = 64 << 20  # XML of a Word form; a page has some 100 kB
MAX_SHEETS = 1000  # a sheet for each field and day of a year is some 300
BROKEN = (
    zipfile.BadZipFile,
    zlib.error,
    lzma.LZMAError,
    EOFError,
    OSError,
    struct.error,
    ElementTree.ParseError,
    expat.ExpatError,
    NotImplementedError,
    ValueError,
    LookupError,  # also an encoding nobody knows
    RuntimeError,
)
_CHUNK = 4 << 20
_CELL = re.compile(rb"<(?:\w{1,20}:)?c[\s/>]")
_MAX_TAIL = 1 << 20  # a cell element longer than this is not waited for
_MAX_BOOK = 64 << 20  # bytes of workbook.xml
_DTD = re.compile(rb"<!(DOCTYPE|ENTITY)")
_STRINGS = "xl/sharedstrings.xml"  # where the reader looks, whatever workbook.xml says
_XML = (".xml", ".rels", ".vml")


@dataclass(slots=True)
class BookScan:
    """Date system, scans by sheet name, and whether the parts' names need to be put right for the reader.

    area  rows × columns that all sheets together may have: a large file has more of them that are filled
    """

    area: int = OLD_AREA
    date_1904: bool = False
    sheets: dict[str, SheetScan] = field(default_factory=dict)
    odd_names: bool = False


@dataclass(slots=True)
class _Parts:
    """Where workbook.xml says things are: case-folded part names, for the reader finds a part in any spelling."""

    sheets: dict[str, str] = field(default_factory=dict)
    styles: str = "xl/styles.xml"


def scan(path: Path, file: BinaryIO | None = None) -> BookScan:
    """Check a zip-based workbook, ``file`` being its content where it lies elsewhere than ``path``.

    Returns what the reader needs to know. Raises Problem with the sentence for whatever is wrong.
    """
    name = path.name
    try:
        with zipfile.ZipFile(file or path) as archive:
            size = path.stat().st_size
            _bounds(name, archive, size)
            return _scan(name, archive, size)
    except BROKEN:
        raise Problem("file-damaged", name=name) from None


def scan_document(path: Path) -> None:
    """Check a .docx the same way; its parts are parsed whole, so they may be far smaller. Raises Problem."""
    try:
        with zipfile.ZipFile(path) as archive:
            _bounds(path.name, archive, path.stat().st_size)
            size = sum(i.file_size for i in archive.infolist() if i.filename.endswith(_XML))
            if size > MAX_DOCUMENT:
                raise Problem("file-huge", name=path.name, size=f"{size / 1e9:.1f}")
            _look_through(path.name, archive, {}, Looks(), BookScan())
    except BROKEN:
        raise Problem("word-odd", file=path.name) from None


def plain_name(part: str) -> str:
    """A part's name as the format has it: some report tools write backslashes."""
    return part.replace("\\", "/")


def _scan(name: str, archive: zipfile.ZipFile, size: int) -> BookScan:
    infos = {plain_name(info.filename).casefold(): info for info in archive.infolist()}
    book = BookScan()
    book.odd_names = any("\\" in info.filename for info in archive.infolist())
    if "xl/workbook.xml" not in infos:
        if "xl/workbook.bin" in infos:
            _look_through(name, archive, {}, Looks(), book)
            return book
        if "content.xml" in infos and _mimetype(archive, infos) == SPREADSHEET:
            _look_through_ods(name, archive, infos, book)
            return book
        raise Problem("file-no-workbook", name=name)
    parts = _parts(archive, infos, book)
    if len(parts.sheets) > MAX_SHEETS:
        raise Problem("file-many-sheets", name=name, count=len(parts.sheets), limit=MAX_SHEETS)
    book.area = MAX_AREA + size // 2
    looks = Looks()
    for part, read in ((parts.styles, read_styles), (_STRINGS, read_strings)):
        if part in infos:
            read(looks, _whole(name, archive, infos[part]))
    if _STRINGS in infos:
        looks.long = lengths(partial(_blocks, name, archive, infos[_STRINGS], cells=False))
    text = _look_through(name, archive, parts.sheets, looks, book)
    # each long string may stand once: that much is in the file; a large file has more rows
    if text > MAX_TEXT + sum(looks.long.values()) + size * _TEXT_TIMES:
        raise Problem("file-text-large", name=name)
    return book


def _look_through(
    name: str, archive: zipfile.ZipFile, sheets: dict[str, str], looks: Looks, book: BookScan
) -> int:
    """Every XML part once, the sheets cell by cell; the bytes of the long strings in their cells. Raises Problem."""
    text = 0
    for info in archive.infolist():
        sheet = sheets.get(plain_name(info.filename).casefold())
        if sheet is None:
            if info.filename.endswith(_XML):
                for _ in _blocks(name, archive, info, cells=False):
                    pass
            continue
        try:
            book.sheets[sheet] = scan_sheet(
                partial(_blocks, name, archive, info, cells=True), looks
            )
            book.sheets[sheet].size = info.file_size
        except FarCells as far:
            raise Problem("file-far-cells", name=name, sheet=sheet, row=far.row) from None
        text += book.sheets[sheet].text
    return text


def _mimetype(archive: zipfile.ZipFile, infos: dict[str, zipfile.ZipInfo]) -> bytes:
    """What an OpenDocument file says it is, b"" for another kind of zip."""
    info = infos.get("mimetype")
    return archive.read(info).strip() if info and info.file_size < _CHUNK else b""


def _look_through_ods(
    name: str, archive: zipfile.ZipFile, infos: dict[str, zipfile.ZipInfo], book: BookScan
) -> None:
    """Every XML part once, the one with the sheets cell by cell."""
    manifest = infos.get("meta-inf/manifest.xml")
    if manifest and b"encryption-data" in _whole(name, archive, manifest):
        raise Problem("file-password", name=name)
    _look_through(name, archive, {}, Looks(), book)
    try:
        book.sheets = ods.look(_blocks(name, archive, infos["content.xml"], cells=False))
    except ods.FarSheet as far:
        raise Problem("file-far-cells", name=name, sheet=far.sheet, row=far.row) from None
    except ods.LongText:
        raise Problem("file-text-large", name=name) from None
    if len(book.sheets) > MAX_SHEETS:
        raise Problem("file-many-sheets", name=name, count=len(book.sheets), limit=MAX_SHEETS)


def _bounds(name: str, archive: zipfile.ZipFile, size: int) -> None:
    """Refuse what would be too much when it is unpacked, in all or for a file of this size. Raises Problem."""
    parts = archive.infolist()
    largest, total = max((p.file_size for p in parts), default=0), sum(p.file_size for p in parts)
    if len(parts) > MAX_PARTS:
        raise Problem("file-many-parts", name=name, count=f"{len(parts):,}", limit=f"{MAX_PARTS:,}")
    if largest > MAX_PART or total > MAX_TOTAL:
        raise Problem("file-huge", name=name, size=f"{total / 1e9:.1f}")
    if total > max(_UNPACKED, size * _MOST_PACKED):
        raise Problem("file-bomb", name=name, size=f"{size / 1e6:.1f}", total=f"{total / 1e6:,.0f}")


def _parts(archive: zipfile.ZipFile, infos: dict[str, zipfile.ZipInfo], book: BookScan) -> _Parts:
    """The parts that workbook.xml names; sets the date system."""
    parts = _Parts()
    targets: dict[str, str] = {}
    if "xl/_rels/workbook.xml.rels" in infos:
        for rel in _small(archive, infos["xl/_rels/workbook.xml.rels"]):
            target = posixpath.normpath(posixpath.join("/xl", plain_name(rel.get("Target", ""))))
            targets[rel.get("Id", "")] = target.lstrip("/").casefold()
            if rel.get("Type", "").rpartition("/")[2] == "styles":
                parts.styles = targets[rel.get("Id", "")]
    for element in _small(archive, infos["xl/workbook.xml"]).iter():
        tag = element.tag.rpartition("}")[2]
        if tag == "workbookPr":
            book.date_1904 = element.get("date1904", "0") in ("1", "true")
        elif tag == "sheet":
            key = next((v for k, v in element.attrib.items() if k.endswith("}id")), "")
            if key in targets:
                parts.sheets[targets[key]] = element.get("name", "")
    return parts


def _small(archive: zipfile.ZipFile, info: zipfile.ZipInfo) -> ElementTree.Element:
    """Root of a part that is never large. Raises ValueError."""
    if info.file_size > _MAX_BOOK:
        raise ValueError
    text = archive.read(info)
    if _DTD.search(text):
        raise ValueError
    return ElementTree.fromstring(text)


def _whole(name: str, archive: zipfile.ZipFile, info: zipfile.ZipInfo) -> bytes:
    return (
        b"".join(_blocks(name, archive, info, cells=False)) if info.file_size < _MAX_BOOK else b""
    )


def _blocks(
    name: str, archive: zipfile.ZipFile, info: zipfile.ZipInfo, *, cells: bool
) -> Iterator[bytes]:
    """The part in chunks; for sheets each block ends after a whole cell element.

    Raises Problem for a DTD, BadZipFile when size or CRC lie.
    """
    tail = b""
    size = 0
    with archive.open(info) as stream:
        while chunk := stream.read(_CHUNK):
            if not size and _DTD.search(chunk):
                raise Problem("file-external", name=name)
            size += len(chunk)
            if not cells:
                yield chunk
                continue
            block = tail + chunk
            cut = _cut(block)
            if cut:
                yield block[:cut]
            tail = block[cut:]
    if size != info.file_size:
        raise zipfile.BadZipFile
    if tail:
        yield tail


def _cut(block: bytes) -> int:
    """Where the last whole cell or row ends, 0 to wait for more."""
    cut = max(block.rfind(b"</c>"), block.rfind(b"</row>"))
    if cut < 0:
        cut = max(block.rfind(b":c>"), block.rfind(b":row>"))
    if cut >= 0:
        return block.find(b">", cut) + 1
    if len(block) <= _MAX_TAIL:
        return 0
    # links, formats and rules behind the cells are as long as they like
    return len(block) if _CELL.search(block) else block.rfind(b">") + 1 or len(block)
