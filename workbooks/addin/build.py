"""Build careerup.xlam from text: ribbon, VBA, formula wrappers, the settings sheet. Same input, same bytes.

The VBA project is written by pyOpenVBA into its own Excel-made add-in; VBA text is ASCII, Japanese stands on the add-in's sheet
and in the ribbon. The build reads back what it made and refuses to write an add-in that fails a check.
"""

from __future__ import annotations

import re
import tempfile
import zipfile
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path
from xml.etree import ElementTree
from xml.sax.saxutils import escape

from pyopenvba import ExcelFile, VBAModuleKind

from workbooks.problems import FileProblem

NAME = "careerup.xlam"
MODULES = ("Careerup_Bridge.bas", "Careerup_Ribbon.bas", "Careerup_Events.cls")
FUNCTIONS = "Careerup_Functions"
RIBBON = "customUI/customUI14.xml"
_RESERVED = frozenset(("date", "end", "is", "like", "me", "next", "not", "or", "string", "to", "type", "with"))
_UI = "{http://schemas.microsoft.com/office/2009/07/customui}"
_RELATION = "http://schemas.microsoft.com/office/2007/relationships/ui/extensibility"
# Icons that are in Microsoft's control lists of Excel 2013, 2016, 2019 and 365.
ICONS = frozenset(("TableInsertExcel", "DataValidation", "MacroPlay", "FileSaveAsPdfOrXps", "PropertySheet", "Help", "RefreshAll", "Refresh", "FilePrint", "FileOpen"))
SIGNATURES = {
    "onLoad": r"Public Sub {}\(ByVal \w+ As IRibbonUI\)", "onAction": r"Public Sub {}\(ByVal \w+ As IRibbonControl\)",
    "getEnabled": r"Public Sub {}\(ByVal \w+ As IRibbonControl, ByRef \w+ As Variant\)",
}
MESSAGES = {
    "title": "キャリアアップ研修",
    "running": "キャリアアップ研修: 確かめています…",
    "busy": "前のボタンの処理がまだ終わっていません。終わるまでお待ちください。",
    "no_book": "ブックが開かれていません。名簿のブックを開いてから押してください。",
    "no_python": "Python が見つかりません。careerup doctor を実行して、案内のとおりにしてください。",
    "no_dll": "xlwings の DLL が見つからないか、読み込めません。careerup doctor を実行して、案内のとおりにしてください。",
    "no_server": "Python を起動できませんでした。Excel からの起動が禁じられていることがあります。careerup doctor を実行してください。",
    "failed": "処理を終えられませんでした。ブックは途中まで変わっていることがあります。",
    "notice": "Contains parts of xlwings, Copyright (C) Zoomer Analytics GmbH, BSD 3-Clause License.",
}


@dataclass(frozen=True, slots=True)
class Wrapper:
    """One worksheet function: ASCII name, its help, and (argument, help, optional) in order."""

    name: str
    help: str
    arguments: tuple[tuple[str, str, bool], ...]


class BuildProblem(FileProblem):
    """The add-in failed one of the build's own checks; nothing was written."""


def build(folder: Path, wrappers: Sequence[Wrapper], buttons: Collection[str], version: str, settings: Mapping[str, str]) -> Path:
    """Write ``careerup.xlam`` into ``folder`` and return its path.

    buttons   control ids to show; the others are dropped from the ribbon
    version   of xlwings, which the DLL carries in its name
    settings  for the add-in's sheet: python (path of pythonw.exe), clsid (of a server started by hand)
    """
    sources = vba_sources(wrappers, version)
    ribbon = ribbon_xml(buttons)
    check(sources, ribbon, wrappers)
    content = _package(sources, ribbon, {**settings, **MESSAGES}, wrappers)
    with tempfile.TemporaryDirectory(dir=folder) as work:
        path = Path(work) / NAME
        path.write_bytes(content)
        _read_back(path, sources)
        return path.replace(folder / NAME)


def vba_sources(wrappers: Sequence[Wrapper], version: str) -> dict[str, str]:
    """Module name → source, the formula wrappers generated."""
    here = files("workbooks.addin")
    sources = {Path(m).stem: (here / m).read_text(encoding="ascii").replace("@VER@", version) for m in MODULES}
    lines = ["Option Explicit", ""]
    for w in wrappers:
        names = [_vba(name) for name, _, _ in w.arguments]
        declared = ", ".join(f"Optional {_vba(n)} As Variant" if optional else f"{_vba(n)} As Variant" for n, _, optional in w.arguments)
        lines += [f"Public Function {w.name}({declared}) As Variant", f'    {w.name} = Careerup_Call("{w.name}", Array({", ".join(names)}))', "End Function", ""]
    sources[FUNCTIONS] = "\n".join(lines)
    return sources


def _vba(name: str) -> str:
    """A parameter name VBA takes: its own words get an underscore behind."""
    return f"{name}_" if name in _RESERVED else name


def ribbon_xml(buttons: Collection[str]) -> str:
    """The ribbon with only the buttons that are built; groups left empty go too."""
    ElementTree.register_namespace("", _UI[1:-1])
    root = ElementTree.fromstring((files("workbooks.addin") / "customUI14.xml").read_text(encoding="utf-8"))
    for tab in root.iter(f"{_UI}tab"):
        for group in list(tab):
            for button in list(group):
                if button.get("id") not in buttons:
                    group.remove(button)
            if not len(group):
                tab.remove(group)
    return '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n' + ElementTree.tostring(root, encoding="unicode")


