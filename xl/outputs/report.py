"""検証結果 as a workbook of its own (検証結果のファイル): the answer first, links to the cells of the checked file."""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from itertools import islice
from pathlib import Path

from xlsxwriter import Workbook
from xlsxwriter.worksheet import Worksheet

from validators.findings import ROSTER_TITLE, SETTLED, Finding, Listing, Report
from validators.messages import SEVERITIES, SEVERITY_NAME, Severity
from workbooks.results.sheet import (
    ANSWERS,
    COLUMNS,
    MAX_FINDINGS,
    RULE_COLUMNS,
    clean,
    headings_of,
    how,
    ordered,
    rows,
    rule_rows,
    verdict,
)
from workbooks.results.unchecked import unchecked_link, unchecked_list
from workbooks.sheet_names import BY_ROW, BY_RULE, FINDINGS, HOW, RESOLVED, UNCHECKED
from xl.files.write import new_file
from xl.outputs import listing as listings
from xl.outputs import long_list, style, whole_rows
from xl.outputs.long_list import Line, Link, LongList

WIDTHS = (5, 9, 14, 10, 7, 13, 15, 20, 92, 26, 9, 20, 8, 15, 18, 24, 14)
RULE_WIDTHS = (10, 28, 8, 96, 22, 26)
HOW_WIDTHS = (18, 120)
_WIDEST = 35  # of a column that is as wide as what stands in it
# widths that 1366 pixels show, of which 内容 takes what is left
_SCREEN, _EDGES, _LEAST_TEXT = 220, 0.72, 80
TOP = 2  # the row of the headings, 0-based: title and links, verdict, headings
_AT = {name: column for column, name in enumerate(COLUMNS)}
_ON_SCREEN = [name for name in COLUMNS[: _AT["前回との比較"]] if name != "内容"]
# looked up, not read: on one line, and so no reason for a row to be higher
_SINGLE = frozenset(n for n in _AT.values() if n >= _AT["前回との比較"]) | {_AT["見出し"]}


def write(report: Report, path: Path, *, force: bool = False) -> None:
    """Write the report as a workbook of its own, links pointing to the checked file. Raises Problem."""
    with new_file(path, (), force=force) as temporary:
        temporary.write_bytes(content(report))


def content(report: Report) -> bytes:
    """The report workbook. Made in memory: a run cut short leaves no names behind in the temporary folder."""
    made = io.BytesIO()
    with style.new_book(made, FINDINGS, in_memory=True) as book:
        writer = _Writer(book, report)
        writer.write()
    return long_list.filled(made, writer.lists)


