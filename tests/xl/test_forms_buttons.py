"""The buttons 様式 on xlwings' own object model (its remote engine): a new file beside the open
book, the book itself untouched."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest
import remote

from workbooks import templates
from workbooks.samples import filings, ledgers
from workbooks.samples.rosters import HEADINGS, clean_rows, messy_rows
from xl import live, ribbon

pytestmark = pytest.mark.remote_engine

ROSTER: dict[str, list[list[object]]] = {
    "表紙": [["表紙"]],
    "名簿": [["研修修了者名簿"], [], [], list(HEADINGS), *clean_rows()],
}
LEDGER: dict[str, list[list[object]]] = {
    "申請台帳": [list(filings.HEADINGS), *map(list, filings.ROWS)],
    "指定台帳": [list(ledgers.DESIGNATION_HEADINGS), *map(list, ledgers.DESIGNATIONS)],
}


@pytest.fixture(autouse=True)
def _home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Path, "home", lambda: tmp_path / "home")
    (tmp_path / "home" / ".careerup").mkdir(parents=True)
    (tmp_path / "home" / ".careerup" / "profile.toml").write_text(
        'prefecture = "群馬県"\n[forms]\nissuer = ["群馬県知事　架空　三郎"]\n', encoding="utf-8"
    )
    monkeypatch.setattr(live, "folder", lambda book: tmp_path)


def pressed(button: str, content: dict[str, list[list[object]]], **more: object) -> list[str]:
    """Press; the dialogs shown. Nothing else may have been done to the book."""
    book = remote.book(content, **more)
    ribbon.press(button, book)
    actions = book.json()["actions"]
    assert {a["func"] for a in actions} <= {"alert"}, actions
    return [str(a["args"][0]) for a in actions]


def written(folder: Path) -> list[str]:
    return sorted(p.name for p in folder.iterdir() if p.is_file())


def test_all_rows_when_one_cell_is_chosen(tmp_path: Path) -> None:
    assert pressed("FormCertificate", ROSTER, active=1) == [
        "修了証 16 件を、同じフォルダーの 名簿_修了証.xlsx に作りました。"
    ]
    assert (
        written(tmp_path) == ["名簿_修了証.xlsx", "名簿_修了証_交付簿.xlsx"]
        and len(openpyxl.load_workbook(tmp_path / "名簿_修了証.xlsx").sheetnames) == 16
    )
    assert (
        "名簿_修了証(2).xlsx" in pressed("FormCertificate", ROSTER, active=1)[0]
        and len(written(tmp_path)) == 4
    )


def test_chosen_rows_only(tmp_path: Path) -> None:
    assert "2 件" in pressed("FormCertificate", ROSTER, active=1, selection="B6:D7")[0]
    assert [s["F8"].value for s in openpyxl.load_workbook(tmp_path / "名簿_修了証.xlsx")] == [
        "石田　蓮",
        "上原　千尋",
    ]
    assert (
        "選んだ行に記録がありません"
        in pressed("FormCertificate", ROSTER, active=1, selection="A40:A41")[0]
        and len(written(tmp_path)) == 2
    )


def test_rows_with_a_fault_are_told_in_the_same_dialog(tmp_path: Path) -> None:
    content = {"名簿": [list(HEADINGS), *messy_rows()]}
    (message,) = pressed("FormCertificate", content)  # type: ignore[arg-type]
    assert (
        "5 件" in message
        and "次の 11 件は作っていません。\n名簿!K3 石田 蓮:" in message
        and "ほか 6 件" in message
    )
    (message,) = pressed("FormCertificate", content, selection="A6:A6")  # type: ignore[arg-type]
    assert "5 件" in message


def test_notices_keep_numbers_of_the_ledger_in_the_same_book(tmp_path: Path) -> None:
    (message,) = pressed("FormNotice", LEDGER)
    assert "指定通知書 2 件" in message and [
        s["E9"].value for s in openpyxl.load_workbook(tmp_path / "名簿_指定通知書.xlsx")
    ] == ["03", "05"]


def test_a_new_number_is_remembered_in_a_copy_of_the_saved_book(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    for name, rows in LEDGER.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
    book.save(tmp_path / "名簿.xlsx")
    other = [list(row) for row in filings.ROWS]
    for row in other:
        row[filings.HEADINGS.index("申請者の名称")] = "社会福祉法人べつのこども会"
    (message,) = pressed("FormNotice", LEDGER)
    assert "名簿_番号追加.xlsx" in message and "新しい番号 05" in message
    again = {**LEDGER, "申請台帳": [list(filings.HEADINGS), *other]}
    (message,) = pressed("FormNotice", again)  # the open book knows nothing of 05 yet
    assert "新しい番号 06" in message and "名簿_番号追加(2).xlsx" in message
    kept = openpyxl.load_workbook(tmp_path / "名簿_番号追加(2).xlsx")["指定台帳"]
    numbers = {str(c.value) for row in kept.iter_rows() for c in row}
    assert {"05", "06"} <= numbers


def test_headings_chosen_along_with_their_rows_are_nothing_to_tell(tmp_path: Path) -> None:
    (message,) = pressed("FormCertificate", ROSTER, active=1, selection="A1:D6")
    assert "2 件" in message and "記録がありません" not in message


@pytest.mark.parametrize(
    ("button", "rows", "name"),
    [
        ("FormApplication", filings.ROWS, "名簿_指定申請書.xlsx"),
        ("FormRenewal", filings.RENEWALS, "名簿_指定内容更新届出書.xlsx"),
    ],
)
def test_applications_and_renewals(button: str, rows: object, name: str, tmp_path: Path) -> None:
    (message,) = pressed(button, {"台帳": [list(filings.HEADINGS), *map(list, rows)]})  # type: ignore[call-overload]
    assert "2 件" in message and written(tmp_path) == sorted(
        [name, name.replace(".xlsx", "_交付簿.xlsx")]
    )


def test_the_prefectures_own_blank_on_this_pc_is_taken(tmp_path: Path) -> None:
    book = openpyxl.load_workbook(templates.blank("certificate"))
    book.worksheets[0]["A1"] = "群馬県"
    book.save(tmp_path / "home" / ".careerup" / "様式第1号_修了証.xlsx")
    pressed("FormCertificate", ROSTER, active=1, selection="A5:A6")
    assert (
        openpyxl.load_workbook(tmp_path / "名簿_修了証.xlsx").worksheets[0]["A1"].value == "群馬県"
    )


def test_what_keeps_a_button_from_working_is_one_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert "様式ではありません" in pressed("FormPdf", ROSTER)[0]
    assert "指定申請" in pressed("FormApplication", ROSTER)[0]
    (tmp_path / "home" / ".careerup" / "profile.toml").unlink()
    assert "発行者が分かりません" in pressed("FormCertificate", ROSTER)[0]
    monkeypatch.setattr(live, "folder", lambda book: None)
    assert "保存してから" in pressed("FormCertificate", ROSTER)[0] and written(tmp_path) == []


@pytest.mark.libreoffice
def test_pdf_of_the_open_forms(tmp_path: Path) -> None:
    """The remote engine prints nothing: the saved file goes through LibreOffice."""
    pressed("FormCertificate", ROSTER, active=1, selection="A5:A6")
    (tmp_path / "名簿_修了証.xlsx").rename(tmp_path / "名簿.xlsx")
    (message,) = pressed("FormPdf", {"修了証": [["保育士等キャリアアップ研修修了証"]]})
    assert message == "名簿.pdf を同じフォルダーに作りました。" and (
        tmp_path / "名簿.pdf"
    ).read_bytes().startswith(b"%PDF")


class _Saved:
    """An open book as far as ``live.folder`` looks at it."""

    def __init__(self, fullname: str) -> None:
        self.fullname = fullname


def test_a_book_lies_in_a_folder_or_nowhere(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.undo()
    assert live.folder(_Saved(str(tmp_path / "名簿.xlsx"))) == tmp_path
    assert (
        live.folder(_Saved("Book1")) is None
        and live.folder(_Saved("https://example.sharepoint.com/x/名簿.xlsx")) is None
    )


class _Area:
    """An area of a selection as Excel's own object model tells it."""

    def __init__(self, top: int, left: int, bottom: int, right: int) -> None:
        self.Row, self.Column = top, left
        self.Rows = type("Rows", (), {"Count": bottom - top + 1})()
        self.Columns = type("Columns", (), {"Count": right - left + 1})()
        sizes = {name: type(name, (), {"Count": n}) for name, n in _SHEET.items()}
        self.Worksheet = type("Worksheet", (), sizes)()


