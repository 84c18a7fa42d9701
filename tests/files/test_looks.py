"""What a person sees besides the values: hidden rows and columns, struck-out text, words of a number format."""

from __future__ import annotations

import datetime as dt
import zipfile
from pathlib import Path

import openpyxl
import pytest
import xlsxwriter

from workbooks.grid import Grid
from xl.files import read as closed


def written(path: Path) -> Path:
    """A roster with everything that formats can say, made by XlsxWriter."""
    with xlsxwriter.Workbook(str(path)) as wb:
        sheet = wb.add_worksheet("名簿")
        struck = wb.add_format({"font_strikeout": True})
        bold = wb.add_format({"bold": True})
        registration = wb.add_format({"num_format": '"群馬県-"000000'})
        number = wb.add_format({"num_format": "00-00-000-00000"})
        counted = wb.add_format({"num_format": "#,##0"})
        nothing = wb.add_format({"num_format": "0;-0;;@"})
        sheet.write_row(0, 0, ["登録番号", "氏名", "修了証番号", "金額", "時間"])
        sheet.write_number(1, 0, 12345, registration)
        sheet.write_string(1, 1, "秋山　澄")
        sheet.write_number(1, 2, 102504100001, number)
        sheet.write_number(1, 3, 1234, counted)
        sheet.write_number(1, 4, 0, nothing)
        sheet.write_string(2, 1, "牛島　千里", struck)
        sheet.write_rich_string(3, 1, struck, "江川　渡", bold, "伊原　渡")
        sheet.write_blank(4, 1, None, struck)
        sheet.write_string(5, 0, "群馬県-000001", registration)
        sheet.set_row(2, None, None, {"hidden": True})
        sheet.set_column("D:D", None, None, {"hidden": True})
    return path


def prefixed(path: Path, source: Path) -> Path:
    """The same workbook, its sheet spelled with a prefix as other programs do."""
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(path, "w") as new:
        for info in old.infolist():
            data = old.read(info)
            if "sheet1" in info.filename:
                for tag in ("worksheet", "sheetData", "row", "cols", "col", "c", "v"):
                    for end in (b" ", b">", b"/"):
                        data = data.replace(
                            b"<%s%s" % (tag.encode(), end), b"<x:%s%s" % (tag.encode(), end)
                        )
                    data = data.replace(b"</%s>" % tag.encode(), b"</x:%s>" % tag.encode())
                data = data.replace(
                    b"<x:worksheet ",
                    b'<x:worksheet xmlns:x="http://schemas.openxmlformats.org/spreadsheetml/2006/main" ',
                )
            new.writestr(info, data)
    return path


@pytest.mark.parametrize("spelled", ["as Excel", "with a prefix"])
def test_hidden_struck_and_shown(tmp_path: Path, spelled: str) -> None:
    path = written(tmp_path / "名簿.xlsx")
    if spelled == "with a prefix":
        path = prefixed(tmp_path / "別.xlsx", path)
    grid = closed.read(path).grids[0]
    assert grid.hidden_rows == {3} and grid.hidden_columns == {4}
    assert grid.struck == {(3, 2): "", (4, 2): "伊原　渡"}
    assert grid.shown == {(2, 1): "群馬県-012345", (2, 3): "10-25-041-00001", (2, 5): ""}
    assert grid.seen(2, 1) == "群馬県-012345" and grid.seen(2, 4) == 1234
    assert grid.value(2, 1) == 12345


def test_a_plain_sheet_has_nothing_to_tell(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.active.append(["氏名", "日"])
    book.active.append(["花", dt.date(2025, 8, 20)])
    book.save(tmp_path / "a.xlsx")
    grid = closed.read(tmp_path / "a.xlsx").grids[0]
    assert grid == Grid("Sheet", grid.rows, merges=(), hidden_rows=frozenset(), struck={}, shown={})


@pytest.mark.parametrize("date_1904", [False, True])
def test_days_of_east_asian_excel_are_days(tmp_path: Path, date_1904: bool) -> None:
    """Format 58 (7月5日) has no code in the file."""
    path = tmp_path / "a.xlsx"
    with xlsxwriter.Workbook(str(path), {"date_1904": date_1904}) as wb:
        sheet, day = wb.add_worksheet(), wb.add_format({"num_format": 58})
        sheet.write_datetime(0, 0, dt.datetime(2026, 7, 5), day)
        sheet.write_number(0, 1, 46208)
    grid = closed.read(path).grids[0]
    assert grid.value(1, 1) == dt.date(2026, 7, 5) and grid.value(1, 2) == 46208
