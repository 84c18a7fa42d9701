"""Kinds of rosters as bodies send them (実際に届く書き方): six persons in each, and nothing false is said of them."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from persons import HEAD, TODAY, D, people, read, report, serious

from validators.profile import default
from workbooks.grid import Grid, Merge, Value
from workbooks.roster.check import check_rosters

Rows = list[list[Value]]


def _headed(*labels: str) -> Rows:
    """The six persons under other headings."""
    return [list(labels), *people()]


def _changed(item: str, write: Callable[[Value, int], Value]) -> Rows:
    """The six persons with one column written otherwise."""
    at = HEAD.index(item)
    rows = people()
    for i, row in enumerate(rows):
        row[at] = write(row[at], i)
    return [list(HEAD), *rows]


def _beside(*columns: tuple[str, Value]) -> Rows:
    """The six persons with columns of other things between theirs."""
    rows = [list(HEAD), *people()]
    for n, (label, value) in enumerate(columns):
        for i, row in enumerate(rows):
            row.insert(2 * n, label if i == 0 else value)
    return rows


def _in_parts() -> Rows:
    """氏名, フリガナ, 登録番号 and 住所 over several columns."""
    head = [
        "登録都道府県",
        "登録番号",
        "氏名（姓）",
        "氏名（名）",
        "フリガナ（姓）",
        "フリガナ（名）",
        "生年月日",
    ]
    head += ["郵便番号", "住所（都道府県）", "住所（市区町村）", "住所（町名番地）", *HEAD[5:]]
    rows: Rows = [list(head)]
    for p in people():
        reg, name, kana, home = (str(p[n]) for n in (0, 1, 2, 4))
        town = str(p[6])
        street = home.removeprefix("群馬県").removeprefix(town)
        parts = [*reg.split("-"), *name.split("　"), *kana.split(), p[3], "370-0000", "群馬県"]
        rows.append([*parts, town, street, *p[5:]])
    return rows


def _once() -> Rows:
    """A person written once above what he or she completed, blank below, not merged."""
    rows: Rows = [list(HEAD)]
    for first, second in zip(people(count=3), people(7, "マネジメント", 3), strict=True):
        rows += [first, [""] * 7 + second[7:]]
    return rows


def _on_one_line(between: str) -> Rows:
    """Two completions in one cell, on one line."""
    rows: Rows = [list(HEAD)]
    for p, q in zip(people(count=3), people(7, "マネジメント"), strict=False):
        rows.append([*p[:7], f"{p[7]}{between}{q[7]}", f"{p[8]}{between}{q[8]}"])
        rows[-1].append(f"2025/8/20{between}2025/12/10")
    return rows


def _facts(line: str) -> Rows:
    """Field and day stand in one line above."""
    rows: Rows = [[line], [], [*HEAD[:7], HEAD[8]]]
    return rows + [[*p[:7], p[8]] for p in people()]


def _history() -> Rows:
    """Each person's labels and values above the list of what he or she completed, all on one sheet."""
    rows: Rows = []
    for p in people():
        rows += [["氏名", p[1], "生年月日", p[3]], ["保育士登録番号", p[0], "住所", p[4]]]
        rows += [["勤務先", p[5], "市町村名", p[6]], [*HEAD[7:], "実施機関"], [*p[7:], ""], []]
    return rows


def _instructed() -> Rows:
    """A row that numbers the columns, one that says how to fill them, an example, a frame and totals."""
    says: Rows = [[f"({n})" for n in range(1, 11)]]
    says.append(
        [
            "例）○○県-012345",
            "姓と名の間に空白",
            "全角",
            "西暦",
            "都道府県から",
            "正式名称",
            "",
            "選択",
            "半角12桁",
            "西暦",
        ]
    )
    rows = people()
    after: Rows = [["", "", "", "", "", "", "", "乳児保育　計", 6]]
    after += [["群馬県-", "", "", "　年　月　日", "", "", "", "乳児保育", "", "　年　月　日"]] * 3
    after.append(["発行責任者", "研修　太郎", "", D(2026, 3, 31), "電話"])
    return [list(HEAD), *says, ["例示", *rows[0][1:]], *rows, *after]


def _card_labels() -> Grid:
    """A card a person, under labels that no list of ours holds as a whole, values two cells to the right."""
    labels = [
        "登録番号（保育士）",
        "なまえ",
        "よみがな",
        "お生まれ",
        "ご自宅",
        "在籍園",
        "自治体名",
        "研修の種類",
    ]
    labels += ["認定番号", "全課程修了日"]
    rows: Rows = []
    for p in people():
        rows += [
            ["受講者カード"],
            *[[label, "", v] for label, v in zip(labels, p, strict=True)],
            [],
        ]
    return Grid("カード", rows)


def _digits() -> Grid:
    """One digit a cell below a heading that says little."""
    rows: Rows = [[*HEAD[:8], "認定番号", *[""] * 11, "修了年月日"]]
    for p in people():
        rows.append([*p[:8], *(int(d) for d in str(p[8])), p[9]])
    return Grid("名簿", rows, merges=(Merge(1, 9, 1, 20),))


