"""Compared with the last time (前回との比較): what an earlier report said, what is resolved, new or still there."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from validators.findings import Finding, Report
from validators.messages import SEVERITY_NAME, rules
from workbooks.grid import Book, Value
from workbooks.results.sheet import COLUMNS, OTHER_COLUMNS, clean
from workbooks.sheet_names import FINDINGS

_ALIASES = {other: own for own, other in OTHER_COLUMNS.items()}


def result_rows(book: Book) -> Sequence[Sequence[Value]]:
    """The rows of the book's sheet 検証結果, none where it is not there."""
    return next((grid.rows for grid in book.grids if grid.sheet == FINDINGS), ())


def compared(report: Report, book: Book) -> Report:
    """The report compared with what the sheet 検証結果 of the book still says of the last run."""
    earlier = findings_of(result_rows(book))
    return compare(report, earlier) if earlier is not None else report


def findings_of(grid_rows: Sequence[Sequence[Value]]) -> list[Finding] | None:
    """Findings from the rows of a sheet 検証結果; None when no heading row of ours is there."""
    severities = {word: s for s, word in SEVERITY_NAME.items()}
    body = iter(grid_rows)
    for row in body:
        at = {
            _ALIASES.get(str(v), str(v)): i
            for i, v in enumerate(row)
            if v in COLUMNS or v in _ALIASES
        }
        if len(at) == len(COLUMNS):
            break
    else:
        return None
    found = []
    for row in body:
        cells = {
            name: str(row[i]) if i < len(row) and row[i] is not None else ""
            for name, i in at.items()
        }
        if cells["規則"] in rules() and cells["重要度"] in severities:
            found.append(
                Finding(
                    cells["ファイル"],
                    cells["シート"],
                    cells["セル"],
                    cells["規則"],
                    severities[cells["重要度"]],
                    cells["内容"],
                    cells["値"],
                    cells["候補"],
                    cells["根拠"],
                    cells["見出し"],
                    cells["氏名"],
                    cells["修了証番号"],
                )
            )
    return found


def compare(report: Report, earlier: Sequence[Finding]) -> Report:
    """Mark findings 新規 or 継続 and list the resolved ones (解消)."""
    left = Counter(_key(f) for f in earlier)
    marked = []
    for f in report.findings:
        key = _key(f)
        known = left[key] > 0
        left[key] -= known
        marked.append(replace(f, change="継続" if known else "新規"))
    resolved = []
    for f in earlier:
        if left[_key(f)] > 0:
            left[_key(f)] -= 1
            resolved.append(replace(f, change="解消"))
    return replace(report, findings=tuple(marked), resolved=tuple(resolved), compared=True)


def _key(finding: Finding) -> tuple[str, ...]:
    return tuple(clean(part).strip() for part in finding.key)
