"""The closed file (閉じたブック): read fast into grids. Nothing here ever writes to a user's workbook."""

from __future__ import annotations

import codecs
import csv
import io
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from itertools import islice
from pathlib import Path

import python_calamine as calamine

from validators.problems import FileProblem, Problem
from workbooks.grid import Book, Grid, Merge, Value
from xl.files import isolated as apart
from xl.files.scan import BookScan, scan

_ZIP = b"PK\x03\x04"
_OLE = bytes.fromhex("D0CF11E0A1B11AE1")
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_MAX_TEXT = 512 << 20
_TEXT_SUFFIXES = (".csv", ".txt", ".tsv")
_BINARY = re.compile(
    rb"[\x01-\x08\x0e-\x1f]"
)  # control codes that no table has; ESC is JIS mail text
_OLD = "古い形式（.xls）では、エラーになった数式のセルが空欄として読まれます。.xlsx に保存し直すと確かめられます。"
_RESAVE = "Excel で開き、.xlsx で保存し直してください。"


def read(path: Path, sheet: str | None = None) -> Book:
    """Every visible worksheet with a value in it, or just ``sheet``. The format is told by content,
    not by the file's ending.

    Raises Problem with one Japanese sentence for anything that cannot be read.
    """
    name = path.name
    if name.startswith("~$"):
        raise FileProblem(
            f"{name} は Excel が開いている間の作業用ファイルです。~$ の付かない元のファイルを選んでください。"
        )
    try:
        if path.is_dir():
            raise FileProblem(f"{name} はフォルダーです。ファイルを選んでください。")
        with path.open("rb") as file:
            head = file.read(8192)
    except FileNotFoundError:
        raise FileProblem(
            f"{name} が見つかりません。ファイルの場所と名前を確かめてください。"
        ) from None
    except OSError:
        raise FileProblem(
            f"{name} を開けません。ほかの人が開いていないか、読む権限があるかを確かめてください。"
        ) from None
    if not head:
        raise FileProblem(f"{name} は空のファイルです。元のファイルを確かめてください。")
    if head.startswith(_ZIP):
        scanned = scan(path)
        book = _workbook(path, sheet, scanned) if scanned.sheets else apart.read(path, sheet)
    elif head.startswith(_OLE):
        if _ENCRYPTED in _directory(path):
            raise FileProblem(
                f"{name} はパスワードで保護されています。Excel で開いてパスワードを外し、保存し直してください。"
            )
        book = replace(found := apart.read(path, sheet), notices=(*found.notices, _OLD))
    else:
        book = _text(path, head)
    if not book.grids and book.notices:
        raise FileProblem(
            f"{name} の見えているシートには値がありません。隠れたシートを確かめるときは --sheet "
            f"で名前を指定してください。"
        )
    if not book.grids:
        raise FileProblem(
            f"{name} には値の入ったシートがありません。表のあるファイルを選んでください。"
        )
    return book


def _directory(path: Path) -> bytes:
    """Enough of an OLE file to see its stream names, which stand in 512-byte sectors anywhere in it."""
    with path.open("rb") as file:
        found = b""
        while chunk := file.read(1 << 20):
            found = found[-64:] + chunk
            if _ENCRYPTED in found:
                return found
    return b""


def binary(path: Path, sheet: str | None) -> Book:
    """A workbook whose parts nobody has looked through. Raises Problem; may take the whole
    process down: for ``apart`` only."""
    return _workbook(path, sheet, BookScan())


def _workbook(path: Path, sheet: str | None, scanned: BookScan) -> Book:
    name = path.name
    try:
        with calamine.load_workbook(str(path)) as workbook:
            return _sheets(name, workbook, sheet, scanned)
    except calamine.PasswordError:
        raise FileProblem(
            f"{name} はパスワードで保護されています。Excel で開いてパスワードを外し、保存し直してください。"
        ) from None
    except Problem:
        raise
    except (calamine.CalamineError, OSError, ValueError, MemoryError):
        raise FileProblem(f"{name} を Excel のブックとして読めません。{_RESAVE}") from None
    except BaseException as error:  # the engine is native code: a panic is its own exception class
        if type(error).__name__ != "PanicException":
            raise
        raise FileProblem(f"{name} を Excel のブックとして読めません。{_RESAVE}") from None