def check(sources: Mapping[str, str], ribbon: str, wrappers: Sequence[Wrapper]) -> None:
    """The build's own checks. Raises BuildProblem that names module and line."""
    for module, source in sources.items():
        if len(module) > 31 or not module.isascii():
            raise BuildProblem(f"VBA モジュール {module} の名前が長すぎるか、英数字ではありません。")
        for number, line in enumerate(source.splitlines(), 1):
            if not line.isascii() or len(line) > 1000:
                raise BuildProblem(f"VBA モジュール {module} の {number} 行目が ASCII でないか、長すぎます。")
        if "Option Explicit" not in source or re.search(r"\b(Workbook_Open|Auto_Open|Shell|WScript)\b", source):
            raise BuildProblem(f"VBA モジュール {module} に Option Explicit がないか、自動実行やシェルの呼び出しがあります。")
    for w in wrappers:
        if re.fullmatch(r"[A-Z]{1,3}\d+|R\d*C\d*", w.name) or not w.name.isascii() or not w.name.isalnum():
            raise BuildProblem(f"関数名 {w.name} はセル番地に見えるか、使えない文字があります。")
        if any(len(text) > 255 for text in (w.help, *(h for _, h, _ in w.arguments))) or any(not n.isidentifier() or not n.isascii() for n, _, _ in w.arguments):
            raise BuildProblem(f"関数 {w.name} の説明が255文字を超えるか、引数名が英数字ではありません。")
    _check_ribbon(ribbon, "\n".join(sources.values()))


def _check_ribbon(ribbon: str, code: str) -> None:
    try:
        root = ElementTree.fromstring(ribbon.encode())
    except ElementTree.ParseError:
        raise BuildProblem("リボンの XML が正しい形ではありません。") from None
    seen = set()
    for element in root.iter():
        name = element.get("id")
        if name and (name in seen or not re.fullmatch(r"[A-Za-z]\w{0,60}", name)):
            raise BuildProblem(f"リボンの id {name} が重なるか、使えない名前です。")
        seen.add(name)
        if element.tag not in {_UI + t for t in ("customUI", "ribbon", "tabs", "tab", "group", "button")}:
            raise BuildProblem(f"リボンに知らない要素 {element.tag.rpartition('}')[2]} があります。")
        if element.tag == _UI + "button" and not all(element.get(a) for a in ("id", "label", "imageMso", "onAction", "screentip", "supertip")):
            raise BuildProblem(f"リボンのボタン {name} に見出し・絵・説明・動作のどれかがありません。")
        if element.get("imageMso", "DataValidation") not in ICONS:
            raise BuildProblem(f"リボンの絵 {element.get('imageMso')} は、すべての版の Excel にあると確かめられていません。")
        if any(len(element.get(a, "")) > 1024 for a in element.attrib):
            raise BuildProblem(f"リボンの {name} の説明が長すぎます。")
        for attribute, signature in SIGNATURES.items():
            callback = element.get(attribute)
            if callback and not re.search(signature.format(re.escape(callback)), code):
                raise BuildProblem(f"リボンの {attribute} が呼ぶ {callback} が VBA にないか、引数が違います。")


def _package(sources: Mapping[str, str], ribbon: str, settings: Mapping[str, str], wrappers: Sequence[Wrapper]) -> bytes:
    with tempfile.TemporaryDirectory() as work:
        path = Path(work) / NAME
        with ExcelFile.create_new(path) as book:
            project = book.vba_project()
            project.delete_module("Module1")
            for module, source in sources.items():
                kind = VBAModuleKind.other if module == "Careerup_Events" else VBAModuleKind.standard
                project.add_module(module, source.replace("\n", "\r\n"), kind=kind)
            book.save()
        with zipfile.ZipFile(path) as archive:
            parts = {info.filename: archive.read(info) for info in archive.infolist()}
        parts["xl/worksheets/sheet1.xml"] = parts["xl/worksheets/sheet1.xml"].replace(b"<sheetData/>", _sheet(settings, wrappers).encode())
        relation = f'<Relationship Id="rIdRibbon" Type="{_RELATION}" Target="{RIBBON}"/></Relationships>'
        parts["_rels/.rels"] = parts["_rels/.rels"].replace(b"</Relationships>", relation.encode())
        parts[RIBBON] = ribbon.encode()
        out = Path(work) / "out.xlam"
        with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
            for name, data in parts.items():
                archive.writestr(zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0)), data, zipfile.ZIP_DEFLATED)
        return out.read_bytes()


def _sheet(settings: Mapping[str, str], wrappers: Sequence[Wrapper]) -> str:
    """Sheet data: A and B keys and values without a gap, D–F name, help and argument helps (one a line) of the functions."""
    pairs = list(settings.items())
    rows = []
    for number in range(max(len(pairs), len(wrappers))):
        texts: dict[str, str] = {}
        if number < len(pairs):
            texts |= {"A": pairs[number][0], "B": pairs[number][1]}
        if number < len(wrappers):
            w = wrappers[number]
            texts |= {"D": w.name, "E": w.help, "F": "\n".join(h for _, h, _ in w.arguments)}
        cells = "".join(
            f'<c r="{column}{number + 1}" t="inlineStr"><is><t xml:space="preserve">{escape(text)}</t></is></c>' for column, text in texts.items()
        )
        rows.append(f'<row r="{number + 1}">{cells}</row>')
    return f"<sheetData>{''.join(rows)}</sheetData>"


def _read_back(path: Path, sources: Mapping[str, str]) -> None:
    with ExcelFile(path) as book:
        if book.validate():
            raise BuildProblem("作ったアドインの VBA プロジェクトに食い違いがあります。")
        for module, source in sources.items():
            if source.strip().replace("\n", "\r\n") not in book.get_module(module):
                raise BuildProblem(f"作ったアドインの VBA モジュール {module} が元の文と違います。")
