"""Build careerup.xlam from text: ribbon, VBA, formula wrappers, the settings sheet. Same input, same bytes.

The VBA project is written by pyOpenVBA into its own Excel-made add-in; VBA text is ASCII, Japanese
stands on the add-in's sheet
and in the ribbon. The build reads back what it made and refuses to write an add-in that fails a check.
"""

from __future__ import annotations

import re
import tempfile
import zipfile
from collections.abc import Collection, Mapping, Sequence
from importlib.resources import files
from pathlib import Path
from xml.etree import ElementTree
from xml.sax.saxutils import escape

from pyopenvba import ExcelFile, VBAModuleKind

from validators.messages import Door, sentence_of
from workbooks.addin.checks import RELATION, RIBBON, check, check_package
from workbooks.addin.checks import UI as _UI
from workbooks.addin.checks import Wrapper as Wrapper
from workbooks.plain_zip import packed
from workbooks.sheet_names import FINDINGS

NAME = "careerup.xlam"
MENU = "キャリアアップ研修"  # the ribbon's tab, the title of dialogs, the folder of the Start menu
MODULES = ("Careerup_Bridge.bas", "Careerup_Desk.bas", "Careerup_Ribbon.bas", "Careerup_Events.cls")
FUNCTIONS = "Careerup_Functions"
UNBUILT = frozenset(("CheckReport",))  # buttons of the ribbon's plan that have no code yet
_RESERVED = frozenset(
    ("date", "end", "is", "like", "me", "next", "not", "or", "string", "to", "type", "with")
)
_SAID = (
    "busy",
    "no_book",
    "protected_view",
    "editing",
    "no_python",
    "no_dll",
    "no_server",
    "no_answer",
    "failed",
)
_READ = {"NextFinding": FINDINGS, "ClearMarks": FINDINGS, "Settings": "", "Doctor": "", "Help": ""}
_MOST_CELLS = 20_000_000  # of one sheet: more would fill the memory
# what the bridge shows, by the key it asks its sheet for
MESSAGES = {
    "title": MENU,
    "running": "キャリアアップ研修: 確かめています…",
    **{key: sentence_of(f"addin-{key.replace('_', '-')}", Door.EXCEL) for key in _SAID},
    "locked": sentence_of("book-locked", Door.EXCEL),
    "taken_back": sentence_of("book-taken-back", Door.EXCEL),
    "left_half": sentence_of("book-half-changed", Door.EXCEL),
}


def build(
    folder: Path,
    wrappers: Sequence[Wrapper],
    buttons: Collection[str],
    version: str,
    settings: Mapping[str, str],
) -> Path:
    """Write ``careerup.xlam`` into ``folder`` and return its path.

    buttons   control ids to show; the others are dropped from the ribbon
    version   of xlwings, which the DLL carries in its name
    settings  for the add-in's sheet: python (path of pythonw.exe), clsid (of a server started by hand)
    """
    sources = vba_sources(wrappers, version)
    ribbon = ribbon_xml(buttons)
    check(sources, ribbon, wrappers)
    sheet = settings_sheet(settings)
    content = package(sources, ribbon, sheet, wrappers)
    with tempfile.TemporaryDirectory(dir=folder) as work:
        path = Path(work) / NAME
        path.write_bytes(content)
        check_package(path, sources, ribbon, sheet)
        return path.replace(folder / NAME)


def settings_sheet(settings: Mapping[str, str]) -> dict[str, str]:
    """What columns A and B of the add-in's sheet hold: the PC's settings, the sentences of the
    bridge, what each button reads, xlwings' licence."""
    return {
        **settings,
        **MESSAGES,
        **{f"reads.{name}": what for name, what in reads().items()},
        "most_cells": str(_MOST_CELLS),
        "notice": (files("workbooks.addin") / "xlwings-LICENSE.txt").read_text(encoding="ascii"),
    }


def vba_sources(wrappers: Sequence[Wrapper], version: str) -> dict[str, str]:
    """Module name → source, the formula wrappers generated."""
    here = files("workbooks.addin")
    sources = {
        Path(m).stem: (here / m).read_text(encoding="ascii").replace("@VER@", version)
        for m in MODULES
    }
    lines = ["Option Explicit", ""]
    for w in wrappers:
        names = [_vba(name) for name, _, _ in w.arguments]
        declared = ", ".join(
            f"Optional {_vba(n)} As Variant" if optional else f"{_vba(n)} As Variant"
            for n, _, optional in w.arguments
        )
        lines += [
            f"Public Function {w.name}({declared}) As Variant",
            f'    {w.name} = Careerup_Call("{w.name}", Array({", ".join(names)}))',
            "End Function",
            "",
        ]
    sources[FUNCTIONS] = "\n".join(lines)
    return sources


