"""Desk tables laid out another way (カード・縦の表), written once for a group of rows, or once above: read as the
ordinary table is, each finding in its own cell."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import replace

import pytest
from desk import TODAY, application_book, check_applications, found

from validators.guideline.fields import by_number
from validators.profile import default
from workbooks.applications import check as applications
from workbooks.applications import filing
from workbooks.designations.layout import tables_of as designations
from workbooks.grid import Book, Grid, Merge, Value
from workbooks.kind_of import kind_of
from workbooks.participants.check import check as participants

Rows = list[list[Value]]
D = dt.date
LABELS = (
    *("申請者の名称", "主たる事務所の所在地", "代表者氏名", "申請日", "研修種別", "研修時間数"),
    *("研修修了の評価方法", "研修実施予定日", "研修会場", "定員"),
)
GOOD: list[Value] = [
    *("公益社団法人みほん会", "前橋市大手町1-1", "見本　実", D(2025, 4, 10), "乳児保育", "15時間"),
    *("レポート", D(2025, 9, 5), "前橋市民会館", 50),
]
LATE: list[Value] = ["学校法人見本学園", *GOOD[1:3], D(2025, 8, 30), "マネジメント", *GOOD[5:]]
FILED = LABELS.index("申請日") + 1


def _card(values: list[Value]) -> Rows:
    return [[label, value] for label, value in zip(LABELS, values, strict=True)]


def _beside(values: list[Value]) -> Rows:
    """Two labels with their values in a row."""
    pairs = _card(values)
    return [[*pairs[n], *pairs[n + 1]] for n in range(0, len(pairs), 2)]


def _in_one_cell(values: list[Value]) -> Rows:
    """申請日：R7.4.10."""
    shown = [f"R7.{v.month}.{v.day}" if isinstance(v, D) else v for v in values]
    return [[f"{label}：{value}"] for label, value in zip(LABELS, shown, strict=True)]


def _grouped() -> Grid:
    """The labels of the applicant under a group that is merged downwards."""
    good, late = _card(GOOD), _card(LATE)
    short = ("名称", "所在地", "代表者")
    rows: Rows = [["申請者" if n == 0 else "", short[n], good[n][1], late[n][1]] for n in range(3)]
    rows += [[good[n][0], "", good[n][1], late[n][1]] for n in range(3, len(LABELS))]
    across = [Merge(n, 1, n, 2) for n in range(4, len(LABELS) + 1)]
    return Grid("台帳", rows, merges=(Merge(1, 1, 3, 1), *across))


LAID: dict[str, tuple[list[Grid], str]] = {
    "a sheet each": (
        [Grid("あ", _card(GOOD)), Grid("い", [["申請"], *_card(LATE)])],
        f"い!B{FILED + 1}",
    ),
    "below each other": ([Grid("台帳", [*_card(GOOD), [], *_card(LATE)])], "台帳!B15"),
    "two labels a row": ([Grid("台帳", [*_beside(GOOD), [], *_beside(LATE)])], "台帳!D8"),
    "columns are the records": (
        [Grid("台帳", [[*one, two[1]] for one, two in zip(_card(GOOD), _card(LATE), strict=True)])],
        f"台帳!C{FILED}",
    ),
    "a column of examples": (
        [
            Grid(
                "台帳",
                [
                    ["項目", "記入例", "", ""],
                    *(
                        [a[0], a[1], a[1], b[1]]
                        for a, b in zip(_card(GOOD), _card(LATE), strict=True)
                    ),
                ],
            )
        ],
        f"台帳!D{FILED + 1}",
    ),
    "label and value in one cell": (
        [Grid("台帳", [*_in_one_cell(GOOD), [], *_in_one_cell(LATE)])],
        "台帳!A15",
    ),
    "colons behind the labels": (
        [
            Grid("あ", [[f"{a}：", b] for a, b in _card(GOOD)]),
            Grid("い", [[f"{a}：", b] for a, b in _card(LATE)]),
        ],
        f"い!B{FILED}",
    ),
    "group labels": ([_grouped()], f"台帳!D{FILED}"),
}


@pytest.mark.parametrize("name", LAID)
def test_cards_and_turned_ledgers_are_applications(name: str) -> None:
    grids, late = LAID[name]
    book = Book("申請.xlsx", tuple(grids))
    report = applications.check([book], default(), TODAY)
    assert report is not None and sum(t.rows for t in report.tables) == 2
    serious = [(f"{f.sheet}!{f.cell}", f.rule) for f in report.findings if f.severity == "error"]
    assert serious == [(late, "filing-late")]
    assert [line.name for line in filing.read(book)] == [GOOD[0], LATE[0]]
    assert kind_of(book, default()) == "applications"


def test_one_filing_over_two_sheets() -> None:
    first, plan = _card(GOOD)[:7], _card(GOOD)[7:]
    report = applications.check(
        [Book("申請.xlsx", (Grid("申請書", first), Grid("事業計画書", plan)))], default(), TODAY
    )
    assert report is not None and [t.rows for t in report.tables] == [1]
    assert [f.rule for f in report.findings if f.severity == "error"] == []
    plan[0][1] = "未定"
    report = applications.check(
        [Book("申請.xlsx", (Grid("申請書", first), Grid("事業計画書", plan)))], default(), TODAY
    )
    assert report is not None
    assert ("事業計画書", "B1") in {(f.sheet, f.cell) for f in report.findings}


def test_what_is_no_application_is_not_read_as_one() -> None:
    """A blank form, a list of instructions, a card of a person."""
    blank = [[label, ""] for label in LABELS]
    person = [["氏名", "見本　花"], ["生年月日", "H2.1.1"], ["研修分野", "乳児保育"]]
    person += [["実施機関", "みほん会"], ["研修実施日", "R8.6.1"], ["修了証番号", "102602100001"]]
    for rows in (blank, person):
        assert applications.read_desk([Book("x.xlsx", (Grid("表", rows),))]) is None


HEAD: list[Value] = ["受付番号", *LABELS]


def _kinds(*rows: tuple[Value, Value, Value]) -> Rows:
    return [HEAD, *([no, name, *GOOD[1:4], kind, *GOOD[5:]] for no, name, kind in rows)]


def test_an_applicant_written_once_for_all_of_its_kinds() -> None:
    rows = _kinds(
        (1, GOOD[0], "乳児保育"),
        ("", "", "幼児教育"),
        (2, LATE[0], "マネジメント"),
        ("", "", "保育実践"),
    )
    report = applications.check([Book("台帳.xlsx", (Grid("台帳", rows),))], default(), TODAY)
    assert report is not None
    serious = [(f.cell, f.rule) for f in report.findings if f.severity != "info"]
    assert serious == [("B1", "column-filled-down")]
    forgotten = _kinds((1, GOOD[0], "乳児保育"), (2, "", "幼児教育"), (3, LATE[0], "保育実践"))
    report = applications.check([Book("台帳.xlsx", (Grid("台帳", forgotten),))], default(), TODAY)
    assert report is not None
    serious = [(f.cell, f.rule) for f in report.findings if f.severity != "info"]
    assert serious == [("B3", "applicant-missing")]


def test_an_applicant_above_the_list_of_its_kinds() -> None:
    kinds: Rows = [["研修種別", "研修時間数", "研修実施予定日", "研修会場", "定員"]]
    kinds += [[kind, 15, D(2025, 9, 5), "前橋市民会館", 50] for kind in ("乳児保育", "幼児教育")]
    rows: Rows = [["申請者：公益社団法人みほん会　申請日：令和7年8月30日"], [], *kinds]
    report = applications.check([Book("申請.xlsx", (Grid("別紙", rows),))], default(), TODAY)
    assert report is not None and [t.rows for t in report.tables] == [2]
    assert {f.rule for f in report.findings if f.severity == "error"} == {"filing-late"}


LESSONS = ("乳児保育の意義", "乳児保育の環境", "乳児への適切な関わり", "乳児の発達に応じた保育内容")
LESSONS = (*LESSONS, "乳児保育の指導計画、記録及び評価")


def test_tables_below_each_other_on_one_sheet_number_their_own_rows() -> None:
    """A ledger, a カリキュラム with times by the clock and a list of 講師: No. names no application."""
    ledger: Rows = [["受付番号", *LABELS], ["第7号", *GOOD]]
    lessons: Rows = [["カリキュラム"], ["No.", "研修項目", "開始", "終了", "講師", "研修形態"]]
    lessons += [
        [n, item, dt.time(9), dt.time(12), "見本　恵", "講義・演習"]
        for n, item in enumerate(LESSONS, 1)
    ]
    people: Rows = [["講師一覧"], ["No.", "講師氏名", "講師の要件", "略歴", "実績", "承諾書"]]
    people += [[1, "見本　恵", "指定保育士養成施設の教員", "有", "有", "有"]]
    rows = [*ledger, [], *lessons, [], *people]
    report = applications.check([Book("申請.xlsx", (Grid("申請", rows),))], default(), TODAY)
    assert report is not None
    assert [(t.kind, t.rows) for t in report.tables] == [
        ("applications", 1),
        ("curriculum", 5),
        ("lecturers", 1),
    ]
    assert [(f.cell, f.rule) for f in report.findings if f.severity != "info"] == []
    rows[6][3] = dt.time(10)
    report = applications.check([Book("申請.xlsx", (Grid("申請", rows),))], default(), TODAY)
    assert report is not None
    assert "curriculum-short" in {f.rule for f in report.findings}


def test_a_row_of_its_own_names_the_body_of_the_rows_below() -> None:
    head: list[Value] = ["申請日", "研修種別", "研修時間数", "研修実施予定日", "会場", "定員"]
    kind: list[Value] = [D(2025, 4, 10), "乳児保育", 15, D(2025, 9, 5), "前橋市民会館", 50]
    rows = [
        head,
        ["■公益社団法人みほん会"],
        kind,
        [*kind[:1], "幼児教育", *kind[2:]],
        ["【株式会社みほん】"],
        kind,
    ]
    report = applications.check([Book("台帳.xlsx", (Grid("台帳", rows),))], default(), TODAY)
    assert report is not None and [t.rows for t in report.tables] == [3]
    assert [(f.cell, f.rule) for f in report.findings if f.severity == "error"] == [
        ("A5", "body-not-eligible")
    ]
    ledger: Rows = [
        ["研修種別", "指定年月日", "更新年度"],
        ["02 みほん会"],
        ["乳児保育", D(2025, 5, 1), ""],
    ]
    (table,) = designations([Book("台帳.xlsx", (Grid("台帳", ledger),))])
    assert (table.values["agency_number"], table.values["agency_name"]) == (
        ["02 みほん会"],
        ["みほん会"],
    )
    assert table.place(0, "agency_number") == ("台帳", "A2")


PERSON = ("氏名", "生年月日", "研修分野", "7/4（300分）", "7/11（300分）", "7/18（300分）")
PERSON = (*PERSON, "レポート", "修了年月日")
ALL: list[Value] = ["美本　花", D(1990, 1, 1), "乳児保育", "○", "○", "○", "7/25", D(2025, 7, 18)]
MISSED: list[Value] = ["美本　草", D(1991, 1, 1), "乳児保育", "○", "×", "○", "済", ""]
PEOPLE: dict[str, list[Grid]] = {
    "a card each": [
        Grid(str(one[0]), [[a, b] for a, b in zip(PERSON, one, strict=True)])
        for one in (ALL, MISSED)
    ],
    "people in columns": [
        Grid("出欠", [[*three] for three in zip(PERSON, ALL, MISSED, strict=True)])
    ],
    "name and reading in a cell": [
        Grid(
            "出欠",
            [
                ["氏名\nフリガナ", *PERSON[1:]],
                *([f"{one[0]}\nミホン ハナ", *one[1:]] for one in (ALL, MISSED)),
            ],
        )
    ],
    "1 and 0": [
        Grid(
            "出欠",
            [
                [*PERSON],
                [*ALL[:3], 1, 1, 1, *ALL[6:]],
                [*MISSED[:3], 1, 0, 1, *MISSED[6:]],
            ],
        )
    ],
    "a sheet for each day": [
        Grid(
            day,
            [
                [*PERSON[:3], "受講時間（分）", *PERSON[6:]],
                [*ALL[:3], 300, *ALL[6:]],
                [*MISSED[:3], 0 if day == "7月11日" else 300, *MISSED[6:]],
            ],
        )
        for day in ("7月4日", "7月11日", "7月18日")
    ],
    "the field in a row of its own": [
        Grid(
            "出欠",
            [
                [*PERSON[:2], *PERSON[3:]],
                ["■乳児保育"],
                *([*one[:2], *one[3:]] for one in (ALL, MISSED)),
            ],
        )
    ],
}


@pytest.mark.parametrize("name", PEOPLE)
def test_trainees_laid_out_another_way(name: str) -> None:
    report = participants([Book("受講者.xlsx", tuple(PEOPLE[name]))], default(), TODAY)
    assert report is not None
    result = report.lists[0].headings.index("判定")
    found = [str(row[result]) for row in report.lists[0].rows]
    assert sorted(found) == ["修了", "未修了"]
    short = ["completion-minutes"] if name == "a sheet for each day" else []
    assert [f.rule for f in report.findings if f.severity == "error"] == short


def test_a_report_that_nobody_can_read_is_asked_about() -> None:
    rows: Rows = [[*PERSON], [*ALL[:6], "さあ", ALL[7]]]
    report = participants([Book("受講者.xlsx", (Grid("出欠", rows),))], default(), TODAY)
    assert report is not None
    assert [(f.cell, f.rule) for f in report.findings] == [("G2", "report-unclear")]


def test_attachments_with_a_column_for_each_record_are_read_and_told_at_their_cells() -> None:
    """カリキュラム and 講師 turned: the headings stand below each other."""
    book = application_book(curriculum=[(2, "時間数（分）", "半日")], lecturers=[(1, "承諾書", "")])
    turned = tuple(
        grid if grid.sheet == "申請" else replace(grid, rows=[[], *_across(grid.rows[2:])])
        for grid in book.grids
    )
    plain = found(check_applications(book))
    assert "カリキュラム!E6" in plain and "講師!G5" in plain
    expected = {_turned_cell(place): rules for place, rules in plain.items()}
    assert found(check_applications(replace(book, grids=turned))) == expected
    lower = tuple(  # titles, a number of each record, labels nobody knows, a row left free, all a column further
        grid if grid.sheet == "申請" else replace(grid, rows=_with_more_around(grid.rows))
        for grid in turned
    )
    moved = {re.sub(r"!([A-Z])(\d+)", _further, place): rules for place, rules in expected.items()}
    assert found(check_applications(replace(book, grids=lower))) == moved


def _with_more_around(rows: Sequence[Sequence[Value]]) -> list[list[Value]]:
    count = len(rows[1]) - 1
    return [
        ["添付書類"],
        ["令和8年度"],
        ["群馬県"],
        [],
        ["", "No.", *range(1, count + 1)],
        *(["", *cells] for cells in rows[1:3]),
        [],
        *(["", *cells] for cells in rows[3:]),
        ["", "資料", *["別添"] * count],
        ["", "写し", *["有"] * count],
    ]


def _further(cell: re.Match[str]) -> str:
    row = int(cell[2])
    return f"!{chr(ord(cell[1]) + 1)}{row + 4 + (row > 3)}"


def test_a_timetable_is_a_curriculum_with_a_lesson_in_each_cell() -> None:
    items = by_number(1).items
    rows: Rows = [
        ["乳児保育　研修カリキュラム"],
        ["時間", "7月1日（水）", "7月2日", "7月3日"],
        ["9:00～12:00", f"{items[0]}\n講師：鈴木　花子", f"{items[2]}\n講師：鈴木　花子", items[4]],
        ["12:00～13:00", "昼食", "昼食", "昼食"],
        ["13:00～15:50", f"{items[1]}\n講師：鈴木　花子", f"{items[3]}\n講師：鈴木　花子", ""],
    ]
    book = application_book(more=[Grid("時間割", rows)])
    ledger = replace(book.grids[0], rows=book.grids[0].rows[:4])  # of 乳児保育 alone
    cells = found(check_applications(replace(book, grids=(ledger, *book.grids[1:]))))
    assert cells == {
        "時間割!A3": ["curriculum-only-with-breaks"],  # 昼食 is none of it
        "時間割!D3": ["curriculum-part-missing"],
    }
    rows[3][3] = ""
    whole = Grid("時間割", rows, merges=(Merge(3, 4, 5, 4),))  # one lesson over the day
    cells = found(check_applications(replace(book, grids=(ledger, whole))))
    assert "時間割!A3" not in cells or cells["時間割!A3"] == ["curriculum-differs"]


_NOON = ("9:00～12:00", "12:00～13:00", "13:00～16:00")


@pytest.mark.parametrize(
    ("days", "times"),
    [
        (["第1日目", "第2日目", "第3日目"], _NOON),
        ([dt.date(2026, 7, 1), dt.date(2026, 7, 2), dt.date(2026, 7, 3)], _NOON),
        (["令和8年7月1日", "令和8年7月2日", "令和8年7月3日"], _NOON),
        (["7/1", "7/2", "7/3"], ("1限 9:00 ～ 12:00", "昼休み 12:00～13:00", "2限\n13:00～16:00")),
        (["7/1", "7/2", "7/3"], ("1限（180分）", "昼休み", "2限（180分）")),
        (["7/1", "7/2", "7/3"], ("9時から12時まで", "", "13時から16時まで")),
        (["7/1", "7/2", "7/3"], ("午前9時半～12時半", "休憩", "午後1時半～4時半")),
    ],
)
def test_a_timetable_is_read_in_any_words_for_its_days_and_times(
    days: list[Value], times: tuple[str, ...]
) -> None:
    lessons = [f"{item}\n講師：鈴木　花子" for item in by_number(1).items]
    rows: Rows = [
        ["乳児保育　研修カリキュラム"],
        ["", *days],
        [times[0], *lessons[::2]],
        [times[1], "昼食", "昼食", "昼食"],
        [times[2], lessons[1], lessons[3], ""],
    ]
    assert _of_timetable(rows) == {}
    apart = [list(cells) for cells in rows]
    apart.insert(3, [""] * 4)  # a row left free
    apart.insert(2, ["", "水", "木", "金"])
    apart.append(["合計", "6時間", "6時間", "3時間"])
    assert _of_timetable(apart) == {}


def test_a_timetable_may_have_its_times_in_two_cells_and_several_blocks() -> None:
    items = by_number(1).items
    rows: Rows = [["乳児保育　研修カリキュラム"]]
    for week in (1, 2):
        rows += [
            ["開始", "", "終了", f"7月{week}日", f"7月{week + 7}日"],
            ["9:00", "～", "10:30", items[0], items[2]],
            [dt.time(13), "～", dt.time(15, 15), items[1], items[week + 2]],
        ]
    assert _of_timetable(rows) == {}


def _of_timetable(rows: Rows) -> dict[str, list[str]]:
    book = application_book(more=[Grid("時間割", rows)])
    ledger = replace(book.grids[0], rows=book.grids[0].rows[:4])  # of 乳児保育 alone
    return found(check_applications(replace(book, grids=(ledger, *book.grids[1:]))))


def _across(rows: Sequence[Sequence[Value]]) -> list[list[Value]]:
    return [list(cells) for cells in zip(*rows, strict=True)]


def _turned_cell(place: str) -> str:
    """E6 of a table headed in row 3 stands in the fifth row below row 1, in the column of its record."""
    sheet, cell = place.split("!")
    return f"{sheet}!{chr(62 + int(cell[1:]))}{ord(cell[0]) - 63}" if sheet != "申請" else place
