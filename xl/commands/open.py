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
from validators.text import quoted
from workbooks.grid import Book, is_own, without_own
from workbooks.kind_of import is_report, kind_of, no_table
from xl.commands.patterns import matches
from xl.files import read as closed
from xl.files.side_by_side import side_by_side
from xl.outputs.results import next_report
from xl.progress import progress

_OURS = ("table-is-report", "table-is-settings")


@dataclass(frozen=True, slots=True)
class Found:
    """Files of one kind, in the order they were named, and what was read of them."""

    kind: str
    books: dict[Path, Book]


def kinds_of(names: Sequence[str]) -> tuple[list[Found], list[Problem]]:
    """The files by the kind of their tables, and why the others are left out: they cannot be read, are of no known
    kind, or are our own.

    Raises Problem where none is left.
    """
    kinds: dict[str, Found] = {}
    problems: list[Problem] = []
    paths = [file for name in names for file in matches(Path(name))]
    with (
        progress(len(paths), "読んでいます") as bar,
        side_by_side(_looked_at, paths, bar.advance) as results,
    ):
        for path, found in zip(paths, results, strict=True):
            if isinstance(found, Problem):
                problems.append(found)
            else:
                known, book = found
                kinds.setdefault(known, Found(known, {})).books[path] = book
    for one in kinds.values():
        for path in _copies(one.books):
            del one.books[path]
            problems.append(is_report(path))
    if not kinds:
        raise problems[0]
    return list(kinds.values()), problems


def _looked_at(path: Path) -> tuple[str, Book] | Problem:
    """The kind of a file's tables and its sheets, or why it is left out."""
    try:
        book = closed.read(path)
        named = replace(book, name=str(path))
        known = kind_of(named, default())
        if not known:
            return _unknown(named, path)
        # a report; a marked copy has it behind its tables
        if named.grids and is_own(named.grids[0]):
            return is_report(path)
        return known, book
    except Problem as problem:
        return problem


def _copies(books: Mapping[Path, Book]) -> list[Path]:
    """The marked copies that say nothing but what another of the books says."""
    said = {path: [grid.rows for grid in without_own(book).grids] for path, book in books.items()}
    marked = [path for path, book in books.items() if any(map(is_own, book.grids))]
    return [
        path
        for path in marked
        if any(said[path] == said[one] for one in books if one not in marked)
    ]


def _unknown(book: Book, path: Path) -> Problem:
    problem = no_table("roster", book, default())
    if problem.note.rule == "roster-not-found":
        noticed = "".join(f"（{notice.removesuffix('。')}）" for notice in book.notices)
        return Problem("kind-unknown", name=path.name, path=quoted(path), noticed=noticed)
    return problem


def run(words: Sequence[str], check: Callable[[list[str], Mapping[Path, Book]], int]) -> int:
    """Says what each file was taken for, checks it, and shows the report where Windows can open it."""
    at = next((i for i, word in enumerate(words) if word.startswith("-")), len(words))
    worst = 0
    try:
        kinds, problems = kinds_of(words[:at])
        if problems and "--json" in words:
            raise problems[0]
        worst = _told(problems)
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


def _told(problems: Sequence[Problem]) -> int:
    """Say which files are not checked, and why; the exit status: our own results are nobody's loss."""
    our_results = [one for one in problems if one.note.rule in _OURS]
    if our_results:
        names = "、".join(str(one.note.params["name"]) for one in our_results)
        print(sentence_of("own-results-left", Door.CLI, names=names))
    others = [one for one in problems if one.note.rule not in _OURS]
    for one in others:
        print(one, file=sys.stderr)
    return 2 if others else 0


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
