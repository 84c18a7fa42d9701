"""Cards (カード形式): label and value beside each other; cards stand below or beside each other, and one begins where
its first label stands again."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from validators.text import is_blank
from workbooks.grid import Grid, Value
from workbooks.tables.labels import Label

Place = tuple[int, int]
IsLabel = Callable[[str], object]


@dataclass(slots=True)
class Card:
    """One person's values by their labels, and where each stands."""

    row: int
    values: dict[str, Value] = field(default_factory=dict)
    at: dict[str, Place] = field(default_factory=dict)


def cards_of(grid: Grid, labels: Sequence[Label], is_label: IsLabel) -> list[Card]:
    """The cards of a sheet: one reaches from one place of its first label to the next, below and beside it."""
    often = Counter(one.text for one in labels)
    start = next(one.text for one in labels if often[one.text] == max(often.values()))
    places = {(one.row, one.column) for one in labels}
    starts = [one for one in labels if one.text == start]
    bands: dict[int, list[int]] = {}  # column → rows where a card begins
    for one in sorted(starts, key=lambda one: (one.column, one.row)):
        bands.setdefault(one.column, []).append(one.row)
    cards = {(one.row, one.column): Card(one.row) for one in starts}
    for label in labels:
        band = max((c for c in bands if c <= label.column), default=min(bands))
        above = bisect_right(bands[band], label.row)
        card = cards[bands[band][max(above - 1, 0)], band]
        if label.text not in card.values:
            card.values[label.text], card.at[label.text] = value_beside(
                grid, label, places, is_label
            )
    usual = _usual_step(labels, list(cards.values()))
    for card in cards.values():  # a blank value is wanted where the others stand
        for text, (row, column) in card.at.items():
            if is_blank(card.values[text]):
                card.at[text] = (row, column - 1 + usual)
    return list(cards.values())


def value_beside(
    grid: Grid, label: Label, labels: set[Place], is_label: IsLabel
) -> tuple[Value, Place]:
    """The value right of a label, up to the next label; the blank cell beside it where nothing stands."""
    if label.said:
        return label.said, (label.row, label.column)
    cells = grid.rows[label.row - grid.top]
    for column in range(label.column + 1, grid.left + len(cells)):
        if (label.row, column) in labels:
            break
        value = grid.value(label.row, column)
        if not is_blank(value):
            if isinstance(value, str) and is_label(value):
                break
            return value, (label.row, column)
    return "", (label.row, label.column + 1)


def _usual_step(labels: Sequence[Label], cards: Sequence[Card]) -> int:
    """How many columns right of its label a value stands, in most cards."""
    columns: dict[tuple[int, str], list[int]] = {}
    for one in labels:
        columns.setdefault((one.row, one.text), []).append(one.column)
    steps = Counter(
        column - left
        for card in cards
        for text, (row, column) in card.at.items()
        if not is_blank(card.values[text])
        for left in columns.get((row, text), ())
    )
    return steps.most_common(1)[0][0] if steps else 1
