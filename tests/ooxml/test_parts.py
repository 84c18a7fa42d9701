"""What is written into the parts, compared with golden files (tests/ooxml/golden), and what is refused.

Each golden file is the whole part after the change; CAREERUP_GOLDEN=1 writes them anew: read them before they are kept.
"""

from __future__ import annotations

import datetime as dt
import doctest
import io
import os
import zipfile
from pathlib import Path

import pytest
from lxml import etree

from xl.ooxml import cells, notes
from xl.ooxml.cells import SheetCells, fill, put
from xl.ooxml.errors import OfficeError
from xl.ooxml.package import Package
from xl.ooxml.styles import Styles

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
REL = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
RELS = "http://schemas.openxmlformats.org/package/2006/relationships"
GOLDEN = Path(__file__).parent / "golden"
SHEET = "xl/worksheets/sheet1.xml"
STYLES = (
    f'<styleSheet xmlns="{MAIN}"><fonts count="1"><font/></fonts><fills count="1"><fill/></fills>'
    '<borders count="1"><border/></borders><cellXfs count="2"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/>'
    '<xf numFmtId="14" fontId="0" fillId="0" borderId="0" applyNumberFormat="1"/></cellXfs></styleSheet>'
)
ROWS = (
    '<cols><col min="4" max="4" width="9" style="1"/></cols><sheetData>'
    '<row r="3"><c r="A3"><v>1</v></c></row><row r="3"><c r="J3" t="inlineStr"><is><t>元</t></is></c></row>'
    '<row r="5"><c r="B5"><f>A3+1</f><v>2</v></c></row></sheetData><pageMargins left="1"/><tableParts count="0"/>'
)


def package(rows: str = ROWS, **more: str) -> Package:
    """A workbook of the fewest parts, one sheet 名簿."""
    parts = {
        "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>',
        "xl/workbook.xml": f'<workbook xmlns="{MAIN}" xmlns:r="{REL}"><sheets>'
        '<sheet name="名簿" sheetId="1" r:id="rId1"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{RELS}"><Relationship Id="rId1" Type="{REL}/worksheet" '
        f'Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Type="{REL}/styles" Target="styles.xml"/>'
        "</Relationships>",
        "xl/styles.xml": STYLES,
        SHEET: f'<worksheet xmlns="{MAIN}" xmlns:r="{REL}">{rows}</worksheet>',
        **more,
    }  # fmt: skip
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        for name, text in parts.items():
            archive.writestr(name, text)
    return Package(made)


def test_days_are_counted_as_the_workbook_counts_them() -> None:
    plain = package()
    workbook = plain.read("xl/workbook.xml").decode()
    mac = workbook.replace("<sheets>", '<workbookPr date1904="1"/><sheets>')
    day = dt.date(2025, 8, 20)
    for own, shift in ((plain, 0), (package(**{"xl/workbook.xml": mac}), 1462)):
        assert own.date_1904 == bool(shift)
        fill(own, [("名簿", "D4", day)], date_format="yyyy/m/d")
        assert f"<v>{45889 - shift}</v>" in own.read(SHEET).decode()


def golden(name: str, content: bytes) -> None:
    """Compare with the golden file, element by element a line."""
    text = content.decode().replace("><", ">\n<") + "\n"
    if os.environ.get("CAREERUP_GOLDEN") == "1":
        (GOLDEN / name).write_text(text, encoding="utf-8")
    assert text == (GOLDEN / name).read_text(encoding="utf-8")


def test_values_and_formats() -> None:
    """One row element a cell is one row; a formula stays; a new cell takes its column's format."""
    own = package()
    values = [
        ("名簿", "J3", "102504900002"),
        ("名簿", "C3", "=1+1"),
        ("名簿", "D4", dt.date(2025, 8, 20)),
        ("名簿", "B5", "x"),
        ("名簿", "A9", "a\x01\ud800b"),
    ]
    assert fill(own, values, date_format="yyyy/m/d") == {("名簿", "B5")}
    golden("filled_sheet.xml", own.read(SHEET))
    golden("filled_styles.xml", own.read("xl/styles.xml"))


def test_notes() -> None:
    own = package()
    root = own.xml(SHEET)
    notes.add(
        own,
        SHEET,
        root,
        [notes.Note("J3", "ここが<違う>\n次"), notes.Note("B1", "二")],
        author="careerup",
    )
    own.write_xml(SHEET, root)
    again = own.xml(SHEET)
    notes.add(own, SHEET, again, [notes.Note("J3", "二度目"), notes.Note("C2", "三")], author="別")
    golden("noted_sheet.xml", own.read(SHEET))
    golden("noted_comments.xml", own.read("xl/comments1.xml"))
    golden("noted_drawing.vml", own.read("xl/drawings/vmlDrawing1.vml"))
    golden("noted_types.xml", own.read("[Content_Types].xml"))


def test_untouched_parts_are_carried_through(tmp_path: Path) -> None:
    """Also a part of another spelling, and the later of two of one name."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive, pytest.warns(UserWarning):
        archive.writestr("XL\\Workbook.xml", f'<workbook xmlns="{MAIN}"/>')
        archive.writestr("xl/media/a.bin", b"early")
        archive.writestr("xl/media/a.bin", bytes(range(256)) * 5000)
    own = Package(made)
    own.write("docProps/new.xml", b"<new/>")
    own.write_to(tmp_path / "b.xlsx")
    with zipfile.ZipFile(tmp_path / "b.xlsx") as archive:
        assert archive.namelist() == ["XL/Workbook.xml", "xl/media/a.bin", "docProps/new.xml"]
        assert archive.read("xl/media/a.bin") == bytes(range(256)) * 5000


@pytest.mark.parametrize(
    "rows",
    [
        "",
        "<sheetData><row r='x'/></sheetData>",
        "<sheetData><row r='1'><c r='A1'/><c r='A1'/></row></sheetData>",
        "<sheetData><row r='1'><c r='A1' s=''/></row></sheetData>",
        "<sheetData><row r='1'><c r='A1' s='7'/></row></sheetData>",
        "<sheetData><row r='1'><c r='A1' s='-1'/></row></sheetData>",
        "<cols><col/></cols><sheetData/>",
        "<cols>" + "<col min='1' max='16384' style='1'/>" * 50 + "</cols><sheetData/>",
    ],
)
def test_sheets_written_as_excel_never_does(rows: str) -> None:
    with pytest.raises(OfficeError) as error:
        fill(package(rows), [("名簿", "A1", "x")], date_format="@")
    assert error.value.kind == "unusual"


def test_new_rows_stand_in_order() -> None:
    root = etree.fromstring(f'<worksheet xmlns="{MAIN}"><sheetData/></worksheet>'.encode())
    sheet = SheetCells(root)
    for row in (9, 2, 1_048_576, 5, 1):
        put(sheet.at(row, 2), row)
    assert [r.get("r") for r in root[0]] == ["1", "2", "5", "9", "1048576"]


def test_a_workbook_without_formats_is_refused() -> None:
    for styles in (
        "<styleSheet/>",
        f'<styleSheet xmlns="{MAIN}"><fills/></styleSheet>',
        "<",
        "&#1;",
    ):
        with pytest.raises(OfficeError):
            Styles(package(**{"xl/styles.xml": styles}))


def test_examples() -> None:
    assert doctest.testmod(cells).failed == 0
