"""Grid (セル範囲): the cell values of one sheet that know where they stand."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from workbooks.a1 import Area
from workbooks.column_names import NOTHING_SAID, ColumnNames
from workbooks.sheet_names import (
    APPLICATIONS,
    DELIVERY,
    DELIVERY_REASON,
    FINDINGS,
    OWN_SHEETS,
    PARTIAL,
    PUBLIC,
    RECEIPT,
    REVIEWS,
    VERDICTS,
    is_signed,
)

Value = str | int | float | bool | dt.date | dt.datetime | dt.time | dt.timedelta | None


class CellError(str):
    """An error value shown by a cell (``#REF!``), or ``UNCALCULATED`` for a formula whose result
    the file does not hold."""

    __slots__ = ()


UNCALCULATED = CellError("（数式が未計算）")
# CVErr numbers of Excel → what the cell shows; over COM they arrive 0x800A0000 lower
_ERRORS = {
    2000: "#NULL!",
    2007: "#DIV/0!",
    2015: "#VALUE!",
    2023: "#REF!",
    2029: "#NAME?",
    2036: "#NUM!",
    2042: "#N/A",
    2043: "#GETTING_DATA",
    2045: "#SPILL!",
    2046: "#CONNECT!",
    2047: "#BLOCKED!",
    2048: "#UNKNOWN!",
    2049: "#FIELD!",
    2050: "#CALC!",
    2051: "#EXTERNAL!",
    2052: "#BUSY!",
    2222: "#PYTHON!",
}
_SHOWN = frozenset(_ERRORS.values())
_COM_ERROR = -2146828288  # 0x800A0000


def excel_error(value: object) -> CellError | None:
    """The error a cell shows, from what Excel hands over for it (a number over COM, else its text);
    None for any other value. Numbers in cells arrive as float, never as these integers."""
    if isinstance(value, str):
        return CellError(value) if value in _SHOWN else None
    if isinstance(value, bool) or not isinstance(value, int):
        return None
    code = value - _COM_ERROR
    return CellError(_ERRORS.get(code, "#ERROR!")) if 2000 <= code < 2300 else None


Merge = Area  # a merged range


@dataclass(frozen=True, slots=True)
class Grid:
    """Values of one sheet.

    rows   rows[i][j] is the cell in sheet row ``top + i``, column ``left + j`` (1-based); blank is
    "" or None; rows may differ in length
    merges merged ranges in sheet coordinates; only the top-left cell of each holds a value
    date_1904  the workbook counts serial dates from 1904 (a bare number in a date column needs to know)
    visible    the sheet itself is not hidden
    hidden_rows, hidden_columns  1-based numbers of rows and columns that nobody sees
    struck     (row, column) of a cell whose text is struck out → what of it is not, "" for nothing
    shown      (row, column) of a cell whose number format shows another text than the plain value
               (群馬県-012345 for 12345) → that text

    What the file or host does not tell is empty.
    """

    sheet: str
    rows: Sequence[Sequence[Value]]
    top: int = 1
    left: int = 1
    merges: tuple[Merge, ...] = ()
    date_1904: bool = False
    visible: bool = True
    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: frozenset[int] = frozenset()
    struck: Mapping[tuple[int, int], str] = field(default_factory=dict)
    shown: Mapping[tuple[int, int], str] = field(default_factory=dict)

    def seen(self, row: int, column: int) -> Value:
        """What a person sees in the cell: the text its format makes of the value, else the value."""
        return self.shown.get((row, column), self.value(row, column))

    def value(self, row: int, column: int) -> Value:
        """The cell at a 1-based sheet position; None outside."""
        i, j = row - self.top, column - self.left
        if 0 <= i < len(self.rows) and 0 <= j < len(self.rows[i]):
            return self.rows[i][j]
        return None

    @property
    def bottom(self) -> int:
        """Last sheet row held."""
        return self.top + len(self.rows) - 1


@dataclass(frozen=True, slots=True)
class Book:
    """The grids of one workbook. ``name`` is the file name as given; ``notices`` are sentences
    about sheets left out."""

    name: str
    grids: tuple[Grid, ...]
    notices: tuple[str, ...] = field(default=())
    asked: bool = False  # a person has named the sheet: it is read whatever its name
    columns: ColumnNames = NOTHING_SAID  # what people have said of the columns of its tables

    def with_words(self, words: Mapping[str, Sequence[str]]) -> Book:
        """The book with an office's own words for its headings (``profile.headings``)."""
        return replace(self, columns=self.columns.with_words(words))


# What stands in A1 of the sheets that a check writes: their own name, or the title of its report.
_OWN_TITLE = re.compile(
    r"研修修了者名簿の検証結果|指定申請台帳の確認結果|指定台帳の確認結果|修了判定の結果|突合の結果"
    r"|処遇改善等加算（区分3）の修了要件|事業実績報告の受付結果.*|都道府県コード"
)
# Sheets of a check whose names clerks give to their own tables as well.
_HEAD = 5  # rows in which our own heading stands
_COMMON_NAMES = frozenset((FINDINGS, APPLICATIONS, REVIEWS, VERDICTS, PARTIAL, RECEIPT, PUBLIC))


def is_own(grid: Grid) -> bool:
    """Tells whether we wrote a sheet: by the sign behind its title, or by its name, and where clerks use that name
    too, by the title in A1."""
    title = str(grid.value(1, 1) or "").strip()
    if grid.sheet not in OWN_SHEETS:
        return is_signed(title)
    if grid.sheet == DELIVERY:
        return any(DELIVERY_REASON in cells for cells in grid.rows[:_HEAD])
    if grid.sheet not in _COMMON_NAMES:
        return True
    return is_signed(title) or title == grid.sheet or bool(_OWN_TITLE.fullmatch(title))


def without_own(book: Book) -> Book:
    """The book without the sheets that we wrote into it."""
    return replace(book, grids=tuple(grid for grid in book.grids if not is_own(grid)))


def own_sheets(book: Book) -> tuple[str, ...]:
    """The names of the sheets that we wrote into a workbook."""
    return tuple(grid.sheet for grid in book.grids if is_own(grid))
