"""The buttons as Excel runs them: the add-in's own VBA, executed in pyOpenVBA's Excel model, with the real Python
behind it. Two round trips a button, and nothing of a refused run stays."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import openpyxl
import pytest
from openpyxl.styles import Color, PatternFill, Protection
from pyopenvba.apps.excel import Application, Range
from pyopenvba.exceptions import VBARuntimeError
from pyopenvba.interpreter import NOTHING
from vba_excel import Excel, in_process, plain

from validators.problems import Problem
from workbooks.addin import build
from workbooks.addin.facts import Handed
from workbooks.addin.steps import answered
from workbooks.asking import Ask
from workbooks.plan import NO_PAINT, Plan
from workbooks.samples.rosters import HEADINGS, clean_rows, messy_rows
from workbooks.sheet_names import FINDINGS, NUMBERED, TIDY
from xl.functions.catalogue import FUNCTIONS
from xl.ribbon import pressed

QUIET = {
    "Application.ScreenUpdating": True,
    "Application.EnableEvents": True,
    "Application.DisplayAlerts": True,
    "Application.Calculation": -4105,
    "Application.StatusBar": False,
    "Application.EnableCancelKey": 1,
}


@pytest.fixture(scope="module")
def excel(tmp_path_factory: pytest.TempPathFactory) -> Excel:
    return Excel(tmp_path_factory.mktemp("addin"))


@pytest.fixture(autouse=True)
def _home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Path, "home", lambda: tmp_path / "home")
    (tmp_path / "home" / ".careerup").mkdir(parents=True)
    settings(tmp_path, "")


def settings(folder: Path, more: str) -> None:
    (folder / "home" / ".careerup" / "profile.toml").write_text(
        'prefecture = "群馬県"\n[forms]\nissuer = ["群馬県知事　架空　三郎"]\n' + more, "utf-8"
    )


def roster(folder: Path, rows: list[list[Any]]) -> Path:
    """A workbook with cells coloured by the clerk: plain, pattern, theme."""
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "名簿"
    for row in [["令和7年度 研修修了者名簿"], [], [], list(HEADINGS), *rows]:
        sheet.append(row)
    sheet["K6"].fill = PatternFill("solid", fgColor="FF00FF00")
    sheet["K7"].fill = PatternFill("darkGrid", fgColor="FF112233", bgColor="FFF0F000")
    sheet["E8"].fill = PatternFill("solid", fgColor=Color(theme=5, tint=0.4))
    sheet["A5"].fill = PatternFill("solid", fgColor="FF123456")
    path = folder / "名簿.xlsx"
    book.save(path)
    return path


def messy(excel: Excel, folder: Path, count: int = 16) -> Any:
    return excel.open(roster(folder, messy_rows()[:count]))


def blank(excel: Excel, folder: Path, count: int = 140) -> Any:
    """A roster without numbers, one person a row."""
    rows: list[list[Any]] = []
    for n in range(count):
        row = list(clean_rows()[n % 16])
        number = "" if n else row[10]  # one that tells the body's number
        row[1], row[2], row[10] = f"群馬県-{n + 1:06}", f"架{chr(0x4E00 + n)}　子", number
        rows.append(row)
    return excel.open(roster(folder, rows))


def quiet(excel: Excel) -> bool:
    return all(excel.value(what) == wanted for what, wanted in QUIET.items())


def test_check_marks_and_lists_in_two_round_trips_and_clearing_leaves_no_trace(
    excel: Excel, tmp_path: Path
) -> None:
    messy(excel, tmp_path)
    before = excel.state("名簿")
    for _ in range(2):  # our colours are not taken for the clerk's
        (said,) = excel.press("CheckRoster")
        assert "誤りが 8 件、要確認が 5 件" in said and excel.server.calls == ["pressed", "told"]
    assert quiet(excel) and [s.name for s in excel.book.sheets_] == ["名簿", FINDINGS]
    assert excel.value('Worksheets("名簿").Range("K6").Interior.Color') == 0xCDC7FF
    assert excel.value("ActiveSheet.Name") == "名簿"
    for cell in ("K6", "K7", "E8"):
        assert excel.press("NextFinding") == [] and excel.server.calls == ["pressed"]
        assert excel.value("Selection.Address(False, False)") == cell
    (said,) = excel.press("ClearMarks")
    assert "16 個のセルの印を消し" in said and excel.server.calls == ["pressed", "told"]
    assert excel.state("名簿") == before


# what a clerk does between two presses → the next cell to go to from the first
MOVED = {
    "Rows(6).Delete": "E7",
    "Rows(6).Insert": "K8",
    'Rows("6:9").Insert': "K11",
    "Columns(3).Insert": "L7",
}


@pytest.mark.parametrize(
    ("code", "again"), [*((code, False) for code in MOVED), ("Rows(6).Insert", True)]
)
def test_marks_follow_their_cells_and_none_stays(
    code: str, again: bool, excel: Excel, tmp_path: Path
) -> None:
    """Rows and columns put in and taken out: what was ours goes, what is the clerk's stays."""
    path = roster(tmp_path, messy_rows())
    excel.open(path)
    excel.do(code)
    meant = excel.state("名簿")
    excel.open(path)
    excel.press("CheckRoster")
    excel.do(f"Application.Calculation = -4135\n{code}")  # nothing is worked out by itself
    excel.press("NextFinding")
    excel.press("NextFinding")
    assert again or excel.value("ActiveCell.Address(False, False)") == MOVED[code]
    if again:
        excel.press("CheckRoster")
    excel.press("ClearMarks")
    assert excel.state("名簿") == meant
    excel.do("Application.Calculation = -4105")


