"""A sheet of our own at the end of a user's workbook (足したシート): texts, widths, links inside the book.

Nothing of the workbook's own changes but what lists its sheets: xl/workbook.xml, its relationships,
[Content_Types].xml, and new formats at the end of the styles part.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from lxml import etree

from workbooks.a1 import address, column_letter
from xl.ooxml.cells import plain, put
from xl.ooxml.errors import OfficeError, guarded
from xl.ooxml.package import MAIN, NS, REL, WORKBOOK, Package

_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"
_LONGEST_NAME = 31


@dataclass(frozen=True, slots=True)
class Entry:
    """One cell: a text or a whole number, the number of its format, and the cell of the book it leads to
    (sheet, A1 address), None for none."""

    value: str | int
    style: int = 0
    link: tuple[str, str] | None = None


@dataclass(frozen=True, slots=True)
class NewSheet:
    """A sheet to be added.

    rows    with their heights in points    widths  of its columns in characters, 0 for a hidden one
    frozen  rows on top, of which the last is the heading    listed  rows below it that can be filtered
    """

    name: str
    rows: Sequence[tuple[float, Sequence[Entry]]]
    widths: Sequence[int]
    frozen: int
    listed: int


@guarded()
def free_name(package: Package, wanted: str) -> str:
    """The name, or with (2), (3) … behind where a sheet has it; Excel takes no two that differ in case alone."""
    taken = {name.casefold() for name in package.sheets()}
    name, number = wanted, 1
    while name.casefold() in taken:
        number += 1
        end = f" ({number})"
        name = wanted[: _LONGEST_NAME - len(end)] + end
    return name


@guarded()
def add_sheet(package: Package, sheet: NewSheet) -> None:
    """Add the sheet behind all others. Raises OfficeError."""
    part = package.free_part("xl/worksheets/sheet{}.xml")
    package.write_xml(part, _worksheet(sheet))
    package.declare(part=part, content_type=_TYPE)
    rid = package.relate(WORKBOOK, "worksheet", part)
    root = package.xml(WORKBOOK)
    sheets = root.find(f"{NS}sheets")
    if sheets is None:
        raise OfficeError("unusual", WORKBOOK)
    number = max((int(one.get("sheetId", "0")) for one in sheets), default=0) + 1
    entry = etree.SubElement(sheets, f"{NS}sheet", name=sheet.name, sheetId=str(number))
    entry.set(f"{{{REL}}}id", rid)
    package.write_xml(WORKBOOK, root)


def _worksheet(sheet: NewSheet) -> etree._Element:
    root = etree.Element(f"{NS}worksheet", nsmap={None: MAIN, "r": REL})  # type: ignore[dict-item]
    properties = etree.SubElement(root, f"{NS}sheetPr")
    etree.SubElement(properties, f"{NS}pageSetUpPr", fitToPage="1")
    views = etree.SubElement(root, f"{NS}sheetViews")
    view = etree.SubElement(views, f"{NS}sheetView", workbookViewId="0", zoomScale="85")
    top = f"A{sheet.frozen + 1}"
    etree.SubElement(
        view,
        f"{NS}pane",
        ySplit=str(sheet.frozen),
        topLeftCell=top,
        activePane="bottomLeft",
        state="frozen",
    )
    columns = etree.SubElement(root, f"{NS}cols")
    for number, width in enumerate(sheet.widths, 1):
        one = etree.SubElement(columns, f"{NS}col", min=str(number), max=str(number))
        one.set("width", str(width or 9))
        one.set("customWidth", "1")
        if not width:
            one.set("hidden", "1")
    links = _data(etree.SubElement(root, f"{NS}sheetData"), sheet)
    last = column_letter(len(sheet.widths))
    reference = f"A{sheet.frozen}:{last}{sheet.frozen + max(sheet.listed, 1)}"
    etree.SubElement(root, f"{NS}autoFilter", ref=reference)
    if links:
        listed = etree.SubElement(root, f"{NS}hyperlinks")
        for cell, (name, target), text in links:
            quoted = name.replace("'", "''")
            location = f"'{quoted}'!{target}"
            etree.SubElement(listed, f"{NS}hyperlink", ref=cell, location=location, display=text)
    etree.SubElement(
        root, f"{NS}pageSetup", paperSize="9", orientation="landscape", fitToHeight="0"
    )
    return root


def _data(data: etree._Element, sheet: NewSheet) -> list[tuple[str, tuple[str, str], str]]:
    """The rows; (cell, where it leads, its text) of each link."""
    links = []
    for number, (height, entries) in enumerate(sheet.rows, 1):
        row = etree.SubElement(data, f"{NS}row", r=str(number), ht=f"{height:g}", customHeight="1")
        for column, entry in enumerate(entries, 1):
            place = address(number, column)
            cell = etree.SubElement(row, f"{NS}c", r=place, s=str(entry.style))
            if entry.value != "":
                put(cell, entry.value)
            if entry.link:
                links.append((place, entry.link, plain(str(entry.value))))
    return links
