"""``careerup check eligibility``: the completed training that 処遇改善等加算 区分3 asks for."""

from __future__ import annotations

import argparse
import datetime as dt
from contextlib import closing
from dataclasses import replace

from workbooks.eligibility.asked import asked_for
from workbooks.results.whole_rows import with_rows
from workbooks.roster.check import read_rosters
from xl.commands import columns
from xl.commands.check import finish
from xl.commands.options import print_json
from xl.files import read as closed
from xl.settings import day_of, open_register, profile_of


def run(options: argparse.Namespace) -> int:
    """Check and tell; the exit status. Raises Problem."""
    # these bring pandas and SQLAlchemy
    from workbooks.eligibility import check, completed
    from workbooks.ledger.holders import completions_of

    today = day_of(options.today)
    profile = profile_of(options.profile, options.prefecture).for_day(today)
    named = asked_for(options.role, options.facility, options.duty, options.month)
    if options.ask_columns:
        return columns.ask(options, "eligibility", profile)
    names = columns.named(options, "eligibility", profile)
    files = [(closed.read(path, options.sheet), str(path)) for path in options.files]
    books = [replace(book, columns=names, name=name) for book, name in files]
    sources = check.sources_of(books, read_rosters(books, profile))
    if options.ledger:
        people = check.people(sources, profile, today)
        with closing(open_register(options.ledger, profile)) as ledger:
            held = completed.from_register(completions_of(ledger, people))
        sources = replace(sources, registered=held)
    report = check.check(sources, profile, today, named)
    if not options.json:
        return finish(options, with_rows(report, books), None)
    found = report.lists[0]
    rows = [[_plain(value) for value in row] for row in found.rows]
    shown = [dict(zip(found.headings, row, strict=True)) for row in rows]
    print_json({**report.as_json(), "eligibility": shown})
    return 1 if report.summary()["error"] else 0


def _plain(value: object) -> object:
    return value.isoformat() if isinstance(value, dt.date) else value
