"""A ledger's layout (配置): headings, never addresses; and the tables found by it, whose rows are
records that know their cells."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from validators.findings import TableRead
from validators.reading import Note
from validators.text import is_blank, normalize, squeeze, to_text
from workbooks.a1 import address, column_letter
from workbooks.grid import Book, Grid, Value, is_own
from workbooks.tables.evidence import sample
from workbooks.tables.headings import ASIDE, meaning, spellings
from workbooks.tables.places import heights
from workbooks.tables.printed import look_above
from workbooks.tables.records import DITTO, holds_nothing, plain_date, says_no_record, unmerged

_LONGEST = 400  # a heading may hold its own instructions


@dataclass(frozen=True, slots=True)
class Column:
    """One column a ledger may have: canonical name, the word used in sentences, pattern over the squeezed heading."""

    name: str
    title: str
    pattern: re.Pattern[str]


def columns(*listed: tuple[str, str, str]) -> tuple[Column, ...]:
    """(name, title, pattern) triples; the first that matches a heading wins."""
    return tuple(
        Column(name, title, re.compile(pattern, re.IGNORECASE)) for name, title, pattern in listed
    )


@dataclass(frozen=True, slots=True)
class Layout:
    """One kind of table.

    needed  a heading row names at least one of each of these sets      expected  columns whose absence the report tells
    label   columns that name a row for the clerk: (who, number)        above     columns that may
    be printed once above the table
    unless  columns that only another kind of table has
    """

    kind: str
    columns: tuple[Column, ...]
    needed: tuple[frozenset[str], ...]
    expected: tuple[str, ...] = ()
    label: tuple[str, str] = ("", "")
    above: tuple[str, ...] = ()
    unless: frozenset[str] = frozenset()

    def title(self, name: str) -> str:
        """The word for a column in sentences."""
        return next((c.title for c in self.columns if c.name == name), name)

    def meaning(self, label: str) -> str:
        """Canonical name of a printed heading, "" when unknown; brackets and marks around it do not matter."""
        for candidate in spellings(label):
            for column in self.columns:
                if column.pattern.fullmatch(candidate):
                    return column.name
        return ""


@dataclass(slots=True)
class DeskTable:
    """The records of one table. ``values[name][i]`` is the raw cell of record i, which stands in sheet row ``rows[i]``.

    elsewhere  (record, name) → (sheet, cell, heading) for a value that came from another sheet, e.g. of the 事業計画
    printed    name → (cell, heading) of a value printed above
    others     column → heading of columns the layout does not know, e.g. 1日目
    understood  those of ``others`` that the check reads all the same
    anchors    (row, column) of a cell merged downwards → its first row
    noted      (record, name, note): what the reader itself found at one value
    """

    layout: Layout
    file: str
    sheet: str
    header_rows: tuple[int, ...]
    at: dict[str, int]
    headings: dict[int, str]
    others: dict[int, str]
    grid: Grid
    rows: list[int] = field(default_factory=list)
    values: dict[str, list[Value]] = field(default_factory=dict)
    elsewhere: dict[tuple[int, str], tuple[str, str, str]] = field(default_factory=dict)
    printed: dict[str, tuple[str, str]] = field(default_factory=dict)
    understood: set[int] = field(default_factory=set)
    anchors: Mapping[tuple[int, int], tuple[int, int]] = field(default_factory=dict)
    noted: list[tuple[int, str, Note]] = field(default_factory=list)

    def has(self, name: str) -> bool:
        """Does the table give this value at all?"""
        return name in self.values

    def place(self, record: int, name: str) -> tuple[str, str]:
        """(sheet, A1 address) of the cell to correct; where the table has no such column, the first cell of the row."""
        if known := self.elsewhere.get((record, name)):
            return known[0], known[1]
        if name in self.printed:
            return self.sheet, self.printed[name][0]
        column = self.at.get(name) or next(
            (self.at[n] for n in (*self.layout.label, *self.at) if n in self.at), min(self.headings)
        )
        return self.sheet, address(self.rows[record], column)

    heights = heights

    def heading(self, record: int, name: str) -> str:
        """The heading printed over that cell, or the guideline's word."""
        if known := self.elsewhere.get((record, name)):
            return known[2]
        return self.headings[self.at[name]] if name in self.at else self.layout.title(name)

    def row_label(self, record: int) -> tuple[Value, Value]:
        """What the clerk recognises the row by: (who, number)."""
        who, number = (
            self.values[n][record] if n in self.values else "" for n in self.layout.label
        )
        return who, number

    def other(self, record: int, column: int) -> Value:
        """A cell under a heading the layout does not know."""
        return self.grid.value(self.rows[record], column)

    def repeat(self, counts: Sequence[int]) -> None:
        """Make each record stand ``counts[i]`` times: a row that lists several kinds."""
        chosen = [i for i, count in enumerate(counts) for _ in range(count)]
        self.noted = [(chosen.index(i), name, note) for i, name, note in self.noted if counts[i]]
        self.rows = [self.rows[i] for i in chosen]
        self.values = {name: [column[i] for i in chosen] for name, column in self.values.items()}

    def as_read(self) -> TableRead:
        """The table as the report shows it."""
        missing = tuple(self.layout.title(n) for n in self.layout.expected if n not in self.values)
        known = {name: column_letter(column) for name, column in self.at.items()}
        return TableRead(
            self.file,
            self.sheet,
            self.layout.kind,
            self.header_rows,
            known,
            len(set(self.rows)),
            missing,
            self._unmapped(),
            titles={n: self.headings[c] for n, c in self.at.items()},
        )

    def _unmapped(self) -> tuple[tuple[str, str, str], ...]:
        """(cell, heading, "") of headings over values that neither the layout nor the check knows."""
        return tuple(
            (address(self.header_rows[-1], column), heading, "")
            for column, heading in self.others.items()
            if column not in self.understood
            and meaning(heading) != ASIDE
            and any(not is_blank(self.grid.value(row, column)) for row in self.rows)
        )


