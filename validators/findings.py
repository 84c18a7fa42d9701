"""Finding (指摘) and Report (検証結果): what a check found, ready for a sheet, a terminal or a script."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from validators.messages import SEVERITIES, Severity

ROSTER_TITLE = "研修修了者名簿の検証結果"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing wrong in one cell.

    cell       A1 address of the one cell to correct, e.g. "J10"
    heading    the column's heading as printed in the file, e.g. "修了証番号"
    row_name   氏名 of the row, row_number its 修了証番号: the clerk recognises the row by them
    change     against the previous report: "新規", "継続" or "" when there was none
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

    @property
    def key(self) -> tuple[str, str, str, str]:
        """What makes it the same finding in the next run although rows moved: rule, heading, value,
        the row's own key."""
        return (self.rule, self.heading, self.value, self.row_number or self.row_name)

    def as_json(self) -> dict[str, str]:
        """The finding as the contract's JSON object."""
        names = (
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
        return {name: getattr(self, name) for name in names}


@dataclass(frozen=True, slots=True)
class TableRead:
    """One table that was found and read.

    columns   canonical name → column letter; header_rows are sheet rows
    missing   headings (Japanese) the guideline asks for that the table does not have
    unmapped  (cell, heading, what it might be) for headings nobody knows
    titles    canonical name → heading as printed, for tables that are no roster
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

    def as_json(self) -> dict[str, object]:
        """The table as the contract's JSON object; ``missing`` and ``unmapped`` are additions to it."""
        return {
            "file": self.file,
            "sheet": self.sheet,
            "kind": self.kind,
            "header_rows": list(self.header_rows),
            "columns": dict(self.columns),
            "rows": self.rows,
            "missing": list(self.missing),
            "unmapped": [{"cell": c, "heading": h, "candidate": m} for c, h, m in self.unmapped],
        }


@dataclass(frozen=True, slots=True)
class Listing:
    """一覧: a table a check gives besides its findings, for a sheet of its own; ``widths`` in characters."""

    title: str
    headings: tuple[str, ...]
    widths: tuple[int, ...]
    rows: tuple[tuple[object, ...], ...]


@dataclass(frozen=True, slots=True)
class Report:
    """All findings of one run, what was read, and what changed since the previous report (``resolved``: 解消)."""

    tables: tuple[TableRead, ...]
    findings: tuple[Finding, ...]
    resolved: tuple[Finding, ...] = ()
    compared: bool = False
    settings: Mapping[str, str] = field(
        default_factory=dict
    )  # what the check assumed: 都道府県, 運用設定, 基準日 …
    title: str = ROSTER_TITLE
    lists: tuple[Listing, ...] = ()

    def summary(self) -> dict[str, int]:
        """Counts by severity, in the contract's order."""
        counts = Counter(f.severity for f in self.findings)
        return {severity: counts[severity] for severity in SEVERITIES}

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
            "summary": self.summary(),
        }


def merged(reports: Iterable[Report]) -> Report:
    """Several files' reports as one."""
    reports = list(reports)
    return Report(
        tables=tuple(t for r in reports for t in r.tables),
        findings=tuple(f for r in reports for f in r.findings),
        resolved=tuple(f for r in reports for f in r.resolved),
        compared=any(r.compared for r in reports),
        settings=reports[0].settings if reports else {},
    )
