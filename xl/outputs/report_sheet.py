"""検証結果 as a sheet inside the marked copy: the findings with links to their cells, what was not checked below."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import PurePath

from validators.findings import Report
from validators.messages import SEVERITY_NAME
from workbooks.grid import Value
from workbooks.plan import COLORS
from workbooks.results.sheet import COLUMNS, clean, headings_of, ordered, rows, summary, verdict
from workbooks.sheet_names import FINDINGS, signed
from xl.ooxml.added import Entry, NewSheet, add_sheet, free_name
from xl.ooxml.package import Package
from xl.ooxml.styles import Letters, Styles
from xl.outputs import style
from xl.outputs.report import WIDTHS

MOST = 10_000  # findings; more make the file to be mailed large, and stand in the report
_HEAD = 3  # title, verdict, headings
_WRAP = (("vertical", "top"), ("wrapText", "1"))
_TOP = (("vertical", "top"),)
_AT = {name: column for column, name in enumerate(COLUMNS)}
_TEXT = _AT["内容"]
_MEASURED = ("内容", "候補", "値")


def add(package: Package, report: Report) -> None:
    """Add the sheet behind all others; its title bears our sign, so that no check reads it. Raises OfficeError."""
    styles = Styles(package)
    sheet = _Sheet(styles, report)
    add_sheet(package, sheet.made(free_name(package, FINDINGS)))
    styles.save()


class _Sheet:
    """The rows of the sheet, in formats made from the workbook's own first one."""

    def __init__(self, styles: Styles, report: Report) -> None:
        self.report = report
        self.bold = styles.variant(0, letters=Letters(look="bold"), alignment=_TOP)
        self.plain = styles.variant(0, alignment=_TOP)
        self.text = styles.variant(0, alignment=_WRAP)
        self.link = styles.variant(0, alignment=_TOP, letters=Letters(look="link"))
        self.head = styles.variant(self.bold, fill="#D9E1F2", alignment=_WRAP)
        self.level = {
            SEVERITY_NAME[level]: styles.variant(
                self.bold, fill=COLORS[level], alignment=_TOP, number_format=f'"{sign} "@'
            )
            for level, sign in style.SIGNS.items()
            if level in SEVERITY_NAME
        }

    def made(self, name: str) -> NewSheet:
        """The sheet: title, verdict, headings, findings, and what was not checked."""
        findings = ordered(self.report.findings)[:MOST]
        lines: list[tuple[float, list[Entry]]] = [
            (style.TITLE_LINE, [Entry(clean(signed(self.report.title)), self.bold)]),
            (style.row_height(1), [Entry(clean(verdict(self.report)), self.bold)]),
            (style.HEAD_LINE, [Entry(word, self.head) for word in headings_of(self.report)]),
        ]
        for finding, cells in zip(findings, rows(findings), strict=True):
            cells[_AT["ファイル"]] = PurePath(finding.file).name  # the folder is nobody's business
            entries = [self._entry(name, value) for name, value in zip(COLUMNS, cells, strict=True)]
            entries[_AT["セル"]] = Entry(finding.cell, self.link, (finding.sheet, finding.cell))
            lines.append((_height(cells), entries))
        lines.append((style.row_height(1), []))
        left_out = len(self.report.findings) - len(findings)
        for label, text in summary(self.report, left_out)[1:]:
            entries = [Entry("", self.plain)] * _TEXT
            entries[1] = Entry(label, self.bold)
            height = style.row_height(style.lines_of(text, WIDTHS[_TEXT]))
            lines.append((height, [*entries, Entry(clean(text), self.text)]))
        return NewSheet(name, lines, self._widths(), _HEAD, len(findings))

    def _entry(self, column: str, value: Value) -> Entry:
        if isinstance(value, int):
            return Entry(value, self.plain)
        text = clean(str(value))
        if column == "重要度":
            return Entry(text, self.level[text])
        return Entry(text, self.text if column in _MEASURED else self.plain)

    def _widths(self) -> Sequence[int]:
        """0 for what says the same on every line, and for the ids of the rules."""
        hidden = {"ファイル", "規則"} | (set() if self.report.compared else {"前回との比較"})
        if len({finding.sheet for finding in self.report.findings}) <= 1:
            hidden.add("シート")
        return [0 if name in hidden else WIDTHS[column] for name, column in _AT.items()]


def _height(cells: Sequence[Value]) -> float:
    lines = (style.lines_of(str(cells[_AT[name]]), WIDTHS[_AT[name]]) for name in _MEASURED)
    return style.row_height(max(lines))
