"""指定台帳: one row per agency and kind (several kinds in one cell are split), designated or renewed."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass

from validators import wareki
from validators.guideline import fields
from validators.guideline.coverage import Coverage
from validators.guideline.designation import Designation, Renewal
from validators.guideline.fiscal_year import fiscal_year, read_fiscal_year
from validators.numbers import agency
from validators.text import squeeze, to_text
from workbooks.grid import Book, Value
from workbooks.problems import FileProblem

_HEADINGS: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (name, re.compile(pattern))
    for name, pattern in (
        ("agency_number", r"(研修)?(実施)?機関(の)?番号|機関No\.?|団体番号"),
        ("agency_name", r"(研修)?(実施)?(機関|団体)(の)?(名称|名)|名称"),
        ("address", r"(主たる)?(事務所)?(の)?所在地|住所"),
        ("contact", r"連絡先|電話(番号)?"),
        ("kind", r"(研修)?(種別|分野)(名)?"),
        ("kind_number", r"(研修)?(種別|分野)(の)?番号"),
        ("designated_on", r"指定(通知)?(年月)?日"),
        ("renewed", r"(更新|更新届出)(の)?(年度|届出年度)|更新(届出)?(年月)?日|更新届出"),
        ("status", r"(届出の)?(状態|効力|有効・?無効|備考)"),
    )
)
_VOID = re.compile(r"無効|取消|失効")


@dataclass(frozen=True, slots=True)
class Row:
    """One row of the ledger as understood: an agency's designation for some kinds, the fiscal years it was renewed for and whether that holds."""

    agency: int
    name: str
    address: str
    contact: str
    kinds: tuple[int, ...]
    designated_on: dt.date | None
    renewed: tuple[int, ...]
    valid: bool


def rows_of(book: Book) -> list[Row]:
    """The rows that name an agency and a kind. Raises FileProblem when no table of designations is found."""
    found = []
    for cells in _rows(book):
        number = agency.read(cells.get("agency_number")).value
        kinds = _kinds(cells)
        if number is None or not kinds:
            continue
        name, address, contact = (to_text(cells.get(column)).strip() for column in ("agency_name", "address", "contact"))
        found.append(Row(number, name, address, contact, kinds, wareki.read_date(cells.get("designated_on")).value, tuple(_years(cells.get("renewed"))),
                         not _VOID.search(to_text(cells.get("status")))))
    if not found:
        raise FileProblem(f"{book.name} に指定台帳の表が見つかりません。機関番号・研修種別・指定年月日の見出しのある表を選んでください。")
    return found


def coverage_of(book: Book) -> Coverage:
    """The ledger as ``Coverage``. Raises FileProblem when no table of designations is found."""
    names: dict[int, str] = {}
    first: dict[tuple[int, int], list[Designation]] = {}
    renewals: dict[int, list[Renewal]] = {}
    for row in rows_of(book):
        names.setdefault(row.agency, row.name)
        if row.designated_on:
            for kind in row.kinds:
                first.setdefault((row.agency, kind), []).append(Designation(row.agency, frozenset((kind,)), row.designated_on))
        for year in row.renewed:
            renewals.setdefault(row.agency, []).append(Renewal(year, frozenset(row.kinds), row.valid))
    return Coverage.of([d for found in first.values() for d in found], renewals, names)


def _rows(book: Book) -> list[dict[str, Value]]:
    found = []
    for grid in book.grids:
        at: dict[str, int] = {}
        for row in grid.rows:
            heading = _heading(row)
            if {"agency_number", "designated_on"} <= heading.keys() and {"kind", "kind_number"} & heading.keys():
                at = heading
            elif at:
                found.append({name: row[column] if column < len(row) else "" for name, column in at.items()})
    return found


def _heading(row: Sequence[Value]) -> dict[str, int]:
    at: dict[str, int] = {}
    for column, value in enumerate(row):
        label = squeeze(value) if isinstance(value, str) and len(value) < 40 else ""
        for name, pattern in _HEADINGS:
            if label and pattern.fullmatch(label):
                at.setdefault(name, column)
                break
    return at


def _kinds(cells: dict[str, Value]) -> tuple[int, ...]:
    named = fields.split(to_text(cells.get("kind")))
    if named:
        return tuple(f.number for f in named)
    return tuple(int(d) for d in re.findall(r"[1-8]", squeeze(to_text(cells.get("kind_number")))))


def _years(value: Value) -> list[int]:
    """Fiscal years of a cell: 令和7年度、令和8年度; a date of filing in February or March is for the year to come."""
    date = None if isinstance(value, (int, float)) and value < 3000 else wareki.read_date(value).value
    if date:
        return [fiscal_year(date) + (1 if date.month in (1, 2, 3) else 0)]
    years = (read_fiscal_year(part).value for part in re.split(r"[、,，\n/・]", to_text(value)))
    return [y for y in years if y]
