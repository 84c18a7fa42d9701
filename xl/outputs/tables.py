"""Lists of the register as files: plain tables in a workbook, with a password when wanted, or Parquet."""

from __future__ import annotations

import datetime as dt
import io
import shutil
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, islice
from pathlib import Path
from typing import IO, NamedTuple

from xlsxwriter import Workbook
from xlsxwriter.exceptions import XlsxFileError
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from validators.problems import Problem
from workbooks.grid import Value
from workbooks.plan import DATE_FORMAT
from workbooks.results.sheet import clean
from xl.files.process import needed
from xl.outputs import style

_ROWS = 1_000_000  # a sheet holds 1,048,576
_PART = 50_000
_BESIDE = "（和暦）"  # a column that says so leaves the western day to the one beside it


@dataclass(frozen=True, slots=True)
class Chart:
    """A column chart below a table: ``names`` are the first and last column of its categories, ``values`` those of its
    series."""

    title: str
    names: tuple[int, int]
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


class _Formats(NamedTuple):
    line: Format
    text: Format
    day: Format
    western: Format
    head: Format


def workbook(sheets: Sequence[Sheet]) -> bytes:
    """The workbook, made in memory: nothing is left behind in a temporary folder when the run is cut short."""
    made = io.BytesIO()
    _write(made, sheets, {"in_memory": True})
    return made.getvalue()


def write_large(path: Path, sheets: Sequence[Sheet]) -> None:
    """The workbook row by row, for tables that would not fit into memory; working files lie in a folder of ours
    beside it, gone at the end. Raises OSError."""
    folder = path.absolute().with_suffix(".parts")
    folder.mkdir(mode=0o700, exist_ok=True)
    try:
        _write(str(path), sheets, {"constant_memory": True, "tmpdir": str(folder)})
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _write(target: str | IO[bytes], sheets: Sequence[Sheet], options: dict[str, object]) -> None:
    """Raises OSError where the file or a working file cannot be written."""
    book = style.new_book(target, sheets[0].title, **options)
    try:
        formats = _Formats(
            book.add_format(style.BASE),
            book.add_format(style.WRAPPED),
            book.add_format({**style.BOXED, "num_format": DATE_FORMAT, "align": "left"}),
            book.add_format({**style.BOXED, "num_format": "yyyy-mm-dd", "align": "left"}),
            book.add_format(style.HEAD),
        )
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


def _draw(book: Workbook, page: Worksheet, sheet: Sheet, last: int) -> None:
    """The chart, two rows below the table."""
    assert sheet.chart is not None
    first_name, last_name = sheet.chart.names
    top = len(sheet.lines) + bool(sheet.lines)
    chart = book.add_chart({"type": "column"})
    assert chart is not None
    for column in sheet.chart.values:
        chart.add_series(
            {
                "name": [sheet.title, top, column],
                "categories": [sheet.title, top + 1, first_name, last, last_name],
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


def _page(page: Worksheet, sheet: Sheet, rows: Iterable[Sequence[Value]], formats: _Formats) -> int:
    """Lines, headings and rows; the last row written."""
    given = sheet.widths or [max(10, len(heading) * 2) for heading in sheet.headings]
    widths = [
        max(width, style.DATE_WIDTH) if heading.endswith("日") else width
        for heading, width in zip(sheet.headings, given, strict=False)
    ]
    if any(heading.endswith(_BESIDE) for heading in sheet.headings):
        formats = formats._replace(day=formats.western)
    top = len(sheet.lines) + bool(sheet.lines)
    style.set_up_page(page, top, widths)
    page.freeze_panes(top + 1, 0)
    for number, words in enumerate(sheet.lines):
        page.write_string(number, 0, clean(words), formats.line)
    page.set_row(top, style.HEAD_LINE)
    for column, heading in enumerate(sheet.headings):
        page.write_string(top, column, heading, formats.head)
    last = top + 1
    for last, row in enumerate(rows, top + 1):
        for column, value in enumerate(row):
            _put(page, last, column, value, formats)
    page.autofilter(top, 0, last, len(sheet.headings) - 1)
    return last


def _put(page: Worksheet, row: int, column: int, value: Value, formats: _Formats) -> None:
    if isinstance(value, dt.date):
        moment = dt.datetime(value.year, value.month, value.day)
        page.write_datetime(row, column, moment, formats.day)
    elif isinstance(value, bool):
        page.write_string(row, column, "はい" if value else "いいえ", formats.text)
    elif isinstance(value, int):
        page.write_number(row, column, value, formats.text)
    elif value is None or value == "":
        page.write_blank(row, column, None, formats.text)
    else:
        page.write_string(row, column, clean(str(value)), formats.text)


def encrypt(path: Path, password: str) -> None:
    """Put the workbook under a password as Excel itself sets one (ECMA-376 agile, AES-256)."""
    from msoffcrypto.format.ooxml import OOXMLFile

    content = io.BytesIO(path.read_bytes())  # nothing unprotected stays behind where this fails
    with path.open("wb") as made:
        OOXMLFile(content).encrypt(password, made)  # type: ignore[no-untyped-call]


def parquet(path: Path, columns: dict[str, type], rows: Iterable[Sequence[Value]]) -> None:
    """One table as Parquet, in parts of 50,000 rows; ``columns`` name and type. Raises Problem
    where pyarrow is not installed."""
    needed("pyarrow")
    try:
        import pyarrow as pa
        from pyarrow.parquet import ParquetWriter
    except ImportError:
        raise Problem("output-parquet") from None
    kinds = {int: pa.int64(), bool: pa.bool_(), dt.date: pa.date32()}
    schema = pa.schema([(name, kinds.get(kind, pa.string())) for name, kind in columns.items()])
    remaining = iter(rows)
    with ParquetWriter(path, schema) as writer:
        while part := list(islice(remaining, _PART)):
            writer.write_table(
                pa.Table.from_arrays(
                    [
                        pa.array(list(c), t)
                        for c, t in zip(zip(*part, strict=True), schema.types, strict=True)
                    ],
                    schema=schema,
                )
            )
