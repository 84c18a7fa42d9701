"""Which column is what: by its words, its cells and its neighbours; permuting and renaming change no finding."""

from __future__ import annotations

import os
from collections import Counter
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from persons import HEAD, ITEMS, D, book, people, read, report, serious

from validators.findings import Report
from validators.problems import Problem
from validators.profile import default
from workbooks.grid import Grid, Merge, Value
from workbooks.roster import check
from workbooks.tables.assign import assign
from workbooks.tables.given import given_columns
from workbooks.tables.headings import meaning
from workbooks.tables.words import hints

EXAMPLES = int(os.environ.get("CAREERUP_EXAMPLES", "12"))
Rows = list[list[Value]]

# Other headings for each item of Guideline 5(4)ア; none of them stands in ``HEAD``.
OTHERS: dict[str, tuple[str, ...]] = {
    "registration_number": ("保育士証登録番号", "資格登録番号", "保育士免許の番号", "TOROKU_NO"),
    "name": ("お名前（漢字）", "受講生氏名", "フルネーム", "参加者のお名前をご記入ください"),
    "kana": ("ふりがな", "氏名（カナ）", "お名前（フリガナ）"),
    "birth_date": ("生年月日（西暦）", "誕生日", "お生まれの年月日", "BirthDate"),
    "address": ("現住所", "ご自宅の住所", "お住まいの住所", "Home Address"),
    "employer": ("勤務園名", "現在の勤務先", "お勤めの施設名", "KINMUSAKI"),
    "municipality": ("所在市町", "園の所在市町村", "勤務先市町村", "City"),
    "field": ("受講コース", "講座名", "研修種別（8分野）", "course_name"),
    "certificate_number": ("認定番号", "修了証書番号", "証明書の番号", "Certificate ID"),
    "completed_on": (
        "研修を終えた日",
        "全課程を修め終わった年月日",
        "コース修了日",
        "修了年月日（最終日・会場）",
        "完了日",
        "completed_at",
    ),
}


@pytest.mark.parametrize(
    ("label", "item"),
    [(label, item) for item, labels in OTHERS.items() for label in labels],
)
def test_a_heading_in_other_words_is_the_same_column(label: str, item: str) -> None:
    head: list[Value] = [label if i == item else h for i, h in zip(ITEMS, HEAD, strict=True)]
    found = report([head, *people()])
    letters = dict(zip(ITEMS, "ABCDEFGHIJ", strict=True))
    assert {k: v for k, v in found.tables[0].columns.items() if k in letters} == letters
    assert serious(found) == []


@pytest.mark.parametrize(
    ("label", "expected"),
    [
        ("修了年月日（令和7年度）", "completed_on"),
        ("生年月日（年齢）", "birth_date"),
        ("修了証番号※確認", "certificate_number"),
        ("勤務先施設名（電話番号）", "employer"),
        ("施設名（フリガナ）", "aside"),
        ("勤務先施設の電話番号", "aside"),
        ("受講開始日", "aside"),
        ("SHURYO_YMD", "completed_on"),
        ("last_name", "family_name"),
        ("email", "aside"),
        ("修了証番号\n（" + "都道府県番号2桁、" * 12 + "）", "certificate_number"),
    ],
)
def test_what_stands_outside_the_brackets_decides(label: str, expected: str) -> None:
    assert meaning(label) == expected


def test_hints_leave_others_data_alone() -> None:
    assert hints("勤務先の電話番号") == {}
    assert "address" not in hints("勤務先の住所")
    assert hints("血液型") == {}


def test_the_best_assignment_is_not_the_first_from_the_left() -> None:
    scores = {1: {"a": 9.0, "b": 8.0}, 2: {"a": 8.5}, 3: {"c": 4.0}}
    assert assign(scores) == {1: "b", 2: "a"}


