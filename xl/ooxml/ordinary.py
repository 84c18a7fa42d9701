"""普通の形: a template (.xltx, .dotx) as the workbook or document that is made from it, and a workbook
in the Strict form of Office Open XML as every program reads it (Transitional)."""

from __future__ import annotations

import datetime as dt
import re
from pathlib import Path

from xl.ooxml.errors import guarded
from xl.ooxml.package import NS, TYPES, WORKBOOK, Package

_ENDINGS = {".xltx": ".xlsx", ".xltm": ".xlsm", ".dotx": ".docx", ".dotm": ".docm"}
_TEMPLATE = re.compile(rb"(spreadsheetml|wordprocessingml)\.template\.main\+xml")
_MACRO_TEMPLATE = re.compile(rb"(excel|word)\.template\.macroEnabled(Template)?\.main\+xml")
_PLAIN = {b"spreadsheetml": b"sheet", b"wordprocessingml": b"document"}
_MACRO = {b"excel": b"sheet", b"word": b"document"}
_STRICT = b"http://purl.oclc.org/ooxml/"
_NAME = re.compile(rb"http://purl\.oclc\.org/ooxml/(\w+)/(\w+)((?:/\w+)*)")
_PERCENT = re.compile(rb'="(-?\d+(?:\.\d+)?)%"')
_HYPHENED = {
    b"extendedProperties": b"extended-properties",
    b"customProperties": b"custom-properties",
}


def ending(path: Path) -> str:
    """The ending, in small letters, of what is made from a file: .xlsx of an .xltx."""
    suffix = path.suffix.lower()
    return _ENDINGS.get(suffix, suffix)


@guarded()
def from_template(package: Package) -> None:
    """Declare the workbook or document of a template as one to work in."""
    types = package.read(TYPES)
    plain = _TEMPLATE.sub(lambda m: m[1] + b"." + _PLAIN[m[1]] + b".main+xml", types)
    plain = _MACRO_TEMPLATE.sub(
        lambda m: m[1] + b"." + _MACRO[m[1]] + b".macroEnabled.main+xml", plain
    )
    if plain != types:
        package.write(TYPES, plain)


@guarded()
def is_strict(package: Package) -> bool:
    """Is a workbook in the Strict form?"""
    return _STRICT in package.read(WORKBOOK)


@guarded()
def transitional(package: Package) -> None:
    """Put every part of a Strict workbook into the Transitional form: names of elements and
    relationships, percentages, and days in cells."""
    date_1904 = re.search(rb'date1904="(1|true)"', package.read(WORKBOOK)) is not None
    for part in package.parts():
        if not part.endswith((".xml", ".rels")):
            continue
        content = package.read(part)
        if _STRICT not in content:
            continue
        plain = _NAME.sub(_renamed, content).replace(b' conformance="strict"', b"")
        if part.startswith(("xl/drawings/", "xl/charts/")) or "/theme/" in part:
            plain = _PERCENT.sub(lambda m: b'="%d"' % round(float(m[1]) * 1000), plain)
        package.write(part, plain)
        if part.startswith("xl/worksheets/") and b't="d"' in plain:
            _days(package, part, date_1904=date_1904)


def _renamed(match: re.Match[bytes]) -> bytes:
    area, name, rest = match[1], match[2], match[3]
    pieces = [_HYPHENED.get(piece, piece) for piece in rest.split(b"/")]
    area_name = _HYPHENED.get(name, name)
    return b"http://schemas.openxmlformats.org/%s/2006/%s" % (area, area_name) + b"/".join(pieces)


def _days(package: Package, part: str, *, date_1904: bool) -> None:
    """2025-08-20T00:00:00 of a cell as the serial number every program reads."""
    root = package.xml(part)
    start = dt.datetime(1904, 1, 1) if date_1904 else dt.datetime(1899, 12, 30)
    for cell in root.iter(f"{NS}c"):
        value = cell.find(f"{NS}v")
        if cell.get("t") != "d" or value is None or not value.text:
            continue
        passed = dt.datetime.fromisoformat(value.text.removesuffix("Z")) - start
        del cell.attrib["t"]
        value.text = f"{passed / dt.timedelta(days=1):g}"
    package.write_xml(part, root)
