"""The worksheet functions (ワークシート関数): one registry for Excel, ``careerup call`` and the manual.

Every function takes plain cell values and gives a cell value. A fault is a sentence that begins with ``※`` so that
``COUNTIF(range,"※*")`` counts it; blank in, blank out. Nothing here imports pandas: the first
formula has to be instant.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from validators.problems import InvalidValue
from validators.text import is_blank


class Fault(Exception):
    """What a function has to say instead of a value; ``str()`` is the sentence without ※."""


@dataclass(frozen=True, slots=True)
class Argument:
    """One argument: ASCII name, Japanese help (255 characters at most), may it be left out?"""

    name: str
    help: str
    optional: bool = False


@dataclass(frozen=True, slots=True)
class Function:
    """One worksheet function. ``whole`` functions take a range as one value; the others are spread over arrays."""

    name: str
    help: str
    arguments: tuple[Argument, ...]
    run: Callable[..., object]
    whole: bool = False


FUNCTIONS: dict[str, Function] = {}


def function(
    help: str, *arguments: Argument, whole: bool = False
) -> Callable[[Callable[..., object]], Callable[..., object]]:
    """Decorator: put a plain function into ``FUNCTIONS`` under its name in capitals."""

    def register(run: Callable[..., object]) -> Callable[..., object]:
        name = run.__name__.upper()
        FUNCTIONS[name] = Function(name, help, arguments, run, whole)
        return run

    return register


def evaluate(function: Function, values: Sequence[object]) -> object:
    """One call with plain values; never raises for what a cell can hold."""
    needed = [v for v, a in zip(values, function.arguments, strict=False) if not a.optional]
    if any(isinstance(v, str) and v.startswith("※") for v in values):
        return next(v for v in values if isinstance(v, str) and v.startswith("※"))
    if not function.whole and (all(is_blank(v) for v in needed) or is_blank(values[0])):
        return ""
    try:
        return function.run(*values)
    except (Fault, InvalidValue) as fault:
        return f"※{fault}"
