"""OpenDocument workbooks: read like the same workbook in .xlsx, and refused before they cost memory."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from open_document import cell, content, pack, row, table

from validators.problems import Problem
from workbooks.grid import CellError, Merge
from xl.files import read as closed

STRUCK = (
    '<office:automatic-styles><style:style style:name="ce1" style:family="table-cell">'
    '<style:text-properties style:text-line-through-style="solid"/></style:style>'
    '<style:style style:name="ta2" style:family="table">'
    '<style:table-properties table:display="false"/></style:style></office:automatic-styles>'
)


def ods(path: Path, *rows: str, before: str = "", manifest: str = "<m/>") -> Path:
    return pack(path, content(table(*rows), styles=STRUCK, before=before), manifest)


BLANK = "<table:table-cell/>"


def test_values_and_what_a_person_sees(tmp_path: Path) -> None:
    number = 'office:value-type="float" office:value="123456"'
    day = 'office:value-type="date" office:date-value="1988-04-12"'
    error = 'table:formula="of:=1/0" calcext:value-type="error"'
    note = "<office:annotation><text:p>メモ</text:p></office:annotation>"
    path = ods(
        tmp_path / "表.ods",
        '<table:table-column/><table:table-column table:visibility="collapse"/>',
        row(cell("番号"), cell("日"), cell("誤"), f"<table:table-cell>{note}</table:table-cell>"),
        row(cell("群馬県-123456", number), cell("昭和63年4月12日", day), cell("#DIV/0!", error)),
        row(cell("隠れ"), attributes='table:visibility="collapse"'),
        row(cell("消", 'table:style-name="ce1"')),
        row(cell("結合", 'table:number-rows-spanned="2" table:number-columns-spanned="2"')),
        row(attributes='table:number-rows-repeated="1048570"'),
    )
    (grid,) = closed.read(path).grids
    assert grid.value(2, 1) == 123456 and grid.seen(2, 1) == "群馬県-123456"
    assert grid.value(2, 2) == dt.date(1988, 4, 12)
    assert grid.value(2, 3) == "#DIV/0!" and isinstance(grid.value(2, 3), CellError)
    assert grid.hidden_columns == {2} and grid.hidden_rows == {3} and grid.struck == {(4, 1): ""}
    assert grid.merges == (Merge(5, 1, 6, 2),) and grid.bottom == 5


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        (
            [
                row(
                    cell("x", 'table:number-columns-repeated="16384"'),
                    attributes='table:number-rows-repeated="1048576"',
                )
            ],
            "遠く離れたセル",
        ),
        (
            [
                row(cell("x")),
                row(BLANK, attributes='table:number-rows-repeated="1048574"'),
                row('<table:table-cell table:number-columns-repeated="16383"/>', cell("x")),
            ],
            "遠く離れたセル",
        ),
        ([row(cell("x", 'table:number-columns-repeated="99999999999999999999"'))], "壊れている"),
        ([row(cell("x", 'table:number-columns-repeated="-5"'))], "壊れている"),
        (
            [
                row(
                    '<table:table-cell table:number-columns-repeated="16000" table:formula="of:=1"/>',
                    attributes='table:number-rows-repeated="20000"',
                )
            ],
            "遠く離れたセル",
        ),
        ([row(cell("x"))[:-20]], "壊れている"),
        ([row(BLANK)], "値の入ったシートがありません"),
    ],
)
def test_what_would_hurt_is_refused(rows: list[str], said: str, tmp_path: Path) -> None:
    with pytest.raises(Problem, match=said):
        closed.read(ods(tmp_path / "表.ods", *rows))


LONG = "あ" * 1000


@pytest.mark.parametrize(
    ("attributes", "inside"),
    [
        ("", f"<text:p>{LONG}</text:p>"),
        ("", '<text:p><text:s text:c="1000"/></text:p>'),
        ("", f"<table:table-source><text:p>{LONG}</text:p></table:table-source>"),
        ("", f"<text:p>{LONG}</text:p><table:table-cell/>"),
        (f'office:value-type="string" office:string-value="{LONG}"', ""),
        (f'office:value-type="date" office:date-value="{LONG}"', ""),
        (f'office:value-type="time" office:time-value="{LONG}"', ""),
        (f'table:formula="of:={LONG}" office:value-type="float" office:value="1"', ""),
        (f'table:formula="of:={LONG}"', ""),
    ],
)
def test_a_long_text_is_counted_wherever_a_cell_may_hold_it(
    tmp_path: Path, attributes: str, inside: str
) -> None:
    repeated = f'<table:table-cell table:number-columns-repeated="1000" {attributes}>{inside}'
    rows = row(repeated, "</table:table-cell>", attributes='table:number-rows-repeated="1000"')
    with pytest.raises(Problem, match="文字が多すぎて"):
        closed.read(ods(tmp_path / "表.ods", rows))


def test_entities_and_passwords(tmp_path: Path) -> None:
    dtd = '<!DOCTYPE x [<!ENTITY a "b">]>'
    with pytest.raises(Problem, match="DTD"):
        closed.read(ods(tmp_path / "表.ods", row(cell("x")), before=dtd))
    with pytest.raises(Problem, match="パスワード"):
        closed.read(
            ods(tmp_path / "鍵.ods", row(cell("x")), manifest="<m:encryption-data/>"),
        )


@pytest.mark.libreoffice
def test_a_roster_saved_as_ods_gives_the_same_findings(tmp_path: Path) -> None:
    import subprocess

    from validators.profile import default
    from workbooks.samples import rosters
    from xl.outputs.results import rosters as check

    rosters.write(tmp_path / "名簿.xlsx", rosters.messy_rows())
    own = f"-env:UserInstallation=file://{tmp_path}/office"
    command = ["soffice", own, "--headless", "--convert-to", "ods", "名簿.xlsx"]
    subprocess.run(command, cwd=tmp_path, check=True, timeout=120, capture_output=True)
    today = dt.date(2026, 6, 30)
    plain, odf = (check([tmp_path / f"名簿.{e}"], default(), today) for e in ("xlsx", "ods"))
    assert [(f.cell, f.rule, f.message) for f in odf.findings] == [
        (f.cell, f.rule, f.message) for f in plain.findings
    ]
