"""行ごとの指摘: each row with findings whole, as it stands in the file, its faulty cells in red and signed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from itertools import groupby
from string import ascii_uppercase
from typing import TYPE_CHECKING, Any

from validators.findings import Finding, Report, WholeRow
from validators.messages import SEVERITIES, Door, Severity, sentence_of
from workbooks.a1 import address, position
from workbooks.plan import DATE_FORMAT
from workbooks.results.sheet import clean, one_line, ordered
from workbooks.sheet_names import BY_ROW, FINDINGS
from xl.outputs import style

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.worksheet import Worksheet

_OWN = (7, 56)  # widths of 行 and 指摘, left of the row's own columns
_NARROW, _WIDE = 6, 22
_TOP = 2
Marks = dict[int, Severity]  # column of the file → the worst finding in its cell


def add(book: Workbook, report: Report) -> None:
    """Add the sheet: per table a line of headings, per row its number, its findings, its cells."""
    _Writer(book, report).write()


class _Writer:
    def __init__(self, book: Workbook, report: Report) -> None:
        self.book, self.report = book, report
        self.sheet: Worksheet = book.add_worksheet(BY_ROW)
        self.head = book.add_format(style.HEAD)
        self.text = book.add_format(style.WRAPPED)
        self.link = book.add_format(
            {**style.BOXED, "font_color": style.LINK_COLOUR, "underline": 1}
        )
        self.cells = {level: self._formats(level) for level in ("", *SEVERITIES)}
        self.found: dict[tuple[str, str, str], list[Finding]] = {}
        wanted = {(row.file, row.sheet, str(row.row)) for row in report.rows}
        for finding in ordered(report.findings):
            place = (finding.file, finding.sheet, finding.cell.lstrip(ascii_uppercase))
            if place in wanted:
                self.found.setdefault(place, []).append(finding)

    def _formats(self, level: str) -> tuple[Any, Any]:
        """Of a text and of a date."""
        text_format = style.state_format(level) if level else style.BOXED
        if level in ("error", "warning"):
            text_format = {**text_format, "font_color": "#C00000", "text_wrap": False}
        sign = f'"{style.SIGNS[level]} "' if level else ""
        signed = DATE_FORMAT.replace("]", f"]{sign}", 1)  # LibreOffice wants the calendar first
        date = {**text_format, "num_format": signed, "align": "left"}
        return self.book.add_format(text_format), self.book.add_format(date)

    def write(self) -> None:
        """Write title, the way back, and each table's rows under their headings."""
        widths = [*_OWN, *_widths(self.report.rows)]
        style.set_up_page(self.sheet, _TOP, widths)
        self.sheet.set_zoom(style.ZOOM)
        self.sheet.write_string(0, 0, BY_ROW, self.book.add_format(style.TITLE))
        self.sheet.set_row(0, style.TITLE_LINE)
        back = style.Jump(f"← {FINDINGS}", style.cell_of(FINDINGS))
        left_out = sentence_of("rows-left-out", Door.CLI, count=f"{self.report.rows_left:,}")
        warnings = [style.Jump(left_out, level="warning")] if self.report.rows_left else []
        style.lead(self.book, self.sheet, 1, widths, [back, *warnings])
        line = _TOP
        for (file, sheet, headings), rows in groupby(
            self.report.rows, lambda row: (row.file, row.sheet, row.headings)
        ):
            several = len({t.file for t in self.report.tables}) > 1
            self._headings(line, (f"{file} {sheet}" if several else sheet, *headings))
            line += 1
            for row in rows:
                self._row(line, row)
                line += 1
        self.sheet.freeze_panes(_TOP + 1, 2)

    def _headings(self, line: int, headings: Sequence[str]) -> None:
        sheet, *titles = headings
        self.sheet.set_row(line, style.row_height(2))
        for column, text in enumerate(("行", f"指摘（{sheet}）", *titles)):
            self.sheet.write_string(line, column, clean(text), self.head)

    def _row(self, line: int, row: WholeRow) -> None:
        """One row: where it is, what is said of it, and its cells."""
        found = [
            f
            for f in self.found.get((row.file, row.sheet, str(row.row)), [])
            if f.severity != "info"
        ]
        said = "\n".join(f"{style.SIGNS[f.severity]} {f.cell} {one_line(f.message)}" for f in found)
        self.sheet.set_row(line, style.row_height(style.lines_of(said, _OWN[1])))
        first = found[0].cell if found else address(row.row, row.left)
        target = style.link_to(row.file, row.sheet, first)
        if len(target) <= style.MAX_TARGET:
            self.sheet.write_url(line, 0, target, self.link, f"{row.row}行")
        else:
            self.sheet.write_string(line, 0, f"{row.row}行", self.text)
        self.sheet.write_string(line, 1, clean(said), self.text)
        marks: Marks = {}
        for finding in found:
            marks.setdefault(position(finding.cell)[1], finding.severity)
        for offset, value in enumerate(row.values):
            text, day = self.cells[marks.get(row.left + offset, "")]
            self._cell(line, len(_OWN) + offset, value, (text, day))

    def _cell(self, line: int, column: int, value: object, formats: tuple[Any, Any]) -> None:
        text, day = formats
        if isinstance(value, dt.date) and value.year >= 1900:
            moment = dt.datetime(value.year, value.month, value.day)
            self.sheet.write_datetime(line, column, moment, day)
        elif isinstance(value, (int, float)) and not isinstance(value, bool):
            self.sheet.write_number(line, column, value, text)
        else:
            empty = "（空欄）" if text is not self.cells[""][0] else ""
            self.sheet.write_string(line, column, _text(value) or empty, text)


def _text(value: object) -> str:
    return "" if value is None else one_line(str(value))


def _widths(rows: Sequence[WholeRow]) -> list[int]:
    """Of the rows' own columns, as wide as what stands in them."""
    widths: list[int] = []
    for row in rows:
        for column, (heading, value) in enumerate(zip(row.headings, row.values, strict=True)):
            dated = isinstance(value, dt.date)
            need = style.DATE_WIDTH if dated else style.columns_of(_text(value)) + 3
            need = min(max(need, -(-style.columns_of(heading) // 2) + 2, _NARROW), _WIDE)
            if column == len(widths):
                widths.append(need)
            widths[column] = max(widths[column], need)
    return widths