def test_a_home_address_in_parts_is_joined_and_its_city_is_not_the_workplaces() -> None:
    head: list[Value] = [
        *("姓", "名", "生年月日", "郵便番号", "都道府県", "市区町村", "町名番地"),
        *("保育士登録都道府県", "保育士登録番号", "勤務先", "勤務先市区町村"),
        *("講座名", "修了証番号", "修了日"),
    ]
    rows: Rows = [head]
    for p in people():
        family, given_name = str(p[1]).split("　")
        rows.append(
            [
                *(family, given_name, p[3], "371-0000", "群馬県", "渋川市", "石原1", "群馬県"),
                *(str(p[0])[-6:], p[5], p[6], p[7], p[8], p[9]),
            ]
        )
    table = read(rows)[0]
    assert table.columns["municipality"] == "K" and table.columns["address"] == "E"
    assert table.values["address"][0] == "群馬県渋川市石原1"
    assert table.values["registration_number"][0] == "群馬県-700000"
    assert serious(report(rows)) == []


def test_two_columns_of_one_fact_have_to_agree() -> None:
    head: list[Value] = [*HEAD[:8], "研修種別番号", *HEAD[8:]]
    rows: Rows = [head, *[[*p[:8], 1, *p[8:]] for p in people()]]
    rows[3][8] = 3
    assert serious(report(rows)) == [("I4", "facts-differ")]


@pytest.mark.parametrize(
    "label",
    [
        "勤務先所在地",
        "所属施設住所",
        "勤務先（所在地）",
        "所在地",
        "住所",
        "保育所所在地",
        "就業先の住所",
    ],
)
def test_the_place_of_work_is_read_from_its_address_where_that_is_certain(label: str) -> None:
    at = ITEMS.index("municipality")
    head: list[Value] = [
        label if i == "municipality" else h for i, h in zip(ITEMS, HEAD, strict=True)
    ]
    addresses = [
        "群馬県前橋市大手町1-1-1",
        "高崎市高松町35",
        "草津町大字草津28",
        "朝日町2-1",
        "本町3-1",
    ]
    rows = [[*row[:at], addresses[n % 5], *row[at + 1 :]] for n, row in enumerate(people(count=5))]
    found = report([head, *rows])
    letter = "ABCDEFGHIJ"[at]
    assert found.tables[0].columns["municipality"] == letter
    assert serious(found) == [
        (f"{letter}5", "municipality-unknown"),
        (f"{letter}6", "municipality-unknown"),
    ]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("certificate_number", "registration_number"),
        ("birth_date", "completed_on"),
        ("name", "kana"),
        ("employer", "municipality"),
        ("address", "employer"),
        ("field", "municipality"),
    ],
)
def test_swapped_headings_are_asked_about_once_and_read_by_their_cells(
    one: str, other: str
) -> None:
    left, right = sorted((ITEMS.index(one), ITEMS.index(other)))
    head: list[Value] = [*HEAD]
    head[left], head[right] = head[right], head[left]
    found = report([head, *people()])
    letters = dict(zip(ITEMS, "ABCDEFGHIJ", strict=True))
    assert {k: v for k, v in found.tables[0].columns.items() if k in letters} == letters
    assert serious(found) == [(f"{'ABCDEFGHIJ'[left]}1", "columns-swapped")]


@pytest.mark.parametrize("ring", ["BCD", "FGH", "BFG", "AIJ", "ABCDEFGHIJ"])
def test_turned_headings_are_asked_about_once_and_read_by_their_cells(ring: str) -> None:
    head: list[Value] = [*HEAD]
    for letter, after in zip(ring, ring[1:] + ring[0], strict=True):
        head["ABCDEFGHIJ".index(letter)] = HEAD["ABCDEFGHIJ".index(after)]
    found = report([head, *people()])
    letters = dict(zip(ITEMS, "ABCDEFGHIJ", strict=True))
    assert {k: v for k, v in found.tables[0].columns.items() if k in letters} == letters
    assert serious(found) == [(f"{ring[0]}1", "columns-turned")]


def test_a_date_under_a_group_label_alone_is_asked_about_at_its_heading() -> None:
    top: list[Value] = ["", "", "", "", "", "", "", "", "修了証", ""]
    low: list[Value] = [*HEAD[:8], "番号", "年月日"]
    merges = (Merge(1, 9, 1, 10), *(Merge(1, c, 2, c) for c in range(1, 9)))
    rows: Rows = [[*HEAD[:8], "修了証", ""], ["", "", "", "", "", "", "", "", *low[8:]], *people()]
    assert top and serious(report(Grid("名簿", rows, merges=merges))) == [("J2", "column-unsure")]


