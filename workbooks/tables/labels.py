"""Labels (見出しと値の組): cells that name the item whose value stands right of them, as forms and cards print it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from validators.guideline import fields
from validators.text import is_blank, normalize
from workbooks.grid import Grid, Value
from workbooks.tables.headings import PARTS, TITLES, meaning
from workbooks.tables.words import surest

_LONGEST = 60  # characters of a label
_OF_A_COLUMN = 3  # known labels that make their column one of labels
_LABEL_AND_VALUE = re.compile(r"\s*([^:\n]{1,30}):\s*(\S.*)", re.DOTALL)
_COLON = re.compile(r"[:：]")
_WIDEST = 8  # filled cells of a row of labels and values

ItemOf = Callable[[Value, bool], str]  # cell, do parts of its label count? → the item


@dataclass(frozen=True, slots=True)
class Label:
    """One label: ``item`` is its canonical name, "" for one that stands among labels and says nothing to us;
    ``parents`` are the labels left of it that it belongs to (勤務先 before 名称)."""

    row: int
    column: int
    item: str
    own: str
    parents: tuple[str, ...] = ()
    said: str = ""  # 氏名：秋山 澄 in one cell

    @property
    def labels(self) -> tuple[str, ...]:
        """From the group to the label itself, as a table has them above each other."""
        return (*self.parents, self.own)

    @property
    def text(self) -> str:
        """The labels on one line."""
        return " ".join(self.labels)


def labels_of(grid: Grid, item: ItemOf | None = None) -> list[Label]:
    """The labels of a sheet in reading order; ``item`` says what a cell is the label of (of a roster's items)."""
    known: dict[tuple[int, int], Label] = {}
    for row, cells in enumerate(grid.rows, grid.top):
        for label in _known(row, grid.left, cells, item or item_of):
            known[label.row, label.column] = label
    for column, count in Counter(label.column for label in known.values()).items():
        if count >= _OF_A_COLUMN:
            _add_unknown(grid, column, known)
    return _grouped(grid, [known[place] for place in sorted(known)])


def _known(row: int, left: int, cells: Sequence[Value], item_at: ItemOf) -> list[Label]:
    """Labels of one row that name an item; what stands right of a label is its value, unless it is one as a whole."""
    found: list[Label] = []
    after_label = False
    for column, value in enumerate(cells, left):
        if is_blank(value):
            continue
        if both := _with_value(value, item_at):
            found.append(replace(both, row=row, column=column))
            after_label = False
            continue
        item = item_at(value, not after_label)
        if item:
            found.append(Label(row, column, item, normalize(str(value)).rstrip(": ")))
        after_label = bool(item)
    return found


def _with_value(value: Value, item_at: ItemOf) -> Label | None:
    """A label that has its value behind a colon in its own cell, its place still to be said."""
    if not isinstance(value, str) or not _COLON.search(value):
        return None
    both = _LABEL_AND_VALUE.fullmatch(normalize(value))
    item = item_at(both[1], False) if both else ""
    return Label(0, 0, item, both[1].strip(), said=both[2].strip()) if both and item else None


def item_of(value: Value, by_words: bool) -> str:
    """The item a cell is the label of, "" for none. ``by_words``: do parts of the label count?"""
    if not isinstance(value, str) or not 0 < len(value) <= _LONGEST:
        return ""
    text = value.rstrip(":： 　")
    known = meaning(text)
    if known in TITLES or known in PARTS:
        return known
    if known or not by_words or re.search(r"\d{2}", normalize(text)) or fields.named(text):
        return ""
    return surest(text)


def _add_unknown(grid: Grid, column: int, known: dict[tuple[int, int], Label]) -> None:
    """Texts in a column of labels that say nothing to us, with a value right of them or where they stand again."""
    rows = [row for row, c in known if c == column]
    texts = {
        row: normalize(value).rstrip(": ")
        for row in range(min(rows) - _OF_A_COLUMN, max(rows) + _OF_A_COLUMN)
        if isinstance(value := grid.value(row, column), str)
        and not is_blank(value)
        and len(value) <= _LONGEST
        and (row, column) not in known
    }
    valued = {text for row, text in texts.items() if _has_value(grid, row, column, known)}
    for row, text in texts.items():
        if text in valued:
            known[row, column] = Label(row, column, "", text)


def _has_value(grid: Grid, row: int, column: int, known: dict[tuple[int, int], Label]) -> bool:
    """Does something that is no label stand right of the cell?"""
    cells = grid.rows[row - grid.top][column + 1 - grid.left :]
    right = next((c for c, v in enumerate(cells, column + 1) if not is_blank(v)), 0)
    return right > 0 and (row, right) not in known


def _grouped(grid: Grid, labels: list[Label]) -> list[Label]:
    """The labels with their groups: a label whose right neighbour is a label has no value of its own."""
    at = {(one.row, one.column) for one in labels}
    reach = {(m.top, m.left): m.bottom for m in grid.merges if m.left == m.right}
    groups = {
        (one.row, one.column): one
        for one in labels
        if (one.row, one.column + 1) in at and reach.get((one.row, one.column), 0) > one.row
    }
    found = []
    for one in labels:
        place = (one.row, one.column)
        if place in groups:
            continue
        above = [
            g.own
            for (top, column), g in groups.items()
            if column == one.column - 1 and top <= one.row <= reach[top, column]
        ]
        found.append(replace(one, parents=tuple(above)))
    return found


def is_row_of_labels(cells: Sequence[Value]) -> bool:
    """氏名 · 秋山 澄 · 生年月日 · 1988/4/12: labels and their values in turn, which is no row of headings."""
    filled = [v for v in cells if not is_blank(v)]
    if not 2 <= len(filled) <= _WIDEST or len(filled) % 2:
        return False
    sides = [bool(item_of(v, n % 2 == 0)) for n, v in enumerate(filled)]
    return all(sides[::2]) and not any(sides[1::2])
