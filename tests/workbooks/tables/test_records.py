"""Which row is a record, and which table is a roster."""

from __future__ import annotations

import datetime as dt

import pytest
from persons import HEAD, D, people, read, report, serious

from workbooks.grid import Grid, Value
from workbooks.tables.no_record import says_no_record
from workbooks.tables.plain_rows import Checked, different_cells, in_doubt
from workbooks.tables.records import holds_nothing, record_rows

Rows = list[list[Value]]


@pytest.mark.parametrize(
    "value",
    [
        "　年　月　日",
        "昭・平　年　月　日",
        "S・H　．　．",
        "／　／",
        "-",
        "―",
        "未記入",
        "不明",
        0,
        0.0,
        dt.time(0),
    ],
)
def test_frames_dashes_and_zeros_hold_nothing(value: Value) -> None:
    assert holds_nothing(value)


@pytest.mark.parametrize(
    "value", ["平成", "令和7年8月20日", "0", "年田　月子", False, 1, dt.time(9), "日比野"]
)
def test_values_hold_something(value: Value) -> None:
    assert holds_nothing(value) is (value == "平成")


@pytest.mark.parametrize(
    "text", ["合計", "集計", "データの個数", "小計", "平均", "記入例", "例1", "総計", "以下余白"]
)
def test_words_of_totals_and_examples(text: str) -> None:
    assert says_no_record([text])


@pytest.mark.parametrize("text", ["計良　花", "見本　花", "例田　渡", "合田　一"])
def test_names_that_begin_like_a_total(text: str) -> None:
    assert not says_no_record([text])


@pytest.mark.parametrize(
    "row",
    [
        ["集計", "", "", "", "", "", "", "", "", D(1900, 1, 4)],
        [0, 0, 0, dt.time(0), 0, 0, 0, 0, 0, dt.time(0)],
        ["※青色の欄に入力してください", "", "", "", "", "", "", "", "", 6],
        ["小計", "", "", "", "", "", "", 6, "", ""],
    ],
)
def test_rows_that_are_no_records(row: list[Value]) -> None:
    found = report([list(HEAD), *people(), row])
    assert serious(found) == [] and found.tables[0].rows == 6


def test_a_frame_in_a_filled_row_is_a_missing_value() -> None:
    rows: Rows = [list(HEAD), *people()]
    rows[2][3] = "昭・平　年　月　日"
    assert serious(report(rows)) == [("D3", "birth-date-missing")]


def test_code_names_below_the_headings_are_no_person() -> None:
    codes: list[Value] = [
        *("REG_NO", "NAME", "KANA", "BIRTH", "ADDR", "OFFICE", "CITY", "FIELD", "CERT_NO", "DONE")
    ]
    found = report([list(HEAD), codes, *people()])
    assert serious(found) == [] and found.tables[0].rows == 6


def test_a_field_written_once_for_its_group_is_one_question() -> None:
    rows: Rows = [list(HEAD), *people()]
    for row in (*rows[2:4], *rows[5:]):
        row[7] = row[9] = ""
    found = report(rows)
    assert serious(found) == [("H1", "column-filled-down")]
    rows[3][8] = "102504300003"  # now a number says another field: nothing is taken from above
    assert "field-missing" in {rule for _, rule in serious(report(rows))}


# ---------------------------------------------------------------- kinds of tables


def test_lists_of_other_kinds_are_named_and_not_checked() -> None:
    attendance: Rows = [["1日目"], ["受講番号", "氏名", "所属", "出欠"]]
    attendance += [[n, p[1], p[5], "○"] for n, p in enumerate(people())]
    applicants: Rows = [["申込者一覧"], ["申込日", "氏名", "フリガナ", "生年月日"]]
    applicants += [[D(2025, 5, 1), p[1], p[2], p[3]] for p in people()]
    found = report(
        Grid("出欠", attendance), Grid("名簿", [list(HEAD), *people()]), Grid("申込", applicants)
    )
    kinds = {(t.sheet, t.kind, t.checked, t.rows) for t in found.tables}
    assert kinds == {
        ("名簿", "roster", True, 6),
        ("出欠", "attendance", False, 0),
        ("申込", "applicants", False, 0),
    }
    assert serious(found) == []


