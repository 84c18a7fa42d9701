"""Defined names (名前の定義) of a workbook: put in, or pointed at another cell."""

from __future__ import annotations

from collections.abc import Mapping

from lxml import etree

from xl.ooxml.errors import OfficeError, guarded
from xl.ooxml.package import NS, WORKBOOK, Package

# what stands before the names in workbook.xml, the last first
_BEFORE = ("externalReferences", "functionGroups", "sheets")


@guarded()
def define(package: Package, sheet: str, cells: Mapping[str, str]) -> None:
    """Let each name stand for a cell ($C$5) of the sheet, in the whole workbook. Raises OfficeError."""
    root = package.xml(WORKBOOK)
    names = root.find(f"{NS}definedNames")
    if names is None:
        before = next((e for n in _BEFORE if (e := root.find(f"{NS}{n}")) is not None), None)
        if before is None:
            raise OfficeError("unusual", WORKBOOK)
        names = etree.Element(f"{NS}definedNames")
        before.addnext(names)
    quoted = sheet.replace("'", "''")
    for name, cell in cells.items():
        for old in [n for n in names if n.get("name", "").casefold() == name.casefold()]:
            names.remove(old)
        element = etree.SubElement(names, f"{NS}definedName", name=name)
        element.text = f"'{quoted}'!{cell}"
    package.write_xml(WORKBOOK, root)
