"""The add-in's VBA, executed by pyOpenVBA's interpreter in its Excel model: cells, fills, notes, protection. What
only Windows has (xlwings' DLL, message boxes) is put in by the caller."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

from pyopenvba.apps.excel import Application, ExcelApplication, Range, Workbook, _dimensions
from pyopenvba.exceptions import VBARuntimeError, VBAUnsupportedError
from pyopenvba.interpreter import (
    EMPTY,
    MISSING,
    NOTHING,
    NULL,
    VBAArray,
    VBADate,
    VBAErrorValue,
    VBAObject,
)
from pyopenvba.interpreter._objects import MemberSpec, method
from pyopenvba.interpreter._values import VBAInt

from workbooks.a1 import column_number
from workbooks.addin import build
from xl.setup import addin

_COM_ERROR = -2146828288
NOT_WINDOWS = (
    (r"#If Win64 Then.*?MessageBoxW.*?\n", "Private TestServer As Object\n"),
    (
        r"    Dim Result As Variant\n.*?Set Careerup_Server = Result",
        "    Set Careerup_Server = TestServer",
    ),
    (r"Private Function Careerup_ServerText.*?End Function\n", ""),
    (r"MessageBoxW\(.*?\)\n", "TestServer.Box(Text, Kind)\n"),
    (r"\(GetFileAttributesW\(StrPtr\(Path\)\) And 16\) = 0", "FileExists(Path)"),
)


def without_windows(sources: dict[str, str]) -> dict[str, str]:
    """The modules with what only Windows has replaced; every replacement has to find its text."""
    bridge = sources["Careerup_Bridge"]
    for pattern, new in NOT_WINDOWS:
        bridge, count = re.subn(pattern, lambda _, new=new: new, bridge, flags=re.DOTALL)
        assert count, pattern
    bridge += (
        "\nPublic Sub Careerup_Test(ByVal Server As Object)\n    Set TestServer = Server\nEnd Sub\n"
    )
    return {**sources, "Careerup_Bridge": bridge}


class Server(VBAObject):
    """What xlwings' DLL gives: CallUDF; and the message boxes, answered with yes or no."""

    def __init__(self, call: Callable[[str, str, tuple[Any, ...]], Any]) -> None:
        self.call, self.calls, self.said, self.yes = call, [], [], True

    @method
    def CallUDF(
        self, module: object, name: object, arguments: object, book: object, caller: object
    ) -> object:
        self.calls.append(str(name))
        return vba(self.call(str(module), str(name), plain(arguments)))

    @method
    def Box(self, text: object, kind: object) -> object:
        self.said.append(str(text))
        return VBAInt((6 if self.yes else 7) if int(kind) & 4 else 1)  # type: ignore[call-overload]


def plain(value: object) -> Any:
    """A VBA value as pywin32 hands it to Python."""
    if value is EMPTY or value is MISSING or value is NULL:
        return None
    if isinstance(value, VBAArray):
        if value.dimensions == 2:
            (top, bottom), (left, right) = value.bounds
            return tuple(
                tuple(plain(value.get([r, c])) for c in range(left, right + 1))
                for r in range(top, bottom + 1)
            )
        return tuple(plain(item) for item in value.elements())
    if isinstance(value, VBADate):
        return value.to_datetime().replace(tzinfo=dt.UTC)
    if isinstance(value, VBAErrorValue):
        return _COM_ERROR + value.number
    if isinstance(value, bool) or not isinstance(value, int):
        return value
    return int(value)


def vba(value: Any) -> object:
    """What Python answers, as COM hands it to VBA."""
    if isinstance(value, (list, tuple)):
        return VBAArray([(0, len(value) - 1)], items=[vba(v) for v in value])
    if value is None:
        return EMPTY
    if isinstance(value, dt.datetime):
        return VBADate.from_datetime(value.replace(tzinfo=None))
    if isinstance(value, int) and not isinstance(value, bool):
        return VBAInt(value)
    return value


def in_process(module: str, name: str, arguments: tuple[Any, ...]) -> Any:
    """The server's function, called here."""
    import importlib

    return getattr(importlib.import_module(module), name)(*arguments)


def _only_in_excel() -> None:
    """Members of Excel that the model does not have and the add-in uses."""

    def prop(cls: type[VBAObject], name: str, start: object) -> None:
        def get(self: Any) -> object:
            return self.__dict__.get("only_" + name, start)

        def put(self: Any, value: object) -> None:
            self.__dict__["only_" + name] = value

        cls.vba_add_member(MemberSpec(name=name, kind="property", getter=get, setter=put))

    prop(Application, "EnableCancelKey", VBAInt(1))
    prop(Application, "Hwnd", VBAInt(0))
    prop(Application, "ActiveProtectedViewWindow", NOTHING)
    prop(Application, "ReferenceStyle", VBAInt(1))
    prop(Workbook, "AutoSaveOn", False)
    prop(Range, "CommentThreaded", NOTHING)
    prop(Range, "HasSpill", False)

    def convert(self: Any, Formula: object, FromStyle: object, ToStyle: object) -> object:
        found = re.sub(r"\$([A-Z]+)\$(\d+)", _r1c1, str(Formula))
        return str(Formula) if int(ToStyle) == 1 else found  # type: ignore[call-overload]

    names = ("Formula", "FromStyle", "ToStyle")
    Application.vba_add_member(
        MemberSpec(name="ConvertFormula", kind="method", getter=convert, parameters=names)
    )

    def export(self: Any, Type: object, Filename: object) -> object:
        printer = self.__dict__.get("printer")
        if printer is None:
            raise VBARuntimeError(1004, "no printer")
        printer(Path(str(Filename)))
        return EMPTY

    def describe(self: Any, *given: object) -> object:
        self.__dict__.setdefault("described", []).append([plain(value) for value in given])
        return EMPTY

    wizard = ("Macro", "Description", "Category", "ArgumentDescriptions")
    Application.vba_add_member(
        MemberSpec(name="MacroOptions", kind="method", getter=describe, parameters=wizard)
    )

    def follow(self: Any, Address: object) -> object:
        self.application.__dict__.setdefault("followed", []).append(str(Address))
        return EMPTY

    Workbook.vba_add_member(
        MemberSpec(name="FollowHyperlink", kind="method", getter=follow, parameters=("Address",))
    )
    Workbook.vba_add_member(
        MemberSpec(
            name="ExportAsFixedFormat",
            kind="method",
            getter=export,
            parameters=("Type", "Filename"),
        )
    )


