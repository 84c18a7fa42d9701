"""Desk tables by content (台帳の列): words of the heading, cells below it, several columns for one item, and what a
person has said of them."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest
from desk import TODAY, check_applications, found

from validators.findings import Report
from validators.guideline.fields import by_number
from validators.problems import Problem
from validators.profile import default
from workbooks.applications.layout import CURRICULUM
from workbooks.applications.layout import LAYOUT as APPLICATIONS
from workbooks.column_names import ColumnNames, fingerprint
from workbooks.columns_asked import question
from workbooks.designations import check as designations
from workbooks.designations.coverage import coverage_of
from workbooks.designations.layout import LAYOUT as DESIGNATIONS
from workbooks.grid import Book, Grid, Merge, Value
from workbooks.participants.layout import LAYOUT as PARTICIPANTS
from workbooks.samples import ledgers
from workbooks.samples.rosters import HEADINGS, clean_rows
from workbooks.tables.asking import answers_in, asked
from workbooks.tables.desk_read import read
from workbooks.tables.given import given_columns, layout_item

D = dt.date
Rows = list[list[Value]]
FIELDS = (
    "乳児保育",
    "幼児教育",
    "障害児保育",
    "食育・アレルギー対応",
    "保健衛生・安全対策",
    "保護者支援・子育て支援",
    "マネジメント",
    "保育実践",
)


def book(rows: Rows, **more: object) -> Book:
    return Book("台帳.xlsx", (replace(Grid("台帳", rows), **more),))  # type: ignore[arg-type]


def report(rows: Rows) -> Report:
    made = designations.check([book(rows)], default(), TODAY)
    assert made is not None
    return made


# ---------------------------------------------------------------- words and cells


@pytest.mark.parametrize(
    "headings",
    [
        ("機関コード", "事業者の名", "コース種目", "指定を行った日", "更新の届出状況"),
        ("KIKAN_NO", "KIKAN_MEI", "SHUBETSU", "SHITEI_YMD", "KOUSHIN_NENDO"),
        ("研修の指定番号", "実施主体（名称）", "研修の種類", "指定した年月日", "更新の状況"),
    ],
)
def test_headings_nobody_lists_are_read_by_their_words_and_cells(headings: tuple[str, ...]) -> None:
    rows: Rows = [[*headings], ["02", "学校法人みほん学園", "乳児保育", "R5.6.2", "R6,R7,R8"]]
    made = report(rows)
    assert list(made.tables[0].columns) == [
        "agency_number",
        "agency_name",
        "field",
        "designated_on",
        "renewed",
    ]
    told = [f.cell for f in made.findings if f.rule == "column-inferred"]
    assert set(told) <= {"A1", "B1", "C1", "D1", "E1"} and "C1" in told
    assert made.summary()["error"] == made.summary()["warning"] == 0


def test_a_heading_that_fits_the_words_and_not_the_cells_is_not_taken() -> None:
    rows: Rows = [
        ["機関番号", "名称", "種別", "指定日", "指定に関する日付の備え"],
        ["02", "みほん会", "乳児保育", D(2025, 5, 1), "なし"],
        ["03", "れい会", "幼児教育", D(2025, 5, 1), "なし"],
    ]
    (table,) = read(book(rows), DESIGNATIONS)
    assert table.at["designated_on"] == 4 and 5 in table.others


def test_course_headings_over_field_names_are_the_field() -> None:
    head = [h if h != "研修分野" else "コース" for h in ledgers.PARTICIPANT_HEADINGS]
    rows = [["受講者名簿"], head, *ledgers.participants()]
    (table,) = read(book(rows), PARTICIPANTS)
    assert table.headings[table.at["field"]] == "コース"


def test_two_heading_rows_that_are_not_merged() -> None:
    rows: Rows = [
        ["No", "受講者", "", "", "勤務先", "", "研修", ""],
        ["", "氏名", "生年月日", "登録番号", "名称", "市町村名", "分野", "時間数"],
        [1, "美本　澄", D(1990, 1, 1), "群馬県-700000", "みほん園", "前橋市", "乳児保育", "15時間"],
    ]
    (table,) = read(book(rows), PARTICIPANTS)
    assert table.header_rows == (1, 2) and len(table.rows) == 1
    assert {"number", "name", "employer", "municipality", "field", "minutes"} <= table.at.keys()


# ---------------------------------------------------------------- several columns for one item


def wide(*marks: Value) -> Rows:
    return [["機関番号", "機関名", "指定年月日", *FIELDS, "更新年度"], ["02", "みほん会", *marks]]


def test_a_column_for_each_field_gives_a_designation_for_each_mark() -> None:
    rows = wide(D(2025, 6, 2), "○", "", "", "", "○", "", "×", "", "令和8年度")
    coverage = coverage_of(book(rows), TODAY)
    assert coverage.years[2, 1] == coverage.years[2, 5] == {2025, 2026}
    assert (2, 7) not in coverage.years
    made = report(rows)
    assert [t.rows for t in made.tables] == [1] and made.summary()["error"] == 0


def test_a_day_in_the_column_of_a_field_is_its_designation_day() -> None:
    short = ("乳児", "幼児", "障害児", "食育", "保健", "保護者", "マネ", "実践")
    rows: Rows = [["機関番号", "機関名", *short], ["02", "みほん会", D(2025, 6, 2), "", "R7.2.30"]]
    made = found(report(rows))
    assert made["台帳!E2"] == ["date-nonexistent"]
    assert coverage_of(book(rows), TODAY).years[2, 1] == {2025}


def test_short_names_beside_whole_ones_are_fields_alike() -> None:
    """乳児, 幼児 … beside 保護者支援, マネジメント and 保育実践: a column of either kind is read."""
    names = ("乳児", "幼児", "障害児", "食育", "保健", "保護者支援", "マネジメント", "保育実践")
    rows: Rows = [
        ["機関番号", "機関名", *names, "指定日"],
        ["02", "ひなた研修会", *["○"] * 8, D(2026, 5, 20)],
        ["03", "みほん学園", "", "○", *[""] * 6, D(2026, 6, 1)],
    ]
    made = report(rows)
    assert {f.rule for f in made.findings} == {"renewal-column-missing"}
    years = coverage_of(book(rows), TODAY).years
    assert set(years) == {*((2, kind) for kind in range(1, 9)), (3, 2)}


def test_a_day_and_a_renewal_under_each_field() -> None:
    rows: Rows = [
        ["機関番号", "機関名", "乳児保育", "", "幼児教育", "", "障害児保育", ""],
        ["", "", *["指定日", "更新年度"] * 3],
        ["02", "みほん会", D(2023, 6, 2), "R6、R7", "", "", D(2025, 6, 2), ""],
    ]
    merges = tuple(Merge(1, c, 1, c + 1) for c in (3, 5, 7))
    coverage = coverage_of(book(rows, merges=merges), TODAY)
    assert coverage.years[2, 1] == {2023, 2024, 2025} and coverage.years[2, 3] == {2025}
    assert (2, 2) not in coverage.years


def test_years_without_the_word_year() -> None:
    rows: Rows = [
        ["機関番号", "機関名", "研修種別", "指定日", "R6", "R7", "2026"],
        ["02", "みほん会", "乳児保育", D(2023, 5, 1), "○", "○", ""],
    ]
    assert coverage_of(book(rows), TODAY).years[2, 1] == {2023, 2024, 2025}


@pytest.mark.parametrize(
    ("head", "rows"),
    [
        (
            ["種別", "①", "②", "③", "④", "⑤", "講師"],
            [["乳児保育", 180, 180, 180, 180, 180, "見本　花"]],
        ),
        (
            [
                "日",
                *(f"{item}（180分）" for item in by_number(1).items),
                "講師",
            ],
            [
                ["1日目", "○", "○", "○", "", "", "見本　花"],
                ["2日目", "", "", "", "○", "○", "見本　花"],
            ],
        ),
    ],
    ids=["numbered", "named"],
)
def test_a_curriculum_with_a_column_for_each_content(head: list[Value], rows: Rows) -> None:
    sheet = Grid("カリキュラム（乳児保育）", [head, *rows])
    short = Grid(sheet.sheet, [head, *([*row[:2], "", *row[3:]] for row in rows)])
    ledger = [list(r) for r in ledgers.clean_applications()[:1]]
    kind = ledgers.APPLICATION_HEADINGS.index("研修種別")
    ledger[0][kind] = "乳児保育"
    applied = Grid("申請", [list(ledgers.APPLICATION_HEADINGS), *ledger])
    for grid, expected in ((sheet, []), (short, ["curriculum-items", "curriculum-short"])):
        made = check_applications(Book("申請.xlsx", (applied, grid)))
        own = [f.rule for f in made.findings if f.sheet == grid.sheet and f.severity == "error"]
        assert own == expected
        assert CURRICULUM.kind in [t.kind for t in made.tables]


# ---------------------------------------------------------------- hidden and struck rows


def test_hidden_rows_and_columns_of_a_ledger_are_told() -> None:
    rows = [list(DESIGNATION_HEAD), *map(list, DESIGNATION_ROWS)]
    grid = Grid("台帳", rows, hidden_rows=frozenset((2,)), hidden_columns=frozenset((1,)))
    (table,) = read(Book("台帳.xlsx", (grid,)), DESIGNATIONS)
    assert [table.acted_on(i) for i in range(2)] == [False, True]
    assert {note.rule for _, _, note in table.told} >= {"rows-hidden", "column-hidden"}


def test_a_struck_row_of_a_ledger_is_asked_about() -> None:
    rows = [list(DESIGNATION_HEAD), *map(list, DESIGNATION_ROWS)]
    grid = Grid("台帳", rows, struck={(2, c): "" for c in range(1, 5)})
    (table,) = read(Book("台帳.xlsx", (grid,)), DESIGNATIONS)
    assert [note.rule for _, _, note in table.noted] == ["row-struck"]
    assert not table.acted_on(0) and table.acted_on(1)


DESIGNATION_HEAD = ("機関番号", "機関名", "研修種別", "指定日")
DESIGNATION_ROWS = (
    ("02", "みほん会", "乳児保育", D(2026, 5, 1)),
    ("03", "れい会", "幼児教育", D(2026, 5, 1)),
)

# ---------------------------------------------------------------- what a person said


ODD: Rows = [["甲", "乙", "丙", "丁"], *map(list, DESIGNATION_ROWS)]
SAID = "甲=研修実施機関番号,B=研修実施機関の名称,丙=研修種別,D列=指定年月日"


def test_columns_named_on_the_command_line() -> None:
    assert read(book(ODD), DESIGNATIONS) == []
    told = replace(book(ODD), columns=given_columns(SAID, (DESIGNATIONS,)))
    (table,) = read(told, DESIGNATIONS)
    assert table.at == {"agency_number": 1, "agency_name": 2, "field": 3, "designated_on": 4}
    assert not table.told
    for wrong in ("A", "A=ほげ", "=研修種別"):
        with pytest.raises(Problem):
            given_columns(wrong, (DESIGNATIONS,))


def test_what_a_person_says_comes_before_the_words() -> None:
    rows: Rows = [["機関番号", "機関名", "研修種別", "指定日", "通知日"]]
    rows += [["02", "みほん会", "乳児保育", "なし", D(2026, 5, 1)]]
    told = replace(book(rows), columns=given_columns("E=指定年月日", (DESIGNATIONS,)))
    assert read(told, DESIGNATIONS)[0].at["designated_on"] == 5


def test_answers_are_asked_given_and_used() -> None:
    made = asked([book(ODD)], [], {"designations": {c.name: c.title for c in DESIGNATIONS.columns}})
    assert [row[2] for row in made.rows] == ["甲", "乙", "丙", "丁"]
    assert made.rows[2][3:5] == ("乳児保育", "幼児教育")
    items = ("研修実施機関番号", "研修実施機関の名称", "研修種別", "指定年月日")
    filled = [[*row[:7], item, row[8]] for row, item in zip(made.rows, items, strict=True)]
    sheet = Grid("列の確認", [["列の確認"], [], list(made.headings), *filled])  # type: ignore[list-item]
    known = layout_item(DESIGNATIONS)
    answers = answers_in(sheet, lambda word: bool(known(word)))
    assert list(answers) == [fingerprint(dict(enumerate("甲乙丙丁", 1)))]
    again = replace(book([["表題"], [], *ODD]), columns=ColumnNames(remembered=answers))
    (table,) = read(again, DESIGNATIONS)
    assert len(table.rows) == 2
    assert [(cell, note.rule) for cell, _, note in table.told] == [("A3", "column-remembered")]
    other = replace(book([[*ODD[0][:3], "戊"], *ODD[1:]]), columns=ColumnNames(remembered=answers))
    assert read(other, DESIGNATIONS) == []  # another heading row: nobody answered for it
    filled[1][7] = "ほげ"
    with pytest.raises(Problem) as problem:
        answers_in(Grid("列の確認", [list(made.headings), *filled]), lambda word: bool(known(word)))  # type: ignore[list-item]
    assert problem.value.note.params["cell"] == "H3"
    with pytest.raises(Problem):
        answers_in(Grid("メモ", [["甲"]]), bool)


def test_the_table_in_front_is_asked_about() -> None:
    desk = Grid(
        "指定",
        [
            ["機関番号", "機関名", "研修種別", "指定日"],
            ["02", "みほん会", "乳児保育", D(2026, 5, 1)],
        ],
    )
    people = Grid("名簿", [list(HEADINGS), *clean_rows()])  # type: ignore[list-item]
    both = Book("台帳.xlsx", (desk, people, Grid("検証結果", [["検証結果［careerup］"]])))
    for front, sheets, item in (
        ("指定", {"指定"}, "指定年月日"),
        ("名簿", {"名簿"}, "修了年月日"),
        ("検証結果", {"指定", "名簿"}, "指定年月日"),
    ):
        _, rows, words = question(both, front, default()).blocks
        assert {row[0] for row in rows.values[1:]} == sheets
        assert item in [row[6] for row in rows.values] and [item] in list(words.values)
    with pytest.raises(Problem):
        question(Book("空.xlsx", (Grid("メモ", [["甲"]]),)), "メモ", default())


def test_a_column_that_is_not_to_be_read() -> None:
    rows: Rows = [["機関番号", "機関名", "研修種別", "指定日", "更新年度"]]
    rows += [["02", "みほん会", "乳児保育", D(2026, 5, 1), "R8"]]
    told = replace(book(rows), columns=given_columns("E=読まない", (DESIGNATIONS,)))
    assert "renewed" not in read(told, DESIGNATIONS)[0].at


def test_the_headings_of_the_profile() -> None:
    rows: Rows = [["機関番号", "機関名", "うちの呼び方", "指定日"], *map(list, DESIGNATION_ROWS)]
    rows[1][2] = "わからない分野"
    words = ColumnNames(words={"うちの呼び方": "field"})
    (table,) = read(replace(book(rows), columns=words), DESIGNATIONS)
    assert table.at["field"] == 3 and len(table.told) == 1


def test_a_layout_that_does_not_know_an_item_leaves_it_alone() -> None:
    names = ColumnNames(words={"申請日": "certificate_number"})
    book_ = Book(
        "申請.xlsx",
        (
            Grid(
                "申請",
                [list(ledgers.APPLICATION_HEADINGS), *map(list, ledgers.clean_applications())],
            ),
        ),
        columns=names,
    )
    assert "filed_on" in read(book_, APPLICATIONS)[0].at
