"""台帳のシート: what is asked on a sheet and read back from it, as Plans. The first press writes the sheet, the clerk
fills it in, the second press does it; what was done stands on the sheet, so that a third press does not do it again."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import replace

from validators.eras import day_in_japan
from validators.messages import Door, sentence
from validators.profile import Profile
from validators.reading import Note
from validators.text import to_text
from workbooks.grid import Book, Value
from workbooks.ledger import find, imports
from workbooks.ledger.compare import Decision
from workbooks.ledger.find import SearchResult
from workbooks.ledger.imports import Imported
from workbooks.ledger.store.engine import Ledger
from workbooks.plan import Block, Plan
from workbooks.roster.read import Table
from workbooks.sheet_names import LEDGER_FIND, LEDGER_IMPORT
from workbooks.ticks import marked, rows_of

RESULT = "結果"
_TAKE, _WITHDRAW, _CONTENT, _REASON = "取り込む（○）", "取り下げる人数", "内容の控え", "理由"
NEW = "新しい台帳を作る（○）"
_LIST_ROW = 9
EXTRACT_FIELDS = {"提供先": "都道府県か市町村の名前", "保存するフォルダー": "", RESULT: ""}
STATISTICS_FIELDS = {
    "年度": "2025 や 令和7年度。空ならすべての年度",
    "保存するフォルダー": "",
    RESULT: "",
}
REISSUE_FIELDS = {
    "修了証番号": "",
    "再交付か取消": "再交付 か 取消",
    "理由": "",
    "新しい氏名": "氏名変更のときだけ",
    "備考": "",
    "日付": "",
    RESULT: "",
}


def fields(book: Book, sheet: str) -> dict[str, str]:
    """Label → value of a sheet of ours, {} when it is not there."""
    grid = next((g for g in book.grids if g.sheet == sheet), None)
    if grid is None:
        return {}
    return {
        to_text(grid.value(row, 1)): to_text(grid.value(row, 2)).strip()
        for row in range(2, _LIST_ROW)
        if to_text(grid.value(row, 1))
    }


def import_report(
    book: Book, ledger: Ledger, tables: Sequence[Table], when: tuple[Profile, dt.date]
) -> Plan:
    """実績報告を取込: taken when nothing has to be decided; else the sheet 取込結果 asks, for exactly this content."""
    asked = fields(book, LEDGER_IMPORT)
    one = imports.take(ledger, book.name, tables, when)
    outcome = one.outcome
    if outcome is not None and not one.done and asked.get(_CONTENT) == outcome.content:
        one = imports.take(ledger, book.name, tables, when, _decision(book, asked))
        outcome = one.outcome
    message = imports.told(one, Door.EXCEL)
    if outcome is None or (one.done and not asked):
        return Plan(message=message)
    if one.done:
        return done(LEDGER_IMPORT, {}, {}, message)
    return _asked(one, message)


def _decision(book: Book, asked: Mapping[str, str]) -> Decision:
    """What the clerk filled in on 取込結果: a circle for all of it, or a mark for each row."""
    grid = next(g for g in book.grids if g.sheet == LEDGER_IMPORT)
    by_row = imports.decided(rows_of(grid, len(imports.LIST_COLUMNS), _LIST_ROW + 1))
    number, whole = asked.get(_WITHDRAW, ""), marked(asked.get(_TAKE, ""), _TAKE) is True
    return replace(
        by_row,
        replace=whole,
        withdraw=int(number) if number.isdecimal() else None,
        accept=whole,
        by_row=by_row.by_row and not whole,
        reason=asked.get(_REASON, ""),
    )


def _asked(one: Imported, message: str) -> Plan:
    """The sheet that asks: what may be decided as a whole, and a line for every difference and conflict."""
    outcome = one.outcome
    assert outcome is not None
    values = {RESULT: message, _TAKE: ""}
    hints = {_TAKE: _words("import-hint")}
    if outcome.withdrawn:
        values[_WITHDRAW] = ""
        hints[_WITHDRAW] = _words("import-hint-withdraw", count=outcome.withdrawn)
    if outcome.conflicts or outcome.differences:
        values[_REASON] = ""
        hints[_REASON] = _words("import-hint-row")
    values[_CONTENT] = outcome.content
    listed = [["", "", *map(to_text, row)] for row in imports.details([one])]
    head: list[Value] = list(imports.LIST_COLUMNS)
    body: list[list[Value]] = [head]
    body += [list(row) for row in listed]
    return Plan(
        sheets=(LEDGER_IMPORT,),
        blocks=(*form(LEDGER_IMPORT, values, hints), Block(LEDGER_IMPORT, _LIST_ROW, 1, body, "@")),
        select=(LEDGER_IMPORT, "B3"),
        message=message + _words("import-sheet", sheet=LEDGER_IMPORT),
    )


def ask_new(name: str) -> Plan:
    """The sheet that asks whether a register is to be made where there is none."""
    message = sentence(Note("import-new", {"name": name, "sheet": LEDGER_IMPORT}), Door.EXCEL)
    return Plan(
        sheets=(LEDGER_IMPORT,),
        blocks=form(LEDGER_IMPORT, {RESULT: message, NEW: ""}, {}),
        select=(LEDGER_IMPORT, "B3"),
        message=message,
    )


def show_found(wanted: str, found: SearchResult) -> Plan:
    """照会: the completions on the sheet 照会."""
    message = find.found_sentence(found)
    rows: list[list[Value]] = [
        [day_in_japan(to_text(v)) for v in find.entry_row(e)] for e in found.entries
    ]
    if not rows:
        return Plan(message=message if found.answer else f"「{wanted[:40]}」は{message}")
    blocks = (
        Block(LEDGER_FIND, 1, 1, [[f"照会: {wanted[:100]}"], [message]], "@"),
        Block(LEDGER_FIND, 4, 1, [list(find.ENTRY_COLUMNS), *rows], "@"),
    )
    return Plan(sheets=(LEDGER_FIND,), blocks=blocks, select=(LEDGER_FIND, "A4"), message=message)


def form(sheet: str, values: Mapping[str, str], hints: Mapping[str, str]) -> tuple[Block, ...]:
    """A sheet of labels, values and hints."""
    body: Sequence[Sequence[Value]] = [
        [label, value, hints.get(label, "")] for label, value in values.items()
    ]
    return Block(sheet, 1, 1, [[sheet]]), Block(sheet, 2, 1, body, "@")


def ask(sheet: str, hints: Mapping[str, str], values: Mapping[str, str], message: str) -> Plan:
    """The sheet with what is known already filled in, to be completed by the clerk."""
    start = {label: values.get(label, "") for label in hints}
    return Plan(
        sheets=(sheet,), blocks=form(sheet, start, hints), select=(sheet, "B2"), message=message
    )


def done(sheet: str, hints: Mapping[str, str], given: Mapping[str, str], message: str) -> Plan:
    """The sheet with what was filled in and what was done."""
    values = {label: given.get(label, "") for label in hints} | {RESULT: message}
    blocks = form(sheet, values, {})
    return Plan(sheets=(sheet,), blocks=blocks, message=message, done=True)


def _words(rule: str, /, **params: object) -> str:
    return sentence(Note(rule, params), Door.EXCEL)
