"""検証結果 as rows (検証結果の行): one definition serves the file we write and the sheet in the open book."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from pathlib import PurePath

from validators.eras import day_in_japan, in_japan
from validators.findings import (
    ROSTER_TITLE,
    SETTLED,
    Finding,
    Listing,
    Report,
    TableRead,
    Unchecked,
)
from validators.messages import SEVERITIES, SEVERITY_NAME, Door, rules, sentence_of
from workbooks.a1 import column_number
from workbooks.grid import Value
from workbooks.results import states
from workbooks.results.unchecked import LISTED, questions, unchecked_list
from workbooks.tables.headings import TITLES

COLUMNS = (
    "No.",
    "重要度",
    "ファイル",
    "シート",
    "セル",
    "氏名",
    "見出し",
    "値",
    "内容",
    "候補",
    "対応",
    "理由",
    "前回との比較",
    "修了証番号",
    "根拠",
    "規則の名前",
    "規則",
)
LATER_COLUMNS = frozenset(("対応", "理由", "規則の名前"))  # that reports of older versions lack
ANSWERS = (SETTLED, "修正済", "問合せ中")  # offered under 対応; any other word is kept as well
RULE_COLUMNS = ("重要度", "規則の名前", "件数", "最初の例", "根拠", "規則")
# some 0.6 GB of memory while it is written, and more than a clerk reads; what is left out is
# counted on the summary
MAX_FINDINGS = 100_000
_MAX_CELL = 32_000
_NAMED = 3  # questions named in the verdict
# what XML, Excel or a console cannot take
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")


def verdict(report: Report) -> str:
    """May it be handed in? Green words only where everything was asked (house law 2)."""
    counts = report.summary()
    open_questions = [question for question in report.unchecked if not question.aside]
    params: dict[str, object] = {"error": counts["error"], "warning": counts["warning"]}
    params |= {"settled": report.settled, **_left(open_questions)}
    if report.title != ROSTER_TITLE:
        said = _states(report) + _said("verdict-counts", **params)
    elif counts["error"]:
        said = _said("verdict-errors" if not counts["warning"] else "verdict-errors-more", **params)
    elif counts["warning"] > report.settled:
        said = _said("verdict-warnings", **params)
    elif open_questions:
        rule = "verdict-settled-unchecked" if report.settled else "verdict-unchecked"
        return _said(rule, **params)
    else:
        return _said("verdict-settled" if report.settled else "verdict-clear", **params)
    if report.settled:
        said += _said("verdict-settled-some", **params)
    return said + (_said("verdict-also", **params) if open_questions else "")


def _states(report: Report) -> str:
    """What the list says, which is the answer: 修了 3・未修了 2・要確認 1。"""
    counted = states.counts(report.lists[0]) if report.lists else []
    shown = "・".join(f"{one.word} {one.count}" for one in counted)
    return _said("verdict-states", sheet=report.lists[0].title, states=shown) if shown else ""


def _left(open_questions: Sequence[Unchecked]) -> dict[str, object]:
    """How many questions are left, and the first of them by name."""
    what = list(dict.fromkeys(question.what for question in open_questions))
    and_others = " ほか" if len(what) > _NAMED else ""
    return {"left": len(open_questions), "what": "、".join(what[:_NAMED]) + and_others}


def _said(rule: str, **params: object) -> str:
    return sentence_of(rule, Door.CLI, **params)


def ordered(findings: Sequence[Finding]) -> list[Finding]:
    """Worst first; within a severity in the order of the file."""
    order = {severity: number for number, severity in enumerate(SEVERITIES)}
    return sorted(findings, key=lambda f: order[f.severity])


OTHER_COLUMNS = {
    "氏名": "氏名・名称",
    "修了証番号": "番号",
}  # of a ledger, whose rows are not persons
_OWN = {other: own for own, other in OTHER_COLUMNS.items()}
HeadingRow = tuple[int, dict[str, int]]


def headings_of(report: Report) -> tuple[str, ...]:
    """``COLUMNS`` in the words that fit the table checked."""
    return (
        COLUMNS if report.title == ROSTER_TITLE else tuple(OTHER_COLUMNS.get(h, h) for h in COLUMNS)
    )


def rows(findings: Sequence[Finding]) -> Iterator[list[str | int]]:
    """One row per finding under ``COLUMNS``."""
    titles = {rule: said.title for rule, said in rules().items()}
    return (
        [
            number,
            SEVERITY_NAME[f.severity],
            f.file,
            f.sheet,
            f.cell,
            f.row_name,
            f.heading,
            day_in_japan(f.value),
            f.message,
            in_japan(f.suggestion).replace(" / ", "\n"),  # each on its own line
            f.answer,
            f.reason,
            f.change,
            f.row_number,
            f.clause,
            titles.get(f.rule, f.rule),
            f.rule,
        ]
        for number, f in enumerate(findings, 1)
    )


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


def summary(report: Report, left_out: int = 0, door: Door = Door.CLI) -> list[tuple[str, str]]:
    """The few lines on top: label and text, in the words of the door.

    left_out  findings that the sheet does not hold
    """
    lines = [
        ("判定", verdict(report)),
        ("件数", _counts(report) + _compared(report)),
        *questions(report, door),
        *_facts(report),
        ("確かめた表", _tables(report.tables)),
        ("確かめ方", "　".join(f"{k}: {v}" for k, v in report.settings.items())),
        *_columns(report),
    ]
    if left_out > 0:
        lines.append(("書ききれない指摘", _said("findings-left-out", count=f"{left_out:,}")))
    return lines


def how(report: Report, left_out: int = 0) -> list[tuple[str, str]]:
    """確かめ方: the lines of ``summary`` without the questions, which stand on a sheet of their own."""
    asked = {text for _, text in questions(report, Door.CLI)}
    return [line for line in summary(report, left_out) if line[1] not in asked]


def _counts(report: Report) -> str:
    counts = report.summary()
    shown = [f"{SEVERITY_NAME[s]} {counts[s]}" for s in SEVERITIES]
    if report.settled:
        shown[SEVERITIES.index("warning")] += f"（{SETTLED} {report.settled} 件）"
    return "　".join(shown)


def _tables(tables: Sequence[TableRead]) -> str:
    """How much was read: 1 ファイル・1 表・16 行（名簿.xlsx）."""
    files = {t.file for t in tables}
    name = f"（{PurePath(tables[0].file).name}）" if len(files) == 1 and tables[0].file else ""
    checked = sum(t.checked for t in tables)
    return f"{len(files)} ファイル・{checked} 表・{sum(t.rows for t in tables):,} 行{name}"


def _columns(report: Report) -> list[tuple[str, str]]:
    """読み取った列 of a single table, and 読めない見出し that no question names."""
    lines, tables = [], report.tables
    if len(tables) == 1 and tables[0].columns:
        columns = sorted(tables[0].columns.items(), key=lambda item: column_number(item[1]))
        titles = tables[0].titles
        shown = (f"{at} {titles.get(name) or TITLES.get(name, name)}" for name, at in columns)
        lines.append(("読み取った列", "　".join(shown)))
    listed = {(q.file, q.sheet, q.cell) for q in report.unchecked}
    unknown = [u for t in tables for u in t.unmapped if (t.file, t.sheet, u[0]) not in listed]
    if unknown:
        headings = (
            f"{cell}「{heading}」{f'→{guess}？' if guess else ''}"
            for cell, heading, guess in unknown
        )
        lines.append(("読めない見出し", "、".join(islice(headings, 8))))
    return lines


def lists_of(report: Report) -> tuple[Listing, ...]:
    """The report's own lists, and 確かめていないこと where there are more than the top of the report can hold."""
    question_list = (unchecked_list(report),) if len(report.unchecked) > LISTED else ()
    return (*report.lists, *question_list)