_SERIAL = D(1899, 12, 30)
KINDS: dict[str, Grid | Rows] = {
    "headings of everyday speech": _headed(
        "保育士証の登録番号",
        "なまえ",
        "おなまえ(カナ)",
        "お生まれ",
        "ご自宅",
        "在籍園",
        "所在自治体",
        "研修の種類",
        "認定番号",
        "全課程修了日",
    ),
    "headings nobody knows": _headed(
        "資格登録",
        "対象の方",
        "ヨミ",
        "生まれた日",
        "お届けの所",
        "園名",
        "どこの市町",
        "領域",
        "ナンバー",
        "終えた日",
    ),
    "headings in Latin letters": _headed(
        "LicenseNo",
        "Full Name",
        "Name Kana",
        "Date of Birth",
        "Home Address",
        "Organization",
        "Organization City",
        "Course",
        "Certificate Number",
        "Completion Date",
    ),
    "fields in brackets": _changed(
        "修了した研修分野", lambda v, i: f"【{v}】" if i % 2 else f"①《{v}》"
    ),
    "as above": _changed("修了した研修分野", lambda v, i: "上記同" if i else v),
    "day numbers as text": _changed(
        "修了年月日", lambda v, i: str((D(2025, 8, 20) - _SERIAL).days)
    ),
    "six digits under 修了年月日": _changed("修了年月日", lambda v, i: "070820"),
    "registered in brackets": _changed(
        "保育士登録番号", lambda v, i: str(v).replace("-", "（") + "）"
    ),
    "no teacher": _changed("保育士登録番号", lambda v, i: v if i else "保育士資格なし"),
    "out of work": _changed("勤務先の市町村名", lambda v, i: "なし")[:1]
    + [[*p[:5], "離職中", "なし", *p[7:]] for p in people()],
    "other columns between": _beside(
        ("連絡先", "090-0000-0000"),
        ("採用年月日", D(2005, 4, 1)),
        ("判定", "修了"),
        ("郵便番号", "370-0000"),
    ),
    "in parts": _in_parts(),
    "a person once": _once(),
    "several on a line": _on_one_line("、"),
    "several between strokes": _on_one_line(" / "),
    "facts on one line": _facts(
        "実施機関：04 みほん会　／　分野：1 乳児保育　／　修了日：令和7年8月20日"
    ),
    "facts in a title": _facts("みほん会　キャリアアップ研修（乳児保育）　令和7年8月20日修了"),
    "field in the title, a body named after another beside it": _facts(
        "乳児保育 修了者名簿（令和7年8月20日修了）　機関名：学校法人幼児教育学院（番号 04）"
    ),
    "field in the title, the body on the line above it": _facts(
        "機関名：学校法人幼児教育学院（番号 04）\n乳児保育 修了者名簿（令和7年8月20日修了）"
    ),
    "person above, many on a sheet": _history(),
    "instructions and totals": _instructed(),
    "cards under other labels": _card_labels(),
    "one digit a cell": _digits(),
}
ASKED = {
    "a person once": ["person-filled-down"],
    "several on a line": ["cell-lines"],
    "several between strokes": ["cell-lines"],
}  # fmt: skip


@pytest.mark.parametrize("kind", KINDS)
def test_nothing_false_is_said_of_six_clean_records(kind: str) -> None:
    found = report(KINDS[kind])
    assert [rule for _, rule in serious(found)] == ASKED.get(kind, [])
    assert sum(t.rows for t in found.tables) == 6
    assert {t.missing for t in found.tables if t.checked} == {()}


@pytest.mark.parametrize(
    ("kind", "row", "column", "value", "finding"),
    [
        ("headings nobody knows", 3, 2, "", ("B3", "name-missing")),
        ("headings nobody knows", 3, 5, "", ("E3", "address-missing")),
        ("in parts", 4, 15, "10259X", ("O4", "number-characters")),
        ("a person once", 3, 9, "102504100009", ("I3", "number-field")),
        ("several on a line", 2, 8, "乳児保育、幼児教育", ("I2", "number-field")),
        ("person above, many on a sheet", 5, 3, "2026-02-30", ("C5", "date-nonexistent")),
        ("person above, many on a sheet", 2, 4, "", ("D2", "address-missing")),
        ("cards under other labels", 5, 3, "2026-02-30", ("C5", "date-nonexistent")),
        ("other columns between", 3, 5, "未修了", ("E3", "progress-incomplete")),
        ("one digit a cell", 2, 15, 3, ("I2", "number-field")),
    ],
)  # fmt: skip
def test_a_fault_is_told_in_its_cell(
    kind: str, row: int, column: int, value: Value, finding: tuple[str, str]
) -> None:
    grid = KINDS[kind]
    rows = [list(cells) for cells in (grid.rows if isinstance(grid, Grid) else grid)]
    rows[row - 1][column - 1] = value
    merges = grid.merges if isinstance(grid, Grid) else ()
    assert finding in serious(report(Grid("名簿", rows, merges=merges)))


@pytest.mark.parametrize(
    ("row", "column", "value", "candidate"),
    [
        (3, 8, "10250410000X3", "102504100003"),  # between its neighbours
        (6, 8, "1025041000066", "102504100006"),  # at the end of the series
        (1, 8, "1025041001", "102504100001"),  # at its beginning
        (3, 8, "102504000003", "102504100003"),
        (3, 9, "2025-08-32", "2025-08-20（令和7年8月20日）"),
        (3, 9, "R7.18.20", "2025-08-20（令和7年8月20日）"),
        (3, 9, "2026-02-30", ""),  # no slip of the others' day
    ],
)
def test_the_rows_around_give_a_candidate(
    row: int, column: int, value: str, candidate: str
) -> None:
    rows: Rows = [list(HEAD), *people()]
    rows[row][column] = value
    found = [f.suggestion for f in report(rows).findings if f.severity == "error"]
    assert found == [candidate]


def test_examples_are_of_the_rosters_own_prefecture() -> None:
    rows: Rows = [list(HEAD), *people()]
    rows[1][0] = "山"
    for row in rows[1:]:
        row[8] = "20" + str(row[8])[2:]
    told = check_rosters(read(rows), default(), TODAY)
    assert ["長野県-012345" in f.message for f in told.findings if f.severity != "info"] == [True]
