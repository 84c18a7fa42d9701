"""What stands beside a roster: counts in titles and 集計, sheets of other kinds, 進捗率, and parts of a value."""

from __future__ import annotations

import pytest
from persons import HEAD, people, read, report, serious

from workbooks.grid import Grid, Value

Rows = list[list[Value]]


def titled(*lines: str, count: int = 6) -> Grid:
    return Grid("名簿", [*([line] for line in lines), list(HEAD), *people(count=count)])


@pytest.mark.parametrize(
    "title", ["修了者6名", "令和7年度 修了者数：6人", "修了者　計６名（乳児保育）"]
)
def test_a_count_in_the_title_that_fits(title: str) -> None:
    assert serious(report(titled(title))) == []


def test_a_count_in_the_title_that_does_not_fit_is_asked_about() -> None:
    made = report(titled("研修修了者名簿", "修了者24名"))
    assert serious(made) == [("A2", "count-differs")]
    told = next(f for f in made.findings if f.rule == "count-differs")
    assert "24 人" in told.message and "6 件" in told.message


def test_a_summary_is_compared() -> None:
    sheet = titled("名簿")
    for count, expected in ((6, []), (7, [("A2", "count-differs")])):
        summary = Grid("集計", [["研修分野", "修了者数"], ["乳児保育", count], ["計", count]])
        made = report(sheet, summary)
        assert serious(made) == expected
        assert [(t.kind, t.checked) for t in made.tables] == [("roster", True)]


def test_small_sheets_are_named() -> None:
    lecturers = Grid("講師一覧", [["講師氏名", "所属"], ["見本　師", "みほん大学"]])
    notes = Grid("記入要領", [["記入要領"], ["修了証番号は12桁で記入してください。"]])
    kinds = [t.kind for t in report(titled("名簿"), lecturers, notes).tables]
    assert kinds == ["roster", "lecturers"]


@pytest.mark.parametrize("value", ["62%", 62, 0.62, "99.5%"])
def test_a_person_on_the_way_is_asked_about(value: Value) -> None:
    rows: Rows = [["受講者ID", *HEAD, "進捗率"], *(["u1", *p, "100%"] for p in people())]
    assert serious(report(rows)) == []
    rows[3][-1] = value
    made = report(rows)
    assert serious(made) == [("L4", "progress-incomplete")]
    assert not [u for u in made.unchecked if "進捗率" in u.what]


# ---------------------------------------------------------------- parts of a value

SPLIT = ["姓", "名", "生年月日", "都道府県", "市区町村", "町名番地"]
REST = ["施設名", "勤務先市区町村", "研修分野", "修了証番号", "修了年月日"]


def in_parts() -> Rows:
    rows: Rows = [["保育士登録番号", *SPLIT, *REST]]
    for p in people():
        family, given = str(p[1]).split("　")
        rows.append([p[0], family, given, p[3], "群馬県", p[6], "大手町1-1", p[5], *p[6:]])
    return rows


def test_values_in_parts_are_clean() -> None:
    assert serious(report(in_parts())) == []
    assert {"family_name", "given_name", "address"} <= read(in_parts())[0].columns.keys()


@pytest.mark.parametrize(
    ("heading", "cell"), [("姓", "B"), ("名", "C"), ("市区町村", "F"), ("町名番地", "G")]
)
def test_a_blank_part_is_asked_about(heading: str, cell: str) -> None:
    rows = in_parts()
    at = rows[0].index(heading)
    rows[2][at] = ""
    assert serious(report(rows)) == [(f"{cell}3", "part-missing")]
    for row in rows[1:]:
        row[at] = ""
    assert serious(report(rows)) == [(f"{cell}1", "part-missing")]


@pytest.mark.parametrize("how", ["drop", "empty"])
@pytest.mark.parametrize("heading", ["保育士登録番号", *SPLIT[:3], *SPLIT[4:], *REST])
def test_no_report_is_greener_for_a_column_less(heading: str, how: str) -> None:
    rows = in_parts()
    at = rows[0].index(heading)
    if how == "drop":
        rows = [[v for i, v in enumerate(row) if i != at] for row in rows]
    else:
        rows = [rows[0], *([*row[:at], "", *row[at + 1 :]] for row in rows[1:])]
    whole, made = report(in_parts()), report(rows)
    known = {u.what for u in whole.unchecked}
    new = [u for u in made.unchecked if u.what not in known and not u.aside]
    assert serious(made) or new
