"""Finding (指摘) and Report (検証結果): what a check found, ready for a sheet, a terminal or a script."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from validators.messages import SEVERITIES, Door, Severity, rules, sentence
from validators.reading import Note

ROSTER_TITLE = "研修修了者名簿の検証結果"
SETTLED = "確認済"
_FINDING_KEYS = (
    "file",
    "sheet",
    "cell",
    "rule",
    "severity",
    "message",
    "value",
    "suggestion",
    "clause",
)


class Finding(NamedTuple):
    """One thing wrong in one cell. A tuple: a hundred thousand are made in a quarter of the time.

    cell       A1 address of the one cell to correct, e.g. "J10"
    heading    the column's heading as printed in the file, e.g. "修了証番号"
    row_name   氏名 of the row, row_number its 修了証番号: the clerk recognises the row by them
    change     against the previous report: "新規", "継続" or "" when there was none
    cells      of a habit told once at the heading: the addresses of all its cells, else empty
    answer     対応 and reason 理由: what the clerk wrote beside it in the previous report
    """

    file: str
    sheet: str
    cell: str
    rule: str
    severity: Severity
    message: str
    value: str = ""
    suggestion: str = ""
    clause: str = ""
    heading: str = ""
    row_name: str = ""
    row_number: str = ""
    change: str = ""
    cells: tuple[str, ...] = ()
    answer: str = ""
    reason: str = ""

    @property
    def settled(self) -> bool:
        """確認済: a 要確認 the clerk looked at and left as it is. A 誤り stays one until it is corrected."""
        return self.severity == "warning" and self.answer.strip() == SETTLED

    @property
    def key(self) -> tuple[str, str, str, str]:
        """What makes it the same finding in the next run although rows moved: rule, heading, value,
        the row's own key."""
        return (self.rule, self.heading, self.value, self.row_number or self.row_name)

    def as_json(self) -> dict[str, object]:
        """The finding as the contract's JSON object; ``cells`` is there for a habit alone."""
        shown: dict[str, object] = {name: getattr(self, name) for name in _FINDING_KEYS}
        return {**shown, "cells": list(self.cells)} if self.cells else shown


@dataclass(frozen=True, slots=True)
class Unchecked:
    """One question that was not asked (確かめていないこと): a column not found, a cell not read, a ledger not given.

    cell  where the answer would be found, e.g. the heading's cell; "" where no sheet has a place for it
    what  the question in a few words    why  the reason and what to do, in a sentence or two
    excel  ``why`` in the words of Excel's buttons, where these differ
    aside  about a column nobody has to give (備考): listed, and the verdict may be green all the same
    """

    file: str
    sheet: str
    cell: str
    what: str
    why: str
    excel: str = ""
    aside: bool = False

    def why_at(self, door: Door) -> str:
        """The reason in the words of the door it is read at."""
        return self.why if door is Door.CLI else self.excel or self.why

    def as_json(self) -> dict[str, str]:
        """The question as the contract's JSON object."""
        return {name: getattr(self, name) for name in ("file", "sheet", "cell", "what", "why")}


def unchecked(file: str, sheet: str, cell: str, note: Note) -> Unchecked:
    """A question that was not asked, in the words of ``messages.checked``: the rule's title names it."""
    what = rules()[note.rule].title.format_map(note.params)
    why, excel = sentence(note), sentence(note, Door.EXCEL)
    return Unchecked(file, sheet, cell, what, why, "" if excel == why else excel)


@dataclass(frozen=True, slots=True)
class TableRead:
    """One table that was found and read.

    columns   canonical name → column letter; header_rows are sheet rows
    missing   headings (Japanese) the guideline asks for that the table does not have
    unmapped  (cell, heading, what it might be) for headings nobody knows
    titles    canonical name → heading as printed, for tables that are no roster
    headings  column letter → heading as printed, of every column
    checked   False for a table that was seen and is of another kind than the one asked for
    """

    file: str
    sheet: str
    kind: str
    header_rows: tuple[int, ...]
    columns: Mapping[str, str]
    rows: int
    missing: tuple[str, ...] = ()
    unmapped: tuple[tuple[str, str, str], ...] = ()
    titles: Mapping[str, str] = field(default_factory=dict)
    checked: bool = True
    headings: Mapping[str, str] = field(default_factory=dict)

    def as_json(self) -> dict[str, object]:
        """The table as the contract's JSON object; ``missing`` and ``unmapped`` are additions to it."""
        return {
            "file": self.file,
            "sheet": self.sheet,
            "kind": self.kind,
            "checked": self.checked,
            "header_rows": list(self.header_rows),
            "columns": dict(self.columns),
            "rows": self.rows,
            "missing": list(self.missing),
            "unmapped": [{"cell": c, "heading": h, "candidate": m} for c, h, m in self.unmapped],
        }


