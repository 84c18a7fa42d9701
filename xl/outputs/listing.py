"""一覧 as sheets: what a check lists besides its findings, with true dates, states in colour, and a
print set-up for A4."""

from __future__ import annotations

import datetime as dt
import io
import re
from collections.abc import Sequence
from math import isfinite
from typing import TypeGuard

from xlsxwriter import Workbook
from xlsxwriter.worksheet import Worksheet

from validators.findings import Listing
from workbooks.plan import COLORS, DATE_FORMAT
from workbooks.results.sheet import clean
from xl.outputs import style

_STATES: tuple[tuple[re.Pattern[str], str], ...] = (
    (
        re.compile(r"超過\d+日|不備\d+件(・要確認\d+件)?|失効|届出無効|取消|未修了|差戻し"),
        COLORS["error"],
    ),
    (re.compile(r"境界|まもなく失効|要確認(\d+件)?"), COLORS["warning"]),
    (re.compile(r"期限内|不備なし|有効|修了|受理できます"), style.GOOD),
)
_UPRIGHT_SCALE = 86  # per cent: the columns of 審査票 fill the width of A4
_HEADING = 2  # the row of the headings, 0-based: title, blank, headings
_MOST_LINES = 24
_SHEET_NAME = 31  # characters Excel takes


def content(listings: Sequence[Listing], title: str = "") -> bytes:
    """A workbook of nothing but lists."""
    made = io.BytesIO()
    with style.new_book(made, title or listings[0].title, in_memory=True) as book:
        for listing in listings:
            add(book, listing)
    return made.getvalue()


def add(book: Workbook, listing: Listing) -> None:
    """Add one sheet: title, heading in row 3, rows below; text stays text."""
    plain = book.add_format(style.WRAPPED)
    day = book.add_format({**style.WRAPPED, "num_format": DATE_FORMAT, "align": "left"})
    head = book.add_format(style.HEAD)
    colours = {
        colour: book.add_format({**style.WRAPPED, "bold": True, "bg_color": colour})
        for _, colour in _STATES
    }
    sheet = book.add_worksheet(listing.title[:_SHEET_NAME])
    style.set_up_page(sheet, _HEADING, listing.widths)
    sheet.write_string(0, 0, listing.title, book.add_format(style.TITLE))
    sheet.set_row(_HEADING, style.HEAD_LINE)
    for column, heading in enumerate(listing.headings):
        sheet.write_string(_HEADING, column, heading, head)
    for number, row in enumerate(listing.rows, _HEADING + 1):
        lines = max(
            style.lines_of(_text(value), width)
            for value, width in zip(row, listing.widths, strict=True)
        )
        sheet.set_row(number, style.row_height(lines, _MOST_LINES))
        for column, value in enumerate(row):
            if isinstance(value, dt.date):
                moment = dt.datetime(value.year, value.month, value.day)
                sheet.write_datetime(number, column, moment, day)
            elif _is_number(value):
                sheet.write_number(number, column, value, plain)
            else:
                text = clean(_text(value))
                sheet.write_string(number, column, text, colours.get(_colour(text), plain))
    if listing.pages:
        _upright(sheet, listing)
        return
    sheet.freeze_panes(_HEADING + 1, 0)
    last = _HEADING + max(len(listing.rows), 1)
    sheet.autofilter(_HEADING, 0, last, len(listing.headings) - 1)


def _upright(sheet: Worksheet, listing: Listing) -> None:
    """One sheet of A4 upright for each part: Excel keeps to page breaks only where it does not fit pages itself."""
    sheet.set_portrait()
    sheet.set_print_scale(_UPRIGHT_SCALE)
    sheet.set_h_pagebreaks([_HEADING + 1 + row for row in listing.pages if row])


def _colour(state: str) -> str:
    return next((colour for pattern, colour in _STATES if pattern.fullmatch(state)), "")


def _is_number(value: object) -> TypeGuard[float]:
    """A number that a cell can hold: neither infinite nor none at all."""
    return isinstance(value, (int, float)) and not isinstance(value, bool) and isfinite(value)


def _text(value: object) -> str:
    if isinstance(value, dt.date):
        return "令和99年12月31日"  # as wide as a date gets
    return "" if value is None else str(value)
