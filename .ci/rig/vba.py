"""The add-in's own VBA (in pyOpenVBA's Excel model) against the real server: xlwings' DLL, pythonw, COM. Every button,
every function; what Excel refuses leaves no trace. Runs in the Python of the kit, on Windows or Wine:

    python vba.py FOLDER-OF-THE-DEMO

Elsewhere the server's functions are called in this process. Prints the calls that cross the border between the
processes, the formulas a second, and at the end "all good".
"""

from __future__ import annotations

import ctypes
import os
import re
import shutil
import sys
import time
from importlib.resources import files
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

import openpyxl
import vba_excel
from formulas import CELLS, FORMULAS
from openpyxl.styles import Protection
from pyopenvba.apps.excel import Application

from workbooks.addin import build
from workbooks.sheet_names import (
    COLUMNS_ASKED,
    FINDINGS,
    LEDGER_EXTRACT,
    LEDGER_IMPORT,
    LEDGER_REISSUE,
    LEDGER_STATISTICS,
)

folder = Path(sys.argv[1])
work = folder / "vba"
bad: list[str] = []
pressed: set[str] = set()
REFUSED = "ブックに書き込めませんでした"


# ---------------------------------------------------------------- the server


class Variant(ctypes.Structure):
    """What XLPyDLLActivateAuto fills in."""

    _fields_ = [
        ("kind", ctypes.c_ushort),
        ("a", ctypes.c_ushort),
        ("b", ctypes.c_ushort),
        ("c", ctypes.c_ushort),
        ("value", ctypes.c_void_p),
        ("more", ctypes.c_void_p),
    ]


def server():
    """The server, started by the command that stands in Careerup_Bridge.bas: a function that calls it."""
    import pythoncom
    from win32com.client import VARIANT, dynamic

    python = Path(sys.executable)
    bridge = (files("workbooks.addin") / "Careerup_Bridge.bas").read_text(encoding="ascii")
    code = "".join(re.findall(r'Careerup_ServerText = (?:Careerup_ServerText & )?"(.*)"\n', bridge))
    command = f'"{python.with_name("pythonw.exe")}" -B -P -c "{code}"'
    dll = ctypes.WinDLL(str(next(python.parent.glob("xlwings64-*.dll"))))
    result = Variant()
    activate = dll.XLPyDLLActivateAuto
    activate.argtypes = [ctypes.POINTER(Variant), ctypes.c_char_p, ctypes.c_long]
    activate.restype = ctypes.c_long
    status = activate(ctypes.byref(result), command.encode("mbcs"), 1)
    if status or result.kind != 9:
        sys.exit(f"no server: {status & 0xFFFFFFFF:x}")
    remote = dynamic.Dispatch(pythoncom.ObjectFromAddress(result.value, pythoncom.IID_IDispatch))

    def com(value):
        """Arrays in arrays as VBA sends them; cells as a square."""
        if not isinstance(value, (list, tuple)):
            return value
        rows = [v for v in value if isinstance(v, (list, tuple)) and v]
        flat = not any(isinstance(part, (list, tuple)) for row in rows for part in row)
        if len(rows) == len(value) and flat and len({len(row) for row in rows}) == 1:
            return value
        return VARIANT(pythoncom.VT_ARRAY | pythoncom.VT_VARIANT, [com(v) for v in value])

    def call(module, name, arguments):
        answer = remote.CallUDF(module, name, com(arguments), None, None)
        return list(answer) if isinstance(answer, tuple) else answer

    return call


# ---------------------------------------------------------------- pressing and looking


def judge(line, good, seen=""):
    """A line of the table."""
    print(line, "" if good else f"| BAD | {seen}", flush=True)
    if not good:
        bad.append(line)


def press(button, note, trips, word):
    """Press; what the dialog has to say and how often the border may be crossed."""
    pressed.add(button)
    start = time.perf_counter()
    said = "".join(excel.press(button))
    crossed = len(excel.server.calls)
    took = time.perf_counter() - start
    line = f"{note} | {button} | round trips {crossed} | {took:.1f} s"
    own = "careerup の誤り" not in said and not re.search(
        r"--\w", said
    )  # no word of a command line
    judge(line, crossed <= trips and word in said and own, said)


