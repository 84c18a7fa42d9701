"""``careerup compare A B`` (突合): two lists of people, by person."""

from __future__ import annotations

import argparse
import datetime as dt
from dataclasses import replace

from validators.findings import Report
from validators.messages import Door, sentence_of
from validators.problems import Problem
from validators.profile import Profile
from workbooks.comparison import check, side
from workbooks.kind_of import no_table
from workbooks.results.whole_rows import with_rows
from workbooks.roster.check import place_of
from workbooks.roster.read import read_people
from workbooks.sheet_names import COMPARISON
from xl.commands import terminal
from xl.commands.options import print_json
from xl.files import read as closed
from xl.files.write import new_file, same, workbook_name
from xl.outputs import report as reports
from xl.outputs.results import free_path, seen_from
from xl.settings import day_of, known, profile_of


def run(options: argparse.Namespace) -> int:
    """Compare and tell; the exit status. Raises Problem."""
    if same(options.a, options.b) and (
        not options.sheet_a or not options.sheet_b or options.sheet_a == options.sheet_b
    ):
        raise Problem("compare-same", name=options.a.name)
    if options.out:
        workbook_name(options.out)
    today = day_of(options.today)
    profile = profile_of(options.profile, options.prefecture).for_day(today)
    report = _compared(options, profile, today)
    if options.json:
        found = report.lists[0]
        rows = [[_plain(value) for value in row] for row in found.rows]
        shown = [dict(zip(_KEYS, row, strict=True)) for row in rows]
        print_json({**report.as_json(), "comparison": shown})
        return 0
    default = options.a.with_name(f"{options.a.stem}_{COMPARISON}_{options.b.stem}.xlsx")
    out = options.out or free_path(default)
    with new_file(out, (options.a, options.b), force=options.force) as temporary:
        temporary.write_bytes(reports.content(seen_from(report, out)))
    terminal.show(report, outputs=[sentence_of("compare-written", Door.CLI, out=out)])
    return 0


_KEYS = ("result", "name", "birth_date", "items", "a", "b", "cells_a", "cells_b", "why")


def _compared(options: argparse.Namespace, profile: Profile, today: dt.date) -> Report:
    """The report, and beside its findings the rows they name."""

    sides, books = [], []
    one_file = same(options.a, options.b)
    for path, sheet in ((options.a, options.sheet_a), (options.b, options.sheet_b)):
        book = replace(known(closed.read(path, sheet), profile), name=str(path))
        tables = read_people(book)
        if not tables:
            problem = no_table("roster", book, profile)
            other = problem.note.rule.startswith("table-")
            raise problem if other else Problem("compare-not-found", place=place_of(path.name))
        name = str(sheet) if one_file else path.name
        sides.append(side.read_side(name, check.whole(tables), today, profile))
        books.append(book)
    return with_rows(check.compare(sides[0], sides[1], profile, today), books)


def _plain(value: object) -> object:
    return value.isoformat() if isinstance(value, dt.date) else value
