"""``check`` on closed workbooks: read, check, report."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from validators.findings import Report
from validators.guideline.coverage import Agency
from validators.messages import Severity
from validators.problems import FileProblem
from validators.profile import Profile
from workbooks.grid import Grid
from workbooks.plan import CellMark
from workbooks.roster import check as checks
from workbooks.roster.read import Table
from xl import previous
from xl.commands.terminal import progress
from xl.files import read as closed
from xl.files.memory import uncollected
from xl.files.write import new_files, possible
from xl.outputs import report as reports

_FORMS = {
    "様式第1号（修了証）": "保育士等キャリアアップ研修修了証",
    "様式第2号（指定申請書）": "指定申請書",
    "様式第3号（指定通知書）": "指定通知書",
    "様式第4号（更新届出書）": "更新届出書",
}


def rosters(
    files: Sequence[Path],
    profile: Profile,
    today: dt.date,
    *,
    sheet: str | None = None,
    designations: Path | None = None,
    received: dt.date | None = None,
) -> Report:
    """Check roster files together. Raises Problem when one cannot be read or holds no roster:
    nothing is reported of the others."""
    return intake(files, profile, today, sheet=sheet, designations=designations, received=received)[
        0
    ]


def intake(
    files: Sequence[Path],
    profile: Profile,
    today: dt.date,
    *,
    sheet: str | None = None,
    designations: Path | None = None,
    received: dt.date | None = None,
    reply: bool = False,
) -> tuple[Report, list[tuple[Agency, Report]]]:
    """``rosters``, and with ``reply`` and a 指定台帳 what goes back to each body (受付結果), for
    which every file is checked once more alone."""
    coverage = None
    if designations:
        from workbooks.designations.check import coverage_of

        coverage = coverage_of(closed.read(designations), today)
    tables: list[Table] = []
    notices: list[str] = []
    with uncollected(), progress(len(files) + 1, "確かめています") as bar:
        for path in files:
            book = replace(closed.read(path, sheet), name=str(path))
            found = checks.read_rosters([book], profile)
            if not found:
                raise FileProblem(no_table(book.name, book.grids))
            tables += found
            notices += book.notices
            bar.advance(path.name)
        report = checks.check_rosters(tables, profile, today, coverage)
    report = _noticed(report, notices)
    if coverage is None:
        return report, []
    from workbooks.roster import receiving as bodies

    if received:
        report = replace(
            report,
            findings=(*report.findings, *bodies.lateness(tables, coverage, received, profile)),
        )
    replies = bodies.replies(tables, report, coverage, profile, today) if reply else []
    replies = [
        (body, replace(one, lists=(bodies.cover(body, one, received),))) for body, one in replies
    ]
    return replace(report, lists=(bodies.joined(tables, coverage),)), replies


def _noticed(report: Report, notices: Sequence[str]) -> Report:
    return replace(
        report,
        settings={
            **report.settings,
            **({"注意": "".join(dict.fromkeys(notices))} if notices else {}),
        },
    )


_DESK = {
    "applications": (
        "指定申請の表が見つかりません。申請者の名称・研修種別・研修実施予定日などの見出しのある表を"
        "選んでください。"
    ),
    "designations": "指定台帳の表が見つかりません。"
    "研修実施機関番号・研修種別・指定年月日の見出しのある表を選んでください。",
    "participants": (
        "受講者名簿の表が見つかりません。氏名と、受講した日や時間、"
        "研修分野などの見出しのある表を選んでください。"
    ),
}


def desk(
    kind: str,
    files: Sequence[Path],
    profile: Profile,
    today: dt.date,
    *,
    sheet: str | None = None,
    designations: Path | None = None,
) -> Report:
    """Check applications, designations or participants; the books of all files count as one. Raises Problem."""
    from workbooks.applications import check as applications
    from workbooks.designations import check as ledger
    from workbooks.participants import check as participants

    books = [replace(closed.read(path, sheet), name=str(path)) for path in files]
    if kind == "applications":
        coverage = ledger.coverage_of(closed.read(designations), today) if designations else None
        report = applications.check(books, profile, today, coverage)
    else:
        report = (ledger.check if kind == "designations" else participants.check)(
            books, profile, today
        )
    if report is None:
        raise FileProblem(f"{files[0].name} に{_DESK[kind]}")
    return _noticed(report, [n for book in books for n in book.notices])


def no_table(name: str, grids: Sequence[Grid]) -> str:
    """Why no roster was found, in one sentence."""
    text = "".join(
        str(v) for grid in grids for row in grid.rows[:60] for v in row if isinstance(v, str)
    )
    for form, title in _FORMS.items():
        if title in "".join(text.split()):
            return (
                f"{name} は{form}のようです。名簿検証では研修修了者名簿のファイルを選んでください。"
            )
    return (
        f"{name} に名簿の表が見つかりません。氏名・研修分野・修了証番号などの見出しのある表か、"
        f"シート（--sheet）を確かめてください。"
    )


def write_outputs(
    report: Report,
    files: Sequence[Path],
    *,
    out: Path | None = None,
    marked: Path | None = None,
    inputs: Sequence[Path] = (),
    others: Sequence[Path] = (),
    force: bool = False,
) -> tuple[Report, list[str]]:
    """Write the report workbook, compared with the previous one, and the marked copy; (report,
    sentences on what was written).

    inputs   files that were read besides ``files``
    others   files that are written after these: refused here, before anything is
    """
    first = files[0]
    if len(files) > 1:
        first = first.with_name("一括.xlsx")  # several files: one report beside the first
    path, earlier = previous.next_path(first)
    if out and out.suffix.lower() != ".xlsx":
        raise FileProblem(f"検証結果の名前 {out.name} の終わりは .xlsx にしてください。")
    if out:
        path, earlier = out, out if out.exists() and force else earlier
    if earlier and (known := previous.read(earlier)) is not None:
        report = previous.compare(report, known)
    if marked and len(files) > 1:
        raise FileProblem(
            "--marked は1つのファイルを確かめるときだけ使えます。ファイルを1つにしてください。"
        )
    shown = replace(
        report, findings=tuple(replace(f, file=_beside(f.file, path)) for f in report.findings)
    )
    copy = None
    targets = [path, marked] if marked else [path]
    read = [*files, *inputs]
    possible([*targets, *others], read, force=force)
    if marked:
        from xl.outputs import marked_copy as marking

        copy = marking.marked(first, marked, marks(report))
    with new_files(targets, read, force=force) as temporary:  # both or neither
        temporary[0].write_bytes(reports.content(shown))
        if copy is not None:
            copy.write_to(temporary[1])
    outputs = [f"検証結果: {path}（Excel で開き、「セル」の列を押すと直すセルに移ります）"]
    if marked:
        outputs.append(f"印を付けた写し: {marked}")
    return report, outputs


def _beside(file: str, report: Path) -> str:
    """The checked file as seen from the report's folder, for links; just its name when there is no way."""
    import os

    try:
        return Path(os.path.relpath(file, report.resolve().parent)).as_posix()
    except ValueError:  # another drive
        return file


def marks(report: Report) -> list[CellMark]:
    """One mark per cell in the colour of its worst finding, the sentences as its note."""
    cells: dict[tuple[str, str], list[str]] = {}
    worst: dict[tuple[str, str], Severity] = {}
    for finding in reports.ordered(report.findings):
        key = (finding.sheet, finding.cell)
        cells.setdefault(key, []).append(finding.message)
        worst.setdefault(key, finding.severity)
    return [
        CellMark(sheet, cell, worst[sheet, cell], "\n".join(text))
        for (sheet, cell), text in cells.items()
    ]
