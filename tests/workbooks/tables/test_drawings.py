"""Rosters as other offices draw them: what the reader found out, and what it must not make up."""

from __future__ import annotations

import pytest
from persons import HEAD, people, read, report, serious

from validators.guideline import mentions
from workbooks.grid import Grid, Merge, Value
from workbooks.tables.evidence import TESTS
from workbooks.tables.words import latin

Rows = list[list[Value]]


def _history(person: list[Value], second: list[Value]) -> Grid:
    """One person above the list of what was completed."""
    rows: Rows = [["研修履歴票"]]
    rows += [[HEAD[n], person[n]] for n in range(7)]
    rows += [[], ["研修分野", "修了証番号", "修了年月日"], person[7:], second[7:]]
    return Grid(str(person[1]), rows)


def _book(*grids: Grid) -> list[tuple[str, str]]:
    return serious(report(*grids))


def test_a_person_above_a_list_of_completions_is_the_person_of_each() -> None:
    first, second = people(), people(7, "マネジメント")
    grid = _history(first[0], second[0])
    assert serious(report(grid)) == []
    (table,) = read(grid)
    assert table.values["name"] == [first[0][1]] * 2
    assert table.cell(1, "name") == "B3" and table.cell(1, "certificate_number") == "B12"


def test_a_fault_of_the_person_above_is_told_where_it_stands() -> None:
    grid = _history(people()[0], people(7, "マネジメント")[0])
    grid.rows[4][1] = "平成元年13月3日"
    assert {cell for cell, _ in serious(report(grid))} == {"B5"}


@pytest.mark.parametrize(
    "labels",
    [
        ("県コード", "年", "指定番号", "連番"),
        ("イ", "ロ", "ハ", "ニ"),
        ("県", "YY", "機関", "個人"),
    ],
)
def test_a_number_in_four_cells_whatever_their_labels(labels: tuple[str, ...]) -> None:
    rows: Rows = [
        [*HEAD[:8], "修了証番号", "", "", "", "修了年月日"],
        [*[""] * 8, *labels, ""],
    ]
    for p in people():
        number = str(p[8])
        parts = [int(number[a:b]) for a, b in ((0, 2), (2, 4), (4, 7), (7, 12))]
        rows.append([*p[:8], *parts, p[9]])
    merges = [Merge(1, 9, 1, 12), Merge(1, 13, 2, 13), *(Merge(1, c, 2, c) for c in range(1, 9))]
    found = report(Grid("名簿", rows, merges=tuple(merges)))
    assert serious(found) == [] and sum(t.rows for t in found.tables) == 6


@pytest.mark.parametrize(
    ("label", "item"),
    [
        ("SHICHOSON_MEI", "municipality"),
        ("SHISETSU_MEI", "employer"),
        ("KENSHU_MEI", "field"),
        ("KIKAN_MEI", ""),
        ("SEI", "family_name"),
        ("MEI", "given_name"),
        ("First Name", "given_name"),
        ("LastName", "family_name"),
    ],
)
def test_mei_is_the_name_of_many_things(label: str, item: str) -> None:
    if item:
        assert latin(label) == item
    else:
        assert latin(label) != "family_name"


def test_running_numbers_are_no_prefectures() -> None:
    assert TESTS["registration_prefecture"](13) == 0.0
    assert TESTS["registration_prefecture"]("13") == 0.0
    assert TESTS["registration_prefecture"]("広島県") == 1.0


def test_a_file_without_headings_keeps_its_running_number_out_of_the_registration() -> None:
    grid = Grid("名簿", [[n, *p] for n, p in enumerate(people(), 1)])
    (table,) = read(grid)
    assert table.columns["registration_number"] == "B"
    assert table.values["registration_number"] == [p[0] for p in people()]


@pytest.mark.parametrize(
    ("sheet", "number"),
    [("①乳児", 1), ("幼児", 2), ("食育研修", 4), ("実践", 8), ("乳児院名簿", 0), ("保護者会", 0)],
)
def test_a_sheet_name_of_one_short_word_is_a_field(sheet: str, number: int) -> None:
    named = mentions.alone(sheet)
    assert (named.number if named else 0) == number


def _without(item: int) -> Rows:
    return [[v for n, v in enumerate(row) if n != item] for row in [list(HEAD), *people()]]


@pytest.mark.parametrize(
    ("item", "label", "value"),
    [(7, "研修種別", "乳児保育"), (9, "修了年月日", "令和7年6月20日")],
)
def test_what_a_cover_sheet_states_counts_for_the_rows(item: int, label: str, value: str) -> None:
    cover = Grid("表紙", [["実績報告書"], [label, value]])
    assert _book(cover, Grid("名簿", _without(item))) == []
    assert [rule for _, rule in _book(Grid("名簿", _without(item)))] == ["column-missing"]


def test_a_list_of_several_fields_on_another_sheet_states_none() -> None:
    counts = Grid("集計", [["研修種別", "乳児保育", "幼児教育"], ["修了者数", 6, 0]])
    assert [rule for _, rule in _book(counts, Grid("名簿", _without(7)))] == ["column-missing"]


def test_an_attendance_sheet_of_names_and_days_is_read() -> None:
    """Who was absent on a day and stands on the roster is asked about; the sheet is named, not checked."""
    rows: Rows = [["No", "氏名", "1日目", "2日目", "3日目"]]
    rows += [[n, p[1], "○", "○", "○"] for n, p in enumerate(people(), 1)]
    rows[5][3] = "×"
    roster = Grid("修了者", [list(HEAD), *people()])
    found = report(roster, Grid("出欠", rows))
    assert serious(found) == [("B6", "attendance-absent")]
    assert [(t.sheet, t.checked) for t in found.tables] == [("修了者", True), ("出欠", False)]
