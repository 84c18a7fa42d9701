"""表記を整える in the open book: a list to tick, 適用 for the ticked cells, 元に戻す, as plans."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from validators.messages import Door, sentence_of
from validators.profile import Profile
from validators.text import to_text
from validators.values import dates as wareki
from workbooks.a1 import position
from workbooks.grid import Book, Value, without_own
from workbooks.kind_of import no_table
from workbooks.plan import DATE_FORMAT, FORMULA, Block, Plan
from workbooks.roster import check as checks
from workbooks.sheet_names import TIDY
from workbooks.ticks import marked
from workbooks.tidy.corrections import Correction, corrections

TIDY_COLUMNS = (
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


@dataclass(frozen=True, slots=True)
class _Line:
    """One row of the list and the sheet row it stands in."""

    row: int
    cells: Mapping[str, str]

    @property
    def where(self) -> tuple[str, str]:
        return self.cells["シート"], self.cells["セル"]


def found_in(book: Book, profile: Profile) -> list[Correction]:
    """The safe corrections of the rosters of an open book. Raises Problem where it holds none."""
    unnamed = replace(without_own(book), name="")
    tables = checks.read_rosters([unnamed], profile)
    if not tables:
        raise no_table("roster", unnamed, profile)
    return corrections(tables)


def propose(found: Sequence[Correction], formats: Mapping[tuple[str, str], str]) -> Plan:
    """The list of the corrections, every one ticked; cells whose value a formula works out (by their
    ``formats``) are left out."""
    listed = [c for c in found if formats.get((c.sheet, c.cell)) != FORMULA]
    if not listed:
        return Plan(message=sentence_of("tidy-none", Door.EXCEL))
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
        for c in listed
    ]
    return Plan(
        sheets=(TIDY,),
        blocks=(
            Block(TIDY, 1, 1, [[TIDY], [sentence_of("tidy-help", Door.EXCEL)]]),
            Block(TIDY, _TOP, 1, [list(TIDY_COLUMNS)]),
            Block(TIDY, _TOP + 1, 1, body, "@"),
        ),
        select=(TIDY, f"A{_TOP + 1}"),
        message=sentence_of("tidy-proposed", Door.EXCEL, count=len(listed), sheet=TIDY),
    )


def targets(book: Book) -> list[tuple[str, str]]:
    """Cells the list names: the host tells their formats before they are changed."""
    return [line.where for line in _lines(book)]


def apply(book: Book, formats: Mapping[tuple[str, str], str]) -> Plan:
    """適用: change the ticked cells that still hold what the list says; the others are counted and left alone."""
    lines = [
        line
        for line in _lines(book)
        if line.cells["状態"] != DONE and marked(line.cells["適用"], "!".join(line.where))
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
    message = (
        sentence_of("tidy-applied", Door.EXCEL, count=done)
        if done
        else sentence_of("tidy-unticked", Door.EXCEL)
    )
    if skipped:
        message += sentence_of("tidy-skipped", Door.EXCEL, count=skipped)
    return Plan(blocks=tuple(blocks), message=message)


def undo(book: Book) -> Plan:
    """元に戻す: put back what stood in every cell that was tidied and has not been changed since."""
    lines = [line for line in _lines(book) if line.cells["状態"] == DONE]
    blocks: list[Block] = []
    skipped = 0
    for line in lines:
        if not _shows(book, line.where, line.cells["直した値"]):
            skipped += 1
            continue
        before, number_format = line.cells["いまの値"], line.cells["元の書式"] or "General"
        if line.cells["元の種類"] == "数値":
            blocks.append(_cell(line.where, float(before), number_format))
        else:
            blocks.append(_cell(line.where, before, "@", number_format))
        blocks.append(_note(line, UNDONE, line.cells["元の書式"]))
    done = len(blocks) // 2
    message = sentence_of("tidy-undone" if done else "tidy-nothing-undone", Door.EXCEL, count=done)
    if skipped:
        message += sentence_of("tidy-not-undone", Door.EXCEL, count=skipped)
    return Plan(blocks=tuple(blocks), message=message)


def _lines(book: Book) -> Iterator[_Line]:
    grid = next((g for g in book.grids if g.sheet == TIDY), None)
    at: dict[str, int] = {}
    for number, row in enumerate(grid.rows if grid else ()):
        if not at:
            at = {str(v): i for i, v in enumerate(row) if v in TIDY_COLUMNS}
            at = at if len(at) == len(TIDY_COLUMNS) else {}
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
    return Block(TIDY, line.row, TIDY_COLUMNS.index("状態") + 1, [values], "@")
