"""Workbooks (Excel ブック) through the fast reader into grids, with what the scan found besides the values."""

from __future__ import annotations

import datetime as dt
import io
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import BinaryIO

import python_calamine as calamine

from validators.messages import sentence
from validators.problems import Problem
from validators.reading import Note
from validators.text import is_blank, to_text
from workbooks.grid import Book, Grid, Merge, Value
from xl.files.looks import Position, SheetScan
from xl.files.scan import BookScan, plain_name
from xl.files.walk import MAX_TEXT
from xl.ooxml.formats import shown

_SMALL = 2_000_000  # rows × columns that are never too much; beyond, memory counts more than time
_AT_ONCE = 1000  # rows
_FEW = 20_000  # different cells of a column that is worth looking through
_REPEATED = (str, dt.date, dt.datetime)  # numbers are small, and 1 is equal to True
_BYTES = 10  # of XML for a cell: Excel writes 20 and more
_EPOCH = dt.datetime(1899, 12, 30)
_EPOCH_1904 = dt.datetime(1904, 1, 1)


def read(path: Path, sheet: str | None, scanned: BookScan, file: BinaryIO | None = None) -> Book:
    """The grids of a workbook that was looked through. Raises Problem.

    May take the whole process down for a workbook that nobody has looked through.
    """
    name = path.name
    try:
        # the file itself, not its name: a name in another code than the system's is no text to the engine
        with file or path.open("rb") as opened:
            opened.seek(0)  # where the scan left it
            source = _renamed(opened) if scanned.odd_names else opened
            with calamine.load_workbook(source) as workbook:
                return _sheets(name, workbook, sheet, scanned)
    except calamine.PasswordError:
        raise Problem("file-password", name=name) from None
    except Problem:
        raise
    except (calamine.CalamineError, OSError, ValueError, MemoryError):
        raise Problem("file-unreadable", name=name) from None
    except BaseException as error:  # the engine is native code: a panic is its own exception class
        if type(error).__name__ != "PanicException":
            raise
        raise Problem("file-unreadable", name=name) from None


def _renamed(file: BinaryIO) -> BinaryIO:
    """The same workbook in memory, its parts under the names that the format has."""
    copy = io.BytesIO()
    with zipfile.ZipFile(file) as old, zipfile.ZipFile(copy, "w", zipfile.ZIP_STORED) as new:
        written: set[str] = set()
        for info in old.infolist():
            part = plain_name(info.filename)
            if part.endswith((".xml", ".rels", ".bin")) and part not in written:
                written.add(part)
                new.writestr(part, old.read(info))
    copy.seek(0)
    return copy


def _sheets(
    name: str, workbook: calamine.CalamineWorkbook, wanted: str | None, scanned: BookScan
) -> Book:
    sheets = [m for m in workbook.sheets_metadata if m.typ == calamine.SheetTypeEnum.WorkSheet]
    if wanted is not None and wanted not in (m.name for m in sheets):
        names = "、".join(m.name for m in sheets)
        raise Problem("file-no-such-sheet", name=name, sheet=wanted, sheets=names)
    grids: list[Grid] = []
    hidden: list[str] = []
    room = _Room(name, scanned.area)
    for meta in sheets:
        visible = meta.visible == calamine.SheetVisibleEnum.Visible
        if wanted is not None and meta.name != wanted:
            continue
        if wanted is None and not visible:
            hidden.append(meta.name)
            continue
        # under no name here: the sheet before would stay until the next one is read
        grid = _grid(workbook.get_sheet_by_name(meta.name), scanned, visible, room)
        if grid.rows:
            grids.append(grid)
    notes = [Note("file-sheets-hidden", {"sheets": "、".join(hidden)})] if hidden else []
    return Book(name, tuple(grids), tuple(sentence(note) for note in notes))


@dataclass(slots=True)
class _Room:
    """How much of the book ``name`` may still come: cells, filled or not, and characters."""

    name: str
    cells: int
    text: int = MAX_TEXT

    def take(self, sheet: calamine.CalamineSheet) -> None:
        """The cells of the next sheet. Raises Problem."""
        self.cells -= sheet.height * sheet.width
        if self.cells < 0:
            row = (sheet.end or (0, 0))[0] + 1
            raise Problem("file-far-cells", name=self.name, sheet=sheet.name, row=row)

    def take_text(self, row: Sequence[Value]) -> None:
        """The texts of the next row. Raises Problem."""
        self.text -= sum(len(value) for value in row if isinstance(value, str))
        if self.text < 0:
            raise Problem("file-text-large", name=self.name)


