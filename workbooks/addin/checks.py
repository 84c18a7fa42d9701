"""The build's own checks: an add-in that fails one is not written. Each is a few lines; the tests
run four outside checkers more."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from xml.etree import ElementTree

from pyopenvba import ExcelFile, PyOpenVBAError, check_file

from validators.problems import Problem

RIBBON = "customUI/customUI14.xml"
RELATION = "http://schemas.microsoft.com/office/2007/relationships/ui/extensibility"
UI = "{http://schemas.microsoft.com/office/2009/07/customui}"
_MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
# Icons that are in Microsoft's control lists (OfficeDev/office-fluent-ui-command-identifiers) of
# Excel 2013, 2016, 2019 and 365.
ICONS = frozenset(
    (
        "AccessibilityChecker",
        "ClearFormats",
        "DataValidation",
        "DataValidationCircleInvalid",
        "ErrorChecking",
        "FilePrint",
        "FilePrintPreview",
        "FileSaveAs",
        "FileSaveAsPdfOrXps",
        "FindDialogExcel",
        "Help",
        "PasteValues",
        "PropertySheet",
        "ReplaceDialog",
        "ReviewNextComment",
        "SignatureLineInsert",
        "TableInsertExcel",
        "Undo",
        "XmlExport",
        "XmlImport",
    )
)
SIGNATURES = {
    "onLoad": r"Public Sub {}\(ByVal \w+ As IRibbonUI\)",
    "onAction": r"Public Sub {}\(ByVal \w+ As IRibbonControl\)",
    "getEnabled": r"Public Sub {}\(ByVal \w+ As IRibbonControl, ByRef \w+ As Variant\)",
}
_BUTTON = frozenset(("id", "label", "imageMso", "onAction", "screentip", "supertip"))
# Excel drops the whole tab for one attribute it does not know.
_ATTRIBUTES: dict[str, frozenset[str]] = {
    "customUI": frozenset(("onLoad",)),
    "ribbon": frozenset(),
    "tabs": frozenset(),
    "tab": frozenset(("id", "label")),
    "group": frozenset(("id", "label")),
    "button": _BUTTON | {"size", "getEnabled"},
}


@dataclass(frozen=True, slots=True)
class Wrapper:
    """One worksheet function: ASCII name, its help, and (argument, help, optional) in order."""

    name: str
    help: str
    arguments: tuple[tuple[str, str, bool], ...]


class BuildProblem(Problem):
    """The add-in failed one of the build's own checks; nothing was written."""


def check(sources: Mapping[str, str], ribbon: str, wrappers: Sequence[Wrapper]) -> None:
    """The build's own checks. Raises BuildProblem that names module and line."""
    for module, source in sources.items():
        if len(module) > 31 or not module.isascii():
            raise BuildProblem("addin-module-name", module=module)
        for number, line in enumerate(source.splitlines(), 1):
            if not line.isascii() or len(line) > 1000:
                raise BuildProblem("addin-module-line", module=module, number=number)
        if "Option Explicit" not in source or re.search(
            r"\b(Workbook_Open|Auto_Open|Shell|WScript)\b", source
        ):
            raise BuildProblem("addin-module-unsafe", module=module)
    _check_wrappers(wrappers)
    _check_ribbon(ribbon, "\n".join(sources.values()))


def _check_wrappers(wrappers: Sequence[Wrapper]) -> None:
    for w in wrappers:
        if (
            re.fullmatch(r"[A-Z]{1,3}\d+|R\d*C\d*", w.name)
            or not w.name.isascii()
            or not w.name.isalnum()
        ):
            raise BuildProblem("addin-function-name", name=w.name)
        if any(len(text) > 255 for text in (w.help, *(h for _, h, _ in w.arguments))) or any(
            not n.isidentifier() or not n.isascii() for n, _, _ in w.arguments
        ):
            raise BuildProblem("addin-function-help", name=w.name)


def _check_ribbon(ribbon: str, code: str) -> None:
    try:
        root = ElementTree.fromstring(ribbon.encode())
    except ElementTree.ParseError:
        raise BuildProblem("addin-ribbon-xml") from None
    seen = set()
    for element in root.iter():
        name = element.get("id")
        if name and (name in seen or not re.fullmatch(r"[A-Za-z]\w{0,60}", name, re.ASCII)):
            raise BuildProblem("addin-ribbon-id", name=name)
        seen.add(name)
        kind = element.tag.removeprefix(UI)
        if kind not in _ATTRIBUTES or not element.attrib.keys() <= _ATTRIBUTES[kind]:
            raise BuildProblem("addin-ribbon-element", kind=kind)
        if kind == "button" and not all(element.get(a) for a in _BUTTON):
            raise BuildProblem("addin-ribbon-button", name=name)
        if element.get("imageMso", "DataValidation") not in ICONS:
            raise BuildProblem("addin-ribbon-icon", icon=element.get("imageMso"))
        if any(len(element.get(a, "")) > 1024 for a in element.attrib):
            raise BuildProblem("addin-ribbon-long", name=name)
        for attribute, signature in SIGNATURES.items():
            callback = element.get(attribute)
            if callback and not re.search(signature.format(re.escape(callback)), code):
                raise BuildProblem("addin-ribbon-callback", attribute=attribute, callback=callback)


def check_package(
    path: Path, sources: Mapping[str, str], ribbon: str, sheet: Mapping[str, str]
) -> None:
    """Read a built add-in back: the package is whole and holds what was meant. Raises BuildProblem."""
    try:
        _check_project(path, sources)
        with zipfile.ZipFile(path) as archive:
            parts = {
                name: archive.read(name).decode()
                for name in archive.namelist()
                if not name.endswith(".bin")
            }
    except (PyOpenVBAError, zipfile.BadZipFile, KeyError, OSError, ValueError):
        raise BuildProblem("addin-package-unread") from None
    cells = ElementTree.fromstring(parts["xl/worksheets/sheet1.xml"].encode()).iter(f"{_MAIN}c")
    texts = {cell.get("r"): "".join(cell.itertext()) for cell in cells}
    pairs = enumerate(sheet.items(), 1)
    if any((texts.get(f"A{n}"), texts.get(f"B{n}")) != pair for n, pair in pairs):
        raise BuildProblem("addin-package-sheet")
    if "addin.macroEnabled.main+xml" not in parts["[Content_Types].xml"]:
        raise BuildProblem("addin-package-kind")
    related = f'Type="{RELATION}" Target="{RIBBON}"' in parts["_rels/.rels"]
    if not related or parts.get(RIBBON) != ribbon:
        raise BuildProblem("addin-package-ribbon")


def _check_project(path: Path, sources: Mapping[str, str]) -> None:
    """The VBA project of a built add-in."""
    if not (found := check_file(path)).ok:
        raise BuildProblem("addin-package-broken", issues="、".join(i.code for i in found.issues))
    with ExcelFile(path) as book:
        if book.validate() or not {"stdole", "Office"} <= {r.name for r in book.references()}:
            raise BuildProblem("addin-package-project")
        for module, source in sources.items():
            meant = source.strip().replace("\n", "\r\n")
            if module not in book.module_names() or meant not in book.get_module(module):
                raise BuildProblem("addin-package-module", module=module)
