"""A1 arithmetic (セル番地): columns as letters, cells as addresses, ranges as corners. Imports nothing of ours."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

_CELL = re.compile(r"\$?([A-Za-z]{1,3})\$?(\d{1,7})")


@dataclass(frozen=True, slots=True)
class Area:
    """A range by its corners, 1-based and inclusive."""

    top: int
    left: int
    bottom: int
    right: int


@lru_cache(maxsize=1024)
def column_letter(column: int) -> str:
    """The letters of a column number: 1 → A, 27 → AA."""
    letters = ""
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def column_number(letters: str) -> int:
    """The number of a column's letters: A → 1, AA → 27."""
    number = 0
    for letter in letters.upper():
        number = number * 26 + ord(letter) - 64
    return number


def address(row: int, column: int) -> str:
    """The address of a cell: (10, 10) → J10."""
    return f"{column_letter(column)}{row}"


def position(cell: str) -> tuple[int, int]:
    """The row and column of an address: J10 or $J$10 → (10, 10). Raises ValueError for anything else."""
    match = _CELL.fullmatch(cell)
    if not match:
        raise ValueError("not a cell address")
    return int(match[2]), column_number(match[1])


def reference_area(reference: str) -> Area:
    """The corners of a reference: B2:C5, or one cell. What is no reference gives the empty Area(0, 0, 0, 0)."""
    first, _, last = reference.partition(":")
    try:
        top, left = position(first)
        bottom, right = position(last or first)
    except ValueError:
        return Area(0, 0, 0, 0)
    return Area(top, left, bottom, right)
