"""``careerup letter …``: 差戻し, 受理, 督促 and 指定の更新 as Word, mail drafts and text."""

from __future__ import annotations

import argparse
import datetime as dt
from dataclasses import replace
from pathlib import Path

from validators.guideline.coverage import Coverage
from validators.messages import Door, sentence_of
from validators.problems import Problem
from validators.profile import Profile
from workbooks.grid import Book
from workbooks.kind_of import holding, no_table
from workbooks.letters.letter import renewals
from workbooks.results.sheet import one_line
from workbooks.roster.check import read_rosters
from workbooks.roster.records import Understood
from xl.commands.options import given_files
from xl.files import read as closed
from xl.files.write import folder_possible
from xl.outputs import letters as outputs
from xl.outputs.letters import Made
from xl.outputs.results import Asked, intake
from xl.settings import column_names, day_of, known, open_register, profile_of

_NONE = {
    "reply": "letters-none-reply",
    "overdue": "letters-none-overdue",
    "renewal": "letters-none-due",
}


def run(options: argparse.Namespace) -> int:
    """Write the letters of one kind and name them; the exit status. Raises Problem."""
    formats = _formats(options.format)
    folder_possible(options.out)
    today = day_of(options.today)
    profile = profile_of(options.profile, options.prefecture).for_day(today)
    made, remarks = _MAKERS[options.kind](options, profile, today)
    for rule, params in remarks:
        _say(rule, **params)
    if not made:
        _say(_NONE[options.kind])
        return 0
    paths = outputs.write(options.out, made, formats, given_files(options), force=options.force)
    for letter, files in zip(made, paths, strict=True):
        names = "、".join(str(path) for path in files)
        _say("letters-written", kind=letter.title, name=letter.body.name, files=names)
    if not profile.letters.sender:
        _say("letters-no-sender")
    return 0


def _say(rule: str, **params: object) -> None:
    print(one_line(sentence_of(rule, Door.CLI, **params)))


def _formats(text: str) -> list[str]:
    wanted = list(dict.fromkeys(word.strip().lower().lstrip(".") for word in text.split(",")))
    for one in wanted:
        if one not in outputs.FORMATS:
            raise Problem("letters-format", value=one)
    return wanted


def _replies(options: argparse.Namespace, profile: Profile, today: dt.date) -> Made:
    """差戻し or 受理 of each report."""
    from workbooks.letters import reports

    received = day_of(options.received_on, today) if options.received_on else None
    path, names = options.designations, column_names(profile)
    ledger = closed.read(path)
    named = Asked(options.sheet, names, path, received, reply=True, books={path: ledger})
    _, checked = intake(options.files, profile, today, named)
    coverage = _coverage(replace(ledger, name=str(path)), profile, today)
    letters, unaddressed = reports.replies(checked, coverage, today, profile)
    return letters, [("letters-unaddressed", {"file": name}) for name in unaddressed]


def _overdue(options: argparse.Namespace, profile: Profile, today: dt.date) -> Made:
    """督促 of what has not come in."""
    if options.received is None and not options.ledger:
        raise Problem("letters-received-missing")
    coverage = _coverage(_book(options.file), profile, today)
    tables = []
    for path in options.received or ():
        book = _book(path)
        found = read_rosters([book], profile)
        if not found:
            raise no_table("roster", book, profile)
        tables += found
    came = Understood(tables, profile, today)
    register = open_register(options.ledger, profile) if options.ledger else None
    return outputs.overdue(coverage, came, register)


def _renewals(options: argparse.Namespace, profile: Profile, today: dt.date) -> Made:
    """更新のお知らせ of designations about to end."""
    from workbooks.designations.check import standings_of

    ledger = known(_book(options.file), profile)
    with holding("designations", ledger):
        standings = standings_of([ledger], profile, today)
    return renewals(standings, today, profile), []


def _coverage(book: Book, profile: Profile, today: dt.date) -> Coverage:
    from workbooks.designations.coverage import coverage_of

    ledger = known(book, profile)
    with holding("designations", ledger):
        return coverage_of(ledger, today)


def _book(path: Path) -> Book:
    return replace(closed.read(path), name=str(path))


_MAKERS = {"reply": _replies, "overdue": _overdue, "renewal": _renewals}