def opened(name, *others, change=lambda book: None):
    """A copy in a folder of its own, so that what a button makes beside it is alone; other books' sheets behind."""
    path = work / str(time.perf_counter_ns()) / name
    path.parent.mkdir()
    shutil.copy(folder / name, path)
    book = openpyxl.load_workbook(path)
    for other in others:
        source = openpyxl.load_workbook(folder / other).worksheets[0]
        made = book.create_sheet(
            source.title + ("" if source.title not in book.sheetnames else "2")
        )
        for row in source.iter_rows(values_only=True):
            made.append(row)
    change(book)
    book.save(path)
    excel.open(path)


def settings(more=""):
    """What the PC is set to."""
    (home / "profile.toml").write_text(
        f'prefecture = "群馬県"\n[forms]\nissuer = ["群馬県知事　架空　三郎"]\n{more}', "utf-8"
    )


def same(before, note):
    """The roster is as it was."""
    judge(note, excel.state("名簿") == {"名簿": before["名簿"]})


def put(sheet, label, value):
    """Fill in the cell beside a label of a sheet of ours, as the clerk does."""
    rows = excel.value(f'Worksheets("{sheet}").Range("A1:A20").Value')
    row = next(n for n, (text,) in enumerate(rows, 1) if text == label)
    excel.do(f'Worksheets("{sheet}").Cells({row}, 2).Value = "{value}"')


# ---------------------------------------------------------------- what is rehearsed


def functions():
    """Every worksheet function, whole columns, and how many come back a second."""
    opened("名簿.xlsx")
    excel.do("Worksheets.Add")
    for cell, value in CELLS.items():
        shown = f'"{value}"' if isinstance(value, str) else value
        excel.do(f'Range("{cell}").Value = {shown}')
    found = {text: str(excel.formula(text)) for text in FORMULAS}
    judge(f"{len(found)} formulas", found == FORMULAS, found)
    sent = []

    def counted(module, name, arguments):
        sent.append(len(arguments[0]))
        return call(module, name, arguments)

    excel.server.call = counted
    excel.do('Worksheets("名簿").Activate')
    excel.formula("=CERTCHECK(K:K)")
    excel.server.call = call
    judge("CERTCHECK(K:K) ends at the last row used", sent == [20], sent)
    start, count = time.perf_counter(), 0
    while time.perf_counter() - start < 3:
        call("xl.udfs", "CERTCHECK", ("102502400001", None, None))
        count += 1
    print(f"formulas a second: {count / (time.perf_counter() - start):.0f}", flush=True)
    cells = [[f"1025024{n:05}"] for n in range(10_000)]
    start = time.perf_counter()
    call("xl.udfs", "CERTCHECK", (cells, None, None))
    print(f"CERTCHECK over 10,000 rows: {time.perf_counter() - start:.2f} s", flush=True)


def roster():
    """名簿検証 … 元に戻す, 列の確認, forms, numbers."""
    opened("名簿.xlsx")
    untouched = excel.state()
    press("CheckRoster", "demo", 2, "誤りが 8 件")
    press("CheckRoster", "demo, again", 2, "誤りが 8 件")
    press("NextFinding", "demo", 1, "")
    press("ClearMarks", "demo", 2, "元の色に戻しました")
    same(untouched, "after 印を消す")
    press("Tidy", "demo", 2, "直せるところが")
    press("TidyApply", "demo", 2, "直しました")
    press("TidyUndo", "demo", 1, "元に戻しました")
    same(untouched, "after 元に戻す")
    opened("名簿.xlsx")
    excel.do('Range("O4").Value = "甲"\nRange("O5:O20").Value = "講師"')
    press("Columns", "asks", 2, "15 列の読み方")
    asked = f'Worksheets("{COLUMNS_ASKED}").Range("H18")'
    drop_down = excel.value(f"{asked}.Validation.Formula1")
    judge("the drop-down", drop_down.startswith("=$K$4:$K$"), drop_down)
    excel.do(f'{asked}.Value = "研修実施機関の名称"')
    press("Columns", "keeps the answer", 2, "1 列の答え")
    opened("名簿_正しい見本.xlsx")
    excel.do('Range("A5:N7").Select')
    press("FormCertificate", "rows 5 to 7", 1, "修了証 3 件")
    excel.do('Range("K18:K20").ClearContents\nRange("A18:N20").Select')
    press("Number", "three rows", 2, "3 人")
    excel.do('Range("A1").Value = "保育士等キャリアアップ研修修了証"')
    excel.book.printer = lambda path: path.write_bytes(b"%PDF-1.7")
    press("FormPdf", "by Excel itself", 2, "名簿_正しい見本.pdf")
    opened("名簿.xlsx", "指定台帳.xlsx")
    press("Letter", "roster and 指定台帳", 1, "差戻し")
    press("LetterOverdue", "roster and 指定台帳", 1, "")
    opened("名簿_正しい見本.xlsx", "受講者名簿.xlsx")
    press("Compare", "two sheets", 2, "")


