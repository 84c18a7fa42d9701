"""The open book (開いているブック) through xlwings: read blocks, apply a Plan in few round trips.
BSD surface only, no ``.api``."""

from __future__ import annotations

import contextlib
import os
import re
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from pathlib import Path
from typing import Any

import xlwings as xw

from validators.messages import Door, sentence_of
from validators.problems import Problem, own_fault
from workbooks.a1 import address, position
from workbooks.grid import Book, Grid, Merge
from workbooks.plan import COLORS, FORMULA, Block, Plan

OURS = "[careerup] "  # begins every note we write, so that only ours are ever removed
MAX_CELLS = 10_000  # what set_colors takes in one call
_HEADING_ROWS = 30  # merged cells matter where headings stand
_MAX_ROWS = 200_000


def caller() -> Any:
    """The book in front when the add-in called."""
    return xw.Book.caller()


def active(book: Any) -> tuple[str, str]:
    """(sheet, cell) of the selection's first cell."""
    chosen = book.selection
    return book.sheets.active.name, address(chosen.row, chosen.column)


def say(book: Any, message: str) -> None:
    """One dialog."""
    book.app.alert(message, title="キャリアアップ研修")


class Stopped(Exception):
    """The clerk pressed Esc before anything was written."""


def stage(book: Any, text: str) -> None:
    """Show what is being done in the status bar. Raises Stopped when Esc is held down: nothing has been written yet."""
    with contextlib.suppress(NotImplementedError, AttributeError):
        book.app.status_bar = f"キャリアアップ研修: {text}（Esc で中止）"
    if sys.platform == "win32":
        import ctypes

        if ctypes.windll.user32.GetAsyncKeyState(0x1B) & 0x8000:
            raise Stopped


def open_file(path: Path) -> bool:
    """Open a file in the program Windows has for it; False where that is not to be had."""
    if sys.platform != "win32":
        return False
    try:
        os.startfile(path, "edit")
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


def chosen_rows(book: Any) -> frozenset[int] | None:
    """Sheet rows of the selection, also of several areas (Ctrl); None for a single cell or whole
    columns: then all rows are meant."""
    pieces = str(book.selection.address).replace("$", "").split(",")
    if len(pieces) == 1 and re.fullmatch(r"[A-Z]*\d+", pieces[0]):
        return None
    rows: set[int] = set()
    for piece in pieces:
        numbers = [int(n) for n in re.findall(r"\d+", piece)]
        if not numbers:
            return None
        rows.update(range(numbers[0], min(numbers[-1], _MAX_ROWS) + 1))
    sheet = book.sheets.active
    with contextlib.suppress(
        NotImplementedError, AttributeError
    ):  # a row that a filter hides was not meant
        return frozenset(row for row in rows if sheet.range((row, 1)).row_height != 0)
    return frozenset(rows)


def folder(book: Any) -> Path | None:
    """Where the open book lies, None for one that was never saved or lies only in the cloud."""
    path = Path(str(book.fullname))
    return path.parent if path.is_absolute() and path.parent.is_dir() else None


def trouble(error: Exception) -> str:
    """What a host refused, for the clerk: protected, read-only or in cell-edit mode are all told by
    the same refusal."""
    if isinstance(error, MemoryError):
        return sentence_of("memory-full", Door.EXCEL)
    if type(error).__name__ not in ("com_error", "XlwingsError", "NotImplementedError"):
        return own_fault(error)
    return sentence_of("book-locked", Door.EXCEL)


def read(book: Any, only: Sequence[str] = ()) -> Book:
    """Values of the visible worksheets, or of the sheets named. One read a sheet."""
    grids = []
    for sheet in book.sheets:
        if only and sheet.name not in only:
            continue
        if not only and not _visible(sheet):
            continue
        used = sheet.used_range
        if used.rows.count > _MAX_ROWS and used.rows.count * used.columns.count > 20_000_000:
            raise Problem("book-too-large", sheet=sheet.name)
        values = used.options(ndim=2, err_to_str=True).value
        if values and any(v not in (None, "") for row in values for v in row):
            grids.append(
                Grid(
                    sheet.name,
                    values,
                    used.row,
                    used.column,
                    tuple(_merges(sheet, used)),
                    visible=True,
                )
            )
    return Book(book.name, tuple(grids))


def _visible(sheet: Any) -> bool:
    try:
        return sheet.visible in (True, "visible", -1)
    except NotImplementedError:
        return True


