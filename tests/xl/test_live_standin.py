"""The buttons on a small recording stand-in for the open book: what the remote engine cannot read
(fills, formats, formulas, merges).

Every method and property the stand-in offers has to exist on xlwings' own classes with parameters
of the same names, so it cannot drift.
"""

from __future__ import annotations

import datetime as dt
import inspect
from pathlib import Path

import pytest
import xlwings

from workbooks.grid import address, position
from workbooks.roster import check as roster_check
from workbooks.samples.rosters import HEADINGS, messy_rows
from workbooks.sheet_names import TIDY
from xl import live, ribbon
from xl.settings import profile_in_use


class Collection(list):  # type: ignore[type-arg]
    """rows or columns of a range."""

    @property
    def count(self) -> int:
        return len(self)


class Range:
    """A rectangle of one sheet."""

    def __init__(self, sheet: Sheet, first: tuple[int, int], last: tuple[int, int]) -> None:
        self._sheet, self._first, self._last = sheet, first, last

    row = property(lambda self: self._first[0])
    column = property(lambda self: self._first[1])
    rows = property(lambda self: Collection(range(self._first[0], self._last[0] + 1)))
    columns = property(lambda self: Collection(range(self._first[1], self._last[1] + 1)))
    count = property(lambda self: len(self.rows) * len(self.columns))

    def _cells(self) -> list[list[tuple[int, int]]]:
        return [[(r, c) for c in self.columns] for r in self.rows]

    def options(self, convert: object = None, **options: object) -> Range:
        return self

    @property
    def value(self) -> object:
        return [[self._sheet.values.get(c) for c in row] for row in self._cells()]

    @value.setter
    def value(self, values: list[list[object]]) -> None:
        self._sheet.log("value")
        for cells, row in zip(self._cells(), values, strict=True):
            for cell, value in zip(cells, row, strict=True):
                self._sheet.values[cell] = value

    @property
    def formula(self) -> str:
        return self._sheet.formulas.get(self._first, str(self._sheet.values.get(self._first) or ""))

    @property
    def number_format(self) -> str:
        return self._sheet.formats.get(self._first, "General")

    @number_format.setter
    def number_format(self, code: str) -> None:
        self._sheet.log("number_format")
        self._sheet.formats.update({c: code for row in self._cells() for c in row})

    @property
    def color(self) -> tuple[int, int, int] | None:
        return self._sheet.fills.get(self._first)

    def set_colors(self, colors: list[list[object]]) -> None:
        self._sheet.log("set_colors")
        assert self.count <= 10_000
        for cells, row in zip(self._cells(), colors, strict=True):
            for cell, colour in zip(cells, row, strict=True):
                if colour is None:
                    self._sheet.fills.pop(cell, None)
                elif colour is not ...:
                    self._sheet.fills[cell] = tuple(
                        int(str(colour)[i : i + 2], 16) for i in (1, 3, 5)
                    )  # type: ignore[assignment]

    def _merge(self, cell: tuple[int, int]) -> tuple[tuple[int, int], tuple[int, int]] | None:
        return next(
            (
                m
                for m in self._sheet.merges
                if m[0][0] <= cell[0] <= m[1][0] and m[0][1] <= cell[1] <= m[1][1]
            ),
            None,
        )

    @property
    def merge_cells(self) -> bool | None:
        inside = [self._merge(c) is not None for row in self._cells() for c in row]
        return all(inside) or (None if any(inside) else False)

    @property
    def merge_area(self) -> Range:
        return Range(self._sheet, *(self._merge(self._first) or (self._first, self._first)))

    @property
    def note(self) -> Note | None:
        return Note(self._sheet, self._first) if self._first in self._sheet.notes else None

    def add_note(self, text: str) -> None:
        assert self._first not in self._sheet.notes
        self._sheet.notes[self._first] = text

    def select(self) -> None:
        self._sheet.book.selected = (self._sheet.name, address(*self._first))


class Note:
    """A cell note."""

    def __init__(self, sheet: Sheet, cell: tuple[int, int]) -> None:
        self._sheet, self._cell = sheet, cell

    @property
    def text(self) -> str:
        return self._sheet.notes[self._cell]

    def delete(self) -> None:
        del self._sheet.notes[self._cell]