def test_marks_of_rows_sorted_elsewhere_are_told_and_found_by_the_next_check(
    excel: Excel, tmp_path: Path
) -> None:
    path = roster(tmp_path, messy_rows())
    excel.open(path)
    untouched = [excel.value(f"Cells({row}, 3).Interior.Color") for row in range(5, 21)]
    excel.press("CheckRoster")
    excel.do('Range("A5:N20").Sort Range("A5"), 2')
    (said,) = excel.press("ClearMarks")
    assert "個の印は元のセルにありません" in said
    excel.press("CheckRoster")
    excel.press("ClearMarks")
    fills = [excel.value(f"Cells({row}, 3).Interior.Color") for row in range(5, 21)]
    assert fills == untouched


def test_a_colour_that_the_clerk_gives_a_marked_cell_stays(excel: Excel, tmp_path: Path) -> None:
    messy(excel, tmp_path)
    excel.press("CheckRoster")
    excel.do('Range("K6").Interior.Color = RGB(255, 255, 0)')
    (said,) = excel.press("ClearMarks")
    assert "15 個のセルの印を消し" in said and "1 個の印は元のセルにありません" in said
    assert excel.value('Range("K6").Interior.Color') == 0x00FFFF


def test_values_colours_and_formats_are_told_as_they_are(excel: Excel, tmp_path: Path) -> None:
    messy(excel, tmp_path)
    excel.press("CheckRoster")
    cells = (f'Worksheets("{FINDINGS}").Cells({{}}, {{}}).Value').format
    rows = [[excel.value(cells(r, c)) for c in range(1, 25)] for r in range(1, 40)]
    own = {row[4]: [v for v in row if isinstance(v, str)][-1] for row in rows if row[4]}
    assert (own["K6"], own["K7"]) == ("#00FF00", "#F0F000 模様9 テーマ0 濃淡0 線#112233")
    assert " 模様1 テーマ6 濃淡0.39" in own["E8"]


# ---------------------------------------------------------------- what Excel refuses

REFUSALS = {
    "sheet protected": 'Worksheets("名簿").Protect',
    "structure protected": "ActiveWorkbook.Protect Structure:=True",
    "list of an earlier run protected": f'Worksheets("{FINDINGS}").Protect',
}