def test_a_person_absent_or_not_completed_is_told_on_the_roster() -> None:
    rows: Rows = [["修了者名簿"], list(HEAD), *people(), [], ["未修了者一覧"]]
    rows += [
        ["氏名", "生年月日", "理由", "研修分野"],
        [people()[1][1], people()[1][3], "欠席", "乳児保育"],
    ]
    attendance: Rows = [["氏名", "所属", "出欠"]]
    attendance += [[p[1], p[5], "欠" if n == 2 else "○"] for n, p in enumerate(people())]
    found = report(Grid("名簿", rows), Grid("出欠", attendance))
    assert set(serious(found)) == {("B4", "listed-not-completed"), ("B5", "attendance-absent")}


def test_the_same_rows_on_two_sheets_are_told_once() -> None:
    found = report(
        Grid("番号順", [list(HEAD), *people()]), Grid("五十音順", [list(HEAD), *people()[::-1]])
    )
    assert [rule for _, rule in serious(found)] == ["sheets-same"]
    assert sum(t.rows for t in found.tables) == 6


@pytest.mark.parametrize("name", ["記入例", "【例】"])
def test_a_sheet_of_examples_beside_the_roster_is_left_out_and_told(name: str) -> None:
    example = Grid(name, [list(HEAD), people()[0]])
    found = report(example, Grid("名簿", [list(HEAD), *people()]))
    assert {(t.sheet, t.kind, t.checked, t.rows) for t in found.tables} == {
        ("名簿", "roster", True, 6),
        (name, "example", False, 0),
    }
    assert [(f.rule, f.severity) for f in found.findings] == [("sheet-example", "info")]
    assert report(example).tables[0].checked  # it is all there is


def test_a_list_of_instructions_is_no_card() -> None:
    rows: Rows = [
        ["項目", "書き方", "例"],
        ["氏名", "姓と名の間を1字空ける", "美本　太郎"],
        ["生年月日", "西暦で書く", "1990/4/1"],
        ["修了証番号", "12桁", "102504100001"],
        ["研修分野", "リストから選ぶ", "乳児保育"],
    ]
    assert read(rows) == []


# ---------------------------------------------------------------- facts


@pytest.mark.parametrize(
    ("titles", "sheet", "field"),
    [
        ([["障がい児保育研修　修了者名簿"]], "名簿", "障害児保育"),
        ([["修了者名簿"]], "④食育アレルギー", "食育・アレルギー対応"),
        ([["公益社団法人ぐんま幼児教育協会　修了者名簿"]], "名簿", None),
        ([["乳児保育研修"], ["実施機関：ぐんま幼児教育協会"]], "名簿", "乳児保育"),
    ],
)
def test_a_field_from_a_title(titles: Rows, sheet: str, field: str | None) -> None:
    kinds = {"障害児保育": 3, "食育・アレルギー対応": 4, "乳児保育": 1}
    rows = people(kinds.get(field or "", 1))
    body: Rows = [[*HEAD[:7], *HEAD[8:]], *[[*p[:7], *p[8:]] for p in rows]]
    table = read(Grid(sheet, [*titles, *body]))[0]
    assert table.values.get("field", [None])[0] == field


def test_the_agency_of_a_cover_sheet_counts_for_the_roster() -> None:
    cover: Rows = [["実績報告書"], ["研修実施機関番号", "04"], ["研修実施機関名", "みほん会"]]
    rows: Rows = [list(HEAD), *people()]
    assert serious(report(Grid("表紙", cover), Grid("名簿", rows))) == []
    rows[3][8] = "102507100003"
    found = report(Grid("表紙", cover), Grid("名簿", rows))
    assert serious(found) == [("I4", "number-agency-mismatch")]
    cover[1][1] = "11"
    assert [r for _, r in serious(report(Grid("表紙", cover), Grid("名簿", rows)))] == [
        "fact-doubted"
    ]


