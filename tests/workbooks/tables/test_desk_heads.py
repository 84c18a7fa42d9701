"""Headings of several rows (複数行の見出し) in every desk table, and lists of people with a column for each field."""

from __future__ import annotations

import datetime as dt

import pytest
from desk import TODAY

from validators.profile import default
from workbooks.applications.layout import LAYOUT as APPLICATIONS
from workbooks.designations.layout import LAYOUT as DESIGNATIONS
from workbooks.eligibility.layout import LAYOUT as STAFF
from workbooks.grid import Book, Grid, Merge, Value
from workbooks.participants.check import check as participants
from workbooks.participants.layout import LAYOUT as PARTICIPANTS
from workbooks.tables.desk_read import read
from workbooks.tables.layout import Layout

D = dt.date
BORN = D(1985, 4, 10)
Rows = list[list[Value]]


def across(*spans: str) -> tuple[Merge, ...]:
    """Merges from ``row:left-right``."""
    found = []
    for span in spans:
        row, columns = span.split(":")
        left, right = columns.split("-")
        found.append(Merge(int(row), int(left), int(row), int(right)))
    return tuple(found)


APPLIED: list[Value] = [1, D(2026, 5, 1), "社会福祉法人しらかば会", "社会福祉法人", "乳児保育"]


@pytest.mark.parametrize(
    ("layout", "rows", "merges", "expected"),
    [
        (
            APPLICATIONS,
            [
                ["受付", "", "申請者", "", "研修", "日程", "", "添付書類", ""],
                ["番号", "年月日", "名称", "種別", "分野", "受付開始", "初日", "計画書", "講師"],
                [*APPLIED, D(2026, 7, 10), D(2026, 9, 5), "有", "有"],
            ],
            across("1:1-2", "1:3-4", "1:6-7", "1:8-9"),
            {
                "receipt": 1,
                "filed_on": 2,
                "applicant": 3,
                "body_type": 4,
                "field": 5,
                "reception_on": 6,
                "first_day": 7,
                "lecturers": 9,
            },
        ),
        (  # 提出日 is no day of filing under 報告, 開始日 no first day under 申込受付
            APPLICATIONS,
            [
                ["受理", "", "団体", "", "内容", "スケジュール", "", "", ""],
                ["番号", "日", "名称", "種別", "分野", "申込受付", "講義", "報告", "修了証"],
                ["", "", "", "", "", "開始日", "初日", "提出日", "交付日"],
                [*APPLIED, D(2026, 7, 10), D(2026, 9, 5), D(2026, 11, 30), D(2026, 10, 20)],
            ],
            (),
            {
                "filed_on": 2,
                "reception_on": 6,
                "first_day": 7,
                "report_on": 8,
                "certificates_on": 9,
            },
        ),
        (
            PARTICIPANTS,
            [
                ["No", "受講者", "", "勤務先", "", "分野", "レポート"],
                ["", "氏名", "生年月日", "名称", "所在市町村", "", ""],
                [1, "美本　澄", BORN, "みほん園", "前橋市", "乳児保育", "○"],
            ],
            (),
            {"name": 2, "birth_date": 3, "employer": 4, "municipality": 5, "report_on": 7},
        ),
        (
            STAFF,
            [
                ["No", "職員", "", "加算", ""],
                ["", "氏名", "生年月日", "役職", "開始月"],
                [1, "美本　澄", BORN, "副主任保育士", "令和8年4月"],
            ],
            across("1:2-3", "1:4-5"),
            {"name": 2, "birth_date": 3, "role": 4, "month": 5},
        ),
        (
            DESIGNATIONS,
            [
                ["番号", "名称", "種別", "指定年月日", "更新届出", ""],
                ["", "", "", "", "R7", "R8"],
                ["02", "みほん会", "乳児保育", D(2024, 5, 1), "○", "○"],
            ],
            across("1:5-6"),
            {"agency_number": 1, "agency_name": 2, "field": 3, "designated_on": 4},
        ),
        (  # a record under one heading row is no second row of it
            PARTICIPANTS,
            [
                ["氏名", "分野", "受講時間", "備考", ""],
                ["美本　澄", "乳児保育", "15時間", "遅刻", "なし"],
            ],
            (),
            {"name": 1, "field": 2, "minutes": 3},
        ),
    ],
)
def test_a_label_is_read_with_the_group_above_it(
    layout: Layout, rows: Rows, merges: tuple[Merge, ...], expected: dict[str, int]
) -> None:
    (table,) = read(Book("表.xlsx", (Grid("表", rows, merges=merges),)), layout)
    assert expected.items() <= table.at.items() and len(table.rows) == 1


def judged(rows: Rows, merges: tuple[Merge, ...] = ()) -> dict[object, object]:
    """氏名 or (氏名, 分野) → 判定."""
    report = participants(
        [Book("受講者.xlsx", (Grid("受講者", rows, merges=merges),))], default(), TODAY
    )
    assert report is not None
    return {(row[1], row[4]): row[0] for row in report.lists[0].rows}


