"""Look through a workbook's zip before any parser does: refuse what would hurt, and note what the
fast reader does not tell.

One streaming pass in bounded memory. It inflates every XML part once and compares it with its
declared size and CRC, so that
what the reader inflates afterwards is what was counted here.
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
from pathlib import Path
from xml.etree import ElementTree
from xml.parsers import expat

from validators.problems import FileProblem
from workbooks.grid import UNCALCULATED, CellError, column_number

MAX_PART = 2 << 30  # a sheet of 1,048,576 rows × 14 columns is about 0.9 GB of XML
MAX_TOTAL = 3 << 30
MAX_PARTS = 20_000
MAX_AREA = 60_000_000  # the reader's table is dense: rows × columns of the filled area, some 2 GB of memory
_BROKEN = (
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
    KeyError,
    RuntimeError,
)
_CHUNK = 4 << 20
_MAX_TAIL = 1 << 20  # a cell element longer than this is not waited for

_TAIL = rb'"(?: [a-z]+="[^"]*")*/?>)[\s/>]'
# finds the first cell not written the way Excel does, or outside an area that is below MAX_AREA in
# any case
_UNLIKE = tuple(
    re.compile(rb'<c(?! r="' + reference + _TAIL)
    for reference in (
        rb"A?[A-Z](?:\d{1,6}|10[0-4]\d{4})",
        rb"[A-Z]{1,2}\d{1,4}",
        rb"[A-Z]{1,3}\d{1,3}",
    )
)
_PREFIXED = re.compile(rb":c[\s/>]")
_ERROR = re.compile(
    rb'<c r="([A-Z]+)(\d+)"[^>]*\bt="e"[^>]*(?<!/)>(?:(?!</c>).){0,9000}?<v>([^<]{1,20})<',
    re.DOTALL,
)
_UNCALCULATED = re.compile(
    rb'<c r="([A-Z]+)(\d+)"([^>]*)>\s*<f\b(?:[^>]*/>|[^>]*>[^<]*</f>)\s*(<v\s*/>|<v></v>)?\s*</c>'
)
_EMPTY = re.compile(
    rb'<c r="[A-Z]+\d+"(?: s="\d+")?/>(?=<c r=")'
)  # the next cell says itself where it stands
_REFERENCE = re.compile(r"([A-Za-z]+)(\d+)")
_DTD = re.compile(rb"<!(DOCTYPE|ENTITY)")


@dataclass(slots=True)
class SheetScan:
    """Cells of one sheet part whose value the reader would drop: (row, column) → error value."""

    special: dict[tuple[int, int], CellError] = field(default_factory=dict)


@dataclass(slots=True)
class BookScan:
    """Date system and scans by sheet name."""

    date_1904: bool = False
    sheets: dict[str, SheetScan] = field(default_factory=dict)


def scan(path: Path) -> BookScan:
    """Check a zip-based workbook. Raises Problem with the sentence for whatever is wrong."""
    name = path.name
    try:
        with zipfile.ZipFile(path) as archive:
            _bounds(name, archive)
            names = set(archive.namelist())
            if "xl/workbook.xml" not in names and "xl/workbook.bin" not in names:
                raise FileProblem(
                    f"{name} は Excel のブックではありません。Excel で開けるか確かめ、.xlsx で保存し直してください。"
                )
            book = BookScan()
            sheets = _sheets(archive, book) if "xl/workbook.xml" in names else {}
            for info in archive.infolist():
                sheet = sheets.get(info.filename.casefold())
                if sheet is not None or info.filename.endswith((".xml", ".rels", ".vml")):
                    found = _part(name, archive, info, sheet)
                    if sheet is not None:
                        book.sheets[sheet] = found
            return book
    except _BROKEN:
        raise FileProblem(
            f"{name} は壊れているか、途中までしかありません。元のファイルを Excel で開き、保存し直してください。"
        ) from None


def _bounds(name: str, archive: zipfile.ZipFile) -> None:
    parts = archive.infolist()
    largest, total = max((p.file_size for p in parts), default=0), sum(p.file_size for p in parts)
    if len(parts) > MAX_PARTS or largest > MAX_PART or total > MAX_TOTAL:
        raise FileProblem(
            f"{name} は展開すると {total / 1e9:.1f} GB になり、大きすぎて読めません。"
            f"使っていない行・列や書式を消して（Ctrl+End で端が分かります）保存し直してください。"
        )


def _sheets(archive: zipfile.ZipFile, book: BookScan) -> dict[str, str]:
    """Part name → sheet name; sets the date system. Names are case-folded: the reader finds a part in any spelling."""
    if archive.getinfo("xl/workbook.xml").file_size > 64 << 20:
        raise ValueError
    text = archive.read("xl/workbook.xml")
    if _DTD.search(text):
        raise ValueError
    root = ElementTree.fromstring(text)
    targets: dict[str, str] = {}
    if "xl/_rels/workbook.xml.rels" in archive.namelist():
        rels = archive.read("xl/_rels/workbook.xml.rels")
        if _DTD.search(rels):
            raise ValueError
        for rel in ElementTree.fromstring(rels):
            targets[rel.get("Id", "")] = (
                posixpath.normpath(posixpath.join("/xl", rel.get("Target", "")))
                .lstrip("/")
                .casefold()
            )
    found = {}
    for element in root.iter():
        tag = element.tag.rpartition("}")[2]
        if tag == "workbookPr":
            book.date_1904 = element.get("date1904", "0") in ("1", "true")
        elif tag == "sheet":
            key = next((v for k, v in element.attrib.items() if k.endswith("}id")), "")
            if key in targets:
                found[targets[key]] = element.get("name", "")
    return found


def _part(
    name: str, archive: zipfile.ZipFile, info: zipfile.ZipInfo, sheet: str | None
) -> SheetScan:
    scan = SheetScan()
    shapes = _UNLIKE
    first = True
    for block in _blocks(archive, info, sheet is not None):
        if first and _DTD.search(block):
            raise FileProblem(
                f"{name} に外部参照の仕掛け（DTD）があるため読みません。Excel で開き、.xlsx で保存し直してください。"
            )
        first = False
        if sheet is None:
            continue
        torn = (
            not block[-64:].rstrip().endswith(b">")
        )  # cut inside a tag, for want of a cell's end to cut at
        shapes = (
            ()
            if torn or _PREFIXED.search(block)
            else tuple(unlike for unlike in shapes if not unlike.search(block))
        )
        if b't="e"' in block:
            for letters, row, text in _ERROR.findall(block):
                scan.special[int(row), column_number(letters.decode())] = CellError(
                    text.decode("ascii", "replace")
                )
        if b"<f" in block:
            for letters, row, attributes, value in _UNCALCULATED.findall(block):
                if value and b't="str"' in attributes:
                    continue  # =IF(A5="","",…) worked out to ""
                scan.special.setdefault((int(row), column_number(letters.decode())), UNCALCULATED)
    if sheet is None or shapes:
        return scan
    walk = _Walk()
    walk.read(_blocks(archive, info, True))
    if walk.bottom and (walk.bottom - walk.top + 1) * (walk.right - walk.left + 1) > MAX_AREA:
        raise FileProblem(
            f"{name} のシート「{sheet}」は表の端から遠く離れたセル（{walk.bottom}行まで）にも値があり、"
            f"大きすぎて読めません。離れたセルの値を消して保存し直してください。"
        )
    return SheetScan(walk.special)


class _Walk:
    """One sheet through a real XML parser, ten times slower: for sheets spelled unlike Excel's
    (prefixes, other quotes, line breaks,
    cells without a reference) or reaching far. The reader understands all of these and ends the
    whole process when the area
    between the outermost filled cells does not fit into memory; empty formatted cells do not count."""

    def __init__(self) -> None:
        self.special: dict[tuple[int, int], CellError] = {}
        self.top, self.bottom, self.left, self.right = 1 << 62, 0, 1 << 62, 0
        self._row = self._column = (
            0  # of the row element and of the cell before: a cell without a reference follows on them
        )
        self._at = (0, 0)
        self._kind = self._text = ""
        self._formula = self._valued = self._filled = self._in_value = False

    def read(self, blocks: Iterator[bytes]) -> None:
        """Raises ValueError or expat.ExpatError for a sheet that is none."""
        parser = expat.ParserCreate()
        parser.StartElementHandler, parser.EndElementHandler, parser.CharacterDataHandler = (
            self._start,
            self._end,
            self._characters,
        )
        for block in blocks:
            parser.Parse(_EMPTY.sub(b"", block), False)
        parser.Parse(b"", True)

    def _start(self, tag: str, attributes: dict[str, str]) -> None:
        tag = tag.rpartition(":")[2]
        if tag == "c":
            self._column += 1
            self._at = (self._row, self._column)
            if reference := attributes.get("r"):
                found = _REFERENCE.fullmatch(reference)
                if not found:
                    raise ValueError
                self._column = column_number(found[1])
                self._at = (int(found[2]), self._column)
            self._kind, self._text = attributes.get("t", ""), ""
            self._formula = self._valued = self._filled = False
        elif tag == "row":
            self._row, self._column = int(attributes.get("r", self._row + 1)), 0
        elif tag == "f":
            self._formula = self._filled = True
        elif tag == "v":
            self._valued = self._filled = self._in_value = True
        elif tag == "is":
            self._filled = True

    def _characters(self, text: str) -> None:
        if self._in_value:
            self._text += text

    def _end(self, tag: str) -> None:
        tag = tag.rpartition(":")[2]
        if tag == "v":
            self._in_value = False
        elif tag == "c":
            if self._text and self._kind == "e":
                self.special[self._at] = CellError(self._text)
            elif self._formula and not self._text and not (self._valued and self._kind == "str"):
                self.special[self._at] = UNCALCULATED
            if self._filled:
                row, column = self._at
                self.top, self.bottom, self.left, self.right = (
                    min(self.top, row),
                    max(self.bottom, row),
                    min(self.left, column),
                    max(self.right, column),
                )


def _blocks(archive: zipfile.ZipFile, info: zipfile.ZipInfo, cells: bool) -> Iterator[bytes]:
    """The part in chunks; for sheets each block ends after a whole cell element. Raises BadZipFile
    when size or CRC lie."""
    tail = b""
    size = 0
    with archive.open(info) as stream:
        while chunk := stream.read(_CHUNK):
            size += len(chunk)
            if not cells:
                yield chunk
                continue
            block = tail + chunk
            cut = max(
                block.rfind(b"</c>"),
                block.rfind(b"</row>"),
                block.rfind(b":c>"),
                block.rfind(b":row>"),
            )
            cut = (
                len(block)
                if cut < 0 and len(block) > _MAX_TAIL
                else block.find(b">", cut) + 1
                if cut >= 0
                else 0
            )
            if cut:
                yield block[:cut]
            tail = block[cut:]
    if size != info.file_size:
        raise zipfile.BadZipFile
    if tail:
        yield tail
