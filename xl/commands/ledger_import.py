"""``careerup ledger import``: 実績報告 from closed files, each read once, checked, and taken whole or not at all."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

from validators.messages import Door
from validators.problems import Problem
from validators.profile import Profile
from validators.profiles import DEFAULT
from workbooks.grid import Book
from workbooks.kind_of import no_table
from workbooks.roster import check as rosters
from workbooks.roster.read import Table
from xl.commands.register import announce, reasoned, say, tell_new
from xl.files import read as closed
from xl.files.write import new_file
from xl.outputs.ledger import decisions, number_of, result_workbook, said
from xl.outputs.results import free_path, write_outputs
from xl.progress import progress
from xl.settings import day_of, known, make_register, open_register, profile_of

if TYPE_CHECKING:
    from workbooks.ledger.compare import Decision
    from workbooks.ledger.imports import Imported
    from workbooks.ledger.store.engine import Ledger


@dataclass(slots=True)
class _Run:
    """One call of the command: the register (opened when the first report was read) and what became of the files."""

    options: argparse.Namespace
    profile: Profile
    ledger: Ledger | None = None
    marked: Book | None = None  # the list with a mark for each row
    done: list[tuple[Path, Imported]] = field(default_factory=list)

    def open(self) -> Ledger:
        """The register; with ``--new`` it is made now. Raises Problem."""
        if self.ledger is None:
            make = make_register if self.options.new else open_register
            self.ledger = make(self.options.ledger, self.profile)
            announce(self.ledger, self.options)
        return self.ledger


def run(options: argparse.Namespace) -> int:
    """Take the files one by one; what is in stays in when a later one fails. Returns the exit status."""

    reasoned(options, "accept", "accept_rows", "leave_out")
    work = _Run(options, profile_of(options.profile or DEFAULT, options.prefecture))
    status = 2
    try:
        with progress(len(options.files), "取り込んでいます") as bar:
            for path in options.files:
                work.done.append((path, _take(work, path)))
                bar.advance(path.name)
    finally:  # also when the register fails half-way: what is in is in
        status = _say_all(work)
    return status


def _take(work: _Run, path: Path) -> Imported:
    from workbooks.ledger import imports

    try:
        tables = _tables(path, work)
    except Problem as problem:
        return imports.Imported(_called(path), problem=problem)
    when = (work.profile, day_of(work.options.today))
    return imports.take(work.open(), _called(path), tables, when, _decision(work, path))


def _tables(path: Path, work: _Run) -> list[Table]:
    """The rosters of a file. Raises Problem."""
    book = replace(closed.read(path, work.options.sheet), name=str(path))
    book = known(book, work.profile)
    tables = rosters.read_rosters([book], work.profile)
    if not tables:
        raise no_table("roster", book, work.profile)
    return tables


def _decision(work: _Run, path: Path) -> Decision:
    from workbooks.ledger.compare import Decision

    options = work.options
    if options.decisions:
        if work.marked is None:
            work.marked = closed.read(options.decisions)
        return replace(decisions(work.marked, _called(path)), reason=options.reason)

    def numbers(text: str) -> frozenset[str]:
        return frozenset(number_of(n) for n in text.replace("、", ",").split(",") if n.strip())

    return Decision(
        options.replace,
        options.withdraw,
        options.accept,
        numbers(options.accept_rows),
        numbers(options.leave_out),
        options.reason,
    )


def _say_all(work: _Run) -> int:
    """What became of each file; the exit status."""
    from workbooks.ledger import imports

    done = [one for _, one in work.done]
    _keep_or_drop(work, done)
    waiting = [one for one in done if not one.done]
    unread = bool(done) and all(one.unread for one in done)
    for path, one in work.done:
        # nothing could be done: a refusal
        say(
            f"{_called(path)}: {imports.told(one, Door.CLI)}",
            sys.stderr if unread else sys.stdout,
        )
        if one.checked is not None:
            say(f"  {write_outputs(one.checked, [path])[1][0]}")
    if work.ledger is not None and any(True for _ in imports.details(waiting)):
        say(said("import-list", path=_list(work.options.files, done, work.ledger)))
    if not unread and work.ledger is not None:
        name = work.ledger.name.removeprefix("台帳 ")
        taken = len(done) - len(waiting)
        say(
            said(
                "import-count",
                files=len(work.options.files),
                taken=taken,
                ledger=name,
                anchor=work.ledger.anchor(),
            )
        )
    if unread:
        return 2
    return 1 if waiting else 0


def _called(path: Path) -> str:
    """The file's name with the folder it was typed with: 2024/r.xlsx and 2025/r.xlsx are two reports."""
    return "/".join(path.parts[-2:]).removeprefix("/")


def _keep_or_drop(work: _Run, done: Sequence[Imported]) -> None:
    """A register made for this call stays only when something came into it, and is then told."""

    if not work.options.new or work.ledger is None:
        return
    if not any(one.done for one in done):
        work.ledger.close()
        if work.ledger.path:
            work.ledger.path.unlink(missing_ok=True)
            work.ledger = None
        return
    tell_new(work.ledger, work.options, work.profile)


def _list(files: Sequence[Path], done: Sequence[Imported], ledger: Ledger) -> Path:

    path = free_path(files[0].with_name("取込結果.xlsx"))
    with new_file(path, files, private=True) as temporary:
        temporary.write_bytes(result_workbook(done, ledger))
    return path
