"""文書: 差戻し and 受理 of the report in the open book, 更新のお知らせ of its 指定台帳, 督促 of what did not come in,
as Word and mail drafts in a new folder beside the book; the book itself is never written."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

from validators.messages import Door, sentence_of
from validators.problems import Problem
from validators.profile import Profile
from workbooks.asking import Answer, Host
from workbooks.designations.check import standings_of
from workbooks.designations.coverage import coverage_of
from workbooks.grid import Book, without_own
from workbooks.kind_of import no_table
from workbooks.letters import reports
from workbooks.letters.letter import Letter, renewals
from workbooks.plan import Plan
from workbooks.roster.check import read_rosters
from workbooks.roster.records import Understood
from xl.buttons.form import with_designations
from xl.files.write import free
from xl.outputs import letters as outputs
from xl.outputs.letters import Made
from xl.outputs.results import Asked, intake
from xl.settings import known, open_register, profile_in_use, register_kept

_FORMATS = ("docx", "eml")


def press_letter(host: Host) -> Answer:
    """Button 差戻し・受理・更新: 差戻し or 受理 where the book holds a roster, else 更新のお知らせ. Raises Problem."""

    def made(content: Book, profile: Profile, today: dt.date) -> Made:
        letters, unaddressed = letters_of(content, profile, today)
        return letters, [("letters-unaddressed", {"file": file}) for file in unaddressed]

    return _press(host, made, "letters-none-due")


def press_overdue(host: Host) -> Answer:
    """Button 督促: one letter to each body whose 提出予定日 has passed without a report. Raises Problem."""
    return _press(host, overdue_of, "letters-none-overdue")


def _press(host: Host, made: Callable[[Book, Profile, dt.date], Made], none: str) -> Plan:
    """The letters that are due, written beside the book, and what to tell; ``none`` says that there are none."""
    folder = host.folder()
    if folder is None:
        raise Problem("form-unsaved")
    host.stage("読んで確かめています")
    today = dt.date.today()
    profile = profile_in_use().for_day(today)
    content = known(host.book(), profile)
    letters, remarks = made(content, profile, today)
    remarked = "".join(sentence_of(rule, Door.EXCEL, **params) for rule, params in remarks)
    if not letters:
        return Plan(message=remarked or sentence_of(none, Door.EXCEL))
    host.stage("文書を作っています")
    target = free(folder, f"{Path(content.name).stem}_文書", "")
    outputs.write(target, letters, _FORMATS, ())
    names = "、".join(f"{one.body.name}（{one.title}）" for one in letters)
    params = {"count": len(letters), "names": names, "folder": target.name}
    message = sentence_of("letters-made", Door.EXCEL, **params) + remarked
    if not profile.letters.sender:
        message += sentence_of("letters-no-sender", Door.EXCEL)
    return Plan(message=message)


def letters_of(
    book: Book, profile: Profile, today: dt.date
) -> tuple[Sequence[Letter], Sequence[str]]:
    """The letters of an open book, and the names of reports whose sender nobody knows. Raises Problem."""
    rosters, ledger = _apart(book)
    if read_rosters([rosters], profile):
        return _replies(rosters, ledger, profile, today)
    if ledger is None:
        raise no_table("roster", replace(book, name=""), profile)
    standings = standings_of([replace(ledger, name="")], profile, today)
    return renewals(standings, today, profile), []


def overdue_of(book: Book, profile: Profile, today: dt.date) -> Made:
    """督促 by the 指定台帳 of an open book. What came in are the rosters of the book and what this PC's register
    took; without both nobody knows. Raises Problem."""
    rosters, ledger = _apart(book)
    if ledger is None:
        raise Problem("letters-no-ledger")
    tables = read_rosters([rosters], profile)
    kept = register_kept(None, profile)
    if not (tables or kept):
        raise Problem("letters-received-missing")
    coverage, came = coverage_of(ledger, today), Understood(tables, profile, today)
    register = open_register(None, profile) if kept else None
    return outputs.overdue(coverage, came, register)


def _apart(book: Book) -> tuple[Book, Book | None]:
    """The sheets of an open book that are no 指定台帳, and those that are."""
    theirs = without_own(book)
    ledger = with_designations(theirs)
    others = tuple(grid for grid in theirs.grids if ledger is None or grid not in ledger.grids)
    return replace(book, grids=others), ledger


def _replies(
    rosters: Book, ledger: Book | None, profile: Profile, today: dt.date
) -> tuple[Sequence[Letter], Sequence[str]]:
    """差戻し or 受理 of the report, addressed as the 指定台帳 of the book says."""
    if ledger is None:
        raise Problem("letters-no-ledger")
    path = Path(rosters.name)
    asked = Asked(columns=rosters.columns, reply=True, books={path: rosters}, ledger=ledger)
    _, checked = intake([path], profile, today, asked)
    return reports.replies(checked, coverage_of(ledger, today), today, profile)