def _grid(sheet: calamine.CalamineSheet, scanned: BookScan, visible: bool, room: _Room) -> Grid:
    room.take(sheet)
    looked = scanned.sheets.get(sheet.name)
    rows = _dense(sheet) if looked and _is_filled(sheet, looked) else _trimmed(sheet, room)
    start = sheet.start or (0, 0)
    top, left = start[0] + 1, start[1] + 1
    found = looked or SheetScan()
    if found.special:
        top, left = _put_errors(rows, top, left, found)
    merges = tuple(
        Merge(a + 1, b + 1, c + 1, d + 1) for (a, b), (c, d) in sheet.merged_cell_ranges or ()
    )
    merges += tuple(found.merges)
    if found.dates:
        _put_days(rows, top, left, found.dates, date_1904=scanned.date_1904)
    return Grid(
        sheet.name,
        rows,
        top,
        left,
        merges,
        scanned.date_1904,
        visible,
        hidden_rows=frozenset(found.hidden_rows),
        hidden_columns=frozenset(found.hidden_columns),
        struck=_struck(rows, top, left, found),
        shown=_shown(rows, top, left, found),
    )


def _is_filled(sheet: calamine.CalamineSheet, looked: SheetScan) -> bool:
    """Can so much XML fill the area by and large? One far cell makes a large one that holds nearly nothing."""
    area = sheet.height * sheet.width
    return area < _SMALL or area * _BYTES < looked.size


def _dense(sheet: calamine.CalamineSheet) -> list[list[Value]]:
    """Every cell of the filled area, which the scan found to fit into memory."""
    if sheet.height * sheet.width <= _SMALL:
        return sheet.to_python(skip_empty_area=True)  # type: ignore[return-value]
    return list(_each_once(sheet))


def _each_once(sheet: calamine.CalamineSheet) -> Iterator[list[Value]]:
    """The same rows with repeated texts and days kept once, in columns that hold few different ones: a million rows
    name eight 研修分野 and some hundred workplaces, and would hold each of them a million times."""
    known: dict[int, dict[Value, Value]] = {column: {} for column in range(sheet.width)}
    top, _ = sheet.start or (0, 0)  # the rows come from the sheet's first on
    rows = islice(sheet.iter_rows(), top, None)
    while some := list(islice(rows, _AT_ONCE)):
        for column, seen in known.items():
            for row in some:
                value: Value = row[column]
                if value.__class__ in _REPEATED:
                    row[column] = seen.setdefault(value, value)  # type: ignore[assignment]
        known = {column: seen for column, seen in known.items() if len(seen) <= _FEW}
        yield from some  # type: ignore[misc]


def _trimmed(sheet: calamine.CalamineSheet, room: _Room) -> list[list[Value]]:
    """The rows of a sheet nobody has looked through, without the blanks at their ends. Raises Problem."""
    rows: list[list[Value]] = []
    first = (sheet.start or (0, 0))[0]  # the rows come from the sheet's first on
    for row in islice(sheet.iter_rows(), first, None):
        cells: list[Value] = list(row)
        while cells and cells[-1] == "":
            cells.pop()
        room.take_text(cells)
        rows.append(cells)
    while rows and not rows[-1]:
        rows.pop()
    return rows


def _put_errors(rows: list[list[Value]], top: int, left: int, found: SheetScan) -> tuple[int, int]:
    """Put in what the reader leaves blank, also outside its rectangle where nothing else stands; the new corner."""
    special = found.special
    first_column = min(column for _, column in special)
    if not rows:
        top, left = min(special)[0], first_column
    first, before = min(top, min(special)[0]), max(0, left - first_column)
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
    return top, left


def _put_days(
    rows: list[list[Value]], top: int, left: int, days: Iterable[Position], *, date_1904: bool
) -> None:
    """Serial numbers under a date format of East Asian Excel as the days they are."""
    epoch = _EPOCH_1904 if date_1904 else _EPOCH
    for at in days:
        value = _value(rows, top, left, at)
        if isinstance(value, (int, float)) and not isinstance(value, bool) and 60 < value < 73_050:
            moment = epoch + dt.timedelta(days=float(value))
            plain = moment.time() == dt.time()
            rows[at[0] - top][at[1] - left] = moment.date() if plain else moment


def _value(rows: Sequence[Sequence[Value]], top: int, left: int, at: Position) -> Value:
    row, column = at[0] - top, at[1] - left
    if 0 <= row < len(rows) and 0 <= column < len(rows[row]):
        return rows[row][column]
    return None


def _struck(
    rows: Sequence[Sequence[Value]], top: int, left: int, found: SheetScan
) -> dict[Position, str]:
    """Struck-out cells that hold a value → what of their text stands."""
    return {
        at: remains or ""
        for at, remains in found.struck.items()
        if not is_blank(_value(rows, top, left, at))
    }


def _shown(
    rows: Sequence[Sequence[Value]], top: int, left: int, found: SheetScan
) -> dict[Position, str]:
    """Cells whose format shows another text than their plain value."""
    texts: dict[Position, str] = dict(found.texts)
    for at, code in found.formats.items():
        value = _value(rows, top, left, at)
        if isinstance(value, bool) or not isinstance(value, (int, float, str)) or value == "":
            continue
        text = shown(code, value)
        if text is not None and text != to_text(value):
            texts[at] = text
    return texts