def desk():
    """申請チェック, 指定期限チェック, their forms, 加算."""
    opened("指定申請台帳.xlsx")
    press("CheckApplications", "demo", 2, "申請一覧")
    press("FormApplication", "demo", 1, "指定申請書")
    press("FormRenewal", "demo", 1, "")
    opened("指定申請台帳.xlsx", "指定台帳.xlsx")
    press("FormNotice", "with a 指定台帳", 1, "指定通知書")
    opened("指定台帳.xlsx")
    press("CheckDesignations", "demo", 2, "失効")
    opened("名簿_正しい見本.xlsx", change=staff)
    press("CheckEligibility", "staff and roster", 2, "")


def staff(book):
    """A list of the posts of a facility, beside its roster."""
    sheet = book.create_sheet("職員")
    people = book.worksheets[0]
    heads = ("氏名", "生年月日", "役職", "加算の開始月", "施設の種類")
    names = [[people.cell(row, column).value for column in (3, 5)] for row in (5, 6)]
    for row in (heads, *([*one, "職務分野別リーダー", "2026-04", "保育所"] for one in names)):
        sheet.append(row)


def register():
    """The buttons of the 修了者台帳, from no register to its figures."""
    settings(f'[ledger]\nplace = "{(work / "台帳.sqlite").as_posix()}"\n')
    opened("名簿_正しい見本.xlsx", change=consented)
    press("LedgerImport", "no register yet", 1, "まだありません")
    put(LEDGER_IMPORT, "新しい台帳を作る（○）", "○")
    press("LedgerImport", "makes it", 1, "取り込みました（16 件）")
    excel.do('Worksheets("名簿").Activate\nRange("K6").Select')
    press("LedgerFind", "a number", 1, "は有効です")
    excel.do('Worksheets("名簿").Activate\nRange("K6").Select')
    press("LedgerReissue", "asks", 1, "もう一度")
    put(LEDGER_REISSUE, "再交付か取消", "再交付")
    put(LEDGER_REISSUE, "理由", "紛失")
    press("LedgerReissue", "records", 1, "再交付")
    press("LedgerExtract", "asks", 1, "")
    put(LEDGER_EXTRACT, "提供先", "埼玉県")
    press("LedgerExtract", "writes", 1, "")
    press("LedgerStatistics", "asks", 1, "")
    put(LEDGER_STATISTICS, "年度", "")
    press("LedgerStatistics", "writes", 1, "集計_")


def consented(book):
    """People who agreed that others are told."""
    sheet = book.worksheets[0]
    sheet.cell(4, 14, "情報提供の同意")
    for row in range(5, 21):
        sheet.cell(row, 14, "同意する")


REFUSALS = {
    "sheet protected": 'Worksheets("名簿").Protect',
    "structure protected": "ActiveWorkbook.Protect Structure:=True",
}


