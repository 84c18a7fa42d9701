"""付番: which rows of a roster want a 修了証番号, and the next ones by the workbook alone (Guideline 5(2), 別添2).

Nothing here writes: the caller puts ``Given.number`` into blank cells. A number stands in at most one row; a row
with a 誤り, a person who already holds the field and a person who cannot be told from a namesake get none, and are
named.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from validators.findings import Finding
from validators.guideline import fields
from validators.numbers import agency as agency_number
from validators.numbers import certificate, registration
from validators.numbers.certificate import LAST_SEQUENCE, SEQUENCE_WIDTH
from validators.person import Person
from validators.problems import InvalidValue, Problem
from validators.profile import Profile
from validators.reading import Note
from validators.text import is_blank, to_text
from validators.values import dates as wareki
from validators.values import names
from workbooks.a1 import position
from workbooks.roster import check as checks
from workbooks.roster.read import Table
from workbooks.roster.receiving import body_of

_LATE = 366  # days after the completion from which the PC's date alone does not decide the year
_FIRST_YEAR = 2017  # the notice is of 1 April 2017


@dataclass(frozen=True, slots=True)
class NumberingOrder:
    """What the clerk asked for.

    issued_on  発行年月日 where a row has none of its own; None: ``today``
    agency     研修実施機関番号 where the roster names none
    again      number also persons who already hold the field (the clerk said yes)
    """

    profile: Profile
    today: dt.date
    issued_on: dt.date | None = None
    agency: int | None = None
    again: bool = False

    @property
    def scope(self) -> str:
        """Which numbers share a sequence, as the profile says."""
        scope: str = self.profile.numbers.sequence_scope
        return scope


@dataclass(frozen=True, slots=True)
class Wanted:
    """A row that is complete and has no number. ``issued`` decides the year in the number."""

    table: Table
    record: int
    prefecture: int
    issued: dt.date
    agency: int
    kind: int
    name: str
    birth_date: dt.date | None
    registration: str | None

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
        return _keys(self.kind, self.name, self.birth_date, self.registration)


@dataclass(frozen=True, slots=True)
class Given:
    """The number a row gets."""

    wanted: Wanted
    number: str


@dataclass(frozen=True, slots=True)
class Left:
    """A row without a number that gets none; ``why`` becomes a sentence at the door."""

    table: Table
    record: int
    why: Note


def wanted(tables: Sequence[Table], order: NumberingOrder) -> tuple[list[Wanted], list[Left]]:
    """The rows to number and the rows left, in the order of the sheets.

    Raises Problem when the prefecture is not to be known.
    """
    bad = _faulty_rows(tables, order)
    prefecture = order.profile.prefecture or _usual_prefecture(tables)
    if prefecture is None:
        raise Problem("numbering-prefecture-unknown")
    chosen: list[Wanted] = []
    left: list[Left] = []
    held = _held(tables)
    for table in tables:
        usual = order.agency or body_of(table)
        for i in range(len(table.rows)):
            if not is_blank(_cell(table, i, "certificate_number")):
                continue
            if not table.acted_on(i):
                left.append(Left(table, i, Note("row-left-alone")))
                continue
            fault = bad.get((table.file, table.sheet, table.rows[i]))
            if fault is not None:
                left.append(Left(table, i, fault))
                continue
            one = _read(table, i, prefecture, usual, order)
            if isinstance(one, Wanted) and not _possible_year(one.issued, order.today):
                one = Note("numbering-row-year", {"date": one.issued.isoformat()})
            if isinstance(one, Note):
                left.append(Left(table, i, one))
            elif not one.keys:
                left.append(Left(table, i, Note("numbering-row-unidentified")))
            elif one.keys & held and not order.again:
                left.append(Left(table, i, Note("numbering-row-held")))
            else:
                chosen.append(one)
                held |= one.keys
    return chosen, left


def _possible_year(issued: dt.date, today: dt.date) -> bool:
    """Can a certificate be of this year? From the scheme's first on, and no further ahead than the next."""
    return _FIRST_YEAR <= issued.year <= today.year + 1


def assign(rows: Sequence[Wanted], tables: Sequence[Table], scope: str = "series") -> list[Given]:
    """The next numbers by the workbook alone. Raises Problem when a sequence would pass 99999;
    nothing rolls over."""
    ends: dict[str, int] = {}
    width = SEQUENCE_WIDTH[scope]
    for text, sequence in _taken(tables):
        ends[text[:width]] = max(ends.get(text[:width], 0), sequence)
    unread = _unread(tables)
    given = []
    for one in rows:
        start = one.series[:width]
        number = ends.get(start, 0) + 1
        while number in unread:  # a damaged number of the roster may be this one
            number += 1
        if number > LAST_SEQUENCE:
            raise Problem("numbering-full", start=start, last=LAST_SEQUENCE)
        ends[start] = number
        given.append(Given(one, f"{one.series}{number:05}"))
    return given


