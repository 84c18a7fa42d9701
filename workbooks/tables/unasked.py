"""確かめていないこと: the questions that a check could not ask of its tables, and why.

A rule has three outcomes: it ran, it does not apply, or it could not run. This module lists the
third: a column that was not found or is blank from top to bottom, cells that could not be read, a
heading that nobody knows. The same question about several tables of a file is listed once.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace

from validators.findings import Finding, Unchecked, unchecked
from validators.messages import rules
from validators.profile import Profile
from validators.reading import Note
from validators.schemas.records import Fault
from validators.schemas.rule import TableRule, not_asked, raw_columns
from validators.text import is_blank
from workbooks.a1 import address
from workbooks.grid import Book, Grid, is_own
from workbooks.tables.layout import Layout
from workbooks.tables.places import Places, Table, heading_cell, named, told

_LIKE = 3  # headings of a layout by which a sheet looks like its table
_HEAD_ROWS = 60  # a heading row stands among the first rows
_LABEL = 60  # characters of a heading
_QUESTIONS = 4  # questions named in a sentence
_FILLED_IN = "記入の有無"  # the question of every "…-missing" rule
_READ_AS = "として読みました"  # said of a heading that was read after all


@dataclass(frozen=True, slots=True)
class Questions:
    """What is asked of one kind of table.

    rules     the rules of its schema
    reads     column → rules that its reader asks of a value alone, e.g. the 15 hours of 研修時間
    title     canonical name → the word for the column in sentences
    expected  columns it ought to have, with rules or without
    stand_in  column → others that answer its questions as well, e.g. 種別番号 for 種別
    aside     columns nobody has to give: their questions are listed aside
    blank_says  columns in which blank is an answer: nothing to note
    vital     columns without which hardly anything can be said: their absence is one 要確認 as well
    """

    rules: Sequence[TableRule]
    title: Callable[[str], str]
    expected: Sequence[str] = ()
    reads: Mapping[str, Sequence[str]] = field(default_factory=dict)
    stand_in: Mapping[str, Sequence[str]] = field(default_factory=dict)
    aside: frozenset[str] = frozenset()
    blank_says: frozenset[str] = frozenset(("remarks", "status", "refusal"))
    vital: Sequence[str] = ()


def unasked(places: Places, faults: Sequence[Fault], asked: Questions) -> tuple[Unchecked, ...]:
    """Every question that was not asked of the tables, in the order of tables and columns."""
    return (*without(places.tables, asked), *unread(places, faults, asked))


def without(tables: Sequence[Table], asked: Questions) -> tuple[Unchecked, ...]:
    """What was not asked for want of a column or of a heading that somebody knows."""
    found = _Once()
    for table in tables:
        for rule, column, ids in _left(table, asked):
            found.add(rule, table, column, ids)
    return (*found.listed(asked), *(u for table in tables for u in _unknown(table)))


def left_out(table: Table, asked: Questions) -> tuple[str, ...]:
    """The titles of the columns for want of which a table's rows were not asked all they have to be."""
    columns = [column for _, column, _ in _left(table, asked) if column not in asked.aside]
    return tuple(asked.title(column) for column in columns)


def _left(table: Table, asked: Questions) -> list[tuple[str, str, list[str]]]:
    """(what is said, column, ids of the rules not asked) for each column missing or blank."""
    found = [("unchecked-column-missing", c, ids) for c, ids in _lacking(table, asked).items()]
    for column in _blank_columns(table):
        ids = [r.id for r in asked.rules if column in raw_columns(r)]
        ids += asked.reads.get(column, ())
        if (ids or column in asked.expected) and column not in asked.blank_says:
            found.append(("unchecked-column-empty", column, ids))
    return found


def unread_sheets(book: Book, layouts: Sequence[Layout], read: Collection[str]) -> list[Unchecked]:
    """Sheets with two headings or more of a layout that gave no table: a heading they need was not found."""
    found = []
    for grid in book.grids:
        if grid.sheet in read or is_own(grid):
            continue
        nearest = max((_likeness(grid, layout) for layout in layouts), key=lambda x: len(x[1]))
        row, known, layout = nearest
        lacking = [needed for needed in layout.needed if not needed & known.keys()]
        if len(known) < _LIKE or not lacking:
            continue
        params = {
            "sheet": grid.sheet,
            "headings": "、".join(list(known.values())[:_QUESTIONS]),
            "lacking": "」か「".join(layout.title(n) for n in sorted(lacking[0])),
        }
        cell = address(row, grid.left)
        found.append(unchecked(book.name, grid.sheet, cell, Note("unchecked-sheet", params)))
    return found


def _likeness(grid: Grid, layout: Layout) -> tuple[int, dict[str, str], Layout]:
    """The row that holds most of a layout's headings, and these: canonical name → heading."""
    best: tuple[int, dict[str, str]] = (grid.top, {})
    for number, cells in enumerate(grid.rows[:_HEAD_ROWS], grid.top):
        texts = [v for v in cells if isinstance(v, str) and 0 < len(v) <= _LABEL]
        known = {name: text for text in texts if (name := layout.meaning(text))}
        if len(known) > len(best[1]):
            best = number, known
    return *best, layout


