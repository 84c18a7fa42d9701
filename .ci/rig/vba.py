"""The add-in's own VBA (in pyOpenVBA's Excel model) against the real server: xlwings' DLL, pythonw, COM. Runs in
the Python of the kit, on Windows or Wine: python vba.py FOLDER-OF-THE-DEMO

Prints the calls that cross the border between the processes, the formulas a second, and at the end "all good".
"""

from __future__ import annotations

import ctypes
import re
import shutil
import sys
import time
from importlib.resources import files
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

import pythoncom
import vba_excel
from win32com.client import VARIANT, dynamic

PYTHON = Path(sys.executable)
folder = Path(sys.argv[1])
bad: list[str] = []


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
    """The server, started by the command that stands in Careerup_Bridge.bas."""
    bridge = (files("workbooks.addin") / "Careerup_Bridge.bas").read_text(encoding="ascii")
    code = "".join(re.findall(r'Careerup_ServerText = (?:Careerup_ServerText & )?"(.*)"\n', bridge))
    command = f'"{PYTHON.with_name("pythonw.exe")}" -B -P -c "{code}"'
    dll = ctypes.WinDLL(str(next(PYTHON.parent.glob("xlwings64-*.dll"))))
    result = Variant()
    activate = dll.XLPyDLLActivateAuto
    activate.argtypes = [ctypes.POINTER(Variant), ctypes.c_char_p, ctypes.c_long]
    activate.restype = ctypes.c_long
    status = activate(ctypes.byref(result), command.encode("mbcs"), 1)
    if status or result.kind != 9:
        sys.exit(f"no server: {status & 0xFFFFFFFF:x}")
    return dynamic.Dispatch(pythoncom.ObjectFromAddress(result.value, pythoncom.IID_IDispatch))


def com(value):
    """Arrays in arrays as VBA sends them; cells as a square."""
    if not isinstance(value, (list, tuple)):
        return value
    rows = [v for v in value if isinstance(v, (list, tuple)) and v]
    flat = not any(isinstance(part, (list, tuple)) for row in rows for part in row)
    if len(rows) == len(value) > 1 and flat and len({len(row) for row in rows}) == 1:
        return value
    return VARIANT(pythoncom.VT_ARRAY | pythoncom.VT_VARIANT, [com(v) for v in value])


def call(module, name, arguments):
    """A call of VBA, over COM."""
    answer = python.CallUDF(module, name, com(arguments), None, None)
    return list(answer) if isinstance(answer, tuple) else answer


def press(button, note, trips, word):
    """Press; what the dialog has to say and how often the border may be crossed."""
    start = time.perf_counter()
    said = "".join(excel.press(button))
    crossed = len(excel.server.calls)
    good = crossed <= trips and word in said
    line = f"{note} | {button} | round trips {crossed} | {time.perf_counter() - start:.1f} s"
    print(line, "" if good else f"| BAD | {said}", flush=True)
    if not good:
        bad.append(line)


def opened(name):
    """A copy in a folder of its own, so that what a button makes beside it is alone."""
    path = work / str(time.perf_counter_ns()) / name
    path.parent.mkdir()
    shutil.copy(folder / name, path)
    excel.open(path)


def same(before, note):
    """The roster is as it was."""
    good = excel.state("名簿") == {"名簿": before["名簿"]}
    print(f"{note} | {'as before' if good else 'BAD'}", flush=True)
    if not good:
        bad.append(note)


start = time.perf_counter()
python = server()
python.CallUDF("xl.udfs", "CERTNO", ("北海道", "2017-06-01", 1.0, "乳児保育", 1.0), None, None)
print(f"first formula after {time.perf_counter() - start:.1f} s", flush=True)
start, count = time.perf_counter(), 0
while time.perf_counter() - start < 3:
    python.CallUDF("xl.udfs", "CERTCHECK", ("102502400001", None, None), None, None)
    count += 1
print(f"formulas a second: {count / (time.perf_counter() - start):.0f}", flush=True)

work = folder / "vba"
shutil.rmtree(work, ignore_errors=True)
work.mkdir()
excel = vba_excel.Excel(work, call)
opened("名簿.xlsx")
untouched = excel.state()
press("CheckRoster", "demo", 2, "誤りが 8 件")
press("CheckRoster", "demo, again", 2, "誤りが 8 件")
press("NextFinding", "demo", 1, "")
press("ClearMarks", "demo", 1, "元の色に戻しました")
same(untouched, "after 印を消す")
press("Tidy", "demo", 2, "直せるところが")
press("TidyApply", "demo", 2, "直しました")
press("TidyUndo", "demo", 1, "元に戻しました")
same(untouched, "after 元に戻す")
for refusal in ('Worksheets("名簿").Protect', "ActiveWorkbook.Protect Structure:=True"):
    opened("名簿.xlsx")
    excel.do(refusal)
    press("CheckRoster", refusal, 2, "ブックに書き込めませんでした")
    same(untouched, "after the refusal")
opened("名簿_正しい見本.xlsx")
excel.do('Range("A5:N7").Select')
press("FormCertificate", "rows 5 to 7", 1, "")
excel.do('Range("K18:K20").ClearContents\nRange("A18:N20").Select')
press("Number", "three rows", 1, "3 人")
opened("指定申請台帳.xlsx")
press("CheckApplications", "demo", 2, "申請一覧")
opened("指定台帳.xlsx")
press("CheckDesignations", "demo", 2, "失効")
for button in ("LedgerImport", "LedgerFind", "Settings", "Doctor", "Help"):
    press(button, "demo", 2, "")
print("all good" if not bad else f"BAD: {len(bad)}", flush=True)