def _vba(name: str) -> str:
    """A parameter name VBA takes: its own words get an underscore behind."""
    return f"{name}_" if name in _RESERVED else name


def reads() -> dict[str, str]:
    """What each button reads of the open book: "*" the sheets that are seen, a name that sheet, "" none."""
    return {name: _READ.get(name, "*") for name in controls()}


def labels() -> dict[str, str]:
    """What is written on each button that is built."""
    return _written("label")


def helps() -> dict[str, str]:
    """What each button that is built does."""
    return _written("supertip")


def controls() -> tuple[str, ...]:
    """The control ids of the ribbon's buttons that are built."""
    return tuple(_written("id"))


def _written(what: str) -> dict[str, str]:
    """Control id → an attribute of its button, for those that are built."""
    buttons = _ribbon().iter(f"{_UI}button")
    return {b.attrib["id"]: b.get(what, "") for b in buttons if b.attrib["id"] not in UNBUILT}


def _ribbon() -> ElementTree.Element:
    text = (files("workbooks.addin") / "customUI14.xml").read_text(encoding="utf-8")
    return ElementTree.fromstring(text)


def ribbon_xml(buttons: Collection[str]) -> str:
    """The ribbon with only the buttons that are built; groups left empty go too."""
    ElementTree.register_namespace("", _UI[1:-1])
    root = _ribbon()
    for tab in root.iter(f"{_UI}tab"):
        for group in list(tab):
            for button in list(group):
                if button.get("id") not in buttons:
                    group.remove(button)
            if not len(group):
                tab.remove(group)
    return '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n' + ElementTree.tostring(
        root, encoding="unicode"
    )


def package(
    sources: Mapping[str, str], ribbon: str, sheet: Mapping[str, str], wrappers: Sequence[Wrapper]
) -> bytes:
    """The .xlam: pyOpenVBA's Excel-made add-in with our modules, our sheet and the ribbon part;
    order and dates are fixed."""
    with tempfile.TemporaryDirectory() as work:
        path = Path(work) / NAME
        with ExcelFile.create_new(path) as book:
            project = book.vba_project()
            project.delete_module("Module1")
            for module, source in sources.items():
                kind = (
                    VBAModuleKind.other if module == "Careerup_Events" else VBAModuleKind.standard
                )
                project.add_module(module, source.replace("\n", "\r\n"), kind=kind)
            book.save()
        with zipfile.ZipFile(path) as archive:
            parts = {info.filename: archive.read(info) for info in archive.infolist()}
    parts["xl/worksheets/sheet1.xml"] = parts["xl/worksheets/sheet1.xml"].replace(
        b"<sheetData/>", _sheet(sheet, wrappers).encode()
    )
    relation = f'<Relationship Id="rIdRibbon" Type="{RELATION}" Target="{RIBBON}"/></Relationships>'
    parts["_rels/.rels"] = parts["_rels/.rels"].replace(b"</Relationships>", relation.encode())
    # The template names its maker as author and its day as date.
    core = re.sub(
        rb"(<(?:dc:creator|cp:lastModifiedBy)>)[^<]*", rb"\1careerup", parts["docProps/core.xml"]
    )
    parts["docProps/core.xml"] = re.sub(
        rb"\d{4}-\d\d-\d\dT[\d:]{8}Z", b"2000-01-01T00:00:00Z", core
    )
    parts[RIBBON] = ribbon.encode()
    return packed(parts)


def _sheet(settings: Mapping[str, str], wrappers: Sequence[Wrapper]) -> str:
    """Sheet data: A and B keys and values without a gap, D–F name, help and argument helps (one a
    line) of the functions."""
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
            f'<c r="{column}{number + 1}" t="inlineStr"><is><t xml:space="preserve">{escape(text)}</t></is></c>'
            for column, text in texts.items()
        )
        rows.append(f'<row r="{number + 1}">{cells}</row>')
    return f"<sheetData>{''.join(rows)}</sheetData>"
