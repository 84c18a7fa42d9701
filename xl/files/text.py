"""Text tables (.csv, .tsv): which code their letters are in, what divides their columns, and their rows.

Read line by line: a large file never stands in memory as a whole.
"""

from __future__ import annotations

import codecs
import csv
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path

from validators.problems import Problem
from workbooks.grid import Book, Grid, Value

MAX_BYTES = 512 << 20
MAX_COLUMNS = 16_384  # of a line: Excel opens no more
MAX_CELLS = 20_000_000  # fields of all rows, empty ones too: some 2 GB of memory at the most
SUFFIXES = (".csv", ".txt", ".tsv")
_CHUNK = 1 << 20
_LONGEST_FIELD = 1 << 24
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
_GUARDED = re.compile(r'="([^"]*)"|\'(?=[=+\-@\d０-９＝＋－＠])(.*)', re.DOTALL)
_HALF_WIDTH = re.compile(r"[｡-ﾟ]")
_KANA = re.compile(r"[ぁ-んァ-ヶ一-龥]")


def read(path: Path, head: bytes) -> Book:
    """The one table of a text file as a Book, its sheet named like the file. Raises Problem."""
    name = path.name
    listed = path.suffix.lower() in SUFFIXES
    if not listed and head.removeprefix(codecs.BOM_UTF8).lstrip()[:1] == b"<":
        raise Problem("file-web-page", name=name)
    try:
        if path.stat().st_size > MAX_BYTES:
            raise Problem("file-text-large", name=name)
        encoding = _encoding(path, head)
        with path.open(encoding=encoding, newline="") as file:
            separator, tabular = _separator(file.read(20_000))
        if not listed and not tabular:
            raise ValueError
        with path.open(encoding=encoding, newline="") as file:
            rows = _rows(name, _csv(file, separator))
    except (ValueError, csv.Error):
        raise Problem("file-no-text" if listed else "file-no-workbook", name=name) from None
    return Book(name, (Grid(path.stem, rows),) if rows else ())


def _encoding(path: Path, head: bytes) -> str:
    """The code of the letters. Raises ValueError for what is no text, or text in a code that no
    Japanese table comes in."""
    if head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "utf-16"
    if b"\0" in head or b"\x1b" in head:  # ESC is JIS mail text
        raise ValueError
    if len(re.findall(rb"[\x01-\x08\x0e-\x1f]", head)) * 20 > len(head):
        raise ValueError
    for encoding in ("utf-8-sig", "cp932", "euc_jp"):
        if _decodes(path, encoding):
            return "euc_jp" if encoding == "cp932" and _is_euc(path, head) else encoding
    raise ValueError


def _decodes(path: Path, encoding: str) -> bool:
    """Is the whole file text in this code? Raises ValueError for a NUL, which no text holds."""
    decoder = codecs.getincrementaldecoder(encoding)()
    with path.open("rb") as file:
        try:
            while chunk := file.read(_CHUNK):
                if b"\0" in chunk:
                    raise ValueError
                decoder.decode(chunk)
            decoder.decode(b"", final=True)
        except UnicodeDecodeError:
            return False
    return True


def _is_euc(path: Path, head: bytes) -> bool:
    """Is text that reads as Shift_JIS really EUC-JP? Its pairs of bytes then read as half-width katakana."""
    as_sjis = head.decode("cp932", "ignore")
    as_euc = head.decode("euc_jp", "ignore")
    doubtful = len(_HALF_WIDTH.findall(as_sjis)) > len(_KANA.findall(as_sjis))
    return doubtful and bool(_KANA.search(as_euc)) and _decodes(path, "euc_jp")


def _separator(start: str) -> tuple[str, bool]:
    """What divides the first lines into the most rows of one width, and whether that makes a table of them."""
    best, found = (0, 0), ","
    for separator in ",\t;":
        rows = islice(_csv(start.splitlines(keepends=True), separator), 50)
        widths = Counter(len(row) for row in rows if len(row) > 1)
        width, count = max(widths.items(), key=lambda item: (item[1], item[0]), default=(0, 0))
        if (count, width) > best:
            best, found = (count, width), separator
    return found, best[0] > 1


def _csv(lines: Iterable[str], separator: str) -> Iterator[list[str]]:
    csv.field_size_limit(_LONGEST_FIELD)
    return csv.reader(lines, delimiter=separator)


def _rows(name: str, lines: Iterable[list[str]]) -> list[list[Value]]:
    """The rows without the blank ones at the end. Raises Problem when they are too many for memory or for Excel."""
    rows: list[list[Value]] = []
    cells = 0
    for line in lines:
        cells += len(line)
        if cells > MAX_CELLS or len(line) > MAX_COLUMNS:
            raise Problem("file-text-large", name=name)
        rows.append([_field(text) for text in line])
    while rows and not any(rows[-1]):
        rows.pop()
    return rows


def _field(text: str) -> str:
    """A field without invisible control marks and without what guards it against Excel (="0125", '0125)."""
    if not text.isprintable():
        text = _CONTROL.sub("", text)
    if text[:1] in ("=", "'") and (guarded := _GUARDED.fullmatch(text)):
        return guarded[1] if guarded[1] is not None else guarded[2]
    return text
