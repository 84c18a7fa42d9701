"""突合: added, gone, changed by person; who may be the same, or cannot be told apart, is asked and never guessed."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Sequence
from importlib.resources import files
from pathlib import Path

import openpyxl
import pytest
import remote
from jsonschema import Draft202012Validator

from validators.findings import Report
from validators.profile import default
from workbooks.comparison.check import compare, whole
from workbooks.comparison.side import read_side
from workbooks.grid import Book, Grid, Value
from workbooks.roster.read import read_people
from xl import ribbon
from xl.cli import main

SCHEMA = json.loads((files("validators.data") / "report.schema.json").read_text(encoding="utf-8"))
TODAY = dt.date(2026, 7, 6)
HEAD = (
    "保育士登録番号",
    "氏名",
    "生年月日",
    "住所",
    "修了した研修分野",
    "修了証番号",
    "修了年月日",
)
DONE = dt.date(2025, 8, 1)
Row = Sequence[Value]


def row(name: str, born: Value, *, number: str = "102502100001", **change: Value) -> list[Value]:
    own: dict[str, Value] = {
        "reg": "",
        "address": "群馬県前橋市大手町1-1",
        "field": "乳児保育",
        "day": DONE,
        **change,
    }
    return [own["reg"], name, born, own["address"], own["field"], number, own["day"]]


HANAKO = row("美本 花子", dt.date(1985, 4, 1), reg="群馬県-012345")
JIRO = row("美本 次郎", dt.date(1990, 5, 5), number="102502100002")


def grid(sheet: str, *rows: Row, head: Sequence[str] = HEAD) -> Grid:
    return Grid(sheet, [list(head), *(list(own) for own in rows)])


def compared(a: Grid, b: Grid) -> Report:
    sides = []
    for name, own in (("前.xlsx", a), ("後.xlsx", b)):
        tables = whole(read_people(Book(name, (own,))))
        sides.append(read_side(name, tables, TODAY, default()))
    return compare(sides[0], sides[1], default(), TODAY)


def shown(report: Report) -> list[tuple[object, ...]]:
    """結果, 氏名 and the items of each line."""
    return [(line[0], line[1], line[3]) for line in report.lists[0].rows]


@pytest.mark.parametrize(
    ("now", "expected"),
    [
        ([HANAKO, JIRO], []),
        # spelling is no change: blanks, variants of a character, eras, widths
        (
            [
                row(
                    "美本　花子",
                    "昭和60年4月1日",
                    reg="群馬県－０１２３４５",
                    number="10-25-021-00001",
                ),
                row(
                    "美本次郎",
                    dt.date(1990, 5, 5),
                    number="102502100002",
                    address="群馬県前橋市大手町１－１",
                ),
            ],
            [],
        ),
        ([HANAKO], [("削除", "美本 次郎", "")]),
        (
            [HANAKO, JIRO, row("美本 三郎", dt.date(1999, 9, 9))],
            [("追加", "美本 三郎", "")],
        ),
        (
            [[*HANAKO[:3], "群馬県高崎市高松町1", *HANAKO[4:]], JIRO],
            [("変更", "美本 花子", "住所")],
        ),
        (
            [[*HANAKO[:6], dt.date(2025, 8, 2)], JIRO],
            [("変更", "美本 花子", "乳児保育の修了年月日")],
        ),
        (
            [
                HANAKO,
                row("美本 花子", dt.date(1985, 4, 1), reg="群馬県-012345", field="幼児教育"),
                JIRO,
            ],
            [("変更", "美本 花子", "研修分野「幼児教育」")],
        ),
        ([["", *HANAKO[1:]], JIRO], [("変更", "美本 花子", "保育士登録番号")]),
        # the registration number says who she is though she has another surname: a clerk has to say
        (
            [row("山本 花子", dt.date(1985, 4, 1), reg="群馬県-012345"), JIRO],
            [("変更", "美本 花子", "氏名")],
        ),
        # a former name in brackets may be the same person
        (
            [row("山本 花子（旧姓 美本）", dt.date(1985, 4, 1)), JIRO],
            [("要確認", "美本 花子", "")],
        ),
        # a namesake with another birth date is somebody else
        (
            [row("美本 花子", dt.date(1970, 1, 1)), JIRO],
            [("削除", "美本 花子", ""), ("追加", "美本 花子", "")],
        ),
        # a namesake whose birth date is nearly hers, or her birth date beside half of her name, may be her
        *(
            ([row(name, born), JIRO], [("要確認", "美本 花子", "")])
            for name, born in (
                ("美本 花子", dt.date(1985, 1, 4)),
                ("美本 花子", dt.date(1985, 4, 7)),
                ("美本 花子", dt.date(1958, 4, 1)),
                ("山本 花子", dt.date(1985, 4, 1)),
                ("美木 花子", dt.date(1985, 4, 1)),
            )
        ),
        (
            [row("金井 すみれ", dt.date(1985, 4, 1)), JIRO],
            [("削除", "美本 花子", ""), ("追加", "金井 すみれ", "")],
        ),
        # without a birth date nobody can tell
        ([row("美本 花子", ""), JIRO], [("要確認", "美本 花子", "")]),
        # another name and another birth date under one registration number
        (
            [row("山本 一子", dt.date(1970, 1, 1), reg="群馬県-012345"), JIRO],
            [("要確認", "美本 花子", "")],
        ),
    ],
)
def test_what_became_of_everybody(now: list[Row], expected: list[tuple[object, ...]]) -> None:
    report = compared(grid("R7", HANAKO, JIRO), grid("R8", *now))
    assert shown(report) == expected
    asked = [line for line in expected if line[0] == "要確認"]
    assert len(report.findings) == len(asked)
    assert all(f.severity == "warning" and f.file == "前.xlsx" for f in report.findings)


def test_the_values_and_the_cells_of_both_lists_stand_beside_each_other() -> None:
    moved = [*HANAKO[:3], "群馬県高崎市高松町1", *HANAKO[4:]]
    found = compared(grid("R7", HANAKO), grid("R8", JIRO, moved)).lists[0]
    line = found.rows[0]
    assert line[4:8] == ("群馬県前橋市大手町1-1", "群馬県高崎市高松町1", "R7!D2", "R8!D3")
    assert found.links[0, 6] == ("前.xlsx", "R7", "D2") and found.links[0, 7] == (
        "後.xlsx",
        "R8",
        "D3",
    )
    assert found.headings[4:6] == ("前.xlsx", "後.xlsx")


def test_a_roster_and_its_applicants() -> None:
    head = ("申込日時", "氏名", "生年月日", "勤務先", "希望する研修分野")
    body: list[Row] = [
        ["2025/5/1", "美本花子", "S60.4.1", "みほん保育園", "乳児保育"],
        ["2025/5/1", "美本四郎", "H4.4.4", "みほん保育園", "乳児保育"],
    ]
    report = compared(grid("申込者", *body, head=head), grid("名簿", HANAKO, JIRO))
    assert shown(report) == [("削除", "美本四郎", ""), ("追加", "美本 次郎", "")]
    lacking = {u.why for u in report.unchecked}
    assert any("住所" in why and why.startswith("前.xlsx") for why in lacking)


@pytest.mark.parametrize(
    ("head", "body"),
    [
        (("氏名", "生年月日"), ["美本花子", "S60.4.1"]),
        (("氏名", "保育士登録番号", "電話番号"), ["美本花子", "群馬県-012345", "027-0"]),
        (("氏名", "生年月日", "", ""), ["美本花子", 1985, 4, 1]),
    ],
    ids=["two-columns", "number", "year-month-day"],
)
def test_two_columns_make_a_list_of_applicants(head: tuple[str, ...], body: Row) -> None:
    rows = [["", "年", "月", "日"], body] if head[-1] == "" else [body]
    report = compared(grid("申込者", *rows, head=head), grid("名簿", HANAKO, JIRO))
    assert shown(report) == [("追加", "美本 次郎", "")]


@pytest.mark.parametrize("said", [DONE, "102502100001", "○"], ids=["day", "number", "mark"])
def test_who_has_completed_nothing_in_a_column_for_each_field_is_compared_too(said: Value) -> None:
    head = ("番号", "氏名", "生年月日", "乳児保育", "幼児教育", "障害児保育")
    one = [1, "美本 花子", dt.date(1985, 4, 1), said, "", ""]
    two = [2, "美本 次郎", dt.date(1990, 5, 5), "", "", ""]
    report = compared(grid("R7", one, two, head=head), grid("R8", one, head=head))
    assert shown(report) == [("削除", "美本 次郎", "")]


def test_two_lists_of_bare_names_are_asked_about_once() -> None:
    head = ("No.", "氏名", "勤務先")
    names: list[Row] = [[n, f"美本 {n}子", "みほん保育園"] for n in range(1, 8)]
    report = compared(grid("名", *names, head=head), grid("名2", *names, head=head))
    assert [line[0] for line in shown(report)] == ["要確認"] * 7
    assert [f.rule for f in report.findings] == ["compare-names-alone"] * 2


def test_somebody_who_stands_twice_is_asked_about() -> None:
    twice = row("美本 花子", dt.date(1985, 4, 1), reg="")
    other = row("美本 花子", "", reg="群馬県-012345")
    report = compared(grid("R7", HANAKO), grid("R8", twice, other))
    assert shown(report) == [("要確認", "美本 花子", "")]
    assert report.findings[0].rule == "compare-twice"


def test_who_applied_twice_is_one_person_and_told() -> None:
    other_field = row("美本 花子", dt.date(1985, 4, 1), field="食育・アレルギー対応")
    report = compared(grid("R7", HANAKO), grid("R8", HANAKO, other_field, HANAKO))
    assert [(f.sheet, f.cell, f.rule) for f in report.findings] == [("R8", "B4", "compare-again")]
    many = [row(f"美本 {n}子", dt.date(1985, 4, n), reg="") for n in range(1, 7)]
    report = compared(grid("R7", *many), grid("R8", *many, *many))
    assert [f.rule for f in report.findings] == ["compare-again-many"]


def save(path: Path, *grids: Grid) -> None:
    book = openpyxl.Workbook()
    book.remove(book.active)  # type: ignore[arg-type]
    for own in grids:
        sheet = book.create_sheet(own.sheet)
        for line in own.rows:
            sheet.append(list(line))
    book.save(path)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    save(tmp_path / "前.xlsx", grid("R7", HANAKO, JIRO))
    save(tmp_path / "後.xlsx", grid("R8", HANAKO))
    save(tmp_path / "両方.xlsx", grid("R7", HANAKO, JIRO), grid("R8", HANAKO))
    (tmp_path / "空.csv").write_text("a,b\n1,2\n", encoding="utf-8")
    return tmp_path


def test_the_command(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["突合", "前.xlsx", "後.xlsx"]) == 0
    assert "突合：削除 1" in capsys.readouterr().out
    book = openpyxl.load_workbook(folder / "前_突合_後.xlsx")
    assert book.sheetnames[0] == "突合"
    sheet = book["突合"]
    assert sheet["G4"].value == "R7!B3" and "前.xlsx" in sheet["G4"].hyperlink.target
    before = (folder / "前.xlsx").read_bytes()
    assert (
        main(["compare", "両方.xlsx", "両方.xlsx", "--sheet-a", "R7", "--sheet-b", "R8", "--json"])
        == 0
    )
    document = json.loads(capsys.readouterr().out)
    Draft202012Validator(SCHEMA).validate(document)
    assert [line["result"] for line in document["comparison"]] == ["削除"]
    assert (folder / "前.xlsx").read_bytes() == before


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["前.xlsx", "前.xlsx"], "それ自身"),
        (["前.xlsx", "空.csv"], "空.csv に人の表"),
        (["前.xlsx", "ない.xlsx"], "ない.xlsx"),
        (["前.xlsx", "後.xlsx", "--out", "前.xlsx"], "前.xlsx"),
        (["前.xlsx", "後.xlsx", "--out", "結果.txt"], "結果.txt"),
        (["前.xlsx", "後.xlsx", "--sheet-a", "R9"], "R9"),
    ],
)
def test_what_cannot_be_compared_is_one_sentence(
    folder: Path, capsys: pytest.CaptureFixture[str], words: list[str], said: str
) -> None:
    before = sorted(folder.iterdir())
    assert main(["compare", *words]) == 2
    sentence = capsys.readouterr().err.strip()
    assert said in sentence and sentence.endswith("。") and "\n" not in sentence
    assert sorted(folder.iterdir()) == before


@pytest.mark.remote_engine
def test_the_button(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Path, "home", lambda: tmp_path)
    own = (grid("R7", HANAKO, JIRO), grid("R8", HANAKO))
    content = {one.sheet: [list(line) for line in one.rows] for one in own}
    model = remote.Model(content)
    book = remote.book(content)
    ribbon.press("Compare", book)
    model.apply(book.json()["actions"])
    assert model.rows("突合")[3][:2] == ["削除", "美本 次郎"]
    single = {"R7": content["R7"]}
    book = remote.book(single)
    model = remote.Model(single)
    ribbon.press("Compare", book)
    model.apply(book.json()["actions"])
    assert "1 枚" in model.alerts[0] and model.names == ["R7"]
