"""The button 差戻し・受理・更新 on xlwings' own object model: letters in a new folder, the book itself untouched."""

from __future__ import annotations

import datetime as dt
from email import message_from_bytes, policy
from pathlib import Path

import docx
import pytest
import remote

from validators.profile import default
from workbooks.grid import Book, Grid
from workbooks.samples import ledgers
from workbooks.samples.rosters import HEADINGS, clean_rows, messy_rows
from xl import live, ribbon
from xl.buttons.letter import letters_of, overdue_of

pytestmark = pytest.mark.remote_engine

TITLE: list[list[object]] = [
    ["研修修了者名簿"],
    ["研修実施機関番号　02　一般社団法人みなかみ保育研修会"],
    [],
    list(HEADINGS),
]
LEDGER: list[list[object]] = [
    list(ledgers.DESIGNATION_HEADINGS),
    *map(list, ledgers.DESIGNATIONS),
]
MESSY: list[list[object]] = [*TITLE, *messy_rows()]
CLEAN: list[list[object]] = [*TITLE, *clean_rows()]


@pytest.fixture(autouse=True)
def _home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Path, "home", lambda: tmp_path / "home")
    monkeypatch.setattr(live, "folder", lambda book: tmp_path)


def pressed(content: dict[str, list[list[object]]], button: str = "Letter") -> str:
    """The dialog shown; nothing else may have been done to the book."""
    book = remote.book(content)
    ribbon.press(button, book)
    (action,) = book.json()["actions"]
    assert action["func"] == "alert"
    return str(action["args"][0])


@pytest.mark.parametrize(
    ("rows", "title", "words"),
    [(MESSY, "差戻し", "名簿 K6　修了証番号の重複"), (CLEAN, "受理", "受理しました")],
)
def test_a_report_is_sent_back_or_accepted(
    tmp_path: Path, rows: list[list[object]], title: str, words: str
) -> None:
    told = pressed({"名簿": rows, "指定台帳": LEDGER})
    assert "文書を 1 件" in told and f"みなかみ保育研修会（{title}）" in told
    (folder,) = (path for path in tmp_path.iterdir() if path.name.endswith("_文書"))
    made = sorted(folder.iterdir())
    assert [path.suffix for path in made] == [".docx", ".eml"]
    text = "\n".join(paragraph.text for paragraph in docx.Document(str(made[0])).paragraphs)
    assert words in text and "石田" not in text
    mail = message_from_bytes(made[1].read_bytes(), policy=policy.default)
    assert mail["X-Unsent"] == "1" and words in mail.get_content()
    assert "文書を 1 件" in pressed(
        {"名簿": rows, "指定台帳": LEDGER}
    )  # a second time: a second folder
    assert sum(path.name.endswith(("_文書", "_文書(2)")) for path in tmp_path.iterdir()) == 2


def test_a_register_of_designations_gives_renewals() -> None:
    book = Book("台帳.xlsx", (Grid("指定台帳", LEDGER),))
    letters, unaddressed = letters_of(book, default(), dt.date(2026, 2, 1))
    assert {one.title for one in letters} == {"更新のお知らせ"} and unaddressed == []
    assert letters_of(book, default(), dt.date(2040, 1, 1)) == ([], [])


def test_what_did_not_come_in_is_asked_for(tmp_path: Path) -> None:
    """What came in is known from the book's own rosters or the register; without both it is asked."""
    assert "実績報告を取込" in pressed({"指定台帳": LEDGER}, "LetterOverdue")
    book = Book("台帳.xlsx", (Grid("指定台帳", LEDGER), Grid("名簿", CLEAN)))
    (one,), unread = overdue_of(book, default(), dt.date(2026, 7, 6))
    assert "乳児保育" in one.text and "食育" not in one.text  # 食育 came in
    assert [rule for rule, _ in unread] == ["letters-unread"]  # 03 and 04 name no day
    assert overdue_of(book, default(), dt.date(2025, 10, 31))[0] == []  # due today
    late = [[*row] for row in LEDGER]
    late[1][-2] = dt.date.today() - dt.timedelta(days=30)  # the button's own day is today
    told = pressed({"指定台帳": late, "名簿": CLEAN}, "LetterOverdue")
    assert "みなかみ保育研修会（督促）" in told and "提出予定日の読めない機関" in told
    assert "指定台帳のシートを写してから" in pressed({"名簿": CLEAN}, "LetterOverdue")


def test_what_is_missing_is_said(tmp_path: Path) -> None:
    assert "指定台帳のシートを写してから" in pressed({"名簿": CLEAN})
    assert "見つかりません" in pressed({"表": [["a", "b"], [1, 2]]})
    assert [path.name for path in tmp_path.iterdir()] in ([], ["home"])