def _sheets(
    name: str, workbook: calamine.CalamineWorkbook, wanted: str | None, scanned: BookScan
) -> Book:
    sheets = [m for m in workbook.sheets_metadata if m.typ == calamine.SheetTypeEnum.WorkSheet]
    if wanted is not None and wanted not in (m.name for m in sheets):
        raise FileProblem(
            f"{name} に「{wanted}」というシートがありません。あるのは {'、'.join(m.name for m in sheets)} です。"
        )
    grids: list[Grid] = []
    hidden: list[str] = []
    for meta in sheets:
        visible = meta.visible == calamine.SheetVisibleEnum.Visible
        if wanted is not None and meta.name != wanted:
            continue
        if wanted is None and not visible:
            hidden.append(meta.name)
            continue
        found = workbook.get_sheet_by_name(meta.name)
        grid = _grid(found, scanned, visible)
        if grid.rows:
            grids.append(grid)
    notices = (f"隠れたシート（{'、'.join(hidden)}）は確かめていません。",) if hidden else ()
    return Book(name, tuple(grids), notices)


def _grid(sheet: calamine.CalamineSheet, scanned: BookScan, visible: bool) -> Grid:
    rows: list[list[Value]] = sheet.to_python(skip_empty_area=True)  # type: ignore[assignment]
    start = sheet.start or (0, 0)
    top, left = start[0] + 1, start[1] + 1
    special = scanned.sheets[sheet.name].special if sheet.name in scanned.sheets else {}
    if special:  # the reader leaves these cells blank, and outside its rectangle when nothing else stands there
        if not rows:
            top, left = min(special)[0], min(column for _, column in special)
        first, before = (
            min(top, min(special)[0]),
            max(0, left - min(column for _, column in special)),
        )
        if before:
            for cells in rows:
                cells[:0] = [""] * before
        rows[:0] = ([] for _ in range(top - first))
        rows.extend([] for _ in range(max(special)[0] - first + 1 - len(rows)))
        top, left = first, left - before
    for (row, column), error in special.items():
        cells = rows[row - top]
        cells += [""] * (column - left + 1 - len(cells))
        cells[column - left] = error
    merges = tuple(
        Merge(a + 1, b + 1, c + 1, d + 1) for (a, b), (c, d) in sheet.merged_cell_ranges or ()
    )
    return Grid(sheet.name, rows, top, left, merges, scanned.date_1904, visible)


def _text(path: Path, head: bytes) -> Book:
    name = path.name
    listed = path.suffix.lower() in _TEXT_SUFFIXES
    if not listed and head.removeprefix(codecs.BOM_UTF8).lstrip()[:1] == b"<":
        raise FileProblem(f"{name} は Web ページか XML の形式です。{_RESAVE}")
    try:
        if path.stat().st_size > _MAX_TEXT:
            raise FileProblem(f"{name} は大きすぎて読めません。年度や研修ごとに分けてください。")
        text = _decode(path.read_bytes())
        separator, tabular = _separator(text[:20000])
        if not listed and not tabular:
            raise ValueError
        rows = list(_csv(text, separator))
    except (ValueError, csv.Error):
        if listed:
            raise FileProblem(
                f"{name} の文字を読めません。Excel で開き、「CSV UTF-8」か .xlsx で保存し直してください。"
            ) from None
        raise FileProblem(
            f"{name} は Excel のブックではありません。ファイルの種類を確かめ、{_RESAVE}"
        ) from None
    while rows and not any(rows[-1]):
        rows.pop()
    grids = (Grid(path.stem, rows),) if rows else ()
    return Book(name, grids)


def _decode(data: bytes) -> str:
    """Raises ValueError for what is no text, or text in a code that no Japanese Excel writes."""
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return data.decode("utf-16")
    if _BINARY.search(data, 0, 1 << 16) or b"\0" in data:
        raise ValueError
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp932")


def _separator(start: str) -> tuple[str, bool]:
    """What divides the first lines into the most rows of one width, and whether that makes a table of them."""
    best, found = (0, 0), ","
    for separator in ",\t;":
        widths = Counter(len(row) for row in islice(_csv(start, separator), 50) if len(row) > 1)
        width, count = max(widths.items(), key=lambda item: (item[1], item[0]), default=(0, 0))
        if (count, width) > best:
            best, found = (count, width), separator
    return found, best[0] > 1


def _csv(text: str, separator: str) -> Iterator[list[Value]]:
    csv.field_size_limit(1 << 24)
    for row in csv.reader(io.StringIO(text, newline=""), delimiter=separator):
        yield list(row)
