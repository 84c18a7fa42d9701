"""Build careerup.oxt from text (Calc の拡張機能を作る): menu, toolbar, worksheet functions. Same input, same bytes."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from importlib.resources import files
from pathlib import Path
from xml.sax.saxutils import escape, quoteattr

from validators.messages import Door, sentence_of
from workbooks.addin.build import MESSAGES, Wrapper, labels, reads
from workbooks.plain_zip import packed

NAME = "careerup.oxt"
_INSIDE = ("pipe", "reading", "telling", "applying")  # modules beside the component
_BASIC = "Careerup.bas"
_MOST_CELLS = 5_000_000  # of one sheet
_RIBBON, _START = "jp.careerup.Ribbon", "jp.careerup.Start"
_OFTEN = ("CheckRoster", "NextFinding", "ClearMarks")
_CALC = "com.sun.star.sheet.SpreadsheetDocument"
_XML = '<?xml version="1.0" encoding="UTF-8"?>\n'
_OOR = (
    'xmlns:oor="http://openoffice.org/2001/registry" xmlns:xs="http://www.w3.org/2001/XMLSchema" '
    'oor:package="org.openoffice.Office'
)
_MANIFEST = {  # file → its media type
    "component.py": "application/vnd.sun.star.uno-component;type=Python",
    "Addons.xcu": "application/vnd.sun.star.configuration-data",
    "CalcWindowState.xcu": "application/vnd.sun.star.configuration-data",
    "Jobs.xcu": "application/vnd.sun.star.configuration-data",
}


def build(folder: Path, wrappers: Sequence[Wrapper], version: str, python: Path) -> Path:
    """Write ``careerup.oxt`` into ``folder`` and return its path. Raises OSError.

    version  of careerup
    python   the program that has careerup; LibreOffice's own Python has no packages
    """
    here = files("workbooks.calc")
    parts = {
        "description.xml": _description(version),
        "Addons.xcu": _menu(labels()),
        "CalcWindowState.xcu": _toolbar(),
        "Jobs.xcu": _at_start(),
        _BASIC: _basic(wrappers),
        "settings.json": json.dumps(settings(python), ensure_ascii=False, indent=1),
        "component.py": (here / "component.py").read_text(encoding="utf-8"),
        "pythonpath/workbooks/__init__.py": "",
        "pythonpath/workbooks/calc/__init__.py": "",
        **{
            f"pythonpath/workbooks/calc/{m}.py": (here / f"{m}.py").read_text(encoding="utf-8")
            for m in _INSIDE
        },
    }
    path = folder / NAME
    parts = {"META-INF/manifest.xml": _manifest(), **parts}
    path.write_bytes(packed({name: text.encode() for name, text in parts.items()}))
    return path


def settings(python: Path) -> dict[str, object]:
    """What the component is told: our Python, the sentences, what each button reads and is called."""
    return {
        "python": str(python),
        "path": str(Path(__file__).parents[2]),
        "reads": reads(),
        "labels": labels(),
        "most_cells": _MOST_CELLS,
        **{key: MESSAGES[key] for key in ("title", "no_book", "locked", "taken_back")},
        **{key: sentence_of(f"calc-{key}", Door.EXCEL) for key in ("silent", "failed")},
    }


def _manifest() -> str:
    space = "http://openoffice.org/2001/manifest"
    entries = "".join(
        f"<m:file-entry m:full-path={quoteattr(name)} m:media-type={quoteattr(kind)}/>\n"
        for name, kind in _MANIFEST.items()
    )
    return f'{_XML}<m:manifest xmlns:m="{space}">\n{entries}</m:manifest>\n'


def _description(version: str) -> str:
    return (
        f'{_XML}<description xmlns="http://openoffice.org/extensions/description/2006">\n'
        f'<identifier value="jp.careerup"/><version value={quoteattr(version)}/>\n'
        f"<display-name><name>{escape(MESSAGES['title'])}</name></display-name>\n</description>\n"
    )


def _value(name: str, text: str) -> str:
    shown = "".join(f"<value xml:lang={quoteattr(lang)}>{escape(text)}</value>" for lang in _LANGS)
    return f'<prop oor:name="{name}">{shown}</prop>\n'


_LANGS = ("en-US", "ja")


def _menu(shown: Mapping[str, str]) -> str:
    """A menu with every button, a toolbar with those pressed often."""

    def entry(number: int, button: str, label: str) -> str:
        url = f"service:{_RIBBON}?{button}"
        return (
            f'<node oor:name="N{number:02}" oor:op="replace">'
            f'<prop oor:name="Context"><value>{_CALC}</value></prop>{_value("Title", label)}'
            f'<prop oor:name="URL"><value>{url}</value></prop>'
            '<prop oor:name="Target"><value>_self</value></prop></node>\n'
        )

    entries = "".join(entry(n, *pair) for n, pair in enumerate(shown.items()))
    often = "".join(entry(n, b, shown[b]) for n, b in enumerate(_OFTEN))
    return (
        f'{_XML}<oor:component-data {_OOR}" oor:name="Addons">\n<node oor:name="AddonUI">\n'
        '<node oor:name="OfficeMenuBar"><node oor:name="jp.careerup" oor:op="replace">'
        f'<prop oor:name="Context"><value>{_CALC}</value></prop>{_value("Title", MESSAGES["title"])}'
        f'<node oor:name="Submenu">\n{entries}</node></node></node>\n'
        f'<node oor:name="OfficeToolBar"><node oor:name="jp.careerup" oor:op="replace">\n{often}'
        "</node></node></node></oor:component-data>\n"
    )


def _toolbar() -> str:
    """The toolbar's name, and that it stands with the others."""
    return (
        f'{_XML}<oor:component-data {_OOR}.UI" oor:name="CalcWindowState">\n'
        '<node oor:name="UIElements"><node oor:name="States">'
        '<node oor:name="private:resource/toolbar/addon_jp.careerup" oor:op="replace">\n'
        f"{_value('UIName', MESSAGES['title'])}"
        '<prop oor:name="ContextSensitive"><value>false</value></prop>'
        '<prop oor:name="Visible"><value>true</value></prop>'
        '<prop oor:name="Docked"><value>true</value></prop>'
        "</node></node></node></oor:component-data>\n"
    )


