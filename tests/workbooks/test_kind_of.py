"""Which kind of table a workbook holds (表の種類), and what is said where it is another than was asked for."""

from __future__ import annotations

import datetime as dt

import pytest
from desk import application_book

from validators.profile import default
from workbooks.forms.delivery import delivery_list
from workbooks.forms.pages import Batch
from workbooks.grid import Book, Grid, Value, is_own
from workbooks.kind_of import is_staff, kind_of, no_table
from workbooks.participants.check import check as participants
from workbooks.participants.layout import LAYOUT as PARTICIPANTS
from workbooks.tables.desk_read import read

TODAY = dt.date(2026, 7, 6)
DONE = dt.date(2026, 6, 1)
ROSTER: list[list[Value]] = [
    ["氏名", "生年月日", "住所", "修了した研修分野", "修了証番号", "修了年月日"],
    ["美本　澄", dt.date(1985, 4, 1), "群馬県前橋市1", "乳児保育", "102602100001", DONE],
]
STAFF: list[list[Value]] = [
    ["氏名", "生年月日", "役職", "職務分野"],
    ["美本　澄", dt.date(1985, 4, 1), "副主任保育士", ""],
]
ATTENDED: list[list[Value]] = [
    ["氏名", "生年月日", "役職", "研修分野", "1日目", "2日目", "修了年月日"],
    ["美本　澄", dt.date(1985, 4, 1), "副主任保育士", "乳児保育", "○", "○", DONE],
]


def book(rows: list[list[Value]], sheet: str = "表") -> Book:
    return Book("表.xlsx", (Grid(sheet, rows),))


@pytest.mark.parametrize(
    ("one", "kind"),
    [
        (book(ROSTER), "roster"),
        (book([[*row[:4], row[5]] for row in ROSTER]), "roster"),
        (book(STAFF), "eligibility"),
        (book(ATTENDED), "participants"),  # the post of a trainee makes no list of staff
        (book([["氏名", "役職"], ["美本　澄", "園長"]]), ""),
        (application_book(), "applications"),
    ],
    ids=["roster", "no-numbers", "staff", "attendance", "posts", "applications"],
)
def test_a_table_is_known_by_what_it_says(one: Book, kind: str) -> None:
    assert kind_of(one, default()) == kind
    assert is_staff(one) is (kind == "eligibility")
    for wanted in ("roster", "applications", "designations", "participants"):
        if kind and wanted != kind:
            assert no_table(wanted, one, default()).note.rule == f"table-is-{kind}"


def test_a_roster_is_no_list_of_trainees() -> None:
    assert participants([book(ROSTER)], default(), TODAY) is None
    assert participants([book(ATTENDED)], default(), TODAY) is not None


def test_our_own_list_of_what_was_handed_over_is_known_whatever_the_file_is_called() -> None:
    made = delivery_list(Batch())
    ours = Grid("交付簿", [[made.title], [], list(made.headings)])
    theirs = Grid("交付簿", [["交付簿"], ["番号", "氏名", "交付日"], [1, "美本　澄", DONE]])
    assert is_own(ours) and not is_own(theirs)


def test_the_words_of_an_office_reach_every_table() -> None:
    rows: list[list[Value]] = [
        ["なまえらん", "コース", "受講時間", "つとめさき"],
        ["美本　澄", "乳児保育", "15時間", "みほん園"],
    ]
    words = {"name": ("なまえらん",), "employer": ("つとめさき",)}
    one = book(rows)
    assert all("employer" not in table.at for table in read(one, PARTICIPANTS))
    (table,) = read(one.with_words(words), PARTICIPANTS)
    assert (table.at["name"], table.at["employer"]) == (1, 4)


@pytest.mark.parametrize(
    ("rows", "heading"),
    [
        (ROSTER[:1], 1),
        ([["研修修了者名簿"], [], ROSTER[0], [1], [2], ["※ 記入例を見てください"]], 3),
        ([ROSTER[0], ["記入例", *ROSTER[1][1:]]], 1),
        (STAFF[:1], 1),
        (ATTENDED[:1], 1),
        ([["氏名", "電話番号", "住所", "勤務先"], ["美本　澄", "027", "前橋市", "保育園"]], 0),
        ([["品名", "数量"], ["机", 1]], 0),
    ],
    ids=["alone", "title-and-numbers", "example", "staff", "trainees", "contacts", "stock"],
)
def test_headings_with_nothing_below_are_told(rows: list[list[Value]], heading: int) -> None:
    problem = no_table("roster", book(rows), default())
    assert (problem.note.rule == "table-empty") is bool(heading), problem
    assert problem.note.params.get("row", 0) == heading