@pytest.mark.parametrize("refusal", REFUSALS)
@pytest.mark.parametrize("earlier", [False, True])
def test_a_refused_run_leaves_no_trace(
    refusal: str, earlier: bool, excel: Excel, tmp_path: Path
) -> None:
    messy(excel, tmp_path, 5)
    untouched = excel.state("名簿")
    if earlier or "earlier" in refusal:
        excel.press("CheckRoster")
    excel.do('Worksheets("名簿").Range("C7").Value = "別の　名前"')
    before = excel.state()
    excel.do(REFUSALS[refusal])
    (said,) = excel.press("CheckRoster")
    refused = "structure" not in refusal or not earlier  # a list that is there needs no new sheet
    assert (("ブックに書き込めませんでした" in said) == refused) and quiet(excel)
    if refused:
        assert excel.state() == before
        assert "(1004)" in said
    excel.do(
        REFUSALS[refusal]
        .replace("Protect Structure:=True", "Unprotect")
        .replace("Protect", "Unprotect")
        .replace("UnUnprotect", "Unprotect")
    )
    excel.do(f'Worksheets("名簿").Range("C7").Value = "{messy_rows()[2][2]}"')
    excel.press("CheckRoster")
    excel.press("ClearMarks")
    assert excel.state("名簿") == untouched


def test_a_refusal_in_the_middle_is_taken_back(excel: Excel, tmp_path: Path) -> None:
    """Locked cells in the middle: some numbers stand, the next one is refused."""
    path = roster(
        tmp_path,
        [[*row[:10], row[10] if n == 0 else "", *row[11:]] for n, row in enumerate(clean_rows())],
    )
    book = openpyxl.load_workbook(path)
    for row in range(5, 21):
        book["名簿"].cell(row, 11).protection = Protection(locked=row == 12)
    book.save(path)
    excel.open(path)
    excel.do("Rows(11).Hidden = True")  # two blocks: rows 6 to 10, rows 12 to 20
    before = excel.state()
    excel.do('Range("A5:N20").Select\nActiveSheet.Protect')
    (said,) = excel.press("Number")
    assert "書きかけたものは元に戻しました" in said and "(1004)" in said
    assert excel.state() == before and quiet(excel)
    excel.do("ActiveSheet.Unprotect")
    (said,) = excel.press("Number")
    assert "14 人" in said and excel.value('Range("K12").Value') != ""


def test_a_very_hidden_last_sheet_is_left_where_it_is(excel: Excel, tmp_path: Path) -> None:
    messy(excel, tmp_path)
    excel.do('Worksheets.Add(After:=Worksheets(1)).Name = "設定"\nWorksheets("設定").Visible = 2')
    excel.do('Worksheets("名簿").Activate')
    excel.press("CheckRoster")
    assert [s.name for s in excel.book.sheets_] == ["名簿", FINDINGS, "設定"]


def test_a_sheet_of_the_clerks_own_stays(excel: Excel, tmp_path: Path) -> None:
    messy(excel, tmp_path, 5)
    excel.do(f'Worksheets.Add(After:=Worksheets(1)).Name = "{FINDINGS}"')
    excel.do(
        f'Worksheets("{FINDINGS}").Range("B30").Value = "電話で確認済み"\nWorksheets(1).Activate'
    )
    before = excel.state()
    (said,) = excel.press("CheckRoster")
    assert f"シート「{FINDINGS}」は careerup が書いたものではない" in said
    assert excel.state() == before
    excel.do(f'Worksheets("{FINDINGS}").Visible = 0')  # out of sight it is the clerk's all the same
    assert excel.press("CheckRoster") == [said]


def test_a_fault_in_python_is_one_sentence_and_excel_is_as_before(
    tmp_path: Path, excel: Excel
) -> None:
    def broken(module: str, name: str, arguments: tuple[Any, ...]) -> Any:
        from pyopenvba.interpreter._values import error

        raise error(-2147352567 & 0xFFFF, "Traceback (most recent call last): boom")

    messy(excel, tmp_path)
    before = excel.state()
    excel.server.call = broken
    try:
        (said,) = excel.press("CheckRoster")
    finally:
        excel.server.call = in_process
    assert "処理を終えられませんでした" in said and "boom" not in said
    assert quiet(excel) and excel.state() == before
    assert "誤りが" in excel.press("CheckRoster")[0]  # the next press works


