"""Compared with the last time (前回との比較): where earlier reports lie, what they said, what is
resolved, new or still there."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from validators.findings import Finding, Report
from validators.messages import SEVERITY_NAME, rules
from validators.problems import Problem
from workbooks.grid import Value
from xl.outputs.report import HEADINGS, OTHER_HEADINGS, SHEET, clean

_ALIASES = {other: own for own, other in OTHER_HEADINGS.items()}


def next_path(source: Path) -> tuple[Path, Path | None]:
    """(free name for the new report, newest earlier report): 名簿_検証結果.xlsx, then _2, _3 …; earlier ones stay."""
    newest, number = None, 1
    while True:
        path = source.with_name(f"{source.stem}_{SHEET}{'' if number == 1 else f'_{number}'}.xlsx")
        if not path.exists():
            return path, newest
        newest, number = path, number + 1


def free_path(path: Path) -> Path:
    """The path, or with _2, _3 … when it is taken."""
    number, free = 1, path
    while free.exists():
        number += 1
        free = path.with_name(f"{path.stem}_{number}{path.suffix}")
    return free


def read(path: Path) -> list[Finding] | None:
    """Findings of an earlier report, also after the clerk sorted, filtered or added columns; None
    when it is not one of ours."""
    from xl.files import read as closed

    try:
        grid = closed.read(path, SHEET).grids[0]
    except Problem:
        return None
    return findings_of(grid.rows)


def findings_of(grid_rows: Sequence[Sequence[Value]]) -> list[Finding] | None:
    """Findings from the rows of a sheet 検証結果; None when no heading row of ours is there."""
    severities = {word: s for s, word in SEVERITY_NAME.items()}
    body = iter(grid_rows)
    for row in body:
        at = {
            _ALIASES.get(str(v), str(v)): i
            for i, v in enumerate(row)
            if v in HEADINGS or v in _ALIASES
        }
        if len(at) == len(HEADINGS):
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
