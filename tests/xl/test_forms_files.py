"""Blanks as files of another kind: templates, Strict Office Open XML, text boxes, an example sheet before
the form, two persons a page in files of their own."""

from __future__ import annotations

import re
import zipfile
from pathlib import Path

import blanks
import openpyxl
import pytest
from blanks import PAGE, PLAIN

from validators.problems import Problem
from workbooks.forms.pages import Page
from xl.forms import fill
from xl.forms.template import Template
from xl.ooxml.package import REL, TYPES

OTHER = Page(
    "102513400001",
    "𠮷﨑　髙子",
    {**PAGE.values, "氏名": "𠮷﨑　髙子", "修了証番号": "102513400001"},
)
STRICT = {
    "http://schemas.openxmlformats.org/spreadsheetml/2006/main": "http://purl.oclc.org/ooxml/spreadsheetml/main",
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships": "http://purl.oclc.org/ooxml/officeDocument/relationships",
}
BOX = """<xdr:wsDr xmlns:xdr="http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing"
 xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"><xdr:twoCellAnchor>
<xdr:from><xdr:col>2</xdr:col><xdr:row>3</xdr:row></xdr:from><xdr:to><xdr:col>6</xdr:col><xdr:row>5</xdr:row></xdr:to>
<xdr:sp><xdr:txBody><a:p><a:r><a:t>氏名　　　　</a:t></a:r><a:r><a:rPr sz="1800"/><a:t>　　様</a:t></a:r></a:p>
<a:p><a:r><a:t>令和　　年　　月　　日交付</a:t></a:r></a:p></xdr:txBody></xdr:sp>
</xdr:twoCellAnchor></xdr:wsDr>"""


def rewritten(source: Path, target: Path, change: dict[str, str], more: dict[str, str]) -> Path:
    """A copy of a workbook with texts of its parts changed and parts added."""
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(target, "w") as new:
        for info in old.infolist():
            text = old.read(info).decode()
            for one, other in change.items():
                text = text.replace(one, other)
            new.writestr(info.filename, text)
        for name, text in more.items():
            new.writestr(name, text)
    return target


def test_a_template_gives_ordinary_workbooks(tmp_path: Path) -> None:
    source = blanks.own(tmp_path / "own.xlsx", PLAIN)
    kind = {"sheet.main+xml": "template.main+xml"}
    path = rewritten(source, tmp_path / "own.xltx", kind, {})
    template = Template(path, "certificate").complete()
    assert template.ending == ".xlsx"
    filled = fill.fill(template, [PAGE])
    assert b"template" not in filled.read(TYPES) and b"spreadsheetml.sheet.main+xml" in filled.read(
        TYPES
    )


def test_a_strict_blank_is_refused_until_ordinary_forms_are_asked_for(tmp_path: Path) -> None:
    source = blanks.own(tmp_path / "own.xlsx", PLAIN)
    row = '<row r="30"><c r="H30" t="d"><v>2025-08-20T12:00:00</v></c></row>'
    day = {"</sheetData>": f"{row}</sheetData>"}
    path = rewritten(source, tmp_path / "strict.xlsx", STRICT | day, {})
    with pytest.raises(Problem, match="Excel で「Excel ブック」に保存し直してください"):
        Template(path, "certificate")
    blank = Template(path, "certificate", strict=True).complete()
    assert blank.notes[0].rule == "blank-ordinary"
    package = fill.fill(blank, [PAGE])
    assert not any(b"purl.oclc.org" in package.read(part) for part in package.parts())
    package.write_to(tmp_path / "filled.xlsx")
    assert openpyxl.load_workbook(tmp_path / "filled.xlsx").active["C4"].value == "山田　花子"
    cell = next(c for c in package.xml("xl/worksheets/sheet1.xml").iter() if c.get("r") == "H30")
    assert cell[0].text == "45889.5" and "t" not in cell.attrib


def test_text_boxes_take_values_and_are_looked_at_for_holes(tmp_path: Path) -> None:
    cells = {at: text for at, text in PLAIN.items() if at != "B4"}
    source = blanks.own(tmp_path / "own.xlsx", cells)
    relation = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1"'
        ' Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/drawing"'
        ' Target="../drawings/drawing1.xml"/></Relationships>'
    )
    kind = "application/vnd.openxmlformats-officedocument.drawing+xml"
    change = {
        "</worksheet>": f'<drawing xmlns:r="{REL}" r:id="rId1"/></worksheet>',
        "</Types>": f'<Override PartName="/xl/drawings/drawing1.xml" ContentType="{kind}"/></Types>',
    }
    more = {"xl/drawings/drawing1.xml": BOX, "xl/worksheets/_rels/sheet1.xml.rels": relation}
    template = Template(
        rewritten(source, tmp_path / "box.xlsx", change, more), "certificate"
    ).complete()
    assert [n.params["cell"] for n in template.notes if n.rule == "blank-hole-left"] == [
        "テキストボックス2"
    ]
    package = fill.fill(template, [PAGE, OTHER])
    written = [
        re.findall("<a:t>(.*?)</a:t>", package.read(f"xl/drawings/drawing{n}.xml").decode())
        for n in (1, 2)
    ]
    assert ["".join(words[:2]) for words in written] == [
        "氏名　山田　花子　様",
        "氏名　𠮷﨑　髙子　様",
    ]


def test_an_example_before_the_form_is_not_filled_nor_printed(tmp_path: Path) -> None:
    path = blanks.own(tmp_path / "own.xlsx", PLAIN)
    book = openpyxl.load_workbook(path)
    example = book.create_sheet("記入例", 0)
    for at, text in PLAIN.items():
        example[at] = text
    example["C8"] = "山田　一子"
    book.save(path)
    template = Template(path, "certificate").complete()
    assert template.blank.sheet == "修了証"
    package = fill.fill(template, [PAGE])
    fill.hide_others(template, package)
    package.write_to(tmp_path / "filled.xlsx")
    sheets = openpyxl.load_workbook(tmp_path / "filled.xlsx").worksheets
    assert [sheet.sheet_state for sheet in sheets] == ["hidden", "visible"]


def test_what_looks_like_a_persons_own_value_is_told_when_it_is_replaced(tmp_path: Path) -> None:
    path = blanks.own(tmp_path / "own.xlsx", {**PLAIN, "D4": "山田　一子", "D5": "○年○月○日"})
    template = Template(path, "certificate").complete()
    told = [n.params["cell"] for n in template.notes if n.rule == "blank-sample-replaced"]
    assert told == ["D4"]