def _at_start() -> str:
    """The bare names are known before a book is opened."""
    events = "".join(
        f'<node oor:name="{event}" oor:op="fuse"><node oor:name="JobList">'
        '<node oor:name="CareerupStart" oor:op="replace"/></node></node>\n'
        for event in ("OnStartApp", "onFirstVisibleTask")
    )
    return (
        f'{_XML}<oor:component-data {_OOR}" oor:name="Jobs">\n<node oor:name="Jobs">'
        '<node oor:name="CareerupStart" oor:op="replace">'
        f'<prop oor:name="Service"><value>{_START}</value></prop></node></node>\n'
        f'<node oor:name="Events">\n{events}</node></oor:component-data>\n'
    )


def _basic(wrappers: Sequence[Wrapper]) -> str:
    """The functions, under the names that a file made in Excel calls them by: an add-in of Calc has longer names in
    such files, and is handed 0 for a blank cell."""
    lines = [(files("workbooks.calc") / _BASIC).read_text(encoding="ascii")]
    for w in wrappers:
        names = [f"arg{n}" for n, _ in enumerate(w.arguments, 1)]
        lines += [
            f"Function {w.name}({', '.join(f'Optional {n}' for n in names)})",
            f"    Dim Given({len(names) - 1})",
            *(f"    If Not IsMissing({n}) Then Given({i}) = {n}" for i, n in enumerate(names)),
            f'    {w.name} = Careerup_Called("{w.name}", Given())',
            "End Function",
            "",
        ]
    return "\n".join(lines)
