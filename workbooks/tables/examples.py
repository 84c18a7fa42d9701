"""記入例のシート: tables of a sheet that shows how to fill in another are left out beside it, and it is told."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar

from validators.reading import Note
from workbooks.tables.desk import DeskTable
from workbooks.tables.no_record import is_example_sheet
from workbooks.tables.table import Table

AnyTable = TypeVar("AnyTable", Table, DeskTable)


def examples_apart(tables: Sequence[AnyTable]) -> tuple[list[AnyTable], list[AnyTable]]:
    """(the tables, those of 記入例 beside them); where all are examples, they are the tables."""
    examples = [table for table in tables if is_example_sheet(table.sheet)]
    if len(examples) == len(tables):
        return examples, []
    return [table for table in tables if not is_example_sheet(table.sheet)], examples


def tell_examples(table: AnyTable, examples: Sequence[AnyTable]) -> None:
    """Tell at a table which examples beside it are not checked."""
    for example in examples:
        note = Note("sheet-example", {"other": example.sheet, "rows": len(example.rows)})
        table.told.append((table.corner, "", note))
