"""The door of the buttons (リボン): one function per button, grids in, Plan out; ``press`` runs one on the book in front.

What a button does is decided here without any host; ``live`` reads the open book and applies the plan.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from importlib.resources import files
from pathlib import Path

from validators.findings import Finding, Report
from validators.profile import Profile, ProfileProblem, default, parse
from workbooks import checks
from workbooks.grid import Book, Value
from workbooks.plan import Block, CellMark, Plan
from workbooks.problems import FileProblem
from xl import check, previous, tidying
from xl import report as reports

COLOUR = "元の色"                       # right of the report's own columns: what a marked cell looked like before
HEADINGS = (*reports.HEADINGS, COLOUR)
NO_FILL = "なし"
Cell = tuple[str, str]                  # (sheet, A1 address)


def profile_path() -> Path:
    """Where the PC's own profile stands."""
    return Path.home() / ".careerup" / "profile.toml"


def profile_in_use() -> Profile:
    """The PC's own profile where there is one, else the guideline. Raises ProfileProblem."""
    path = profile_path()
    return parse(path.read_text(encoding="utf-8-sig"), path.name) if path.exists() else default()


def check_roster(book: Book, profile: Profile, today: dt.date) -> Report:
    """名簿検証: the report on the open book, compared with the sheet 検証結果 when it is there. Raises FileProblem."""
    own = [grid for grid in book.grids if grid.sheet not in (reports.SHEET, tidying.SHEET)]
    tables = checks.read_rosters([Book("", tuple(own))], profile)
    if not tables:
        raise FileProblem(check.no_table("このブック", own).replace("か、シート（--sheet）", ""))
    report = checks.check_rosters(tables, profile, today)
    earlier = previous.findings_of(_result_rows(book))
    return previous.compare(report, earlier) if earlier is not None else report


def marking(report: Report, remembered: Mapping[Cell, str], colours: Mapping[Cell, str], notes: bool = False) -> Plan:
    """The plan that shows a report in the open book.

    remembered  cells marked last time → their own colour ("#RRGGBB" or "")
    colours     cells to be marked now → the colour they have; a cell still marked keeps the remembered one
    notes       write the sentences as cell notes too
    """
    cells = check.marks(report)
    own = {(m.sheet, m.cell): remembered.get((m.sheet, m.cell), colours.get((m.sheet, m.cell), "")) for m in cells}
    kept = {(m.sheet, m.cell) for m in cells}
    findings = reports.ordered(report.findings)[: reports.MAX_FINDINGS]
    lines = reports.summary(report)
    top = len(lines) + 3
    body = [[*row, own[f.sheet, f.cell] or NO_FILL] for row, f in zip(reports.rows(findings), findings, strict=True)]
    blocks = [
        Block(reports.SHEET, 1, 1, [["研修修了者名簿の検証結果"]]),
        Block(reports.SHEET, 2, 1, [[label] for label, _ in lines]), Block(reports.SHEET, 2, 4, [[text] for _, text in lines], "@"),
        Block(reports.SHEET, top, 1, [list(HEADINGS)]),
    ]
    if body:
        at = HEADINGS.index("セル")
        blocks += [
            Block(reports.SHEET, top + 1, 1, body, "@"),
            Block(reports.SHEET, top + 1, at + 1, [[_jump(f)] for f in findings], "General"),
        ]
    return Plan(
        restore=tuple((sheet, cell, colour) for (sheet, cell), colour in remembered.items() if (sheet, cell) not in kept),
        marks=tuple(m if notes else CellMark(m.sheet, m.cell, m.mark) for m in cells),
        unnote=tuple(remembered) if notes else (),
        sheets=(reports.SHEET,), blocks=tuple(blocks),
        message=reports.verdict(report) + ("シート「検証結果」の「セル」を押すと、直すセルに移ります。" if findings else ""),
    )


def _jump(finding: Finding) -> str:
    """A formula of ours that shows the address and jumps to the cell; quotes in sheet names are doubled for both its strings."""
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
        blocks=(Block(reports.SHEET, grid.top + top + 1, column, blank),), message=f"{len(cells)} 個のセルの印を消し、元の色に戻しました。",
    )


def next_finding(book: Book, active: Cell) -> Plan:
    """次の指摘へ: the cell of the finding after the one selected, in the order of the list; from its end back to the first."""
    findings = previous.findings_of(_result_rows(book))
    if not findings:
        return Plan(message="指摘の一覧がありません。先に「名簿検証」を押してください。" if findings is None else "指摘はありません。")
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
            found[cells["シート"], cells["セル"]] = "" if cells[COLOUR] == NO_FILL else cells[COLOUR]
    return found