class Sheet:
    """A worksheet."""

    def __init__(self, book: Book, name: str, rows: list[list[object]] = []) -> None:  # noqa: B006
        self.book, self.name, self.visible = book, name, True
        self.values: dict[tuple[int, int], object] = {
            (i, j): v
            for i, r in enumerate(rows, 1)
            for j, v in enumerate(r, 1)
            if v not in (None, "")
        }
        self.fills: dict[tuple[int, int], tuple[int, int, int]] = {}
        self.formats: dict[tuple[int, int], str] = {}
        self.notes: dict[tuple[int, int], str] = {}
        self.formulas: dict[tuple[int, int], str] = {}
        self.merges: list[tuple[tuple[int, int], tuple[int, int]]] = []

    def log(self, what: str) -> None:
        self.book.log.append(what)

    @property
    def used_range(self) -> Range:
        return Range(
            self,
            (1, 1),
            (
                max((r for r, _ in self.values), default=1),
                max((c for _, c in self.values), default=1),
            ),
        )

    def range(self, cell1: object, cell2: object = None) -> Range:
        if isinstance(cell1, str):
            cell1 = position(cell1)
        elif isinstance(cell1, int):
            cell1, cell2 = (cell1, cell2), None
        return Range(self, cell1, cell2 or cell1)  # type: ignore[arg-type]

    def clear_contents(self) -> None:
        self.log("clear_contents")
        self.values.clear()

    def activate(self) -> None:
        self.book.sheets.active = self


class Sheets(list):  # type: ignore[type-arg]
    """The sheets of a book."""

    active: Sheet

    def __getitem__(self, key: object) -> Sheet:  # type: ignore[override]
        return (
            super().__getitem__(key)
            if isinstance(key, int)
            else next(s for s in self if s.name == key)
        )  # type: ignore[call-overload,no-any-return]

    def add(self, name: str | None = None, before: object = None, after: object = None) -> Sheet:
        sheet = Sheet(self[0].book, name or "")
        self.append(sheet)
        return sheet


class App:
    """The application."""

    def __init__(self) -> None:
        self.alerts: list[str] = []
        self.stages: list[str] = []

    @property
    def status_bar(self) -> str:
        return self.stages[-1] if self.stages else ""

    @status_bar.setter
    def status_bar(self, text: str) -> None:
        self.stages.append(text)

    def alert(
        self,
        prompt: str,
        title: str | None = None,
        buttons: str = "ok",
        mode: str | None = None,
        callback: str | None = None,
    ) -> None:
        self.alerts.append(prompt)


class Book:
    """The open book."""

    def __init__(self, **sheets: list[list[object]]) -> None:
        self.name, self.log, self.app = "名簿.xlsx", [], App()
        self.selected: tuple[str, str] | None = None
        self.sheets = Sheets(Sheet(self, name, rows) for name, rows in sheets.items())
        self.sheets.active = self.sheets[0]

    @property
    def selection(self) -> Range:
        sheet, cell = self.selected or (self.sheets[0].name, "A1")
        return self.sheets[sheet].range(cell)


@pytest.mark.parametrize(
    ("ours", "theirs"),
    [
        (Range, xlwings.Range),
        (Note, xlwings.main.Note),
        (Sheet, xlwings.Sheet),
        (Sheets, xlwings.main.Sheets),
        (App, xlwings.App),
        (Book, xlwings.Book),
    ],
)
def test_the_stand_in_offers_only_what_xlwings_has(ours: type, theirs: type) -> None:
    for name, member in vars(ours).items():
        if name.startswith("_") or name == "log":
            continue
        assert hasattr(theirs, name), f"xlwings.{theirs.__name__}.{name}"
        if inspect.isfunction(member):
            parameters = list(inspect.signature(member).parameters)
            real = list(inspect.signature(getattr(theirs, name)).parameters)
            assert [p for p in parameters if p != "options"] == real[
                : len([p for p in parameters if p != "options"])
            ], name


@pytest.fixture(autouse=True)
def _home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Path, "home", lambda: tmp_path)


def roster() -> Book:
    return Book(名簿=[["令和7年度 研修修了者名簿"], [], [], list(HEADINGS), *messy_rows()])


def shown(book: Book) -> None:
    """Excel shows the text of our HYPERLINK formulas as the value."""
    sheet = book.sheets["検証結果"]
    for cell, value in list(sheet.values.items()):
        if str(value).startswith("=HYPERLINK"):
            sheet.formulas[cell], sheet.values[cell] = str(value), str(value).split('"')[3]


def test_own_fills_are_read_and_come_back() -> None:
    book = roster()
    sheet = book.sheets["名簿"]
    own = {(6, 11): (0, 255, 0), (8, 5): (0, 0, 255), (5, 1): (18, 52, 86)}
    sheet.fills.update(own)
    for _ in range(2):  # a second run must not take our colours for the clerk's
        ribbon.press("CheckRoster", book)
        shown(book)
        assert sheet.fills[6, 11] == (255, 199, 206) and len(sheet.fills) > 10
    ribbon.press("ClearMarks", book)
    assert sheet.fills == own and book.sheets.active.name == "名簿" and len(book.app.alerts) == 3


def test_stages_are_shown_and_stopping_changes_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    book = roster()
    ribbon.press("CheckRoster", book)
    assert [s.split(": ")[1][:3] for s in book.app.stages] == ["名簿を", "確かめ", "色を付"]
    book, before = roster(), dict(roster().sheets["名簿"].values)

    def stop(book: Book, text: str) -> None:
        if text.startswith("色"):
            raise live.Stopped

    monkeypatch.setattr(live, "stage", stop)
    ribbon.press("CheckRoster", book)
    assert (
        book.app.alerts == ["中止しました。ブックは変えていません。"]
        and book.log == []
        and book.sheets["名簿"].values == before
    )


