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
    """The add-in failed one of the build's own checks; nothing was written. ``why``: for developers."""

    def __init__(self, why: str) -> None:
        super().__init__("addin-build-refused", why=why.rstrip("。"))


def check(sources: Mapping[str, str], ribbon: str, wrappers: Sequence[Wrapper]) -> None:
    """The build's own checks. Raises BuildProblem that names module and line."""
    for module, source in sources.items():
        if len(module) > 31 or not module.isascii():
            raise BuildProblem(
                f"VBA モジュール {module} の名前が長すぎるか、英数字ではありません。"
            )
        for number, line in enumerate(source.splitlines(), 1):
            if not line.isascii() or len(line) > 1000:
                raise BuildProblem(
                    f"VBA モジュール {module} の {number} 行目が ASCII でないか、長すぎます。"
                )
        if "Option Explicit" not in source or re.search(
            r"\b(Workbook_Open|Auto_Open|Shell|WScript)\b", source
        ):
            raise BuildProblem(
                f"VBA モジュール {module} に Option Explicit がないか、自動実行やシェルの呼び出しがあります。"
            )
    for w in wrappers:
        if (
            re.fullmatch(r"[A-Z]{1,3}\d+|R\d*C\d*", w.name)
            or not w.name.isascii()
            or not w.name.isalnum()
        ):
            raise BuildProblem(f"関数名 {w.name} はセル番地に見えるか、使えない文字があります。")
        if any(len(text) > 255 for text in (w.help, *(h for _, h, _ in w.arguments))) or any(
            not n.isidentifier() or not n.isascii() for n, _, _ in w.arguments
        ):
            raise BuildProblem(
                f"関数 {w.name} の説明が255文字を超えるか、引数名が英数字ではありません。"
            )
    _check_ribbon(ribbon, "\n".join(sources.values()))


def _check_ribbon(ribbon: str, code: str) -> None:
    try:
        root = ElementTree.fromstring(ribbon.encode())
    except ElementTree.ParseError:
        raise BuildProblem("リボンの XML が正しい形ではありません。") from None
    seen = set()
    for element in root.iter():
        name = element.get("id")
        if name and (name in seen or not re.fullmatch(r"[A-Za-z]\w{0,60}", name, re.ASCII)):
            raise BuildProblem(f"リボンの id {name} が重なるか、使えない名前です。")
        seen.add(name)
        kind = element.tag.removeprefix(UI)
        if kind not in _ATTRIBUTES or not element.attrib.keys() <= _ATTRIBUTES[kind]:
            raise BuildProblem(f"リボンの {kind} に、知らない要素か属性があります。")
        if kind == "button" and not all(element.get(a) for a in _BUTTON):
            raise BuildProblem(
                f"リボンのボタン {name} に見出し・絵・説明・動作のどれかがありません。"
            )
        if element.get("imageMso", "DataValidation") not in ICONS:
            raise BuildProblem(
                f"リボンの絵 {element.get('imageMso')} は、すべての版の Excel にあると確かめられていません。"
            )
        if any(len(element.get(a, "")) > 1024 for a in element.attrib):
            raise BuildProblem(f"リボンの {name} の説明が長すぎます。")
        for attribute, signature in SIGNATURES.items():
            callback = element.get(attribute)
            if callback and not re.search(signature.format(re.escape(callback)), code):
                raise BuildProblem(
                    f"リボンの {attribute} が呼ぶ {callback} が VBA にないか、引数が違います。"
                )


def check_package(
    path: Path, sources: Mapping[str, str], ribbon: str, sheet: Mapping[str, str]
) -> None:
    """Read a built add-in back: the package is whole and holds what was meant. Raises BuildProblem."""
    try:
        if not (found := check_file(path)).ok:
            raise BuildProblem(
                f"作ったアドインが壊れています（{'、'.join(issue.code for issue in found.issues)}）。"
            )
        with ExcelFile(path) as book:
            if book.validate() or not {"stdole", "Office"} <= {r.name for r in book.references()}:
                raise BuildProblem(
                    "作ったアドインの VBA プロジェクトに食い違いがあるか、Office への参照がありません。"
                )
            for module, source in sources.items():
                if module not in book.module_names() or source.strip().replace(
                    "\n", "\r\n"
                ) not in book.get_module(module):
                    raise BuildProblem(
                        f"作ったアドインの VBA モジュール {module} が元の文と違います。"
                    )
        with zipfile.ZipFile(path) as archive:
            parts = {
                name: archive.read(name).decode()
                for name in archive.namelist()
                if not name.endswith(".bin")
            }
    except (PyOpenVBAError, zipfile.BadZipFile, KeyError, OSError, ValueError):
        raise BuildProblem("作ったアドインを読み返せません。") from None
    texts = {
        cell.get("r"): "".join(cell.itertext())
        for cell in ElementTree.fromstring(parts["xl/worksheets/sheet1.xml"].encode()).iter(
            f"{_MAIN}c"
        )
    }
    if any(
        (texts.get(f"A{n}"), texts.get(f"B{n}")) != pair for n, pair in enumerate(sheet.items(), 1)
    ):
        raise BuildProblem("作ったアドインの設定のシートが元と違います。")
    if "addin.macroEnabled.main+xml" not in parts["[Content_Types].xml"]:
        raise BuildProblem("作ったブックの種類がアドインになっていません。")
    if (
        f'Type="{RELATION}" Target="{RIBBON}"' not in parts["_rels/.rels"]
        or parts.get(RIBBON) != ribbon
    ):
        raise BuildProblem("作ったアドインにリボンがつながっていません。")
