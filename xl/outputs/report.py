"""検証結果 as a workbook of its own (検証結果のファイル), with links to the cells of the checked file."""

from __future__ import annotations

import io
from collections.abc import Sequence
from pathlib import Path

from xlsxwriter import Workbook
from xlsxwriter.worksheet import Worksheet

from validators.findings import Finding, Report
from validators.messages import SEVERITIES, SEVERITY_NAME
from workbooks.grid import Value
from workbooks.plan import COLORS
from workbooks.results.sheet import (
    COLUMNS,
    MAX_FINDINGS,
    RULE_COLUMNS,
    clean,
    headings_of,
    lists_of,
    ordered,
    rows,
    rule_rows,
    summary,
)
from workbooks.sheet_names import BY_RULE, FINDINGS, RESOLVED
from xl.files.write import new_file
from xl.outputs import listing as listings
from xl.outputs import style

WIDTHS = (6, 9, 14, 10, 7, 13, 14, 14, 16, 44, 20, 20, 14, 8)
RULE_WIDTHS = (10, 28, 8, 64, 22, 26)
MAX_LINKS = 65_000  # Excel's own limit is 65,530 links a sheet
MAX_TARGET = 600  # Excel opens no path beyond 218 characters; XlsxWriter warns in English about links beyond 2,079
_SUMMARY_AT = 3  # the column the summary's texts begin in
# beyond the table a text would shrink the whole printed page
_SUMMARY_WIDTH = sum(WIDTHS[_SUMMARY_AT:]) - 8
_IN_LINKS = str.maketrans({"%": "%25", "#": "%23", " ": "%20"})


def write(report: Report, path: Path, *, force: bool = False) -> None:
    """Write the report as a workbook of its own, links pointing to the checked file. Raises Problem."""
    with new_file(path, (), force=force) as temporary:
        temporary.write_bytes(content(report))


def content(report: Report) -> bytes:
    """The report workbook. Made in memory: a run cut short leaves no names behind in the temporary folder."""
    made = io.BytesIO()
    with style.new_book(made, FINDINGS, in_memory=True) as book:
        _Writer(book, report).write()
    return made.getvalue()


class _Writer:
    """One report into one XlsxWriter book."""

    def __init__(self, book: Workbook, report: Report) -> None:
        self.book, self.report = book, report
        self.plain = book.add_format(style.WRAPPED)
        self.label = book.add_format({**style.BASE, "bold": True})
        self.text = book.add_format(style.BASE)
        self.title = book.add_format(style.TITLE)
        self.head = book.add_format(style.HEAD)
        self.level = {
            severity: book.add_format({**style.BOXED, "bold": True, "bg_color": COLORS[severity]})
            for severity in SEVERITIES
        }
        counts = report.summary()
        good = style.GOOD if report.clear else COLORS["warning"]
        worst = next((COLORS[s] for s in ("error", "warning") if counts[s]), good)
        self.verdict = book.add_format({**style.BASE, "bold": True, "bg_color": worst})
        self.link = book.add_format({**style.BOXED, "font_color": "#0563C1", "underline": 1})

    def write(self) -> None:
        """Write all sheets in the order a clerk wants them."""
        findings = ordered(self.report.findings)
        self._findings(findings[:MAX_FINDINGS], len(findings) - MAX_FINDINGS)
        for listing in lists_of(self.report):
            listings.add(self.book, listing)
        self._rules()
        if self.report.resolved:
            self._resolved()

    def _sheet(self, name: str, widths: Sequence[int], heading: int) -> Worksheet:
        sheet = self.book.add_worksheet(name)
        style.set_up_page(sheet, heading, widths)
        return sheet

    def _findings(self, findings: Sequence[Finding], left_out: int) -> None:
        folded = [
            (label if i == 0 else "", part)
            for label, text in summary(self.report, left_out)
            for i, part in enumerate(style.fold(clean(text), _SUMMARY_WIDTH))
        ]
        top = len(folded) + 2
        sheet = self._sheet(FINDINGS, WIDTHS, top)
        if len({t.file for t in self.report.tables}) <= 1:
            sheet.set_column(2, 2, WIDTHS[2], None, {"hidden": True})
        self._summary(sheet, folded)
        self._table(sheet, top, headings_of(self.report), WIDTHS, rows(findings))
        for number, f in enumerate(findings, top + 1):
            sheet.write_string(number, 1, SEVERITY_NAME[f.severity], self.level[f.severity])
            target = link(f)
            if number - top <= MAX_LINKS and len(target) <= MAX_TARGET:
                tip = "クリックでこのセルを開きます"
                sheet.write_url(number, 4, target, self.link, f.cell, tip)
        sheet.freeze_panes(top + 1, 0)

    def _summary(self, sheet: Worksheet, folded: Sequence[tuple[str, str]]) -> None:
        sheet.write_string(0, 0, self.report.title, self.title)
        sheet.set_row(0, 24)
        for number, (label, text) in enumerate(folded, 1):
            sheet.set_row(number, style.LINE)
            sheet.write_string(number, 0, label, self.label)
            shown = self.verdict if label == "判定" else self.text
            sheet.write_string(number, _SUMMARY_AT, text, shown)
        for column in range(_SUMMARY_AT + 1, COLUMNS.index("候補")):
            sheet.write_blank(1, column, None, self.verdict)

    def _rules(self) -> None:
        sheet = self._sheet(BY_RULE, RULE_WIDTHS, 0)
        self._table(sheet, 0, RULE_COLUMNS, RULE_WIDTHS, rule_rows(self.report))
        for number, (_, severity, _) in enumerate(self.report.by_rule(), 1):
            sheet.write_string(number, 0, SEVERITY_NAME[severity], self.level[severity])
        sheet.freeze_panes(1, 0)

    def _resolved(self) -> None:
        sheet = self._sheet(RESOLVED, WIDTHS, 0)
        resolved = rows(self.report.resolved[:MAX_FINDINGS])
        self._table(sheet, 0, headings_of(self.report), WIDTHS, resolved)
        sheet.freeze_panes(1, 0)

    def _table(
        self,
        sheet: Worksheet,
        top: int,
        headings: Sequence[str],
        widths: Sequence[int],
        body: Sequence[Sequence[Value]],
    ) -> None:
        sheet.set_row(top, style.HEAD_LINE)
        for column, heading in enumerate(headings):
            sheet.write_string(top, column, heading, self.head)
        for number, line in enumerate(body, top + 1):
            lines = max(style.lines_of(str(v), w) for v, w in zip(line, widths, strict=True))
            sheet.set_row(number, style.row_height(lines))
            for column, value in enumerate(line):
                if isinstance(value, int):
                    sheet.write_number(number, column, value, self.plain)
                else:
                    sheet.write_string(number, column, clean(str(value)), self.plain)
        sheet.autofilter(top, 0, top + max(len(body), 1), len(headings) - 1)


def link(finding: Finding) -> str:
    """Link from a report beside the checked file to the cell."""
    sheet = finding.sheet.replace("'", "''")
    return f"external:{clean(finding.file).translate(_IN_LINKS)}#'{sheet}'!{finding.cell}"
