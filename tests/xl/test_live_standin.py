"""The buttons on a small recording stand-in for the open book: what the remote engine cannot read
(fills, formats, formulas, merges).

Every method and property the stand-in offers has to exist on xlwings' own classes with parameters
of the same names, so it cannot drift.
"""

from __future__ import annotations

import datetime as dt
import inspect
from collections.abc import Callable
from pathlib import Path

import pytest
import remote
import xlwings

from validators.profile import default
from workbooks.a1 import address, position
from workbooks.asking import Stopped
from workbooks.grid import CellError
from workbooks.roster import check as roster_check
from workbooks.samples.rosters import HEADINGS, clean_rows, messy_rows
from workbooks.settings.read import profile_from
from workbooks.sheet_names import TIDY
from xl import live, ribbon
from xl.files.read import read
from xl.live import reading
from xl.settings import profile_in_use


def refusal(number: int = -2146827284) -> Exception:
    """What pywin32 raises when Excel says no."""
    error: Exception = type("com_error", (Exception,), {})(
        -2147352567, "Exception occurred.", (0, "Microsoft Excel", "1004", None, 0, number), None
    )
    return error


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
    address = property(lambda self: address(*self._first))

    def _cells(self) -> list[list[tuple[int, int]]]:
        return [[(r, c) for c in self.columns] for r in self.rows]

    def options(self, convert: object = None, **options: object) -> Range:
        return self

    @property
    def value(self) -> object:
        return [[self._sheet.values.get(c) for c in row] for row in self._cells()]

    @value.setter
    def value(self, values: list[list[object]]) -> None:
        self._sheet.guard()
        self._sheet.log("value")
        for cells, row in zip(self._cells(), values, strict=True):
            for cell, value in zip(cells, row, strict=True):
                self._sheet.values[cell] = value

    raw_value = value

    @property
    def formula(self) -> object:
        shown = tuple(tuple(self._shown(cell) for cell in row) for row in self._cells())
        return shown[0][0] if self.count == 1 else shown

    def _shown(self, cell: tuple[int, int]) -> str:
        return self._sheet.formulas.get(cell, str(self._sheet.values.get(cell) or ""))

    def __getitem__(self, key: tuple[int, int]) -> Range:
        at = self._first[0] + key[0], self._first[1] + key[1]
        return Range(self._sheet, at, at)

    @property
    def number_format(self) -> str | None:
        found = {self._sheet.formats.get(c, "General") for row in self._cells() for c in row}
        return found.pop() if len(found) == 1 else None

    @number_format.setter
    def number_format(self, code: str) -> None:
        self._sheet.guard()
        self._sheet.log("number_format")
        self._sheet.formats.update({c: code for row in self._cells() for c in row})

    @property
    def color(self) -> tuple[int, int, int] | None:
        return self._sheet.fills.get(self._first)

    def set_colors(self, colors: list[list[object]]) -> None:
        self._sheet.guard()
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
        self._sheet.guard()
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
        self.book, self.name, self.visible, self.protected = book, name, True, False
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

    def guard(self) -> None:
        if self.protected:
            raise refusal()

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
        self.guard()
        self.log("clear_contents")
        self.values.clear()

    @property
    def impl(self) -> Front:
        return Front(self)

    def activate(self) -> None:
        raise AssertionError("xlwings wants to be the topmost of all Excel windows here")

    def delete(self) -> None:
        self.book.guard()
        self.book.sheets.remove(self)


class Front:
    """What a host does itself to bring a sheet to the front."""

    def __init__(self, sheet: Sheet) -> None:
        self._sheet = sheet

    def activate(self) -> None:
        self._sheet.book.sheets.active = self._sheet


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
        self[0].book.guard()
        if after is self[-1] and self[-1].visible is False:
            raise refusal()  # xlwings moves the last sheet, Excel moves no very hidden one
        sheet = Sheet(self[0].book, name or "")
        self.insert(self.index(after) + 1 if after else 0, sheet)
        return sheet


class App:
    """The application."""

    def __init__(self) -> None:
        self.alerts: list[str] = []
        self.screen_updating = False
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
        self.structure = False
        self.selected: tuple[str, str] | None = None
        self.sheets = Sheets(Sheet(self, name, rows) for name, rows in sheets.items())
        self.sheets.active = self.sheets[0]

    def guard(self) -> None:
        """A protected structure: no sheet comes or goes."""
        if self.structure:
            raise refusal()

    @property
    def selection(self) -> Range | None:
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
        if name.startswith("_") or name in (
            "log",
            "guard",
            "impl",
        ):  # impl is set by their __init__
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
            sheet.formulas[cell], sheet.values[cell] = str(value), remote.shown(value)


