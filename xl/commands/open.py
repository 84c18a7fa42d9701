"""``careerup FILE…``: files alone, as they are dropped on an icon; what they are is found out (種類の見分け)."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from validators.messages import Door, sentence_of
from validators.problems import Problem
from validators.profile import default
from workbooks.grid import Book
from workbooks.kind_of import kind_of, no_table
from xl.commands.patterns import matches
from xl.files import read as closed
from xl.files.kinds import quoted
from xl.outputs.results import next_report


@dataclass(frozen=True, slots=True)
class Found:
    """Files of one kind, in the order they were named, and what was read of them."""

    kind: str
    books: dict[Path, Book]


def kinds_of(names: Sequence[str]) -> tuple[list[Found], list[str]]:
    """The files by the kind of their tables, and the names of our own results among them, which are left out.

    Raises Problem where a file is of no known kind, or all are our own.
    """
    kinds: dict[str, Found] = {}
    own: dict[str, Problem] = {}
    for path in (file for name in names for file in matches(Path(name))):
        book = closed.read(path)
        if kind := kind_of(replace(book, name=str(path)), default()):
            kinds.setdefault(kind, Found(kind, {})).books[path] = book
            continue
        why = _unknown(replace(book, name=str(path)), path)
        if why.note.rule != "table-is-report":
            raise why
        own[path.name] = why
    if not kinds:
        raise next(iter(own.values()))
    return list(kinds.values()), list(own)


def _unknown(book: Book, path: Path) -> Problem:
    problem = no_table("roster", book, default())
    if problem.note.rule == "roster-not-found":
        return Problem("kind-unknown", name=path.name, path=quoted(path))
    return problem


def run(words: Sequence[str], check: Callable[[list[str], Mapping[Path, Book]], int]) -> int:
    """Says what each file was taken for, checks it, and shows the report where Windows can open it."""
    at = next((i for i, word in enumerate(words) if word.startswith("-")), len(words))
    worst = 0
    try:
        kinds, own = kinds_of(words[:at])
        if own and "--json" not in words:
            print(sentence_of("own-results-left", Door.CLI, names="、".join(own)))
        for found in _with_rosters(kinds):
            worst = max(worst, _check(found, list(words[at:]), check))
    except Problem as problem:
        if not _own_window():
            raise
        print(problem, file=sys.stderr)  # said before the window waits
        worst = 2
    if _own_window():
        input(sentence_of("window-stays", Door.CLI))
    return worst


def _with_rosters(kinds: list[Found]) -> list[Found]:
    """The same, lists of staff with the rosters beside them: these hold what the staff has completed."""
    rosters = {
        path: book for one in kinds if one.kind == "roster" for path, book in one.books.items()
    }
    return [
        replace(one, books={**one.books, **rosters}) if one.kind == "eligibility" else one
        for one in kinds
    ]


def _check(
    found: Found, options: list[str], check: Callable[[list[str], Mapping[Path, Book]], int]
) -> int:
    files = list(found.books)
    if "--json" not in options:
        names = "、".join(path.name for path in files)
        print(sentence_of(f"kind-{found.kind}", Door.CLI, name=names))
    report, _ = next_report(files)
    status = check(["check", found.kind, *map(str, files), *options], found.books)
    if sys.platform == "win32" and report.exists():
        os.startfile(report)
    return status


def _own_window() -> bool:
    """Is this console here for us alone, as when a file is dropped on an icon? Then it closes with us."""
    if sys.platform != "win32":
        return False
    import ctypes

    processes = (ctypes.c_uint * 2)()
    return bool(ctypes.windll.kernel32.GetConsoleProcessList(processes, 2) == 1)
