"""The ledger's buttons on xlwings' remote engine: asked on a sheet, done at the second press, nothing done twice."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import openpyxl
import pytest
import remote

from workbooks.ledger.find import find
from workbooks.ledger.store.open import open_ledger
from workbooks.samples.rosters import HEADINGS, clean_rows, messy_rows
from xl import ribbon

pytestmark = pytest.mark.remote_engine
Rows = list[list[object]]


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(Path, "home", lambda: tmp_path)
    monkeypatch.setenv("CAREERUP_LEDGER", str(tmp_path / "台帳.sqlite"))
    return tmp_path / "台帳.sqlite"


def roster(rows: Rows) -> dict[str, Rows]:
    return {
        "名簿": [
            ["令和7年度 研修修了者名簿"],
            [],
            [],
            [*HEADINGS[:-1], "情報提供の同意"],
            *[[*r[:-1], "同意する"] for r in rows],
        ]
    }


def press(button: str, sheets: dict[str, Rows], **more: object) -> tuple[dict[str, Rows], str]:
    """The sheets as they are afterwards and what was said."""
    book = remote.book(sheets, **more)
    ribbon.press(button, book)
    model = remote.Model(sheets)
    model.apply(book.json()["actions"])
    return {name: model.rows(name) for name in model.names}, model.alerts[
        -1
    ] if model.alerts else ""


def first_import(sheets: dict[str, Rows]) -> str:
    """The first report ever: the register is asked for, ticked, made; what is said then."""
    asked, said = press("LedgerImport", sheets)
    assert "まだありません" in said and asked["取込結果"][2][0] == "新しい台帳を作る（○）"
    assert "まだありません" in press("LedgerImport", asked)[1]  # not without the tick
    asked["取込結果"][2][1] = "○"
    return press("LedgerImport", asked)[1]


def test_import_takes_asks_on_a_sheet_and_takes_at_the_second_press(place: Path) -> None:
    first = roster(clean_rows())  # type: ignore[arg-type]
    assert first_import(first) == "取り込みました（16 件）。" and place.exists()
    assert press("LedgerImport", first)[1].startswith("既に取り込んであります")
    rows = clean_rows()
    rows[0][2] = "青木　小夏"
    asked, said = press("LedgerImport", roster(rows))  # type: ignore[arg-type]
    assert (
        "変更 1・取り下げ 0" in said
        and "取込結果" in said
        and "訂正（変更）" in str(asked["取込結果"])
        and "小春" in str(asked["取込結果"])
    )
    unchanged, said = press("LedgerImport", asked)
    assert "変更 1・取り下げ 0" in said
    for row in unchanged["取込結果"]:
        if row[0] == "取り込む（○）":
            row[1] = "○"
    other = {**unchanged, "名簿": roster([*rows[:1], *clean_rows()[2:]])["名簿"]}  # type: ignore[list-item]
    assert (
        "取り込んでいません" in press("LedgerImport", other)[1]
    )  # the tick was for another content
    done, said = press("LedgerImport", unchanged)
    assert "名簿.xlsx を訂正、追加 0・変更 1・取り下げ 0" in said and press("LedgerImport", done)[
        1
    ].startswith("既に取り込んであります")
    assert [e.name for e in find(open_ledger(place), "102502400001").entries] == ["青木　小夏"]
    assert "名簿検証" in press("LedgerImport", roster(messy_rows()))[1]  # type: ignore[arg-type]


def test_find_takes_the_selected_cell(place: Path) -> None:
    first_import(roster(clean_rows()))  # type: ignore[arg-type]
    shown, said = press(
        "LedgerFind", {"照会したい人": [["石田 蓮"], ["だれもいない"], ["=1"]]}, selection="A1"
    )
    assert (
        said == "1 件（氏名として照会）。"
        and shown["照会"][3][0] == "修了証番号"
        and shown["照会"][4][0] == "102502400002"
    )
    assert (
        "見つかりません"
        in press("LedgerFind", {"照会したい人": [["石田 蓮"], ["だれもいない"]]}, selection="A2")[1]
    )
    assert (
        "指定してください"
        in press("LedgerFind", {"照会したい人": [["石田 蓮"]]}, selection="C9")[1]
    )


def fill(sheets: dict[str, Rows], sheet: str, **values: str) -> dict[str, Rows]:
    for row in sheets[sheet]:
        if row[0] in values:
            row[1:2] = [values[str(row[0])]]
    return sheets


def test_reissue_and_revoke_at_the_second_press_and_only_once(place: Path) -> None:
    first_import(roster(clean_rows()))  # type: ignore[arg-type]
    asked, said = press("LedgerReissue", roster(clean_rows()), selection="K6")  # type: ignore[arg-type]
    assert "もう一度" in said and asked["再交付・取消"][1][:2] == ["修了証番号", "102502400002"]
    asked, said = press(
        "LedgerReissue", fill(asked, "再交付・取消", 再交付か取消="再交付", 理由="氏名変更")
    )
    assert said.startswith("氏名変更の再交付には")
    done, said = press(
        "LedgerReissue", fill(asked, "再交付・取消", 新しい氏名="新田　蓮", 日付="令和8年5月1日")
    )
    assert said == "修了証番号 102502400002 の再交付（氏名変更）を記録しました。"
    assert [e.name for e in find(open_ledger(place), "102502400002").entries] == ["新田　蓮"]
    asked, said = press("LedgerReissue", done, selection="A1")
    assert "もう一度" in said and asked["再交付・取消"][1] == ["修了証番号", "", ""]
    done, said = press(
        "LedgerReissue",
        fill(asked, "再交付・取消", 修了証番号="102502400003", 再交付か取消="取消", 理由="その他"),
    )
    assert (
        "二度と使われません" in said
        and find(open_ledger(place), "102502400003").entries[0].state == "revoked"
    )


def test_extract_goes_to_the_folder_named(place: Path) -> None:
    first_import(roster(clean_rows()))  # type: ignore[arg-type]
    asked, said = press("LedgerExtract", {"x": [["y"]]})
    assert (
        "提供先を入れて" in said
        and ["保存するフォルダー", str(place.parent)] == asked["提供用抽出"][2][:2]
    )
    done, said = press("LedgerExtract", fill(asked, "提供用抽出", 提供先="群馬県"))
    path = place.parent / f"提供_群馬県_{dt.date.today():%Y%m%d}.xlsx"
    assert "群馬県へ提供する 16 件" in said and openpyxl.load_workbook(path).active.max_column == 9  # type: ignore[union-attr]
    assert "提供先を入れて" in press("LedgerExtract", done)[1]


def test_statistics_come_as_a_workbook_beside_the_register(place: Path) -> None:
    first_import(roster(clean_rows()))  # type: ignore[arg-type]
    asked, said = press("LedgerStatistics", {"x": [["y"]]})
    assert "もう一度「集計」" in said and asked["台帳の集計"][2][1] == str(place.parent)
    wrong = fill(
        {name: [[*row] for row in rows] for name, rows in asked.items()}, "台帳の集計", 年度="来年"
    )
    assert "年度「来年」を読めません" in press("LedgerStatistics", wrong)[1]
    for times in ("", "_2"):  # pressed again another day it is another file
        done, said = press("LedgerStatistics", fill(asked, "台帳の集計", 年度="令和7年度"))
        path = place.parent / f"集計_2025_{dt.date.today():%Y%m%d}{times}.xlsx"
        assert "延べ 16 件" in said and path.name in said
        assert openpyxl.load_workbook(path).sheetnames[-1] == "受付状況"
    assert "もう一度「集計」" in press("LedgerStatistics", done)[1]


def test_without_a_place_the_button_says_where_to_set_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Path, "home", lambda: tmp_path)
    monkeypatch.delenv("CAREERUP_LEDGER", raising=False)
    assert "[ledger] の place" in press("LedgerFind", {"x": [["山田"]]})[1] and not list(
        tmp_path.iterdir()
    )
    (tmp_path / ".careerup").mkdir()
    (tmp_path / ".careerup" / "profile.toml").write_text(
        f'[ledger]\nplace = "{tmp_path / "私.sqlite"}"\n', encoding="utf-8"
    )
    assert (
        first_import(roster(clean_rows())).startswith("取り込みました")  # type: ignore[arg-type]
        and (tmp_path / "私.sqlite").exists()
    )  # type: ignore[arg-type]


def test_people_no_longer_listed_are_taken_out_by_their_number_only(place: Path) -> None:
    first_import(roster(clean_rows()))  # type: ignore[arg-type]
    asked, said = press("LedgerImport", roster(clean_rows()[:-1]))  # type: ignore[arg-type]
    assert "取り下げ 1" in said and "載っていない 1 人" in said
    for values, taken in (
        ({"取り込む（○）": "○"}, False),
        ({"取り込む（○）": "○", "取り下げる人数": "2"}, False),
        ({"取り込む（○）": "○", "取り下げる人数": "1"}, True),
    ):
        filled = {name: [[*row] for row in rows] for name, rows in asked.items()}
        said = press("LedgerImport", fill(filled, "取込結果", **values))[1]
        assert said.startswith("取り込みました") is taken, said


def test_rows_are_decided_one_by_one(place: Path) -> None:
    first_import(roster(clean_rows()))  # type: ignore[arg-type]
    rows = clean_rows()
    rows[0][5], rows[1][5] = "群馬県前橋市1", "群馬県前橋市2"
    asked, said = press("LedgerImport", roster(rows[:2]))  # type: ignore[arg-type]
    assert "前に報告された行 2 件" in said
    head = next(n for n, row in enumerate(asked["取込結果"]) if row[0] == "判断")
    marks = {"102502400001": "○", "102502400002": "×"}
    for row in asked["取込結果"][head + 1 :]:
        row[0] = marks[str(row[4])]
    assert press("LedgerImport", asked)[1].startswith("取り込みました")
    ledger = open_ledger(place)
    homes = [find(ledger, number).entries[0].address for number in marks]
    assert homes[0] == "群馬県前橋市1" and homes[1] != "群馬県前橋市2"
