"""Run by Debian's python3 (it has ``uno``): load the add-in into LibreOffice, execute its VBA,
print what came out as JSON.

    python3 lo_bridge.py ADDIN.xlam SITE_PACKAGES ROOT

The add-in's ``Careerup_Server`` is replaced by an object of this process, so a wrapper's call
arrives at the real Python function.
"""

import contextlib
import datetime as dt
import json
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import uno
import unohelper
from com.sun.star.beans import PropertyValue
from com.sun.star.script import XInvocation

sys.path[:0] = [sys.argv[3], sys.argv[2]]

from xl import ribbon, udfs  # noqa: E402


class Object(unohelper.Base, XInvocation):
    """Something Basic may call: methods and values by name."""

    def __init__(self, **members):
        self.members = members

    def invoke(self, name, params, out_index, out):
        return self.members[name](*params), (), ()

    def hasMethod(self, name):
        return callable(self.members.get(name))

    def hasProperty(self, name):
        return name in self.members and not self.hasMethod(name)

    def getIntrospection(self):
        return None

    def getValue(self, name):
        return self.members[name]

    def setValue(self, name, value):
        self.members[name] = value


def call_udf(module, name, arguments):
    """As xlwings does for COM: an argument left out is None, dates go back as serial numbers."""
    if module == "xl.ribbon":
        return tuple(map(_serial, getattr(ribbon, name)(*map(_nested, arguments))))
    if name == "FIELDNO" and arguments[0] == "壊れた":
        raise RuntimeError("Traceback (most recent call last): boom")
    return _sendable(getattr(udfs, name)(*map(_received, arguments)))


def _received(value):
    values = getattr(value, "Value", value)
    values = getattr(values, "Array", values)  # several cells come wrapped
    if isinstance(values, tuple):
        return [[_received(v) for v in row] for row in values]
    return None if value is None or "Missing" in repr(value) else values


def _nested(value):
    """Arrays in arrays, as the buttons hand them over."""
    values = getattr(value, "Array", value)
    if isinstance(values, tuple):
        return tuple(map(_nested, values))
    return None if value is None or "Missing" in repr(value) else values


def _serial(value):
    return (
        (value.replace(tzinfo=None) - dt.datetime(1899, 12, 30)).days
        if isinstance(value, dt.datetime)
        else value
    )


def _sendable(value):
    if isinstance(value, list):
        return _sendable(
            value[0][0]
        )  # LibreOffice shows nothing for an array: the first cell stands for it
    return _serial(value)


def prop(name, value):
    p = PropertyValue()
    p.Name, p.Value = name, value
    return p


