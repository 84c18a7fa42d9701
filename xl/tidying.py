"""表記を整える in the open book: a list to tick, 適用 for the ticked cells, 元に戻す; plans only,
``live`` applies them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from validators.problems import FileProblem
from validators.profile import Profile
from validators.text import to_text
from validators.values import dates as wareki
from workbooks.grid import Book, Value, position
from workbooks.plan import DATE_FORMAT, Block, Plan
from workbooks.roster import check as checks
from workbooks.tidy.corrections import corrections

SHEET = "表記を整える"
HEADINGS = (
    "適用",
    "状態",
    "シート",
    "セル",
    "見出し",
    "いまの値",
    "直した値",
    "理由",
    "元の書式",
    "元の種類",
)
TICK, DONE, UNDONE = "○", "適用済", "元に戻した"
_TOP = 4
_HELP = (
    "直すものに ○ を残し、直さないものは ○ を消して「適用」を押してください。押したあとも「元に戻す」"
    "で元の値に戻せます。"
)
FORMULA = "="


@dataclass(frozen=True, slots=True)
class _Line:
    """One row of the list and the sheet row it stands in."""

    row: int
    cells: Mapping[str, str]

    @property
    def where(self) -> tuple[str, str]:
        return self.cells["シート"], self.cells["セル"]


def propose(
    book: Book, profile: Profile, formats: Mapping[tuple[str, str], str] | None = None
) -> Plan:
    """The list of safe corrections, every one ticked; cells whose value a formula works out are left out."""
    grids = [g for g in book.grids if g.sheet not in (SHEET, "検証結果")]
    tables = checks.read_rosters([Book("", tuple(grids))], profile)
    if not tables:
        raise FileProblem(
            "このブックに名簿の表が見つかりません。名簿のブックを前に出してから、もう一度押してください。"
        )
    known = formats or {}
    found = [c for c in corrections(tables) if known.get((c.sheet, c.cell)) != FORMULA]
    if not found:
        return Plan(message="直すところはありません。")
    body: list[list[Value]] = [
        [
            TICK,
            "",
            c.sheet,
            c.cell,
            c.heading,
            to_text(c.before),
            c.shown,
            c.reason,
            "",
            "文字" if isinstance(c.before, str) else "数値",
        ]
        for c in found
    ]
    return Plan(
        sheets=(SHEET,),
        blocks=(
            Block(SHEET, 1, 1, [["表記を整える"], [_HELP]]),
            Block(SHEET, _TOP, 1, [list(HEADINGS)]),
            Block(SHEET, _TOP + 1, 1, body, "@"),
        ),
        select=(SHEET, f"A{_TOP + 1}"),
        message=(
            f"直せるところが {len(found)} 個あります。シート「{SHEET}」で選んでから「適用」を押してください。"
            f"名簿はまだ変えていません。"
        ),
    )


def targets(book: Book) -> list[tuple[str, str]]:
    """Cells the list names: the host tells their formats before they are changed."""
    return [line.where for line in _lines(book)]


def apply(book: Book, formats: Mapping[tuple[str, str], str]) -> Plan:
    """適用: change the ticked cells that still hold what the list says; the others are counted and left alone."""
    lines = [
        line for line in _lines(book) if line.cells["適用"].strip() and line.cells["状態"] != DONE
    ]
    blocks: list[Block] = []
    skipped = 0
    for line in lines:
        if formats.get(line.where) == FORMULA or not _shows(
            book, line.where, line.cells["いまの値"]
        ):
            skipped += 1
            continue
        blocks.append(_cell(line.where, *_typed(line)))
        blocks.append(_note(line, DONE, formats.get(line.where, "")))
    done = len(blocks) // 2
    message = f"{done} 個のセルを直しました。" if done else "○ の付いた行がありません。"
    return Plan(
        blocks=tuple(blocks),
        message=message
        + (f"{skipped} 個は、いまの値が一覧と違うか数式なので変えていません。" if skipped else ""),
    )


def undo(book: Book) -> Plan:
    """元に戻す: put back what stood in every cell that was tidied and has not been changed since."""
    lines = [line for line in _lines(book) if line.cells["状態"] == DONE]
    blocks: list[Block] = []
    skipped = 0
    for line in lines:
        if not _shows(book, line.where, line.cells["直した値"]):
            skipped += 1
            continue
        before, own = line.cells["いまの値"], line.cells["元の書式"] or "General"
        if line.cells["元の種類"] == "数値":
            blocks.append(_cell(line.where, float(before), own))
        else:
            blocks.append(_cell(line.where, before, "@", own))
        blocks.append(_note(line, UNDONE, line.cells["元の書式"]))
    done = len(blocks) // 2
    message = f"{done} 個のセルを元に戻しました。" if done else "元に戻すものはありません。"
    return Plan(
        blocks=tuple(blocks),
        message=message
        + (f"{skipped} 個は、そのあと変えられているので戻していません。" if skipped else ""),
    )


def _lines(book: Book) -> Iterator[_Line]:
    grid = next((g for g in book.grids if g.sheet == SHEET), None)
    at: dict[str, int] = {}
    for number, row in enumerate(grid.rows if grid else ()):
        if not at:
            at = {str(v): i for i, v in enumerate(row) if v in HEADINGS}
            at = at if len(at) == len(HEADINGS) else {}
        elif grid:
            cells = {name: to_text(row[i]) if i < len(row) else "" for name, i in at.items()}
            if cells["セル"]:
                yield _Line(grid.top + number, cells)


def _shows(book: Book, where: tuple[str, str], text: str) -> bool:
    """Does the cell still hold this?"""
    value = next((g.value(*position(where[1])) for g in book.grids if g.sheet == where[0]), None)
    if isinstance(value, dt.date):
        return wareki.to_wareki(value.date() if isinstance(value, dt.datetime) else value) == text
    return to_text(value) == text


def _typed(line: _Line) -> tuple[Value, str]:
    """The proposal as a value and its number format: a true date shown as 和暦, else text."""
    text = line.cells["直した値"]
    day = wareki.read_date(text).value if line.cells["理由"] == "日付に直す" else None
    return (dt.datetime(day.year, day.month, day.day), DATE_FORMAT) if day else (text, "@")


def _cell(where: tuple[str, str], value: Value, number_format: str, then: str = "") -> Block:
    row, column = position(where[1])
    return Block(where[0], row, column, [[value]], number_format, then)


def _note(line: _Line, state: str, own_format: str) -> Block:
    """State and the cell's own format, remembered on the list."""
    values: Sequence[Value] = [
        state,
        line.cells["シート"],
        line.cells["セル"],
        line.cells["見出し"],
        line.cells["いまの値"],
        line.cells["直した値"],
        line.cells["理由"],
        own_format,
    ]
    return Block(SHEET, line.row, HEADINGS.index("状態") + 1, [values], "@")
