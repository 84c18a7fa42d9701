"""The report inside the marked copy: one file to mail back, links inside the book, the rest as it was."""

from __future__ import annotations

import subprocess
import zipfile
from pathlib import Path

import openpyxl
import pytest
from lxml import etree

from validators.findings import Finding, Report, TableRead, Unchecked
from workbooks.plan import CellMark
from workbooks.results.previous import findings_of
from workbooks.samples import rosters
from xl.cli import main
from xl.files import read as closed
from xl.outputs import report_sheet
from xl.outputs.marked_copy import marked
from xl.outputs.results import read


def finding(cell: str, message: str = "番号が違います。", **change: object) -> Finding:
    own: dict[str, object] = {
        "file": "/home/係/名簿.xlsx",
        "sheet": "名簿",
        "rule": "number-duplicate",
        "severity": "error",
        "value": "=1+1",
        "heading": "修了証番号",
        "row_name": "美本 花子",
        **change,
    }
    return Finding(cell=cell, message=message, **own)  # type: ignore[arg-type]


TABLE = TableRead("/home/係/名簿.xlsx", "名簿", "roster", (1,), {"name": "A"}, 3)


def report(*findings: Finding) -> Report:
    asked = Unchecked("名簿.xlsx", "名簿", "A1", "フリガナ", "列が見つかりません。")
    return Report((TABLE,), findings, unchecked=(asked,))


def book(path: Path, *sheets: str) -> Path:
    made = openpyxl.Workbook()
    made.remove(made.active)  # type: ignore[arg-type]
    for name in sheets:
        own = made.create_sheet(name)
        for row in range(1, 6):
            own.append([f"{name}{row}", "値"])
    made.save(path)
    return path


def copy(source: Path, target: Path, own: Report) -> Path:
    marks = [CellMark(f.sheet, f.cell, f.severity, "") for f in own.findings]
    marked(source, target, marks, own).write_to(target)
    return target


