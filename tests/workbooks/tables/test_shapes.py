"""Tables drawn in other ways than one row a record: the same persons, the same findings."""

from __future__ import annotations

import pytest
from persons import HEAD, D, people, read, report, serious

from workbooks.grid import Grid, Merge, Value

Rows = list[list[Value]]


def _paired() -> Grid:
    """Every person merged over two rows."""
    rows: Rows = [list(HEAD)]
    merges = []
    for n, person in enumerate(people()):
        rows += [list(person), []]
        merges += [Merge(2 + 2 * n, c, 3 + 2 * n, c) for c in range(1, 11)]
    return Grid("名簿", rows, merges=tuple(merges))


def _stacked(merged: bool) -> Grid:
    """フリガナ above 氏名 and 施設 above 市町村, with or without merged cells beside them."""
    rows: Rows = [
        ["登録番号", "フリガナ", "生年月日", "住所", "勤務先", "分野", "修了証番号", "修了年月日"],
        ["", "氏名", "", "", "市町村名", "", "", ""],
    ]
    merges = [Merge(1, c, 2, c) for c in (1, 3, 4, 6, 7, 8)]
    for n, p in enumerate(people()):
        rows.append([p[0], p[2], p[3], p[4], p[5], p[7], p[8], p[9]])
        rows.append(["", p[1], "", "", p[6], "", "", ""])
        merges += [Merge(3 + 2 * n, c, 4 + 2 * n, c) for c in (1, 3, 4, 6, 7, 8)]
    return Grid("名簿", rows, merges=tuple(merges if merged else merges[:6]))


def _one_stacked() -> Grid:
    """フリガナ above 氏名 alone, nothing merged."""
    rows: Rows = [[h for h in HEAD if h != "氏名"], ["", "氏名"]]
    for p in people():
        rows += [[p[0], *p[2:]], ["", p[1]]]
    return Grid("名簿", rows)


def _digits() -> Grid:
    """One digit of the number in each cell below one merged heading."""
    head: list[Value] = [*HEAD[:8], "修了証番号", *[""] * 11, "修了年月日"]
    rows: Rows = [head]
    for p in people():
        rows.append([*p[:8], *str(p[8]), p[9]])
    return Grid("名簿", rows, merges=(Merge(1, 9, 1, 20),))


def _groups() -> Grid:
    """Number in four cells with dashes between them."""
    rows: Rows = [[*HEAD[:8], "修了証番号", *[""] * 6, "修了年月日"]]
    for p in people():
        n = str(p[8])
        rows.append([*p[:8], n[:2], "-", n[2:4], "-", n[4:7], "-", n[7:], p[9]])
    return Grid("名簿", rows, merges=(Merge(1, 9, 1, 15),))


def _sections() -> Grid:
    """Field and date stand in rows between the persons."""
    head: list[Value] = [*HEAD[:7], HEAD[8]]
    rows: Rows = [head, ["■乳児保育（修了日：2025年6月20日）"]]
    rows += [[*p[:7], p[8]] for p in people(count=3)]
    rows.append(["■幼児教育（修了日：2025年8月20日）"])
    rows += [[*p[:7], p[8]] for p in people(2, "幼児教育")[3:]]
    return Grid("名簿", rows)


def _marks() -> Grid:
    """○ under short names of the fields."""
    short = ["乳児", "幼児", "障害児", "食育", "保健", "保護者", "マネジメント", "実践"]
    rows: Rows = [[*HEAD[:7], *short, *HEAD[8:]]]
    rows += [[*p[:7], "○", *[""] * 7, *p[8:]] for p in people()]
    return Grid("名簿", rows)


def _lines() -> Grid:
    """Two completions of one person in one cell, line by line."""
    rows: Rows = [list(HEAD)]
    second = people(7, "マネジメント")
    for p, q in zip(people(count=3), second, strict=False):
        both = [f"{p[7]}\n{q[7]}", f"{p[8]}\n{q[8]}", "2025/8/20\n2025/12/10"]
        rows.append([*p[:7], *both])
    return Grid("名簿", rows)