def refusals():
    """What Excel refuses, before anything and in the middle."""
    settings()
    for note, code in REFUSALS.items():
        opened("名簿.xlsx")
        untouched = excel.state()
        excel.do(code)
        press("CheckRoster", note, 2, REFUSED)
        judge(f"after {note}", excel.state() == untouched)
    opened("名簿.xlsx")
    press("CheckRoster", "demo", 2, "誤りが")
    before = excel.state()
    excel.do(
        f'Worksheets("{FINDINGS}").Protect\nWorksheets("名簿").Range("C7").Value = "別の　名前"'
    )
    changed = excel.state()
    press("CheckRoster", "list of an earlier run protected", 2, REFUSED)
    judge("after the protected list", excel.state() == changed != before)
    opened("名簿.xlsx")
    excel.do('Worksheets.Add(After:=Worksheets(1)).Name = "設定"\nWorksheets("設定").Visible = 2')
    excel.do('Worksheets("名簿").Activate')
    press("CheckRoster", "last sheet very hidden", 2, "誤りが 8 件")
    names = [sheet.name for sheet in excel.book.sheets_]
    judge("no stray sheet", names == ["名簿", FINDINGS, "設定"], names)
    opened("名簿_正しい見本.xlsx", change=locked_in_the_middle)
    excel.do("Rows(11).Hidden = True")
    before = excel.state()
    excel.do('Range("A5:N20").Select\nActiveSheet.Protect')
    press("Number", "locked cells in the middle", 2, "元に戻しました")
    judge("after the refusal in the middle", excel.state() == before)


def locked_in_the_middle(book):
    """Numbers are missing from row 6 on; row 12 is locked."""
    sheet = book.worksheets[0]
    for row in range(5, 21):
        if row > 5:
            sheet.cell(row, 11).value = None
        sheet.cell(row, 11).protection = Protection(locked=row == 12)


def without_numbers(book):
    """140 people below each other, the first with a number."""
    sheet = book.worksheets[0]
    rows = [[cell.value for cell in row] for row in sheet["A5:N20"]]
    sheet.delete_rows(5, 40)
    for n in range(140):
        row = rows[n % 16]
        sheet.append(
            [
                n + 1,
                f"群馬県-{n + 1:06}",
                f"架{chr(0x4E00 + n)}　子",
                *row[3:10],
                "" if n else row[10],
                *row[11:],
            ]
        )


def selections():
    """More rows than an address takes; a picture; a mail attachment in front."""
    opened("名簿_正しい見本.xlsx", change=without_numbers)
    rows = [f'Range("A{n}:N{n}")' for n in range(6, 126, 2)]
    parts = [", ".join(rows[:30]), ", ".join(rows[30:])]
    excel.do(f"Union(Union({parts[0]}), Union({parts[1]})).Select")
    press("Number", "60 separate rows", 2, "60 人")
    opened("名簿.xlsx")
    before = excel.state()
    excel.do("ActiveSheet.Shapes.AddShape 1, 10, 10, 20, 20")
    shape = excel.app.evaluate("ActiveSheet.Shapes(1)")
    prop = Application._vba_members["selection"]
    real = prop.getter
    object.__setattr__(prop, "getter", lambda app: shape)
    for button in ("NextFinding", "Number", "LedgerFind"):
        press(button, "a picture is selected", 1, "")
    object.__setattr__(prop, "getter", real)
    judge("after the picture", excel.state() == before)
    excel.do("Set Application.ActiveProtectedViewWindow = ActiveWorkbook")
    press("CheckRoster", "Protected View in front", 0, "保護ビュー")
    excel.do("Set Application.ActiveProtectedViewWindow = Nothing")
    judge("after Protected View", excel.state() == before)


def setup():
    """運用設定, 診断, 使い方."""
    opened("名簿.xlsx")
    press("Settings", "demo", 2, "設定.xlsx")
    press("Doctor", "demo", 1, "Excel")
    press("Help", "demo", 2, "")


shutil.rmtree(work, ignore_errors=True)
work.mkdir()
home = Path.home() / ".careerup"
if sys.platform != "win32" and not str(home).startswith("/tmp"):
    sys.exit("HOME has to be a folder of its own: the settings are written there")
home.mkdir(exist_ok=True)
(home / "設定.xlsx").unlink(missing_ok=True)
settings()
start = time.perf_counter()
call = server() if os.name == "nt" else vba_excel.in_process
call("xl.udfs", "CERTNO", ("北海道", "2017-06-01", 1.0, "乳児保育", 1.0))
print(f"first formula after {time.perf_counter() - start:.1f} s", flush=True)
excel = vba_excel.Excel(work, call)
for part in (functions, roster, desk, register, refusals, selections, setup):
    part()
missing = set(build.controls()) - pressed
judge("every button was pressed", not missing, missing)
print("all good" if not bad else f"BAD: {len(bad)}", flush=True)