def parts(path: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(path) as archive:
        assert archive.testzip() is None
        return {name: archive.read(name) for name in archive.namelist()}


def test_the_sheet_stands_behind_all_others_and_its_links_stay_inside(tmp_path: Path) -> None:
    source = book(tmp_path / "名簿.xlsx", "名簿", "It's")
    own = report(finding("B2"), finding("A3", sheet="It's", severity="warning"))
    target = copy(source, tmp_path / "写し.xlsx", own)
    shown = openpyxl.load_workbook(target)
    assert shown.sheetnames == ["名簿", "It's", "検証結果"]
    sheet = shown["検証結果"]
    assert str(sheet["A1"].value).endswith("［careerup］") and sheet.freeze_panes == "A4"
    assert "誤りが 1 件" in str(sheet["A2"].value)
    assert [sheet[c].hyperlink.location for c in ("E4", "E5")] == ["'名簿'!B2", "'It''s'!A3"]
    cells = [str(c.value) for row in sheet.iter_rows() for c in row if c.value is not None]
    assert not any("/home/" in text for text in cells) and any("フリガナ" in t for t in cells)
    assert sheet.column_dimensions["Q"].hidden and sheet.column_dimensions["C"].hidden


def test_a_formula_like_value_stays_text(tmp_path: Path) -> None:
    source = book(tmp_path / "名簿.xlsx", "名簿")
    target = copy(source, tmp_path / "写し.xlsx", report(finding("B2", "@SUM(A1)\x00です。")))
    sheet = etree.fromstring(parts(target)["xl/worksheets/sheet2.xml"])
    assert not list(sheet.iter("{*}f"))
    texts = ["".join(cell.itertext()) for cell in sheet.iter("{*}is")]
    assert "=1+1" in texts and "@SUM(A1)です。" in texts


def test_nothing_of_the_workbooks_own_changes(tmp_path: Path) -> None:
    source = book(tmp_path / "名簿.xlsx", "名簿", "別")
    before = parts(source)
    after = parts(copy(source, tmp_path / "写し.xlsx", report(finding("B2"))))
    changed = {name for name in before if before[name] != after[name]}
    assert changed == {
        "xl/styles.xml",
        "xl/workbook.xml",
        "xl/_rels/workbook.xml.rels",
        "[Content_Types].xml",
        "xl/worksheets/sheet1.xml",
    }
    assert after.keys() - before.keys() == {"xl/worksheets/sheet3.xml"}
    old, new = (etree.fromstring(p["xl/styles.xml"]) for p in (before, after))
    for tag in ("fonts", "fills", "borders", "cellXfs"):
        own, ours = old.find(f"{{*}}{tag}"), new.find(f"{{*}}{tag}")
        for one, other in zip(own, ours, strict=False):  # what was there keeps its number
            assert etree.tostring(one, method="c14n") == etree.tostring(other, method="c14n")


def test_no_check_reads_it_and_the_next_run_knows_it(tmp_path: Path) -> None:
    source = book(tmp_path / "名簿.xlsx", "名簿")
    target = copy(source, tmp_path / "写し.xlsx", report(finding("B2"), finding("B3")))
    known = read(target)
    assert known is not None and [f.cell for f in known] == ["B2", "B3"]
    again = copy(target, tmp_path / "二度目.xlsx", report(finding("B4")))
    assert openpyxl.load_workbook(again).sheetnames == ["名簿", "検証結果"]
    rows = closed.read(again, "検証結果").grids[0].rows
    left = findings_of(rows)
    assert left is not None and [f.cell for f in left] == ["B4"]


def test_a_sheet_of_the_clerks_own_with_that_name_stays(tmp_path: Path) -> None:
    source = book(tmp_path / "名簿.xlsx", "名簿", "検証結果")
    target = copy(source, tmp_path / "写し.xlsx", report(finding("B2")))
    shown = openpyxl.load_workbook(target)
    assert shown.sheetnames == ["名簿", "検証結果", "検証結果 (2)"]
    assert shown["検証結果"]["A1"].value == "検証結果1"
    ours = next(g for g in closed.read(target).grids if g.sheet == "検証結果 (2)")
    from workbooks.grid import is_own

    assert is_own(ours)


def test_very_many_findings_are_counted_and_not_all_listed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(report_sheet, "MOST", 3)
    source = book(tmp_path / "名簿.xlsx", "名簿")
    own = report(*(finding(f"B{row}") for row in range(2, 12)))
    sheet = openpyxl.load_workbook(copy(source, tmp_path / "写し.xlsx", own))["検証結果"]
    cells = [str(c.value) for row in sheet.iter_rows() for c in row if c.value]
    assert any("ほかに 7 件" in text for text in cells)
    assert sum(text == "B2" for text in cells) == 1 and "B9" not in cells


def test_the_command_puts_it_into_the_copy(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    rosters.write(tmp_path / "名簿.xlsx", rosters.messy_rows())
    assert main(["check", "roster", "名簿.xlsx", "--marked", "写し.xlsx"]) == 1
    first = openpyxl.load_workbook("写し.xlsx")["検証結果"]
    assert main(["check", "roster", "写し.xlsx", "--json"]) == 1
    assert '"検証結果"' not in capsys.readouterr().out
    assert first.max_row > 20


@pytest.mark.libreoffice
def test_libreoffice_follows_the_links(tmp_path: Path) -> None:
    source = book(tmp_path / "名簿.xlsx", "名簿")
    copy(source, tmp_path / "写し.xlsx", report(finding("B2")))
    command = ["soffice", f"-env:UserInstallation=file://{tmp_path}/lo", "--headless"]
    command += ["--convert-to", "fods", "--outdir", str(tmp_path), str(tmp_path / "写し.xlsx")]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    shown = (tmp_path / "写し.fods").read_text(encoding="utf-8")
    assert (
        'xlink:href="#名簿.B2"' in shown.replace("&apos;", "").replace("'", "")
        and "検証結果" in shown
    )