def test_own_fills_are_read_and_come_back() -> None:
    book = roster()
    sheet = book.sheets["名簿"]
    own = {(6, 11): (0, 255, 0), (8, 5): (0, 0, 255), (5, 1): (18, 52, 86)}
    sheet.fills.update(own)
    for _ in range(2):  # a second run must not take our colours for the clerk's
        ribbon.press("CheckRoster", book)
        shown(book)
        assert sheet.fills[6, 11] == (255, 199, 205) and len(sheet.fills) > 10
    ribbon.press("ClearMarks", book)
    assert sheet.fills == own and book.sheets.active.name == "名簿" and len(book.app.alerts) == 3


def test_stages_are_shown_and_stopping_changes_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    book = roster()
    ribbon.press("CheckRoster", book)
    assert [s.split(": ")[1][:3] for s in book.app.stages] == ["名簿を", "確かめ", "色を付"]
    book, before = roster(), dict(roster().sheets["名簿"].values)

    def stop(book: Book, text: str) -> None:
        if text.startswith("色"):
            raise Stopped

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
    for button, word in (("Settings", "設定.xlsx"), ("Doctor", "Windows"), ("Help", "検証結果")):
        ribbon.press(button, book)
        assert word in book.app.alerts[-1]
    made = tmp_path / ".careerup" / "設定.xlsx"
    assert len(book.app.alerts) == 3 and book.log == [] and profile_from(read(made)) == default()
    made.unlink()
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


class Stamp:
    """A picture on the sheet: pywin32 finds no cells on it."""

    def __getattr__(self, name: str) -> object:
        raise AttributeError(f"<unknown>.{name}")


