"""付番: which rows of a roster want a 修了証番号, and the next ones by the workbook alone (Guideline 5(2), 別添2).

Nothing here writes: the caller puts ``Given.number`` into blank cells. A number stands in at most one row; a row
with a 誤り, a person who already holds the field and a person who cannot be told from a namesake get none, and are
named.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from validators.findings import Finding
from validators.numbers import certificate
from validators.numbers.certificate import LAST_SEQUENCE, SEQUENCE_WIDTH, CertificateNumber
from validators.person import Person
from validators.problems import InvalidValue, Problem
from validators.profile import Profile
from validators.reading import Note
from validators.text import is_blank
from validators.values import names
from workbooks.a1 import position
from workbooks.roster import check as checks
from workbooks.roster.read import Table
from workbooks.roster.receiving import body_of
from workbooks.roster.records import RosterRecord, Understood

_LATE = 366  # days after the completion from which the PC's date alone does not decide the year
_FIRST_YEAR = 2017  # the notice is of 1 April 2017


@dataclass(frozen=True, slots=True)
class NumberingOrder:
    """What the clerk asked for.

    issued_on  発行年月日 where a row has none of its own; None: ``today``
    agency     研修実施機関番号 where the roster names none
    again      number also persons who already hold the field (the clerk said yes)
    again_rows such persons by their cell, e.g. 名簿!I3 or I3 · reason: why, for the register
    """

    profile: Profile
    today: dt.date
    issued_on: dt.date | None = None
    agency: int | None = None
    again: bool = False
    again_rows: frozenset[str] = frozenset()
    reason: str = ""

    def takes_again(self, row: RosterRecord) -> bool:
        """Did the clerk say yes to a second number in this row?"""
        return self.again or not self.again_rows.isdisjoint(cells_of(row))

    @property
    def scope(self) -> str:
        """Which numbers share a sequence, as the profile says."""
        scope: str = self.profile.numbers.sequence_scope
        return scope


def cells_of(row: RosterRecord) -> tuple[str, str]:
    """The cell of the number, with and without its sheet: 名簿!I3, I3."""
    cell = row.cell("certificate_number")
    return cell, cell.rpartition("!")[2]


@dataclass(frozen=True, slots=True)
class Wanted:
    """A row that is complete and has no number. ``issued`` decides the year in the number."""

    row: RosterRecord
    prefecture: int
    issued: dt.date
    agency: int
    kind: int

    @property
    def series(self) -> str:
        """PP YY AAK. Raises Problem where a part does not fit its digits."""
        try:
            return certificate.prefix(self.prefecture, self.issued.year, self.agency, self.kind)
        except InvalidValue as error:
            raise Problem("numbering-part", fault=str(error).rstrip("。")) from None

    @property
    def keys(self) -> frozenset[tuple[object, ...]]:
        """What makes two rows the same person in the same field."""
        return _keys(self.kind, self.row)


@dataclass(frozen=True, slots=True)
class Given:
    """The number a row gets."""

    wanted: Wanted
    number: str


@dataclass(frozen=True, slots=True)
class Left:
    """A row without a number that gets none; ``why`` becomes a sentence at the door."""

    row: RosterRecord
    why: Note


@dataclass(frozen=True, slots=True)
class Choice:
    """The rows to number and the rows left, in the order of the sheets.

    standing  every number that stands in the tables already
    damaged   the last five digits of numbers nobody can read: a new number may be none of them
    """

    wanted: Sequence[Wanted]
    not_numbered: Sequence[Left]
    standing: Sequence[CertificateNumber]
    damaged: frozenset[int]


def choose(tables: Sequence[Table], order: NumberingOrder) -> Choice:
    """Checks the tables and chooses the rows to number. Raises Problem when the prefecture is not to be known."""
    read = Understood(tables, order.profile, order.today)
    _rows_named(read, order)
    bad = _faulty_rows(read)
    standing = [row.number for row in read.records if row.number]
    prefecture = order.profile.prefecture or _only_prefecture(standing)
    if prefecture is None:
        raise Problem("numbering-prefecture-unknown")
    chosen: list[Wanted] = []
    not_numbered: list[Left] = []
    held = _held(read)
    bodies = {id(table): order.agency or body_of(table) for table in tables}
    for row in read.records:
        if row.state("certificate_number") != "blank":
            continue
        one = bad.get(_line(row)) or _wanted(row, prefecture, bodies[id(row.table)], order)
        if not row.table.acted_on(row.index):
            one = Note("row-left-alone")
        if isinstance(one, Note):
            not_numbered.append(Left(row, one))
        elif not one.keys:
            not_numbered.append(Left(row, Note("numbering-row-unidentified")))
        elif one.keys & held and not order.takes_again(row):
            not_numbered.append(Left(row, Note("numbering-row-held")))
        else:
            chosen.append(one)
            held |= one.keys
    return Choice(chosen, not_numbered, standing, read.unread_sequences)


def _rows_named(read: Understood, order: NumberingOrder) -> None:
    """Every cell named for a second number is a row of the roster. Raises Problem."""
    known = {cell for row in read.records for cell in cells_of(row)} if order.again_rows else ()
    if unknown := sorted(order.again_rows.difference(known)):
        raise Problem("numbering-again-row", cell=unknown[0])


def _possible_year(issued: dt.date, today: dt.date) -> bool:
    """Can a certificate be of this year? From the scheme's first on, and no further ahead than the next."""
    return _FIRST_YEAR <= issued.year <= today.year + 1


