"""日ごとの出席簿: a sheet for each day that names its people alone, beside the one list that says who they are.

Read together only where that is certain: the list names nobody twice, and everybody on the sheets of the days.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from validators.guideline.attendance import is_session, planned, planned_of_each
from validators.text import to_text
from validators.values.names import name_key
from workbooks.grid import Book
from workbooks.participants.layout import LAYOUT
from workbooks.participants.sessions import session_columns
from workbooks.tables.desk import DeskTable
from workbooks.tables.desk_evidence import PERSON_TESTS
from workbooks.tables.desk_read import read
from workbooks.tables.headings import items, meaning
from workbooks.tables.layout import Layout, columns
from workbooks.tables.units import titles, with_unit

if TYPE_CHECKING:
    from validators.schemas.participants.verdicts import Cell  # brings pandas

_MARK = ("minutes", "presence")  # what a day says of a person
_MORE = frozenset(("birth_date", "registration_number", "field", "certificate_number"))
_DAY = Layout(
    "attendance",
    columns(
        *items("name"),
        ("presence", "出欠", r"出欠(席)?(確認|状況)?|出席(確認|状況)?|受講(の有無|確認)|参加"),
        *((c.name, c.title, c.pattern) for c in LAYOUT.columns if c.name in ("minutes", "number")),
    ),
    (frozenset(("name",)), frozenset(_MARK)),
    label=("name", "number"),
    tests=PERSON_TESTS,
    of_people=True,
)


@dataclass(frozen=True, slots=True)
class Day:
    """The sheet of one day, the list whose people it names, and its rows: 照合キー of a name → its record."""

    table: DeskTable
    people: DeskTable
    rows: Mapping[str, int]


def with_days(book: Book, tables: Sequence[DeskTable]) -> tuple[list[DeskTable], list[Day]]:
    """The tables of a book without the sheets of single days, and these; all the tables where nothing is certain."""
    named = [grid for grid in book.grids if is_session(grid.sheet)]
    others = [t for t in tables if t.sheet not in {grid.sheet for grid in named}]
    lists = [t for t in others if "name" in t.values and _MORE & t.values.keys()]
    if not named or len(lists) != 1 or "minutes" in lists[0].values or session_columns(lists[0]):
        return [*tables], []
    read_days = read(replace(book, grids=tuple(named)), _DAY)
    if len({t.sheet for t in read_days}) < len(named) or not all(map(_names_alone, read_days)):
        return [*tables], []
    everybody = {*_keys(lists[0])}
    days = [Day(t, lists[0], {key: i for i, key in enumerate(_keys(t))}) for t in read_days]
    known = all(one.rows.keys() <= everybody for one in days)
    once = all(len(one.rows) == len(one.table.rows) for one in days)
    if not known or not once or len(everybody) < len(lists[0].rows):
        return [*tables], []
    for one in days:
        with_unit(one.table, "minutes")
    return others, days


def _keys(table: DeskTable) -> list[str]:
    return [name_key(to_text(v)) for v in table.values.get("name", ())]


def _names_alone(table: DeskTable) -> bool:
    return not _MORE & {meaning(text) for text in table.headings.values()}


def cells_of(table: DeskTable, days: Sequence[Day]) -> list[list[Cell]]:
    """What the sheets of the days say of each record of a list; who is not on one of them is asked about there."""
    from validators.schemas.participants.verdicts import Cell  # brings pandas

    rows: list[list[Cell]] = [[] for _ in table.rows]
    keys = _keys(table)
    for number, one in enumerate(day for day in days if day.people is table):
        day, name = one.table, f"day {number}"
        mark = next(item for item in _MARK if item in day.values)
        heading = day.headings[day.at[mark]]
        length = planned(heading) or next(filter(None, map(_length, titles(day))), None)
        table.values[name] = []
        for record, key in enumerate(keys):
            at = one.rows.get(key)
            value = "" if at is None else day.values[mark][at]
            place = (day.sheet, day.corner) if at is None else day.place(at, mark)
            table.values[name].append(value)
            table.elsewhere[record, name] = (*place, heading)
            rows[record].append(Cell(day.sheet, length, value, name))
    return rows


def _length(title: str) -> int | None:
    return planned_of_each(title) or planned(title)