_SHEET = {"Rows": 1_048_576, "Columns": 16_384}


class _Filtered:
    """A sheet whose filter hides rows 11 to 239; asked for several rows at once, Excel says None
    when only some of them are hidden."""

    def __init__(self) -> None:
        self.asked = 0
        rows = type("Rows", (), {"count": 300})()
        self.used_range = type("Used", (), {"row": 1, "rows": rows})()

    def range(self, cell1: tuple[int, int], cell2: tuple[int, int]) -> object:
        self.asked += 1
        found = {10 < row < 240 for row in range(cell1[0], cell2[0] + 1)}
        hidden = found.pop() if len(found) == 1 else None
        row = type("EntireRow", (), {"Hidden": hidden})()
        return type("Range", (), {"api": type("Api", (), {"EntireRow": row})()})()


@pytest.mark.parametrize(
    ("areas", "rows"),
    [
        ([(6, 2, 6, 2)], None),
        ([(6, 2, 8, 2)], {6, 7, 8}),
        ([(5, 1, 6, 16_384)], {5, 6}),
        ([(1, 3, 1_048_576, 3)], None),
        ([(5, 1, 5, 4), (9, 1, 10, 4)], {5, 9, 10}),
        ([(9, 1, 12, 1)], {9, 10}),
        ([(n, 1, n, 14) for n in range(240, 300, 2)], set(range(240, 300, 2))),
        ([(1, 1, 1_048_576, 16_384)], {*range(1, 11), *range(240, 301)}),
        ([(290, 1, 500, 16_384)], set(range(290, 301))),  # below the last used row is nobody
    ],
)
def test_rows_of_a_selection_by_its_areas(
    areas: list[tuple[int, int, int, int]], rows: set[int] | None
) -> None:
    """Never by its address, which ends at 255 characters; hidden rows in few questions."""
    sheet = _Filtered()
    api = type("Api", (), {"Areas": [_Area(*area) for area in areas]})()
    book = _Saved("x")
    book.selection = type("Selection", (), {"api": api})()  # type: ignore[attr-defined]
    book.sheets = type("Sheets", (), {"active": sheet})()  # type: ignore[attr-defined]
    assert live.chosen_rows(book) == rows
    assert sheet.asked <= max(40, len(areas))


