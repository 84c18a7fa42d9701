"""Cards (カード形式): label and value beside each other, one person a card, a sheet, or a column.

Cards stand below or beside each other; a card begins where its first label stands again. Where one column holds the
labels and several columns hold values, every column is a person. Cards become the rows of a table with the labels as
headings, which is read as every other table is.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from validators.text import is_blank
from workbooks.grid import Grid, Value
from workbooks.tables.cards import Card, cards_of, value_beside
from workbooks.tables.evidence import TESTS
from workbooks.tables.find import FoundTable
from workbooks.tables.headings import PARTS, PERSON, TITLES, Heading, meaning
from workbooks.tables.labels import Label, labels_of
from workbooks.tables.table import Table

_LEAST = 4  # different items a card gives
_MOST = 200  # labels; a sheet with more different ones is a list of something else
_LEAST_ABOVE = 2  # items of a person that stands above a list of completions
_PROOFS = ("certificate_number", "birth_date", "completed_on", "registration_number")


@dataclass(frozen=True, slots=True)
class Cards:
    """The cards of a sheet, and the table they make: a row for each card, a column for each label."""

    found: FoundTable
    cards: Sequence[Card]

    def settle(self, table: Table) -> bool:
        """Give every record of the table its own cells; False where the cards are no persons."""
        names = table.values.get("name", [])
        persons = [v for v in names if TESTS["name"](v) >= 0.3]
        if not persons or len(persons) * 2 < len(names):
            return False  # a list of instructions (項目 / 書き方 / 例) has labels and values too
        if not {"certificate_number", "completed_on"} & set(table.values):
            return False
        cards = [self.cards[row - 1] for row in table.rows]
        labels = {h.column: h.text for h in self.found.headings}
        at = {n: labels[c] for n, c in table.groups[0].at.items() if c in labels}
        for record, card in enumerate(cards):
            beside = next(iter(card.at.values()))
            beside = card.at.get(at.get("name", ""), beside)
            for name in (*at, *table.values):
                table.places[record, name] = card.at.get(at.get(name, ""), beside)
        table.rows = [card.row for card in cards]
        table.virtual = {c: place[1] for c, place in self.found.labels.items()}
        table.anchors = {}
        table.told = [one for one in table.told if one[2].rule != "rows-prepared"]
        return True


def find_cards(grid: Grid) -> Cards | None:
    """The cards of a sheet, None where it holds none."""
    labels = labels_of(grid)
    if len({m for one in labels if (m := one.item) in TITLES or m in PARTS}) < _LEAST:
        return None
    cards = _columns_of_people(grid, labels) or cards_of(grid, labels, meaning)
    cards = [c for c in cards if sum(not is_blank(v) for v in c.values.values()) >= 2]
    texts = list(dict.fromkeys(text for card in cards for text in card.values))
    if not cards or not _LEAST <= len(texts) <= _MOST:
        return None
    first = {one.text: one for one in reversed(labels)}
    headings = tuple(Heading(n, first[text].labels) for n, text in enumerate(texts, 1))
    rows = [[card.values.get(text, "") for text in texts] for card in cards]
    found = FoundTable(
        replace(grid, rows=rows, top=1, left=1, merges=()),
        (),
        headings,
        range(1, 1),
        range(1, len(rows) + 1),
        labels={n: (first[text].row, first[text].column) for n, text in enumerate(texts, 1)},
    )
    return Cards(found, cards)


def person_above(table: Table, found: FoundTable) -> None:
    """A person printed once above the list of what he or she completed (履歴票): each row is that person's."""
    if any(name in table.values for name in ("name", "family_name", "kana", "birth_date")):
        return
    above = [
        cells for row, cells in enumerate(found.grid.rows, found.grid.top) if row in found.above
    ]
    labels = labels_of(replace(found.grid, rows=above, top=found.above.start)) if above else []
    places = {(one.row, one.column) for one in labels}
    read: dict[str, tuple[Value, tuple[int, int]]] = {}
    for label in labels:
        if label.item in PERSON and label.item not in table.values:
            read.setdefault(label.item, value_beside(found.grid, label, places, meaning))
    if len(read) < _LEAST_ABOVE or is_blank(read.get("name", ("",))[0]):
        return
    for name, (value, place) in read.items():
        table.values[name] = [value] * len(table.rows)
        for record in range(len(table.rows)):
            table.places[record, name] = place


def _columns_of_people(grid: Grid, labels: Sequence[Label]) -> list[Card]:
    """People in columns: the labels stand in one column, and two columns or more beside it are filled."""
    column, count = Counter(one.column for one in labels).most_common(1)[0]
    by_name = {one.text: one for one in reversed(labels) if one.column == column}
    if count < len(labels) or count != len(by_name):
        return []
    width = max(len(grid.rows[one.row - grid.top]) for one in by_name.values()) + grid.left
    cards = []
    for person in range(column + 1, width):
        card = Card(min(one.row for one in by_name.values()))
        for text, label in reversed(by_name.items()):
            card.values[text] = grid.value(label.row, person) or ""
            card.at[text] = (label.row, person)
        filled = [v for v in card.values.values() if not is_blank(v)]
        if len(filled) >= _LEAST and any(TESTS[p](v) > 0 for v in filled for p in _PROOFS):
            cards.append(card)
    return cards if len(cards) > 1 else []
