"""``careerup check …`` and ``careerup tidy``: what they do."""

from __future__ import annotations

import argparse
import datetime as dt
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from validators.findings import Report
from validators.messages import sentence
from validators.problems import Problem
from validators.profile import Profile
from validators.profiles import DEFAULT
from validators.reading import Note
from validators.text import to_text
from workbooks.applications.layout import CURRICULUM, LECTURERS, PLAN
from workbooks.applications.layout import LAYOUT as APPLICATIONS
from workbooks.column_names import ColumnNames
from workbooks.designations.layout import LAYOUT as DESIGNATIONS
from workbooks.participants.layout import LAYOUT as PARTICIPANTS
from workbooks.tables.given import given_columns
from xl.commands import terminal
from xl.commands.options import given_files, print_json
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
    received = day_of(options.received_on) if options.received_on else None
    asked = options.reply is not None and not options.json
    columns = given_columns(options.columns) if options.columns else None
    named = check.Asked(options.sheet, columns)
    report, replies = check.intake(
        options.files,
        profile,
        today,
        named,
        designations=options.designations,
        received=received,
        reply=asked,
    )
    if not asked:
        return _finish(options, report, None)
    reply.possible(options.reply)

    def write(read: Sequence[Path]) -> list[str]:
        return reply.write(options.reply, replies, read, force=options.force)

    return _finish(options, report, _Later(reply.targets(options.reply, replies), write))


def desk(options: argparse.Namespace) -> int:
    """Check 指定申請台帳, 指定台帳 or 受講者名簿; the exit status. Raises Problem."""
    today = day_of(options.today)
    profile = profile_of(options.profile, options.prefecture).for_day(today)
    report = check.desk(
        options.kind,
        options.files,
        profile,
        today,
        asked=check.Asked(options.sheet, _desk_columns(options)),
        designations=getattr(options, "designations", None),
    )
    if not getattr(options, "publish", None):
        return _finish(options, report, None)
    return _publish(options, report, today, profile)


def _desk_columns(options: argparse.Namespace) -> ColumnNames | None:
    """What ``--columns`` says, in the items of the tables that the check reads. Raises Problem."""
    layouts = {
        "applications": (APPLICATIONS, PLAN, CURRICULUM, LECTURERS),
        "designations": (DESIGNATIONS,),
        "participants": (PARTICIPANTS,),
    }[options.kind]
    return given_columns(options.columns, layouts) if options.columns else None


def _publish(options: argparse.Namespace, report: Report, today: dt.date, profile: Profile) -> int:
    from xl.outputs import public_list as publish

    try:
        listing = publish.listing(
            options.files, options.applications, options.year, today, profile.prefecture
        )
    except Problem:  # what was checked is told all the same
        _finish(options, report, None)
        raise

    def write(read: Sequence[Path]) -> list[str]:
        return publish.write(options.publish, listing, read, force=options.force)

    return _finish(options, report, _Later(publish.targets(options.publish), write))


@dataclass(frozen=True, slots=True)
class _Later:
    """Files written after the report: their names, and what writes them, given the files they may not replace."""

    targets: Sequence[Path]
    write: Callable[[Sequence[Path]], list[str]]


def _finish(options: argparse.Namespace, report: Report, later: _Later | None) -> int:
    """JSON alone, or the report workbook, what else was asked for, and the terminal."""
    if options.json:
        _ignored(options)
        print_json(report.as_json())
    else:
        read = given_files(options)
        report, outputs = check.write_outputs(
            report,
            options.files,
            out=options.out,
            marked=options.marked,
            inputs=read,
            others=later.targets if later else (),
            force=options.force,
        )
        written = [one for one in (options.out, options.marked) if one]
        more = later.write([*read, *written]) if later else []
        terminal.show(report, outputs=[*outputs, *more])
    return 1 if report.summary()["error"] else 0


def _ignored(options: argparse.Namespace) -> None:
    """Say on stderr which files --json does not write."""
    names = [f"--{n}" for n in ("out", "marked", "reply", "publish") if getattr(options, n, None)]
    if names:
        note = Note("output-json-only", {"options": "、".join(names)})
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
    left = f"数式のセル {formulas} 個は変えていません。" if formulas else ""
    print(f"{len(done)} 個のセルを整えた写しを {options.out} に作りました。{left}")
    return 0
