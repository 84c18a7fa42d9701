"""受付状況: what was planned, came, went back and is missing, by body and kind."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from ledgers import completion, report

from validators.profile import default
from workbooks.designations.coverage import Planned, Row, planned_of
from workbooks.grid import Book, Grid
from workbooks.ledger import designations, imports, receive, reception, verify
from workbooks.ledger.reception import Asked
from workbooks.ledger.store.engine import Ledger
from workbooks.ledger.store.open import open_ledger
from workbooks.roster import check as rosters
from workbooks.samples.rosters import HEADINGS, clean_rows

TODAY = dt.date(2026, 2, 15)
DUE = dt.date(2026, 1, 31)


@pytest.fixture
def ledger(tmp_path: Path) -> Ledger:
    made = open_ledger(tmp_path / "台帳.sqlite", create=True)
    rows = [
        Row(2, "研修会", "", "", (4, 5), dt.date(2025, 4, 1), (), True),
        Row(3, "協会", "", "", (7,), dt.date(2025, 4, 1), (), True),
    ]
    designations.take(made, 10, rows, TODAY)
    return made


def states(ledger: Ledger, *planned: Planned) -> dict[tuple[str, str], tuple[object, ...]]:
    """(body, kind) → 定員, 修了者数, 誤り, 差戻し回数, 状況."""
    table = reception.reception(ledger, Asked(10, 2025, TODAY, planned))
    return {(str(r[1]), str(r[2])): (*r[3:7], r[9]) for r in table.rows}


def faulty(mark: str) -> Book:
    """The report of body 02 with two dates nobody can read."""
    rows = [list(row) for row in clean_rows()]
    for row in rows[:2]:
        row[HEADINGS.index("修了年月日")] = mark
    cells: list[list[object]] = [["研修実施機関番号：02"], list(HEADINGS), *rows]
    return Book("報告.xlsx", (Grid("名簿", cells),))


def send(ledger: Ledger, book: Book) -> None:
    tables = rosters.read_rosters([book], default())
    imports.take(ledger, book.name, tables, (default().for_prefecture(10), TODAY))


def test_what_came_what_went_back_and_what_is_missing(ledger: Ledger) -> None:
    plans = [
        Planned(2, "研修会", 4, 2025, 40, DUE),
        Planned(2, "研修会", 4, 2025, 20, None),
        Planned(2, "研修会", 4, 2024, 99, None),
        Planned(3, "協会", 7, None, None, DUE),
        Planned(4, "名簿だけの会", 1, 2025, 10, dt.date(2026, 3, 1)),
    ]
    food, nurse = ("02 研修会", "食育・アレルギー対応"), ("02 研修会", "保健衛生・安全対策")
    management, infants = ("03 協会", "マネジメント"), ("04 名簿だけの会", "乳児保育")
    before = states(ledger, *plans)
    assert before == {
        food: (60, 0, 0, 0, "未提出（提出予定日を 15 日過ぎている）"),
        nurse: ("", 0, 0, 0, "未提出"),
        management: ("", 0, 0, 0, "未提出（提出予定日を 15 日過ぎている）"),
        infants: (10, 0, 0, 0, "未提出"),
    }
    send(ledger, faulty("おととい"))
    send(ledger, faulty("おととい"))  # the same file once more is no second return
    assert states(ledger)[food] == ("", 0, 2, 1, "差戻し中")
    send(ledger, faulty("きのう"))
    assert states(ledger)[food][2:] == (2, 2, "差戻し中")
    receive.receive(ledger, report([completion(n) for n in range(1, 4)]))
    after = states(ledger, *plans)
    assert after[food][:4] == (60, 3, 2, 2) and str(after[food][4]).startswith("受付済み")
    assert verify.verify(ledger).faults == ()


def test_plans_are_read_from_the_list_of_designations(tmp_path: Path) -> None:
    from workbooks.samples import ledgers
    from xl.files import read as closed

    ledgers.write_designations(tmp_path / "指定台帳.xlsx")
    found = planned_of(closed.read(tmp_path / "指定台帳.xlsx"))
    food = [p for p in found if (p.agency, p.kind) == (2, 4)]
    assert [(p.capacity, p.due) for p in food] == [(40, DUE)]
