"""What LibreOffice starts (拡張機能の入口): the worksheet functions and the buttons of menu and toolbar."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import unohelper
from com.sun.star.awt.MessageBoxType import INFOBOX, QUERYBOX
from com.sun.star.task import XJob, XJobExecutor

from workbooks.calc import applying, reading, telling
from workbooks.calc.pipe import Pipe, Silent
from workbooks.calc.reading import EXCEL_NULL, sent

_HERE = Path(__file__).parent
_MODULE = "Careerup"
_OK, _YES_NO, _YES = 1, 3, 2  # com.sun.star.awt.MessageBoxButtons and the answer

SETTINGS = json.loads((_HERE / "settings.json").read_text(encoding="utf-8"))
PIPE = Pipe(SETTINGS["python"], SETTINGS["path"])


class _Job(unohelper.Base, XJob):  # type: ignore[misc]  # uno has no types
    def __init__(self, context: Any) -> None:
        self._context = context

    def _made(self, service: str) -> Any:
        """A service of LibreOffice."""
        return self._context.ServiceManager.createInstanceWithContext(service, self._context)


class Functions(_Job):
    """The worksheet functions, called by those of Basic."""

    def execute(self, arguments: Any) -> Any:
        """The function of the first argument's name over its values: rows of cells."""
        return _call(arguments[0].Name, arguments[0].Value)


def _call(name: str, values: Any) -> Any:
    try:
        found = PIPE.ask({"call": [name, [_received(v) for v in values]]})
    except Silent:
        found = "※" + SETTINGS["silent"]
    rows = found if isinstance(found, list) else [[found]]
    width = max(map(len, rows))
    return tuple(
        tuple(sent(v, EXCEL_NULL) for v in row) + ("",) * (width - len(row)) for row in rows
    )


def _received(value: Any) -> Any:
    """Rows of a range without the blank ones at its end: whole columns have a million."""
    if not isinstance(value, tuple):
        return value
    rows = [list(row) for row in value]
    while len(rows) > 1 and not any(v not in (None, "") for v in rows[-1]):
        rows.pop()
    return rows


class Ribbon(_Job, XJobExecutor):  # type: ignore[misc]
    """A button of the menu or the toolbar; for a macro, ``execute`` gives the sentence instead of showing it."""

    def trigger(self, button: str) -> None:
        """Press a button, show its sentence."""
        message = self._press(button)
        if message:
            self._box(message, INFOBOX, _OK)

    def execute(self, arguments: Any) -> str:
        """Press the button of the first argument; its sentence."""
        return self._press(arguments[0].Value)

    def _press(self, button: str) -> str:
        document = self._desktop().getCurrentComponent()
        if document is None or not hasattr(document, "Sheets"):
            return str(SETTINGS["no_book"])
        try:
            facts = reading.facts(document, SETTINGS["reads"][button], SETTINGS["most_cells"])
            steps = PIPE.ask({"press": [button, facts]})
            while steps[0] == "ask":
                steps = PIPE.ask({"told": self._told(document, steps[1:])})
            return applying.apply(document, steps, SETTINGS["labels"][button])
        except Silent:
            return str(SETTINGS["silent"])
        except applying.Refused as refused:
            return str(SETTINGS[str(refused)] if steps[0] == "plan" else steps[0])
        except Exception:  # LibreOffice would say nothing at all
            return str(SETTINGS["failed"])

    def _told(self, document: Any, asked: list[Any]) -> Any:
        what, *rest = asked
        if what == "yes":
            return self._box(rest[0], QUERYBOX, _YES_NO) == _YES
        if what == "print":
            return telling.printed(document, rest[0])
        if what == "open":
            return telling.opened(self._context, rest[0])
        return (telling.fills if what == "fills" else telling.formats)(document, rest)

    def _desktop(self) -> Any:
        return self._made("com.sun.star.frame.Desktop")

    def _box(self, text: str, kind: Any, buttons: int) -> int:
        window = self._desktop().getCurrentFrame().ContainerWindow
        box = window.Toolkit.createMessageBox(window, kind, buttons, SETTINGS["title"], text)
        return int(box.execute())


class Start(_Job):
    """When LibreOffice starts, the functions under their bare names come into My Macros: those of any other library
    Calc takes for macros of the book, and does not run them."""

    def execute(self, arguments: Any) -> None:
        """Put the module there, or the one of this version in its place."""
        libraries = self._made("com.sun.star.script.ApplicationScriptLibraryContainer")
        libraries.loadLibrary("Standard")
        standard = libraries.getByName("Standard")
        code = (_HERE / f"{_MODULE}.bas").read_text(encoding="ascii")
        if not standard.hasByName(_MODULE):
            standard.insertByName(_MODULE, code)
        elif standard.getByName(_MODULE) != code:
            standard.replaceByName(_MODULE, code)


g_ImplementationHelper = unohelper.ImplementationHelper()
for service in (Functions, Ribbon, Start):
    g_ImplementationHelper.addImplementation(
        service, f"jp.careerup.{service.__name__}", ("com.sun.star.task.Job",)
    )
