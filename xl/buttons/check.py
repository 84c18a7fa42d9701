"""名簿検証, 次の指摘へ, 印を消す: decided without any host as report and plan; ``live`` reads the
open book and applies the plan."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping, Sequence

from validators.findings import Finding, Report
from validators.problems import FileProblem
from validators.profile import Profile
from workbooks.grid import OWN_SHEETS, Book, Value
from workbooks.plan import Block, CellMark, Plan
from workbooks.roster import check as checks
from xl import previous
from xl.outputs import report as reports
from xl.outputs import results as check
from xl.settings import profile_in_use

COLOUR = "元の色"  # right of the report's own columns: what a marked cell looked like before
HEADINGS = (*reports.HEADINGS, COLOUR)
NO_FILL = "なし"
Cell = tuple[str, str]  # (sheet, A1 address)


def check_roster(book: Book, profile: Profile, today: dt.date) -> Report:
    """名簿検証: the report on the open book, compared with the sheet 検証結果 when it is there. Raises Problem."""
    tables = checks.read_rosters([Book("", book.grids)], profile)
    if not tables:
        raise FileProblem(
            check.no_table(
                "このブック", [g for g in book.grids if g.sheet not in OWN_SHEETS]
            ).replace("か、シート（--sheet）", "")
        )
    report = checks.check_rosters(tables, profile, today)
    return compared(report, book)


def compared(report: Report, book: Book) -> Report:
    """The report beside what the sheet 検証結果 still says of the last run."""
    earlier = previous.findings_of(_result_rows(book))
    return previous.compare(report, earlier) if earlier is not None else report


def marking(
    report: Report, remembered: Mapping[Cell, str], colours: Mapping[Cell, str], notes: bool = False
) -> Plan:
    """The plan that shows a report in the open book.

    remembered  cells marked last time → their own colour ("#RRGGBB" or "")
    colours     cells to be marked now → the colour they have; a cell still marked keeps the remembered one
    notes       write the sentences as cell notes too
    """
    cells = check.marks(report)
    own = {
        (m.sheet, m.cell): remembered.get((m.sheet, m.cell), colours.get((m.sheet, m.cell), ""))
        for m in cells
    }
    kept = {(m.sheet, m.cell) for m in cells}
    findings = reports.ordered(report.findings)[: reports.MAX_FINDINGS]
    lines = reports.summary(report)
    top = len(lines) + 3
    body = [
        [*row, own[f.sheet, f.cell] or NO_FILL]
        for row, f in zip(reports.rows(findings), findings, strict=True)
    ]
    blocks = [
        Block(reports.SHEET, 1, 1, [[report.title]]),
        Block(reports.SHEET, 2, 1, [[label] for label, _ in lines]),
        Block(reports.SHEET, 2, 4, [[text] for _, text in lines], "@"),
        Block(reports.SHEET, top, 1, [list(HEADINGS)]),
    ]
    if body:
        at = HEADINGS.index("セル")
        blocks += [
            Block(reports.SHEET, top + 1, 1, body, "@"),
            Block(reports.SHEET, top + 1, at + 1, [[_jump(f)] for f in findings], "General"),
        ]
    for listing in report.lists:
        listed: list[list[Value]] = [
            [v if isinstance(v, (int, float)) else "" if v is None else str(v) for v in row]
            for row in listing.rows
        ]
        blocks += [
            Block(listing.title, 1, 1, [[listing.title]]),
            Block(listing.title, 3, 1, [list(listing.headings)]),
            *([Block(listing.title, 4, 1, listed, "@")] if listed else []),
        ]
    return Plan(
        restore=tuple(
            (sheet, cell, colour)
            for (sheet, cell), colour in remembered.items()
            if (sheet, cell) not in kept
        ),
        marks=tuple(m if notes else CellMark(m.sheet, m.cell, m.mark) for m in cells),
        unnote=tuple(remembered) if notes else (),
        sheets=(reports.SHEET, *(listing.title for listing in report.lists)),
        blocks=tuple(blocks),
        message=reports.verdict(report)
        + ("シート「検証結果」の「セル」を押すと、直すセルに移ります。" if findings else ""),
    )


def _jump(finding: Finding) -> str:
    """A formula of ours that shows the address and jumps to the cell; quotes in sheet names are
    doubled for both its strings."""
    target = f"#'{finding.sheet.replace(chr(39), chr(39) * 2)}'!{finding.cell}".replace('"', '""')
    return f'=HYPERLINK("{target}","{finding.cell}")'


def clearing(book: Book, notes: bool = False) -> Plan:
    """印を消す: every marked cell gets back what 検証結果 remembers; the list of findings stays."""
    cells = remembered(book)
    if not cells:
        return Plan(message="消す印はありません。")
    rows = _result_rows(book)
    top, at = _heading(rows)
    grid = next(g for g in book.grids if g.sheet == reports.SHEET)
    blank: list[list[Value]] = [[""] for _ in rows[top + 1 :]]
    column = grid.left + at[COLOUR]
    return Plan(
        unnote=tuple(cells) if notes else (),
        restore=tuple((sheet, cell, colour) for (sheet, cell), colour in cells.items()),
        blocks=(Block(reports.SHEET, grid.top + top + 1, column, blank),),
        message=f"{len(cells)} 個のセルの印を消し、元の色に戻しました。",
    )


def next_finding(book: Book, active: Cell) -> Plan:
    """次の指摘へ: the cell of the finding after the one selected, in the order of the list; from
    its end back to the first."""
    findings = previous.findings_of(_result_rows(book))
    if not findings:
        return Plan(
            message="指摘の一覧がありません。先に「名簿検証」を押してください。"
            if findings is None
            else "指摘はありません。"
        )
    cells = list(dict.fromkeys((f.sheet, f.cell) for f in findings))
    position = cells.index(active) + 1 if active in cells else 0
    return Plan(select=cells[position % len(cells)])


def remembered(book: Book) -> dict[Cell, str]:
    """Cells marked by the last run → their own colour, "" for none, as the sheet 検証結果 holds them."""
    rows = _result_rows(book)
    top, at = _heading(rows)
    if COLOUR not in at:
        return {}
    found = {}
    for row in rows[top + 1 :]:
        cells = {name: str(row[i] or "") if i < len(row) else "" for name, i in at.items()}
        if cells[COLOUR]:
            found[cells["シート"], cells["セル"]] = (
                "" if cells[COLOUR] == NO_FILL else cells[COLOUR]
            )
    return found


def _result_rows(book: Book) -> Sequence[Sequence[Value]]:
    return next((grid.rows for grid in book.grids if grid.sheet == reports.SHEET), ())


def _heading(rows: Sequence[Sequence[Value]]) -> tuple[int, dict[str, int]]:
    for number, row in enumerate(rows):
        at = {str(v): i for i, v in enumerate(row) if v in HEADINGS}
        if len(at) >= len(reports.HEADINGS):
            return number, at
    return 0, {}


def press_check_roster(book: object) -> None:
    """Button 名簿検証."""
    show(book, "名簿", check_roster)


def show(book: object, what: str, run: Callable[[Book, Profile, dt.date], Report]) -> None:
    """Read the open book, check it, mark it. Raises Problem."""
    from xl import live

    live.stage(book, f"{what}を読んでいます")
    grids = live.read(book)
    live.stage(book, "確かめています")
    today = dt.date.today()
    profile = profile_in_use().for_day(today)
    report = run(grids, profile, today)
    live.stage(book, "色を付けています")
    known = remembered(grids)
    wanted = [(m.sheet, m.cell) for m in check.marks(report) if (m.sheet, m.cell) not in known]
    live.apply(book, marking(report, known, live.colours(book, wanted), profile.excel.notes))


def press_clear_marks(book: object) -> None:
    """Button 印を消す."""
    from xl import live

    live.apply(book, clearing(live.read(book, [reports.SHEET]), profile_in_use().excel.notes))


def press_next_finding(book: object) -> None:
    """Button 次の指摘へ."""
    from xl import live

    live.apply(book, next_finding(live.read(book, [reports.SHEET]), live.active(book)))