def test_a_title_that_the_numbers_contradict_is_one_question() -> None:
    body: Rows = [[*HEAD[:7], *HEAD[8:]], *[[*p[:7], *p[8:]] for p in people(2)]]
    found = report([["乳児保育　修了者名簿"], *body])
    assert serious(found) == [("A1", "fact-doubted")]


# ---------------------------------------------------------------- what a person sees


def test_hidden_rows_are_checked_told_and_left_alone() -> None:
    rows: Rows = [list(HEAD), *people()]
    rows[3][8] = "10250410000X"
    grid = Grid("名簿", rows, hidden_rows=frozenset((4,)), hidden_columns=frozenset((2,)))
    found = report(grid)
    assert serious(found) == [("I4", "number-characters")]
    assert {"rows-hidden", "column-hidden"} <= {f.rule for f in found.findings}
    assert [read(grid)[0].acted_on(i) for i in range(3)] == [True, True, False]


def test_a_struck_row_is_asked_about_and_not_judged() -> None:
    rows: Rows = [list(HEAD), *people()]
    rows[2][8] = ""
    struck = {(3, c): "" for c in range(1, 11)} | {(5, 2): "田　環"}
    found = report(Grid("名簿", rows, struck=struck))
    assert set(serious(found)) == {("B3", "row-struck"), ("B5", "cell-struck")}


def test_words_of_a_number_format_are_read() -> None:
    rows: Rows = [list(HEAD), *[[12345 + n, *p[1:]] for n, p in enumerate(people())]]
    shown = {(n + 2, 1): f"群馬県-{12345 + n:06}" for n in range(6)}
    assert serious(report(Grid("名簿", rows, shown=shown))) == []


def test_prepared_numbers_without_a_person_are_told_once() -> None:
    prepared: Rows = [
        ["", "", "", "　年　月　日", "", "", "", "乳児保育", f"10250410001{n}", ""]
        for n in range(3)
    ]
    found = report([list(HEAD), *people(), *prepared])
    assert serious(found) == [] and found.tables[0].rows == 6
    assert [f.rule for f in found.findings] == ["rows-prepared"]


def test_only_rows_in_doubt_are_asked_one_by_one() -> None:
    """A heading, 合計, 見本 and a count of the columns in a long table are no records; no other row is looked at."""
    head = ("氏名", "登録番号", "分野", "番号", "修了年月日", "備考")
    rows: list[list[Value]] = [
        [f"架空　{n}子", f"群馬県-{n:06}", "乳児保育", f"1025021{n:05}", dt.date(2025, 10, 5), "済"]
        for n in range(100)
    ]
    odd: dict[int, list[Value]] = {
        20: [*head],
        40: ["合計", "100名", "乳児保育", "100", dt.date(2025, 10, 5), "済"],
        60: [1.0, 2.0, 3.0, 4.0, 5.0, 6.0],
        80: ["見本", *rows[80][1:]],
    }
    for n, cells in odd.items():
        rows[n] = cells
    grid, body = Grid("名簿", rows), range(1, 101)
    checked = Checked(
        (1, 2, 3, 4, 5), frozenset((1, 2)), ((4, "certificate_number"),), frozenset(head), 6,
        different_cells(grid, body, 6),
    )  # fmt: skip
    assert set(in_doubt(grid, body, checked, {"", None})) == set(odd)
    assert record_rows(grid, body, checked, {}, ()) == [n + 1 for n in range(100) if n not in odd]
    assert record_rows(grid, body, checked, {(1, 9): (1, 9)}, ()) == record_rows(
        grid, body, checked, {}, ()
    )  # merges: every row is asked