def _merges(sheet: Any, used: Any) -> Iterator[Merge]:
    """Merged ranges among the first rows; a host that cannot tell has none."""
    last = used.column + used.columns.count - 1
    try:
        for row in range(used.row, used.row + min(used.rows.count, _HEADING_ROWS)):
            if sheet.range((row, used.column), (row, last)).merge_cells is False:
                continue
            column = used.column
            while column <= last:
                area = sheet.range(row, column).merge_area
                if area.count > 1 and area.row == row:
                    yield Merge(
                        area.row,
                        area.column,
                        area.row + area.rows.count - 1,
                        area.column + area.columns.count - 1,
                    )
                column = max(column, area.column + area.columns.count - 1) + 1
    except NotImplementedError:
        return


def colours(book: Any, cells: Iterable[tuple[str, str]]) -> dict[tuple[str, str], str]:
    """The fill of cells as "#RRGGBB", "" for none; a host that cannot tell gives nothing."""
    found: dict[tuple[str, str], str] = {}
    with contextlib.suppress(NotImplementedError):
        for sheet, cell in cells:
            colour = book.sheets[sheet].range(cell).color
            found[sheet, cell] = "#{:02X}{:02X}{:02X}".format(*colour) if colour else ""
    return found


def formats(book: Any, cells: Iterable[tuple[str, str]]) -> dict[tuple[str, str], str]:
    """The number format of cells, FORMULA for a cell whose value is worked out; a host that cannot
    tell gives nothing."""
    found: dict[tuple[str, str], str] = {}
    with contextlib.suppress(NotImplementedError):
        for sheet, cell in cells:
            target = book.sheets[sheet].range(cell)
            found[sheet, cell] = (
                FORMULA if str(target.formula).startswith("=") else str(target.number_format)
            )
    return found


def apply(book: Any, plan: Plan) -> None:
    """Do what the plan says: colours first, then notes, sheets and values, then the selection, then the
    one message. Raises Problem, before anything is changed, where the sheet to go to is gone."""
    present = [sheet.name for sheet in book.sheets]
    if plan.select and plan.select[0] not in (*present, *plan.sheets):
        raise Problem("book-sheet-gone", sheet=plan.select[0])
    for name, cells in _fills(plan).items():
        if name in present:
            _paint(book.sheets[name], cells)
    _take_notes_away(book, plan, present)
    _add_notes(book, plan)
    for name in plan.sheets:
        _clear_or_add(book, name, present)
    for block in plan.blocks:
        _write(book.sheets[block.sheet], block)
    if plan.select:
        sheet, cell = plan.select
        book.sheets[sheet].activate()
        book.sheets[sheet].range(cell).select()
    if plan.message:
        say(book, plan.message)


def _fills(plan: Plan) -> dict[str, dict[tuple[int, int], str | None]]:
    """Sheet → cells → the colour they get, None for no fill; a new mark wins over an old colour."""
    fills: dict[str, dict[tuple[int, int], str | None]] = {}
    for sheet, cell, colour in plan.restore:
        fills.setdefault(sheet, {})[position(cell)] = colour or None
    for mark in plan.marks:
        fills.setdefault(mark.sheet, {})[position(mark.cell)] = COLORS[mark.mark]
    return fills


def _take_notes_away(book: Any, plan: Plan, present: Sequence[str]) -> None:
    for sheet, cell in plan.unnote:
        note = book.sheets[sheet].range(cell).note if sheet in present else None
        if note is not None and note.text.startswith(OURS):
            note.delete()


def _add_notes(book: Any, plan: Plan) -> None:
    for mark in plan.marks:
        if not mark.note:
            continue
        cell = book.sheets[mark.sheet].range(mark.cell)
        if cell.note is None:  # the clerk's own note stays
            cell.add_note(OURS + mark.note)


def _clear_or_add(book: Any, name: str, present: Sequence[str]) -> None:
    if name in present:
        book.sheets[name].clear_contents()
        return
    front = book.sheets.active
    book.sheets.add(name, after=book.sheets[-1])
    front.activate()


def _paint(sheet: Any, cells: Mapping[tuple[int, int], str | None]) -> None:
    """Rectangles of at most ``MAX_CELLS`` cells over the marked columns; cells in between keep their fill (``...``)."""
    left, right = min(c for _, c in cells), max(c for _, c in cells)
    height = max(1, MAX_CELLS // (right - left + 1))
    for _, band in groupby(sorted(cells), key=lambda cell: cell[0] // height):
        own = list(band)
        top, bottom = own[0][0], own[-1][0]
        matrix = [
            [cells.get((r, c), ...) for c in range(left, right + 1)] for r in range(top, bottom + 1)
        ]
        sheet.range((top, left), (bottom, right)).set_colors(matrix)


def _write(sheet: Any, block: Block) -> None:
    values = [list(row) for row in block.values]
    if not values or not values[0]:
        return
    target = sheet.range(
        (block.row, block.column), (block.row + len(values) - 1, block.column + len(values[0]) - 1)
    )
    if block.number_format:
        target.number_format = block.number_format
    target.value = values
    if block.then_format:
        target.number_format = block.then_format
