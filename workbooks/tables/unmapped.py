"""Headings that were not read (読めない見出し), with what each might be."""

from __future__ import annotations

from collections.abc import Iterator

from validators.text import near, squeeze
from workbooks.a1 import column_letter
from workbooks.tables.columns import Columns
from workbooks.tables.evidence import SAMPLE, filled
from workbooks.tables.find import FoundTable
from workbooks.tables.headings import TITLES


def unknown_headings(found: FoundTable, columns: Columns) -> Iterator[tuple[str, str, str]]:
    """(cell, heading, what it might be) for headings over values that were not read."""
    words = {word: name for name, word in TITLES.items()}
    for heading in found.headings:
        name = columns.names.get(heading.column, "")
        again = heading.column in columns.again
        if (name and not again) or not _has_values(found, heading.column):
            continue
        where = found.heading_cell(heading.column)
        if again:
            item = columns.again[heading.column]
            read = next((c for c, n in columns.names.items() if n == item), 0)
            if read:
                letter = column_letter(found.real(read))
                yield where, heading.text, f"{letter}列を読み、この列は読んでいません"
        if name or found.field_of(heading.leaf):
            continue
        close = near(squeeze(heading.leaf), words, 2, 0.4)
        yield where, heading.text, "・".join(close)


def _has_values(found: FoundTable, column: int) -> bool:
    """Does any of the first cells below a heading hold a value?"""
    return any(True for _ in filled(found.grid, found.body[: SAMPLE * 4], column))
