"""Compared with the last time (前回との比較): what an earlier report said, what is resolved, new or still there."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace

from validators.eras import day_in_japan
from validators.findings import Finding, Report
from validators.messages import SEVERITY_NAME, rules
from workbooks.a1 import reference_area
from workbooks.grid import Book, Value
from workbooks.results.sheet import clean, heading_row
from workbooks.sheet_names import FINDINGS, signed

_SEVERITIES = {word: severity for severity, word in SEVERITY_NAME.items()}


def result_rows(book: Book) -> Sequence[Sequence[Value]]:
    """The rows of the book's sheet 検証結果, none where it is not there."""
    return next((grid.rows for grid in book.grids if grid.sheet == FINDINGS), ())


def compared(report: Report, book: Book) -> Report:
    """The report compared with what the sheet 検証結果 of the book still says of the last run."""
    earlier = findings_of(result_rows(book), report.title)
    return compare(report, earlier) if earlier is not None else report


def findings_of(grid_rows: Sequence[Sequence[Value]], title: str = "") -> list[Finding] | None:
    """Findings from the rows of a sheet 検証結果; None when no heading row of ours is there, or when the sheet tells of
    another check than that of the ``title``."""
    top, at = heading_row(grid_rows)
    if not at or (title and grid_rows[0][:1] not in ([title], [signed(title)])):
        return None
    found = []
    for row in grid_rows[top + 1 :]:
        finding = _finding({name: _text(row, i) for name, i in at.items()})
        if finding is not None:
            found.append(finding)
    return found


def _text(row: Sequence[Value], column: int) -> str:
    return str(row[column]) if column < len(row) and row[column] is not None else ""


def _finding(cells: Mapping[str, str]) -> Finding | None:
    """One line of the sheet; None for a line that is none of ours."""
    severity = _SEVERITIES.get(cells["重要度"].strip())
    if cells["規則"] not in rules() or severity is None:
        return None
    return Finding(
        cells["ファイル"],
        cells["シート"],
        cells["セル"] if reference_area(cells["セル"]).top else "",  # an error: its row was deleted
        cells["規則"],
        severity,
        cells["内容"],
        cells["値"],
        cells["候補"],
        cells["根拠"],
        cells["見出し"],
        cells["氏名"],
        cells["修了証番号"],
        answer=cells.get("対応", ""),
        reason=cells.get("理由", ""),
    )


def compare(report: Report, earlier: Sequence[Finding]) -> Report:
    """Mark findings 新規 or 継続, list the resolved ones (解消), and carry 対応 and 理由 over to those still there."""
    remaining = Counter(_key(f) for f in earlier)
    answers = _answers(earlier)
    marked = []
    for f in report.findings:
        key = _key(f)
        known = remaining[key] > 0
        remaining[key] -= known
        answer, reason = answers.get((*key, f.sheet, f.cell)) or answers.get(key) or ("", "")
        if known:
            marked.append(f._replace(change="継続", answer=answer, reason=reason))
        else:
            marked.append(f._replace(change="新規"))
    resolved = []
    for f in earlier:
        if remaining[_key(f)] > 0:
            remaining[_key(f)] -= 1
            resolved.append(f._replace(change="解消"))
    return replace(report, findings=tuple(marked), resolved=tuple(resolved), compared=True)


def _answers(earlier: Sequence[Finding]) -> dict[tuple[str, ...], tuple[str, str]]:
    """対応 and 理由 by key and cell, and by key alone where all findings of it were answered alike: what was
    said of one of two twins is never said of the other."""
    by_key: dict[tuple[str, ...], set[tuple[str, str]]] = {}
    found: dict[tuple[str, ...], tuple[str, str]] = {}
    for f in earlier:
        answer = (f.answer, f.reason)
        by_key.setdefault(_key(f), set()).add(answer)
        found[*_key(f), f.sheet, f.cell] = answer
    alike = {key: next(iter(said)) for key, said in by_key.items() if len(said) == 1}
    return {**found, **alike}


def _key(finding: Finding) -> tuple[str, ...]:
    return tuple(clean(day_in_japan(part)).strip() for part in finding.key)
