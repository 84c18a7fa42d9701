"""Applying a Plan to the open book (変更計画を当てる): lists first, colours after what remembers them, and
everything taken back when Excel refuses half-way."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Any

from validators.problems import Problem
from workbooks.a1 import address, position
from workbooks.plan import OURS, PAINT, Block, Choices, Plan, joined, with_sign
from workbooks.sheet_names import is_signed
from xl.live.fills import colours, paint
from xl.live.host import say
from xl.live.take_back import TakeBack, content_of

_TOP_ROWS, _TOP_COLUMNS = (
    10,
    5,
)  # where the sign of a sheet of ours stands, also after rows were put in
_LIST = 3  # Excel's xlValidateList


def apply(book: Any, plan: Plan) -> None:
    """Do what the plan says: sheets of ours and their lists, then colours and notes, then values in
    other sheets, then the selection and the one message.

    Raises Problem, before anything is changed, where the sheet to go to is gone or a sheet to be
    written over is the clerk's own; Problem or the host's refusal after everything was taken back.
    """
    present = [sheet.name for sheet in book.sheets]
    plan.may_go({sheet.name: _seen(sheet) for sheet in book.sheets} if plan.select else {})
    for name in plan.sheets:
        if name in present and not _ours(book.sheets[name]):
            raise Problem("book-sheet-not-ours", sheet=name)
    back = TakeBack()
    try:
        _change(book, plan, present, back)
    except Exception as error:
        problem = back.after(error)
        if problem is error:
            raise
        raise problem from error
    if plan.select:
        sheet, cell = plan.select
        # not xlwings' own activate: it wants to be the topmost Excel of all that are open
        book.sheets[sheet].impl.activate()
        book.sheets[sheet].range(cell).select()
    if plan.message:
        say(book, plan.message)


def _change(book: Any, plan: Plan, present: Sequence[str], back: TakeBack) -> None:
    for name in plan.sheets:
        _clear_or_add(book, name, present, back)
    our_blocks = [b for b in plan.blocks if b.sheet in plan.sheets]
    for block in our_blocks:
        _write(book, with_sign(block))
    for one in plan.choices:
        _offer(book.sheets[one.sheet], one)
    _colour(book, plan, present, back)
    _take_notes_away(book, plan, present, back)
    _add_notes(book, plan, back)
    for block in joined(b for b in plan.blocks if b.sheet not in plan.sheets):
        if (target := _target(book, block)) is not None:
            if (was := content_of(target)) is not None:
                back.steps.append(partial(was.put_back, partial(_write, book), block.sheet))
            _write(book, block)


def _ours(sheet: Any) -> bool:
    """Was the sheet written by us? An empty one may be taken."""
    rows = sheet.range((1, 1), (_TOP_ROWS, _TOP_COLUMNS)).options(ndim=2).value or []
    if any(is_signed(value) for row in rows for value in row):
        return True
    used = sheet.used_range
    values = used.options(ndim=2).value or []
    return not any(v not in (None, "") for row in values for v in row)


def _clear_or_add(book: Any, name: str, present: Sequence[str], back: TakeBack) -> None:
    if name in present:
        sheet = book.sheets[name]
        was = content_of(sheet.used_range)
        sheet.clear_contents()
        if was is not None:
            back.steps.append(partial(_put_sheet_back, book, name, was))
        return
    front = book.sheets.active
    # after the last sheet that is seen: Excel does not move a very hidden one out of the way
    last = [s for s in book.sheets if _seen(s)][-1]
    before = [s.name for s in book.sheets]
    back.steps.append(partial(_delete_added, book, before))
    book.sheets.add(name, after=last)
    front.impl.activate()


def _seen(sheet: Any) -> bool:
    try:
        return sheet.visible in (True, "visible", -1)
    except NotImplementedError:
        return True


def _delete_added(book: Any, before: Sequence[str]) -> None:
    """Also the half-made sheet that was added but could not be named."""
    for sheet in [s for s in book.sheets if s.name not in before]:
        sheet.delete()


def _put_sheet_back(book: Any, name: str, was: Any) -> None:
    book.sheets[name].clear_contents()
    was.put_back(partial(_write, book), name)


def _offer(sheet: Any, choices: Choices) -> None:
    """A drop-down, where the host has them and the book is not shared: the words stand beside the list."""
    cells = sheet.range((choices.row, choices.column)).resize(choices.count)
    with contextlib.suppress(Exception):
        sheet.api.Cells.Validation.Delete()
        cells.api.Validation.Add(_LIST, 1, 1, f"={choices.source}")


def _colour(book: Any, plan: Plan, present: Sequence[str], back: TakeBack) -> None:
    for name, cells in _fills(plan).items():
        if name not in present:
            continue
        own_fills = {
            position(m.cell): m.own_fill
            for m in plan.marks
            if m.sheet == name and m.own_fill is not None
        }
        if own_fills:
            back.steps.append(partial(_unpaint, book, name, own_fills))
        paint(book.sheets[name], cells)


def _unpaint(book: Any, name: str, own_fills: Mapping[tuple[int, int], str]) -> None:
    """Give cells their own fills again, where they have lost them."""
    now = colours(book, [(name, address(*at)) for at in own_fills])
    lost = {
        at: fill or None for at, fill in own_fills.items() if now.get((name, address(*at))) != fill
    }
    if lost:
        paint(book.sheets[name], lost)


def _fills(plan: Plan) -> dict[str, dict[tuple[int, int], str | None]]:
    """Sheet → cells → the fill they get, None for no fill; a new mark wins over an old fill."""
    fills: dict[str, dict[tuple[int, int], str | None]] = {}
    for sheet, cell, colour in plan.restore:
        fills.setdefault(sheet, {})[position(cell)] = colour or None
    for mark in plan.marks:
        fills.setdefault(mark.sheet, {})[position(mark.cell)] = PAINT[mark.mark]
    return fills


def _take_notes_away(book: Any, plan: Plan, present: Sequence[str], back: TakeBack) -> None:
    for sheet, cell in plan.unnote:
        target = book.sheets[sheet].range(cell) if sheet in present else None
        note = None if target is None else target.note
        if target is not None and note is not None and note.text.startswith(OURS):
            text = note.text
            note.delete()
            back.steps.append(partial(target.add_note, text))


def _add_notes(book: Any, plan: Plan, back: TakeBack) -> None:
    for mark in plan.marks:
        if not mark.note:
            continue
        cell = book.sheets[mark.sheet].range(mark.cell)
        if cell.note is None:  # the clerk's own note stays
            cell.add_note(OURS + mark.note)
            back.steps.append(_deleting_note(cell))


def _deleting_note(cell: Any) -> Callable[[], None]:
    return lambda: cell.note.delete()


def _target(book: Any, block: Block) -> Any:
    """The cells a block fills, None for an empty one."""
    if not block.values or not block.values[0]:
        return None
    last = (block.row + len(block.values) - 1, block.column + len(block.values[0]) - 1)
    return book.sheets[block.sheet].range((block.row, block.column), last)


def _write(book: Any, block: Block) -> None:
    target = _target(book, block)
    if target is None:
        return
    if block.number_format:
        target.number_format = block.number_format
    rows = [list(row) for row in block.values]
    if all(isinstance(v, str) for row in rows for v in row):
        target.raw_value = rows  # text needs no conversion, which costs a dozen questions a block
    else:
        target.value = rows
    if block.then_format and block.then_format != block.number_format:
        target.number_format = block.then_format
