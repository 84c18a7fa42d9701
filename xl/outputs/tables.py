"""Lists of the register as files: plain tables in a workbook, with a password when wanted, or Parquet."""

from __future__ import annotations

import datetime as dt
import io
import os
import shutil
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, islice
from pathlib import Path
from typing import Any

from validators.problems import Problem
from workbooks.grid import Value
from xl.outputs.report import FONT, clean

_ROWS = 1_000_000  # a sheet holds 1,048,576
_PART = 50_000


@dataclass(frozen=True, slots=True)
class Chart:
    """A column chart below a table: ``names`` is the column of its categories, ``values`` those of its series."""

    title: str
    names: int
    values: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Sheet:
    """One table: lines of text on top, headings, rows. A table too long for a sheet goes on on the next one."""

    title: str
    headings: Sequence[str]
    rows: Iterable[Sequence[Value]]
    lines: Sequence[str] = ()
    widths: Sequence[int] = ()
    chart: Chart | None = None


def workbook(sheets: Sequence[Sheet]) -> bytes:
    """The workbook, made in memory: nothing is left behind in a temporary folder when the run is cut short."""
    made = io.BytesIO()
    _write(made, sheets, {"in_memory": True})
    return made.getvalue()


def write_large(path: Path, sheets: Sequence[Sheet]) -> None:
    """The workbook row by row, for tables that would not fit into memory; working files lie beside it, under our own
    name and gone at the end."""
    folder = path.absolute().with_name(f"~careerup{os.getpid()}-parts")
    folder.mkdir(mode=0o700, exist_ok=True)
    try:
        _write(str(path), sheets, {"constant_memory": True, "tmpdir": str(folder)})
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _write(target: Any, sheets: Sequence[Sheet], options: dict[str, object]) -> None:
    """Raises OSError where the file or a working file cannot be written."""
    import xlsxwriter
    from xlsxwriter.exceptions import XlsxFileError

    plain = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    book = xlsxwriter.Workbook(target, {**options, **plain})
    try:
        formats = _formats(book)
        for sheet in sheets:
            for title, rows in _pages(sheet):
                page = book.add_worksheet(title)
                last = _page(page, sheet, rows, formats)
                if sheet.chart:
                    _draw(book, page, sheet, last)
        book.close()
    except XlsxFileError as error:
        raise OSError(str(error)) from None
    finally:
        book.fileclosed = True  # else its destructor would write, and fail, once more


def _formats(book: Any) -> dict[str, object]:
    base = {"font_name": FONT, "font_size": 10, "valign": "top"}
    boxed = {**base, "border": 1, "border_color": "#BFBFBF"}
    head = {
        "bold": True,
        "bg_color": "#1F4E78",
        "font_color": "#FFFFFF",
        "border": 1,
        "text_wrap": True,
    }
    return {
        "line": book.add_format(base),
        "text": book.add_format({**boxed, "text_wrap": True}),
        "day": book.add_format({**boxed, "num_format": "yyyy/m/d", "align": "left"}),
        "head": book.add_format({**base, **head}),
    }


def _draw(book: Any, page: Any, sheet: Sheet, last: int) -> None:
    """The chart, two rows below the table."""
    assert sheet.chart is not None
    top = len(sheet.lines) + bool(sheet.lines)
    chart = book.add_chart({"type": "column"})
    for column in sheet.chart.values:
        chart.add_series(
            {
                "name": [sheet.title, top, column],
                "categories": [sheet.title, top + 1, sheet.chart.names, last, sheet.chart.names],
                "values": [sheet.title, top + 1, column, last, column],
            }
        )
    chart.set_title({"name": sheet.chart.title})
    chart.set_size({"width": 900, "height": 360})
    page.insert_chart(last + 2, 0, chart)


def _pages(sheet: Sheet) -> Iterator[tuple[str, Iterator[Sequence[Value]]]]:
    """One page at least, even without rows."""
    rows, number = iter(sheet.rows), 1
    yield sheet.title, islice(rows, _ROWS)
    while (first := next(rows, None)) is not None:
        number += 1
        yield f"{sheet.title} ({number})", chain([first], islice(rows, _ROWS - 1))


def _page(
    page: Any, sheet: Sheet, rows: Iterable[Sequence[Value]], formats: dict[str, object]
) -> int:
    """Lines, headings and rows; the last row written."""
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
            _cell(page, (last, column), value, formats)
    page.autofilter(top, 0, last, len(sheet.headings) - 1)
    return last


def _cell(page: Any, at: tuple[int, int], value: Value, formats: dict[str, object]) -> None:
    """Dates as dates, whole numbers as numbers, all else as text that is never a formula."""
    text = formats["text"]
    if isinstance(value, dt.date):
        day = dt.datetime(value.year, value.month, value.day)
        page.write_datetime(*at, day, formats["day"])
    elif isinstance(value, bool):
        page.write_string(*at, "はい" if value else "いいえ", text)
    elif isinstance(value, int):
        page.write_number(*at, value, text)
    elif value is None or value == "":
        page.write_blank(*at, None, text)
    else:
        page.write_string(*at, clean(str(value)), text)


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
        raise Problem("output-parquet") from None
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
