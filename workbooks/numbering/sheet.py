"""付番の一覧: numbers into blank cells, and the list of what each row got, as data for the open book or a copy."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from validators.messages import Door, sentence
from validators.problems import Problem
from validators.profile import Profile
from validators.reading import Note
from validators.text import is_blank
from workbooks.a1 import position
from workbooks.asking import Cell
from workbooks.grid import Book, Value
from workbooks.kind_of import no_table, tells_attendance
from workbooks.numbering import rows as numbering
from workbooks.numbering.rows import Choice, Given, Left, NumberingOrder
from workbooks.numbering.series import Series
from workbooks.plan import FORMULA, Block, Fill, Plan
from workbooks.roster import check as checks
from workbooks.roster.read import Table
from workbooks.roster.records import RosterRecord
from workbooks.sheet_names import NUMBERED

NUMBERED_COLUMNS = ("シート", "セル", "氏名", "研修分野", "付けた番号", "付けなかった理由")


@dataclass(frozen=True, slots=True)
class Selection:
    """The rows that the clerk selected on one sheet."""

    sheet: str
    rows: frozenset[int]

    def holds(self, row: RosterRecord) -> bool:
        """Is the record among them?"""
        return row.table.sheet == self.sheet and row.row in self.rows


def tables_of(book: Book, profile: Profile) -> list[Table]:
    """The rosters of a book that have a column for the number. Raises Problem."""
    found = checks.read_rosters([book], profile)
    if not found:
        raise no_table("roster", book, profile)
    for table in found:
        if "certificate_number" not in table.columns:
            if tells_attendance(book):
                raise no_table("roster", book, profile)
            raise Problem("numbering-column-missing", sheet=table.sheet)
        at = {group.at.get("certificate_number") for group in table.groups}
        if at == {None} or at & table.joined:
            raise Problem("numbering-column-split", sheet=table.sheet)
    return found


def chosen(book: Book, order: NumberingOrder, selection: Selection | None) -> Choice:
    """The button's rows: those selected (None: all). Raises Problem."""
    tables = tables_of(replace(book, name=""), order.profile)
    choice = numbering.choose(tables, order)
    if selection is None:
        return choice
    wanted = [w for w in choice.wanted if selection.holds(w.row)]
    not_numbered = [x for x in choice.not_numbered if selection.holds(x.row)]
    return replace(choice, wanted=wanted, not_numbered=not_numbered)


def plan_numbers(choice: Choice, series: Series, formats: Mapping[Cell, str]) -> Plan:
    """The button: numbers into the blank cells of the rows chosen, and 付番の一覧.

    formats  of those cells, where the host can tell: one that is worked out is left as it is

    The numbers are taken from ``series``. Raises Problem; then none was taken.
    """
    choice = _without_formulas(choice, formats)
    given, asked = series.give(choice, dry_run=False)
    not_numbered = [*choice.not_numbered, *asked]
    if not given and not not_numbered:
        return Plan(message=sentence(Note("numbering-nothing"), Door.EXCEL))
    body: list[list[Value]] = [list(row) for row in lines(given, not_numbered, Door.EXCEL)]
    blocks = [Block(f.sheet, *position(f.cell), [[f.value]], "@") for f in fills(given, None)]
    blocks += [
        Block(NUMBERED, 1, 1, [[NUMBERED]]),
        Block(NUMBERED, 3, 1, [list(NUMBERED_COLUMNS)]),
        Block(NUMBERED, 4, 1, body, "@"),
    ]
    return Plan(sheets=(NUMBERED,), blocks=tuple(blocks), message=_message(given, not_numbered))


def cell_of(row: RosterRecord) -> Cell:
    """The sheet and the cell of a record's number."""
    return row.table.sheet, row.table.cell(row.index, "certificate_number")


def _without_formulas(choice: Choice, formats: Mapping[Cell, str]) -> Choice:
    worked_out = [w for w in choice.wanted if formats.get(cell_of(w.row)) == FORMULA]
    not_numbered = [
        *choice.not_numbered,
        *(Left(w.row, Note("numbering-row-formula")) for w in worked_out),
    ]
    wanted = [w for w in choice.wanted if w not in worked_out]
    return replace(choice, wanted=wanted, not_numbered=not_numbered)


def fills(given: Sequence[Given], issued_on: dt.date | None) -> list[Fill]:
    """Cells to fill: the number, and 発行年月日 where its cell is blank and a date was given."""
    out = []
    for one in given:
        table, i = one.wanted.row.table, one.wanted.row.index
        out.append(Fill(table.sheet, table.cell(i, "certificate_number"), one.number))
        group = table.groups[table.group_of[i]]
        if issued_on and "issued_on" in group.at and is_blank(one.wanted.row.raw("issued_on")):
            out.append(Fill(table.sheet, table.cell(i, "issued_on"), issued_on))
    return out


def lines(
    given: Sequence[Given], not_numbered: Sequence[Left], door: Door
) -> list[tuple[str, ...]]:
    """A line under ``NUMBERED_COLUMNS`` for every row, numbered or left, in the door's words."""
    out: list[tuple[str, ...]] = [(*_shown(g.wanted.row), g.number, "") for g in given]
    out += [(*_shown(x.row), "", sentence(x.why, door)) for x in not_numbered]
    return out


def _shown(row: RosterRecord) -> tuple[str, str, str, str]:
    """Sheet, cell, 氏名 and 研修分野 of a record, as the file writes them."""
    return *cell_of(row), row.text("name"), row.text("field")


def _message(given: Sequence[Given], not_numbered: Sequence[Left]) -> str:
    if given:
        done = Note("numbering-done", {"count": len(given), "number": given[0].number})
    else:
        done = Note("numbering-none-given")
    message = sentence(done, Door.EXCEL)
    if not_numbered:
        note = Note("numbering-left", {"count": len(not_numbered), "sheet": NUMBERED})
        message += sentence(note, Door.EXCEL)
    return message
