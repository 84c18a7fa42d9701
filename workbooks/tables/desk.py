"""A table of the desk (台帳・事業計画・カリキュラム・講師・受講者名簿): its rows are records that know their cells."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from validators.findings import TableRead
from validators.reading import Note
from validators.text import is_blank
from workbooks.a1 import address
from workbooks.grid import Grid, Value
from workbooks.tables.headings import ASIDE, meaning
from workbooks.tables.layout import Layout
from workbooks.tables.places import heights


@dataclass(slots=True)
class DeskTable:
    """The records of one table. ``values[name][i]`` is the raw cell of record i, which stands in sheet row ``rows[i]``.

    elsewhere  (record, name) → (sheet, cell, heading) for a value that came from another sheet, e.g. of the 事業計画
    others     column → heading of columns the layout does not know, e.g. 1日目
    understood  those of ``others`` that the check reads all the same
    stacked    column → the item whose value stands in the row above the value of its own (フリガナ over 氏名)
    anchors    (row, column) of a cell merged downwards → its first row
    origin     (row, column) of a table laid out another way → (sheet, row, column) where it stands
    printed    name → (cell, heading) of a value printed above
    noted      (record, name, note): what the reader itself found at one value
    told       (cell, heading, note): what the reader tells at a heading
    hidden, struck  sheet rows of records that nobody sees, or that are struck out
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
    stacked: Mapping[int, str] = field(default_factory=dict)
    anchors: Mapping[tuple[int, int], tuple[int, int]] = field(default_factory=dict)
    noted: list[tuple[int, str, Note]] = field(default_factory=list)
    told: list[tuple[str, str, Note]] = field(default_factory=list)
    origin: Mapping[tuple[int, int], tuple[str, int, int]] = field(default_factory=dict)
    hidden: frozenset[int] = frozenset()
    struck: frozenset[int] = frozenset()

    def cell_at(self, row: int, column: int) -> tuple[str, str]:
        """(sheet, A1 address) of a cell of the table."""
        sheet, row, column = self.origin.get((row, column), (self.sheet, row, column))
        return sheet, address(row, column)

    def sheet_row(self, record: int) -> int:
        """The row of the sheet in which a record stands, or begins."""
        row = self.rows[record]
        return self.origin.get((row, min(self.headings)), ("", row, 0))[1]

    def acted_on(self, record: int) -> bool:
        """May a form be made of the record unasked? Not of a hidden or a struck row."""
        return self.rows[record] not in self.hidden and self.rows[record] not in self.struck

    @property
    def corner(self) -> str:
        """The cell at which what concerns the whole table is told."""
        return self.heading_cell(min(self.headings))

    @property
    def spread(self) -> bool:
        """Do columns the layout does not know give items together: one for each 研修分野 or 内容?"""
        return bool(self.layout.spread(self.others))

    def heading_cell(self, column: int) -> str:
        """Address of a column's heading."""
        return self.cell_at(self.header_rows[-1], column)[1]

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
        return self.cell_at(self.rows[record], column)

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

    def keep(self, records: Sequence[int]) -> None:
        """Leave the other records out."""
        kept = set(records)
        self.repeat([int(i in kept) for i in range(len(self.rows))])

    def repeat(self, counts: Sequence[int]) -> None:
        """Make each record stand ``counts[i]`` times: a row that lists several kinds."""
        chosen = [i for i, count in enumerate(counts) for _ in range(count)]
        self.noted = [(chosen.index(i), name, note) for i, name, note in self.noted if counts[i]]
        places: dict[int, list[str]] = {}
        for record, name in self.elsewhere:
            places.setdefault(record, []).append(name)
        self.elsewhere = {
            (new, name): self.elsewhere[old, name]
            for new, old in enumerate(chosen)
            for name in places.get(old, ())
        }
        self.rows = [self.rows[i] for i in chosen]
        self.values = {name: [column[i] for i in chosen] for name, column in self.values.items()}

    def as_read(self) -> TableRead:
        """The table as the report shows it."""
        missing = tuple(self.layout.title(n) for n in self.layout.expected if n not in self.values)
        known = {name: self._letter(column) for name, column in self.at.items()}
        return TableRead(
            self.file,
            self.sheet,
            self.layout.kind,
            () if self.origin else self.header_rows,
            known,
            len(set(self.rows)),
            missing,
            self._unmapped(),
            titles={n: self.headings[c] for n, c in self.at.items()},
            headings={self._letter(c): text for c, text in self.headings.items()},
        )

    def _letter(self, column: int) -> str:
        return self.heading_cell(column).rstrip("0123456789")

    def beside(self) -> TableRead:
        """The table where it stands beside those that are checked: named, and no more."""
        return replace(self.as_read(), rows=0, missing=(), unmapped=(), checked=False)

    def _unmapped(self) -> tuple[tuple[str, str, str], ...]:
        """(cell, heading, "") of headings over values that neither the layout nor the check knows."""
        return tuple(
            (self.heading_cell(column), heading, "")
            for column, heading in self.others.items()
            if column not in self.understood
            and meaning(heading) != ASIDE
            and any(not is_blank(self.grid.value(row, column)) for row in self.rows)
        )
