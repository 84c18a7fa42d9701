"""Taking back (取り消し) what a button wrote, when Excel refuses half-way: nothing of a refused run stays."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from validators.problems import Problem
from workbooks.plan import Block, joined
from xl.live.host import refused

_OWN_LINK = '=HYPERLINK("#'  # the only formula of ours in a sheet of ours


@dataclass
class TakeBack:
    """What to do, last first, when the host says no."""

    steps: list[Callable[[], None]] = field(default_factory=list)

    def after(self, error: Exception) -> Exception:
        """Take everything back; what is to be told then: the refusal, that the book is as it was, or
        that it is not."""
        undone = True
        for step in reversed(self.steps):
            try:
                step()
            except Exception:  # the rest is taken back all the same
                undone = False
        if not undone:
            return Problem("book-half-changed")
        return Problem("book-taken-back") if self.steps and refused(error) else error


@dataclass(frozen=True)
class Content:
    """Cells as they were: formulas (or values) and number formats, None for a host that cannot tell."""

    target: Any
    formulas: tuple[tuple[Any, ...], ...]
    values: tuple[tuple[Any, ...], ...]
    number_format: str | None

    def put_back(self, write: Callable[[Block], None], sheet: str) -> None:
        """Write the cells as they were, where they are not so now."""
        now = content_of(self.target)
        if now is None or (now.formulas, now.number_format) == (self.formulas, self.number_format):
            return
        for block in joined(self._blocks(sheet)):
            write(block)

    def _blocks(self, sheet: str) -> list[Block]:
        """A block a cell: text stays text, formulas are worked out again."""
        top, left = self.target.row, self.target.column
        out = []
        for j in range(len(self.formulas[0])):
            for i, row in enumerate(self.formulas):
                shown = self.number_format or str(self.target[i, j].number_format)
                out.append(_cell(sheet, (top + i, left + j), (row[j], self.values[i][j]), shown))
        return out


def _cell(sheet: str, at: tuple[int, int], was: tuple[Any, Any], number_format: str) -> Block:
    formula, value = was
    worked_out = isinstance(formula, str) and formula.startswith("=")
    if worked_out and (number_format != "@" or formula.startswith(_OWN_LINK)):
        return Block(sheet, *at, [[formula]], "General", number_format)
    if value in (None, ""):
        return Block(sheet, *at, [[None]], number_format)
    return Block(sheet, *at, [[value]], "@" if isinstance(value, str) else "General", number_format)


def content_of(target: Any) -> Content | None:
    """Remember cells; None where the host cannot read a formula (it cannot refuse half-way either)."""
    try:
        return Content(
            target, _rows(target.formula), _rows(target.options(ndim=2).value), target.number_format
        )
    except (NotImplementedError, AttributeError):
        return None


def _rows(value: Any) -> tuple[tuple[Any, ...], ...]:
    if not isinstance(value, (list, tuple)):
        return ((value,),)
    rows = value if value and isinstance(value[0], (list, tuple)) else [value]
    return tuple(tuple(row) for row in rows)
