"""検証結果 as rows (検証結果の行): one definition serves the file we write and the sheet in the open book."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from pathlib import PurePath

from validators.findings import ROSTER_TITLE, Finding, Report
from validators.messages import SEVERITIES, SEVERITY_NAME, rules
from workbooks.a1 import column_number
from workbooks.grid import Value
from workbooks.tables.headings import TITLES

COLUMNS = (
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
RULE_COLUMNS = ("重要度", "規則", "件数", "最初の例", "根拠", "規則の名前")
# some 0.6 GB of memory while it is written, and more than a clerk reads; what is left out is
# counted on the summary
MAX_FINDINGS = 100_000
_MAX_CELL = 32_000
# what XML, Excel or a console cannot take
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")


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


OTHER_COLUMNS = {
    "氏名": "氏名・名称",
    "修了証番号": "番号",
}  # of a ledger, whose rows are not persons


def headings_of(report: Report) -> tuple[str, ...]:
    """``COLUMNS`` in the words that fit the table checked."""
    return (
        COLUMNS if report.title == ROSTER_TITLE else tuple(OTHER_COLUMNS.get(h, h) for h in COLUMNS)
    )


def rows(findings: Sequence[Finding]) -> list[list[Value]]:
    """One row per finding under ``COLUMNS``."""
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


def rule_rows(report: Report) -> list[list[Value]]:
    """One row per rule under ``RULE_COLUMNS``, worst first, then most frequent."""
    first = {}
    for f in reversed(report.findings):
        first[f.rule, f.severity] = f
    body: list[list[Value]] = []
    for rule, severity, count in report.by_rule():
        known, example = rules()[rule], first[rule, severity]
        where = f"{example.sheet}!{example.cell} {example.message}"
        body.append([SEVERITY_NAME[severity], known.title, count, where, known.clause, rule])
    return body


def summary(report: Report, left_out: int = 0) -> list[tuple[str, str]]:
    """The few lines on top: label and text. ``left_out``: findings that the sheet does not hold."""
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
    if left_out > 0:
        lines.append(
            (
                "書ききれない指摘",
                f"ほかに {left_out:,} 件あります。上の指摘を直してから、もう一度確かめてください。",
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


def one_line(text: str) -> str:
    """A text that neither steers the console nor breaks the line."""
    return clean(text).replace("\n", " ")


def clean(text: str) -> str:
    """A text as a cell may hold it: no control characters, not longer than Excel takes."""
    text = _CONTROL.sub("", text)
    return text if len(text) <= _MAX_CELL else text[:_MAX_CELL] + "…"