def _result_rows(book: Book) -> Sequence[Sequence[Value]]:
    return next((grid.rows for grid in book.grids if grid.sheet == reports.SHEET), ())


def _heading(rows: Sequence[Sequence[Value]]) -> tuple[int, dict[str, int]]:
    for number, row in enumerate(rows):
        at = {str(v): i for i, v in enumerate(row) if v in HEADINGS}
        if len(at) >= len(reports.HEADINGS):
            return number, at
    return 0, {}


# ---------------------------------------------------------------- on the book in front


def press_check_roster(book: object) -> None:
    """Button 名簿検証."""
    from xl import live

    live.stage(book, "名簿を読んでいます")
    grids = live.read(book)
    live.stage(book, "確かめています")
    profile = profile_in_use()
    report = check_roster(grids, profile, dt.date.today())
    live.stage(book, "色を付けています")
    known = remembered(grids)
    wanted = [(m.sheet, m.cell) for m in check.marks(report) if (m.sheet, m.cell) not in known]
    live.apply(book, marking(report, known, live.colours(book, wanted), profile["excel"]["notes"]))


def press_clear_marks(book: object) -> None:
    """Button 印を消す."""
    from xl import live

    live.apply(book, clearing(live.read(book, [reports.SHEET]), profile_in_use()["excel"]["notes"]))


def press_next_finding(book: object) -> None:
    """Button 次の指摘へ."""
    from xl import live

    live.apply(book, next_finding(live.read(book, [reports.SHEET]), live.active(book)))


def press_tidy(book: object) -> None:
    """Button 表記を整える."""
    from xl import live

    grids = live.read(book)
    plan = tidying.propose(grids, profile_in_use())
    listed = [(str(row[2]), str(row[3])) for block in plan.blocks if block.row > 4 for row in block.values]
    live.apply(book, tidying.propose(grids, profile_in_use(), live.formats(book, listed)))


def press_tidy_apply(book: object) -> None:
    """Button 適用."""
    from xl import live

    grids = live.read(book)
    live.apply(book, tidying.apply(grids, live.formats(book, tidying.targets(grids))))


def press_tidy_undo(book: object) -> None:
    """Button 元に戻す."""
    from xl import live

    live.apply(book, tidying.undo(live.read(book)))


def press_settings(book: object) -> None:
    """Button 運用設定: the PC's profile, made from the guideline's defaults the first time, opened in the text editor."""
    from xl import live

    path = profile_path()
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text((files("validators.profiles") / "guideline.toml").read_text(encoding="utf-8"), encoding="utf-8")
    profile = profile_in_use()
    opened = live.open_file(path)
    live.say(book, f"いまの運用設定は「{profile.name}」です。{'' if opened else '変えるには '}{path} {'を開きました。変えて保存すると' if opened else 'を書き換えると'}、次の名簿検証から使われます。")


def press_doctor(book: object) -> None:
    """Button 診断."""
    from xl import install, live

    checks = install.diagnose(install.this_machine())
    live.say(book, "\n".join(f"{'○' if c.good else '×'} {c.seen}{'' if c.good else ' → ' + c.todo}" for c in checks))


def press_help(book: object) -> None:
    """Button 使い方."""
    from xl import live

    live.say(book, HELP)


HELP = """名簿検証: 前にある名簿を確かめ、シート「検証結果」に一覧を書き、直すセルに色を付けます。値は変えません。
次の指摘へ: 一覧の次のセルへ移ります。
印を消す: 付けた色を消し、元の色に戻します。
表記を整える: 直し方の一覧を作ります。○ を残したものだけ「適用」で直り、「元に戻す」で戻ります。
赤は誤り（直してから提出）、黄は要確認（人が決める）、青は情報（何もしなくてよい）です。"""

# Ribbon control id → what it does. The add-in shows only these buttons.
BUTTONS: dict[str, Callable[[object], None]] = {
    "CheckRoster": press_check_roster,
    "NextFinding": press_next_finding,
    "ClearMarks": press_clear_marks,
    "Tidy": press_tidy,
    "TidyApply": press_tidy_apply,
    "TidyUndo": press_tidy_undo,
    "Settings": press_settings,
    "Doctor": press_doctor,
    "Help": press_help,
}


def press(button: str, book: object | None = None) -> None:
    """What the add-in calls: run one button on the book in front, say what went wrong in one Japanese sentence."""
    from xl import live

    book = book or live.caller()
    try:
        BUTTONS[button](book)
    except (FileProblem, ProfileProblem) as problem:
        live.say(book, str(problem))
    except live.Stopped:
        live.say(book, "中止しました。ブックは変えていません。")
    except Exception as error:
        live.say(book, live.trouble(error))


