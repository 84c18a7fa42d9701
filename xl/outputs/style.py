"""Style (見た目): the font, frames, headings, print set-up and line heights that all workbooks of ours share."""

from __future__ import annotations

from collections.abc import Sequence
from typing import IO, Any

from xlsxwriter import Workbook
from xlsxwriter.worksheet import Worksheet

FONT = "游ゴシック"
LINE = 17  # points a line of 游ゴシック 10 takes; 15 cuts its lower edge
HEAD_LINE = 30
GOOD = "#C6EFCE"
BASE: dict[str, Any] = {"font_name": FONT, "font_size": 10, "valign": "top"}
BOXED: dict[str, Any] = {**BASE, "border": 1, "border_color": "#BFBFBF"}
WRAPPED: dict[str, Any] = {**BOXED, "text_wrap": True}
TITLE: dict[str, Any] = {**BASE, "font_size": 14, "bold": True}
HEAD: dict[str, Any] = {
    **WRAPPED,
    "bold": True,
    "bg_color": "#1F4E78",
    "font_color": "#FFFFFF",
    "valign": "vcenter",
}
# A text stays the text it is, also one that begins with = or looks like a number or an address.
_AS_TYPED = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
_A4 = 9


def new_book(target: str | IO[bytes], title: str, **options: object) -> Workbook:
    """A workbook to be written to ``target`` (a path or a buffer) whose texts stay texts; ``options`` are
    XlsxWriter's."""
    book = Workbook(target, {**options, **_AS_TYPED})
    book.set_properties({"title": title, "comments": "careerup"})
    return book


def set_up_page(sheet: Worksheet, heading: int, widths: Sequence[float]) -> None:
    """Print on A4 across, one page wide, the heading row (0-based) on each page; set the column widths."""
    sheet.set_landscape()
    sheet.set_paper(_A4)
    sheet.fit_to_pages(1, 0)
    sheet.set_margins(0.4, 0.4, 0.5, 0.6)
    sheet.repeat_rows(heading)
    sheet.set_footer("&L&A&R&P / &N")
    for column, width in enumerate(widths):
        sheet.set_column(column, column, width)


def row_height(lines: int, most: int = 20) -> int:
    """Points for a row of so many lines; a cell of more than ``most`` lines is cut on the paper, not the page."""
    return LINE * min(lines, most) + 2


def lines_of(text: str, width: int) -> int:
    """Lines a wrapped text takes in a column of this width in characters."""
    if len(text) * 2 < width and "\n" not in text:
        return 1
    return sum(-(-_columns(part) // (width - 1)) or 1 for part in text.split("\n"))


def fold(text: str, width: int) -> list[str]:
    """A long text as lines that fit, broken after 、。 or a full-width space where one stands in the
    line's last third."""
    lines, line, used, good = [], "", 0, 0
    for character in text.replace("\n", " "):
        size = _columns(character)
        if used + size > width:
            cut = good if good > len(line) * 2 // 3 else len(line)
            lines.append(line[:cut])
            line, good = line[cut:], 0
            used = _columns(line)
        line, used = line + character, used + size
        if character in "、。　":
            good = len(line)
    return [*lines, line]


def _columns(text: str) -> int:
    """Half-width columns a text takes."""
    return len(text) if text.isascii() else sum(1 + (ord(c) > 0x2E7F) for c in text)
