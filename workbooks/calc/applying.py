"""The steps that come back (Calc に当てる): one step of Calc's own undo, which takes them back where Calc refuses."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterator
from itertools import islice
from typing import Any

from com.sun.star.lang import Locale
from com.sun.star.sheet.ValidationType import LIST
from com.sun.star.table import CellAddress, CellRangeAddress

from workbooks.calc.reading import CONTENTS, DATE, null_date, sent
from workbooks.calc.telling import NO_FILL, bgr, cell

_PLAIN_DATE = "yyyy/m/d"
_QUOTED = re.compile(
    r"""("(?:[^"]|"")*"|'(?:[^']|'')*'!)"""
)  # texts and names of sheets in a formula
# parts of a step of one length; those of "write" and "fill" tell theirs themselves
_PARTS = {"sheet": 2, "unnote": 4, "note": 4, "list": 5, "show": 1, "go": 3, "say": 1}


class Refused(Exception):
    """Calc said no; ``str()`` is the key of the sentence that tells it."""


def apply(document: Any, steps: list[Any], title: str) -> str:
    """Do the steps; the one sentence to show at the end. Raises Refused when nothing was changed, or after
    everything was taken back."""
    parsed = list(_parsed(iter(steps[1:])))
    if _locked(document, parsed):
        raise Refused("locked")
    manager = document.UndoManager
    before = manager.AllUndoActionTitles
    document.lockControllers()
    manager.enterUndoContext(title)
    refused = False
    try:
        for step in parsed:
            _DO[step[0]](document, *step[1:])
    except Exception:  # Calc's own and ours alike: nothing of it stays
        refused = True
    finally:
        manager.leaveUndoContext()
        document.unlockControllers()
    if refused:
        if manager.AllUndoActionTitles != before:
            manager.undo()
        raise Refused("taken_back")
    return str(parsed[-1][1])


def _parsed(steps: Iterator[Any]) -> Iterator[tuple[Any, ...]]:
    """Each step with its parts; "sheet" has its sheet first, the others the cell's."""
    for what in steps:
        if what == "write":
            _, formulas, *place, height, width, before, after = islice(steps, 9)
            rows = [list(islice(steps, width)) for _ in range(height)]
            yield what, *place, rows, formulas, before, after
        elif what == "fill":
            name, pattern, colour, _, _, _, count = islice(steps, 7)
            places = [tuple(islice(steps, 2)) for _ in range(count)]
            yield what, name, pattern, colour, places
        elif what in ("unnote", "note"):
            text, *place = islice(steps, _PARTS[what])
            yield what, *place, text
        else:
            yield (what, *islice(steps, _PARTS[what]))


def _locked(document: Any, parsed: list[tuple[Any, ...]]) -> bool:
    """Would Calc refuse? Colours in a protected sheet it would pass over without a word."""
    changes = [step for step in parsed if step[0] not in ("show", "go", "say")]
    sheets = document.Sheets
    added = [step for step in changes if step[0] == "sheet" and step[2]]
    if (changes and document.isReadonly()) or (added and document.isProtected()):
        return True
    names = {step[1] for step in changes}
    return any(sheets.getByName(n).isProtected() for n in names if sheets.hasByName(n))


def _sheet(document: Any, name: str, after: str) -> None:
    sheets = document.Sheets
    if not after:
        sheets.getByName(name).clearContents(CONTENTS)
        return
    sheets.insertNewByName(name, list(sheets.ElementNames).index(after) + 1)


def _write(document: Any, name: str, row: int, column: int, *how: Any) -> None:
    rows, formulas, before, after = how
    sheet = document.Sheets.getByName(name)
    last = (column + len(rows[0]) - 2, row + len(rows) - 2)
    cells = sheet.getCellRangeByPosition(column - 1, row - 1, *last)
    if before:
        cells.NumberFormat = _format(document, before)
    if formulas:
        cells.setFormulaArray(tuple(tuple(map(_separated, line)) for line in rows))
    else:
        null = null_date(document)
        cells.setDataArray(tuple(tuple(sent(v, null) for v in line) for line in rows))
    if after:
        cells.NumberFormat = _format(document, after)
    elif not before:
        _show_dates(document, cells, rows)


def _show_dates(document: Any, cells: Any, rows: list[list[Any]]) -> None:
    """A date in a cell without a date's format, as Excel would show it by itself."""
    formats = document.NumberFormats
    for i, row in enumerate(rows):
        for j, value in enumerate(row):
            if isinstance(value, dt.datetime):
                one = cells.getCellByPosition(j, i)
                if not formats.getByKey(one.NumberFormat).Type & DATE:
                    one.NumberFormat = _format(document, _PLAIN_DATE)


def _format(document: Any, code: str) -> int:
    formats, ours = document.NumberFormats, Locale("en", "US", "")
    key = formats.queryKey(code, ours, True)
    return int(key if key >= 0 else formats.addNew(code, ours))


def _separated(formula: str) -> str:
    """A formula of ours as Calc wants it: semicolons between arguments, a point behind a sheet's name."""
    pieces = _QUOTED.split(formula)
    pieces[::2] = [piece.replace(",", ";") for piece in pieces[::2]]
    pieces[1::2] = [f"${p[:-1]}." if p.endswith("!") else p for p in pieces[1::2]]
    return "".join(pieces)


def _list(document: Any, name: str, row: int, column: int, *what: Any) -> None:
    height, source = what
    sheet = document.Sheets.getByName(name)
    cells = sheet.getCellRangeByPosition(column - 1, row - 1, column - 1, row + height - 2)
    rule = cells.Validation
    rule.Type = LIST
    rule.setFormula1(source)
    cells.Validation = rule


def _fill(document: Any, name: str, pattern: int, colour: int, places: list[Any]) -> None:
    """All cells of one colour at once: one by one would be 250 times slower."""
    sheet = document.Sheets.getByName(name).RangeAddress.Sheet
    ranges = document.createInstance("com.sun.star.sheet.SheetCellRanges")
    addresses = (CellRangeAddress(sheet, c - 1, r - 1, c - 1, r - 1) for r, c in places)
    ranges.addRangeAddresses(tuple(addresses), False)
    ranges.CellBackColor = -1 if pattern == NO_FILL else bgr(int(colour))


def _unnote(document: Any, name: str, row: int, column: int, ours: str) -> None:
    one = cell(document, name, row, column)
    if one.Annotation.String.startswith(ours):
        notes = one.Spreadsheet.Annotations
        places = [notes.getByIndex(i).Position for i in range(notes.Count)]
        notes.removeByIndex([(p.Row + 1, p.Column + 1) for p in places].index((row, column)))


def _note(document: Any, name: str, row: int, column: int, text: str) -> None:
    one = cell(document, name, row, column)
    if not one.Annotation.String:  # the clerk's own note stays
        at = one.CellAddress
        one.Spreadsheet.Annotations.insertNew(CellAddress(at.Sheet, at.Column, at.Row), text)


def _show(document: Any, name: str) -> None:
    document.Sheets.getByName(name).IsVisible = True


def _go(document: Any, name: str, row: int, column: int) -> None:
    one = cell(document, name, row, column)
    document.CurrentController.setActiveSheet(one.Spreadsheet)
    document.CurrentController.select(one)


def _say(document: Any, text: str) -> None:
    """The entry shows it."""


_DO: dict[str, Callable[..., None]] = {
    "sheet": _sheet,
    "write": _write,
    "list": _list,
    "fill": _fill,
    "unnote": _unnote,
    "note": _note,
    "show": _show,
    "go": _go,
    "say": _say,
}