@pytest.mark.parametrize(
    ("selection", "rows"),
    [
        ("$B$6", None),
        ("$B$6:$B$8", {6, 7, 8}),
        ("$5:$6", {5, 6}),
        ("$C:$C", None),
        ("$A$5:$D$5,$A$9:$D$10", {5, 9, 10}),
        ("$A$5,$A$9", {5, 9}),
    ],
)
def test_rows_of_a_selection_that_has_only_an_address(
    selection: str, rows: set[int] | None
) -> None:
    book = _Saved("x")
    book.selection = type("Selection", (), {"address": selection})()  # type: ignore[attr-defined]
    used = type("Used", (), {"row": 1, "rows": type("Rows", (), {"count": 20})()})()
    plain = type("Plain", (), {"range": lambda self, first, last: None, "used_range": used})()
    book.sheets = type("Sheets", (), {"active": plain})()  # type: ignore[attr-defined]
    assert live.chosen_rows(book) == rows


class _OnSharePoint:
    """xlwings has several errors for a SharePoint address it cannot map to a folder."""

    @property
    def fullname(self) -> str:
        raise UnboundLocalError("local variable 'x' referenced before assignment")


def test_a_book_on_sharepoint_lies_nowhere(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.undo()
    assert live.folder(_OnSharePoint()) is None
