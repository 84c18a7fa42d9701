"""What a button is given and what it answers (ボタンの問いと答え): a Plan, or a question that only the
open book can answer."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal, Protocol

from workbooks.a1 import Area
from workbooks.grid import Book
from workbooks.plan import Plan

Cell = tuple[str, str]  # (sheet, A1 address)


@dataclass(frozen=True, slots=True)
class Ask:
    """Something the host has to tell, or to do, before there is a plan.

    what   "fills": the fill of each cell · "formats": its number format, FORMULA for one worked out ·
           "print": write the open book as PDF to the path in ``text`` · "open": open the file of that path ·
           "yes": put the question ``text``
    cells  the cells asked for
    then   takes the answer: cell → text, or True and False
    """

    what: Literal["fills", "formats", "print", "open", "yes"]
    then: Callable[[Any], Answer]
    cells: Sequence[Cell] = ()
    text: str = ""


Answer = Plan | Ask


class Host(Protocol):
    """The open book as a button reads it."""

    @property
    def shared(self) -> bool:
        """Is every change saved at once for all who have the book open (AutoSave)?"""

    @property
    def sheets(self) -> frozenset[str]:
        """The names of all its worksheets, also of those that are hidden."""

    def book(self, only: Sequence[str] = ()) -> Book:
        """Values and merges of the visible sheets, or of the sheets named. Raises Problem."""

    def rows(self) -> frozenset[int] | None:
        """Sheet rows of the selection that are seen; None for a single cell or whole columns: all
        rows are meant. Raises Problem when a picture or chart is selected."""

    def active(self) -> Cell:
        """The selection's first cell. Raises Problem when a picture or chart is selected."""

    def folder(self) -> Path | None:
        """Where the book lies, None for one that was never saved or lies only in the cloud."""

    def stage(self, text: str) -> None:
        """Say what is being done. Raises Stopped when the clerk holds Esc down."""


class Stopped(Exception):
    """The clerk pressed Esc before anything was written."""


def spans(
    areas: Sequence[Area], sheet_rows: int, sheet_columns: int
) -> list[tuple[int, int]] | None:
    """(first, last) row of each area of a selection; None for a single cell or whole columns."""
    first = areas[0]
    if len(areas) == 1 and (first.top, first.left) == (first.bottom, first.right):
        return None
    found = []
    for area in areas:
        whole = area.top == 1 and area.bottom >= sheet_rows
        if whole and area.right - area.left + 1 < sheet_columns:
            return None
        found.append((area.top, area.bottom))
    return found