Place = tuple[str, str, str]  # (file, sheet, A1 address)


@dataclass(frozen=True, slots=True)
class Listing:
    """一覧: a table a check gives besides its findings, for a sheet of its own; ``widths`` in characters.

    links  (row, column) → the cell of the checked file that this cell of the list is about
    pages  numbers of the rows that begin a new sheet of paper (審査票: one A4 upright each); () for a plain list
    choices  number of a column → what its cells may hold, offered as a drop-down
    """

    title: str
    headings: tuple[str, ...]
    widths: tuple[int, ...]
    rows: tuple[tuple[object, ...], ...]
    pages: tuple[int, ...] = ()
    choices: Mapping[int, tuple[str, ...]] = field(default_factory=dict)
    links: Mapping[tuple[int, int], Place] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Fact:
    """読み取った事項: what a title, a sheet or a file name said and the check took for true.

    what    the item, e.g. 修了した研修分野    value  as understood, e.g. 乳児保育
    cell    where it stands; "" for a sheet's or file's name, or what the rows say in the majority
    source  how it is known, e.g. 「表題」, 「シート名」
    """

    file: str
    sheet: str
    cell: str
    what: str
    value: str
    source: str = ""


@dataclass(frozen=True, slots=True)
class WholeRow:
    """行の全体: a row with findings as it stands in the file, under its headings; column ``left`` first."""

    file: str
    sheet: str
    row: int
    left: int
    headings: tuple[str, ...]
    values: tuple[object, ...]


@dataclass(frozen=True, slots=True)
class Report:
    """All findings of one run, what was read, what was not asked, and what changed since the last report.

    resolved   findings of the previous report that are gone (解消)
    settings   what the check assumed: 都道府県, 運用設定, 基準日 …
    unchecked  every question that was not asked, and why (確かめていないこと)
    facts      what titles and names said (読み取った事項)
    rows       the rows that findings name, whole, as far as they were kept; rows_left: how many more there are
    """

    tables: tuple[TableRead, ...]
    findings: tuple[Finding, ...]
    resolved: tuple[Finding, ...] = ()
    compared: bool = False
    settings: Mapping[str, str] = field(default_factory=dict)
    title: str = ROSTER_TITLE
    lists: tuple[Listing, ...] = ()
    unchecked: tuple[Unchecked, ...] = ()
    facts: tuple[Fact, ...] = ()
    rows: tuple[WholeRow, ...] = ()
    rows_left: int = 0

    @property
    def settled(self) -> int:
        """How many 要確認 the clerk has settled (確認済); they are counted among the 要確認 all the same."""
        return sum(f.settled for f in self.findings)

    def summary(self) -> dict[str, int]:
        """Counts by severity, in the contract's order."""
        counts = Counter(f.severity for f in self.findings)
        return {severity: counts[severity] for severity in SEVERITIES}

    @property
    def clear(self) -> bool:
        """Was everything asked that has to be, and is nothing wrong or to be decided?"""
        counts = self.summary()
        unanswered = any(not question.aside for question in self.unchecked)
        return not (unanswered or counts["error"] or counts["warning"] > self.settled)

    def by_rule(self) -> list[tuple[str, Severity, int]]:
        """(rule, severity, count), worst first, then most frequent."""
        counts = Counter((f.rule, f.severity) for f in self.findings)
        order = {s: i for i, s in enumerate(SEVERITIES)}
        return sorted(
            ((r, s, n) for (r, s), n in counts.items()), key=lambda x: (order[x[1]], -x[2], x[0])
        )

    def as_json(self) -> dict[str, object]:
        """The contract's document."""
        return {
            "tables": [t.as_json() for t in self.tables],
            "findings": [f.as_json() for f in self.findings],
            "unchecked": [u.as_json() for u in self.unchecked],
            "summary": {**self.summary(), "unchecked": len(self.unchecked)},
        }
