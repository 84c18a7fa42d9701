"""検証結果: a Report on a sheet. One definition of its rows serves the file written here and the
sheet in the open book."""

from __future__ import annotations

import io
import re
from collections import Counter
from collections.abc import Sequence
from pathlib import Path, PurePath

from validators.findings import ROSTER_TITLE, Finding, Report
from validators.messages import SEVERITIES, SEVERITY_NAME, rules
from workbooks.grid import Value, column_number
from workbooks.plan import COLORS
from workbooks.tables.headings import TITLES
from xl.files.write import new_file

SHEET = "検証結果"
RULES_SHEET = "規則別"
RESOLVED_SHEET = "解消した指摘"
HEADINGS = (
    "No.",
    "重要度",
    "ファイル",
    "シート",
    "セル",
    "氏名",
    "修了証番号",
    "見出し",
    "値",
    "内容",
    "候補",
    "根拠",
    "規則",
    "前回との比較",
)
WIDTHS = (6, 9, 14, 10, 7, 13, 14, 14, 16, 44, 20, 20, 14, 8)
RULES_HEADINGS = ("重要度", "規則", "件数", "最初の例", "根拠", "規則の名前")
RULES_WIDTHS = (10, 28, 8, 64, 22, 26)
FONT = "游ゴシック"
# some 0.6 GB of memory while it is written, and more than a clerk reads; what is left out is
# counted on the summary
MAX_FINDINGS = 100_000
MAX_LINKS = 65_000  # Excel's own limit is 65,530 links a sheet
MAX_TARGET = 600  # Excel opens no path beyond 218 characters; XlsxWriter warns in English about links beyond 2,079
_MAX_CELL = 32_000
_LINE = 17  # points a line of 游ゴシック 10 takes; 15 cuts its lower edge
_SUMMARY_AT = 3  # the column the summary's texts begin in
_SUMMARY_WIDTH = (
    sum(WIDTHS[_SUMMARY_AT:]) - 8
)  # beyond the table a text would shrink the whole printed page
_GOOD = "#C6EFCE"
_IN_LINKS = str.maketrans({"%": "%25", "#": "%23", " ": "%20"})
_CONTROL = re.compile(
    r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]"
)  # what XML, Excel or a console cannot take


def verdict(report: Report) -> str:
    """One sentence for the clerk: may it be handed in?"""
    counts = report.summary()
    if report.title != ROSTER_TITLE:
        return f"誤り {counts['error']} 件、要確認 {counts['warning']} 件です。" + (
            f"シート「{report.lists[0].title}」に一覧があります。" if report.lists else ""
        )
    if counts["error"]:
        more = f"、要確認が {counts['warning']} 件" if counts["warning"] else ""
        return f"誤りが {counts['error']} 件{more}あります。誤りを直してから提出してください。"
    if counts["warning"]:
        return f"誤りはありません。要確認が {counts['warning']} 件あります。確かめてから提出してください。"
    return "誤りも要確認もありません。このまま提出できます。"


def ordered(findings: Sequence[Finding]) -> list[Finding]:
    """Worst first; within a severity in the order of the file."""
    order = {severity: number for number, severity in enumerate(SEVERITIES)}
    return sorted(findings, key=lambda f: order[f.severity])


OTHER_HEADINGS = {
    "氏名": "氏名・名称",
    "修了証番号": "番号",
}  # of a ledger, whose rows are not persons


def headings_of(report: Report) -> tuple[str, ...]:
    """``HEADINGS`` in the words that fit the table checked."""
    return (
        HEADINGS
        if report.title == ROSTER_TITLE
        else tuple(OTHER_HEADINGS.get(h, h) for h in HEADINGS)
    )


def rows(findings: Sequence[Finding]) -> list[list[Value]]:
    """One row per finding under ``HEADINGS``."""
    return [
        [
            number,
            SEVERITY_NAME[f.severity],
            f.file,
            f.sheet,
            f.cell,
            f.row_name,
            f.row_number,
            f.heading,
            f.value,
            f.message,
            f.suggestion,
            f.clause,
            f.rule,
            f.change,
        ]
        for number, f in enumerate(findings, 1)
    ]


def summary(report: Report) -> list[tuple[str, str]]:
    """The few lines on top: label and text."""
    counts = report.summary()
    tables = report.tables
    lines = [
        ("判定", verdict(report)),
        (
            "件数",
            "　".join(f"{SEVERITY_NAME[s]} {counts[s]}" for s in SEVERITIES) + _compared(report),
        ),
        (
            "確かめた表",
            f"{len({t.file for t in tables})} ファイル・{len(tables)} 表・{sum(t.rows for t in tables):,} 行"
            + (
                f"（{PurePath(tables[0].file).name}）"
                if len({t.file for t in tables}) == 1 and tables[0].file
                else ""
            ),
        ),
        ("確かめ方", "　".join(f"{k}: {v}" for k, v in report.settings.items())),
    ]
    if len(tables) == 1 and tables[0].columns:
        columns = sorted(tables[0].columns.items(), key=lambda item: column_number(item[1]))
        lines.append(
            (
                "読み取った列",
                "　".join(
                    f"{letter} {tables[0].titles.get(name) or TITLES.get(name, name)}"
                    for name, letter in columns
                ),
            )
        )
    missing = Counter(name for t in tables for name in t.missing)
    if missing:
        lines.append(
            (
                "表にない項目",
                "、".join(missing)
                + (
                    "（名簿に要る項目です。ガイドライン5(4)ア）"
                    if tables[0].kind == "roster"
                    else ""
                ),
            )
        )
    unknown = [(t, u) for t in tables for u in t.unmapped]
    if unknown:
        lines.append(
            (
                "読めない見出し",
                "、".join(
                    f"{cell}「{heading}」" + (f"→{guess}？" if guess else "")
                    for _, (cell, heading, guess) in unknown[:8]
                ),
            )
        )
    return lines