def connect(folder):
    pipe = f"careerup{os.getpid()}"
    profile = Path(folder) / "profile" / "user"
    profile.mkdir(parents=True)
    (profile / "registrymodifications.xcu").write_text(
        '<?xml version="1.0" encoding="UTF-8"?><oor:items xmlns:oor="http://openoffice.org/2001/registry">'
        '<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop '
        'oor:name="MacroSecurityLevel" oor:op="fuse"><value>0</value></prop></item>'
        '<item oor:path="/org.openoffice.Office.Calc/Filter/Import/VBA"><prop oor:name="Executable" '
        'oor:op="fuse"><value>true</value></prop></item>'
        "</oor:items>",
        encoding="utf-8",
    )
    office = subprocess.Popen(
        [
            "soffice",
            f"-env:UserInstallation=file://{folder}/profile",
            "--headless",
            "--norestore",
            f"--accept=pipe,name={pipe};urp;",
        ],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    local = uno.getComponentContext()
    resolver = local.ServiceManager.createInstanceWithContext(
        "com.sun.star.bridge.UnoUrlResolver", local
    )
    for _ in range(120):
        try:
            return office, resolver.resolve(f"uno:pipe,name={pipe};urp;StarOffice.ComponentContext")
        except Exception:
            time.sleep(0.25)
    raise SystemExit("LibreOffice did not start")


def press_all(document, sheet, cases, run, boxes, calls):
    """The buttons on a real grid: marks, the list, walking, clearing, a refusal in the middle. What is seen
    after each press: dialogs, calls, sheets, fills of the roster."""
    for row, line in enumerate(cases["roster"]):
        for column, value in enumerate(line):
            cell = sheet.getCellByPosition(column, row + 100)
            cell.setString(str(value))
    run("Careerup_Bridge", "Careerup_TestColour", cases["own"])
    controller = document.CurrentController
    controller.setActiveSheet(sheet)
    seen = []
    for button in cases["buttons"]:
        if (
            button == "rename"
        ):  # while Python thinks, the sheet gets another name: Calc refuses to find it
            calls[:] = [lambda: None, lambda: sheet.setName("別名")]
            button = "CheckRoster"
        elif button == "back":
            sheet.setName("名簿")
            continue
        elif button == "delete":
            sheet.Rows.removeByIndex(101, 1)
            continue
        else:
            calls.clear()
        boxes.clear()
        run("Careerup_Bridge", "Careerup_Run", button)
        cursor = sheet.createCursor()
        cursor.gotoEndOfUsedArea(False)
        fills, values = {}, []
        for row in range(100, cursor.RangeAddress.EndRow + 1):
            for column in range(14):
                cell = sheet.getCellByPosition(column, row)
                values.append(cell.getFormula())
                if cell.CellBackColor != -1:
                    fills[f"{chr(65 + column)}{row + 1}"] = f"{cell.CellBackColor:06X}"
        seen.append(
            {
                "button": button,
                "said": list(boxes),
                "calls": [c for c in calls if isinstance(c, str)],
                "sheets": list(document.Sheets.ElementNames),
                "fills": fills,
                "values": values,
                "list": list_of(document),
                "selected": controller.Selection.AbsoluteName,
            }
        )
    return seen


def list_of(document):
    """What stands in the sheet that a check writes."""
    if not document.Sheets.hasByName("検証結果"):
        return []
    sheet = document.Sheets.getByName("検証結果")
    cursor = sheet.createCursor()
    cursor.gotoEndOfUsedArea(False)
    last = cursor.RangeAddress
    cells = sheet.getCellRangeByPosition(0, 0, last.EndColumn, last.EndRow)
    return [list(row) for row in cells.getFormulaArray() if any(row)]


def main():
    cases = json.loads(sys.stdin.read())
    with tempfile.TemporaryDirectory() as folder:
        office, context = connect(folder)
        try:
            desktop = context.ServiceManager.createInstanceWithContext(
                "com.sun.star.frame.Desktop", context
            )
            document = desktop.loadComponentFromURL(
                Path(sys.argv[1]).as_uri(),
                "_blank",
                0,
                (
                    prop("Hidden", True),
                    prop("MacroExecutionMode", 4),
                    prop("FilterName", "Calc MS Excel 2007 VBA XML"),
                ),
            )
            provider = document.getScriptProvider()

            def run(module, name, *arguments):
                uri = f"vnd.sun.star.script:VBAProject.{module}.{name}?language=Basic&location=document"
                return provider.getScript(uri).invoke(arguments, (), ())

            calls, boxes, invalidated = [], [], []
            control = Object(Id="Help", Invalidate=lambda: invalidated.append(1))

            def called(module, name, arguments):
                if module == "xl.ribbon":
                    calls.append(name)  # what the case wants done meanwhile stands before it
                if name == "told" and not again:  # during the first run: the clerk clicks again
                    again.append(True)
                    run("Careerup_Ribbon", "Careerup_OnAction", control)
                if broken and module == "xl.ribbon":
                    raise RuntimeError("Traceback (most recent call last): boom")
                answer = call_udf(module, name, arguments)
                if calls and callable(calls[0]):
                    calls.pop(0)()
                return answer

            def box(text, kind):
                boxes.append(text)
                return 6  # yes

            broken, again = [], []
            run("Careerup_Bridge", "Careerup_Test", Object(CallUDF=called, Box=box))
            results = {
                "modules": sorted(document.BasicLibraries.getByName("VBAProject").getElementNames())
            }
            results["settings"] = {
                key: run("Careerup_Bridge", "Careerup_Setting", key)[0] for key in cases["settings"]
            }
            results["exists"] = [
                run("Careerup_Bridge", "Careerup_Exists", p)[0]
                for p in (sys.argv[1], "", "/no/such")
            ]
            document.Sheets.insertNewByName("名簿", 1)
            sheet = document.Sheets.getByName("名簿")
            for place, value in cases["cells"].items():
                (
                    sheet.getCellRangeByName(place).setString
                    if isinstance(value, str)
                    else sheet.getCellRangeByName(place).setValue
                )(value)
            results["formulas"] = {}
            for formula in cases["formulas"]:
                cell = sheet.getCellRangeByName("Z1")
                cell.setFormula(formula)
                results["formulas"][formula] = cell.getString()
            results["rows"] = {
                place: run("Careerup_Bridge", "Careerup_TestRows", place)[0]
                for place in cases["ranges"]
            }
            run("Careerup_Ribbon", "Careerup_OnLoad", control)
            run("Careerup_Ribbon", "Careerup_Refresh")
            results["invalidated"] = len(invalidated)
            results["enabled"] = run("Careerup_Ribbon", "Careerup_GetEnabled", control, False)[2]
            results["pressed"] = press_all(document, sheet, cases, run, boxes, calls)
            broken.append(True)
            boxes.clear()
            run("Careerup_Ribbon", "Careerup_OnAction", control)
            results["broken"] = list(boxes)
            document.close(True)
            print(json.dumps(results, ensure_ascii=False))
        finally:
            with contextlib.suppress(Exception):
                desktop.terminate()
            office.wait(20)


main()