# ---------------------------------------------------------------- selections


def test_separate_rows_beyond_the_255_characters_of_an_address(
    excel: Excel, tmp_path: Path
) -> None:
    blank(excel, tmp_path)
    rows = [f"A{n}:N{n}" for n in range(6, 126, 2)]
    parts = ", ".join(f'Range("{row}")' for row in rows[:30])
    more = ", ".join(f'Range("{row}")' for row in rows[30:])
    excel.do(f"Union(Union({parts}), Union({more})).Select")
    (said,) = excel.press("Number")
    assert "60 人" in said and excel.server.calls == ["pressed", "told"]
    numbers = [excel.value(f'Range("K{n}").Value') for n in range(5, 127)]
    assert [bool(n) for n in numbers] == [n == 5 or (n % 2 == 0 and n < 126) for n in range(5, 127)]
    assert excel.value(f'Worksheets("{NUMBERED}").Range("A1").Value').endswith("［careerup］")


def test_only_the_rows_that_a_filter_shows(excel: Excel, tmp_path: Path) -> None:
    blank(excel, tmp_path, 40)
    excel.do('Rows("10:39").Hidden = True\nRange("A5:N44").Select')
    assert "9 人" in excel.press("Number")[0]
    excel.do("Cells.Select")  # Ctrl+A
    assert "修了証番号のない行はありません" in excel.press("Number")[0]


