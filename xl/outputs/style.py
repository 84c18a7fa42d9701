"""Style (見た目): the font, frames, headings, print set-up and line heights that all workbooks of ours share."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import repeat
from math import ceil
from typing import IO, Any

from xlsxwriter import Workbook
from xlsxwriter.worksheet import Worksheet

from workbooks.plan import COLORS
from workbooks.results.sheet import clean

FONT = "游ゴシック"
LINE = 17  # points a line of 游ゴシック 10 takes; 15 cuts its lower edge
HEAD_LINE = 20
TITLE_LINE = 24
TITLE_SIZE = 1.4  # of a title's letters against those of a cell
# a column of width 1 is 7 pixels wide, half a letter of 游ゴシック 10 6.7; its Roman letters are a tenth wider
_ROOM, _WIDER = 1.04, 0.1
ZOOM = 85  # a note book's 1366 × 768 shows some fifteen findings
COLOURS: dict[str, str] = {"good": "#C6EFCE", **{str(k): v for k, v in COLORS.items()}}
GOOD = COLOURS["good"]
# the sign before a state's word: readable in black and white, and the cell's own text stays the word
SIGNS = {"error": "▲", "warning": "●", "info": "・", "good": "○"}
LINK_COLOUR = "#0563C1"
BUTTON = 3  # characters that a heading's filter button covers
DATE_WIDTH = 17  # 昭和61年12月25日 on one line
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
MAX_LINKS = 65_000  # Excel's own limit is 65,530 links a sheet
MAX_TARGET = 600  # Excel opens no path beyond 218 characters; XlsxWriter warns in English about links beyond 2,079
_IN_LINKS = str.maketrans({"%": "%25", "#": "%23", " ": "%20"})


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


def state_format(level: str) -> dict[str, Any]:
    """A cell that says how something stands: its colour and, for print in black and white, its sign."""
    sign = {"num_format": f'"{SIGNS[level]} "@', "bg_color": COLOURS[level]}
    return {**WRAPPED, **sign, "bold": True}


@dataclass(frozen=True, slots=True)
class Jump:
    """A link of the line that leads through a workbook: its words, the cell it goes to ("" for none), how it stands."""

    text: str
    target: str = ""
    level: str = ""


def lead(
    book: Workbook, sheet: Worksheet, row: int, widths: Sequence[float], jumps: Sequence[Jump]
) -> None:
    """Write the links side by side in one row; each takes as many columns as its words need. ``widths``: of
    the columns, 0 for one that is hidden or already filled."""
    column = 0
    for jump in jumps:
        while column < len(widths) and not widths[column]:
            column += 1
        shade = {"bg_color": COLOURS[jump.level]} if jump.level else {}
        line = {"font_color": LINK_COLOUR, "underline": 1} if jump.target else {}
        shown = book.add_format({**BASE, **shade, **line, "bold": bool(jump.level)})
        if jump.target:
            sheet.write_url(row, column, f"internal:{jump.target}", shown, jump.text)
        else:
            sheet.write_string(row, column, jump.text, shown)
        room, need = _width(widths, column), columns_of(jump.text) + 1
        while room < need:
            column += 1
            sheet.write_blank(row, column, None, shown)
            room += _width(widths, column)
        column += 1


def _width(widths: Sequence[float], column: int) -> float:
    """Beyond the last column a sheet has Excel's own width."""
    return widths[column] if column < len(widths) else 9


def cell_of(sheet: str, cell: str = "A1") -> str:
    """The target of a link inside the workbook; quotes in a sheet's name are doubled."""
    return f"'{sheet.replace(chr(39), chr(39) * 2)}'!{cell}"


def link_to(file: str, sheet: str, cell: str) -> str:
    """A link to a cell of a file that is named as seen from the folder of the workbook that holds the link."""
    return f"external:{clean(file).translate(_IN_LINKS)}#{cell_of(sheet, cell)}"


def row_height(lines: int, most: int = 20) -> int:
    """Points for a row of so many lines; a cell of more than ``most`` lines is cut on the paper, not the page."""
    return LINE * min(lines, most) + 2


@lru_cache(maxsize=10_000)
def lines_of(text: str, width: int) -> int:
    """Lines a wrapped text takes in a column of this width in characters."""
    if len(text) * 2 < width and "\n" not in text:
        return 1
    room = width * _ROOM
    lines = 0
    for part in text.split("\n"):
        need = columns_of(part) * (1 - _WIDER) + len(part) * 2 * _WIDER
        lines += (
            1 if need <= room else ceil(need / (room - 1))
        )  # a letter that does not fit leaves a gap
    return lines


def most_lines(lines: Sequence[Sequence[str | int]], widths: Mapping[int, int]) -> Sequence[int]:
    """How many lines the highest text of each row takes, column by column: most hold nothing that is as wide as they
    are. ``widths``: column → its width, for those that count."""
    most = [1] * len(lines)
    for column, width in widths.items():
        texts = [str(row[column]) for row in lines]
        if max(map(len, texts)) * 2 >= width or "\n" in "".join(texts):
            most = list(map(max, most, map(lines_of, texts, repeat(width))))
    return most


def fold(text: str, width: int) -> list[str]:
    """A long text as lines that fit, broken after 、。 or a full-width space where one stands in the
    line's last third."""
    lines, line, used, good = [], "", 0, 0
    for character in text.replace("\n", " "):
        size = columns_of(character)
        if used + size > width:
            cut = good if good > len(line) * 2 // 3 else len(line)
            lines.append(line[:cut])
            line, good = line[cut:], 0
            used = columns_of(line)
        line, used = line + character, used + size
        if character in "、。　":
            good = len(line)
    return [*lines, line]


def columns_of(text: str) -> int:
    """Half-width columns a text takes."""
    return len(text) if text.isascii() else len(text) + sum(map("\u2e7f".__lt__, text))
