"""Run by Debian's python3 (it has ``uno``): install careerup.oxt into a LibreOffice of its own and use it as a clerk
does; what was seen, as JSON.

    python3 lo_calc.py careerup.oxt FOLDER

FOLDER has 名簿.xlsx (5,000 rows), 小.xlsx (messy, for refusals) and Excel.xlsx (formulas as Excel writes them).
"""

import contextlib
import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import uno
from com.sun.star.beans import NamedValue, PropertyValue

sys.path.insert(0, str(Path(__file__).parents[2]))
from workbooks.calc import applying, reading

OXT, FOLDER = sys.argv[1], Path(sys.argv[2])
PROFILE = f"-env:UserInstallation=file://{FOLDER}/profile"
FINDINGS = "検証結果"


def install():
    """unopkg does not run as root: then as nobody."""
    FOLDER.chmod(0o777)
    other = {
        "user": "nobody",
        "group": "nogroup",
        "extra_groups": [],
        "env": {**os.environ, "HOME": str(FOLDER)},
    }
    subprocess.run(
        ["unopkg", "add", "-s", OXT, PROFILE],
        check=True,
        capture_output=True,
        cwd=FOLDER,
        **(other if os.geteuid() == 0 else {}),
    )


def start():
    pipe = f"careerup{os.getpid()}"
    office = subprocess.Popen(
        ["soffice", PROFILE, "--headless", "--norestore", f"--accept=pipe,name={pipe};urp;"],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    local = uno.getComponentContext()
    resolver = local.ServiceManager.createInstanceWithContext(
        "com.sun.star.bridge.UnoUrlResolver", local
    )
    for _ in range(240):
        with contextlib.suppress(Exception):
            return office, resolver.resolve(f"uno:pipe,name={pipe};urp;StarOffice.ComponentContext")
        time.sleep(0.25)
    raise SystemExit("LibreOffice did not start")


class Calc:
    def __init__(self, context):
        self.create = lambda name: context.ServiceManager.createInstanceWithContext(name, context)
        self.desktop = self.create("com.sun.star.frame.Desktop")
        self.ribbon = self.create("jp.careerup.Ribbon")

    def open(self, name):
        url = f"file://{FOLDER}/{name}" if name else "private:factory/scalc"
        self.book = self.desktop.loadComponentFromURL(url, "_blank", 0, ())
        return self.book.Sheets.getByIndex(0)

    def press(self, button):
        return self.ribbon.execute((NamedValue("button", button),))

    def save(self, name, kind):
        wanted = PropertyValue()
        wanted.Name, wanted.Value = "FilterName", kind
        self.book.storeToURL(f"file://{FOLDER}/{name}", (wanted,))

    def undo_titles(self):
        return list(self.book.UndoManager.AllUndoActionTitles)

    def select(self, thing):
        self.book.CurrentController.select(thing)

    def selected(self):
        return self.book.CurrentController.Selection.AbsoluteName


def colours(sheet):
    """Colour → cells that have it."""
    found = {}
    ranges = sheet.getCellRangeByName("A1:N5010").UniqueCellFormatRanges
    for i in range(ranges.Count):
        one = ranges.getByIndex(i)
        count = sum(
            (a.EndRow - a.StartRow + 1) * (a.EndColumn - a.StartColumn + 1)
            for a in one.RangeAddresses
        )
        if one.CellBackColor >= 0:
            key = f"#{one.CellBackColor:06X}"
            found[key] = found.get(key, 0) + count
    return found


def listed(book):
    """The list: number, cell, sentence and so on of each finding."""
    sheet = book.Sheets.getByName(FINDINGS)
    cursor = sheet.createCursor()
    cursor.gotoEndOfUsedArea(True)
    return [list(row) for row in cursor.DataArray]


def state(book):
    """All that a button could have changed."""
    return [
        [
            (sheet.Name, [list(row) for row in sheet.getCellRangeByName("A1:Z40").FormulaArray])
            for sheet in (book.Sheets.getByIndex(i) for i in range(book.Sheets.Count))
        ],
        colours(book.Sheets.getByIndex(0)),
    ]


def typed(calc):
    sheet = calc.open("")
    shown = []
    for row, formula in enumerate(json.loads((FOLDER / "formulas.json").read_text("utf-8"))):
        cell = sheet.getCellByPosition(0, row)
        cell.setFormula(formula)
        shown.append(cell.String)
    for row, line in enumerate(json.loads((FOLDER / "roster.json").read_text("utf-8"))):
        for column, value in enumerate(line):
            sheet.getCellByPosition(column, row + 100).setString(str(value))
    spill = sheet.getCellRangeByName("P101:U130")
    spill.setArrayFormula("=ROSTERCHECK(A101:N117)")
    spilled = [list(row) for row in spill.DataArray]
    calc.book.close(True)
    return {"typed": shown, "spilled": spilled}


def excel_made(calc):
    sheet = calc.open("Excel.xlsx")
    shown = [sheet.getCellByPosition(0, row).String for row in range(9)]
    calc.save("戻し.xlsx", "Calc MS Excel 2007 XML")
    calc.book.close(True)
    return shown


def large(calc):
    sheet = calc.open("名簿.xlsx")
    told = {"before": colours(sheet)}
    told["said"] = [calc.press("CheckRoster")]
    told["marked"] = colours(sheet)
    told["list"] = listed(calc.book)
    told["walk"] = []
    for _ in range(3):
        told["said"].append(calc.press("NextFinding"))
        told["walk"].append(calc.selected())
    told["said"].append(calc.press("ClearMarks"))
    told["cleared"] = colours(sheet)
    told["undo"] = calc.undo_titles()
    calc.book.UndoManager.undo()
    told["again"] = colours(sheet)
    calc.book.UndoManager.undo()
    told["undone"] = [colours(sheet), list(calc.book.Sheets.ElementNames)]
    calc.book.close(True)
    return told


def written(sheet, row):
    """A step that writes two cells."""
    return ["write", True, False, sheet, row, 1, 1, 2, "@", "", "=1", None]


def refused(calc):
    """What Calc does not let be changed; each with what was said and whether nothing stayed."""
    sheet = calc.open("小.xlsx")
    seen = {}

    def tried(name, button):
        before, undo = state(calc.book), calc.undo_titles()
        said = calc.press(button)
        seen[name] = [said, state(calc.book) == before, calc.undo_titles() == undo]

    # the first column may be hidden as well
    sheet.Columns.getByIndex(0).IsVisible = sheet.Rows.getByIndex(7).IsVisible = False
    seen["hidden"] = reading.facts(calc.book, "", 0)[6]
    sheet.protect("")
    tried("sheet protected", "CheckRoster")
    sheet.unprotect("")
    calc.book.protect("")
    tried("structure protected", "CheckRoster")
    calc.book.unprotect("")
    seen["goes"] = calc.press("CheckRoster")
    # values are changed and put back as they were: text, dates and their formats
    values = state(calc.book)[0][0]
    seen["tidied"] = [calc.press(button) for button in ("Tidy", "TidyApply")]
    seen["tidied"] += [state(calc.book)[0][0] == values]
    seen["tidied"] += [calc.press("TidyUndo"), state(calc.book)[0][0] == values]
    # half-way: the last cell is part of an array formula, which Calc does not let be changed alone
    sheet.getCellRangeByName("A22:A23").setArrayFormula("={1;2}")
    before, undo = state(calc.book), calc.undo_titles()
    fill = ["fill", "名簿", 1, 0x0000FF, 0, 0, -1, 1, 5, 1]
    steps = ["plan", "sheet", "新しい表", "名簿", *written("新しい表", 1), *fill]
    steps += [*written("名簿", 5), *written("名簿", 22), "say", "なし"]
    try:
        said = applying.apply(calc.book, steps, "試し")
    except applying.Refused as refusal:
        said = str(refusal)
    seen["half-way"] = [said, state(calc.book) == before, calc.undo_titles() == undo]
    calc.book.close(True)
    return seen


def main():
    install()
    office, context = start()
    try:
        calc = Calc(context)
        out = {
            **typed(calc),
            "excel": excel_made(calc),
            "large": large(calc),
            "refused": refused(calc),
        }
        empty = calc.create("com.sun.star.frame.Desktop")
        out["no book"] = calc.press("CheckRoster") if empty.getCurrentComponent() is None else ""
    finally:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(office.pid, signal.SIGKILL)
        office.wait()
    print(json.dumps(out, ensure_ascii=False))


main()