def _r1c1(found: re.Match[str]) -> str:
    return f"R{found[2]}C{column_number(found[1])}"


def _heights_of_unknown_fonts() -> None:
    """The model refuses to tell the height of a row in a font it has not measured: hidden or not it knows."""
    measured = _dimensions.read_hidden

    def read_hidden(target: Any) -> object:
        try:
            return measured(target)
        except VBAUnsupportedError:
            area, _ = _dimensions._whole(target)
            return _dimensions._dims(target).row_hidden(area.top)

    _dimensions.read_hidden = read_hidden


_only_in_excel()
_heights_of_unknown_fonts()


class Excel:
    """Excel with the add-in, and one workbook in front."""

    def __init__(
        self, folder: Path, call: Callable[[str, str, tuple[Any, ...]], Any] = in_process
    ) -> None:
        sources = without_windows(build.vba_sources(addin.wrappers(), "0.37.8"))
        path = folder / build.NAME
        settings = build.settings_sheet({"python": "x", "clsid": ""})
        ribbon = build.ribbon_xml(addin.BUTTONS)
        path.write_bytes(build.package(sources, ribbon, settings, addin.wrappers()))
        self.app = ExcelApplication.open(path)
        # the interpreter stops at the events of a class, and with it at the modules behind
        self.app.add_module(sources[build.FUNCTIONS], name=build.FUNCTIONS)
        self.server, self.book = Server(call), None
        self.app.run("Careerup_Test", self.server)

    def open(self, path: Path) -> Any:
        """Open a workbook and bring it to the front; the one before is closed."""
        if self.book is not None:
            self.app.application.workbooks_.books.remove(self.book)
        self.book = self.app.open_workbook(path)
        self.book.Activate()
        return self.book

    def press(self, button: str) -> list[str]:
        """Press a button of the ribbon; what the dialogs said."""
        self.server.said.clear()
        self.server.calls.clear()
        self.app.run("Careerup_Run", button)
        # Excel works out what was written when calculation becomes automatic again; the model only when it is asked
        self.app.application.vba_get("Calculate")
        return list(self.server.said)

    def formula(self, text: str) -> Any:
        """What a function of ours gives, its formula written as Calc does: of an array the first cell, of a day its
        number."""
        found = re.fullmatch(r"=(\w+)\((.*)\)", text)
        assert found is not None, text
        given = [self._argument(word) for word in found[2].split(";")]
        value = plain(self.app.run(found[1], *given))
        while isinstance(value, (tuple, list)):
            value = value[0]
        if isinstance(value, dt.datetime):
            return (value.replace(tzinfo=None) - dt.datetime(1899, 12, 30)).days
        return value

    def _argument(self, word: str) -> object:
        if word.startswith('"'):
            return word[1:-1]
        return self.app.evaluate(f'Range("{word}")') if word[0].isalpha() else float(word)

    def do(self, code: str) -> None:
        """Run lines of VBA, as the clerk would do by hand."""
        name = f"Hand{len(self.app.interpreter.modules)}"
        self.app.add_module(f"Sub {name}_()\n{code}\nEnd Sub\n", name=name)
        self.app.run(f"{name}_")

    def value(self, code: str) -> Any:
        """One expression of VBA."""
        return plain(self.app.evaluate(code))

    def state(self, *names: str) -> dict[str, Any]:
        """What a button may change, sheet by sheet: values, formulas and formats of the cells (fills among
        them), and the notes. A cell that is as it was never touched is left out."""
        found = {}
        for sheet in self.book.sheets_:
            if names and sheet.name not in names:
                continue
            cells = {at: _shown(cell) for at, cell in sheet.cells_.items()}
            found[sheet.name] = {at: shown for at, shown in cells.items() if any(shown)}
        return found


def _shown(cell: Any) -> tuple[Any, ...]:
    """Value, formula, format and fill of a cell, each nothing where it is as in a cell never touched."""
    style = cell.style
    code = "" if cell.number_format == "General" else cell.number_format
    fill = "" if style is None or style.fill.pattern == "none" else _fill(style.fill)
    return (plain(cell.value) or "", cell.formula, code, fill)


def _fill(fill: Any) -> str:
    """Behind a plain colour nothing shows through."""
    back = "" if fill.pattern == "solid" else repr(fill.background)
    return f"{fill.pattern} {fill.foreground!r} {back}"
