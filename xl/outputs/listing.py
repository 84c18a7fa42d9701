"""一覧 as sheets: what a check lists besides its findings, with true dates, states in colour, and a
print set-up for A4."""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Sequence
from math import isfinite
from typing import TypeGuard

from xlsxwriter import Workbook
from xlsxwriter.utility import xl_range_abs
from xlsxwriter.worksheet import Worksheet

from validators.findings import Listing
from workbooks.plan import DATE_FORMAT
from workbooks.results import states
from workbooks.results.sheet import clean
from workbooks.sheet_names import signed
from xl.outputs import style

_UPRIGHT_SCALE = 86  # per cent: the columns of 審査票 fill the width of A4
_HEADING = 2  # the row of the headings, 0-based: title, blank, headings
_MOST_LINES = 24
_SIGN = 4  # characters that a state's sign takes, and the cell's edges
_SHORT = 18  # characters of a heading that is kept on one line
_TIP = "クリックでこのセルを開きます"

_SHEET_NAME = 31  # characters Excel takes


def content(listings: Sequence[Listing], title: str = "") -> bytes:
    """A workbook of nothing but lists, signed: none of them is a table that somebody would have checked."""
    made = io.BytesIO()
    with style.new_book(made, title or listings[0].title, in_memory=True) as book:
        for listing in listings:
            add(book, listing, with_sign=True)
    return made.getvalue()


def add(
    book: Workbook, listing: Listing, jumps: Sequence[style.Jump] = (), *, with_sign: bool = False
) -> None:
    """Add one sheet: title, states and links, heading in row 3, rows below; text stays text.

    with_sign  sign the title, so that the sheet is known as ours
    """
    widths = _widths(listing)
    sheet = book.add_worksheet(sheet_name(listing))
    style.set_up_page(sheet, _HEADING, widths)
    sheet.set_zoom(style.ZOOM)
    title = signed(listing.title) if with_sign else listing.title
    sheet.write_string(0, 0, title, book.add_format(style.TITLE))
    sheet.set_row(0, style.TITLE_LINE)
    counted = [
        style.Jump(f"{style.SIGNS[one.level]} {one.word} {one.count}", level=one.level)
        for one in ([] if listing.pages else states.counts(listing))
    ]
    style.lead(book, sheet, 1, widths, [*counted, *jumps])
    head = book.add_format(style.HEAD)
    lines = max(map(style.lines_of, listing.headings, widths), default=1)
    sheet.set_row(_HEADING, style.row_height(lines))
    for column, heading in enumerate(listing.headings):
        sheet.write_string(_HEADING, column, heading, head)
    _rows(book, sheet, listing, widths)
    _drop_downs(sheet, listing)
    if listing.pages:
        _upright(sheet, listing)
        return
    sheet.freeze_panes(_HEADING + 1, 0)
    last, end = _HEADING + max(len(listing.rows), 1), len(listing.headings) - 1
    sheet.autofilter(_HEADING, 0, last, end)
    sheet.print_area(0, 0, last, end)  # links beside the table would make the print smaller


def sheet_name(listing: Listing) -> str:
    """The sheet a list stands on."""
    return listing.title[:_SHEET_NAME]


def _drop_downs(sheet: Worksheet, listing: Listing) -> None:
    """What the cells of a column may hold, kept in a hidden column: a list in the cell itself may have 255 letters."""
    first, last = _HEADING + 1, _HEADING + max(len(listing.rows), 1)
    for number, (column, choices) in enumerate(listing.choices.items(), 1):
        kept = len(listing.headings) + number
        sheet.write_column(first, kept, choices)
        sheet.set_column(kept, kept, None, None, {"hidden": True})
        rows = xl_range_abs(first, kept, first + len(choices) - 1, kept)
        sheet.data_validation(
            first, column, last, column, {"validate": "list", "source": f"={rows}"}
        )


def _rows(book: Workbook, sheet: Worksheet, listing: Listing, widths: Sequence[int]) -> None:
    """The rows, each as high as its text."""
    plain = book.add_format(style.WRAPPED)
    day = book.add_format({**style.BOXED, "num_format": DATE_FORMAT, "align": "left"})
    shown = {level: book.add_format(style.state_format(level)) for level in style.COLOURS}
    link = book.add_format({**style.WRAPPED, "font_color": style.LINK_COLOUR, "underline": 1})
    linked = 0
    for number, row in enumerate(listing.rows, _HEADING + 1):
        lines = max(map(style.lines_of, map(_text, row), widths), default=1)
        sheet.set_row(number, style.row_height(lines, _MOST_LINES))
        for column, value in enumerate(row):
            target = _target(listing, number - _HEADING - 1, column)
            if target and len(target) <= style.MAX_TARGET and linked < style.MAX_LINKS:
                linked += 1
                sheet.write_url(number, column, target, link, clean(_text(value)), _TIP)
            elif isinstance(value, dt.date):
                moment = dt.datetime(value.year, value.month, value.day)
                sheet.write_datetime(number, column, moment, day)
            elif _is_number(value):
                sheet.write_number(number, column, value, plain)
            else:
                text = clean(_text(value))
                _, level = states.state_of(text)
                sheet.write_string(number, column, text, shown.get(level, plain))


def _target(listing: Listing, row: int, column: int) -> str:
    """The link of a cell of the list, "" where it is about no cell of the checked file."""
    place = listing.links.get((row, column))
    shown = listing.rows[row][column] if place else ""
    return style.link_to(*place) if place and shown else ""


def _widths(listing: Listing) -> list[int]:
    """The list's own widths; what is read at a glance (a day, a state, a short heading) stays on one line."""
    if listing.pages:  # made to fill a sheet of paper
        return list(listing.widths)
    widths = []
    for column, width in enumerate(listing.widths):
        heading = style.columns_of(listing.headings[column]) + style.BUTTON
        need = heading if heading <= _SHORT else min(-(-heading // 2) + style.BUTTON, _SHORT)
        for value in {row[column] for row in listing.rows}:
            if isinstance(value, dt.date):
                need = max(need, style.DATE_WIDTH)
            elif isinstance(value, str) and len(value) < _SHORT and states.state_of(value)[0]:
                need = max(need, style.columns_of(value) + _SIGN)
        widths.append(max(width, need))
    return widths


def _upright(sheet: Worksheet, listing: Listing) -> None:
    """One sheet of A4 upright for each part: Excel keeps to page breaks only where it does not fit pages itself."""
    sheet.set_portrait()
    sheet.set_print_scale(_UPRIGHT_SCALE)
    sheet.set_h_pagebreaks([_HEADING + 1 + row for row in listing.pages if row])


def _is_number(value: object) -> TypeGuard[float]:
    """A number that a cell can hold: neither infinite nor none at all."""
    return isinstance(value, (int, float)) and not isinstance(value, bool) and isfinite(value)


def _text(value: object) -> str:
    """What the cell shows; a date fits its column in any case."""
    return "" if value is None or isinstance(value, dt.date) else str(value)