def vital(tables: Sequence[Table], asked: Questions, profile: Profile) -> list[Finding]:
    """One 要確認 at the heading row for each column without which hardly anything can be said."""
    found: list[Finding] = []
    for table in tables:
        lacking = _lacking(table, asked)
        for column in asked.vital:
            if column in lacking:
                title = asked.title(column)
                params = {"column": title, "questions": questions_of(lacking[column])}
                note = Note("table-column-missing", params)
                found += told(table, heading_cell(table, column), note, profile, title)
    return found


def _lacking(table: Table, asked: Questions) -> dict[str, list[str]]:
    """Column the table does not give → the rules not asked for want of it."""
    given = set(table.values)
    given |= {name for name, others in asked.stand_in.items() if given.intersection(others)}
    lacking: dict[str, list[str]] = {name: [] for name in asked.expected if name not in given}
    for column, ids in (*not_asked(asked.rules, given).items(), *asked.reads.items()):
        if column not in given:
            lacking.setdefault(column, []).extend(ids)
    return lacking


def _blank_columns(table: Table) -> list[str]:
    return [name for name, column in table.values.items() if column and all(map(is_blank, column))]


def unread(places: Places, faults: Sequence[Fault], asked: Questions) -> list[Unchecked]:
    """Cells that nobody could read: their own finding says so, here stands what was not asked of them."""
    cells: dict[tuple[int, str], list[int]] = {}
    for fault in faults:
        if fault.unread and rules()[fault.note.rule].severity != "info":
            cells.setdefault((places.number(fault.record), fault.column), []).append(fault.record)
    found = []
    for (number, column), records in cells.items():
        ids = [r.id for r in asked.rules if column in raw_columns(r) and _judges(r)]
        if not ids:
            continue
        table = places.tables[number]
        indices = [record - places.starts[number] for record in dict.fromkeys(records)]
        where = list(dict.fromkeys(table.place(i, column)[1] for i in indices))
        note = Note(
            "unchecked-cells",
            {
                "column": table.heading(indices[0], column),
                "count": len(indices),
                "cells": named(where),
                "questions": questions_of(ids),
            },
        )
        found.append(unchecked(table.file, table.sheet, where[0], note))
    return found


def _judges(rule: TableRule) -> bool:
    """Is there more to the rule than whether the cell is filled in?"""
    return bool(rule.needs) and not rule.id.endswith("-missing")


def _unknown(table: Table) -> list[Unchecked]:
    """Headings over values that nobody knows."""
    return [
        unchecked(table.file, table.sheet, cell, Note("unchecked-heading", {"heading": heading}))
        for cell, heading, guess in table.as_read().unmapped
        if not guess.endswith(_READ_AS)
    ]


def questions_of(ids: Sequence[str]) -> str:
    """The rules' titles; whether a cell is filled in is asked in words of its own."""
    titles = [_FILLED_IN if i.endswith("-missing") else rules()[i].title for i in ids]
    listed = list(dict.fromkeys(titles)) or [_FILLED_IN]
    and_others = f" など {len(listed)} 項目" if len(listed) > _QUESTIONS else ""
    return "、".join(listed[:_QUESTIONS]) + and_others


class _Once:
    """Questions about a column, each once for a file however many of its tables lack it."""

    def __init__(self) -> None:
        self._tables: dict[tuple[str, str, str], list[Table]] = {}
        self._ids: dict[tuple[str, str, str], list[str]] = {}

    def add(self, rule: str, table: Table, column: str, ids: Sequence[str]) -> None:
        """One more table that the question could not be asked of."""
        key = (table.file, rule, column)
        self._tables.setdefault(key, []).append(table)
        self._ids.setdefault(key, []).extend(ids)

    def listed(self, asked: Questions) -> list[Unchecked]:
        """One entry a question, at the first table's heading row."""
        out: list[Unchecked] = []
        for (file, rule, column), tables in self._tables.items():
            cell, sheet = heading_cell(tables[0], column), tables[0].sheet
            ids = list(dict.fromkeys(self._ids[file, rule, column]))
            compared = [i for i in ids if not i.endswith("-missing")]
            parts = [(rule, ids)]
            if (
                column in asked.expected and compared
            ):  # the item itself, and what it is compared with
                parts = [(rule, []), ("unchecked-comparison", compared)]
            for rule_id, asked_of in parts:
                note = Note(
                    rule_id,
                    {
                        "column": asked.title(column),
                        "questions": questions_of(asked_of),
                        "tables": f"（{len(tables)} 表で）" if len(tables) > 1 else "",
                    },
                )
                one = unchecked(file, sheet, cell, note)
                out.append(replace(one, aside=column in asked.aside))
        return out
