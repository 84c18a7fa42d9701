"""The marked copy loses nothing: compared part by part on real public-sector workbooks, macros and ribbon included."""

from __future__ import annotations

import re
import subprocess
import zipfile
from pathlib import Path

import openpyxl
import pytest
import xlwings
from lxml import etree

from validators.problems import Problem
from workbooks.plan import COLORS, CellMark
from xl.files import read as closed
from xl.outputs.marked_copy import mark

MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
REAL = (
    "permit_notice_form",
    "permit_survey_form",
    "pharmacy_list",
    "section_titles_between_rows",
    "mixed_text_number_codes",
    "municipality_codes",
)


def parts(path: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(path) as archive:
        assert archive.testzip() is None
        found = {name: archive.read(name) for name in archive.namelist()}
    for name, data in found.items():
        if name.endswith((".xml", ".rels", ".vml")):
            etree.fromstring(data)  # openpyxl never looks into a drawing; Excel repairs the file
    return found


def counts(sheet: bytes) -> dict[str, int]:
    """How often each element stands in a sheet, cells and rows apart."""
    found: dict[str, int] = {}
    for element in etree.fromstring(sheet).iter():
        name = etree.QName(element).localname if isinstance(element.tag, str) else "comment"
        found[name] = found.get(name, 0) + 1
    for ours in ("c", "row", "legacyDrawing", "cols"):
        found.pop(ours, None)
    return found


@pytest.mark.real
@pytest.mark.parametrize("name", REAL)
def test_part_by_part(name: str, real: Path, tmp_path: Path) -> None:
    source, target = real / f"{name}.xlsx", tmp_path / "写し.xlsx"
    grid = closed.read(source).grids[0]
    marks = [
        CellMark(grid.sheet, "C5", "error", "ここが違います。"),
        CellMark(grid.sheet, "ZZ900", "warning", "=1+1"),
        CellMark(grid.sheet, "B7", "info"),
    ]
    mark(source, target, marks)
    before, after = parts(source), parts(target)
    assert before.keys() <= after.keys() and len(after.keys() - before.keys()) <= 3
    changed = {n for n in before if before[n] != after[n]}
    assert all(
        re.search(
            r"styles\.xml|sheet1\.xml|sheet1\.xml\.rels|Content_Types|comments1|vmlDrawing1", n
        )
        for n in changed
    ), changed
    assert counts(before["xl/worksheets/sheet1.xml"]) == counts(after["xl/worksheets/sheet1.xml"])
    old, new = (etree.fromstring(p["xl/styles.xml"]) for p in (before, after))
    for tag in ("fonts", "borders", "cellStyleXfs", "cellStyles", "dxfs", "numFmts"):
        a, b = old.find(MAIN + tag), new.find(MAIN + tag)
        assert (a is None and b is None) or etree.tostring(a, method="c14n") == etree.tostring(
            b, method="c14n"
        )
    ours = closed.read(target).grids[0]
    assert [list(r) for r in grid.rows] == [list(r) for r in ours.rows][
        : len(grid.rows)
    ] and grid.merges == ours.merges


@pytest.mark.real
def test_only_the_fill_of_the_cell_changes(real: Path, tmp_path: Path) -> None:
    source, target = real / "permit_notice_form.xlsx", tmp_path / "写し.xlsx"
    sheet = closed.read(source).grids[0].sheet
    mark(source, target, [CellMark(sheet, "C5", "error", "文")])
    old, new = (openpyxl.load_workbook(p)[sheet]["C5"] for p in (source, target))
    for name in ("font", "border", "alignment", "number_format", "protection"):
        assert str(getattr(old, name)) == str(getattr(new, name))
    assert new.fill.fgColor.rgb == "FF" + COLORS["error"].lstrip("#") and new.comment.text == "文"


def roster(path: Path) -> Path:
    wb = openpyxl.Workbook()
    ws = wb.active
    ws.title = "名簿"
    for row in range(1, 60):
        ws.append([f"r{row}c{c}" for c in range(1, 8)])
    ws["A1"].comment = openpyxl.comments.Comment("係のメモ", "係")
    ws["B2"].fill = openpyxl.styles.PatternFill("solid", fgColor="FF00FF00")
    wb.save(path)
    return path


def test_the_clerks_own_notes_stay(tmp_path: Path) -> None:
    source = roster(tmp_path / "a.xlsx")
    mark(
        source,
        tmp_path / "b.xlsx",
        [
            CellMark("名簿", "A1", "error", "ちがう"),
            CellMark("名簿", "C3", "error", "<&>\x00"),
            CellMark("名簿", "C2", "warning", "x" * 40000),
        ],
    )
    drawings = [data for name, data in parts(tmp_path / "b.xlsx").items() if name.endswith(".vml")]
    assert len(drawings) == 1 and drawings[0].count(b"ObjectType=") == 3
    sheet = openpyxl.load_workbook(tmp_path / "b.xlsx")["名簿"]
    assert (
        sheet["A1"].comment.text == "係のメモ"
        and sheet["C3"].comment.text == "<&>"
        and sheet["C2"].comment.text == "x" * 32000 + "…"
    )
    assert sheet["B2"].fill.fgColor.rgb == "FF00FF00" and sheet["A1"].fill.fgColor.rgb == "FFFFC7CE"


def test_many_notes_claim_their_shape_numbers(tmp_path: Path) -> None:
    """Excel numbers shapes in blocks of 1,024; a cell has one note even when marked twice."""
    source = roster(tmp_path / "a.xlsx")
    wanted = [CellMark("名簿", f"B{row}", "error", f"文{row}") for row in range(1, 2001)]
    mark(source, tmp_path / "b.xlsx", [*wanted, CellMark("名簿", "B5", "error", "二度目")])
    after = parts(tmp_path / "b.xlsx")
    comments = next(
        data for name, data in after.items() if "comment" in name and name.endswith(".xml")
    )
    drawing = next(data for name, data in after.items() if name.endswith(".vml")).decode()
    refs = re.findall(r'<comment ref="(\w+)"', comments.decode())
    numbers = {int(n) for n in re.findall(r'id="_x0000_s(\d+)"', drawing)}
    claimed = re.search(r'<\w+:idmap[^>]*data="([\d,]+)"', drawing)
    assert len(refs) == len(set(refs)) == len(numbers) == 2001  # and the clerk's own
    assert claimed and {n >> 10 for n in numbers} <= set(map(int, claimed[1].split(",")))


def test_workbooks_of_another_make_are_a_sentence(tmp_path: Path) -> None:
    """Strict Open XML, no styles, a style that is not there: Excel converts or repairs these on saving."""
    whole = parts(roster(tmp_path / "a.xlsx"))
    strict = {
        n: d.replace(
            b"http://schemas.openxmlformats.org/spreadsheetml/2006/main",
            b"http://purl.oclc.org/ooxml/spreadsheetml/main",
        )
        for n, d in whole.items()
    }
    bare = {n: d for n, d in whole.items() if n != "xl/styles.xml"}
    wrong = {
        n: d.replace(b'<c r="C3"', b'<c r="C3" s="999"') if "sheet1" in n else d
        for n, d in whole.items()
    }
    for kind, content in (("strict", strict), ("bare", bare), ("wrong", wrong)):
        path = tmp_path / f"{kind}.xlsx"
        with zipfile.ZipFile(path, "w") as archive:
            for name, data in content.items():
                archive.writestr(name, data)
        with pytest.raises(Problem, match=f"{kind}.xlsx は通常の Excel と違う作り"):
            mark(path, tmp_path / "写し.xlsx", [CellMark("名簿", "C3", "error")])
    assert not (tmp_path / "写し.xlsx").exists()


def test_macros_and_ribbon_survive(tmp_path: Path) -> None:
    source = tmp_path / "マクロ.xlsm"
    with (
        zipfile.ZipFile(Path(xlwings.__file__).parent / "quickstart_addin_ribbon.xlam") as old,
        zipfile.ZipFile(source, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for info in old.infolist():
            data = old.read(info)
            new.writestr(
                info.filename,
                data.replace(b"ms-excel.addin.macroEnabled", b"ms-excel.sheet.macroEnabled"),
            )
    from xl.ooxml.package import Package

    name = next(iter(Package(source).sheets()))
    mark(source, tmp_path / "写し.xlsm", [CellMark(name, "B2", "error", "文")])
    before, after = parts(source), parts(tmp_path / "写し.xlsm")
    for part in before:
        if (
            "vbaProject" in part
            or "customUI" in part
            or part in ("_rels/.rels", "xl/_rels/workbook.xml.rels", "xl/workbook.xml")
        ):
            assert before[part] == after[part], part
    assert any("customUI" in n for n in before) and "xl/vbaProject.bin" in before


@pytest.mark.libreoffice
def test_libreoffice_shows_the_marks_and_only_them(tmp_path: Path) -> None:
    source = roster(tmp_path / "a.xlsx")
    mark(
        source,
        tmp_path / "b.xlsx",
        [CellMark("名簿", "C3", "error", "ここ"), CellMark("名簿", "J70", "warning", "")],
    )
    for name in ("a", "b"):
        subprocess.run(
            [
                "soffice",
                f"-env:UserInstallation=file://{tmp_path}/lo",
                "--headless",
                "--convert-to",
                "fods",
                "--outdir",
                str(tmp_path),
                str(tmp_path / f"{name}.xlsx"),
            ],
            check=True,
            capture_output=True,
            timeout=120,
        )
    texts = [
        re.findall(
            r"<text:p>([^<]*)</text:p>", (tmp_path / f"{n}.fods").read_text(encoding="utf-8")
        )
        for n in ("a", "b")
    ]
    assert texts[0] == texts[1]
    shown = (tmp_path / "b.fods").read_text(encoding="utf-8")
    assert (
        "ここ" in shown
        and shown.count('fo:background-color="#ffc7ce"') == 1
        and shown.count('fo:background-color="#ffeb9c"') == 1
    )


def test_refusals(tmp_path: Path) -> None:
    source = roster(tmp_path / "a.xlsx")
    (tmp_path / "b.xlsx").write_bytes(b"mine")
    for target in (tmp_path / "b.xlsx", source, tmp_path / "b.xlsm", tmp_path / "無い" / "b.xlsx"):
        with pytest.raises(Problem):
            mark(source, target, [CellMark("名簿", "A1", "error")], force=target == source)
    assert (tmp_path / "b.xlsx").read_bytes() == b"mine"
    (tmp_path / "c.csv").write_text("氏名\n花\n", encoding="utf-8")
    with pytest.raises(Problem, match="xlsx に保存"):
        mark(tmp_path / "c.csv", tmp_path / "d.csv", [])
    assert {p.name for p in tmp_path.iterdir()} == {"a.xlsx", "b.xlsx", "c.csv"}