def standing(tables: Sequence[Table]) -> frozenset[str]:
    """Every number that stands in the tables, twelve digits each."""
    return frozenset(text for text, _ in _taken(tables))


def _faulty_rows(
    tables: Sequence[Table], order: NumberingOrder
) -> dict[tuple[str, str, int], Note]:
    """The first 誤り of each row that has one, as the reason why it gets no number."""
    report = checks.check_rosters(tables, order.profile, order.today)
    bad: dict[tuple[str, str, int], Note] = {}
    for f in report.findings:
        if f.severity == "error" and f.rule not in ("number-missing", "column-missing"):
            bad.setdefault((f.file, f.sheet, position(f.cell)[0]), _faulty(f))
    return bad


def _faulty(f: Finding) -> Note:
    params = {"heading": f.heading, "message": f.message.rstrip("。")}
    return Note("numbering-row-faulty", params)


def _cell(table: Table, i: int, name: str) -> object:
    return table.values[name][i] if name in table.values else None


def _who(table: Table, i: int) -> tuple[str, dt.date | None, str | None]:
    """氏名, 生年月日 and 保育士登録番号 of a row."""
    read = registration.read(_cell(table, i, "registration_number")).value
    return (
        to_text(_cell(table, i, "name")),
        wareki.read_date(_cell(table, i, "birth_date")).value,
        read.text if read else None,
    )


def _keys(
    kind: int, name: str, birth_date: dt.date | None, number: str | None
) -> frozenset[tuple[object, ...]]:
    # Within one file a number without its registrar is compared as it stands.
    own = Person(names.name_key(name), birth_date, number or "")
    return frozenset((kind, *key) for key in own.keys)


def _read(
    table: Table, i: int, prefecture: int, usual: int | None, order: NumberingOrder
) -> Wanted | Note:
    """The row as ``Wanted``, or why it cannot be numbered."""
    kind = fields.read(_cell(table, i, "field")).value
    done = wareki.read_date(_cell(table, i, "completed_on")).value
    if kind is None:
        return Note("numbering-row-field")
    if done is None:
        return Note("numbering-row-completed")
    issued = wareki.read_date(_cell(table, i, "issued_on")).value or order.issued_on
    if issued is None and (order.today - done).days > _LATE:
        # nobody said when it is issued, and the PC's clock may be wrong by years
        return Note("numbering-row-clock", {"today": order.today, "completed": done})
    issued = issued or order.today
    if issued < done:
        return Note("numbering-row-issued-early", {"issued": issued, "completed": done})
    number = agency_number.read(_cell(table, i, "agency_number")).value or usual
    if number is None:
        return Note("numbering-row-agency")
    return Wanted(table, i, prefecture, issued, number, kind.number, *_who(table, i))


def _held(tables: Sequence[Table]) -> frozenset[tuple[object, ...]]:
    """Person and field of every row that has a number, readable or not."""
    found: set[tuple[object, ...]] = set()
    for table in tables:
        for i, value in enumerate(table.values.get("certificate_number", ())):
            if not is_blank(value):
                kind = fields.read(_cell(table, i, "field")).value
                found |= _keys(kind.number if kind else 0, *_who(table, i))
    return frozenset(found)


def _taken(tables: Sequence[Table]) -> list[tuple[str, int]]:
    found = []
    for table in tables:
        for value in table.values.get("certificate_number", ()):
            number = certificate.read(value).value
            if number:
                found.append((number.text, number.sequence))
    return found


def _unread(tables: Sequence[Table]) -> frozenset[int]:
    """Last five digits of numbers nobody can read."""
    found = set()
    for table in tables:
        for value in table.values.get("certificate_number", ()):
            if is_blank(value) or certificate.read(value).value:
                continue
            tail = certificate.compact(to_text(value))[-5:]
            if tail.isascii() and tail.isdigit():
                found.add(int(tail))
    return frozenset(found)


def _usual_prefecture(tables: Sequence[Table]) -> int | None:
    counts = Counter(int(text[:2]) for text, _ in _taken(tables))
    return counts.most_common(1)[0][0] if len(counts) == 1 else None