def test_an_export_without_headings_is_read_by_its_cells() -> None:
    found = report(people())
    assert [t.rows for t in found.tables] == [6]
    assert serious(found) == [("J1", "column-unsure")]


def test_columns_named_by_a_person() -> None:
    rows: Rows = [[*HEAD[:7], "しるし", "いつ", HEAD[8]]]
    rows += [[*p[:8], p[9], p[8]] for p in people()]
    named = given_columns("H=研修分野、いつ＝修了年月日")
    tables = check.read_rosters([replace(book(rows), columns=named)], default())
    assert tables[0].columns["field"] == "H" and tables[0].columns["completed_on"] == "I"
    for wrong in ("H", "H=ほげ", "=研修分野"):
        with pytest.raises(Problem):
            given_columns(wrong)


# ---------------------------------------------------------------- properties


def _faulty() -> Rows:
    rows = people()
    rows[1][8] = "102504300002"  # another field's number
    rows[2][3] = ""
    rows[3][9] = "2026-02-30"
    rows[4][6] = "前橋しし"
    return rows


def _told(found: Report) -> Counter[tuple[str, str]]:
    return Counter((f.rule, f.row_name) for f in found.findings if f.severity != "info")


BASE = _told(report([list(HEAD), *_faulty()]))


@settings(max_examples=EXAMPLES, deadline=None)
@given(st.permutations(range(10)), st.data())
def test_order_names_titles_and_asides_change_no_finding(
    order: list[int], data: st.DataObject
) -> None:
    head: list[Value] = []
    for n in order:
        head.append(data.draw(st.sampled_from((HEAD[n], *OTHERS[ITEMS[n]]))))
    body: Rows = [[row[n] for n in order] for row in _faulty()]
    at = data.draw(st.integers(0, 10))
    aside = data.draw(st.sampled_from(("メールアドレス", "受講番号", "年齢")))
    table: Rows = [[*head[:at], aside, *head[at:]]]
    table += [[*row[:at], "x", *row[at:]] for row in body]
    titles: Rows = [["研修修了者名簿"], []][: data.draw(st.integers(0, 2))]
    assert _told(report([*titles, *table])) == BASE


@settings(max_examples=EXAMPLES, deadline=None)
@given(
    st.integers(1, 30),
    st.sampled_from(("　年　月　日", "S・H　．　．", "令和　年　月　日", "", "-")),
)
def test_prepared_rows_change_no_finding(count: int, frame: str) -> None:
    prepared: Rows = [
        [n, "", "", "", frame, "", "", "", "乳児保育", "", frame] for n in range(7, 7 + count)
    ]
    rows: Rows = [["No.", *HEAD], *[[n + 1, *p] for n, p in enumerate(_faulty())], *prepared]
    found = report(rows)
    assert _told(found) == BASE and found.tables[0].rows == 6


def test_pairs_of_rows_merged_change_no_finding() -> None:
    rows: Rows = [list(HEAD)]
    merges = []
    for n, p in enumerate(_faulty()):
        rows += [p, []]
        merges += [Merge(2 + 2 * n, c, 3 + 2 * n, c) for c in range(1, 11)]
    assert _told(report(Grid("名簿", rows, merges=tuple(merges)))) == BASE


@pytest.mark.parametrize("item", [i for i in ITEMS if i != "kana"])
@pytest.mark.parametrize("how", ["drop", "rename", "empty"])
def test_no_column_lost_makes_a_report_greener(item: str, how: str) -> None:
    whole = report([list(HEAD), *people()])
    n = ITEMS.index(item)
    rows: Rows = [list(HEAD), *people()]
    if how == "drop":
        rows = [[*row[:n], *row[n + 1 :]] for row in rows]
    elif how == "rename":
        rows[0][n] = "項目あ"
    else:
        rows[1:] = [[*row[:n], "", *row[n + 1 :]] for row in rows[1:]]
    found = report(rows)
    inferred = {f.cell for f in found.findings if f.rule == "column-inferred"}
    lost = bool(serious(found)) or len(found.unchecked) > len(whole.unchecked)
    assert lost or inferred == {f"{'ABCDEFGHIJ'[n]}1"}
    assert D(2025, 8, 20) in people()[0]
