"""``careerup check …`` and ``careerup tidy``: what they do."""

from __future__ import annotations

import argparse
import datetime as dt
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from validators.findings import Report
from validators.messages import Door, sentence, sentence_of
from validators.problems import Problem
from validators.profile import Profile
from validators.profiles import DEFAULT
from validators.reading import Note
from validators.text import to_text
from workbooks.grid import Book
from xl.commands import columns, terminal
from xl.commands.options import given_files, print_json
from xl.files.write import folder_possible
from xl.outputs import reply
from xl.outputs import results as check
from xl.outputs import tidied_copy as tidied
from xl.settings import day_of, profile_of


def roster(options: argparse.Namespace) -> int:
    """Check 名簿 and tell what was found; the exit status. Raises Problem."""
    if (options.reply or options.received_on) and not options.designations:
        raise Problem("option-designations-missing")
    today = day_of(options.today)
    profile = profile_of(options.profile, options.prefecture).for_day(today)
    received = day_of(options.received_on, today) if options.received_on else None
    asked = options.reply is not None and not options.json
    if options.ask_columns:
        return columns.ask(options, "roster", profile)
    named = check.Asked(
        options.sheet,
        columns.named(options, "roster", profile),
        options.designations,
        received,
        asked,
        books_of(options),
    )
    report, replies = check.intake(options.files, profile, today, named)
    if not asked:
        return finish(options, report, None)
    folder_possible(options.reply)

    def write(read: Sequence[Path]) -> list[str]:
        return reply.write(options.reply, replies, read, force=options.force)

    return finish(options, report, _Later(reply.targets(options.reply, replies), write))


def books_of(options: argparse.Namespace) -> Mapping[Path, Book]:
    """The files that were read to find out what they are."""
    books: Mapping[Path, Book] = getattr(options, "books", {})
    return books


def desk(options: argparse.Namespace) -> int:
    """Check 指定申請台帳, 指定台帳 or 受講者名簿; the exit status. Raises Problem."""
    today = day_of(options.today)
    profile = profile_of(options.profile, options.prefecture).for_day(today)
    designations = getattr(options, "designations", None)
    if options.ask_columns:
        return columns.ask(options, options.kind, profile)
    column_names = columns.named(options, options.kind, profile)
    asked = check.Asked(options.sheet, column_names, designations, books=books_of(options))
    report = check.desk(options.kind, options.files, profile, today, asked)
    if not getattr(options, "publish", None):
        return finish(options, report, None)
    return _publish(options, report, today, profile)


def _publish(options: argparse.Namespace, report: Report, today: dt.date, profile: Profile) -> int:
    from xl.outputs import public_list as publish

    folder_possible(options.publish)
    try:
        listing = publish.listing(options.files, options.applications, options.year, profile, today)
    except Problem:  # what was checked is told all the same
        finish(options, report, None)
        raise

    def write(read: Sequence[Path]) -> list[str]:
        return publish.write(options.publish, listing, read, force=options.force)

    return finish(options, report, _Later(publish.targets(options.publish), write))


@dataclass(frozen=True, slots=True)
class _Later:
    """Files written after the report: their names, and what writes them, given the files they may not replace."""

    targets: Sequence[Path]
    write: Callable[[Sequence[Path]], list[str]]


def finish(options: argparse.Namespace, report: Report, later: _Later | None) -> int:
    """JSON alone, or the report workbook, what else was asked for, and the terminal."""
    if options.json:
        _ignored(options)
        print_json(report.as_json())
    else:
        read = given_files(options)
        others = later.targets if later else ()
        targets = check.Targets(options.out, options.marked, read, others, options.force)
        report, outputs = check.write_outputs(report, options.files, targets)
        written = [one for one in (options.out, options.marked) if one]
        later_files = later.write([*read, *written]) if later else []
        terminal.show(report, outputs=[*outputs, *later_files])
    return 1 if report.summary()["error"] else 0


def _ignored(options: argparse.Namespace) -> None:
    """Say on stderr which files --json does not write."""
    names = [f"--{n}" for n in ("out", "marked", "reply", "publish") if getattr(options, n, None)]
    if names:
        note = Note("command-json-only", {"options": "、".join(names)})
        print(sentence(note), file=sys.stderr)


def tidy_up(options: argparse.Namespace) -> int:
    """Write the tidied copy and tell what was changed; the exit status. Raises Problem."""
    done, formulas = tidied.tidy(
        options.file,
        options.out,
        profile_of(DEFAULT, None),
        sheet=options.sheet,
        force=options.force,
    )
    for c in done:
        print(f"{c.sheet}!{c.cell} {c.heading}: {to_text(c.before)} → {c.shown}")
    about_formulas = sentence_of("run-tidy-formulas", Door.CLI, count=formulas) if formulas else ""
    print(sentence_of("run-tidied", Door.CLI, count=len(done), path=options.out) + about_formulas)
    return 0
