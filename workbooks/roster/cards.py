"""Cards (カード形式): label and value beside each other, one person a card, a sheet, or a column.

Cards stand below or beside each other; a card begins where its first label stands again. Where one column holds the
labels and several columns hold values, every column is a person.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from validators.text import is_blank
from workbooks.grid import Grid, Value
from workbooks.tables.evidence import TESTS
from workbooks.tables.find import FoundTable
from workbooks.tables.groups import Group
from workbooks.tables.headings import PERSON, TITLES, meaning
from workbooks.tables.table import STANDS_FOR, Table

_LEAST = 4  # different items a card gives
_LEAST_ABOVE = 2  # items of a person that stands above a list of completions


@dataclass(slots=True)
class Card:
    """One person's values and where they stand."""

    row: int
    values: dict[str, Value] = field(default_factory=dict)
    at: dict[str, tuple[int, int]] = field(default_factory=dict)
    labels: dict[str, str] = field(default_factory=dict)

    @property
    def complete(self) -> bool:
        """Is it a person with a completion, and no blank form?"""
        proof = ("certificate_number", "completed_on")
        given = {name for name, value in self.values.items() if not is_blank(value)}
        return len(self.values) >= _LEAST and "name" in given and any(p in given for p in proof)


@dataclass(frozen=True, slots=True)
class _Label:
    row: int
    column: int
    name: str
    text: str


def read_cards(file: str, grid: Grid, expected: Sequence[str]) -> list[Table]:
    """The cards of a sheet as one table, [] where the sheet holds none."""
    labels = _labels(grid)
    if len({one.name for one in labels}) < _LEAST:
        return []
    cards = _columns_of_people(grid, labels) or _cards(grid, labels)
    cards = [card for card in cards if card.complete]
    persons = [card for card in cards if TESTS["name"](card.values["name"]) >= 0.3]
    if not cards or len(persons) * 2 <= len(cards):
        return []  # a list of instructions (項目 / 書き方 / 例) has labels and values too
    names = list(dict.fromkeys(n for card in cards for n in card.values))
    first = cards[0]
    at = {name: number for number, name in enumerate(names, 1)}
    headings = {at[n]: card.labels[n] for card in reversed(cards) for n in card.labels}
    table = Table(file, grid.sheet, (), headings, (Group(at),), {}, (), (), grid.date_1904)
    table.virtual = {at[n]: place[1] for card in reversed(cards) for n, place in card.at.items()}
    table.rows = [card.row for card in cards]
    table.group_of = [0] * len(cards)
    table.values = {n: [card.values.get(n, "") for card in cards] for n in names}
    for record, card in enumerate(cards):
        for name, place in card.at.items():
            table.places[record, name] = place
        for name in names:
            table.places.setdefault((record, name), first.at.get(name, (card.row, 1)))
            if name not in card.at:
                table.places[record, name] = card.at["name"]
    table.missing = tuple(
        n for n in expected if not any(one in table.values for one in STANDS_FOR.get(n, (n,)))
    )
    return [table]


def person_above(table: Table, found: FoundTable) -> None:
    """A person printed once above the list of what he or she completed (履歴票): each row is that person's."""
    if any(name in table.values for name in ("name", "family_name", "kana", "birth_date")):
        return
    above = [
        cells for row, cells in enumerate(found.grid.rows, found.grid.top) if row in found.above
    ]
    labels = _labels(replace(found.grid, rows=above, top=found.above.start)) if above else []
    places = {(one.row, one.column) for one in labels}
    read: dict[str, tuple[Value, tuple[int, int]]] = {}
    for label in labels:
        if label.name in PERSON and label.name not in table.values:
            read.setdefault(label.name, _value(found.grid, label, places))
    if len(read) < _LEAST_ABOVE or is_blank(read.get("name", ("",))[0]):
        return
    for name, (value, place) in read.items():
        table.values[name] = [value] * len(table.rows)
        for record in range(len(table.rows)):
            table.places[record, name] = place


def _labels(grid: Grid) -> list[_Label]:
    """Cells that are the label of an item, in reading order."""
    found = []
    for i, cells in enumerate(grid.rows):
        for j, value in enumerate(cells):
            if isinstance(value, str) and 0 < len(value) <= 40:
                name = meaning(value.rstrip(":： "))
                if name in TITLES:
                    found.append(_Label(grid.top + i, grid.left + j, name, value.strip()))
    return found


def _value(
    grid: Grid, label: _Label, labels: set[tuple[int, int]]
) -> tuple[Value, tuple[int, int]]:
    """The value right of a label, up to the next label; the blank cell beside it where nothing stands."""
    cells = grid.rows[label.row - grid.top]
    for column in range(label.column + 1, grid.left + len(cells)):
        if (label.row, column) in labels:
            break
        value = grid.value(label.row, column)
        if not is_blank(value):
            if isinstance(value, str) and meaning(value):
                break
            return value, (label.row, column)
    return "", (label.row, label.column + 1)


def _cards(grid: Grid, labels: Sequence[_Label]) -> list[Card]:
    """A card reaches from one place of its first label to the next, below and beside it."""
    often = Counter(one.name for one in labels)
    start = next(one.name for one in labels if often[one.name] == max(often.values()))
    places = {(one.row, one.column) for one in labels}
    starts = [one for one in labels if one.name == start]
    bands = sorted({one.column for one in starts})
    cards = {(one.row, one.column): Card(one.row) for one in starts}
    for label in labels:
        band = max((c for c in bands if c <= label.column), default=bands[0])
        rows = [one.row for one in starts if one.column == band and one.row <= label.row]
        if not rows:
            rows = [min(one.row for one in starts if one.column == band)]
        card = cards[max(rows), band]
        if label.name not in card.values:
            value, place = _value(grid, label, places)
            card.values[label.name], card.at[label.name] = value, place
            card.labels[label.name] = label.text
    return list(cards.values())


def _columns_of_people(grid: Grid, labels: Sequence[_Label]) -> list[Card]:
    """People in columns: the labels stand in one column, and two columns or more beside it are filled."""
    columns = Counter(one.column for one in labels)
    column, count = columns.most_common(1)[0]
    own = {one.name: one for one in reversed(labels) if one.column == column}
    if count < len(labels) or count != len(own):
        return []
    width = max(len(grid.rows[one.row - grid.top]) for one in own.values()) + grid.left
    cards = []
    for person in range(column + 1, width):
        card = Card(min(one.row for one in own.values()))
        for name, label in own.items():
            card.values[name] = grid.value(label.row, person) or ""
            card.at[name] = (label.row, person)
            card.labels[name] = label.text
        if sum(not is_blank(v) for v in card.values.values()) >= _LEAST:
            cards.append(card)
    return cards if len(cards) > 1 else []