@pytest.mark.parametrize("button", ["NextFinding", "FormCertificate", "Number", "LedgerFind"])
def test_a_selected_stamp_is_one_sentence(
    button: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CAREERUP_LEDGER", str(tmp_path / "台帳.sqlite"))
    monkeypatch.setattr(live, "folder", lambda book: tmp_path)
    book = roster()
    book.__class__ = Stamped
    before = dict(book.sheets["名簿"].values)
    ribbon.press(button, book)
    assert book.app.alerts == [
        "図形か印影、グラフが選ばれています。セルを選んでから、もう一度押してください。"
    ]
    assert book.sheets["名簿"].values == before and len(book.sheets) == 1


class Stamped(Book):
    """A book in which a stamp is selected, as pywin32 tells it."""

    @property
    def selection(self) -> Range | None:
        return Stamp().Address  # type: ignore[attr-defined,no-any-return]


def state(book: Book) -> list[object]:
    """All that a button could have changed."""
    if any(s.name == "検証結果" for s in book.sheets):
        shown(book)
    return [
        (
            s.name,
            {at: v for at, v in s.values.items() if v not in (None, "")},
            dict(s.fills),
            dict(s.notes),
            {at: code for at, code in s.formats.items() if code != "General"},
        )
        for s in book.sheets
    ]


def second_roster(book: Book) -> Sheet:
    """Other persons on another sheet of the same book."""
    rows = messy_rows()
    for row in rows:
        if row[2]:
            row[2] = f"別{row[2]}"
    title = ["令和8年度 研修修了者名簿"]
    book.sheets.append(Sheet(book, "名簿2", [title, [], [], list(HEADINGS), *rows]))
    return book.sheets[-1]


def protect_structure(book: Book) -> None:
    """ブックの保護."""
    book.structure = True


def protect_list(book: Book) -> None:
    """The list of the last run is protected."""
    ribbon.press("CheckRoster", book)
    shown(book)
    book.sheets["検証結果"].protected = True


def protect_second_roster(book: Book) -> None:
    """The first of two rosters is painted when the second refuses."""
    other = second_roster(book)
    other.protected = True


def protect_second_after_a_run(book: Book) -> None:
    """The same with the list of an earlier run, which has to come back."""
    protect_second_roster(book)
    book.sheets[1].protected = False
    ribbon.press("CheckRoster", book)
    shown(book)
    ribbon.press("ClearMarks", book)
    book.sheets[1].protected = True


@pytest.mark.parametrize(
    "refuse",
    [protect_structure, protect_list, protect_second_roster, protect_second_after_a_run],
)
@pytest.mark.parametrize("notes", [False, True])
def test_a_refused_run_leaves_no_trace(
    refuse: Callable[[Book], None], notes: bool, tmp_path: Path
) -> None:
    (tmp_path / ".careerup").mkdir()
    (tmp_path / ".careerup" / "profile.toml").write_text(
        f"[excel]\nnotes = {str(notes).lower()}\n", encoding="utf-8"
    )
    book = roster()
    book.sheets["名簿"].fills.update({(6, 11): (0, 255, 0), (8, 5): (0, 0, 255)})
    refuse(book)
    before = state(book)
    book.app.alerts.clear()
    ribbon.press("CheckRoster", book)
    assert len(book.app.alerts) == 1 and "書き込めませんでした" in book.app.alerts[0]
    assert state(book) == before


def test_the_first_run_after_a_refusal_knows_the_clerks_own_colours() -> None:
    book = roster()
    own = {(6, 11): (0, 255, 0), (8, 5): (0, 0, 255)}
    book.sheets["名簿"].fills.update(own)
    book.structure = True
    ribbon.press("CheckRoster", book)
    book.structure = False
    ribbon.press("CheckRoster", book)
    shown(book)
    ribbon.press("ClearMarks", book)
    assert book.sheets["名簿"].fills == own


def test_a_very_hidden_last_sheet_is_no_obstacle() -> None:
    book = roster()
    hidden = Sheet(book, "設定", [["x"]])
    hidden.visible = False
    book.sheets.append(hidden)
    ribbon.press("CheckRoster", book)
    assert [s.name for s in book.sheets] == ["名簿", "検証結果", "設定"]


def gunma(home: Path) -> None:
    """運用設定 of a prefecture that numbers."""
    (home / ".careerup").mkdir()
    (home / ".careerup" / "profile.toml").write_text('prefecture = "群馬県"\n', encoding="utf-8")


def without_numbers(title: str, before: str = "") -> list[list[object]]:
    """A roster without a fault and without numbers, with a column for the agency's own."""
    rows: list[list[object]] = [[*row, "02"] for row in clean_rows()]
    for row in rows:
        row[2], row[10] = f"{before}{row[2]}", ""
    headings = [*HEADINGS, "研修実施機関番号"]
    return [[f"{title} 研修修了者名簿"], [], [], headings, *rows]


def test_numbers_refused_half_way_are_taken_back(tmp_path: Path) -> None:
    gunma(tmp_path)
    book = Book(名簿=without_numbers("令和7年度"), 名簿2=without_numbers("令和7年度", "別"))
    book.sheets["名簿2"].protected = True
    before = state(book)
    ribbon.press("Number", book)
    assert "元に戻しました" in book.app.alerts[-1] and state(book) == before
    book.sheets["名簿2"].protected = False
    ribbon.press("Number", book)
    assert "人に修了証番号を付けました" in book.app.alerts[-1]


def test_numbers_of_neighbouring_rows_are_written_at_once(tmp_path: Path) -> None:
    gunma(tmp_path)
    book = Book(名簿=without_numbers("令和7年度"))
    ribbon.press("Number", book)
    numbers = [book.sheets["名簿"].values.get((row, 11)) for row in range(5, 21)]
    assert len({*numbers} - {None}) == 16 and book.log.count("value") == 4  # three of the list


def test_tidying_refused_half_way_is_taken_back() -> None:
    book = roster()
    sheet = book.sheets["名簿"]
    sheet.formats[15, 5] = "yyyy/m/d"
    other = second_roster(book)
    ribbon.press("Tidy", book)
    other.protected = True
    before = state(book)
    ribbon.press("TidyApply", book)
    assert "元に戻しました" in book.app.alerts[-1] and state(book) == before


@pytest.mark.parametrize("name", ["検証結果"])
def test_a_sheet_of_the_clerks_own_is_not_written_over(name: str) -> None:
    book = roster()
    book.sheets.append(Sheet(book, name, [["", "", "", "", "うちの課の控え"], [name]]))
    before = state(book)
    ribbon.press("CheckRoster", book)
    assert book.app.alerts == [
        f"シート「{name}」は careerup が書いたものではないので、書きかえません。"
        "そのシートの名前を変えてから、もう一度押してください。"
    ]
    assert state(book) == before


def test_an_empty_sheet_of_that_name_is_taken_and_ours_known_below_new_rows() -> None:
    book = roster()
    book.sheets.append(Sheet(book, "検証結果"))
    ribbon.press("CheckRoster", book)
    shown(book)
    sheet = book.sheets["検証結果"]
    assert str(sheet.values[1, 1]).endswith("［careerup］")
    sheet.values = {(r + 2, c): v for (r, c), v in sheet.values.items()}  # the clerk adds rows
    ribbon.press("CheckRoster", book)
    assert "書きかえません" not in book.app.alerts[-1] and (1, 1) in sheet.values


@pytest.mark.parametrize(
    ("given", "told"),
    [
        (-2146826243, "#SPILL!"),
        (-2146826238, "#CALC!"),
        (-2146826239, "#FIELD!"),
        (-2146826200, "#ERROR!"),
        ("#N/A", "#N/A"),
    ],
)
def test_every_error_value_is_an_error_and_no_number(given: object, told: str) -> None:
    book = roster()
    book.sheets["名簿"].values[5, 11] = given
    value = live.read(book).grids[0].value(5, 11)
    assert isinstance(value, CellError) and value == told
    ribbon.press("CheckRoster", book)
    listed = [str(v) for v in book.sheets["検証結果"].values.values()]
    assert any(told in v for v in listed) and not any("21468262" in v for v in listed)


def test_a_cell_being_edited_has_a_sentence_of_its_own() -> None:
    assert "入力" in live.trouble(refusal(-2146777998)) and "保護" in live.trouble(refusal())


class Interior:
    """A fill as Excel holds it: what a cell has not is refused."""

    def __init__(self, cells: dict[tuple[int, int], dict[str, object]], at: tuple[int, int]):
        object.__setattr__(self, "_cells", cells)
        object.__setattr__(self, "_at", at)

    def __getattr__(self, name: str) -> object:
        try:
            return self._cells[self._at][name]
        except KeyError:
            raise refusal() from None

    def __setattr__(self, name: str, value: object) -> None:
        cell = self._cells.setdefault(self._at, {})
        if name == "Color":
            cell.pop("ThemeColor", None)
        cell[name] = value


class Patterned(Range):
    """A cell of a host that knows patterns and theme colours."""

    @property
    def api(self) -> object:
        return type("Api", (), {"Interior": Interior(self._sheet.inside, self._first)})()

    def set_colors(self, colors: list[list[object]]) -> None:
        super().set_colors(colors)
        for cells, row in zip(self._cells(), colors, strict=True):
            for cell, colour in zip(cells, row, strict=True):
                if colour is None:
                    self._sheet.inside[cell] = {"Pattern": -4142}
                elif colour is not ...:
                    text = str(colour)
                    self._sheet.inside[cell] = {
                        "Pattern": 1,
                        "Color": int(text[5:7] + text[3:5] + text[1:3], 16),
                    }


class PatternedSheet(Sheet):
    """A sheet whose cells have more than a colour."""

    inside: dict[tuple[int, int], dict[str, object]]

    def range(self, cell1: object, cell2: object = None) -> Range:
        found = super().range(cell1, cell2)
        found.__class__ = Patterned
        return found


def test_patterns_and_theme_colours_come_back_and_gradients_are_not_painted() -> None:
    book = roster()
    sheet = book.sheets["名簿"]
    sheet.__class__ = PatternedSheet
    nothing: dict[str, object] = {"Pattern": -4142}
    own: dict[tuple[int, int], dict[str, object]] = {
        (r, c): dict(nothing) for r in range(1, 40) for c in range(1, 20)
    }
    own[6, 11] = {
        "Pattern": 17,
        "Color": 0x00F0F0,
        "PatternColorIndex": 5,
        "PatternColor": 0x112233,
    }
    own[7, 11] = {"Pattern": 1, "Color": 0xD9D9D9, "ThemeColor": 5, "TintAndShade": 0.4}
    own[8, 5] = {"Pattern": 4000}
    sheet.inside = {at: dict(fill) for at, fill in own.items()}  # type: ignore[attr-defined]
    for _ in range(2):
        ribbon.press("CheckRoster", book)
        shown(book)
    marked = {at for at, fill in sheet.inside.items() if fill != own[at]}  # type: ignore[attr-defined]
    assert {(6, 11), (7, 11)} <= marked and (8, 5) not in marked
    ribbon.press("ClearMarks", book)
    now = sheet.inside  # type: ignore[attr-defined]
    assert (
        now[6, 11]
        == {
            "Pattern": 17,
            "Color": 0x00F0F0,
            "PatternColor": 0x112233,
        }
        and now[7, 11]["ThemeColor"] == 5
        and now[7, 11]["TintAndShade"] == 0.4
    )
    assert {at for at in now if now[at] != own[at]} <= {(6, 11), (7, 11)}


class Refusing(Sheet):
    """A protected sheet: Excel refuses through COM."""

    def range(self, cell1: object, cell2: object = None) -> Range:
        raise type("com_error", (Exception,), {})(-2147352567, "Exception occurred.")


def test_a_refusal_is_one_sentence_and_a_fault_of_ours_is_not_called_protection(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    book = roster()
    book.sheets[0].__class__ = Refusing
    monkeypatch.setattr(reading, "_merges", lambda sheet, used: ())
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
