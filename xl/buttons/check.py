"""名簿検証, 申請チェック, 指定期限チェック, 次の指摘へ, 印を消す on the open book."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping

from validators.findings import Report
from validators.problems import Problem
from validators.profile import Profile
from workbooks.applications import check as applications
from workbooks.asking import Answer, Ask, Cell, Host
from workbooks.designations import check as designations
from workbooks.designations.coverage import coverage_of
from workbooks.designations.layout import tables_of
from workbooks.grid import Book
from workbooks.plan import Plan
from workbooks.results import marks
from workbooks.results.previous import compared
from workbooks.roster import check as rosters
from workbooks.sheet_names import FINDINGS
from xl.settings import profile_in_use


def check_applications(book: Book, profile: Profile, today: dt.date) -> Report:
    """申請チェック: the 指定申請台帳 of the book; a 指定台帳 in the same book is what 様式第4号 is
    compared with. Raises Problem."""
    own = Book("", book.grids)
    coverage = coverage_of(own, today) if tables_of([own]) else None
    report = applications.check([own], profile, today, coverage)
    if report is None:
        raise Problem("applications-not-found", place=rosters.place_of(""))
    return report


def check_designations(book: Book, profile: Profile, today: dt.date) -> Report:
    """指定期限チェック: what has lapsed and what is about to. Raises Problem."""
    report = designations.check([Book("", book.grids)], profile, today)
    if report is None:
        raise Problem("designations-not-found", place=rosters.place_of(""))
    return report


def press_check_roster(host: Host) -> Answer:
    """Button 名簿検証."""
    return show(host, "名簿", rosters.check_book)


def press_check_applications(host: Host) -> Answer:
    """Button 申請チェック."""
    return show(host, "申請台帳", check_applications)


def press_check_designations(host: Host) -> Answer:
    """Button 指定期限チェック."""
    return show(host, "指定台帳", check_designations)


def show(host: Host, what: str, run: Callable[[Book, Profile, dt.date], Report]) -> Answer:
    """Read the open book, check it, compare it with the last run, mark it. Raises Problem."""
    host.stage(f"{what}を読んでいます")
    content = host.book()
    host.stage("確かめています")
    today = dt.date.today()
    profile = profile_in_use().for_day(today)
    report = compared(run(content, profile, today), content)
    host.stage("色を付けています")
    known = marks.remembered(content)
    notes = profile.excel.notes

    def marked(colours: Mapping[Cell, str]) -> Plan:
        return marks.marking(report, known, colours, notes)

    new = [cell for cell in marks.marked_cells(report) if cell not in known]
    return Ask("fills", marked, new) if new else marked({})


def press_clear_marks(host: Host) -> Answer:
    """Button 印を消す."""
    return marks.clearing(host.book([FINDINGS]), profile_in_use().excel.notes)


def press_next_finding(host: Host) -> Answer:
    """Button 次の指摘へ."""
    return marks.next_finding(host.book([FINDINGS]), host.active())