def test_a_picture_is_no_cell(
    excel: Excel, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    messy(excel, tmp_path, 5)
    excel.press("CheckRoster")
    excel.do("ActiveSheet.Shapes.AddShape 1, 10, 10, 20, 20")
    shape = excel.app.evaluate("ActiveSheet.Shapes(1)")
    monkeypatch.setattr(Application._vba_members["selection"], "getter", lambda app: shape)
    for button in ("NextFinding", "Number", "LedgerFind"):
        assert "図形か印影、グラフが選ばれています" in excel.press(button)[0]


# ---------------------------------------------------------------- books as clerks have them


def test_a_sheet_that_is_no_worksheet_in_front() -> None:
    """A macro sheet of Excel 4, a chart sheet, a book of nothing else."""
    for areas in ((1, 1, 2, 2), None):
        facts = ("古い.xls", "", False, "Macro1", (65536, 256), areas, None, ())
        host = Handed(facts, lambda: None)
        with pytest.raises(Problem, match="選"):
            host.rows()
        assert host.book().grids == () and host.sheets == frozenset()
    untold = Ask("fills", lambda found: Plan(message=found["名簿", "K6"]), [("名簿", "K6")])
    assert answered(untold, (None,)) == {("名簿", "K6"): NO_PAINT}


@pytest.mark.parametrize("place", ["", "名簿1", "https://pref.sharepoint.com/sites/x/名簿.xlsx"])
def test_a_book_that_lies_in_no_folder(place: str) -> None:
    """Never saved, or only in the cloud: what is made beside the book is refused in one sentence."""
    facts = ("名簿.xlsx", place, False, "名簿", (65536, 256), (1, 1, 1, 1), None, ())
    host = Handed(facts, lambda: None)
    assert host.folder() is None
    for button in ("FormCertificate", "FormPdf", "Letter"):
        (_, _, said) = pressed(button, facts)
        assert "保存" in said, button


def test_what_excel_was_set_to_is_set_again(excel: Excel, tmp_path: Path) -> None:
    messy(excel, tmp_path, 5)
    excel.do("Application.EnableEvents = False\nApplication.Calculation = -4135")
    for button in ("CheckRoster", "ClearMarks"):
        excel.press(button)
        assert excel.value("Application.EnableEvents") is False
        assert excel.value("Application.Calculation") == -4135
    excel.do("Application.EnableEvents = True\nApplication.Calculation = -4105")


def test_hidden_sheets_are_shown_or_told(excel: Excel, tmp_path: Path) -> None:
    messy(excel, tmp_path, 5)
    excel.press("CheckRoster")
    seen = f'Worksheets("{FINDINGS}").Visible'
    excel.do(f"{seen} = 2")
    excel.press("CheckRoster")
    assert excel.value(seen) == -1
    excel.do(f'Worksheets("{FINDINGS}").Activate\nWorksheets("名簿").Visible = 0')
    assert "シート「名簿」は非表示" in excel.press("NextFinding")[0]


def test_any_name_of_a_sheet(excel: Excel, tmp_path: Path) -> None:
    messy(excel, tmp_path)
    excel.do("""Worksheets(1).Name = "It's ""年"" 𠮷,;!$A$1" """)
    before = excel.state()
    assert "誤りが 8 件" in excel.press("CheckRoster")[0]
    assert excel.press("NextFinding") == []
    assert excel.value("ActiveCell.Address(False, False)") == "K6"
    assert "16 個のセル" in excel.press("ClearMarks")[0]
    assert {k: v for k, v in excel.state().items() if k != FINDINGS} == before


def test_a_number_is_not_written_over_a_formula(excel: Excel, tmp_path: Path) -> None:
    blank(excel, tmp_path, 4)
    excel.do('Range("K6").Formula = "=IF(1=1,"""",1)"')
    excel.do("Application.Calculate")
    (said,) = excel.press("Number")
    assert "2 人" in said and "1 人には付けていません" in said
    assert excel.value('Range("K6").Formula').startswith("=IF")
    assert "数式があります" in str(excel.value(f'Worksheets("{NUMBERED}").Range("A4:F9").Value'))


def test_a_discussion_of_colleagues_takes_no_note(
    excel: Excel, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings(tmp_path, "[excel]\nnotes = true\n")
    messy(excel, tmp_path)

    def discussed(cell: Any) -> Any:
        return cell if plain(cell.vba_get("Address")) == "$E$8" else NOTHING

    monkeypatch.setattr(Range._vba_members["commentthreaded"], "getter", discussed)
    excel.press("CheckRoster")
    assert excel.value('Range("E8").Comment Is Nothing') is True
    assert excel.value('Range("K6").Comment Is Nothing') is False


def test_an_excel_before_365(excel: Excel, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It knows neither discussions nor spilling; what it does not know changes nothing."""

    def unknown(cell: Any) -> Any:
        raise VBARuntimeError(438, "Object doesn't support this property or method")

    for name in ("commentthreaded", "hasspill"):
        monkeypatch.setattr(Range._vba_members[name], "getter", unknown)
    settings(tmp_path, "[excel]\nnotes = true\n")
    messy(excel, tmp_path)
    excel.press("CheckRoster")
    assert excel.value('Range("K6").Comment Is Nothing') is False
    blank(excel, tmp_path, 4)
    assert "3 人" in excel.press("Number")[0]


def test_what_is_recorded_is_told_where_the_book_takes_nothing(
    excel: Excel, tmp_path: Path
) -> None:
    settings(tmp_path, f'[ledger]\nplace = "{tmp_path}/台帳.sqlite"\n')
    path = roster(tmp_path, [[*row[:-1], "同意する"] for row in clean_rows()])
    book = openpyxl.load_workbook(path)
    book["名簿"]["N4"] = "情報提供の同意"
    book.save(path)
    excel.open(path)
    excel.press("LedgerImport")
    excel.do('Worksheets("取込結果").Range("B3").Value = "○"\nWorksheets("取込結果").Protect')
    (said,) = excel.press("LedgerImport")
    assert said.startswith("取り込みました（16 件）。") and "もう一度押さないでください" in said
    assert excel.press("LedgerImport")[0].startswith("既に取り込んであります")


# ---------------------------------------------------------------- the other buttons


def test_tidy_apply_undo(excel: Excel, tmp_path: Path) -> None:
    rows = messy_rows()
    rows[5][10] = 12502400006.0  # a lost zero
    excel.open(roster(tmp_path, rows))
    excel.do('Range("K10").NumberFormat = "0_ "')
    before = excel.state("名簿")
    excel.press("Tidy")
    assert excel.server.calls == ["pressed", "told"] and excel.state("名簿") == before
    (said,) = excel.press("TidyApply")
    assert (
        "個のセルを直しました" in said
        and excel.value('Worksheets("名簿").Range("K10").Value') == "012502400006"
    )
    assert excel.state("名簿") != before
    assert "元に戻しました" in excel.press("TidyUndo")[0] and excel.state("名簿") == before
    assert TIDY in [s.name for s in excel.book.sheets_]


def test_columns_are_asked_and_the_answers_kept(excel: Excel, tmp_path: Path) -> None:
    path = roster(tmp_path, [[*row, f"=講師{row[0]}"] for row in clean_rows()])
    book = openpyxl.load_workbook(path)
    book["名簿"].cell(4, 15, "甲")
    for row in range(5, 21):
        book["名簿"].cell(row, 15).data_type = "s"
    book.save(path)
    excel.open(path)
    before = excel.state("名簿")
    asked, answer = 'Worksheets("列の確認")', 'Worksheets("列の確認").Range("H18").Value'
    assert "15 列の読み方をシート「列の確認」に書きました" in excel.press("Columns")[0]
    assert excel.value(f'{asked}.Range("D18").Value') == "=講師1"
    assert excel.value(f'{asked}.Range("G6").Value') == "氏名"
    assert excel.value(f'{asked}.Range("K3").Value') == "使える項目"
    last = excel.value(f'{asked}.Range("K99").End(-4162).Row')
    assert excel.value(f'{asked}.Range("H18").Validation.Formula1') == f"=$K$4:$K${last}"
    assert "答えがありません" in excel.press("Columns")[0]
    excel.do(f'{answer} = "ほげ"')
    assert "シート「列の確認」の H18 の項目「ほげ」" in excel.press("Columns")[0]
    excel.do(f'{answer} = "研修実施機関の名称"')
    excel.do('Worksheets("名簿").Activate')
    # never asked anew over answers that are not kept yet
    assert "1 個の表の 1 列の答えを" in excel.press("Columns")[0]
    excel.press("CheckRoster")
    listed = excel.value(f'Worksheets("{FINDINGS}").Range("A1:K30").Value')
    assert "O列『甲』を「研修実施機関の名称」" in str(listed)
    excel.press("ClearMarks")
    excel.do('Worksheets("名簿").Activate')
    assert "15 列" in excel.press("Columns")[0] and excel.state("名簿") == before
    # what was answered stands there to be changed; the sheet in front is kept
    assert excel.value(answer) == "研修実施機関の名称"
    assert "1 個の表の 1 列の答えを" in excel.press("Columns")[0]


def test_notes_come_and_go_and_the_clerks_stay(excel: Excel, tmp_path: Path) -> None:
    settings(tmp_path, "[excel]\nnotes = true\n")
    messy(excel, tmp_path)
    excel.do('Range("K6").AddComment "係のメモ"')
    excel.press("CheckRoster")
    assert excel.value('Range("E8").Comment.Text').startswith("[careerup] 「5.4.1」")
    assert excel.value('Range("K6").Comment.Text') == "係のメモ"
    excel.do('Worksheets("名簿").Protect')
    before = excel.value("ActiveSheet.Comments.Count")
    assert "ブックに書き込めませんでした" in excel.press("ClearMarks")[0]
    assert excel.value("ActiveSheet.Comments.Count") == before
    excel.do('Worksheets("名簿").Unprotect')
    excel.press("ClearMarks")
    assert excel.value("ActiveSheet.Comments.Count") == 1


def test_a_book_that_saves_itself_for_all_is_asked_first(excel: Excel, tmp_path: Path) -> None:
    messy(excel, tmp_path)
    before = excel.state()
    excel.do("ActiveWorkbook.AutoSaveOn = True")
    excel.server.yes = False
    question, answer = excel.press("CheckRoster")
    assert "全員にすぐ見えます。続けますか" in question and "中止しました" in answer
    assert excel.state() == before and quiet(excel)
    excel.server.yes = True
    _, answer = excel.press("CheckRoster")
    assert "誤りが 8 件" in answer and excel.server.calls == ["pressed", "told", "told"]
    assert len(excel.press("NextFinding")) == 0  # what writes nothing asks nothing


def test_forms_are_made_beside_the_book(excel: Excel, tmp_path: Path) -> None:
    excel.open(roster(tmp_path, clean_rows()))
    before = excel.state()
    excel.do('Range("A5:A6").Select')
    assert excel.press("FormCertificate") == [
        "修了証 2 件を、同じフォルダーの 名簿_修了証.xlsx に作りました。"
    ]
    assert excel.server.calls == ["pressed"] and excel.state() == before


def test_pdf_by_excel_itself(excel: Excel, tmp_path: Path) -> None:
    excel.open(roster(tmp_path, clean_rows()))
    excel.do('Range("A1").Value = "保育士等キャリアアップ研修修了証"')
    excel.book.printer = lambda path: path.write_bytes(b"%PDF-1.7 by Excel")
    assert excel.press("FormPdf") == ["名簿.pdf を同じフォルダーに作りました。"]
    assert (tmp_path / "名簿.pdf").read_bytes() == b"%PDF-1.7 by Excel"
    assert sorted(p.name for p in tmp_path.iterdir()) == ["home", "名簿.pdf", "名簿.xlsx"]


def test_settings_and_manual_are_opened_by_excel(excel: Excel, tmp_path: Path) -> None:
    excel.open(roster(tmp_path, clean_rows()))
    before = excel.state()
    (said,) = excel.press("Settings")
    assert "設定.xlsx" in said and excel.server.calls == ["pressed", "told"]
    assert "設定.xlsx" in [book.name for book in excel.app.workbooks()]
    excel.book.Activate()
    assert excel.press("Help") == []
    assert excel.app.application.__dict__["followed"][-1].endswith("manual.html")
    assert excel.state() == before


def test_the_function_wizard_is_told_once(excel: Excel, tmp_path: Path) -> None:
    """When the first workbook comes to the front: at its start Excel takes no description."""
    excel.open(roster(tmp_path, clean_rows()))
    for _ in range(2):
        excel.app.run("Careerup_Refresh")
    described = {one[0]: one[1:] for one in excel.app.application.__dict__["described"]}
    assert len(excel.app.application.__dict__["described"]) == len(FUNCTIONS)
    assert described == {
        f.name: [f.help, build.MENU, tuple(argument.help for argument in f.arguments)]
        for f in FUNCTIONS.values()
    }


def test_errors_in_cells_are_told_as_they_are_shown(excel: Excel, tmp_path: Path) -> None:
    excel.open(roster(tmp_path, clean_rows()))
    excel.do('Range("K5").Value = CVErr(2045)')
    excel.press("CheckRoster")
    texts = [
        str(cell.value)
        for sheet in excel.book.sheets_
        for cell in sheet.cells_.values()
        if sheet.name == FINDINGS
    ]
    assert any("#SPILL!" in text for text in texts) and not any("2146826" in t for t in texts)


def test_formats_down_to_the_last_row_cost_nothing(excel: Excel, tmp_path: Path) -> None:
    excel.open(roster(tmp_path, clean_rows()))
    excel.do('Range("N1048000").Interior.Color = 255')
    sent: list[int] = []

    def counted(module: str, name: str, arguments: tuple[Any, ...]) -> Any:
        if name == "pressed":
            sent.extend(len(sheet[6]) for sheet in arguments[1][7] if sheet[6])
        return in_process(module, name, arguments)

    excel.server.call = counted
    try:
        excel.press("CheckRoster")
    finally:
        excel.server.call = in_process
    assert sent == [20]