class _Writer:
    """One report into one XlsxWriter book."""

    def __init__(self, book: Workbook, report: Report) -> None:
        self.book, self.report = book, report
        self.findings = ordered(report.findings)
        self.lists: list[LongList] = []
        self.plain = book.add_format(style.WRAPPED)
        self.single = book.add_format({**style.BOXED, "shrink": True})
        self.label = book.add_format({**style.BASE, "bold": True})
        self.text = book.add_format({**style.BASE, "text_wrap": True})
        self.title = book.add_format(style.TITLE)
        self.head = book.add_format(style.HEAD)
        self.level = {
            severity: book.add_format(style.state_format(severity)) for severity in SEVERITIES
        }
        counts = report.summary()
        worst = "error" if counts["error"] else "good" if report.clear else "warning"
        self.verdict = book.add_format(
            {**style.BASE, "bold": True, "bg_color": style.COLOURS[worst]}
        )
        self.link = book.add_format(
            {**style.BOXED, "font_color": style.LINK_COLOUR, "underline": 1}
        )

    def write(self) -> None:
        """Write all sheets in the order a clerk wants them: where a list is the answer, it comes first."""
        first = self.report.lists[:1] if self.report.title != ROSTER_TITLE else ()
        rest = [one for one in self.report.lists if one not in first]
        if self.report.unchecked:
            rest.append(unchecked_list(self.report))
        jumps = self._jumps([*first, *rest])
        for listing in first:
            place = style.cell_of(listings.sheet_name(listing))
            listings.add(self.book, listing, [jump for jump in jumps if jump.target != place])
        self._findings(self.findings[:MAX_FINDINGS], jumps)
        if self.report.rows:
            whole_rows.add(self.book, self.report)
        for listing in rest:
            listings.add(self.book, listing, [_BACK])
        self._rules()
        self._how()
        if self.report.resolved:
            self._resolved()

    def _jumps(self, lists: Sequence[Listing]) -> list[style.Jump]:
        """Counts by state, each with the way to what it counts."""
        counts, jumps, at = self.report.summary(), [], TOP + 2
        for severity in SEVERITIES:
            if severity == "info" and not counts[severity]:
                continue
            level = severity if counts[severity] else "good"
            text = f"{style.SIGNS[level]} {SEVERITY_NAME[severity]} {counts[severity]} 件"
            if severity == "warning" and self.report.settled:
                text += f"（{SETTLED} {self.report.settled} 件）"
            cell = style.cell_of(FINDINGS, f"B{at}") if counts[severity] else ""
            jumps.append(style.Jump(text, cell, level))
            at += counts[severity]
        if self.report.rows:
            jumps.append(style.Jump(f"→ {BY_ROW}", style.cell_of(BY_ROW)))
        for listing in lists:
            name = listings.sheet_name(listing)
            shown = unchecked_link(self.report) if listing.title == UNCHECKED else name
            jumps.append(style.Jump(f"→ {shown}", style.cell_of(name)))
        resolved = [RESOLVED] if self.report.resolved else []
        return [
            *jumps,
            *(style.Jump(f"→ {n}", style.cell_of(n)) for n in [BY_RULE, HOW, *resolved]),
        ]

    def _findings(self, findings: Sequence[Finding], jumps: Sequence[style.Jump]) -> None:
        """The list of findings: one line each, as a clerk works through it and the next run reads it."""
        sheet = self.book.add_worksheet(FINDINGS)
        style.set_up_page(sheet, TOP, WIDTHS)
        sheet.set_zoom(style.ZOOM)
        widths = self._hide(sheet, findings)
        self._top(sheet, widths, jumps)
        self._long(sheet, widths, findings, linked=True)
        last, answer = TOP + max(len(findings), 1), _AT["対応"]
        offered = {"validate": "list", "source": list(ANSWERS), "error_type": "information"}
        sheet.data_validation(TOP + 1, answer, last, answer, offered)
        sheet.print_area(0, 0, last, _AT["前回との比較"])
        sheet.freeze_panes(TOP + 1, 0)

    def _hide(self, sheet: Worksheet, found: Sequence[Finding]) -> list[int]:
        """Hide what says the same on every line, and the ids of the rules; the widths that are left."""
        tables = self.report.tables
        hidden = {"規則"}
        if len({t.file for t in tables}) <= 1:
            hidden.add("ファイル")
            if len({f.sheet for f in self.report.findings}) <= 1:
                hidden.add("シート")
        if not self.report.compared:
            hidden.add("前回との比較")
        widths = {name: WIDTHS[column] for name, column in _AT.items()}
        # 氏名 may be a body's: three lines of it would fill the screen
        fitted = {"シート": {f.sheet for f in found}, "氏名": {f.row_name for f in found}}
        for name, texts in fitted.items():
            longest = {text for text in texts if len(text) * 2 >= widths[name]}
            need = max(map(style.columns_of, longest), default=0) + 1
            widths[name] = min(max(widths[name], need), _WIDEST)
        shown = [w + _EDGES for n, w in widths.items() if n not in hidden and n in _ON_SCREEN]
        widths["内容"] = min(widths["内容"], max(_SCREEN - int(sum(shown)), _LEAST_TEXT))
        for name, column in _AT.items():
            if name in hidden:
                sheet.set_column(column, column, WIDTHS[column], None, {"hidden": True})
            else:
                sheet.set_column(column, column, widths[name])
        return [0 if name in hidden else width for name, width in widths.items()]

    def _top(self, sheet: Worksheet, widths: Sequence[int], jumps: Sequence[style.Jump]) -> None:
        """The answer: title and verdict in the first row, counts and links in the second."""
        title = clean(self.report.title)
        sheet.write_string(0, 0, title, self.title)
        sheet.set_row(0, style.TITLE_LINE)
        used, column = 0.0, 0
        while column < _AT["見出し"] and used < style.columns_of(title) * style.TITLE_SIZE + 1:
            used, column = used + widths[column], column + 1
        for blank in range(column, _AT["対応"]):
            sheet.write_blank(0, blank, None, self.verdict)
        sheet.write_string(0, column, clean(verdict(self.report)), self.verdict)
        sheet.set_row(1, style.row_height(1))
        style.lead(self.book, sheet, 1, widths, jumps)

    def _rules(self) -> None:
        sheet = self._sheet(BY_RULE, RULE_WIDTHS)
        last = len(RULE_COLUMNS) - 1
        sheet.set_column(last, last, RULE_WIDTHS[last], None, {"hidden": True})
        body, levels = rule_rows(self.report), self.report.by_rule()
        self._headings(sheet, RULE_COLUMNS, len(body))
        for number, (line, (_, severity, _)) in enumerate(zip(body, levels, strict=True), TOP + 1):
            lines = max(map(style.lines_of, map(str, line[:last]), RULE_WIDTHS))
            sheet.set_row(number, style.row_height(lines))
            for column, value in enumerate(line):
                if isinstance(value, int):
                    sheet.write_number(number, column, value, self.plain)
                else:
                    shown = self.plain if column else self.level[severity]
                    sheet.write_string(number, column, clean(str(value)), shown)

    def _how(self) -> None:
        """What was read, what was assumed, how it compares with the last time."""
        sheet = self._sheet(HOW, HOW_WIDTHS)
        left_out = len(self.findings) - MAX_FINDINGS
        for number, (label, text) in enumerate(how(self.report, left_out), TOP):
            lines = style.lines_of(text, HOW_WIDTHS[1])
            sheet.set_row(number, style.row_height(lines))
            sheet.write_string(number, 0, label, self.label)
            sheet.write_string(number, 1, clean(text), self.text)

    def _resolved(self) -> None:
        sheet = self._sheet(RESOLVED, WIDTHS)
        widths = self._hide(sheet, self.report.resolved[:MAX_FINDINGS])
        self._long(sheet, widths, self.report.resolved[:MAX_FINDINGS], linked=False)

    def _sheet(self, name: str, widths: Sequence[int]) -> Worksheet:
        """A sheet behind the first: title, the way back, heading in row 3."""
        sheet = self.book.add_worksheet(name)
        style.set_up_page(sheet, TOP, widths)
        sheet.set_zoom(style.ZOOM)
        sheet.write_string(0, 0, name, self.title)
        sheet.set_row(0, style.TITLE_LINE)
        style.lead(self.book, sheet, 1, widths, [_BACK])
        sheet.freeze_panes(TOP + 1, 0)
        return sheet

    def _long(
        self, sheet: Worksheet, widths: Sequence[int], findings: Sequence[Finding], *, linked: bool
    ) -> None:
        """Headings and the findings' lines; ``linked`` ones lead to their cells and show their severity in colour."""
        self._headings(sheet, headings_of(self.report), len(findings))
        firsts = {f.file: f for f in reversed(findings)} if linked else {}
        led = {file: link(f) for file, f in firsts.items()}
        links = {file: to for file, to in led.items() if len(to) <= style.MAX_TARGET}
        formats = [self.plain, self.single, self.link, *self.level.values()]
        lines = _lines(findings, widths, links if linked else None)
        one = LongList(sheet, TOP + 1, formats, lines, links)
        one.set_patterns()
        self.lists.append(one)

    def _headings(self, sheet: Worksheet, headings: Sequence[str], height: int) -> None:
        """The headings of a table with so many rows below."""
        sheet.set_row(TOP, style.HEAD_LINE)
        for column, heading in enumerate(headings):
            sheet.write_string(TOP, column, heading, self.head)
        sheet.autofilter(TOP, 0, TOP + max(height, 1), len(headings) - 1)


