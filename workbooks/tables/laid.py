"""Tables laid out another way (カード・縦の表): labels down a column, or beside their values, made heading rows
with a row for each record.

An application on a sheet of its own, several below or beside each other, over two sheets (申請書 and 事業計画書), or a
ledger whose rows run downwards become a grid that is read as every other table is; each cell knows where it stands.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from validators.guideline import fields
from validators.text import is_blank, normalize, to_text
from workbooks.a1 import Area
from workbooks.grid import Grid, Value
from workbooks.tables.cards import Card, cards_of
from workbooks.tables.form_titles import form_of
from workbooks.tables.headings import PARTS, meaning
from workbooks.tables.labels import ItemOf, Label, labels_of
from workbooks.tables.layout import Layout
from workbooks.tables.no_record import EXAMPLE

_LEAST = 4  # different items of a card
_LEAST_BESIDE = 3  # of a sheet that belongs to a card on another
_TALLEST = 2000  # rows of a sheet of cards
_LABEL = 60  # characters of a label
_LONGEST = 100  # characters of a label with its value
_FIRST = 60  # rows in which the first card stands
_AMOUNT = re.compile(r"\s*\d+(\.\d+)?\s*(時間|分|コマ|名|人|日)")  # 15時間 is no label of a time
_GROUPS = 2  # columns of group labels before those of the labels
# A sheet of these is about a person, whatever else it says.
_OF_A_PERSON = frozenset(("birth_date", "certificate_number", "registration_number"))

Cell = tuple[int, int]
Rows = list[list[Value]]


@dataclass(frozen=True, slots=True)
class Laid:
    """Heading rows with a row for each record; ``origin``: a cell of it → (sheet, row, column) where it stands."""

    grid: Grid
    origin: Mapping[Cell, tuple[str, int, int]]


@dataclass(frozen=True, slots=True)
class _Sheet:
    """A sheet of labels and values: the labels, and the cards they make."""

    grid: Grid
    labels: Sequence[Label]
    cards: Sequence[Card]

    @property
    def items(self) -> set[str]:
        return {one.item for one in self.labels} - {""}


def laid_out(grids: Sequence[Grid], layout: Layout) -> list[Laid]:
    """The sheets whose labels stand beside their values, each as a table that is still to be read."""
    read = [s for g in grids if len(g.rows) <= _TALLEST and (s := _sheet(g, layout))]
    whole = [sheet for sheet in read if _complete(sheet, layout)]
    parts = [sheet for sheet in read if sheet not in whole and len(sheet.cards) == 1]
    alone = len(whole) == 1 and len(whole[0].cards) == 1
    if parts and (alone or (not whole and _complete_together(parts, layout))):
        return [_carded(_each_once([*whole, *parts]))]
    return [_turned(sheet) or _carded([sheet]) for sheet in whole]


def turned(grid: Grid, layout: Layout) -> Laid | None:
    """A table whose headings stand below each other, with a column for each record; None where most of them are not
    different items, or fewer than three, and where there are fewer than two records."""
    for column in range(grid.left, grid.left + _GROUPS):
        for run in _runs(grid, column, layout):
            width = grid.left + _width(grid, run)
            records = [c for c in range(column + 1, width) if _fills(grid, run, c)]
            if len(records) >= 2:
                return _across(grid, run, (column, *records))
    return None


def _runs(grid: Grid, column: int, layout: Layout) -> Iterator[list[int]]:
    """The rows of labels in a column that name all a table needs. Blank rows may stand between them; a title, or a
    label that came already, begins another table."""
    run: list[int] = []
    known: list[str] = []
    rows = range(grid.top, grid.top + min(len(grid.rows), _FIRST))
    for row in (*(r for r in rows if not is_blank(grid.value(r, column))), 0):
        item = layout.meaning(to_text(grid.value(row, column)))
        if not row or (run and row != run[-1] + 1 and (not item or item in known)):
            items = {*known} - {""}
            enough = len(items) >= _LEAST_BESIDE and 2 * len(items) > len(run)
            if enough and all(items & names for names in layout.needed):
                yield run
            run, known = [], []
        if item or run:
            run, known = [*run, row], [*known, item]


def _across(grid: Grid, run: Sequence[int], columns: Sequence[int]) -> Laid:
    rows = [*_titles(grid, run[0]), *([grid.value(r, c) for r in run] for c in columns)]
    first = len(rows) - len(columns) + 1
    origin = {
        (first + n, j): (grid.sheet, row, column)
        for n, column in enumerate(columns)
        for j, row in enumerate(run, 1)
    }
    return Laid(_plain(grid, rows, ()), origin)


def _width(grid: Grid, rows: Sequence[int]) -> int:
    return max((len(grid.rows[row - grid.top]) for row in rows), default=0)


def _fills(grid: Grid, rows: Sequence[int], column: int) -> bool:
    return sum(not is_blank(grid.value(row, column)) for row in rows) * 2 > len(rows)


def _each_once(sheets: Sequence[_Sheet]) -> list[_Sheet]:
    """The sheets of one filing without the items that an earlier one has given."""
    given: set[str] = set()
    kept = []
    for sheet in sheets:
        labels = [one for one in sheet.labels if one.item not in given]
        values = sheet.cards[0].values
        given |= {one.item for one in labels if one.item and not is_blank(values.get(one.text))}
        kept.append(replace(sheet, labels=labels))
    return kept


def on_sheets(laid: Laid, grids: Sequence[Grid]) -> Grid:
    """The grid with what of the sheets is hidden or struck out, where it has been put."""
    of = {grid.sheet: grid for grid in grids}
    struck: dict[Cell, str] = {}
    hidden: set[int] = set()
    for (row, column), (sheet, at_row, at_column) in laid.origin.items():
        grid = of[sheet]
        if (at_row, at_column) in grid.struck:
            struck[row, column] = grid.struck[at_row, at_column]
        if at_row in grid.hidden_rows or at_column in grid.hidden_columns:
            hidden.add(row)
    return replace(laid.grid, struck=struck, hidden_rows=frozenset(hidden))


def _sheet(grid: Grid, layout: Layout) -> _Sheet | None:
    """The labels of a sheet; None where there are too few, where they are a person's and the layout is of none, or
    where they are of a form made out to somebody."""
    if not _may_be_laid(grid, layout) or (layout.of_people and form_of(grid)):
        return None
    item = _item_of(layout)
    labels = _without_title(grid, labels_of(grid, item))
    items = {one.item for one in labels} - {""}
    person = any(meaning(one.own) in _OF_A_PERSON for one in labels)
    if len(items) < _LEAST_BESIDE or (person and not layout.of_people):
        return None
    cards = cards_of(grid, labels, lambda text: item(text, False))
    said = [c for c in cards if sum(not is_blank(v) for v in c.values.values()) >= _LEAST_BESIDE]
    return _Sheet(grid, labels, said) if said else None


def _may_be_laid(grid: Grid, layout: Layout) -> bool:
    """A quick look at the first rows: do they hold three labels of the layout?"""
    seen = {
        re.split("[:：]", value, maxsplit=1)[0]
        for cells in grid.rows[:_FIRST]
        for value in cells
        if isinstance(value, str) and 0 < len(value) <= _LONGEST
    }
    return len({layout.meaning(text) for text in seen} - {""}) >= _LEAST_BESIDE


def _without_title(grid: Grid, labels: list[Label]) -> list[Label]:
    """The labels without a first line that stands alone: 事業計画書 is what the sheet is called."""
    first = next(
        (n for n, cells in enumerate(grid.rows, grid.top) if not all(map(is_blank, cells))), 0
    )
    alone = first and sum(not is_blank(v) for v in grid.rows[first - grid.top]) == 1
    return [one for one in labels if not alone or one.row != first or one.said]


def _item_of(layout: Layout) -> ItemOf:
    def item(value: Value, by_words: bool) -> str:
        if not isinstance(value, str) or not 0 < len(value) <= _LABEL:
            return ""
        text = str(_bare(value))
        if _AMOUNT.match(normalize(text)):
            return ""
        known = layout.meaning(text)
        if known or not by_words or any(c.isdigit() for c in normalize(text)):
            return known
        if fields.named(text) or meaning(text) in PARTS:
            return ""
        likely = list(layout.hints(text))
        return likely[0] if len(likely) == 1 else ""

    return item


def _complete(sheet: _Sheet, layout: Layout) -> bool:
    return len(sheet.items) >= _LEAST and all(sheet.items & needed for needed in layout.needed)


def _complete_together(sheets: Sequence[_Sheet], layout: Layout) -> bool:
    """Do the sheets of one filing give together what each lacks?"""
    items = set().union(*(sheet.items for sheet in sheets))
    return all(items & needed for needed in layout.needed)


def _turned(sheet: _Sheet) -> Laid | None:
    """A sheet whose labels stand in one column, each once: its columns are the records."""
    grid = sheet.grid
    columns = Counter(one.column for one in sheet.labels)
    last, first = max(columns), min(columns)
    texts = Counter(one.text for one in sheet.labels)
    said = any(one.said for one in sheet.labels)
    if last - first >= _GROUPS or max(texts.values()) > 1 or said:
        return None
    rows = range(min(one.row for one in sheet.labels), max(one.row for one in sheet.labels) + 1)
    places = {(one.row, one.column) for one in sheet.labels}
    groups = {(m.top, m.left) for m in grid.merges if m.left < last and m.bottom > m.top}
    for row in rows:
        before = (c for c in range(first, last + 1) if not is_blank(grid.value(row, c)))
        if any((row, c) not in places | groups for c in before if c < last):
            return None  # values stand between the labels
    width = grid.left + max(len(grid.rows[row - grid.top]) for row in rows)
    start = max(grid.left, last - _GROUPS + 1) if groups else first
    shown = [c for c in range(start, width) if c <= last or not _is_example(grid, rows.start, c)]
    top = _titles(grid, rows.start)
    turned: Rows = [*top]
    origin: dict[Cell, tuple[str, int, int]] = {}
    for column in shown:
        cells = [grid.value(row, column) for row in rows]
        turned.append([_bare(v) for v in cells] if column <= last else cells)
        line = len(turned)
        origin |= {(line, j): (grid.sheet, row, column) for j, row in enumerate(rows, 1)}
    at = {column: len(top) + n for n, column in enumerate(shown, 1)}
    merges = [
        Area(at[m.left], m.top - rows.start + 1, at[m.right], m.bottom - rows.start + 1)
        for m in grid.merges
        if m.top in rows and m.bottom in rows and m.left in at and m.right in at
    ]
    return Laid(_plain(grid, turned, tuple(merges)), origin)


def _bare(value: Value) -> Value:
    """A label without the colon behind it."""
    return value.rstrip(":： 　") if isinstance(value, str) else value


def _is_example(grid: Grid, row: int, column: int) -> bool:
    """Is the column headed 記入例?"""
    heads = (grid.value(above, column) for above in range(max(grid.top, row - 2), row + 1))
    return any(isinstance(v, str) and EXAMPLE.fullmatch(v.strip()) for v in heads)


def _carded(sheets: Sequence[_Sheet]) -> Laid:
    """The cards of a sheet as rows; the one card of each of several sheets as one row."""
    labels = {one.text: one for sheet in reversed(sheets) for one in reversed(sheet.labels)}
    order = list(dict.fromkeys(one.text for sheet in sheets for one in sheet.labels))
    grid = sheets[0].grid
    grouped = any(labels[text].parents for text in order)
    rows: Rows = [*_titles(grid, min(one.row for one in sheets[0].labels))]
    if grouped:
        rows.append(["".join(labels[text].parents) for text in order])
    rows.append([labels[text].own for text in order])
    origin: dict[Cell, tuple[str, int, int]] = {}
    for sheet in reversed(sheets):
        for j, text in enumerate(order, 1):
            if found := next((one for one in sheet.labels if one.text == text), None):
                origin[len(rows), j] = (sheet.grid.sheet, found.row, found.column)
    records = [[(sheet.grid.sheet, sheet.cards[0]) for sheet in sheets]]
    if len(sheets) == 1:
        records = [[(grid.sheet, card)] for card in sheets[0].cards]
    for record in records:
        cells: list[Value] = []
        for j, text in enumerate(order, 1):
            name, card = next(((n, c) for n, c in record if text in c.values), record[0])
            cells.append(card.values.get(text, ""))
            origin[len(rows) + 1, j] = (name, *card.at.get(text, (card.row, 1)))
        rows.append(cells)
    return Laid(_plain(grid, rows, ()), origin)


def _titles(grid: Grid, first: int) -> Rows:
    """The lines above the labels, which may name a year or a kind."""
    return [list(cells) for cells in grid.rows[: first - grid.top]]


def _plain(grid: Grid, rows: Rows, merges: tuple[Area, ...]) -> Grid:
    return Grid(grid.sheet, rows, merges=merges, date_1904=grid.date_1904, visible=grid.visible)
