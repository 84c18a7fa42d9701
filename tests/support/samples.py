"""The samples of every kind of table as books in memory, each with the check that reads it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

from desk import GUNMA, TODAY, grid

from validators.findings import Report
from workbooks.applications import check as applications
from workbooks.designations import check as designations
from workbooks.eligibility import check as eligibility
from workbooks.eligibility.asked import asked_for
from workbooks.grid import Book, Value
from workbooks.participants import check as participants
from workbooks.roster.check import check_rosters, read_rosters
from workbooks.samples import headings, ledgers, rosters

Rows = list[list[Value]]
Check = Callable[[Book], Report | None]
HEAD = 3  # rows above the first record in every sample
STAFF = ("氏名", "生年月日", "役職", "職務分野", "施設の種類", "加算の開始月")
PLAN = (
    "受付開始予定日",
    "修了証の発行予定日",
    "事業実績報告の提出予定日",
    "研修会場",
    "研修担当者の連絡先及び氏名",
    "収支予算",
)


def roster_book(rows: Rows) -> Book:
    return Book("名簿.xlsx", (grid("名簿", rosters.HEADINGS, rows),))


def check_roster(book: Book) -> Report | None:
    tables = read_rosters([book], GUNMA)
    return check_rosters(tables, GUNMA, dt.date(2026, 6, 30)) if tables else None


def with_plan() -> Book:
    """The messy applications whose 事業計画 stands on a sheet of its own, with a hole in it."""
    plan: Rows = []
    for row in ledgers.messy_applications():
        given = dict(zip(headings.APPLICATION_HEADINGS, row, strict=True))
        plan.append([given["受付番号"], *(given[word] for word in PLAN)])
    plan[3][PLAN.index("研修会場") + 1] = ""
    filings = grid("申請", headings.APPLICATION_HEADINGS, ledgers.messy_applications(), drop=PLAN)
    return Book("申請.xlsx", (filings, grid("事業計画", ("受付番号", *PLAN), plan)))


def posts() -> Book:
    """Posts of the persons of the clean roster, one unknown, one of another kind of facility."""
    people = rosters.clean_rows()
    name, born = rosters.HEADINGS.index("氏名"), rosters.HEADINGS.index("生年月日")
    roles = (
        "職務分野別リーダー",
        "副主任保育士",
        "課長",
        "中核リーダー",
        "専門リーダー",
        "若手リーダー",
    )
    staff: Rows = [
        [row[name], row[born], role, "食育・アレルギー対応" if "別" in role else "", "保育所", ""]
        for row, role in zip(people, roles, strict=False)
    ]
    staff[0][-1], staff[1][-1] = "春", dt.date(2026, 4, 1)
    listed = grid("職員", STAFF, staff)
    return Book("名簿.xlsx", (grid("名簿", rosters.HEADINGS, people), listed))


def check_posts(book: Book) -> Report | None:
    sources = eligibility.sources_of([book], read_rosters([book], GUNMA))
    return eligibility.check(sources, GUNMA, TODAY, asked_for(None, None, None, None))


SAMPLES: dict[str, tuple[Check, Book]] = {
    "roster": (check_roster, roster_book(rosters.messy_rows())),
    "applications": (
        lambda book: applications.check([book], GUNMA, TODAY),
        Book(
            "申請.xlsx",
            (
                grid("申請", headings.APPLICATION_HEADINGS, ledgers.messy_applications()),
                grid("カリキュラム", headings.CURRICULUM_HEADINGS, ledgers.messy_curriculum()),
                grid("講師", headings.LECTURER_HEADINGS, ledgers.messy_lecturers()),
            ),
        ),
    ),
    "designations": (
        lambda book: designations.check([book], GUNMA, dt.date(2026, 2, 1)),
        Book(
            "指定台帳.xlsx",
            (grid("指定台帳", headings.DESIGNATION_HEADINGS, ledgers.DESIGNATIONS),),
        ),
    ),
    "participants": (
        lambda book: participants.check([book], GUNMA, dt.date(2026, 2, 1)),
        Book(
            "受講者.xlsx",
            (grid("受講者名簿", headings.PARTICIPANT_HEADINGS, ledgers.participants()),),
        ),
    ),
}
PLAN_ASIDE = (SAMPLES["applications"][0], with_plan())
POSTS = (check_posts, posts())
