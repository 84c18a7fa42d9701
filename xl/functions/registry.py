"""What a worksheet function (ワークシート関数) is: one description for Excel, ``careerup call`` and the manual.

Every function takes plain cell values and gives a cell value. A fault is a sentence that begins with ``※`` so that
``COUNTIF(range,"※*")`` counts it; blank in, blank out. Nothing here imports pandas: the first
formula has to be instant.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from validators.problems import InvalidValue
from validators.text import is_blank

Columns = Sequence[Sequence[object]]


class FunctionFault(Exception):
    """What a function has to say instead of a value, where it is more than a rule's sentence; ``str()`` is
    the text without ※."""


@dataclass(frozen=True, slots=True)
class Argument:
    """One argument: ASCII name, Japanese help (255 characters at most), may it be left out?

    listed  a range of it is one list (2023, 2024, 2025 in three cells), not values to be spread over
    """

    name: str
    help: str
    optional: bool = False
    listed: bool = False


@dataclass(frozen=True, slots=True)
class Function:
    """One worksheet function.

    run    works it out for plain values; faults are raised
    whole  it takes a range as one value; the others are spread over arrays
    many   works it out for several rows, given as columns of one length
    """

    name: str
    help: str
    arguments: tuple[Argument, ...]
    run: Callable[..., object]
    whole: bool = False
    many: Callable[[Function, Columns], list[object]] | None = None

    def evaluate(self, values: Sequence[object]) -> object:
        """One call with plain values; never raises for what a cell can hold."""
        for value in values:
            if isinstance(value, str) and value.startswith("※"):
                return value
        needed = [v for v, a in zip(values, self.arguments, strict=False) if not a.optional]
        if not self.whole and (all(is_blank(v) for v in needed) or is_blank(values[0])):
            return ""
        try:
            return self.run(*values)
        except (FunctionFault, InvalidValue) as fault:
            return f"※{fault}"

    def over(self, columns: Columns) -> list[object]:
        """One call a row, the rows given as columns of one length."""
        if self.many is not None:
            return self.many(self, columns)
        return [self.evaluate(row) for row in zip(*columns, strict=True)]


def function(
    name: str,
    help: str,
    *arguments: Argument,
    whole: bool = False,
    many: Callable[[Function, Columns], list[object]] | None = None,
) -> Callable[[Callable[..., object]], Function]:
    """Decorator: make a plain function into the worksheet function ``name``."""

    def describe(run: Callable[..., object]) -> Function:
        return Function(name, help, arguments, run, whole, many)

    return describe
