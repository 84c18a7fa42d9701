"""申請チェック, 指定期限チェック and 修了証番号を付番 on xlwings' remote engine."""

from __future__ import annotations

from pathlib import Path

import pytest
import remote

from workbooks.samples import ledgers
from workbooks.samples.rosters import HEADINGS, clean_rows
from workbooks.sheet_names import OWN_SHEETS
from xl import ribbon

pytestmark = pytest.mark.remote_engine


@pytest.fixture(autouse=True)
def _home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Path, "home", lambda: tmp_path)
    (tmp_path / ".careerup").mkdir()
    (tmp_path / ".careerup" / "profile.toml").write_text(
        'prefecture = "群馬県"\n', encoding="utf-8"
    )


def press(
    button: str, content: dict[str, list[list[object]]], model: remote.Model, **more: object
) -> list[dict[str, object]]:
    book = remote.book(content, **more)
    ribbon.press(button, book)
    actions: list[dict[str, object]] = book.json()["actions"]
    model.apply(actions)
    return actions


def test_applications_are_marked_and_listed_and_the_list_is_not_read_again() -> None:
    content: dict[str, list[list[object]]] = {
        "申請": [["台帳"], [], list(ledgers.APPLICATION_HEADINGS), *ledgers.messy_applications()]
    }  # type: ignore[list-item]
    model = remote.Model(content)
    actions = press("CheckApplications", content, model)
    assert (
        model.names == ["申請", "検証結果", "申請一覧"]
        and model.fills["申請", 5, 2] == "#FFC7CD"
        and len(model.alerts) == 1
        and len(actions) <= 21
    )
    rows = model.rows("申請一覧")
    assert rows[2][:3] == ["受付番号", "申請者", "研修種別"] and [r[3] for r in rows[3:]] == [
        "期限内",
        "超過10日",
        "期限内",
        "境界",
        "期限内",
    ]
    shown = [[remote.shown(v) for v in row] for row in model.rows("検証結果")]
    again = {**content, "検証結果": shown, "申請一覧": rows}
    second = remote.Model(again)
    press("CheckApplications", again, second)
    assert [r[3] for r in second.rows("申請一覧")[3:]] == [
        "期限内",
        "超過10日",
        "期限内",
        "境界",
        "期限内",
    ] and "継続" in str(second.rows("検証結果"))


def test_designations() -> None:
    content: dict[str, list[list[object]]] = {
        "指定台帳": [
            ["台帳"],
            [],
            list(ledgers.DESIGNATION_HEADINGS),
            *map(list, ledgers.DESIGNATIONS),
        ]
    }
    model = remote.Model(content)
    press("CheckDesignations", content, model)
    assert {"検証結果", "失効・まもなく失効", "更新のお知らせ"} <= set(model.names) and len(
        model.alerts
    ) == 1
    wrong: dict[str, list[list[object]]] = {"表": [["a", "b"], [1, 2]]}
    model = remote.Model(wrong)
    press("CheckDesignations", wrong, model)
    assert "指定台帳の表が見つかりません" in model.alerts[0] and model.names == ["表"]


def roster(blank: tuple[int, ...]) -> dict[str, list[list[object]]]:
    rows = clean_rows()
    for n in blank:
        rows[n][HEADINGS.index("修了証番号")] = ""
    return {"名簿": [["名簿"], ["研修実施機関番号：02"], [], list(HEADINGS), *rows]}  # type: ignore[list-item]


def test_numbers_go_into_blank_cells_only() -> None:
    content = roster((13, 14, 15))
    model = remote.Model(content)
    before = dict(model.values["名簿"])
    press("Number", content, model)
    new = {cell: v for cell, v in model.values["名簿"].items() if before.get(cell) != v}
    assert new == {
        (18, 11): "102502400014",
        (19, 11): "102502400015",
        (20, 11): "102502400016",
    } and all(model.values["名簿"][c] == v for c, v in before.items())
    assert model.names[-1] == "付番の一覧" and "3 人に修了証番号を付けました" in model.alerts[0]


def test_a_selection_of_rows_limits_the_numbering() -> None:
    content = roster((13, 14, 15))
    model = remote.Model(content)
    press("Number", content, model, selection="A19:C20")
    assert (18, 11) not in model.values["名簿"] and model.values["名簿"][19, 11] == "102502400014"
    full = remote.Model(roster(()))
    press("Number", roster(()), full)
    assert full.alerts == ["修了証番号のない行はありません。"] and full.names == ["名簿"]


def test_numbers_of_the_register_stay_reserved_until_the_report_comes(tmp_path: Path) -> None:
    """Nobody knows whether the clerk will save: the same people get the same numbers again, others get others."""
    from workbooks.ledger.numbers import reserved
    from workbooks.ledger.store.open import open_ledger

    place = tmp_path / "台帳.sqlite"
    (tmp_path / ".careerup" / "profile.toml").write_text(
        f'prefecture = "群馬県"\n[ledger]\nplace = "{place.as_posix()}"\n', encoding="utf-8"
    )
    blank = tuple(range(16))
    missing = remote.Model(roster(blank))
    press("Number", roster(blank), missing)
    assert "勝手には作りません" in missing.alerts[-1] and not place.exists()
    open_ledger(place, create=True).close()
    for _ in range(2):
        model = remote.Model(roster(blank))
        press("Number", roster(blank), model)
        assert [model.values["名簿"][5 + n, 11] for n in range(16)] == [
            f"1025024{n:05}" for n in range(1, 17)
        ], model.alerts
    assert len(reserved(open_ledger(place))) == 16


def test_every_list_a_button_writes_is_known_as_ours() -> None:
    """A sheet we wrote must not be taken for the clerk's table on the next press; 研修修了者名簿
    alone goes on to be numbered."""
    from desk import (
        TODAY,
        application_book,
        check_applications,
        check_designations,
        check_participants,
    )

    from workbooks.samples.ledgers import DESIGNATIONS, participants

    lists = [
        *check_applications(application_book()).lists,
        *check_designations(DESIGNATIONS, TODAY).lists,
        *check_participants(participants()).lists,
    ]
    assert {listing.title for listing in lists} - OWN_SHEETS == {"研修修了者名簿"}
