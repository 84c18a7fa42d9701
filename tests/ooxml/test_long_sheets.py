"""A sheet of which a few rows are changed: the content as if all were taken apart, the rest byte for byte."""

from __future__ import annotations

import io
import random
import zipfile

import pytest
from lxml import etree

from xl.ooxml.cells import SheetCells
from xl.ooxml.errors import OfficeError
from xl.ooxml.long_sheets import LongSheet
from xl.ooxml.package import MAIN, WORKBOOK, Package

PART = "xl/worksheets/sheet1.xml"
ROOT = f'<worksheet xmlns="{MAIN}" xmlns:x="urn:x"><cols><col min="3" max="4" style="2"/></cols>'
PLAIN = "".join(
    f'<row r="{n}" x:dy="0.2"><c r="A{n}"><v>{n}</v></c><c r=\'B{n}\' t="inlineStr"><is><t>&#10;&lt;row </t></is>'
    f"</c></row>\n"
    for n in (2, 3, 4, 7, 8, 30)
)
SPLIT = "".join(
    f"<row r='{n}'><c r='A{n}'><v>1</v></c></row><row r='{n}'><c r='B{n}'/></row>"
    for n in (2, 3, 7)
)
SHEETS = {
    "plain": f'<?xml version="1.0" encoding="UTF-8"?>\n{ROOT}<sheetData>{PLAIN}</sheetData><mergeCells/></worksheet>',
    "byte order mark": f"\ufeff{ROOT}<sheetData>{PLAIN}</sheetData></worksheet>",
    "a row element for each cell": f"{ROOT}<sheetData>{SPLIT}</sheetData></worksheet>",
    "one row in two elements": f'{ROOT}<sheetData><row r="2"><c r="A2"/></row><row r="2"><c r="B2"/></row>'
    '<row r="3"/></sheetData></worksheet>',
    "rows without numbers": f"{ROOT}<sheetData><row><c/></row><row><c/><c/></row></sheetData></worksheet>",
    "rows in no order": f'{ROOT}<sheetData><row r="9"/><row r="2"/></sheetData></worksheet>',
    "comment": f'{ROOT}<sheetData><!-- <row r="2"> -->{PLAIN}</sheetData></worksheet>',
    "instruction": f"{ROOT}<sheetData><?kept 0?>{PLAIN}</sheetData></worksheet>",
    "character data": f'{ROOT}<sheetData><row r="2"><c><is><t><![CDATA[<row r="5">]]></t></is></c></row></sheetData>'
    "</worksheet>",
    "no rows": f"{ROOT}<sheetData/></worksheet>",
    "prefixed": f'<p:worksheet xmlns:p="{MAIN}"><p:sheetData><p:row r="3"><p:c r="A3"/></p:row></p:sheetData>'
    "</p:worksheet>",
    "another encoding": f'<?xml version="1.0" encoding="UTF-16"?>{ROOT}<sheetData>{PLAIN}</sheetData></worksheet>',
}


def package(sheet: str) -> Package:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(WORKBOOK, f'<workbook xmlns="{MAIN}"/>')
        archive.writestr(PART, sheet.encode("utf-16" if "UTF-16" in sheet else "utf-8"))
    return Package(made)


def touch(cells: SheetCells, places: list[tuple[int, int]]) -> None:
    for row, column in places:
        cells.at(row, column).set("s", "5")


def written(changed: Package) -> bytes:
    out = io.BytesIO()
    changed.write_to(out)
    return zipfile.ZipFile(out).read(PART)


def whole(sheet: str, places: list[tuple[int, int]]) -> bytes:
    """The sheet changed as a tree, in the one spelling of Canonical XML."""
    root = package(sheet).xml(PART)
    touch(SheetCells(root), places)
    return bytes(etree.tostring(root, method="c14n"))


@pytest.mark.parametrize("name", SHEETS)
def test_the_same_as_the_whole_sheet_taken_apart(
    name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    chance = random.Random(name)
    for size in (17, 64, 1 << 20):  # a tag is cut anywhere
        monkeypatch.setattr("xl.ooxml.long_sheets._CHUNK", size)
        for _ in range(30):
            places = [
                (chance.choice((1, 2, 3, 5, 7, 29, 30, 40)), chance.randint(1, 5)) for _ in range(3)
            ]
            changed = package(SHEETS[name])
            sheet = LongSheet(changed, PART, {row for row, _ in places})
            touch(SheetCells(sheet.root), places)
            sheet.save()
            got = etree.tostring(etree.fromstring(written(changed)), method="c14n")
            assert got == whole(SHEETS[name], places)


def test_other_rows_stay_byte_for_byte_and_can_be_read_again() -> None:
    changed = package(SHEETS["plain"])
    sheet = LongSheet(changed, PART, {4})
    touch(SheetCells(sheet.root), [(4, 1)])
    sheet.save()
    own = written(changed).decode()
    kept = [line for line in PLAIN.splitlines() if 'r="4"' not in line]
    assert all(line in own for line in kept) and '<c r="A4" s="5">' in own
    twin = changed.copy()
    again = LongSheet(twin, PART, {8})
    touch(SheetCells(again.root), [(8, 1)])
    again.save()
    assert b'<c r="A4" s="5">' in written(twin) and b'<c r="A8" s="5">' in written(twin)
    assert b'<c r="A8" s="5">' not in written(changed)


@pytest.mark.parametrize(
    "sheet", ["", "<row r='1'>", "<worksheet><sheetData><row r='1'>", "x" * 50]
)
def test_what_is_no_sheet_is_told(sheet: str) -> None:
    with pytest.raises(OfficeError):
        LongSheet(package(sheet), PART, {1})
