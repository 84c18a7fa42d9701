"""Small files that would take long or much memory: each at most 1 MB, made by a few lines."""

from __future__ import annotations

import struct
import zipfile
from collections.abc import Callable
from pathlib import Path

import binary_books
from open_document import cell, content, pack, row, table

from workbooks.samples import rosters

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
REL = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
MILLION = 1_000_000


def book(
    path: Path,
    rows: str = "",
    *,
    tail: str = "",
    head: str = "",
    parts: dict[str, str] | None = None,
    sheets: int = 1,
) -> None:
    """A workbook with a roster's headings and one row, and ``rows`` of XML behind them."""
    names = [f"名簿{n}" if n else "名簿" for n in range(sheets)]
    listed = "".join(
        f'<sheet name="{name}" sheetId="{n}" r:id="rId{n}"/>' for n, name in enumerate(names, 1)
    )
    links = "".join(
        f'<Relationship Id="rId{n}" Type="{REL}/worksheet" Target="worksheets/sheet{n}.xml"/>'
        for n in range(1, sheets + 1)
    )
    links += f'<Relationship Id="rIdS" Type="{REL}/styles" Target="styles.xml"/>'
    links += f'<Relationship Id="rIdT" Type="{REL}/sharedStrings" Target="sharedStrings.xml"/>'
    table = "".join(
        _row(n, values) for n, values in ((1, rosters.HEADINGS), (2, rosters.clean_rows()[0]))
    )
    whole = (
        f'<worksheet xmlns="{MAIN}">{head}<sheetData>{table}{rows}</sheetData>{tail}</worksheet>'
    )
    made = {
        "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="xml" ContentType="application/xml"/></Types>',
        "_rels/.rels": '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        f'<Relationship Id="rId1" Type="{REL}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'<workbook xmlns="{MAIN}" xmlns:r="{REL}"><sheets>{listed}</sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f"<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">{links}</Relationships>",
        "xl/styles.xml": f'<styleSheet xmlns="{MAIN}"><fonts count="1"><font/></fonts><fills count="1"><fill/></fills>'
        '<borders count="1"><border/></borders><cellXfs count="1"><xf/></cellXfs></styleSheet>',
        "xl/sharedStrings.xml": f'<sst xmlns="{MAIN}"/>',
        **{f"xl/worksheets/sheet{n}.xml": whole for n in range(1, sheets + 1)},
        **(parts or {}),
    }  # fmt: skip
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in made.items():
            archive.writestr(name, text)
    assert path.stat().st_size <= MILLION


def _row(number: int, values: object) -> str:
    cells = "".join(
        f'<c r="{chr(65 + n)}{number}" t="inlineStr"><is><t>{value}</t></is></c>'
        for n, value in enumerate(values)  # type: ignore[arg-type, call-overload]
        if value not in (None, "")
    )
    return f'<row r="{number}">{cells}</row>'


def text_row(number: int, **cells: str) -> str:
    """One row of inline texts by column letter."""
    inner = "".join(
        f'<c r="{c}{number}" t="inlineStr"><is><t xml:space="preserve">{v}</t></is></c>'
        for c, v in cells.items()
    )
    return f'<row r="{number}">{inner}</row>'


def _long_cells(path: Path) -> None:
    texts = (
        "-" * 32_000 + "x",
        "(旧姓" + " " * 30_000 + "x",
        "一" * 32_000 + "年",
        "、" * 32_000 + "x",
        "1" * 32_000,
        "（）" * 16_000,
        "1、" * 16_000,
        "令和" * 16_000,
    )
    book(
        path,
        "".join(text_row(n, **dict.fromkeys("BCDEFGHIJKLM", texts[n % 8])) for n in range(3, 19)),
    )


def _marks(path: Path) -> None:
    text = "か" + "\u0316\u0300" * 16_000  # are put in order by comparing each with each
    book(path, "".join(text_row(n, **dict.fromkeys("BCDJKL", text)) for n in range(3, 19)))


def _merges(path: Path) -> None:
    rows = "".join(text_row(n, C=f"架空　{n}子") for n in range(3, 3003))
    merges = "".join(
        f'<mergeCell ref="{c}{top}:{c}3002"/>' for c in "ABDEFGHIJK" for top in range(3, 503)
    )
    book(path, rows, tail=f"<mergeCells>{merges}</mergeCells>")


def _csv(path: Path, content: bytes) -> None:
    path.with_suffix(".csv").write_bytes("氏名,研修分野,修了証番号\n".encode() + content)


def _rows(inner: str, last: int) -> str:
    """Rows 3 to ``last`` of one cell in column C."""
    return "".join(f'<row r="{n}"{inner.replace("#", str(n))}</row>' for n in range(3, last))


def _tag_of_error_marks(path: Path) -> None:
    book(path, '<row r="3"><c r="A3"' + ' t="e"' * 600_000 + "></c></row>")


def _blanks_behind_formulas(path: Path) -> None:
    book(path, ('<row r="3"><c r="A3"><f>1</f>' + " " * 4_000_000 + "<x/></c></row>") * 8)


def _columns(path: Path) -> None:
    column = '<col min="1" max="16384" hidden="1" style="1"/>'
    book(path, head="<cols>" + column * 100_000 + "</cols>")


def _struck_runs(path: Path) -> None:
    runs = "<r><rPr><strike/></rPr><t>x</t></r>" * 250_000
    book(path, parts={"xl/sharedStrings.xml": f'<sst xmlns="{MAIN}"><si>{runs}</si></sst>'})


