"""Which column is what (割り当て): the best assignment of columns to items over the whole table, not the first hit.

Words of the heading and cells below it give every pair of column and item a score; each item is given to one column
and each column to one item so that the sum of the scores is the largest that exchanges of two can reach.
"""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from typing import TypeVar

ENOUGH = 5.0  # a pair below this is no pair
KNOWN = 10.0  # a heading that names the item as a whole
CELLS = 6.0  # what cells that all suit the item add
AGAINST = 4.0  # what cells that do not suit it take away
APART = 2.0  # two readings closer than this are asked about
Item = TypeVar("Item", bound=Hashable)


def assign(scores: Mapping[int, Mapping[Item, float]]) -> dict[int, Item]:
    """Column → item. ``scores[column][item]``; pairs below ``ENOUGH`` are left out, of equals the left column wins."""
    pairs = [
        (-score, column, order, item)
        for column, items in scores.items()
        for order, (item, score) in enumerate(items.items())
        if score >= ENOUGH
    ]
    chosen: dict[int, Item] = {}
    taken: set[Item] = set()
    for _, column, _, item in sorted(pairs, key=lambda p: p[:3]):
        if column not in chosen and item not in taken:
            chosen[column] = item
            taken.add(item)
    while _improve(scores, chosen):
        pass
    return chosen


def _improve(scores: Mapping[int, Mapping[Item, float]], chosen: dict[int, Item]) -> bool:
    """Let one column take another's item where that one has a good second choice and the sum grows."""
    holder = {item: column for column, item in chosen.items()}
    for column, items in scores.items():
        now = _score(scores, column, chosen.get(column))
        for item, score in items.items():
            other = holder.get(item)
            if score < ENOUGH or other is None or other == column:
                continue
            free = {i for i in scores[other] if i not in holder or i == chosen.get(column)} - {item}
            second = max(free, key=lambda i: _score(scores, other, i), default=None)
            before = now + _score(scores, other, item)
            if score + _score(scores, other, second) > before + 1e-9:
                chosen.pop(other)
                chosen[column] = item
                if second is not None and _score(scores, other, second):
                    chosen[other] = second
                return True
    return False


def _score(scores: Mapping[int, Mapping[Item, float]], column: int, item: Item | None) -> float:
    """A pair's score, 0 where it is none."""
    score = scores[column].get(item, 0.0) if item is not None else 0.0
    return score if score >= ENOUGH else 0.0