def _facts(report: Report) -> list[tuple[str, str]]:
    """読み取った事項: what a title, a sheet's name or the rows' majority said, each with its cell."""
    facts = [
        f"{f.what}「{f.value}」（{'・'.join(filter(None, (f.sheet, f.cell, f.source)))}）"
        for f in dict.fromkeys(report.facts)
    ]
    and_others = [f"ほか {len(facts) - LISTED} 件"] if len(facts) > LISTED else []
    return [("読み取った事項", "　".join([*facts[:LISTED], *and_others]))] if facts else []


def _compared(report: Report) -> str:
    if not report.compared:
        return ""
    changes = Counter(f.change for f in report.findings)
    return (
        f"（前回から 解消 {len(report.resolved)}・新規 {changes['新規']}・継続 {changes['継続']}）"
    )


def heading_row(
    grid_rows: Iterable[Sequence[Value]], extra_columns: Sequence[str] = ()
) -> HeadingRow:
    """Where a sheet 検証結果 has its headings, also one of an older version or of a ledger.

    (0-based row, column by name), and (0, {}) when no heading row of ours is there; ``extra_columns``: columns
    to be found besides ``COLUMNS``.
    """
    names = {*COLUMNS, *extra_columns}
    for number, row in enumerate(grid_rows):
        words = ((_OWN.get(str(v), str(v)), i) for i, v in enumerate(row))
        at = {word: i for word, i in words if word in names}
        if set(COLUMNS) - LATER_COLUMNS <= at.keys():
            return number, at
    return 0, {}


_TURNED = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")


def one_line(text: str) -> str:
    """A text that neither steers the console, nor turns it round, nor breaks the line."""
    return _TURNED.sub("", clean(text)).replace("\n", " ")


def clean(text: str) -> str:
    """A text as a cell may hold it: no control characters, not longer than Excel takes."""
    text = _CONTROL.sub("", text)
    return text if len(text) <= _MAX_CELL else text[:_MAX_CELL] + "…"