def _compared(report: Report) -> str:
    if not report.compared:
        return ""
    changes = Counter(f.change for f in report.findings)
    return (
        f"（前回から 解消 {len(report.resolved)}・新規 {changes['新規']}・継続 {changes['継続']}）"
    )


# ---------------------------------------------------------------- the file


def write(report: Report, path: Path, *, force: bool = False) -> None:
    """Write the report as a workbook of its own, links pointing to the checked file. Raises Problem."""
    with new_file(path, (), force=force) as temporary:
        temporary.write_bytes(content(report))


def content(report: Report) -> bytes:
    """The report workbook. Made in memory: a run cut short leaves no names behind in the temporary folder."""
    import xlsxwriter

    made = io.BytesIO()
    options = {
        "in_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
    }
    book = xlsxwriter.Workbook(made, options)
    book.set_properties({"title": SHEET, "comments": "careerup"})
    _Writer(book, report).write()
    book.close()
    return made.getvalue()


class _Writer:
    """One report into one XlsxWriter book."""

    def __init__(self, book: object, report: Report) -> None:
        self.book, self.report = book, report
        base = {"font_name": FONT, "font_size": 10, "valign": "top"}
        make = book.add_format  # type: ignore[attr-defined]
        self.plain = make({**base, "text_wrap": True, "border": 1, "border_color": "#BFBFBF"})
        self.label = make({**base, "bold": True})
        self.text = make(base)
        self.title = make({**base, "bold": True, "font_size": 14})
        self.head = make(
            {
                **base,
                "bold": True,
                "bg_color": "#1F4E78",
                "font_color": "#FFFFFF",
                "border": 1,
                "text_wrap": True,
                "valign": "vcenter",
            }
        )
        self.level = {
            s: make(
                {
                    **base,
                    "bold": True,
                    "bg_color": COLORS[s],
                    "border": 1,
                    "border_color": "#BFBFBF",
                }
            )
            for s in SEVERITIES
        }
        counts = report.summary()
        worst = next((COLORS[s] for s in ("error", "warning") if counts[s]), _GOOD)
        self.verdict = make({**base, "bold": True, "bg_color": worst})
        self.link = make(
            {
                **base,
                "font_color": "#0563C1",
                "underline": 1,
                "border": 1,
                "border_color": "#BFBFBF",
            }
        )

    def write(self) -> None:
        """All sheets in the order a clerk wants them."""
        from xl.outputs import listing as listings

        findings = ordered(self.report.findings)
        self._findings(findings[:MAX_FINDINGS], len(findings) - MAX_FINDINGS)
        for listing in self.report.lists:
            listings.add(self.book, listing)
        self._rules()
        if self.report.resolved:
            self._resolved()

    def _sheet(self, name: str, widths: Sequence[int], heading: int) -> object:
        sheet = self.book.add_worksheet(name)  # type: ignore[attr-defined]
        sheet.set_landscape()
        sheet.set_paper(9)  # A4
        sheet.fit_to_pages(1, 0)
        sheet.set_margins(0.4, 0.4, 0.5, 0.6)
        sheet.repeat_rows(heading)
        sheet.set_footer("&L&A&R&P / &N")
        for column, width in enumerate(widths):
            sheet.set_column(column, column, width)
        return sheet

    def _findings(self, findings: Sequence[Finding], left_out: int) -> None:
        lines = summary(self.report)
        if left_out > 0:
            lines.append(
                (
                    "書ききれない指摘",
                    f"ほかに {left_out:,} 件あります。上の指摘を直してから、もう一度確かめてください。",
                )
            )
        folded = [
            (label if i == 0 else "", part)
            for label, text in lines
            for i, part in enumerate(fold(clean(text), _SUMMARY_WIDTH))
        ]
        top = len(folded) + 2
        sheet = self._sheet(SHEET, WIDTHS, top)
        if len({t.file for t in self.report.tables}) <= 1:
            sheet.set_column(2, 2, WIDTHS[2], None, {"hidden": True})  # type: ignore[attr-defined]
        sheet.write_string(0, 0, self.report.title, self.title)  # type: ignore[attr-defined]
        sheet.set_row(0, 24)  # type: ignore[attr-defined]
        for number, (label, text) in enumerate(folded, 1):
            style = self.verdict if label == "判定" else self.text
            sheet.set_row(number, _LINE)  # type: ignore[attr-defined]
            sheet.write_string(number, 0, label, self.label)  # type: ignore[attr-defined]
            sheet.write_string(number, _SUMMARY_AT, text, style)  # type: ignore[attr-defined]
        for column in range(_SUMMARY_AT + 1, HEADINGS.index("候補")):
            sheet.write_blank(1, column, None, self.verdict)  # type: ignore[attr-defined]
        self._table(sheet, top, headings_of(self.report), WIDTHS, rows(findings))
        for number, f in enumerate(findings, top + 1):
            sheet.write_string(number, 1, SEVERITY_NAME[f.severity], self.level[f.severity])  # type: ignore[attr-defined]
            target = link(f)
            if number - top <= MAX_LINKS and len(target) <= MAX_TARGET:
                tip = "クリックでこのセルを開きます"
                sheet.write_url(number, 4, target, self.link, f.cell, tip)  # type: ignore[attr-defined]
        sheet.freeze_panes(top + 1, 0)  # type: ignore[attr-defined]

    def _rules(self) -> None:
        sheet = self._sheet(RULES_SHEET, RULES_WIDTHS, 0)
        body: list[list[Value]] = []
        first = {}
        for f in reversed(self.report.findings):
            first[f.rule, f.severity] = f
        for rule, severity, count in self.report.by_rule():
            known, example = rules()[rule], first[rule, severity]
            body.append(
                [
                    SEVERITY_NAME[severity],
                    known.title,
                    count,
                    f"{example.sheet}!{example.cell} {example.message}",
                    known.clause,
                    rule,
                ]
            )
        self._table(sheet, 0, RULES_HEADINGS, RULES_WIDTHS, body)
        for number, (_, severity, _) in enumerate(self.report.by_rule(), 1):
            sheet.write_string(number, 0, SEVERITY_NAME[severity], self.level[severity])  # type: ignore[attr-defined]
        sheet.freeze_panes(1, 0)  # type: ignore[attr-defined]

    def _resolved(self) -> None:
        sheet = self._sheet(RESOLVED_SHEET, WIDTHS, 0)
        self._table(
            sheet, 0, headings_of(self.report), WIDTHS, rows(self.report.resolved[:MAX_FINDINGS])
        )
        sheet.freeze_panes(1, 0)  # type: ignore[attr-defined]

    def _table(
        self,
        sheet: object,
        top: int,
        headings: Sequence[str],
        widths: Sequence[int],
        body: Sequence[Sequence[Value]],
    ) -> None:
        sheet.set_row(top, 30)  # type: ignore[attr-defined]
        for column, heading in enumerate(headings):
            sheet.write_string(top, column, heading, self.head)  # type: ignore[attr-defined]
        for number, line in enumerate(body, top + 1):
            lines = max(
                lines_of(str(value), width) for value, width in zip(line, widths, strict=True)
            )
            sheet.set_row(number, _LINE * min(lines, 20) + 2)  # type: ignore[attr-defined]
            for column, value in enumerate(line):
                if isinstance(value, int):
                    sheet.write_number(number, column, value, self.plain)  # type: ignore[attr-defined]
                else:
                    sheet.write_string(number, column, clean(str(value)), self.plain)  # type: ignore[attr-defined]
        sheet.autofilter(top, 0, top + max(len(body), 1), len(headings) - 1)  # type: ignore[attr-defined]


