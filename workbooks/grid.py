"""Grid (セル範囲): the cell values of one sheet that know where they stand."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

Value = str | int | float | bool | dt.date | dt.datetime | dt.time | dt.timedelta | None


class CellError(str):
    """An error value shown by a cell (``#REF!``), or ``UNCALCULATED`` for a formula whose result
    the file does not hold."""

    __slots__ = ()


UNCALCULATED = CellError("（数式が未計算）")


# Sheets that we write ourselves; they are never read as somebody's table. 研修修了者名簿 is not
# among them: it goes on to be numbered.
OWN_SHEETS = frozenset(
    (
        "検証結果",
        "規則別",
        "解消した指摘",
        "表記を整える",
        "申請一覧",
        "失効・まもなく失効",
        "更新のお知らせ",
        "修了判定",
        "一部受講",
        "名簿（機関名入り）",
        "付番の一覧",
        "受付票",
        "照会",
        "取込結果",
        "提供用抽出",
        "再交付・取消",
    )
)


@dataclass(frozen=True, slots=True)
class Merge:
    """A merged range, 1-based and inclusive."""

    top: int
    left: int
    bottom: int
    right: int


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


def column_letter(column: int) -> str:
    """1 → A, 27 → AA."""
    letters = ""
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def column_number(letters: str) -> int:
    """A → 1, AA → 27."""
    number = 0
    for letter in letters.upper():
        number = number * 26 + ord(letter) - 64
    return number


def address(row: int, column: int) -> str:
    """(10, 10) → J10."""
    return f"{column_letter(column)}{row}"


def position(cell: str) -> tuple[int, int]:
    """J10 or $J$10 → (10, 10). Raises ValueError for anything else."""
    match = re.fullmatch(r"\$?([A-Za-z]{1,3})\$?(\d{1,7})", cell)
    if not match:
        raise ValueError("not a cell address")
    return int(match[2]), column_number(match[1])
