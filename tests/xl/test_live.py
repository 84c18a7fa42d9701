"""The buttons on xlwings' own object model (its remote engine): few round trips, the clerk's
colours come back exactly."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
import remote

from workbooks.plan import FORMULA
from workbooks.results import marks
from workbooks.roster.check import check_book
from workbooks.samples.rosters import HEADINGS, clean_rows, messy_rows
from workbooks.sheet_names import TIDY
from xl import ribbon

pytestmark = pytest.mark.remote_engine


def sheets(rows: list[list[object]]) -> dict[str, list[list[object]]]:
    return {
        "表紙": [["表紙"]],
        "名簿": [["令和7年度 研修修了者名簿"], [], [], list(HEADINGS), *rows],
    }


def pressed(
    button: str,
    content: dict[str, list[list[object]]],
    model: remote.Model,
    monkeypatch: pytest.MonkeyPatch,
    colours: bool = True,
    **more: object,
) -> list[dict[str, object]]:
    """Press a button on the remote book and apply its actions; fills are read from the model, which
    the remote engine cannot."""
    from xl import live

    if colours:
        from workbooks.a1 import position

        monkeypatch.setattr(
            live,
            "colours",
            lambda book, cells: {(s, c): model.fills.get((s, *position(c)), "") for s, c in cells},
        )
    book = remote.book(content, **more)
    ribbon.press(button, book)
    actions = book.json()["actions"]
    model.apply(actions)
    return actions


@pytest.fixture(autouse=True)
def _home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Path, "home", lambda: tmp_path)


def test_check_marks_and_lists_then_clear_restores_exactly(monkeypatch: pytest.MonkeyPatch) -> None:
    content = sheets(messy_rows())  # type: ignore[arg-type]
    own = {
        ("名簿", 6, 11): "#00FF00",
        ("名簿", 8, 5): "#0000FF",
        ("名簿", 5, 1): "#123456",
        ("表紙", 1, 1): "#ABCDEF",
    }
    model = remote.Model(content, own)
    pressed("CheckRoster", content, model, monkeypatch)
    assert (
        model.names == ["表紙", "名簿", "検証結果"]
        and len(model.alerts) == 1
        and "誤りが 8 件" in model.alerts[0]
    )
    assert model.fills["名簿", 6, 11] == "#FFC7CD" and model.fills["名簿", 5, 1] == "#123456"
    result = model.rows("検証結果")
    line = next(row for row in result if remote.shown(row[4]) == "E8")
    place = "ADDRESS(ROW('名簿'!$E$8),COLUMN('名簿'!$E$8),4)"
    assert line[4] == f"=HYPERLINK(\"#'名簿'!\"&{place},{place})" and line[-1] == "#0000FF"
    after = {
        **content,
        "検証結果": _shown(result),
    }
    pressed("ClearMarks", after, model, monkeypatch)
    assert model.fills == own and "元の色に戻しました" in model.alerts[-1]
    pressed("ClearMarks", {**after, "検証結果": _shown(model.rows("検証結果"))}, model, monkeypatch)
    assert model.alerts[-1].startswith("消す印は") and model.fills == own


def _shown(rows: list[list[object]]) -> list[list[object]]:
    """The sheet as Excel gives it back: a HYPERLINK formula shows its text."""
    return [[remote.shown(v) for v in row] for row in rows]


def test_a_second_run_compares_and_restores_what_is_clean_now(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    content = sheets(messy_rows())  # type: ignore[arg-type]
    own = {("名簿", 9, 3): "#00FF00", ("名簿", 8, 5): "#0000FF"}
    model = remote.Model(content, own)
    pressed("CheckRoster", content, model, monkeypatch)
    rows = messy_rows()
    rows[4][2] = "大野　樹"
    again = {**sheets(rows), "検証結果": _shown(model.rows("検証結果"))}  # type: ignore[arg-type]
    model.values["名簿"][9, 3] = "大野　樹"
    pressed("CheckRoster", again, model, monkeypatch)
    assert model.fills["名簿", 9, 3] == "#00FF00"  # corrected: its own colour is back
    assert model.fills["名簿", 8, 5] == "#FFC7CD"
    assert "解消 1" in str(model.rows("検証結果"))
    pressed("ClearMarks", {**again, "検証結果": _shown(model.rows("検証結果"))}, model, monkeypatch)
    assert model.fills == own


def test_next_finding_walks_the_list(monkeypatch: pytest.MonkeyPatch) -> None:
    content = sheets(messy_rows())  # type: ignore[arg-type]
    model = remote.Model(content)
    pressed("CheckRoster", content, model, monkeypatch)
    known = {**content, "検証結果": _shown(model.rows("検証結果"))}
    walked = []
    at = "A1"
    for _ in range(3):
        pressed("NextFinding", known, model, monkeypatch, active=1, selection=at)
        assert model.selected and model.selected[0] == "名簿"
        at = model.selected[1]
        walked.append(at)
    assert walked == ["K6", "K7", "E8"]
    pressed("NextFinding", content, model, monkeypatch)
    assert "先に「名簿検証」" in model.alerts[-1]


def test_five_thousand_rows_in_few_round_trips(monkeypatch: pytest.MonkeyPatch) -> None:
    rows = [
        [
            n,
            f"群馬県-{n:06}",
            f"架{chr(0x4E00 + n)}　子",
            "カ",
            row[4],
            row[5],
            row[6],
            row[7],
            "保育士",
            row[9],
            f"1025024{n:05}",
            row[11],
            row[12],
            "",
        ]
        for n in range(1, 5001)
        for row in [clean_rows()[n % 16]]
    ]
    for n in range(0, 5000, 5):
        rows[n][2] = ""
        rows[n][4] = "5.4.1"
    content = sheets(rows)
    model = remote.Model(content)
    actions = pressed("CheckRoster", content, model, monkeypatch, colours=False)
    assert (
        len(actions) <= 20 and sum(f == "#FFC7CD" for f in model.fills.values()) == 2000
    )  # two syncs an action
    assert len(model.rows("検証結果")) > 2000


@pytest.mark.parametrize("content", [{"白": [[""]]}, {"表": [["あ", "い"], [1, 2]]}])
def test_no_roster_is_one_sentence(
    content: dict[str, list[list[object]]], monkeypatch: pytest.MonkeyPatch
) -> None:
    model = remote.Model(content)
    pressed("CheckRoster", content, model, monkeypatch)
    assert (
        len(model.alerts) == 1
        and model.alerts[0].count("。") == 2
        and "名簿の表が見つかりません" in model.alerts[0]
        and model.names == list(content)
    )


def test_tidy_apply_undo(monkeypatch: pytest.MonkeyPatch) -> None:
    from xl import live

    rows = messy_rows()
    rows[5][10] = 12502400006.0  # a lost zero
    rows[7][2] = "小山 結衣"
    content = sheets(rows)  # type: ignore[arg-type]
    model = remote.Model(content)
    formula = {("名簿", "J16")}
    monkeypatch.setattr(
        live,
        "formats",
        lambda book, cells: {c: (FORMULA if c in formula else "0_ ") for c in cells},
    )

    def now() -> dict[str, list[list[object]]]:
        return {name: model.rows(name) for name in model.names}

    pressed("Tidy", content, model, monkeypatch)
    assert "名簿はまだ変えていません" in model.alerts[-1] and model.rows("名簿") == remote.Model(
        content
    ).rows("名簿")
    listed = {row[3]: row[5:8] for row in model.rows(TIDY)[4:]}
    assert listed == {
        "K5": ["１０２５－０２－４－００００１", "102502400001", "番号の書き方"],
        "K10": ["12502400006", "012502400006", "番号の書き方"],
        "C12": ["小山 結衣", "小山　結衣", "氏名の空白"],
        "E15": ["Ｓ６３．５．２５", "昭和63年5月25日", "日付に直す"],
    }
    at = next(k for k, v in model.values[TIDY].items() if v == "C12")
    model.values[TIDY][at[0], 1] = ""  # the clerk takes one tick away
    model.values["名簿"][5, 11] = "102502400099"  # and changes another cell by hand
    pressed("TidyApply", now(), model, monkeypatch)
    assert "2 個のセルを直しました" in model.alerts[-1] and "1 個は" in model.alerts[-1]
    assert (
        model.values["名簿"][10, 11],
        model.values["名簿"][12, 3],
        model.values["名簿"][5, 11],
    ) == ("012502400006", "小山 結衣", "102502400099")
    assert str(model.values["名簿"][15, 5]).startswith("1988-05-25") and model.formats[
        "名簿", 15, 5
    ].startswith("[$-411]ggge")
    model.values["名簿"][15, 5] = dt.datetime(1988, 5, 25)
    pressed("TidyUndo", now(), model, monkeypatch)
    assert (model.values["名簿"][10, 11], model.values["名簿"][15, 5]) == (
        12502400006.0,
        "Ｓ６３．５．２５",
    ) and "2 個のセルを元に戻しました" in model.alerts[-1]
    assert model.formats["名簿", 15, 5] == model.formats["名簿", 10, 11] == "0_ "
    pressed("TidyUndo", now(), model, monkeypatch)
    assert model.alerts[-1] == "元に戻すものはありません。"


def test_injected_formulas_stay_text() -> None:
    rows = messy_rows()
    rows[3][2] = "=cmd|' /C calc'!A1"
    from validators.profile import default
    from workbooks.grid import Book, Grid

    grid = Grid("名'簿\"", [list(HEADINGS), *rows])
    report = check_book(Book("x", (grid,)), default(), dt.date(2026, 6, 30))
    plan = marks.marking(report, {}, {})
    formulas = [
        v
        for block in plan.blocks
        if block.number_format != "@"
        for row in block.values
        for v in row
        if str(v).startswith("=")
    ]
    assert formulas and all(str(f).startswith("=HYPERLINK(\"#'名''簿\"\"'!") for f in formulas)
    assert any(
        str(v).startswith("=cmd")
        for block in plan.blocks
        if block.number_format == "@"
        for row in block.values
        for v in row
    )
