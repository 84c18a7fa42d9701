"""研修修了者名簿: from the tables of a sheet to records, one per completion (修了), that know their cells.

Read are one row per completion and one row per person with a group of columns per 研修分野; names, registration numbers
and dates written over several cells; values printed once above the table (研修分野：乳児保育).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from itertools import islice

from validators.findings import TableRead
from validators.guideline import fields
from validators.numbers import registration
from validators.text import is_blank, normalize, squeeze, to_text
from validators.values import dates as wareki
from validators.values.answers import COMPLETED, says_no
from workbooks.grid import OWN_SHEETS, Book, CellError, Grid, Value, address, column_letter
from workbooks.tables.columns import (
    Group,
    column_groups,
    column_names,
    digits,
    printed_above,
    unknown_headings,
)
from workbooks.tables.find import FoundTable, find_tables
from workbooks.tables.headings import DATE_PARTS, DATES, NUMBER_PARTS, TITLES

COLUMNS = tuple(c for c in TITLES if c not in ("family_name", "given_name"))
_DITTO = frozenset(("〃", "″", "”", '"', "''", "同上", "々", "〃〃", "仝", "上に同じ"))
_IDENTITY = (
    "name",
    "family_name",
    "given_name",
    "kana",
    "certificate_number",
    "registration_number",
    "birth_date",
    "birth_date?year",
)
_EVIDENCE = (
    "certificate_number",
    "completed_on",
    "birth_date",
    "registration_number",
    "field",
    "kana",
)
_KANA = re.compile(r"[ァ-ヺー・ぁ-ゖ ]{2,}")
_EXAMPLE = re.compile(
    r"[【（(<＜\[]?(記入|記載|入力)?例[\d０-９①-⑨]?[】）)>＞\]]?|サンプル|見本|(記入|記載|入力)例.*"
)
_TOTAL = re.compile(
    r"(小|合|総|累)?計([:：(（].*)?|(延べ|のべ|総)(人数|数)?.*|合計.*|.{0,8}(人数|件数)(計|合計)?|修了者(数|計).*|以下余白|以上"
)
_NOTE = re.compile(
    r"[※＊*注(（]|上記|下記|以上|提出|作成|担当|連絡|電話|TEL|代表|責任|確認|記入|備考|〒|令和.{1,8}日$"
)


@dataclass(slots=True)
class Table:
    """The records of one table. ``values[canonical][i]`` is the raw cell of record i, which stands
    in sheet row ``rows[i]``."""

    file: str
    sheet: str
    header_rows: tuple[int, ...]
    headings: dict[int, str]
    groups: tuple[Group, ...]
    context: dict[str, Value]
    missing: tuple[str, ...]
    unmapped: tuple[tuple[str, str, str], ...]
    date_1904: bool = False
    rows: list[int] = field(default_factory=list)
    group_of: list[int] = field(default_factory=list)
    values: dict[str, list[Value]] = field(default_factory=dict)
    ditto: list[tuple[int, str]] = field(default_factory=list)
    anchors: dict[tuple[int, int], int] = field(
        default_factory=dict
    )  # (row, column) inside a merged cell → its first row

    @property
    def columns(self) -> dict[str, str]:
        """Canonical name → column letter of the first group that has it."""
        out: dict[str, str] = {}
        for group in self.groups:
            for name, column in group.at.items():
                whole = name.split("?")[
                    0
                ]  # a date or number over several cells stands where its first cell stands
                if whole in TITLES:
                    out.setdefault(whole, column_letter(column))
        return out

    def has(self, name: str) -> bool:
        """Does the table give this value at all, in a column or above the table?"""
        return name in self.values

    def cell(self, record: int, name: str) -> str:
        """A1 address of the cell to correct for one value of one record."""
        row, column = self.rows[record], self._column(record, name)
        return address(self.anchors.get((row, column), row), column)

    def place(self, record: int, name: str) -> tuple[str, str]:
        """(sheet, A1 address) of that cell."""
        return self.sheet, self.cell(record, name)

    def row_label(self, record: int) -> tuple[Value, Value]:
        """What the clerk recognises the row by: 氏名 and 修了証番号."""
        name, number = (
            self.values[n][record] if n in self.values else ""
            for n in ("name", "certificate_number")
        )
        return name, number

    def heading(self, record: int, name: str) -> str:
        """The heading printed over that cell, or the guideline's word for it."""
        return self.headings.get(self._column(record, name)) or TITLES.get(name, name)

    def _column(self, record: int, name: str) -> int:
        at = self.groups[self.group_of[record]].at
        for candidate in _STANDS_FOR.get(name, (name,)):
            if candidate in at:
                return at[candidate]
        for fallback in ("certificate_number", "name", "family_name", "completed_on"):
            if fallback in at:
                return at[fallback]
        return min(at.values())

    def as_read(self) -> TableRead:
        """The table as the report shows it."""
        return TableRead(
            self.file,
            self.sheet,
            "roster",
            self.header_rows,
            self.columns,
            len(self.rows),
            tuple(TITLES[m] for m in self.missing),
            self.unmapped,
        )


