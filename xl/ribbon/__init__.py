"""The door of the buttons (リボン): ``pressed`` and ``told`` for the add-in, whose VBA reads and writes the open
book; ``press`` for a book that xlwings holds. The buttons stand in ``table``, what each decides in ``buttons``."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any, TypeVar

from validators.messages import Door, sentence_of
from validators.problems import Problem, own_fault
from workbooks.addin import steps
from workbooks.addin.facts import Handed
from workbooks.asking import Answer, Ask, Cell, Host, Stopped
from workbooks.grid import Book
from workbooks.plan import Plan
from xl.functions.for_xlwings import declare
from xl.functions.registry import Argument
from xl.progress import stop_on_escape

T = TypeVar("T")

# Buttons that write into the open book: where every change is saved at once for all, they ask first.
_CHECKS = ("CheckRoster", "CheckApplications", "CheckDesignations", "CheckEligibility", "Compare")
_LEDGER = ("LedgerImport", "LedgerFind", "LedgerExtract", "LedgerReissue", "LedgerStatistics")
_WRITING = frozenset((*_CHECKS, *_LEDGER, "Columns", "Tidy", "TidyApply", "TidyUndo", "Number"))


def run(button: str, host: Host) -> Answer:
    """What a button answers. Raises Problem."""
    from xl.ribbon.table import (
        BUTTONS,  # brings pandas, for which LibreOffice's formulas do not wait
    )

    if host.shared and button in _WRITING:
        question = sentence_of("book-shared", Door.EXCEL)
        return Ask("yes", partial(_if_yes, partial(BUTTONS[button], host)), text=question)
    return BUTTONS[button](host)


def _if_yes(go_on: Callable[[], Answer], yes: bool) -> Answer:
    return go_on() if yes else Plan(message=sentence_of("stopped", Door.EXCEL))


def kept(go_on: Callable[[], T], trouble: Callable[[Exception], str]) -> T | Plan:
    """What came of it; what went wrong is a Plan with one Japanese sentence."""
    try:
        return go_on()
    except Problem as problem:
        return Plan(message=problem.sentence(Door.EXCEL))
    except Stopped:
        return Plan(message=sentence_of("stopped", Door.EXCEL))
    except Exception as error:
        return Plan(message=trouble(error))


def planned(
    begin: Callable[[], Answer],
    go_on: Callable[[Ask], Answer],
    trouble: Callable[[Exception], str],
) -> Plan:
    """What a button wants done at last; ``go_on`` finds out what it asks on the way."""
    answer: Answer = kept(begin, trouble)
    while isinstance(answer, Ask):
        answer = kept(partial(go_on, answer), trouble)
    return answer


# ---------------------------------------------------------------- the add-in: VBA holds Excel

_open: list[tuple[Handed, Ask]] = []  # the button that waits for an answer, if one does


def pressed(button: str, facts: Sequence[Any]) -> list[Any]:
    """A button, with what VBA read of the book in front: the steps to do, or what is to be told first."""
    _open.clear()
    host = Handed(facts, stop_on_escape)
    return _answered(host, kept(partial(run, button, host), fault))


def told(answer: Any) -> list[Any]:
    """What VBA was asked for; the button goes on."""
    host, ask = _open.pop()
    return _answered(host, kept(lambda: ask.then(steps.answered(ask, answer)), fault))


def _answered(host: Handed, answer: Answer) -> list[Any]:
    if isinstance(answer, Ask):
        _open.append((host, answer))
        return steps.of_ask(answer)
    found = kept(partial(steps.of_plan, answer, host.facts), fault)
    if isinstance(found, Plan):
        return steps.of_plan(replace(found, message=answer.if_refused(found.message)), ())
    return found


def fault(error: Exception) -> str:
    """What is told of a fault of ours."""
    return (
        sentence_of("memory-full", Door.EXCEL)
        if isinstance(error, MemoryError)
        else own_fault(error)
    )


_AS_IT_IS = {"convert": "raw"}  # values pass unconverted
for _run, _names in ((pressed, ("button", "facts")), (told, ("answer",))):
    _given = [Argument(name, "") for name in _names]
    declare(_run, _given, _AS_IT_IS, ret={"doc": "", "options": dict(_AS_IT_IS)})


# ---------------------------------------------------------------- a book that xlwings holds


class Held:
    """The open book through xlwings."""

    def __init__(self, book: object) -> None:
        from xl import live

        self._live, self._book = live, book

    @property
    def shared(self) -> bool:
        return self._live.shared(self._book)

    @property
    def sheets(self) -> frozenset[str]:
        return self._live.names(self._book)

    def book(self, only: Sequence[str] = ()) -> Book:
        return self._live.read(self._book, only)

    def rows(self) -> frozenset[int] | None:
        return self._live.chosen_rows(self._book)

    def active(self) -> Cell:
        return self._live.active(self._book)

    def folder(self) -> Path | None:
        return self._live.folder(self._book)

    def stage(self, text: str) -> None:
        self._live.stage(self._book, text)


def press(button: str, book: object) -> None:
    """Run one button on a book that xlwings holds, say what went wrong in one Japanese sentence."""
    from xl import live

    plan = planned(partial(run, button, Held(book)), partial(_gone_on, book), live.trouble)
    failed = kept(partial(live.apply, book, plan), live.trouble)
    if failed is not None:
        live.say(book, plan.if_refused(failed.message))


def _gone_on(book: object, ask: Ask) -> Answer:
    from xl import live

    if ask.what == "print":
        return ask.then(live.to_pdf(book, Path(ask.text)))
    if ask.what == "open":
        return ask.then(live.open_file(Path(ask.text)))
    if ask.what == "yes":
        return ask.then(live.confirm(book, ask.text))
    return ask.then((live.colours if ask.what == "fills" else live.formats)(book, ask.cells))