def read(book: Book, layout: Layout) -> list[DeskTable]:
    """Every table of this layout that holds a record."""
    return [
        table
        for grid in book.grids
        if not is_own(grid) or book.asked
        for table in _tables(book.name, grid, layout)
        if table.rows
    ]


def _tables(file: str, grid: Grid, layout: Layout) -> Iterator[DeskTable]:
    whole = range(grid.top, grid.bottom + 1)
    filled, anchors = unmerged(grid, whole)
    table: DeskTable | None = None
    for row in whole:
        found = _heading(filled, row, layout)
        if found:
            if table:
                yield table
            at, headings, others = found
            table = DeskTable(
                layout,
                file,
                grid.sheet,
                (row,),
                at,
                headings,
                others,
                filled,
                values={name: [] for name in at},
                anchors=anchors,
            )
            _print_above(table, row)
        elif table:
            _take(table, row)
    if table:
        yield table


def _heading(
    grid: Grid, row: int, layout: Layout
) -> tuple[dict[str, int], dict[int, str], dict[int, str]] | None:
    cells = grid.rows[row - grid.top]
    if sum(isinstance(c, str) and 0 < len(c) < _LONGEST for c in cells) < 2:
        return None
    claims: dict[str, list[int]] = {}
    headings: dict[int, str] = {}
    others: dict[int, str] = {}
    for j, value in enumerate(cells):
        column = grid.left + j
        if isinstance(value, dt.date):
            # typed as 7/4, kept by Excel as a date: a day of the course
            others[column] = f"{value.month}/{value.day}"
            continue
        if not isinstance(value, str) or is_blank(value) or len(value) > _LONGEST:
            continue
        headings[column] = normalize(value)
        name = layout.meaning(value) or layout.meaning(f"{_group(grid, row, column)}{value}")
        if name:
            claims.setdefault(name, []).append(column)
        else:
            others[column] = headings[column]
    if (
        len(claims) < 3
        or not all(claims.keys() & needed for needed in layout.needed)
        or claims.keys() & layout.unless
    ):
        return None
    at = {}
    for name, columns in claims.items():
        at[name] = _fitting(grid, row, name, columns)
        others |= {column: headings[column] for column in columns if column != at[name]}
    return at, headings, others


def _fitting(grid: Grid, row: int, name: str, columns: Sequence[int]) -> int:
    """Of several columns under one item's name the one whose cells suit it best, of equals the left one."""
    if len(columns) == 1:
        return columns[0]
    body = range(row + 1, grid.bottom + 1)
    samples = {column: sample(grid, body, column) for column in columns}
    return max(columns, key=lambda c: (samples[c].fits(name), bool(samples[c])))


def _group(grid: Grid, row: int, column: int) -> str:
    """The label above, when it is merged over this column."""
    for merge in grid.merges:
        if merge.top == row - 1 and merge.left <= column <= merge.right:
            return str(grid.value(merge.top, merge.left) or "")
    return ""


def _take(table: DeskTable, row: int) -> None:
    values = {name: table.grid.value(row, column) for name, column in table.at.items()}
    filled = {
        name for name, value in values.items() if not is_blank(value) and not holds_nothing(value)
    }
    texts = [v for v in values.values() if isinstance(v, str) and not is_blank(v)]
    needs = [bool(filled & needed) for needed in table.layout.needed]
    first = table.grid.rows[row - table.grid.top]
    if len(filled) < 2 or not any(needs) or says_no_record([*texts[:2], *first[:2]]):
        return
    if texts and squeeze(texts[0])[:1] in "※＊*注" and len(filled) < 4:
        return
    if all((row, table.at[name]) in table.anchors for name in filled):
        return  # the lower rows of a record that is drawn over several
    for name, value in values.items():
        if isinstance(value, str) and value.strip() in DITTO and table.values[name]:
            values[name] = table.values[name][-1]
            note = Note("cell-ditto", {"column": ""}, to_text(values[name]))
            table.noted.append((len(table.rows), name, note))
        elif table.grid.date_1904 and name.endswith(("_on", "_day")):
            values[name] = plain_date(value)
    table.rows.append(row)
    for name, column in table.values.items():
        if name in table.at:
            column.append(values[name])
        else:
            column.append(column[0] if column else _printed_value(table, name))


def _print_above(table: DeskTable, row: int) -> None:
    """研修分野：乳児保育 above the table counts for every row where the table has no such column."""
    for name in (n for n in table.layout.above if n not in table.at):
        if found := look_above(table.grid, table.layout.meaning, name, row):
            table.printed[name] = (found[0], table.layout.title(name))
            table.values[name] = []


def _printed_value(table: DeskTable, name: str) -> Value:
    found = look_above(table.grid, table.layout.meaning, name, table.header_rows[0])
    return found[1] if found else ""
