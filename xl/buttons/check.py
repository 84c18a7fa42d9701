"""名簿検証, 申請チェック, 指定期限チェック, 次の指摘へ, 印を消す on the open book."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Mapping
from contextlib import closing
from dataclasses import replace

from validators.findings import Report
from validators.profile import Profile
from workbooks.applications import check as applications
from workbooks.asking import Answer, Ask, Cell, Host
from workbooks.comparison.check import check_book
from workbooks.designations import check as designations
from workbooks.designations.coverage import coverage_of
from workbooks.designations.layout import tables_of
from workbooks.eligibility.asked import Asked
from workbooks.grid import Book, without_own
from workbooks.kind_of import no_table
from workbooks.plan import Plan
from workbooks.results import marks
from workbooks.results.previous import compared
from workbooks.roster import check as rosters
from workbooks.sheet_names import FINDINGS
from xl.settings import known, open_register, profile_in_use, register_set


def check_roster(book: Book, profile: Profile, today: dt.date) -> Report:
    """名簿検証: the rosters of the book. Raises Problem."""
    report = rosters.check_book(book, profile, today)
    if report is None:
        raise no_table(
            "roster",
            replace(without_own(book), name=""),
            profile,
        )
    return report


def check_applications(book: Book, profile: Profile, today: dt.date) -> Report:
    """申請チェック: the 指定申請台帳 of the book; a 指定台帳 in the same book is what 様式第4号 is
    compared with. Raises Problem."""
    unnamed = replace(book, name="")
    coverage = coverage_of(unnamed, today) if tables_of([unnamed]) else None
    report = applications.check([unnamed], profile, today, coverage)
    if report is None:
        raise no_table("applications", unnamed, profile)
    return report


def check_designations(book: Book, profile: Profile, today: dt.date) -> Report:
    """指定期限チェック: what has lapsed and what is about to. Raises Problem."""
    unnamed = replace(book, name="")
    report = designations.check([unnamed], profile, today)
    if report is None:
        raise no_table("designations", unnamed, profile)
    return report


def check_eligibility(book: Book, profile: Profile, today: dt.date) -> Report:
    """加算の修了要件: the posts of the book's list of staff over its rosters, and over the register of this PC
    where the book holds no roster. Raises Problem."""
    # these bring pandas and SQLAlchemy
    from workbooks.eligibility import check, completed
    from workbooks.ledger.holders import completions_of

    unnamed = replace(book, name="")
    sources = check.sources_of([unnamed], rosters.read_rosters([unnamed], profile))
    if not sources.rosters and register_set(None, profile):
        people = check.people(sources, profile, today)
        with closing(open_register(None, profile)) as ledger:
            held = completed.from_register(completions_of(ledger, people))
        sources = replace(sources, registered=held)
    return check.check(sources, profile, today, Asked())


def compare(book: Book, profile: Profile, today: dt.date) -> Report:
    """突合: the two sheets with people of the book. Raises Problem."""
    return check_book(book, profile, today)


def press_check_roster(host: Host) -> Answer:
    """Button 名簿検証."""
    return show(host, "名簿", check_roster)


def press_check_applications(host: Host) -> Answer:
    """Button 申請チェック."""
    return show(host, "申請台帳", check_applications)


def press_check_designations(host: Host) -> Answer:
    """Button 指定期限チェック."""
    return show(host, "指定台帳", check_designations)


def press_check_eligibility(host: Host) -> Answer:
    """Button 加算の修了要件."""
    return show(host, "役職の表と名簿", check_eligibility)


def press_compare(host: Host) -> Answer:
    """Button 突合."""
    return show(host, "2枚のシート", compare)


def show(host: Host, what: str, run: Callable[[Book, Profile, dt.date], Report]) -> Answer:
    """Read the open book, check it, compare it with the last run, mark it. Raises Problem."""
    host.stage(f"{what}を読んでいます")
    content = host.book()
    host.stage("確かめています")
    today = dt.date.today()
    profile = profile_in_use().for_day(today)
    content = known(content, profile)
    report = compared(run(content, profile, today), content)
    host.stage("色を付けています")
    before = marks.remembered(content)
    notes = profile.excel.notes

    def marked(colours: Mapping[Cell, str]) -> Plan:
        return marks.marking(report, before, colours, notes)

    return _with_fills(host, [*before, *marks.beside(before), *marks.marked_cells(report)], marked)


def _with_fills(
    host: Host, cells: Iterable[Cell], then: Callable[[Mapping[Cell, str]], Plan]
) -> Answer:
    """``then``, told what fill the cells have now, and on from each that bears a mark of ours those beside it. A sheet
    that is gone is not asked."""
    found: dict[Cell, str] = {}

    def ask(wanted: Iterable[Cell]) -> Answer:
        there = host.sheets
        new = [c for c in dict.fromkeys(wanted) if c not in found and c[0] in there]
        return Ask("fills", answered, new) if new else then(found)

    def answered(colours: Mapping[Cell, str]) -> Answer:
        found.update(colours)
        return ask(marks.beside(marks.bearing(colours)))

    return ask(cells)


def press_clear_marks(host: Host) -> Answer:
    """Button 印を消す."""
    book, notes = host.book([FINDINGS]), profile_in_use().excel.notes
    before = marks.remembered(book)
    cells = [*before, *marks.beside(before)]
    return _with_fills(host, cells, lambda colours: marks.clearing(book, colours, notes))


def press_next_finding(host: Host) -> Answer:
    """Button 次の指摘へ."""
    return marks.next_finding(host.book([FINDINGS]), host.active())
