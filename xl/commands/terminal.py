"""The clerk's terminal: counts by rule, the first findings, what to open next."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING, TextIO

from validators.eras import in_japan
from validators.findings import Report
from validators.messages import SEVERITY_NAME, Door, rules, sentence_of
from workbooks.results.sheet import one_line, ordered, summary

if TYPE_CHECKING:
    from rich.console import Console
    from rich.table import Table as RichTable

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

    stream = stream or sys.stdout
    if hasattr(stream, "reconfigure"):
        stream.reconfigure(errors="replace")
    width = width or (None if stream.isatty() else 110)
    console = Console(file=stream, width=width, highlight=False)
    for label, text in summary(report):
        if not few or label != "読み取った列":
            _line(console, label, "bold", f": {text}" if label else f"　{text}")
    if report.findings:
        if not few:
            console.print(_counts(report))
        _findings(console, report, 3 if few else SHOWN)
    for text in outputs:
        _line(console, "", "", text)


def _line(console: Console, start: str, style: str, rest: str) -> None:
    """One line; a Text, so that nothing in a cell is taken for markup."""
    from rich.text import Text

    console.print(Text.assemble((start, style), one_line(rest)), soft_wrap=True)


def _counts(report: Report) -> RichTable:
    """規則ごとの件数."""
    from rich.table import Table
    from rich.text import Text

    table = Table(title="規則ごとの件数", title_justify="left")
    for name in ("重要度", "規則", "件数", "最初のセル"):
        table.add_column(name, justify="right" if name == "件数" else "left", overflow="fold")
    first: dict[tuple[str, str], str] = {}
    for f in report.findings:
        first.setdefault((f.rule, f.severity), f"{f.sheet}!{f.cell}")
    for rule, severity, count in report.by_rule():
        where = Text(one_line(first[rule, severity]))
        level = Text(SEVERITY_NAME[severity], _STYLE[severity])
        table.add_row(level, rules()[rule].title, str(count), where)
    return table


def _findings(console: Console, report: Report, most: int) -> None:
    """The first findings that need an action."""
    findings = [f for f in ordered(report.findings) if f.severity != "info"]
    several = len({t.file for t in report.tables}) > 1
    for f in findings[:most]:
        place = f"{f.file} {f.sheet}!{f.cell}" if several else f"{f.sheet}!{f.cell}"
        who = f" {f.row_name}" if f.row_name else ""
        known = not f.suggestion or f.suggestion in f.message
        hint = "" if known else f"（候補: {in_japan(f.suggestion)}）"
        text = f" {place}{who}: {f.message}{hint}"
        _line(console, SEVERITY_NAME[f.severity], _STYLE[f.severity], text)
    if len(findings) > most:
        _line(console, "", "", sentence_of("terminal-more", Door.CLI, count=len(findings) - most))
