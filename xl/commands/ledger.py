"""``careerup ledger …``: 台帳. The exit status is 1 where something was not taken, found or proved."""

from __future__ import annotations

import argparse
import getpass
import sys
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from validators.eras import day_in_japan
from validators.guideline.fiscal_year import fiscal_year, read_fiscal_year
from validators.messages import sentence
from validators.problems import Problem
from validators.profile import Profile
from validators.profiles import DEFAULT
from validators.reading import Note
from validators.text import to_text
from workbooks.designations.coverage import Planned, planned_of, rows_of
from workbooks.grid import Book
from workbooks.kind_of import holding
from xl import settings
from xl.commands import ledger_import as imports
from xl.commands import ledger_reissue as reissues
from xl.commands import ledger_store as store
from xl.commands.options import print_json
from xl.commands.register import announce, opened, reasoned, say, tell_new
from xl.files import read as closed
from xl.outputs import ledger as outputs
from xl.outputs import persons, statistics
from xl.settings import day_of, profile_of

if TYPE_CHECKING:
    from workbooks.ledger.store.engine import Ledger


def _profile(options: argparse.Namespace) -> Profile:
    return profile_of(options.profile or DEFAULT, options.prefecture)


def _known(path: Path, profile: Profile) -> Book:
    """A 指定台帳, with what was answered of its columns before; named by its path. Raises Problem."""
    return replace(settings.known(closed.read(path), profile), name=str(path))


def _designations(options: argparse.Namespace) -> int:
    from workbooks.ledger import designations

    profile = _profile(options)
    if profile.prefecture is None:
        raise Problem("designations-prefecture")
    book = _known(options.file, profile)
    with holding("designations", book):
        rows = rows_of(book)
    make: Callable[[str | None, Profile], Ledger] = settings.open_register
    ledger = (settings.make_register if options.new else make)(options.ledger, profile)
    announce(ledger, options)
    taken = designations.take(ledger, profile.prefecture, rows, day_of(options.today))
    if options.new:
        tell_new(ledger, options, profile)
    params: dict[str, object] = {
        "agencies": taken.agencies,
        "designations": taken.designations,
        "renewals": taken.renewals,
        "names": taken.names,
    }
    say(f"{options.file.name}: {sentence(Note('designations-done', params))}")
    return 0


def _find(options: argparse.Namespace) -> int:
    from workbooks.ledger import find

    found = find.find(opened(options), options.text)
    rows = [find.entry_row(e) for e in found.entries]
    if options.json:
        entries = [dict(zip(find.ENTRY_COLUMNS, map(to_text, row), strict=True)) for row in rows]
        document = {"how": found.how, "more": found.truncated, "entries": entries}
        print_json({**document, "answer": found.answer} if found.answer else document)
        return 0 if found.known else 1
    for row in rows:
        say("　".join(day_in_japan(to_text(v)) for v in row if v not in ("", None)))
    say(find.found_sentence(found))
    return 0 if found.known else 1


def _extract(options: argparse.Namespace) -> int:
    profile = _profile(options)
    password = _password() if options.password else ""
    ledger = opened(options)
    wanted = options.to or options.to_municipality
    to = outputs.destination(wanted, profile, whole=bool(options.to))
    file = outputs.Target(options.out, password, options.force)
    say(outputs.extract(ledger, to, profile, file))
    return 0


def _password() -> str:

    if not sys.stdin.isatty():
        first = again = sys.stdin.readline().rstrip("\r\n")
    else:
        first, again = getpass.getpass("パスワード: "), getpass.getpass("もう一度: ")
    if not first or first != again:
        raise Problem("extract-password")
    return first


def _revoke(options: argparse.Namespace) -> int:
    from workbooks.ledger.reissue import Revocation, revoke

    number = outputs.number_of(options.number)
    day, today = day_of(options.on or options.today), day_of(options.today)
    revoke(opened(options), Revocation(number, options.reason, day, options.note, today))
    say(outputs.said("revoke-done", number=number, reason=options.reason))
    return 0


def _consent(options: argparse.Namespace) -> int:
    from workbooks.ledger import reissue

    number, day = outputs.number_of(options.number), day_of(options.on or options.today)
    reissue.possible_day(day, day_of(options.today))
    reissue.consent(opened(options), number, options.give, day, note=options.note)
    what = "同意する" if options.give else "同意しない"
    say(outputs.said("consent-done", number=number, what=what))
    return 0


def _history(options: argparse.Namespace) -> int:
    file = outputs.Target(options.out, force=options.force) if options.out else None
    for line in outputs.history(opened(options), options.number, file):
        say(line)
    return 0


def _persons(options: argparse.Namespace) -> int:
    """Who may be whom: the questions on a sheet, the answers of one, or a word on two numbers."""
    from workbooks.ledger import doubts

    reasoned(options, "same", "different", "undo")
    ledger = opened(options)
    if options.out:
        say(persons.write(ledger, outputs.Target(options.out, force=options.force)))
        return 0
    if options.take:
        say(persons.take(ledger, closed.read(options.take)))
        return 0
    given = {"same": options.same, "other": options.different, "undone": options.undo}
    for verdict, title in doubts.VERDICTS.items():
        if given[verdict]:
            one, other = map(outputs.number_of, given[verdict])
            doubts.decide(ledger, [(one, other, options.reason)], verdict)
            say(outputs.said("person-done", one=one, other=other, what=title))
    return 0


def _reserved(options: argparse.Namespace) -> int:
    from workbooks.ledger import numbers

    found = numbers.reserved(opened(options))
    for r in found:
        say(f"{r.number}　{r.name_key}　{r.at[:10]}　{r.actor}")
    rule = "reserved-some" if found else "reserved-none"
    say(sentence(Note(rule, {"count": len(found)})))
    return 0


def _statistics(options: argparse.Namespace) -> int:
    from workbooks.ledger.reception import Asked

    today, profile = day_of(options.today), _profile(options)
    planned: Sequence[Planned] = ()
    if options.designations:
        book = _known(options.designations, profile)
        with holding("designations", book):
            planned = planned_of(book)
    year = read_fiscal_year(options.fiscal_year).value
    if options.fiscal_year and year is None:
        raise Problem("option-year", given=options.fiscal_year)
    asked = Asked(profile.prefecture, year or fiscal_year(today), today, planned)
    file = outputs.Target(options.out, force=options.force)
    say(statistics.write(opened(options), year, asked, file))
    return 0


_RUNS: dict[str, Callable[[argparse.Namespace], int]] = {
    "import": imports.run,
    "designations": _designations,
    "find": _find,
    "extract": _extract,
    "reissue": reissues.reissue,
    "revoke": _revoke,
    "consent": _consent,
    "history": _history,
    "reserved": _reserved,
    "statistics": _statistics,
    "persons": _persons,
    **store.RUNS,
}


def run(options: argparse.Namespace) -> int:
    """Do what ``options.kind`` names; the exit status. Raises Problem."""
    return _RUNS[options.kind](options)
