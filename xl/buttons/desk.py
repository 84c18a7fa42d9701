"""申請チェック, 指定期限チェック and 修了証番号を付番 on the open book."""

from __future__ import annotations

import datetime as dt

from validators.findings import Report
from validators.problems import FileProblem
from validators.profile import Profile
from workbooks.grid import Book
from xl import numbering
from xl.buttons.check import compared, show
from xl.settings import open_register, profile_in_use, register_set


def check_applications(book: Book, profile: Profile, today: dt.date) -> Report:
    """申請チェック: the 指定申請台帳 of the book; a 指定台帳 in the same book is what 様式第4号 is
    compared with. Raises Problem."""
    from workbooks.applications import check as applications
    from workbooks.designations import check as designations

    own = Book("", book.grids)
    coverage = designations.coverage_of(own, today) if designations.tables_of([own]) else None
    report = applications.check([own], profile, today, coverage)
    if report is None:
        raise FileProblem(
            "このブックに指定申請の表が見つかりません。申請者の名称・研修種別・研修実施予定日などの見出しのある表を前に出してから、もう一度押してください。"
        )
    return compared(report, book)


def check_designations(book: Book, profile: Profile, today: dt.date) -> Report:
    """指定期限チェック: what has lapsed and what is about to. Raises Problem."""
    from workbooks.designations import check as designations

    report = designations.check([Book("", book.grids)], profile, today)
    if report is None:
        raise FileProblem(
            "このブックに指定台帳の表が見つかりません。研修実施機関番号・研修種別・指定年月日の見出しのある表を前に出してから、もう一度押してください。"
        )
    return compared(report, book)


def press_check_applications(book: object) -> None:
    """Button 申請チェック."""
    show(book, "申請台帳", check_applications)


def press_check_designations(book: object) -> None:
    """Button 指定期限チェック."""
    show(book, "指定台帳", check_designations)


def press_number(book: object) -> None:
    """Button 修了証番号を付番: the rows chosen, or every row without a number when a single cell is."""
    from xl import live

    chosen, profile = live.chosen_rows(book), profile_in_use()
    scope = profile["numbers"]["sequence_scope"]
    series: numbering.Series = numbering.Alone(scope)
    if register_set(None, profile):
        # the numbers stay reserved until the report is imported: nobody knows yet whether the clerk
        # will save this workbook
        series = numbering.FromLedger(open_register(None, profile), scope)
    live.apply(
        book,
        numbering.plan(
            live.read(book), profile, dt.date.today(), series, live.active(book)[0], chosen
        ),
    )
