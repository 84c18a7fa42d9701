"""Look through a workbook's zip before any parser does: refuse what would hurt, and note what the fast reader does not tell.

One streaming pass in bounded memory. It inflates every XML part once and compares it with its declared size and CRC, so that
what the reader inflates afterwards is what was counted here.
"""

from __future__ import annotations

import posixpath
import re
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from xml.etree import ElementTree

from workbooks.grid import UNCALCULATED, CellError, column_number
from workbooks.problems import FileProblem

MAX_PART = 2 << 30          # a sheet of 1,048,576 rows × 14 columns is about 0.9 GB of XML
MAX_TOTAL = 3 << 30
MAX_PARTS = 20_000
MAX_AREA = 60_000_000       # the reader's table is dense: rows × columns of the filled area, some 2 GB of memory
_CHUNK = 4 << 20
_MAX_TAIL = 1 << 20         # a cell element longer than this is not waited for

_ERROR = re.compile(rb'<(?:\w+:)?c\b(?=[^>]*\bt="e")[^>]*\br="([A-Z]+)(\d+)"[^>]*>(?:(?!</(?:\w+:)?c>).){0,9000}?<(?:\w+:)?v>([^<]{1,20})<', re.DOTALL)
_UNCALCULATED = re.compile(
    rb'<(?:\w+:)?c\b[^>]*\br="([A-Z]+)(\d+)"[^>]*>\s*<(?:\w+:)?f\b(?:[^>]*/>|[^>]*>[^<]*</(?:\w+:)?f>)\s*(?:<(?:\w+:)?v\s*/>|<(?:\w+:)?v></(?:\w+:)?v>)?\s*</(?:\w+:)?c>'
)
_FILLED = re.compile(rb'<(?:\w+:)?c\b[^>]*\br="([A-Z]+)(\d+)"[^>]*[^/]><')
_WIDE = re.compile(rb'\br="([A-Z]{2,3})\d+"')
_ROW = re.compile(rb'<(?:\w+:)?row\b[^>]*?\br="(\d+)"')
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
    """Check a zip-based workbook. Raises FileProblem with the sentence for whatever is wrong."""
    name = path.name
    try:
        with zipfile.ZipFile(path) as archive:
            _bounds(name, archive)
            names = set(archive.namelist())
            if "xl/workbook.xml" not in names and "xl/workbook.bin" not in names:
                raise FileProblem(f"{name} は Excel のブックではありません。Excel で開けるか確かめ、.xlsx で保存し直してください。")
            book = BookScan()
            sheets = _sheets(archive, book) if "xl/workbook.xml" in names else {}
            for info in archive.infolist():
                if info.filename.endswith((".xml", ".rels", ".vml")):
                    sheet = sheets.get(info.filename)
                    found = _part(name, archive, info, sheet)
                    if sheet is not None:
                        book.sheets[sheet] = found
            return book
    except (zipfile.BadZipFile, zlib.error, EOFError, ElementTree.ParseError, NotImplementedError, ValueError, KeyError, RuntimeError):
        raise FileProblem(f"{name} は壊れているか、途中までしかありません。元のファイルを Excel で開き、保存し直してください。") from None


def _bounds(name: str, archive: zipfile.ZipFile) -> None:
    parts = archive.infolist()
    largest, total = max((p.file_size for p in parts), default=0), sum(p.file_size for p in parts)
    if len(parts) > MAX_PARTS or largest > MAX_PART or total > MAX_TOTAL:
        raise FileProblem(
            f"{name} は展開すると {total / 1e9:.1f} GB になり、大きすぎて読めません。使っていない行・列や書式を消して（Ctrl+End で端が分かります）保存し直してください。"
        )


def _sheets(archive: zipfile.ZipFile, book: BookScan) -> dict[str, str]:
    """Part name → sheet name; sets the date system."""
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
            targets[rel.get("Id", "")] = posixpath.normpath(posixpath.join("/xl", rel.get("Target", ""))).lstrip("/")
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


def _part(name: str, archive: zipfile.ZipFile, info: zipfile.ZipInfo, sheet: str | None) -> SheetScan:
    scan = SheetScan()
    rows = columns = 1
    first = True
    for block in _blocks(archive, info, sheet is not None):
        if first and _DTD.search(block[:65536]):
            raise FileProblem(f"{name} に外部参照の仕掛け（DTD）があるため読みません。Excel で開き、.xlsx で保存し直してください。")
        first = False
        if sheet is None:
            continue
        if b't="e"' in block:
            for letters, row, text in _ERROR.findall(block):
                scan.special[int(row), column_number(letters.decode())] = CellError(text.decode("ascii", "replace"))
        if b"<f" in block or b":f" in block:
            for letters, row in _UNCALCULATED.findall(block):
                scan.special.setdefault((int(row), column_number(letters.decode())), UNCALCULATED)
        last = _ROW.search(block, max(0, block.rfind(b"row ") - 8))
        rows = max(rows, int(last[1]) if last else 1)
        columns = max(columns, max((column_number(m.decode()) for m in set(_WIDE.findall(block))), default=26))
    if sheet is not None and rows * columns > MAX_AREA:
        _filled_area(name, archive, info, sheet)
    return scan


def _filled_area(name: str, archive: zipfile.ZipFile, info: zipfile.ZipInfo, sheet: str) -> None:
    """Only where rows × columns looks too large: count cells that hold something, empty formatted ones do not matter."""
    top, bottom, left, right = 1 << 30, 0, 1 << 30, 0
    for block in _blocks(archive, info, True):
        for letters, row in _FILLED.findall(block):
            r, c = int(row), column_number(letters.decode())
            top, bottom, left, right = min(top, r), max(bottom, r), min(left, c), max(right, c)
    if (bottom - top + 1) * (right - left + 1) > MAX_AREA and bottom:
        raise FileProblem(
            f"{name} のシート「{sheet}」は表の端から遠く離れたセル（{bottom}行まで）にも値があり、大きすぎて読めません。離れたセルの値を消して保存し直してください。"
        )


def _blocks(archive: zipfile.ZipFile, info: zipfile.ZipInfo, cells: bool) -> Iterator[bytes]:
    """The part in chunks; for sheets each block ends after a whole cell element. Raises BadZipFile when size or CRC lie."""
    tail = b""
    size = 0
    with archive.open(info) as stream:
        while chunk := stream.read(_CHUNK):
            size += len(chunk)
            if not cells:
                yield chunk
                continue
            block = tail + chunk
            cut = max(block.rfind(b"</c>"), block.rfind(b"</row>"), block.rfind(b":c>"), block.rfind(b":row>"))
            cut = len(block) if cut < 0 and len(block) > _MAX_TAIL else block.find(b">", cut) + 1 if cut >= 0 else 0
            if cut:
                yield block[:cut]
            tail = block[cut:]
    if size != info.file_size:
        raise zipfile.BadZipFile
    if tail:
        yield tail