# A value joined from several cells is corrected in the first of them.
_STANDS_FOR: dict[str, tuple[str, ...]] = {
    "name": ("name", "family_name", "given_name"),
    "kana": ("kana", "family_kana", "given_kana"),
    "registration_number": ("registration_number", "registration_prefecture"),
    "certificate_number": ("certificate_number", *NUMBER_PARTS),
    **{date: (date, *(f"{date}{part}" for part in DATE_PARTS)) for date in DATES},
}


def read(book: Book, expected: Sequence[str] = ()) -> list[Table]:
    """Every roster table of the book. ``expected``: canonical names whose absence the table reports in ``missing``."""
    return [
        table
        for grid in book.grids
        if grid.sheet not in OWN_SHEETS
        for found in find_tables(grid)
        if (table := _table(book.name, found, expected)).rows
    ]


def _table(file: str, found: FoundTable, expected: Sequence[str]) -> Table:
    names = column_names(found)
    groups = column_groups(found, names)
    context = printed_above(found, names)
    wide = groups[0].field is not None
    given = (
        set(context)
        | {name for group in groups for name in group.at}
        | ({"field"} if wide else set())
    )
    missing = tuple(
        name for name in expected if not any(n in given for n in _STANDS_FOR.get(name, (name,)))
    )
    table = Table(
        file,
        found.grid.sheet,
        found.header_rows,
        {h.column: h.text for h in found.headings},
        groups,
        context,
        missing,
        tuple(unknown_headings(found, names)),
        found.grid.date_1904,
    )
    _fill(table, found)
    return table


# ---------------------------------------------------------------- which row is a record


def _fill(table: Table, found: FoundTable) -> None:
    grid, groups = _unmerged(table, found), table.groups
    checked = sorted({c for g in groups for name, c in g.at.items() if name != "mark"})
    evidence = [(g.at[n], n) for g in groups for n in _EVIDENCE if n in g.at]
    labels = {normalize(v) for v in table.headings.values()}
    last_column = max((h.column for h in found.headings), default=0)
    identity = {c for g in groups for n, c in g.at.items() if n in _IDENTITY}
    picked: list[int] = []
    for row in found.body:
        cells = grid.rows[row - grid.top]
        present = sum(
            1
            for c in checked
            if 0 <= (j := c - grid.left) < len(cells) and cells[j] not in ("", None)
        )
        known = any(
            0 <= (j := c - grid.left) < len(cells) and not is_blank(cells[j]) for c in identity
        )
        if (
            present >= 2
            and known
            and _is_record(cells, grid, row, present, evidence, labels, last_column)
        ):
            picked.append(row)
    _columns(table, grid, picked)


def _unmerged(table: Table, found: FoundTable) -> Grid:
    """The grid with the value of cells merged downwards in each of their rows: one person over the
    rows of several fields."""
    grid = found.grid
    rows = list(grid.rows)
    for merge in grid.merges:
        if (
            merge.top == merge.bottom
            or merge.top not in found.body
            or merge.bottom not in found.body
        ):
            continue
        value = grid.value(merge.top, merge.left)
        for row in range(merge.top + 1, merge.bottom + 1):
            cells = list(rows[row - grid.top])
            j = merge.left - grid.left
            cells += [""] * (j + 1 - len(cells))
            cells[j] = value
            rows[row - grid.top] = cells
            table.anchors[row, merge.left] = merge.top
    return replace(grid, rows=rows) if table.anchors else grid


def _is_record(
    cells: Sequence[Value],
    grid: Grid,
    row: int,
    present: int,
    evidence: Sequence[tuple[int, str]],
    labels: set[str],
    last: int,
) -> bool:
    texts = list(islice((c for c in cells[: last - grid.left + 1] if not is_blank(c)), 4))
    for value in texts[:3]:
        if isinstance(value, str) and len(value) <= 20:
            text = squeeze(value)
            if _EXAMPLE.fullmatch(text) or _TOTAL.fullmatch(text):
                return False
    if present >= 5:
        if len(squeeze(to_text(texts[-1]))) <= 3 and _counts_columns(cells):
            return False
        return not (
            isinstance(texts[0], str) and sum(normalize(str(c)) in labels for c in texts) >= 3
        )
    if any(_looks_like_data(grid.value(row, column), name) for column, name in evidence):
        return True
    first = texts[0] if texts else ""
    if isinstance(first, str) and _NOTE.match(squeeze(first)):
        return False
    return isinstance(first, (int, float)) or (isinstance(first, str) and squeeze(first).isdigit())


def _counts_columns(cells: Sequence[Value]) -> bool:
    """A row that only numbers the columns: 1 2 3 … or ① ② ③ … or (1) (2) (3) …."""
    digits = [
        re.fullmatch(r"\(?(\d{1,2})\)?", squeeze(to_text(c))) for c in cells if not is_blank(c)
    ]
    numbers = [int(m[1]) for m in digits if m]
    return len(numbers) == len(digits) and numbers == list(
        range(numbers[0], numbers[0] + len(numbers))
    )


