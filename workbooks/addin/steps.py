"""The answer to VBA (VBA への答え): a Plan or a question as one flat list, read from left to right by
Careerup_Desk.bas, which decides nothing."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any

from validators.problems import Problem
from workbooks.a1 import position
from workbooks.addin.facts import SheetFacts
from workbooks.asking import Ask
from workbooks.fills import Numbers, numbers_of, text_of
from workbooks.grid import Value
from workbooks.plan import FORMULA, OURS, PAINT, Block, Plan, joined, with_sign

Flat = list[Any]


def of_ask(ask: Ask) -> Flat:
    """The question: its kind, then what it is about."""
    if not ask.cells:
        return ["ask", ask.what, ask.text]
    cells = [part for sheet, cell in ask.cells for part in (sheet, *position(cell))]
    return ["ask", ask.what, len(ask.cells), *cells]


def answered(ask: Ask, answer: Any) -> Any:
    """VBA's answer as ``ask.then`` takes it."""
    if not ask.cells:
        return bool(answer)
    read = _fill if ask.what == "fills" else _format
    return {cell: read(parts) for cell, parts in zip(ask.cells, answer, strict=True)}


def _fill(parts: Sequence[Any] | None) -> str:
    if parts is None or parts[0] is None:  # Excel does not tell
        return text_of(None)
    pattern, colour, theme, tint, over = parts
    return text_of(
        (int(pattern), int(colour or 0), int(theme or 0), float(tint or 0), int(over or 0))
    )


def _format(parts: Sequence[Any]) -> str:
    worked_out, number_format = parts
    return FORMULA if worked_out else str(number_format)


def of_plan(plan: Plan, sheets: Sequence[SheetFacts]) -> Flat:
    """What is to be told where Excel refuses ("plan" for the usual sentence), then sheets of ours and their lists,
    then colours and notes, then values in other sheets, then the selection and the one message. Raises Problem,
    before anything is changed, where the sheet to go to is not to be seen or a sheet to be written over is the
    clerk's own."""
    present = {sheet.name: sheet for sheet in sheets}
    plan.may_go({sheet.name: sheet.visible for sheet in sheets})
    for name in plan.sheets:
        if name in present and not present[name].ours:
            raise Problem("book-sheet-not-ours", sheet=name)
    steps: Flat = [plan.if_refused("plan")]
    # after the last sheet that is seen: Excel does not move a very hidden one out of the way
    seen = [sheet.name for sheet in sheets if sheet.visible] or [sheet.name for sheet in sheets]
    for name in plan.sheets:
        steps += ["sheet", name, "" if name in present else seen[-1]]
    our_blocks = [with_sign(block) for block in plan.blocks if block.sheet in plan.sheets]
    others = joined(block for block in plan.blocks if block.sheet not in plan.sheets)
    steps += _writes(our_blocks, keep=False)
    for one in plan.choices:
        steps += ["list", one.sheet, one.row, one.column, one.count, one.source]
    steps += _marks(plan, present)
    steps += _writes(others, keep=True)
    for name in plan.sheets:
        if name in present and not present[name].visible:
            steps += ["show", name]
    if plan.select:
        steps += ["go", plan.select[0], *position(plan.select[1])]
    return [*steps, "say", plan.message]


def _marks(plan: Plan, present: Collection[str]) -> Flat:
    """Colours, then the notes that go, then those that come."""
    steps: Flat = []
    for (sheet, numbers), cells in _fills(plan).items():
        if sheet in present:
            steps += ["fill", sheet, *numbers, len(cells), *(n for cell in cells for n in cell)]
    for sheet, cell in plan.unnote:
        if sheet in present:
            steps += ["unnote", OURS, sheet, *position(cell)]
    for mark in plan.marks:
        if mark.note and mark.sheet in present:
            steps += ["note", OURS + mark.note, mark.sheet, *position(mark.cell)]
    return steps


def _fills(plan: Plan) -> Mapping[tuple[str, Numbers], list[tuple[int, int]]]:
    """(sheet, fill) → cells; a new mark wins over an old fill."""
    cells: dict[tuple[str, str], str | None] = {(s, c): fill for s, c, fill in plan.restore}
    cells |= {(mark.sheet, mark.cell): PAINT[mark.mark] for mark in plan.marks}
    found: dict[tuple[str, Numbers], list[tuple[int, int]]] = {}
    for (sheet, cell), fill in cells.items():
        found.setdefault((sheet, numbers_of(fill)), []).append(position(cell))
    return found


def _writes(blocks: Iterable[Block], *, keep: bool) -> Flat:
    """``keep``: what stands there is remembered, to be taken back when Excel refuses."""
    steps: Flat = []
    for block in blocks:
        if block.values and block.values[0]:
            steps += ["write", keep, _formulas(block), block.sheet, block.row, block.column]
            steps += [len(block.values), len(block.values[0])]
            steps += [block.number_format, block.then_format]
            steps += _sent(v for row in block.values for v in row)
    return steps


def _formulas(block: Block) -> bool:
    """Are the values formulas of ours, not text that begins like one?"""
    return block.number_format == "General" and all(
        isinstance(v, str) and v.startswith("=") for row in block.values for v in row
    )


def _sent(values: Iterable[Value]) -> Flat:
    """COM knows no date without a time, and takes one without a time zone for local time."""
    return [
        dt.datetime(*v.timetuple()[:6], tzinfo=dt.UTC) if isinstance(v, dt.date) else v
        for v in values
    ]