def _columns() -> Grid:
    """Every person in a column."""
    rows: Rows = [[HEAD[n], *(p[n] for p in people())] for n in range(10)]
    return Grid("名簿", rows)


def _cards(beside: bool) -> Grid:
    """A card a person, below or beside each other."""
    cards: list[Rows] = []
    for p in people():
        cards.append([[HEAD[n], p[n], "", HEAD[n + 5], p[n + 5]] for n in range(5)])
    if not beside:
        return Grid("カード", [["研修修了者カード"], *(row for c in cards for row in [*c, []])])
    rows: Rows = []
    for left, right in zip(cards[::2], cards[1::2], strict=True):
        rows += [[*a, "", *b] for a, b in zip(left, right, strict=True)]
        rows.append([])
    return Grid("カード", rows)


def _together() -> Grid:
    """Several items in one cell, under one heading."""
    rows: Rows = [
        [
            HEAD[0],
            "氏名・フリガナ・生年月日・住所",
            "勤務先施設の名称・所在市町村名",
            "分野／修了証番号",
            HEAD[9],
        ]
    ]
    for p in people():
        day = p[3]
        assert isinstance(day, D)
        who = f"{p[1]}\n{p[2]}\n{day:%Y/%m/%d}\n{p[4]}"
        rows.append([p[0], who, f"{p[5]}\n{p[6]}", f"{p[7]}　第{p[8]}号", p[9]])
    return Grid("名簿", rows)


def _under_fields() -> Grid:
    """Number and day in one cell under each field."""
    fields = ["乳児保育", "幼児教育", "マネジメント"]
    rows: Rows = [[*HEAD[:7], *fields]]
    rows += [[*p[:7], f"{p[8]}\nR7.8.20", "", ""] for p in people()]
    return Grid("名簿", rows)


def _broken() -> Grid:
    """Words broken over two heading rows: 氏 over 名."""
    above = ["保育士", "氏", "フリ", "生年", "住", "勤務先", "所在", "修了した", "修了証", "修了"]
    below = [
        "登録番号",
        "名",
        "ガナ",
        "月日",
        "所",
        "施設名",
        "市町村名",
        "研修分野",
        "番号",
        "年月日",
    ]
    return Grid("名簿", [above, below, *people()])


def _two_rows() -> Grid:
    """Every person two rows high without a merged cell, some headings in the lower row alone."""
    rows: Rows = [
        ["No.", "氏名", "フリガナ", "修了した研修分野", "修了証番号", "", ""],
        ["", "保育士登録番号", "生年月日", "勤務先施設名", "修了年月日", "住所", "市町村名"],
    ]
    for n, p in enumerate(people(), 1):
        rows.append([n, p[1], p[2], p[7], p[8], "", ""])
        rows.append(["", p[0], p[3], p[5], p[9], p[4], p[6]])
    return Grid("名簿", rows)


def _home() -> Grid:
    """郵便番号, 市区町村 and the rest of the address beside each other: the city is the home's."""
    head: list[Value] = [*HEAD[:4], "郵便番号", "市区町村", "住所", *HEAD[5:]]
    rows: Rows = [head]
    rows += [[*p[:4], "371-0001", "安中市", "安中1-2", *p[5:]] for p in people()]
    return Grid("名簿", rows)


def _colon_cards() -> Grid:
    """Label and value in one cell."""
    rows: Rows = []
    for p in people():
        rows += [[f"{HEAD[n]}：{'R7.8.20' if n == 9 else p[n]}"] for n in range(10) if n != 3]
        rows += [["生年月日：S63.4.12"], []]
    return Grid("カード", rows)


SHAPES = {
    "merged in pairs": _paired(),
    "stacked and merged": _stacked(True),
    "stacked": _stacked(False),
    "one item stacked, not merged": _one_stacked(),
    "one digit a cell": _digits(),
    "number over seven cells": _groups(),
    "section rows": _sections(),
    "marks under short names": _marks(),
    "lines in a cell": _lines(),
    "people in columns": _columns(),
    "cards below": _cards(False),
    "cards beside": _cards(True),
    "several items in a cell": _together(),
    "number and day under a field": _under_fields(),
    "words over two rows": _broken(),
    "two rows without merges": _two_rows(),
    "home in parts": _home(),
    "label and value in a cell": _colon_cards(),
}
ASKED = {"lines in a cell": ["cell-lines"]}