def assign(choice: Choice, scope: str = "series") -> list[Given]:
    """The next numbers by the workbook alone. Raises Problem when a sequence would pass 99999;
    nothing rolls over."""
    ends: dict[str, int] = {}
    width = SEQUENCE_WIDTH[scope]
    for number in choice.standing:
        start = number.text[:width]
        ends[start] = max(ends.get(start, 0), number.sequence)
    given = []
    for one in choice.wanted:
        start = one.series[:width]
        sequence = ends.get(start, 0) + 1
        while sequence in choice.damaged:  # a damaged number of the roster may be this one
            sequence += 1
        if sequence > LAST_SEQUENCE:
            raise Problem("numbering-full", start=start, last=LAST_SEQUENCE)
        ends[start] = sequence
        given.append(Given(one, f"{one.series}{sequence:05}"))
    return given


def _faulty_rows(read: Understood) -> dict[tuple[str, str, int], Note]:
    """The first 誤り of each row that has one, as the reason why it gets no number."""
    bad: dict[tuple[str, str, int], Note] = {}
    for f in checks.check_understood(read).findings:
        if f.severity != "error" or f.rule in ("number-missing", "column-missing"):
            continue
        for cell in f.cells or (f.cell,):  # a habit is told once, at the heading
            bad.setdefault((f.file, f.sheet, position(cell)[0]), _faulty(f))
    return bad


def _faulty(f: Finding) -> Note:
    params = {"heading": f.heading, "message": f.message.rstrip("。")}
    return Note("numbering-row-faulty", params)


def _line(row: RosterRecord) -> tuple[str, str, int]:
    return row.table.file, row.table.sheet, row.row


def _keys(kind: int, row: RosterRecord) -> frozenset[tuple[object, ...]]:
    # Within one file a number without its registrar is compared as it stands.
    number = row.registration.text if row.registration else ""
    person = Person(names.name_key(row.name), row.birth_date, number)
    return frozenset((kind, *key) for key in person.keys)


def _wanted(
    row: RosterRecord, prefecture: int, usual: int | None, order: NumberingOrder
) -> Wanted | Note:
    """The row as ``Wanted``, or why it cannot be numbered."""
    kind, done = row.field, row.completed_on
    if not is_blank(row.raw("certificate_number")):
        return Note("numbering-row-written", {"value": row.text("certificate_number").strip()})
    if kind is None:
        return Note("numbering-row-field")
    if done is None:
        return Note("numbering-row-completed")
    issued = row.issued_on or order.issued_on
    if issued is None and (order.today - done).days > _LATE:
        # nobody said when it is issued, and the PC's clock may be wrong by years
        return Note("numbering-row-clock", {"today": order.today, "completed": done})
    issued = issued or order.today
    if issued < done:
        return Note("numbering-row-issued-early", {"issued": issued, "completed": done})
    number = row.agency or usual
    if number is None:
        return Note("numbering-row-agency")
    if not _possible_year(issued, order.today):
        return Note("numbering-row-year", {"date": issued})
    return Wanted(row, prefecture, issued, number, kind.number)


def _held(read: Understood) -> frozenset[tuple[object, ...]]:
    """Person and field of every row that has a number, readable or not."""
    found: set[tuple[object, ...]] = set()
    for row in read.records:
        if row.state("certificate_number") in ("read", "unread"):
            found |= _keys(row.field.number if row.field else 0, row)
    return frozenset(found)


def _only_prefecture(numbers: Sequence[CertificateNumber]) -> int | None:
    """The prefecture of all numbers, None where they are of several or there are none."""
    found = {number.prefecture for number in numbers}
    return found.pop() if len(found) == 1 else None