def test_notes_are_an_option_and_only_ours_go(tmp_path: Path) -> None:
    book = roster()
    sheet = book.sheets["名簿"]
    sheet.notes[6, 11] = "係のメモ"
    ribbon.press("CheckRoster", book)
    assert sheet.notes == {(6, 11): "係のメモ"}
    ribbon.press("ClearMarks", book)
    (tmp_path / ".careerup").mkdir()
    (tmp_path / ".careerup" / "profile.toml").write_text(
        "[excel]\nnotes = true\n", encoding="utf-8"
    )
    for _ in range(2):
        ribbon.press("CheckRoster", book)
        shown(book)
    assert (
        sheet.notes[6, 11] == "係のメモ"
        and sheet.notes[8, 5].startswith("[careerup] 「5.4.1」")
        and len(sheet.notes) > 10
    )
    ribbon.press("ClearMarks", book)
    assert sheet.notes == {(6, 11): "係のメモ"}


def test_settings_doctor_and_help_are_one_dialog_each(tmp_path: Path) -> None:
    book = roster()
    for button, word in (("Settings", "profile.toml"), ("Doctor", "Windows"), ("Help", "検証結果")):
        ribbon.press(button, book)
        assert word in book.app.alerts[-1]
    assert (
        len(book.app.alerts) == 3
        and book.log == []
        and "method" in (tmp_path / ".careerup" / "profile.toml").read_text(encoding="utf-8")
    )
    (tmp_path / ".careerup" / "profile.toml").write_text(
        "[filing]\nmethod = 'D'\n", encoding="utf-8"
    )
    ribbon.press("CheckRoster", book)
    assert "A、B、C" in book.app.alerts[-1] and book.log == []


def test_headings_merged_over_rows_are_read() -> None:
    rows = messy_rows()
    book = Book(
        名簿=[
            ["No", "受講者", "", "", "修了"],
            ["", "登録番号", "氏名", "生年月日", "研修分野", "修了証番号", "修了年月日"],
            *[[r[0], r[1], r[2], r[4], r[9], r[10], r[11]] for r in rows],
        ]
    )
    book.sheets["名簿"].merges += [((1, 1), (2, 1)), ((1, 2), (1, 4)), ((1, 5), (1, 7))]
    grid = live.read(book).grids[0]
    assert [(m.top, m.left, m.bottom, m.right) for m in grid.merges] == [
        (1, 1, 2, 1),
        (1, 2, 1, 4),
        (1, 5, 1, 7),
    ]
    report = roster_check.check_book(live.read(book), profile_in_use(), dt.date(2026, 6, 30))
    assert report.tables[0].header_rows == (1, 2) and report.tables[0].rows == 16


def test_tidying_skips_formulas_and_puts_formats_back() -> None:
    book = roster()
    sheet = book.sheets["名簿"]
    sheet.formulas[5, 11] = '="１０２５０２４"&"００００１"'
    sheet.formats[15, 5] = "yyyy/m/d"
    ribbon.press("Tidy", book)
    assert [row[0] for row in _list(book)] == ["E15", "J16"]
    ribbon.press("TidyApply", book)
    assert (
        sheet.values[15, 5] == dt.datetime(1988, 5, 25)
        and sheet.formats[15, 5].startswith("[$-411]ggge")
        and sheet.values[16, 10] == "食育・アレルギー対応"
    )
    ribbon.press("TidyUndo", book)
    assert (
        sheet.values[15, 5] == "Ｓ６３．５．２５"
        and sheet.formats[15, 5] == "yyyy/m/d"
        and sheet.values[16, 10] == "食育・アレルギ一対応"
    )


def _list(book: Book) -> list[tuple[object, ...]]:
    values = book.sheets[TIDY].values
    return [(values[r, c], values[r, c + 3]) for (r, c) in values if c == 4 and r > 4]


class Refusing(Sheet):
    """A protected sheet: Excel refuses through COM."""

    def range(self, cell1: object, cell2: object = None) -> Range:
        raise type("com_error", (Exception,), {})(-2147352567, "Exception occurred.")


def test_a_refusal_is_one_sentence_and_a_fault_of_ours_is_not_called_protection(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    book = roster()
    book.sheets[0].__class__ = Refusing
    monkeypatch.setattr(live, "_merges", lambda sheet, used: ())
    monkeypatch.setattr(live, "colours", lambda book, cells: {})
    ribbon.press("CheckRoster", book)
    assert (
        len(book.app.alerts) == 1
        and "保護" in book.app.alerts[0]
        and "Exception" not in book.app.alerts[0]
    )
    monkeypatch.setattr(roster_check, "check_book", lambda *a: 1 / 0)
    ribbon.press("CheckRoster", book)
    assert "開発者に知らせて" in book.app.alerts[1] and "ZeroDivisionError" in book.app.alerts[1]