def test_sessions_under_their_day_and_with_their_minutes_below() -> None:
    head: Rows = [
        ["No", "氏名", "生年月日", "研修分野", "7/4", "", "7/11", "", "レポート", "同意"],
        ["", "", "", "", "午前", "午後", "午前", "午後", "", ""],
        ["", "", "", "", "240分", "210分", "240分", "210分", "", ""],
    ]
    body: Rows = [
        [1, "美本　澄", BORN, "乳児保育", "○", "○", "○", "○", "○", "○"],
        [2, "見本　栞", BORN, "乳児保育", "○", "○", "○", "欠", "○", "○"],
    ]
    found = judged([*head, *body], across("1:5-6", "1:7-8"))
    assert found == {("美本　澄", "乳児保育"): "修了", ("見本　栞", "乳児保育"): "未修了"}


def test_a_reading_above_the_name_makes_records_of_two_rows() -> None:
    rows: Rows = [
        ["番号", "フリガナ", "研修分野", "受講時間", "レポート"],
        ["", "氏名", "", "", ""],
        [1, "ミホン スミ", "乳児保育", "15時間", "○"],
        ["", "美本　澄", "", "", ""],
        [2, "ミホン シオリ", "乳児保育", "14時間", "○"],
        ["", "見本　栞", "", "", ""],
    ]
    (table,) = read(Book("受講者.xlsx", (Grid("受講者", rows),)), PARTICIPANTS)
    assert table.rows == [3, 5] and table.values["name"] == ["美本　澄", "見本　栞"]
    assert table.values["kana"] == ["ミホン スミ", "ミホン シオリ"]
    assert table.place(0, "name") == ("受講者", "B4") and table.place(0, "kana") == ("受講者", "B3")


@pytest.mark.parametrize("merged", [False, True])
def test_other_items_of_a_person_stand_over_each_other_as_well(merged: bool) -> None:
    rows: Rows = [
        ["番号", "フリガナ", "勤務先", "研修分野", "受講時間"],
        ["", "氏名", "市町村", "", ""],
        [1, "ミホン スミ", "みほん保育園", "乳児保育", "15時間"],
        ["", "美本　澄", "前橋市", "", ""],
        [2, "ミホン シオリ", "見本こども園", "乳児保育", "14時間"],
        ["", "見本　栞", "高崎市", "", ""],
    ]
    high = [Merge(top, c, top + 1, c) for top in (1, 3, 5) for c in (1, 4, 5)] if merged else []
    sheet = Grid("受講者", rows, merges=tuple(high))
    (table,) = read(Book("受講者.xlsx", (sheet,)), PARTICIPANTS)
    assert table.rows == [3, 5] and table.values["name"] == ["美本　澄", "見本　栞"]
    assert table.values["employer"] == ["みほん保育園", "見本こども園"]
    assert table.values["municipality"] == ["前橋市", "高崎市"]
    assert table.place(1, "municipality") == ("受講者", "C6")


def test_a_label_over_another_is_its_group_where_a_record_is_one_row_high() -> None:
    rows: Rows = [
        ["番号", "氏名", "勤務先", "研修分野", "受講時間"],
        ["", "", "市町村", "", ""],
        [1, "美本　澄", "前橋市", "乳児保育", "15時間"],
        [2, "見本　栞", "高崎市", "乳児保育", "14時間"],
    ]
    (table,) = read(Book("受講者.xlsx", (Grid("受講者", rows),)), PARTICIPANTS)
    assert table.values["municipality"] == ["前橋市", "高崎市"]
    assert "employer" not in table.values


def test_a_column_for_each_field_gives_the_time_or_the_mark() -> None:
    rows: Rows = [
        ["氏名", "生年月日", "レポート", "乳児保育", "幼児教育", "マネジメント"],
        ["美本　澄", BORN, "済", "15時間", "840分", ""],
        ["見本　栞", D(1990, 1, 1), "済", "", "", "○"],
    ]
    assert judged(rows) == {
        ("美本　澄", "乳児保育"): "修了",
        ("美本　澄", "幼児教育"): "未修了",
        ("見本　栞", "マネジメント"): "要確認",
    }


def test_an_address_over_several_columns_is_one() -> None:
    head: list[Value] = ["氏名", "都道府県", "市区町村", "町名番地", "建物名", "受講時間", "分野"]
    rows: Rows = [
        head,
        ["美本　澄", "群馬県", "前橋市", "大手町1-1", "", "15時間", "乳児保育"],
        ["見本　栞", "群馬県", "", "大手町1-2", "", "15時間", "乳児保育"],
        ["実本　環", "", "", "", "", "15時間", "乳児保育"],
    ]
    report = participants([Book("受講者.xlsx", (Grid("受講者", rows),))], default(), TODAY)
    assert report is not None
    told = {f.cell: f.rule for f in report.findings}
    assert (told["C3"], told["C4"]) == ("part-missing", "participant-address-missing")
    assert report.lists[1].rows[0][5] == "群馬県前橋市大手町1-1"
