"""One A4 page drawn from rows: what a blank is made of, and the hand that draws it with XlsxWriter."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import xlsxwriter

FONT = "ＭＳ 明朝"  # on every Japanese Windows; elsewhere LibreOffice takes the Mincho it has
# sets the unit of column widths, the same in Excel and LibreOffice
NORMAL = {"font_name": "Arial", "font_size": 10}
COLUMNS, COLUMN_PIXELS = 12, 53  # 636 pixels: what A4 leaves between margins of 20 mm

STYLES: dict[str, dict[str, object]] = {
    "plain": {"font_size": 11, "valign": "vcenter"},
    "right": {"font_size": 11, "valign": "vcenter", "align": "right"},
    "title": {"font_size": 18, "valign": "vcenter", "align": "center"},
    "headline": {"font_size": 15, "valign": "vcenter", "align": "center"},
    "label": {"font_size": 14, "valign": "vcenter"},
    "value": {"font_size": 14, "valign": "vcenter", "shrink": True},
    "number": {"font_size": 12, "valign": "vcenter", "align": "right"},
    "date": {"font_size": 13, "valign": "vcenter"},
    "body": {"font_size": 14, "valign": "top", "text_wrap": True},
    "text": {"font_size": 11.5, "valign": "top", "text_wrap": True},
    "issuer": {"font_size": 13, "valign": "top", "text_wrap": True},
    "applicant": {"font_size": 11, "valign": "top", "text_wrap": True},
    "head": {
        "font_size": 11,
        "valign": "vcenter",
        "align": "center",
        "border": 1,
        "text_wrap": True,
    },
    "entry": {"font_size": 11, "valign": "vcenter", "border": 1, "text_wrap": True, "indent": 1},
    "line": {"font_size": 11, "valign": "vcenter", "border": 1, "shrink": True, "indent": 1},
    "note": {"font_size": 9, "valign": "top", "text_wrap": True},
}
FRAMED_STYLES: dict[str, dict[str, object]] = {
    "great": {"font_size": 40, "valign": "vcenter", "align": "center"},
    "under": {"font_size": 14, "valign": "vcenter", "align": "center"},
    "name": {"font_size": 20, "valign": "vcenter", "align": "center", "shrink": True},
    "born": {"font_size": 13, "valign": "vcenter", "align": "center"},
    "text16": {"font_size": 16, "valign": "vcenter", "text_wrap": True},
    "kind": {"font_size": 20, "valign": "vcenter", "align": "center", "shrink": True},
    "small": {"font_size": 11, "valign": "vcenter", "align": "right", "shrink": True},
    "day": {"font_size": 14, "valign": "vcenter"},
    "signed": {"font_size": 14, "valign": "vcenter", "text_wrap": True},
    "seal": {
        "font_size": 9,
        "valign": "vcenter",
        "align": "center",
        "border": 4,
        "font_color": "#999999",
    },
    "top": {"top": 6},
    "bottom": {"bottom": 6},
    "left": {"left": 6},
    "right_edge": {"right": 6},
    "top_left": {"top": 6, "left": 6},
    "top_right": {"top": 6, "right": 6},
    "bottom_left": {"bottom": 6, "left": 6},
    "bottom_right": {"bottom": 6, "right": 6},
}


@dataclass(frozen=True, slots=True)
class Cell:
    """Columns ``first`` to ``last`` (0-based) of a row; ``names`` are the defined names of its
    first cell, divided by blanks."""

    text: str
    style: str = "plain"
    names: str = ""
    first: int = 0
    last: int = COLUMNS - 1


@dataclass(frozen=True, slots=True)
class Row:
    """A row of ``height`` points."""

    height: float
    cells: Sequence[Cell] = ()


@dataclass(frozen=True, slots=True)
class Sheet:
    """``rows`` are printed, ``below`` stand under the print area; a ``frame`` goes round the page."""

    name: str
    rows: Sequence[Row]
    below: Sequence[Row] = ()
    frame: bool = False


def line(height: float, text: str, style: str = "plain", names: str = "", first: int = 0) -> Row:
    """A row with one cell, from column ``first`` to the right edge."""
    return Row(height, [Cell(text, style, names, first)])


def gap(height: float) -> Row:
    """An empty row."""
    return Row(height)


def styles_of(book: xlsxwriter.Workbook, styles: Mapping[str, Mapping[str, object]]) -> Any:
    """The workbook's formats by name."""
    font = {"font_name": FONT, "font_family": 1, "font_charset": 128}
    return {name: book.add_format({**font, **style}) for name, style in styles.items()}


def draw(book: xlsxwriter.Workbook, form: Sheet, styles: Mapping[str, Any]) -> None:
    """The sheet on A4 upright, one page, with a defined name for every place to fill in."""
    sheet = book.add_worksheet(form.name)
    sheet.set_column_pixels(0, COLUMNS - 1, COLUMN_PIXELS)
    for number, row in enumerate([*form.rows, *form.below]):
        sheet.set_row(number, row.height)
        for cell in row.cells:
            _write(sheet, number, cell, styles[cell.style])
            for place in cell.names.split():
                book.define_name(place, f"='{form.name}'!${chr(65 + cell.first)}${number + 1}")
    if form.frame:
        _frame(sheet, form, styles)
    sheet.print_area(0, 0, len(form.rows) - 1, COLUMNS - 1)
    sheet.set_paper(9)
    sheet.set_portrait()
    sheet.set_margins(left=0.787, right=0.787, top=0.787, bottom=0.787)
    sheet.center_horizontally()
    sheet.fit_to_pages(1, 1)
    sheet.hide_gridlines(2)


def _write(sheet: Any, number: int, cell: Cell, style: Any) -> None:
    if cell.first < cell.last:
        sheet.merge_range(number, cell.first, number, cell.last, cell.text, style)
    elif cell.text:
        sheet.write_string(number, cell.first, cell.text, style)
    else:
        sheet.write_blank(number, cell.first, None, style)


def _frame(sheet: Any, form: Sheet, styles: Mapping[str, Any]) -> None:
    """A double line round the page: its edge cells hold nothing else."""
    last, right = len(form.rows) - 1, COLUMNS - 1
    for column in range(1, right):
        sheet.write_blank(0, column, None, styles["top"])
        sheet.write_blank(last, column, None, styles["bottom"])
    for row in range(1, last):
        sheet.write_blank(row, 0, None, styles["left"])
        sheet.write_blank(row, right, None, styles["right_edge"])
    corners = {(0, 0): "top_left", (0, right): "top_right", (last, 0): "bottom_left"}
    for (row, column), style in (corners | {(last, right): "bottom_right"}).items():
        sheet.write_blank(row, column, None, styles[style])
