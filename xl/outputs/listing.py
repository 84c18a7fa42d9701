"""一覧 as sheets: what a check lists besides its findings, with true dates, states in colour, and a
print set-up for A4."""

from __future__ import annotations

import datetime as dt
import io
import re
from collections.abc import Sequence

from validators.findings import Listing
from workbooks.plan import COLORS
from xl.outputs.report import FONT, clean, lines_of

_STATES: tuple[tuple[re.Pattern[str], str], ...] = (
    (
        re.compile(r"超過\d+日|不備\d+件(・要確認\d+件)?|失効|届出無効|取消|未修了|差戻し"),
        COLORS["error"],
    ),
    (re.compile(r"境界|まもなく失効|要確認(\d+件)?"), COLORS["warning"]),
    (re.compile(r"期限内|不備なし|有効|修了|受理できます"), "#C6EFCE"),
)
_DAY = '[$-411]ggge"年"m"月"d"日"'
_LINE = 17


def content(listings: Sequence[Listing], title: str = "") -> bytes:
    """A workbook of nothing but lists."""
    import xlsxwriter

    made = io.BytesIO()
    options = {
        "in_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
    }
    book = xlsxwriter.Workbook(made, options)
    book.set_properties({"title": title or listings[0].title, "comments": "careerup"})
    for listing in listings:
        add(book, listing)
    book.close()
    return made.getvalue()


def add(book: object, listing: Listing) -> None:
    """One sheet: title, heading in row 3, rows below; text stays text."""
    base = {
        "font_name": FONT,
        "font_size": 10,
        "valign": "top",
        "text_wrap": True,
        "border": 1,
        "border_color": "#BFBFBF",
    }
    make = book.add_format  # type: ignore[attr-defined]
    plain, day = make(base), make({**base, "num_format": _DAY, "align": "left"})
    head = make(
        {**base, "bold": True, "bg_color": "#1F4E78", "font_color": "#FFFFFF", "valign": "vcenter"}
    )
    colours = {colour: make({**base, "bold": True, "bg_color": colour}) for _, colour in _STATES}
    sheet = book.add_worksheet(listing.title[:31])  # type: ignore[attr-defined]
    sheet.set_landscape()
    sheet.set_paper(9)  # A4
    sheet.fit_to_pages(1, 0)
    sheet.set_margins(0.4, 0.4, 0.5, 0.6)
    sheet.set_footer("&L&A&R&P / &N")
    sheet.repeat_rows(2)
    sheet.write_string(
        0, 0, listing.title, make({"font_name": FONT, "font_size": 14, "bold": True})
    )
    sheet.set_row(2, 30)
    for column, (heading, width) in enumerate(zip(listing.headings, listing.widths, strict=True)):
        sheet.set_column(column, column, width)
        sheet.write_string(2, column, heading, head)
    for number, row in enumerate(listing.rows, 3):
        height = max(
            lines_of(_text(value), width) for value, width in zip(row, listing.widths, strict=True)
        )
        sheet.set_row(number, _LINE * min(height, 24) + 2)
        for column, value in enumerate(row):
            if isinstance(value, dt.date):
                sheet.write_datetime(
                    number, column, dt.datetime(value.year, value.month, value.day), day
                )
            elif isinstance(value, (int, float)) and not isinstance(value, bool):
                sheet.write_number(number, column, value, plain)
            else:
                text = clean(_text(value))
                colour = next((c for pattern, c in _STATES if pattern.fullmatch(text)), "")
                sheet.write_string(number, column, text, colours[colour] if colour else plain)
    sheet.freeze_panes(3, 0)
    sheet.autofilter(2, 0, 2 + max(len(listing.rows), 1), len(listing.headings) - 1)


def _text(value: object) -> str:
    if isinstance(value, dt.date):
        return "令和99年12月31日"  # as wide as a date gets
    return "" if value is None else str(value)