def _formats(path: Path) -> None:
    fonts = "<fonts><font><strike/></font></fonts><fills><fill/></fills>"
    formats = f"<cellXfs>{'<xf/>' * 500_000}</cellXfs>"
    book(path, parts={"xl/styles.xml": f'<styleSheet xmlns="{MAIN}">{fonts}{formats}</styleSheet>'})


def _one_row_filled_down(path: Path) -> None:
    row = rosters.clean_rows()[0]
    book(path, "".join(_row(n, row) for n in range(3, 2500)))


def _one_string_in_many_cells(path: Path) -> None:
    cells = "".join(f'<row r="{n}"><c r="C{n}" t="s"><v>0</v></c></row>' for n in range(3, 20_003))
    text = f'<sst xmlns="{MAIN}"><si><t>{"あ" * 32_767}</t></si></sst>'
    book(path, cells, parts={"xl/sharedStrings.xml": text})


def _odd_texts(path: Path) -> None:
    """Texts of 290 signs, none of them twice: what each grammar makes of signs it looks for."""
    signs = (
        "-",
        "‐ー－—",
        "令和5年5月5日",
        "一二三",
        "市町村県",
        "乳児保育・",
        "（）",
        "1、",
        "令和",
        "㍿㌖",
    )
    texts = [(one * 290)[:284] for one in signs]
    rows = (
        text_row(
            n, **{c: f"{texts[(n + at) % len(texts)]}{n}" for at, c in enumerate("BCDEFGHIJKLM")}
        )
        for n in range(3, 403)
    )
    book(path, "".join(rows))


def _ods(path: Path, filled: str, sheets: int = 1) -> None:
    """An .ods whose sheets have a row of headings and ``filled``."""
    head = row(*map(cell, rosters.HEADINGS))
    tables = (table(head, filled, name=f"名簿{n}") for n in range(sheets))
    pack(path.with_suffix(".ods"), content(*tables))


def _repeated(rows: int, columns: int, text: str) -> str:
    repeated = cell(text, f'table:number-columns-repeated="{columns}"')
    return row(repeated, attributes=f'table:number-rows-repeated="{rows}"')


def _xlsb(path: Path) -> None:
    rows = [["氏名", "研修分野", "あ" * 32_000], *[["架空", "乳児保育"]] * 10]
    parts = binary_books.parts(rows)
    at = parts["xl/worksheets/sheet1.bin"].rindex(binary_books.record(146))
    cells = b"".join(
        binary_books.record(0, struct.pack("<I", n) + bytes(13))
        + binary_books.record(7, struct.pack("<III", 2, 0, 2))
        for n in range(20, 60_000)
    )
    sheet = parts["xl/worksheets/sheet1.bin"]
    parts["xl/worksheets/sheet1.bin"] = sheet[:at] + cells + sheet[at:]
    binary_books.xlsb(path.with_suffix(".xlsb"), parts)


NASTY: dict[str, Callable[[Path], None]] = {
    "unclosed cells": lambda p: book(p, '<row r="3">' + '<c r="A3"' * 400_000),
    "open error cells": lambda p: book(p, '<row r="3">' + '<c r="A3" t="e">' * 400_000),
    "one tag of error marks": _tag_of_error_marks,
    "blanks behind formulas": _blanks_behind_formulas,
    "far corners": lambda p: book(p, '<row r="1048576"><c r="Y1048576"><v>1</v></c></row>'),
    "far cells on 20 sheets": lambda p: book(
        p, '<row r="1048576"><c r="N1048576"><v>1</v></c></row>', sheets=20
    ),
    "one string in many cells": _one_string_in_many_cells,
    "odd texts": _odd_texts,
    "ods of one text": lambda p: _ods(p, _repeated(1000, 7000, "あ" * 1000)),
    "ods of blanks": lambda p: _ods(p, _repeated(1, 1, '<text:s text:c="999999999"/>')),
    "ods of sheets": lambda p: _ods(p, _repeated(20_000, 1, "x"), sheets=900),
    "xlsb of one string": _xlsb,
    "many rows": lambda p: book(p, _rows('><c r="C#"><v>1</v></c>', 90_000)),
    "one row filled down": _one_row_filled_down,
    "long cells": _long_cells,
    "marks over letters": _marks,
    "overlapping merges": _merges,
    "300 sheets": lambda p: book(p, sheets=300),
    "1,400 sheets": lambda p: book(p, sheets=1400),
    "columns without end": _columns,
    "nested tags": lambda p: book(p, tail="<a>" * 1_000_000),
    "struck runs": _struck_runs,
    "formats": _formats,
    "hidden rows": lambda p: book(p, _rows(' hidden="1"><c r="C#"/>', 100_000)),
    "one long value": lambda p: book(
        p, f'<row r="3"><c r="C3"><v>{"1" * 100_000_000}</v></c></row>'
    ),
    "csv of commas": lambda p: _csv(p, b"," * 990_000),
    "csv of lines": lambda p: _csv(p, b"\n" * 990_000),
    "csv of quotes": lambda p: _csv(p, b'"' * 990_000),
    "csv of headings": lambda p: _csv(p, ",".join(["氏名"] * 130_000).encode()),
    "csv of marks": lambda p: _csv(p, "か".encode() + "\u0316\u0300".encode() * 240_000),
    "csv of one field": lambda p: _csv(p, b"1" * 990_000),
}
