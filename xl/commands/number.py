"""``careerup number``: 修了証番号 for completed rows without one."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from validators.messages import Door, sentence_of
from validators.numbers import agency as agencies
from validators.problems import Problem
from workbooks.grid import Book, own_sheets
from workbooks.kind_of import holding
from workbooks.ledger import DEFAULT
from workbooks.numbering import rows as numbering
from workbooks.numbering import sheet
from workbooks.numbering.rows import Given, NumberingOrder
from workbooks.numbering.series import Alone, FromLedger, Series
from xl.commands.columns import named
from xl.commands.options import given_files
from xl.commands.register import announce, reasoned, tell_new
from xl.files import read as closed
from xl.files.package import same_kind
from xl.files.write import ready
from xl.outputs import numbered_copy
from xl.settings import day_of, make_register, open_register, profile_of, register_kept


def number(options: argparse.Namespace) -> int:
    """Write the copy with the new numbers, or show them; the exit status. Raises Problem."""
    if not options.out and not options.dry_run:
        raise Problem("numbering-out-missing")
    reasoned(options, "again", "again_rows")
    today = day_of(options.today)
    profile = profile_of(options.profile, options.prefecture).for_day(today)
    issued_on = day_of(options.issued_on) if options.issued_on else None
    agency = _agency(options.agency)
    again = frozenset(c.strip() for c in options.again_rows.replace("、", ",").split(","))
    order = NumberingOrder(
        profile, today, issued_on, agency, options.again, again - {""}, options.reason
    )
    names = named(options, "roster", profile)
    book = replace(closed.read(options.file, options.sheet), columns=names)
    with holding("roster", replace(book, name=str(options.file))):
        tables = sheet.tables_of(book, profile)
    choice = numbering.choose(tables, order)
    if options.out and not options.dry_run:  # before any number is taken
        same_kind(options.file, options.out)
        ready([options.out], given_files(options), force=options.force)
    series = _series(options, order)
    given, asked = series.give(choice, dry_run=options.dry_run)
    not_numbered = [*choice.not_numbered, *asked]
    if given and not options.dry_run:
        _write(options, book, given, (order, series))
        series.keep()
    for name, cell, person, field, number, why in sheet.lines(given, not_numbered, Door.CLI):
        said = number or sentence_of("numbering-row-left", Door.CLI) + why
        print(f"{name}!{cell} {person} {field}: {said}")
    for gap in series.gaps():
        print(f"欠番: {gap}")
    if given and isinstance(series, Alone):
        print(sentence_of("numbering-alone", Door.CLI))
    elif isinstance(series, FromLedger) and not options.ledger:
        print(sentence_of("numbering-register", Door.CLI, name=series.ledger.name))
    print(_done(options, len(given), len(not_numbered)))
    return 1 if not_numbered else 0


def _agency(text: str | None) -> int | None:
    if text is None:
        return None
    number = agencies.read(text).value
    if number is None:
        raise Problem("numbering-agency-unreadable", value=text)
    return number


def _write(
    options: argparse.Namespace,
    book: Book,
    given: Sequence[Given],
    origin: tuple[NumberingOrder, Series],
) -> None:
    """Write the copy; where it fails, say that the numbers stay reserved."""
    order, series = origin
    try:
        numbered_copy.write_copy(
            options.file,
            options.out,
            sheet.fills(given, order.issued_on),
            leave_out=own_sheets(book),
            force=options.force,
        )
    except Problem as problem:
        if isinstance(series, Alone):
            raise
        params = {"problem": str(problem).rstrip("。"), "number": given[0].number}
        raise Problem("numbering-reserved", **params) from None


def _done(options: argparse.Namespace, given: int, not_numbered: int) -> str:
    if not given:
        done = sentence_of("numbering-no-row", Door.CLI)
    elif options.dry_run:
        done = sentence_of("numbering-possible", Door.CLI, count=given)
    else:
        done = sentence_of("numbering-written", Door.CLI, count=given, path=options.out)
    return done + (
        sentence_of("numbering-left", Door.CLI, count=not_numbered) if not_numbered else ""
    )


def _series(options: argparse.Namespace, order: NumberingOrder) -> Series:
    """The register the ledger commands use too; the workbook alone where there is none."""
    profile = order.profile
    scope = profile.numbers.sequence_scope
    if not (options.new or register_kept(options.ledger, profile) or Path(DEFAULT).exists()):
        return Alone(scope)
    if options.new and options.dry_run:
        return Alone(scope)  # nothing to look into yet, and showing makes nothing
    ledger = (make_register if options.new else open_register)(options.ledger, profile)
    announce(ledger, options)
    if options.new:
        tell_new(ledger, options, profile)
    return FromLedger(ledger, scope, order)
