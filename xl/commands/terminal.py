"""The clerk's terminal: counts by rule, the first findings, what to open next."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from typing import TextIO

from validators.findings import Report
from validators.messages import SEVERITY_NAME, rules
from workbooks.results.sheet import one_line, ordered, summary

_STYLE = {"error": "bold red", "warning": "yellow", "info": "cyan"}
SHOWN = 20


def show(
    report: Report,
    *,
    stream: TextIO | None = None,
    outputs: Sequence[str] = (),
    width: int | None = None,
    few: bool = False,
) -> None:
    """Print the report; ``outputs`` are the files that were written. ``few``: no table of counts,
    three findings. Characters the console cannot show become "?"."""
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    def line(start: str, style: str, rest: str) -> None:
        console.print(
            Text.assemble((start, style), one_line(rest)), soft_wrap=True
        )  # Text: no markup in what a cell holds

    stream = stream or sys.stdout
    if hasattr(stream, "reconfigure"):
        stream.reconfigure(errors="replace")
    console = Console(
        file=stream, width=width or (None if stream.isatty() else 110), highlight=False
    )
    for label, text in summary(report):
        if few and label == "読み取った列":
            continue
        line(label, "bold", f": {text}")
    if report.findings and not few:
        table = Table(title="規則ごとの件数", title_justify="left")
        for name in ("重要度", "規則", "件数", "最初のセル"):
            table.add_column(name, justify="right" if name == "件数" else "left", overflow="fold")
        first: dict[tuple[str, str], str] = {}
        for f in report.findings:
            first.setdefault((f.rule, f.severity), f"{f.sheet}!{f.cell}")
        for rule, severity, count in report.by_rule():
            where = Text(one_line(first[rule, severity]))
            table.add_row(
                Text(SEVERITY_NAME[severity], _STYLE[severity]),
                rules()[rule].title,
                str(count),
                where,
            )
        console.print(table)
    if report.findings:
        findings = [f for f in ordered(report.findings) if f.severity != "info"]
        several = len({t.file for t in report.tables}) > 1
        shown = 3 if few else SHOWN
        for f in findings[:shown]:
            place = f"{f.file} {f.sheet}!{f.cell}" if several else f"{f.sheet}!{f.cell}"
            who = f" {f.row_name}" if f.row_name else ""
            hint = (
                f"（候補: {f.suggestion}）"
                if f.suggestion and f.suggestion not in f.message
                else ""
            )
            line(SEVERITY_NAME[f.severity], _STYLE[f.severity], f" {place}{who}: {f.message}{hint}")
        if len(findings) > shown:
            line("", "", f"ほか {len(findings) - shown} 件は検証結果のファイルにあります。")
    for text in outputs:
        line("", "", text)
