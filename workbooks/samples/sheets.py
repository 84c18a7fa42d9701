"""見本のシート: workbooks of invented rows as a clerk would have made them, written with XlsxWriter."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from workbooks.grid import Value
from workbooks.plain_zip import workbook

FONT = {"font_name": "游ゴシック", "font_size": 10}
TITLE = {**FONT, "bold": True, "font_size": 14}
_AS_TYPED = ("strings_to_numbers", "strings_to_formulas", "strings_to_urls")


@contextmanager
def new_book(path: Path) -> Iterator[Workbook]:
    """Opens a new workbook in which a text stays the text it is; the same rows give the same bytes."""
    with workbook(path, dict.fromkeys(_AS_TYPED, False)) as book:
        book.set_properties({"created": dt.datetime(2000, 1, 1)})
        yield book


def put_rows(
    page: Worksheet, first: int, rows: Sequence[Sequence[Value]], plain: Format, day: Format
) -> None:
    """Writes rows from row ``first`` (counted from 0): dates in the format ``day``, the rest in ``plain``."""
    for number, row in enumerate(rows, first):
        for column, value in enumerate(row):
            if isinstance(value, dt.date):
                moment = dt.datetime(value.year, value.month, value.day)
                page.write_datetime(number, column, moment, day)
            elif isinstance(value, (int, float)):
                page.write_number(number, column, value, plain)
            else:
                page.write_string(number, column, str(value or ""), plain)


def set_up_print(page: Worksheet, frozen: int) -> None:
    """A4 across, one page wide, the rows down to the heading frozen."""
    page.set_landscape()
    page.set_paper(9)
    page.fit_to_pages(1, 0)
    page.freeze_panes(frozen, 0)


def write_sheets(
    path: Path, sheets: Sequence[tuple[str, Sequence[str], Sequence[Sequence[Value]]]]
) -> None:
    """A workbook of ledgers: (sheet, headings, rows) each, heading in row 3."""
    with new_book(path) as book:
        look = {"bold": True, "border": 1, "bg_color": "#DDEBF7", "text_wrap": True}
        head, big = book.add_format({**FONT, **look}), book.add_format(TITLE)
        plain = book.add_format({**FONT, "border": 1})
        day = book.add_format({**FONT, "border": 1, "num_format": "yyyy/m/d"})
        for title, headings, rows in sheets:
            page = book.add_worksheet(title)
            page.write_string(0, 0, title, big)
            for column, heading in enumerate(headings):
                page.write_string(2, column, heading, head)
                page.set_column(column, column, max(10, len(heading) * 1.6))
            put_rows(page, 3, rows, plain, day)
            set_up_print(page, 3)