def link(finding: Finding) -> str:
    """Link from a report beside the checked file to the cell."""
    sheet = finding.sheet.replace("'", "''")
    return f"external:{clean(finding.file).translate(_IN_LINKS)}#'{sheet}'!{finding.cell}"


def _wide(text: str) -> int:
    """Columns a text takes; full-width characters count two."""
    return len(text) if text.isascii() else sum(1 + (ord(c) > 0x2E7F) for c in text)


def lines_of(text: str, width: int) -> int:
    """Lines a wrapped text takes in a column."""
    if len(text) * 2 < width and "\n" not in text:
        return 1
    return sum(-(-_wide(part) // (width - 1)) or 1 for part in text.split("\n"))


def fold(text: str, width: int) -> list[str]:
    """A long summary text as lines that fit, broken after 、。 or a full-width space where one
    stands in the line's last third."""
    lines, line, used, good = [], "", 0, 0
    for character in text.replace("\n", " "):
        size = _wide(character)
        if used + size > width:
            cut = good if good > len(line) * 2 // 3 else len(line)
            lines.append(line[:cut])
            line, good = line[cut:], 0
            used = _wide(line)
        line, used = line + character, used + size
        if character in "、。　":
            good = len(line)
    return [*lines, line]


def clean(text: str) -> str:
    """A text as a cell may hold it: no control characters, not longer than Excel takes."""
    text = _CONTROL.sub("", text)
    return text if len(text) <= _MAX_CELL else text[:_MAX_CELL] + "…"
