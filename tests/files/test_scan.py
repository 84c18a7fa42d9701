"""What is found in a sheet's XML before the fast reader sees it, however the sheet is spelled.

The reader ends the whole process when its table does not fit into memory, so these tests stop at ``scan``.
"""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from validators.problems import Problem
from workbooks.a1 import address
from workbooks.grid import UNCALCULATED
from xl.files import scan as safety
from xl.files import walk
from xl.files.scan import scan

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
REL = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
FORMULAS = (
    '<row r="2"><c r="B2" t="e"><f>1/0</f><v>#DIV/0!</v></c><c r="C2" t="e"><v>#N/A</v></c><c '
    'r="D2"><f>A1</f></c><c r="E2"><f>A1</f><v/></c>'
    '<c r="F2" t="str"><f>IF(A2="","",1)</f><v></v></c><c r="G2" t="str"><f>A1</f></c><c '
    'r="H2"><f>1+1</f><v>2</v></c><c r="I2" s="1"/>'
    '<c r="J2" t="str"><f t="shared" si="0"/><v></v></c><c r="K2"><f t="shared" si="0"/></c><c r="L2" '
    't="s"><v>0</v></c></row>'
)
FOUND = {
    (2, 2): "#DIV/0!",
    (2, 3): "#N/A",
    (2, 4): UNCALCULATED,
    (2, 5): UNCALCULATED,
    (2, 7): UNCALCULATED,
    (2, 11): UNCALCULATED,
}