@pytest.mark.parametrize("name", SHAPES)
def test_every_shape_gives_six_clean_records(name: str) -> None:
    found = report(SHAPES[name])
    assert [rule for _, rule in serious(found)] == ASKED.get(name, [])
    assert sum(t.rows for t in found.tables) == 6
    assert {t.missing for t in found.tables} == {()}


@pytest.mark.parametrize(
    ("name", "row", "column", "cell"),
    [
        ("merged in pairs", 4, 10, "J4"),
        ("stacked and merged", 5, 8, "H5"),
        ("one digit a cell", 3, 21, "U3"),
        ("section rows", 3, 8, "H3"),
        ("people in columns", 10, 3, "C10"),
        ("cards below", 6, 5, "E6"),
        ("cards beside", 5, 11, "K5"),
        ("two rows without merges", 6, 5, "E6"),
    ],
)
def test_a_fault_is_told_at_its_own_cell(name: str, row: int, column: int, cell: str) -> None:
    grid = SHAPES[name]
    rows = [list(cells) for cells in grid.rows]
    bad: Value = "10259X" if name == "section rows" else "2026-02-30"
    rows[row - 1][column - 1] = bad
    found = report(Grid(grid.sheet, rows, merges=grid.merges))
    assert cell in {c for c, _ in serious(found)}


def test_a_sheet_for_every_person() -> None:
    sheets = []
    for n, p in enumerate(people()):
        rows: Rows = [["修了者票"], *[[HEAD[i], p[i]] for i in range(10)]]
        sheets.append(Grid(f"{n + 1}人目", rows))
    found = report(*sheets)
    assert serious(found) == [] and [t.rows for t in found.tables] == [1] * 6


def test_lines_that_do_not_pair_are_one_error_and_nothing_else() -> None:
    rows: Rows = [list(HEAD), *people(count=2)]
    rows[1][7:] = ["乳児保育\nマネジメント", "102504100001", "2025/8/20\n2025/12/10"]
    assert serious(report(rows)) == [("I2", "cell-lines-differ"), ("I1", "cell-lines")]


def test_two_marks_for_one_number_are_asked_about_once() -> None:
    grid = _marks()
    rows = [list(cells) for cells in grid.rows]
    rows[1][8] = "○"
    found = report(Grid("名簿", rows))
    assert serious(found) == [("H2", "field-several")]


def test_a_date_without_era_reads_one_way_since_2017() -> None:
    rows: Rows = [list(HEAD), *[[*p[:9], "7.8.20"] for p in people()]]
    table = read(rows)[0]
    assert table.values["completed_on"] == [D(2025, 8, 20)] * 6
    assert {n.rule for _, _, n in table.noted} == {"date-era-inferred"}


def test_the_city_of_the_home_is_no_workplace() -> None:
    (table,) = read(SHAPES["home in parts"])
    assert set(table.values["municipality"]) == {p[6] for p in people()}
    assert set(table.values["address"]) == {"安中市安中1-2"}


def test_counts_below_a_roster_are_no_persons() -> None:
    rows: Rows = [list(HEAD), *people(), [], ["分野別"], ["乳児保育", "幼児教育"], [4, 2]]
    found = report(Grid("名簿", rows))
    assert serious(found) == [] and sum(t.rows for t in found.tables) == 6


def test_who_has_not_completed_lacks_no_number() -> None:
    rows: Rows = [[*HEAD, "判定"], *([*p, "修了"] for p in people())]
    rows[6][8:] = ["", "", "未修了"]
    assert serious(report(Grid("名簿", rows))) == [("K7", "progress-incomplete")]


def test_a_list_without_numbers_tells_who_has_not_finished() -> None:
    head: list[Value] = [h for h in HEAD if h != "修了証番号"]
    rows: Rows = [[*head, "進捗率"]]
    rows += [[*p[:8], p[9], "62%" if n == 3 else "100%"] for n, p in enumerate(people())]
    assert ("J5", "progress-incomplete") in serious(report(Grid("名簿", rows)))
