"""文書: 差戻し and 受理 of the report in the open book, or 更新のお知らせ of its 指定台帳, as Word and mail drafts in a
new folder beside the book; the book itself is never written."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
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
from xl.buttons.form import with_designations
from xl.files.write import free
from xl.outputs import letters as outputs
from xl.outputs.results import Asked, intake
from xl.settings import known, profile_in_use

_FORMATS = ("docx", "eml")


def press_letter(host: Host) -> Answer:
    """Button 文書: 差戻し or 受理 where the book holds a roster, else 更新のお知らせ. Raises Problem."""
    folder = host.folder()
    if folder is None:
        raise Problem("form-unsaved")
    host.stage("読んで確かめています")
    today = dt.date.today()
    profile = profile_in_use().for_day(today)
    content = known(host.book(), profile)
    letters, unaddressed = letters_of(content, profile, today)
    without_address = "".join(
        sentence_of("letters-unaddressed", Door.EXCEL, file=f) for f in unaddressed
    )
    if not letters:
        return Plan(message=without_address or sentence_of("letters-none-due", Door.EXCEL))
    host.stage("文書を作っています")
    target = free(folder, f"{Path(content.name).stem}_文書", "")
    outputs.write(target, letters, _FORMATS, ())
    names = "、".join(f"{one.body.name}（{one.title}）" for one in letters)
    params = {"count": len(letters), "names": names, "folder": target.name}
    return Plan(message=sentence_of("letters-made", Door.EXCEL, **params) + without_address)


def letters_of(
    book: Book, profile: Profile, today: dt.date
) -> tuple[Sequence[Letter], Sequence[str]]:
    """The letters of an open book, and the names of reports whose sender nobody knows. Raises Problem."""
    theirs = without_own(book)
    ledger = with_designations(theirs)
    others = tuple(grid for grid in theirs.grids if ledger is None or grid not in ledger.grids)
    rosters = replace(book, grids=others)
    if read_rosters([rosters], profile):
        return _replies(rosters, ledger, profile, today)
    if ledger is None:
        raise no_table("roster", replace(book, name=""), profile)
    standings = standings_of([replace(ledger, name="")], profile, today)
    return renewals(standings, today, profile), []


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
