"""The closed file (閉じたブック): read fast into grids. Nothing here ever writes to a user's workbook."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from pathlib import Path

import python_calamine as calamine

from workbooks.grid import Book, Grid, Merge, Value
from workbooks.problems import FileProblem
from xl.safety import BookScan, scan

_ZIP = b"PK\x03\x04"
_OLE = bytes.fromhex("D0CF11E0A1B11AE1")
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_MAX_TEXT = 512 << 20
_TEXT_SUFFIXES = (".csv", ".txt", ".tsv")
_RESAVE = "Excel で開き、.xlsx で保存し直してください。"


def read(path: Path, sheet: str | None = None) -> Book:
    """Every visible worksheet with a value in it, or just ``sheet``. The format is told by content, not by the file's ending.

    Raises FileProblem with one Japanese sentence for anything that cannot be read.
    """
    name = path.name
    try:
        if path.is_dir():
            raise FileProblem(f"{name} はフォルダーです。ファイルを選んでください。")
        with path.open("rb") as file:
            head = file.read(8192)
    except FileNotFoundError:
        raise FileProblem(f"{name} が見つかりません。ファイルの場所と名前を確かめてください。") from None
    except OSError:
        raise FileProblem(f"{name} を開けません。ほかの人が開いていないか、読む権限があるかを確かめてください。") from None
    if name.startswith("~$"):
        raise FileProblem(f"{name} は Excel が開いている間の作業用ファイルです。~$ の付かない元のファイルを選んでください。")
    if not head:
        raise FileProblem(f"{name} は空のファイルです。元のファイルを確かめてください。")
    if head.startswith(_ZIP):
        book = _workbook(path, sheet, scan(path))
    elif head.startswith(_OLE):
        if _ENCRYPTED in _directory(path):
            raise FileProblem(f"{name} はパスワードで保護されています。Excel で開いてパスワードを外し、保存し直してください。")
        book = _workbook(path, sheet, BookScan())
    else:
        book = _text(path, head)
    if not book.grids:
        raise FileProblem(f"{name} には値の入ったシートがありません。表のあるファイルを選んでください。")
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


def _workbook(path: Path, sheet: str | None, scanned: BookScan) -> Book:
    name = path.name
    try:
        with calamine.load_workbook(str(path)) as workbook:
            return _sheets(name, workbook, sheet, scanned)
    except calamine.PasswordError:
        raise FileProblem(f"{name} はパスワードで保護されています。Excel で開いてパスワードを外し、保存し直してください。") from None
    except FileProblem:
        raise
    except (calamine.CalamineError, OSError, ValueError, MemoryError):
        raise FileProblem(f"{name} を Excel のブックとして読めません。{_RESAVE}") from None
    except BaseException as error:     # the engine is native code: a panic is its own exception class
        if type(error).__name__ != "PanicException":
            raise
        raise FileProblem(f"{name} を Excel のブックとして読めません。{_RESAVE}") from None


def _sheets(name: str, workbook: calamine.CalamineWorkbook, wanted: str | None, scanned: BookScan) -> Book:
    sheets = [m for m in workbook.sheets_metadata if m.typ == calamine.SheetTypeEnum.WorkSheet]
    if wanted is not None and wanted not in (m.name for m in sheets):
        raise FileProblem(f"{name} に「{wanted}」というシートがありません。あるのは {'、'.join(m.name for m in sheets)} です。")
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
        if found.start is not None:
            grids.append(_grid(found, scanned, visible))
    notices = (f"隠れたシート（{'、'.join(hidden)}）は確かめていません。",) if hidden else ()
    return Book(name, tuple(grids), notices)


def _grid(sheet: calamine.CalamineSheet, scanned: BookScan, visible: bool) -> Grid:
    rows: list[list[Value]] = sheet.to_python(skip_empty_area=True)  # type: ignore[assignment]
    start = sheet.start or (0, 0)
    top, left = start[0] + 1, start[1] + 1
    special = scanned.sheets.get(sheet.name)
    for (row, column), error in (special.special if special else {}).items():
        if 0 <= row - top < len(rows) and 0 <= column - left < len(rows[row - top]):
            rows[row - top][column - left] = error
    merges = tuple(Merge(a + 1, b + 1, c + 1, d + 1) for (a, b), (c, d) in sheet.merged_cell_ranges or ())
    return Grid(sheet.name, rows, top, left, merges, scanned.date_1904, visible)


def _text(path: Path, head: bytes) -> Book:
    name = path.name
    if path.suffix.lower() not in _TEXT_SUFFIXES:
        if head.lstrip()[:1] == b"<":
            raise FileProblem(f"{name} は Web ページか XML の形式です。{_RESAVE}")
        raise FileProblem(f"{name} は Excel のブックではありません。ファイルの種類を確かめ、{_RESAVE}")
    if path.stat().st_size > _MAX_TEXT:
        raise FileProblem(f"{name} は大きすぎて読めません。年度や研修ごとに分けてください。")
    text = _decode(name, path.read_bytes())
    rows = list(_csv(text))
    while rows and not any(rows[-1]):
        rows.pop()
    grids = (Grid(path.stem, rows),) if rows else ()
    return Book(name, grids)


def _decode(name: str, data: bytes) -> str:
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        codecs = ["utf-16"]
    elif b"\0" in data:
        codecs = []
    else:
        codecs = ["utf-8-sig", "cp932"]
    for codec in codecs:
        try:
            return data.decode(codec)
        except UnicodeDecodeError:
            continue
    raise FileProblem(f"{name} の文字を読めません。Excel で開き、「CSV UTF-8」か .xlsx で保存し直してください。")


def _csv(text: str) -> Iterator[list[Value]]:
    """Rows of text; the separator is the one that stands most often in the first lines."""
    start = text[:20000]
    separator = max(",\t;", key=start.count)
    csv.field_size_limit(1 << 24)
    for row in csv.reader(io.StringIO(text, newline=""), delimiter=separator):
        yield list(row)
