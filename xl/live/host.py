"""Excel around the open book (開いているブックのまわり): dialogs, status bar, PDF, files, and what Excel refuses."""

from __future__ import annotations

import contextlib
import os
import sys
from pathlib import Path
from typing import Any

import xlwings as xw

from validators.messages import Door, sentence_of
from validators.problems import own_fault
from xl.progress import stop_on_escape

TITLE = "キャリアアップ研修"
_EDITING = -2146777998  # 0x800AC472: a cell is being edited, or a dialog of Excel is open


def shared(book: Any) -> bool:
    """Is every change saved at once for all who have the book open (AutoSave)?"""
    try:
        return bool(book.api.AutoSaveOn)
    except Exception:  # an Excel before 2016, and every host but Excel, has none
        return False


def confirm(book: Any, question: str) -> bool:
    """One dialog with yes and no."""
    return bool(book.app.alert(question, title=TITLE, buttons="yes_no") == "yes")


def say(book: Any, message: str) -> None:
    """One dialog; what was done is drawn first."""
    with contextlib.suppress(NotImplementedError, AttributeError):
        if book.app.screen_updating is False:
            book.app.screen_updating = True
    book.app.alert(message, title=TITLE)


def stage(book: Any, text: str) -> None:
    """Show what is being done in the status bar. Raises Stopped when Esc is held down: nothing has been written yet."""
    with contextlib.suppress(NotImplementedError, AttributeError):
        book.app.status_bar = f"キャリアアップ研修: {text}（Esc で中止）"
    stop_on_escape()


def open_file(path: Path) -> bool:
    """Open a file in the program Windows has for it; False where that is not to be had."""
    if sys.platform != "win32":
        return False
    try:
        os.startfile(path, "open" if path.suffix == ".html" else "edit")
    except OSError:
        os.startfile("notepad.exe", "open", f'"{path}"')
    return True


def to_pdf(book: Any, target: Path) -> bool:
    """Print the open book into ``target``; False where the host does not do it."""
    try:
        book.to_pdf(str(target))
    except (
        Exception
    ):  # COM, appscript and a missing Acrobat-like add-in each have a name of their own
        return False
    return target.exists()


def excel_pdf(workbook: Path, target: Path) -> bool:
    """Print a closed workbook to PDF in an Excel of its own, out of sight; False where Excel does not do it."""
    try:
        with xw.App(visible=False, add_book=False) as app:
            app.display_alerts = False
            book = app.books.open(str(workbook), update_links=False, read_only=True)
            book.to_pdf(str(target))
            book.close()
    except Exception:  # COM has many names for "no Excel here"
        return False
    return target.exists()


def folder(book: Any) -> Path | None:
    """Where the open book lies, None for one that was never saved or lies only in the cloud."""
    try:
        path = Path(str(book.fullname))
    except Exception:  # xlwings has several names for "a SharePoint address it cannot map"
        return None
    return path.parent if path.is_absolute() and path.parent.is_dir() else None


def refused(error: BaseException) -> bool:
    """Was it the host that said no (protected, read-only, busy), not a fault of ours?"""
    return type(error).__name__ in ("com_error", "XlwingsError", "NotImplementedError")


def trouble(error: Exception) -> str:
    """What a host refused, for the clerk. Protected and read-only are told by the same refusal; a
    cell that is being edited has one of its own."""
    if isinstance(error, MemoryError):
        return sentence_of("memory-full", Door.EXCEL)
    if not refused(error):
        return own_fault(error)
    rule = "book-editing" if _EDITING in _codes(error) else "book-locked"
    return sentence_of(rule, Door.EXCEL)


def _codes(error: BaseException) -> set[object]:
    """The numbers a COM error carries: its own, and the one Excel gave inside it."""
    codes: set[object] = set()
    for part in error.args:
        codes |= {c for c in (part if isinstance(part, tuple) else (part,)) if isinstance(c, int)}
    return codes
