"""The smallest workbooks in the old binary formats: .xls (BIFF8 in an OLE file) and .xlsb, made by a few lines."""

from __future__ import annotations

import struct
import zipfile
from collections.abc import Sequence
from pathlib import Path

_SECTOR = 512
_END, _FAT, _FREE = 0xFFFFFFFE, 0xFFFFFFFD, 0xFFFFFFFF
_LEAST = 4096  # bytes of a stream that lies in sectors of its own
_REL = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_TYPES = "http://schemas.openxmlformats.org/package/2006"
Rows = Sequence[Sequence[str]]


def _biff(kind: int, data: bytes) -> bytes:
    return struct.pack("<HH", kind, len(data)) + data


def _text(text: str) -> bytes:
    return struct.pack("<HB", len(text), 1) + text.encode("utf-16-le")


def biff(rows: Rows) -> bytes:
    """A Workbook stream of one sheet 名簿: globals with the strings, then the sheet."""
    texts = [text for row in rows for text in row]
    strings = struct.pack("<II", len(texts), len(texts)) + b"".join(map(_text, texts))
    name = "名簿".encode("utf-16-le")
    start = _biff(0x809, struct.pack("<HHHHII", 0x600, 5, 0, 0, 0, 0)) + _biff(0x42, b"\xb0\x04")
    shared = _biff(0xFC, strings) + _biff(0x0A, b"")
    bound = 4 + 8 + len(name)
    sheet = _biff(0x85, struct.pack("<IBBBB", len(start) + bound + len(shared), 0, 0, 2, 1) + name)
    number = 0
    cells = b""
    for at, row in enumerate(rows):
        for column in range(len(row)):
            cells += _biff(0xFD, struct.pack("<HHHI", at, column, 0, number))
            number += 1
    width = max(map(len, rows))
    size = _biff(0x200, struct.pack("<IIHHH", 0, len(rows), 0, width, 0))
    begin = _biff(0x809, struct.pack("<HHHHII", 0x600, 0x10, 0, 0, 0, 0))
    return start + sheet + shared + begin + size + cells + _biff(0x0A, b"")


def xls(path: Path, rows: Rows) -> Path:
    """Sector 0 is the table of sectors, sector 1 the directory, the stream follows."""
    stream = biff(rows).ljust(_LEAST, b"\0")
    stream += bytes(-len(stream) % _SECTOR)
    count = len(stream) // _SECTOR
    table = [_FAT, _END, *range(3, 2 + count), _END]
    table += [_FREE] * (_SECTOR // 4 - len(table))
    header = bytes.fromhex("D0CF11E0A1B11AE1") + bytes(16)
    header += struct.pack("<HHHHH", 0x3E, 3, 0xFFFE, 9, 6) + bytes(10)
    header += struct.pack("<IIIIIIII", 1, 1, 0, _LEAST, _END, 0, _END, 0)
    header += struct.pack("<109I", 0, *[_FREE] * 108)
    entries = _entry("Root Entry", 5, 1, _END, 0) + _entry("Workbook", 2, _FREE, 2, len(stream))
    directory = entries + _entry("", 0, _FREE, 0, 0) * 2
    path.write_bytes(header + struct.pack("<128I", *table) + directory + stream)
    return path


def _entry(name: str, kind: int, child: int, start: int, size: int) -> bytes:
    plain = name.encode("utf-16-le")
    named = plain.ljust(64, b"\0") + struct.pack("<H", len(plain) + 2 if name else 0)
    return named + struct.pack("<BBIII36xIQ", kind, 1, _FREE, _FREE, child, start, size)


def record(kind: int, data: bytes = b"") -> bytes:
    """A record of an .xlsb: kind and length in groups of seven bits."""
    return _sevens(kind) + _sevens(len(data)) + data


def _sevens(number: int) -> bytes:
    groups = b""
    while number > 0x7F:
        groups, number = groups + bytes([number & 0x7F | 0x80]), number >> 7
    return groups + bytes([number])


def wide(text: str) -> bytes:
    """A text of an .xlsb."""
    return struct.pack("<I", len(text)) + text.encode("utf-16-le")


def parts(rows: Rows) -> dict[str, bytes]:
    """The parts of an .xlsb of one sheet 名簿: its texts stand in the shared strings."""
    texts = [text for row in rows for text in row]
    strings = record(159, struct.pack("<II", len(texts), len(texts)))
    strings += b"".join(record(19, b"\0" + wide(text)) for text in texts) + record(160)
    number = 0
    cells = b""
    for at, row in enumerate(rows):
        cells += record(0, struct.pack("<I", at) + bytes(13))
        for column in range(len(row)):
            cells += record(7, struct.pack("<III", column, 0, number))
            number += 1
    size = record(148, struct.pack("<IIII", 0, len(rows) - 1, 0, max(map(len, rows)) - 1))
    sheet = record(129) + size + record(145) + cells + record(146) + record(130)
    bundle = record(156, struct.pack("<II", 0, 1) + wide("rId1") + wide("名簿"))
    book = record(131) + record(143) + bundle + record(144) + record(132)
    links = "".join(
        f'<Relationship Id="rId{n}" Type="{_REL}/{kind}" Target="{target}"/>'
        for n, kind, target in (
            (1, "worksheet", "worksheets/sheet1.bin"),
            (2, "sharedStrings", "sharedStrings.bin"),
        )
    )
    return {
        "[Content_Types].xml": f'<Types xmlns="{_TYPES}/content-types"/>'.encode(),
        "xl/workbook.bin": book,
        "xl/_rels/workbook.bin.rels": f'<Relationships xmlns="{_TYPES}/relationships">{links}'
        "</Relationships>".encode(),
        "xl/sharedStrings.bin": strings,
        "xl/worksheets/sheet1.bin": sheet,
    }


def xlsb(path: Path, made: dict[str, bytes]) -> Path:
    """The parts as a zip."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in made.items():
            archive.writestr(name, data)
    return path
