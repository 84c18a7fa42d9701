"""Values of one group of columns (値の組み立て): what stands in one cell, and what is joined from several."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence

from validators.numbers import registration
from validators.sections import ROSTER_COLUMNS
from validators.text import is_blank, normalize, squeeze, to_text
from validators.values import dates
from workbooks.grid import Grid, Value
from workbooks.tables.groups import Group
from workbooks.tables.headings import DATE_PARTS, DATES, NUMBER_PARTS
from workbooks.tables.home import ADDRESS_PARTS, joined, municipalities
from workbooks.tables.table import Table

_BARE_YEAR = re.compile(r"\s*((元|\d{1,2})\s*[-/.．年]|\d{6}$)")  # 7.10.10, 071010
_YEAR = re.compile(r"((?:令和|平成|R|H)\s*(?:元|\d{1,2})\s*年|20\d\d\s*年)(?!度|\s*\d)")
_MONTH_DAY = re.compile(r"\s*(\d{1,2})\s*[月/.\-]\s*(\d{1,2})\s*日?(?:\([月火水木金土日]\))?\s*")
_ERA = re.compile(r"令和|平成|昭和")

Column = list[Value]


class Across:
    """Rows of cells, asked by column."""

    def __init__(self, rows: Sequence[Sequence[Value]]) -> None:
        self.rows = rows
        self._columns = list(zip(*rows, strict=False))  # as far as the shortest row reaches

    def __len__(self) -> int:
        return len(self.rows)

    def column(self, number: int) -> Column:
        """The cells of a column, 0 for the first; "" in rows that do not reach it."""
        if number < len(self._columns):
            return list(self._columns[number])
        return [row[number] if number < len(row) else "" for row in self.rows]


def column_values(table: Table, grid: Grid, group: Group, cells: Across) -> dict[str, Column]:
    """Canonical name → one raw value for each of the rows ``cells``."""
    at = group.at

    def column(name: str) -> Column:
        return cells.column(at[name] - grid.left)

    out: dict[str, Column] = {n: column(n) for n in at if n in ROSTER_COLUMNS or n == "mark"}
    for whole, first, second in (
        ("name", "family_name", "given_name"),
        ("kana", "family_kana", "given_kana"),
    ):
        if whole not in at and first in at and second in at:
            out[whole] = _joined(column(first), column(second), "　")
    if "registration_prefecture" in at and "registration_number" in at:
        pairs = zip(column("registration_prefecture"), out["registration_number"], strict=True)
        out["registration_number"] = [registration.join(a, b) for a, b in pairs]
    if "address" not in at and "address?city" in at:
        pieces = [column(p) for p in ADDRESS_PARTS if p in at]
        out["address"] = [joined([to_text(v) for v in row]) for row in zip(*pieces, strict=True)]
    if "municipality" not in at and "employer_address" in at:
        out["municipality"] = municipalities(column("employer_address"))
    if "certificate_number" not in at and all(part in at for part in NUMBER_PARTS):
        rows = zip(*(column(part) for part in NUMBER_PARTS), strict=True)
        out["certificate_number"] = [_number(row) for row in rows]
    if "minutes" in at and (unit := _unit(table.headings[at["minutes"]])):
        out["minutes"] = [
            f"{to_text(v)}{unit}" if isinstance(v, (int, float)) else v for v in out["minutes"]
        ]
    _dates(table, at, column, out, len(cells))
    return out


def _dates(
    table: Table,
    at: Mapping[str, int],
    column: Callable[[str], Column],
    out: dict[str, Column],
    size: int,
) -> None:
    """Dates written over several cells, and the era that a heading names for all."""
    for date in DATES:
        parts = [f"{date}{part}" for part in DATE_PARTS]
        if date not in at and parts[1] in at:
            blank: Column = [""] * size
            columns = [column(p) if p in at else blank for p in parts]
            era = _heading_era(table.headings.get(at[parts[1]], ""))
            rows = zip(*columns, strict=True)
            out[date] = [_date(era, *row) for row in rows]
        elif date in out and f"{date}?era" in at:
            eras = column(f"{date}?era")
            out[date] = [_with_era(to_text(e), v) for e, v in zip(eras, out[date], strict=True)]
        elif date in out and (year := _heading_year(table.headings.get(at[date], ""))):
            out[date] = [_with_year(year, v) for v in out[date]]
        elif date in out and (era := _heading_era(table.headings.get(at.get(date, 0), ""))):
            out[date] = [_with_era(era, v) for v in out[date]]


def _joined(first: Column, second: Column, between: str) -> Column:
    pairs = zip(first, second, strict=True)
    return [f"{to_text(a)}{between}{to_text(b)}".strip(between) for a, b in pairs]


def _number(parts: Sequence[Value]) -> str:
    """The four parts of a certificate number with their leading zeros."""
    texts = []
    for value, width in zip(parts, NUMBER_PARTS.values(), strict=True):
        texts.append("" if is_blank(value) else squeeze(to_text(value)).zfill(width))
    return "".join(texts)


def _unit(heading: str) -> str:
    """What a bare number under 研修時間（分） or （時間） counts."""
    match = re.search(r"\((分|時間)\)", normalize(heading))
    return match[1] if match else ""


def _heading_era(heading: str) -> str:
    """The one era a heading names: 修了年月日（令和）; "" where it names none or leaves a choice (昭和・平成)."""
    eras = set(_ERA.findall(normalize(heading)))
    year = re.search(r"(令和|平成|昭和)\s*\S?\d*\s*年度", normalize(heading))
    return eras.pop() if len(eras) == 1 and not year else ""


def _heading_year(heading: str) -> str:
    """The one year that a heading names: 修了年月日（令和8年）; 年度 runs over two years and names none."""
    years = set(_YEAR.findall(normalize(heading)))
    return years.pop() if len(years) == 1 else ""


def _with_year(year: str, value: Value) -> Value:
    """6月20日 under （令和8年）."""
    if not isinstance(value, str) or not (found := _MONTH_DAY.fullmatch(normalize(value))):
        return value
    return f"{year}{found[1]}月{found[2]}日"


def _date(era: str, cell_era: Value, year: Value, month: Value, day: Value) -> str:
    if era and is_blank(cell_era) and not is_blank(year) and len(squeeze(to_text(year))) <= 2:
        cell_era = era
    return dates.join_parts(cell_era, year, month, day)


def _with_era(era: str, value: Value) -> Value:
    """7.10.10 under （令和）: the era stands in the heading."""
    if not isinstance(value, str) or not _BARE_YEAR.match(normalize(value)):
        return value
    return f"{era}{value.strip()}"
