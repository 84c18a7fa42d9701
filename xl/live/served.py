"""The open book through xlwings Server (xlwings Server のブック): custom scripts and functions, made as xlwings wants
them. Used by the server alone, which needs xlwings' PRO licence."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import xlwings as xw

from xl.functions.for_xlwings import declare_alike

Fills = dict[str, list[tuple[int, int, str, str]]]  # sheet → row, column, colour, pattern
Press = Callable[[Any, "Told"], None]
_ONE = asyncio.Lock()  # one book at a time; formulas go on meanwhile


@dataclass(frozen=True, slots=True)
class Told:
    """What Excel tells besides the values: the protected sheets, whether none may be added, the fills of the sheets
    that are not too large."""

    locked: list[str]
    structure: bool
    fills: Fills


def script(button: str, press: Press) -> Callable[..., Any]:
    """A button as a custom script. ``press`` takes the book and what else is told of it."""

    async def run(book: xw.Book, locked: list[str], structure: bool, fills: Fills) -> None:
        async with _ONE:
            await asyncio.to_thread(press, book, Told(locked, structure, fills))

    run.__name__ = run.__qualname__ = button
    made: Callable[..., Any] = xw.script(run)
    return made


def function(spread: Callable[..., object]) -> Callable[..., object]:
    """A formula as a custom function: what the COM server is told, and what only this one asks for."""

    def run(*handed: object) -> object:
        return spread(*handed)

    run.__name__ = run.__qualname__ = spread.__name__
    unused = dict.fromkeys(("excel_name", "namespace", "help_url", "required_roles"))
    declare_alike(run, spread, **unused, cache=False)
    return run


def say(book: Any, text: str) -> None:
    """The sentence goes back in the answer of this book; xlwings' own alert would put it into an address."""
    book.impl.append_json_action(func="runMacro", args=["careerupSay", text])
