"""Table (読んだ表): the records of one table that know their cells."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from validators.findings import Fact, TableRead
from validators.reading import Note
from workbooks.a1 import address, column_letter
from workbooks.grid import Value
from workbooks.tables.groups import Group
from workbooks.tables.headings import DATE_PARTS, DATES, NUMBER_PARTS, TITLES
from workbooks.tables.home import ADDRESS_PARTS
from workbooks.tables.places import heights

# A value joined from several cells is corrected in the first of them.
STANDS_FOR: dict[str, tuple[str, ...]] = {
    "name": ("name", "family_name", "given_name"),
    "kana": ("kana", "family_kana", "given_kana"),
    "address": ("address", *ADDRESS_PARTS),
    "registration_number": ("registration_number", "registration_prefecture"),
    "municipality": ("municipality", "employer_address"),
    "certificate_number": ("certificate_number", *NUMBER_PARTS),
    **{date: (date, *(f"{date}{part}" for part in DATE_PARTS)) for date in DATES},
}
# The other way round: the part of a value → the whole.
STANDS_AS = {part: whole for whole, parts in STANDS_FOR.items() for part in parts[1:]}
_WHOLE = STANDS_AS | {name: name for name in ("family_name", "given_name")}


@dataclass(slots=True)
class Table:
    """The records of one table. ``values[canonical][i]`` is the raw cell of record i, which stands
    in sheet row ``rows[i]``.

    anchors   (row, column) of a merged, moved or joined cell → the cell of the sheet that holds it
    places    (record, canonical name) → cell, for records that are not rows (cards)
    virtual   column the sheet does not have → the sheet's column
    told      (cell, heading, note): what is told at a heading or a title
    noted     (record, canonical name, note): what the reader itself found at one value
    facts     what titles, sheet names and section rows said
    beside    tables of the same book that are of another kind, not checked
    silent    (record, canonical name) whose faults are not told, for another finding says why; "" is every name
    everybody  are people without a completion records as well, of a list with a column for each 研修分野?
    joined    columns whose cells do not hold one value each: nothing is written into them
    unbelieved  items a title gave that the rows contradict    titles  the texts above the table
    hidden, struck  sheet rows of records that nobody sees, or that are struck out
    """

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
    anchors: dict[tuple[int, int], tuple[int, int]] = field(default_factory=dict)
    places: dict[tuple[int, str], tuple[int, int]] = field(default_factory=dict)
    virtual: Mapping[int, int] = field(default_factory=dict)
    told: list[tuple[str, str, Note]] = field(default_factory=list)
    noted: list[tuple[int, str, Note]] = field(default_factory=list)
    facts: list[Fact] = field(default_factory=list)
    beside: list[TableRead] = field(default_factory=list)
    silent: set[tuple[int, str]] = field(default_factory=set)
    joined: set[int] = field(default_factory=set)
    everybody: bool = False
    unbelieved: set[str] = field(default_factory=set)
    titles: tuple[str, ...] = ()
    hidden: frozenset[int] = frozenset()
    struck: frozenset[int] = frozenset()

    def acted_on(self, record: int) -> bool:
        """May a number or a certificate be made for the record unasked? Not for a hidden or a struck row."""
        return self.rows[record] not in self.hidden and self.rows[record] not in self.struck

    def sheet_row(self, record: int) -> int:
        """The row of the sheet in which a record stands."""
        return self.rows[record]

    @property
    def columns(self) -> dict[str, str]:
        """Canonical name → column letter of the first group that has it."""
        out: dict[str, str] = {}
        for group in self.groups:
            for name, column in sorted(group.at.items(), key=lambda at: at[0] not in TITLES):
                whole = _WHOLE.get(name, name)
                if whole in TITLES:
                    out.setdefault(whole, column_letter(self.virtual.get(column, column)))
        return out

    @property
    def corner(self) -> str:
        """The cell at which what concerns the whole table is told."""
        row = self.header_rows[-1] if self.header_rows else min(self.rows, default=1)
        return address(row, min(self.headings, default=1))

    def heading_cell(self, column: int) -> str:
        """Address of a column's heading; the first record's cell where the table has none."""
        row = self.header_rows[-1] if self.header_rows else min(self.rows, default=1)
        return address(row, self.virtual.get(column, column))

    def has(self, name: str) -> bool:
        """Does the table give this value at all, in a column or above the table?"""
        return name in self.values

    def cell(self, record: int, name: str) -> str:
        """A1 address of the cell to correct for one value of one record."""
        if self.places and (known := self._place(record, name)):
            return address(*known)
        row, column = self.rows[record], self._column(record, name)
        if self.anchors:
            row, column = self.anchors.get((row, column), (row, column))
        return address(row, self.virtual.get(column, column))

    def heights(self, name: str) -> Mapping[str, int]:
        """Column letters → how many cells of that column hold the records' values."""
        marked = name == "field" and "mark" in self.groups[0].at
        if self.places or self.anchors or len(self.groups) > 1 or marked:
            return heights(self, name)
        column = self._column(0, name)
        return {column_letter(self.virtual.get(column, column)): len(set(self.rows))}

    def _place(self, record: int, name: str) -> tuple[int, int] | None:
        for candidate in STANDS_FOR.get(name, (name,)):
            if (record, candidate) in self.places:
                return self.places[record, candidate]
        at = self.groups[self.group_of[record]].at
        if self.header_rows and any(
            n in at for n in ("certificate_number", "name", "completed_on")
        ):
            return None  # a list with its rows; only the person above it stands elsewhere
        for candidate in ("certificate_number", "name"):
            if (record, candidate) in self.places:
                return self.places[record, candidate]
        return None

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
        if name in at:
            return at[name]
        for candidate in STANDS_FOR.get(name, ()):
            if candidate in at:
                return at[candidate]
        if name == "field" and "mark" in at and self.values["field"][record]:
            return at["mark"]
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
            headings={column_letter(self.virtual.get(c, c)): t for c, t in self.headings.items()},
        )
