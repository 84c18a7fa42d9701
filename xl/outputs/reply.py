"""受付結果: one workbook for each body and file, to send back with what has to be corrected
(差戻し) — its own rows only."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path

from validators.findings import Report
from validators.guideline.coverage import Agency
from xl.files.write import make_folder, new_files
from xl.outputs import report as reports

Replies = Sequence[tuple[Agency, Report]]


def targets(folder: Path, replies: Replies) -> list[Path]:
    """受付結果_02_名称.xlsx; where a number comes in several files, or none is known, the file's own name behind it."""
    shared = Counter(body.number for body, _ in replies)
    names = []
    for body, report in replies:
        name = (
            f"受付結果_{body.number:02}_{_plain(body.name)}" if body.number else "受付結果_機関不明"
        )
        names.append(
            name
            if body.number and shared[body.number] == 1
            else f"{name}_{_plain(Path(report.tables[0].file).stem)}"
        )
    taken: Counter[str] = Counter()
    for n, name in enumerate(names):
        taken[name] += 1
        names[n] = name if taken[name] == 1 else f"{name}_{taken[name]}"
    return [folder / f"{name}.xlsx" for name in names]


def _plain(text: str) -> str:
    return re.sub(r"[^0-9A-Za-z一-龥ぁ-んァ-ヶー々_-]", "", text)[:40]


def write(
    folder: Path, replies: Replies, inputs: Iterable[Path], *, force: bool = False
) -> list[str]:
    """All of them or none; a sentence for each."""
    make_folder(folder)
    paths = targets(folder, replies)
    with new_files(paths, inputs, force=force) as temporary:
        for path, (_, report) in zip(temporary, replies, strict=True):
            # the body has its own file beside this one, under the name it sent
            path.write_bytes(
                reports.content(
                    replace(
                        report,
                        findings=tuple(f._replace(file=Path(f.file).name) for f in report.findings),
                        rows=tuple(replace(row, file=Path(row.file).name) for row in report.rows),
                    )
                )
            )
    return [
        f"受付結果: {path}（{'差戻し' if report.summary()['error'] else '受理できます'}）"
        for path, (_, report) in zip(paths, replies, strict=True)
    ]
