"""The closed file (閉じたブック): read fast into grids. Nothing here ever writes to a user's workbook."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from validators.messages import sentence
from validators.problems import Problem
from validators.reading import Note
from workbooks.grid import Book
from xl.files import encrypted, excel, isolated, kinds, text
from xl.files.scan import scan

_ZIP = b"PK\x03\x04"
_OLE = bytes.fromhex("D0CF11E0A1B11AE1")
# refusals after which it is worth looking what else the file is
_NO_BOOK = frozenset(
    ("file-no-workbook", "file-unreadable", "file-reader-lost", "file-damaged", "file-no-text")
)


def read(path: Path, sheet: str | None = None) -> Book:
    """Every visible worksheet with a value in it, or just ``sheet``. The format is told by content,
    not by the file's ending.

    Raises Problem with one Japanese sentence for anything that cannot be read.
    """
    head = _head(path)
    try:
        book = _book(path, sheet, head)
    except Problem as problem:
        if problem.note.rule in _NO_BOOK and (what := kinds.named(path, head)):
            raise what from None
        raise
    if not book.grids:
        raise Problem("file-only-hidden" if book.notices else "file-no-values", name=path.name)
    return replace(book, asked=True) if sheet is not None else book


def _book(path: Path, sheet: str | None, head: bytes) -> Book:
    if head.startswith(_ZIP):
        scanned = scan(path)
        return excel.read(path, sheet, scanned) if scanned.sheets else isolated.read(path, sheet)
    if head.startswith(_OLE):
        return _ole(path, sheet)
    return text.read(path, head)


def _ole(path: Path, sheet: str | None) -> Book:
    """An old workbook, or an encrypted one that Excel opens without asking."""
    if encrypted.is_encrypted(path):
        content = encrypted.decrypted(path)
        return excel.read(path, sheet, scan(path, content), content)
    book = isolated.read(path, sheet)
    if not book.grids:
        return book  # nothing was read that the old format could have changed
    return replace(book, notices=(*book.notices, sentence(Note("file-old-format"))))


def _head(path: Path) -> bytes:
    """The file's first bytes. Raises Problem for what is no file that can be opened, or is empty."""
    name = path.name
    if name.startswith("~$"):
        raise Problem("file-lock-file", name=name)
    try:
        if path.is_dir():
            raise kinds.folder(path)
        if path.exists() and not path.is_file():  # a pipe would be waited for, a device never ends
            raise Problem("file-no-file", name=name)
        with path.open("rb") as file:
            head = file.read(65_536)
    except FileNotFoundError:
        raise kinds.missing(path) from None
    except (OSError, ValueError):
        raise Problem("file-locked", name=name) from None
    if not head:
        raise Problem("file-empty", name=name)
    return head