def _looks_like_data(value: Value, name: str) -> bool:
    if is_blank(value) or isinstance(value, CellError):
        return isinstance(value, CellError)
    if name == "certificate_number":
        return digits(value) >= 8
    if name == "registration_number":
        return digits(value) >= 4
    if name == "field":
        return fields.named(to_text(value)) is not None
    if name == "kana":
        return _KANA.fullmatch(normalize(to_text(value))) is not None
    reading = wareki.read_date(value)
    return reading.value is not None or any(
        note.rule != "date-unreadable" for note in reading.notes
    )


def _columns(table: Table, grid: Grid, picked: list[int]) -> None:
    """Pick the raw cells column by column: ``picked`` rows × groups → records."""
    wide = table.groups[0].field is not None
    cells = [grid.rows[row - grid.top] for row in picked]
    parts = [_values(table, grid, group, cells) for group in table.groups]
    if not wide:
        table.rows, table.group_of, table.values = picked, [0] * len(picked), parts[0]
    else:
        chosen = [
            (i, g)
            for i in range(len(picked))
            for g, group in enumerate(table.groups)
            if _holds(group, parts[g], i)
        ]
        table.rows = [picked[i] for i, _ in chosen]
        table.group_of = [g for _, g in chosen]
        names = {name for part in parts for name in part if name != "mark"}
        table.values = {
            name: [parts[g].get(name, [""] * len(picked))[i] for i, g in chosen]
            for name in sorted(names)
        }
        table.values["field"] = [
            group.field.name for _, g in chosen if (group := table.groups[g]).field
        ]
    for name, value in table.context.items():
        table.values.setdefault(name, [value] * len(table.rows))
    _resolve_ditto(table)
    _plain_dates(table)


def _holds(group: Group, values: dict[str, list[Value]], i: int) -> bool:
    """Does the person have this field? Any of its own cells filled with more than a refusal mark."""
    return any(
        not is_blank(v := values[n][i]) and not says_no(v, COMPLETED)
        for n in group.own
        if n in values
    )


def _values(
    table: Table, grid: Grid, group: Group, cells: list[Sequence[Value]]
) -> dict[str, list[Value]]:
    def column(name: str) -> list[Value]:
        j = group.at[name] - grid.left
        return [row[j] if j < len(row) else "" for row in cells]

    at = group.at
    out: dict[str, list[Value]] = {
        name: column(name) for name in at if name in COLUMNS or name == "mark"
    }
    for whole, first, second in (
        ("name", "family_name", "given_name"),
        ("kana", "family_kana", "given_kana"),
    ):
        if whole not in at and first in at and second in at:
            out[whole] = [
                f"{to_text(a)}　{to_text(b)}".strip("　")
                for a, b in zip(column(first), column(second), strict=True)
            ]
    if "registration_prefecture" in at and "registration_number" in at:
        pairs = zip(column("registration_prefecture"), out["registration_number"], strict=True)
        out["registration_number"] = [registration.join(a, b) for a, b in pairs]
    if "certificate_number" not in at and all(part in at for part in NUMBER_PARTS):
        rows = zip(*(column(part) for part in NUMBER_PARTS), strict=True)
        out["certificate_number"] = [
            "".join(
                squeeze(to_text(v)).zfill(width) if not is_blank(v) else ""
                for v, width in zip(row, NUMBER_PARTS.values(), strict=True)
            )
            for row in rows
        ]
    if "minutes" in at and (unit := _unit(table.headings[at["minutes"]])):
        out["minutes"] = [
            f"{to_text(v)}{unit}" if isinstance(v, (int, float)) else v for v in out["minutes"]
        ]
    for date in DATES:
        parts = [f"{date}{part}" for part in DATE_PARTS]
        if date not in at and parts[1] in at:
            blank: list[Value] = [""] * len(cells)
            columns = [column(p) if p in at else blank for p in parts]
            out[date] = [wareki.join_parts(*row) for row in zip(*columns, strict=True)]
    return out


def _unit(heading: str) -> str:
    """What a bare number under 研修時間（分） or （時間） counts."""
    match = re.search(r"\((分|時間)\)", normalize(heading))
    return match[1] if match else ""


def _plain_dates(table: Table) -> None:
    """In a 1904 workbook a bare number in a date column becomes the date it means: no one after
    this knows the system."""
    for name in DATES if table.date_1904 else ():
        values = table.values.get(name, [])
        for i, value in enumerate(values):
            if isinstance(value, (int, float)) and value < 100_000:
                values[i] = wareki.read_date(value, date_1904=True).value or value


def _resolve_ditto(table: Table) -> None:
    """〃 and 同上 mean the cell above; they are read so and reported for a person to confirm."""
    for name, values in table.values.items():
        for i, value in enumerate(values):
            if value in _DITTO and i and name != "mark":
                values[i] = values[i - 1]
                table.ditto.append((i, name))