def book(
    path: Path,
    rows: str,
    *,
    sheet: str = '<worksheet xmlns="{main}"><sheetData>{rows}</sheetData></worksheet>',
) -> Path:
    """A workbook of one sheet 名簿, its XML as given."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(
            "xl/workbook.xml",
            (
                f'<workbook xmlns="{MAIN}" xmlns:r="{REL}"><sheets><sheet name="名簿" sheetId="1" '
                f'r:id="rId1"/></sheets></workbook>'
            ),
        )
        archive.writestr(
            "xl/_rels/workbook.xml.rels",
            '<Relationships><Relationship Id="rId1" Target="worksheets/sheet1.xml"/></Relationships>',
        )
        archive.writestr("xl/worksheets/sheet1.xml", sheet.format(main=MAIN, rows=rows))
    return path


def spelled(rows: str, how: str) -> dict[str, str]:
    """The same rows as other programs write them."""
    if how == "line breaks":
        return {"rows": rows.replace("><", ">\n  <").replace("<v>\n  </v>", "<v></v>")}
    if how == "single quotes":
        return {"rows": rows.replace('IF(A2="","",1)', "x").replace('"', "'")}
    if how == "other order":
        return {"rows": rows.replace('<c r="B2" t="e"', '<c t="e" r="B2"')}
    if how == "no references":
        return {
            "rows": '<row r="1"/>'
            + rows.replace('<row r="2">', "<row><c/>").replace('<c r="', '<c x="')
        }
    if how == "prefix":
        for tag in ("row", "c", "f", "v"):
            rows = (
                rows.replace(f"<{tag} ", f"<x:{tag} ")
                .replace(f"<{tag}>", f"<x:{tag}>")
                .replace(f"<{tag}/>", f"<x:{tag}/>")
                .replace(f"</{tag}>", f"</x:{tag}>")
            )
        return {
            "rows": rows,
            "sheet": '<x:worksheet xmlns:x="{main}"><x:sheetData>{rows}</x:sheetData></x:worksheet>',
        }
    return {"rows": rows}


@pytest.mark.parametrize(
    "how", ["as Excel", "line breaks", "single quotes", "other order", "no references", "prefix"]
)
def test_errors_and_uncalculated_formulas(tmp_path: Path, how: str) -> None:
    assert scan(book(tmp_path / "a.xlsx", **spelled(FORMULAS, how))).sheets["名簿"].special == FOUND


def test_a_formula_worked_out_to_nothing_is_blank(tmp_path: Path) -> None:
    """Prepared rows hold =IF(A5="","",…); Excel keeps "" as an empty value of type str."""
    rows = "".join(
        f'<row r="{n}"><c r="B{n}" s="3" t="str"><f>IF(A{n}="","",1)</f><v></v></c></row>'
        for n in range(1, 300)
    )
    assert scan(book(tmp_path / "a.xlsx", rows)).sheets["名簿"].special == {}


FAR = {
    "as Excel": '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>',
    "line breaks": '<row r="1048576">\n <c r="XFD1048576">\n  <v>1</v>\n </c>\n</row>',
    "single quotes": "<row r='1048576'><c r='XFD1048576'><v>1</v></c></row>",
    "spaces": '<row r = "1048576"><c r = "XFD1048576" ><v>1</v></c></row>',
    "row without number": '<row><c r="XFD1048576"><v>1</v></c></row>',
    "small letters": '<row r="1048576"><c r="xfd1048576"><v>1</v></c></row>',
    "upwards": '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row><row r="3"><c r="A3"><v>1</v></c></row>',
    "prefix": '<row r="1048576"><x:c xmlns:x="{main}" r="XFD1048576"><x:v>1</x:v></x:c></row>',
    "beyond the sheet": '<row r="9999999"><c r="A9999999"><v>1</v></c><c r="ZZZZ9999999"><v>1</v></c></row>',
    "two corners": '<row r="2"><c r="XFD2"><v>1</v></c></row><row r="1048576"><c r="A1048576"><v>1</v></c></row>',
    "text": '<row r="1048576"><c r="XFD1048576" t="inlineStr"><is><t>x</t></is></c></row>',
    "formula": '<row r="1048576"><c r="XFD1048576"><f>1+1</f></c></row>',
    "decoy": '<row r="1048576"><c r="XFD1048576" s="/>"><v>1</v></c></row>',
    "torn": '<row r="2"><c r="A2"><v>'
    + "1" * (8 << 20)
    + '</v></c ></row ><row r="1048576"><c r="XFD1048576"><v>1</v></c ></row >',
}


@pytest.mark.parametrize("how", FAR)
def test_a_far_cell_is_refused_however_it_is_spelled(tmp_path: Path, how: str) -> None:
    rows = '<row r="1"><c r="A1"><v>1</v></c></row>' + FAR[how].replace("{main}", MAIN)
    with pytest.raises(Problem, match="遠く離れたセル"):
        scan(book(tmp_path / "遠い.xlsx", rows))


@pytest.mark.parametrize("cell", ["A1048576", "S1048576", "XFD1", "XFD999", "ZZ9999", "AAA3500"])
def test_long_or_wide_tables_are_read(tmp_path: Path, cell: str) -> None:
    rows = f'<row r="1"><c r="A1"><v>1</v></c></row><row><c r="{cell}"><v>1</v></c></row>'
    assert scan(book(tmp_path / "長い.xlsx", rows)).sheets["名簿"].special == {}


def test_a_tag_cut_between_two_blocks(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """No end of a cell to cut at: wherever the cut falls, the far cell is seen."""
    monkeypatch.setattr(safety, "_MAX_TAIL", 16)
    rows = '<row r="1"><c r="A1"><v>1</v></c ></row ><row r="1048576"><c r="XFD1048576"><v>1</v></c ></row >'
    path = book(tmp_path / "遠い.xlsx", rows)
    for size in range(17, 120):
        monkeypatch.setattr(safety, "_CHUNK", size)
        with pytest.raises(Problem, match="遠く離れたセル"):
            scan(path)


@given(
    st.lists(st.tuples(st.integers(1, 1_048_576), st.integers(1, 16_384)), min_size=1, max_size=6)
)
def test_the_quick_look_never_lets_pass_what_the_exact_one_refuses(
    tmp_path_factory: pytest.TempPathFactory, cells: list[tuple[int, int]]
) -> None:
    rows = "".join(
        f'<row r="{r}"><c r="{address(r, c)}"><v>1</v></c></row>' for r, c in sorted(cells)
    )
    height = max(r for r, _ in cells) - min(r for r, _ in cells) + 1
    width = max(c for _, c in cells) - min(c for _, c in cells) + 1
    path = book(tmp_path_factory.getbasetemp() / "面積.xlsx", rows)
    if height * width > walk.MAX_AREA:
        with pytest.raises(Problem):
            scan(path)
    else:
        scan(path)
