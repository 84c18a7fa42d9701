"""Lists of the register as files: plain tables in a workbook, with a password when wanted, or Parquet."""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, islice
from pathlib import Path
from typing import Any

from validators.problems import FileProblem
from workbooks.grid import Value
from xl.outputs.report import FONT, clean

_ROWS = 1_000_000  # a sheet holds 1,048,576
_PART = 50_000


@dataclass(frozen=True, slots=True)
class Sheet:
    """One table: lines of text on top, headings, rows. A table too long for a sheet goes on on the next one."""

    title: str
    headings: Sequence[str]
    rows: Iterable[Sequence[Value]]
    lines: Sequence[str] = ()
    widths: Sequence[int] = ()


def workbook(sheets: Sequence[Sheet]) -> bytes:
    """The workbook, made in memory: nothing is left behind in a temporary folder when the run is cut short."""
    made = io.BytesIO()
    _write(made, sheets, {"in_memory": True})
    return made.getvalue()


def write_large(path: Path, sheets: Sequence[Sheet]) -> None:
    """The workbook row by row, for tables that would not fit into memory; working files lie beside it."""
    _write(str(path), sheets, {"constant_memory": True, "tmpdir": str(path.absolute().parent)})


def _write(target: Any, sheets: Sequence[Sheet], options: dict[str, object]) -> None:
    import xlsxwriter

    plain = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with xlsxwriter.Workbook(target, {**options, **plain}) as book:
        base = {"font_name": FONT, "font_size": 10, "valign": "top"}
        boxed = {**base, "border": 1, "border_color": "#BFBFBF"}
        formats = {
            "line": book.add_format(base),
            "text": book.add_format({**boxed, "text_wrap": True}),
            "day": book.add_format({**boxed, "num_format": "yyyy/m/d", "align": "left"}),
            "head": book.add_format(
                {
                    **base,
                    "bold": True,
                    "bg_color": "#1F4E78",
                    "font_color": "#FFFFFF",
                    "border": 1,
                    "text_wrap": True,
                }
            ),
        }
        for sheet in sheets:
            for title, rows in _pages(sheet):
                _page(book.add_worksheet(title), sheet, rows, formats)


def _pages(sheet: Sheet) -> Iterator[tuple[str, Iterator[Sequence[Value]]]]:
    """One page at least, even without rows."""
    rows, number = iter(sheet.rows), 1
    yield sheet.title, islice(rows, _ROWS)
    while (first := next(rows, None)) is not None:
        number += 1
        yield f"{sheet.title} ({number})", chain([first], islice(rows, _ROWS - 1))


def _page(
    page: Any, sheet: Sheet, rows: Iterable[Sequence[Value]], formats: dict[str, object]
) -> None:
    page.set_landscape()
    page.set_paper(9)  # A4
    page.fit_to_pages(1, 0)
    page.set_footer("&L&A&R&P / &N")
    for column, heading in enumerate(sheet.headings):
        page.set_column(
            column, column, sheet.widths[column] if sheet.widths else max(10, len(heading) * 2)
        )
    for number, words in enumerate(sheet.lines):
        page.write_string(number, 0, clean(words), formats["line"])
    top = len(sheet.lines) + bool(sheet.lines)
    page.repeat_rows(top)
    page.freeze_panes(top + 1, 0)
    page.set_row(top, 30)
    for column, heading in enumerate(sheet.headings):
        page.write_string(top, column, heading, formats["head"])
    last = top + 1
    for last, row in enumerate(rows, top + 1):
        for column, value in enumerate(row):
            if isinstance(value, dt.date):
                page.write_datetime(
                    last, column, dt.datetime(value.year, value.month, value.day), formats["day"]
                )
            elif isinstance(value, int) and not isinstance(value, bool):
                page.write_number(last, column, value, formats["text"])
            elif value is None or value == "":
                page.write_blank(last, column, None, formats["text"])
            else:
                page.write_string(
                    last,
                    column,
                    ("はい" if value else "いいえ")
                    if isinstance(value, bool)
                    else clean(str(value)),
                    formats["text"],
                )
    page.autofilter(top, 0, last, len(sheet.headings) - 1)


def encrypted(content: bytes, password: str) -> bytes:
    """The workbook under a password as Excel itself sets one (ECMA-376 agile, AES-256)."""
    from msoffcrypto.format.ooxml import OOXMLFile

    made = io.BytesIO()
    OOXMLFile(io.BytesIO(content)).encrypt(password, made)  # type: ignore[no-untyped-call]
    return made.getvalue()


def parquet(path: Path, columns: dict[str, type], rows: Iterable[Sequence[Value]]) -> None:
    """One table as Parquet, in parts of 50,000 rows; ``columns`` name and type. Raises Problem
    where pyarrow is not installed."""
    try:
        import pyarrow as pa
        from pyarrow.parquet import ParquetWriter
    except ImportError:
        raise FileProblem(
            'Parquet で書き出す部品（pyarrow）がありません。pip install "careerup[parquet]" で入れるか、'
            ".xlsx で書き出してください。"
        ) from None
    kinds = {int: pa.int64(), bool: pa.bool_(), dt.date: pa.date32()}
    schema = pa.schema([(name, kinds.get(kind, pa.string())) for name, kind in columns.items()])
    left = iter(rows)
    with ParquetWriter(path, schema) as writer:
        while part := list(islice(left, _PART)):
            writer.write_table(
                pa.Table.from_arrays(
                    [
                        pa.array(list(c), t)
                        for c, t in zip(zip(*part, strict=True), schema.types, strict=True)
                    ],
                    schema=schema,
                )
            )
