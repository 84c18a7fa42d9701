"""What xlwings Server serves for Excel on the web and on the Mac (Office アドインの部品): manifest, task pane, its
script, icons. Everything is loaded from the office's own server."""

from __future__ import annotations

import json
import struct
import zlib
from collections.abc import Mapping
from importlib.resources import files
from pathlib import Path
from xml.sax.saxutils import escape, quoteattr

from validators.messages import Door, sentence_of
from workbooks.addin.build import MENU, helps, labels, reads

NAMESPACE = "CAREERUP"  # before every function: =CAREERUP.CERTNO(…)
PROVIDER = "office"  # who asks for the key
# What works without reading fills, formats and formulas, and writes no file on the server.
BUTTONS = (
    "CheckRoster",
    "CheckApplications",
    "CheckDesignations",
    "Compare",
    "NextFinding",
    "ClearMarks",
)
_SIZES = (16, 32, 64, 80)
_GREEN, _WHITE = b"\x21\x73\x46", b"\xff\xff\xff"
_HELP = 250  # characters of a tooltip that the manifest may have


def write(folder: Path, address: str, identity: str, office_js: str) -> None:
    """Write the project's folder for xlwings Server.

    address    where Excel finds the server: https://name:port
    identity   the add-in's own UUID, which stays the same
    office_js  the path on the server of Microsoft's library
    """
    templates, static = folder / "templates", folder / "static"
    (static / "js").mkdir(parents=True)
    (static / "images").mkdir()
    templates.mkdir()
    here = files("workbooks.office")
    page = _filled(
        (here / "taskpane.html").read_text(encoding="utf-8"),
        {"title": escape(MENU), "office_js": escape(office_js), "page": _page()},
    )
    (templates / "manifest.xml").write_text(manifest(address, identity), encoding="utf-8")
    (templates / "taskpane.html").write_text(page, encoding="utf-8")
    for name in ("auth.js", "ribbon.js"):
        text = (here / name).read_text(encoding="utf-8")
        (static / "js" / name).write_text(text, encoding="utf-8")
    for size in _SIZES:
        (static / "images" / f"careerup-{size}.png").write_bytes(_icon(size))


def _filled(text: str, values: Mapping[str, str]) -> str:
    for name, value in values.items():
        text = text.replace(f"@{name}@", value)
    return text


def _page() -> str:
    """What the page knows, as JSON that cannot end its element."""
    shown, tips, wanted = labels(), helps(), reads()
    buttons = [{"id": b, "label": shown[b], "help": tips[b], "reads": wanted[b]} for b in BUTTONS]
    words = {
        name: sentence_of(f"office-{name}", Door.EXCEL)
        for name in ("key", "saved", "limits", "failed", "silent", "running")
    }
    text = json.dumps({"provider": PROVIDER, "buttons": buttons, **words}, ensure_ascii=False)
    return text.replace("<", "\\u003c")


def manifest(address: str, identity: str) -> str:
    """The manifest: a tab with every button, one that opens the task pane, the functions."""
    shown, tips = labels(), helps()
    names = {b: (shown[b], tips[b][:_HELP]) for b in BUTTONS}
    names["Pane"] = (sentence_of("office-pane", Door.EXCEL).rstrip("。"), MENU)
    controls = "".join(_control(b) for b in names)
    short = "".join(_string(f"{b}.Label", label) for b, (label, _) in names.items())
    long = "".join(_string(f"{b}.Help", text) for b, (_, text) in names.items())
    images = "".join(
        f'<bt:Image id="Icon.{n}" DefaultValue={quoteattr(_image(address, n))}/>'
        for n in (16, 32, 80)
    )
    values = {
        "identity": identity,
        "title": quoteattr(MENU),
        "namespace": _string("Functions.Namespace", NAMESPACE),
        "tab": _string("Tab.Label", MENU),
        "icon": quoteattr(_image(address, 32)),
        "large_icon": quoteattr(_image(address, 64)),
        "address": escape(address),
        "controls": controls,
        "short": short,
        "long": long,
        "images": images,
    }
    text = (files("workbooks.office") / "manifest.xml").read_text(encoding="utf-8")
    return _filled(text, values)


def _image(address: str, size: int) -> str:
    return f"{address}/static/images/careerup-{size}.png"


def _string(name: str, text: str) -> str:
    return f'<bt:String id="{name}" DefaultValue={quoteattr(text)}/>\n'


def _control(button: str) -> str:
    action = (
        '<Action xsi:type="ShowTaskpane"><TaskpaneId>Careerup</TaskpaneId>'
        '<SourceLocation resid="Taskpane.Url"/></Action>'
        if button == "Pane"
        else f'<Action xsi:type="ExecuteFunction"><FunctionName>{button}</FunctionName></Action>'
    )
    icons = "".join(f'<bt:Image size="{n}" resid="Icon.{n}"/>' for n in (16, 32, 80))
    return (
        f'<Control xsi:type="Button" id="{button}"><Label resid="{button}.Label"/>'
        f'<Supertip><Title resid="{button}.Label"/><Description resid="{button}.Help"/></Supertip>'
        f"<Icon>{icons}</Icon>{action}</Control>\n"
    )


def _icon(size: int) -> bytes:
    """A tick on green."""
    rows = []
    for y in range(size):
        row = b"\x00"
        for x in range(size):
            u, v = (x + 0.5) / size, (y + 0.5) / size
            down = abs(v - (u + 0.3)) < 0.1 and 0.2 < u < 0.42
            up = abs(v - (1.12 - u)) < 0.1 and 0.42 <= u < 0.82
            row += _WHITE if down or up else _GREEN
        rows.append(row)

    def chunk(kind: bytes, data: bytes) -> bytes:
        body = kind + data
        return struct.pack(">I", len(data)) + body + struct.pack(">I", zlib.crc32(body))

    head = struct.pack(">IIBBBBB", size, size, 8, 2, 0, 0, 0)
    packed = zlib.compress(b"".join(rows), 9)
    return (
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", packed) + chunk(b"IEND", b"")
    )