def _lines(
    findings: Sequence[Finding], widths: Sequence[int], links: Mapping[str, str] | None
) -> Iterator[Line]:
    """The findings as lines, as high as their text: single columns, and hidden ones (width 0), stay on one line.

    links  the files that can be opened; None for a list without links and colours
    """
    apart = _SINGLE | {_AT["No."]}
    measured = {n: width for n, width in enumerate(widths) if width and n not in apart}
    made = rows(findings)
    for start in range(0, len(findings), _AT_ONCE):
        some = list(islice(made, _AT_ONCE))
        lines = style.most_lines(some, measured)
        for number, (row, high) in enumerate(zip(some, lines, strict=True), start):
            f, to = findings[number], None
            if links is not None and number < style.MAX_LINKS and f.file in links:
                to = Link(f.file, style.cell_of(f.sheet, f.cell))
            formats = _formats(None if links is None else f.severity, to is not None)
            yield Line(style.row_height(high), row, formats, to, _AT["セル"])


@cache
def _formats(severity: Severity | None, linked: bool) -> tuple[int, ...]:
    """The format of each column of a line."""
    formats = [_SINGLE_LINE if n in _SINGLE else _PLAIN for n in _AT.values()]
    if severity:
        formats[_AT["重要度"]] = _FIRST_LEVEL + SEVERITIES.index(severity)
    if linked:
        formats[_AT["セル"]] = _LINKED
    return tuple(formats)


_AT_ONCE = 1000  # lines measured together
_PLAIN, _SINGLE_LINE, _LINKED, _FIRST_LEVEL = range(4)  # places in the formats of the long list
_BACK = style.Jump(f"← {FINDINGS}", style.cell_of(FINDINGS))


def link(finding: Finding) -> str:
    """Link from a report beside the checked file to the cell."""
    return style.link_to(finding.file, finding.sheet, finding.cell)
