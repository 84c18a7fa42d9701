"""Find the tables on a sheet: heading rows (見出し行, 1–4 of them, merged or not), and where each table ends."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from validators.guideline import fields, mentions
from validators.text import is_blank, normalize, squeeze
from workbooks.a1 import address
from workbooks.grid import CellError, Grid, Merge
from workbooks.tables.headings import ASIDE, TITLES, Heading, meaning, stacked
from workbooks.tables.labels import is_row_of_labels
from workbooks.tables.plain_rows import Kinds, is_like, kinds_in, no_headings_in
from workbooks.tables.words import surest

MAX_HEADER_ROWS = 4
MIN_COLUMNS = 3  # of a roster; a list of people may say no more than 氏名 and 生年月日
_COUNTED = re.compile(
    r"[(（]?\d{1,2}[)）]?|[①-⑳]"
)  # a row below the headings that numbers the columns
REMARK = re.compile(r"\s*[（(].*[）)]\s*", re.DOTALL)  # below a heading: （12桁）, （西暦）
_OF_EACH_FIELD = ("certificate_number", "completed_on", "issued_on", "?number", "?date")
_OF_A_DAY = ("?era", "?year", "?month", "?day")
_AT_ONCE = 1000  # rows looked at together
_ENOUGH_CELLS = 8  # of a row, mostly tell whether it holds three texts
SEARCH_ALWAYS = 200  # rows from the top that are always looked at; below, only where something hints at a heading


@dataclass(frozen=True, slots=True)
class FoundTable:
    """One table: its heading rows, one ``Heading`` per column, the rows of its body, and the rows above it (titles).

    short_fields  four headings or more are short names of different 研修分野
    origin        (row, column) of a cell that was moved or joined → where it stands in the sheet
    joined        columns whose values were put together from several cells
    virtual       column that the sheet does not have → the sheet's column it was made from
    labels        column → cell of its heading, where the headings stand in no row (cards)
    """

    grid: Grid
    header_rows: tuple[int, ...]
    headings: tuple[Heading, ...]
    above: range
    body: range
    short_fields: bool = False
    origin: Mapping[tuple[int, int], tuple[int, int]] = field(default_factory=dict)
    virtual: Mapping[int, int] = field(default_factory=dict)
    joined: frozenset[int] = frozenset()
    labels: Mapping[int, tuple[int, int]] = field(default_factory=dict)

    def field_of(self, label: str) -> fields.Field | None:
        """The 研修分野 a heading of this table names; short names (乳児, 食育) among four of their like."""
        return field_in_label(label) or (mentions.short(label) if self.short_fields else None)

    def real(self, column: int) -> int:
        """The sheet's column a column stands in; one heading over another makes two columns of one."""
        if column in self.labels:
            return self.labels[column][1]
        return self.virtual.get(column, column)

    def heading_cell(self, column: int) -> str:
        """Address of a column's lowest heading."""
        if column in self.labels:
            return address(*self.labels[column])
        row = self.header_rows[-1] if self.header_rows else self.body.start
        return address(row, self.real(column))


def find_tables(grid: Grid, least: int = MIN_COLUMNS) -> list[FoundTable]:
    """All tables of the sheet, top to bottom; a heading row names at least ``least`` different columns we know."""
    blocks = list(_header_blocks(grid, least))
    tables = []
    end = grid.top
    for number, rows in enumerate(blocks):
        start = blocks[number - 1][-1] + 1 if number else grid.top
        start, end = end if number and end < rows[0] else start, _end(grid, blocks, number)
        for headings in _side_by_side(tuple(headings_of(grid, rows))):
            above, body = range(start, rows[0]), range(rows[-1] + 1, end)
            tables.append(FoundTable(grid, rows, headings, above, body, _short_fields(headings)))
    return tables


def _end(grid: Grid, blocks: Sequence[tuple[int, ...]], number: int) -> int:
    """The row after a table: where the next heading begins, and before it a person's labels and values."""
    if number + 1 == len(blocks):
        return grid.bottom + 1
    end = first = blocks[number + 1][0]
    for row in range(first - 1, blocks[number][-1], -1):
        cells = grid.rows[row - grid.top]
        if is_row_of_labels(cells):
            end = row
        elif not all(map(is_blank, cells)):
            break
    return end


def _short_fields(headings: tuple[Heading, ...]) -> bool:
    """Do four columns beside each other carry short names of different 研修分野 (乳児, 幼児, 食育 …)?

    Two are enough where the same label stands below each: 修了証番号 under 乳児 and under 食育.
    """
    run: set[int] = set()
    below: dict[str, set[int]] = {}
    for heading in headings:
        named = None
        for label in heading.labels:
            if meaning(label) not in TITLES:
                named = named or mentions.short(label)
        run = run | {named.number} if named else set()
        if named and meaning(heading.leaf) in _OF_EACH_FIELD:
            below.setdefault(heading.leaf, set()).add(named.number)
        if len(run) >= 4 or len(below.get(heading.leaf, ())) >= 2:
            return True
    return False


def _side_by_side(headings: tuple[Heading, ...]) -> list[tuple[Heading, ...]]:
    """Two tables printed beside each other repeat their headings: one tuple for each."""
    labels = [h.labels for h in headings]
    for at in range(MIN_COLUMNS, len(labels) - MIN_COLUMNS + 1):
        rest = labels[at:]
        if rest == labels[: len(rest)] and at <= len(rest) * 2:
            return [headings[:at], *_side_by_side(headings[at:])]
    return [headings]


@lru_cache(maxsize=4096)
def field_in_label(label: str) -> fields.Field | None:
    """The 研修分野 a heading names, e.g. ①乳児保育; digits alone name none."""
    text = re.sub(r"[(（※].*", "", squeeze(label))
    if len(text) < 4 or len(text) > 40:
        return None
    return fields.named(text)


def _header_blocks(grid: Grid, least: int) -> Iterator[tuple[int, ...]]:
    known: set[str] = set()
    after_gap = True
    above = 0  # last row of the headings before
    before: Kinds = {}
    row, bottom = grid.top, grid.bottom
    asked = row + SEARCH_ALWAYS  # to here the rows are gone through one by one
    while row <= bottom:
        if row >= asked and not after_gap:
            some = grid.rows[row - grid.top : row - grid.top + _AT_ONCE]
            asked = row + len(some)
            if no_headings_in(some, known):
                row = asked
                continue
        cells = grid.rows[row - grid.top]
        look = after_gap or not known.isdisjoint(cells)
        if not look and row - grid.top < SEARCH_ALWAYS:
            kinds = kinds_in(cells)
            look, before = not is_like(before, kinds), kinds
        texts = [c for c in (cells if look else cells[:_ENOUGH_CELLS]) if isinstance(c, str) and c]
        if not look and len(texts) <= 2:
            texts = [c for c in cells if isinstance(c, str) and c]
        after_gap = len(texts) <= 2
        if look and len(_known(texts)) >= 2 and not is_row_of_labels(cells):
            block = _extend(grid, row, above)
            columns = {m for h in headings_of(grid, block) if (m := _column_meaning(h))}
            if len(columns - {ASIDE}) >= least and columns & {
                "name",
                "family_name",
                "certificate_number",
                "registration_number",
            }:
                known.update(texts)
                yield block
                above = block[-1]
                row = block[-1] + 1
                continue
        row += 1


def _known(texts: list[str]) -> set[str]:
    """Different columns named by the cells of one row; several 研修分野 count as two."""
    found = {m for t in texts if (m := _label_meaning(t)) and m != ASIDE}
    if len(found) < 2 and sum(field_in_label(t) is not None for t in texts if len(t) <= 40) >= 2:
        found |= {"field1", "field2"}
    return found


@lru_cache(maxsize=4096)
def _label_meaning(label: str) -> str:
    """What a label means as a whole, or what its words most likely mean."""
    known = meaning(label)
    if known or len(label) > 60 or re.search(r"\d{2}", label):
        return known
    return surest(label)


def _column_meaning(heading: Heading) -> str:
    return next((m for m in map(_label_meaning, reversed(heading.labels)) if m), "").lstrip("?")


def _extend(grid: Grid, row: int, last: int) -> tuple[int, ...]:
    """The heading rows around ``row``: downwards first, then upwards over merged group labels, not into the
    heading that ends at ``last``."""
    rows = [row]
    while len(rows) < MAX_HEADER_ROWS and rows[-1] < grid.bottom and _continues(grid, rows):
        rows.append(rows[-1] + 1)
    while (
        len(rows) < MAX_HEADER_ROWS
        and rows[0] > max(grid.top, last + 1)
        and _begins_above(grid, rows)
    ):
        rows.insert(0, rows[0] - 1)
    return tuple(rows)


def _continues(grid: Grid, rows: list[int]) -> bool:
    """Does the row below still belong to the heading?"""
    below = rows[-1] + 1
    if any(
        rows[0] <= m.top <= rows[-1]
        and m.bottom >= below
        and meaning(str(grid.value(m.top, m.left) or ""))
        for m in grid.merges
    ):
        return True  # a heading is merged down into that row
    cells = [c for c in grid.rows[below - grid.top] if not is_blank(c)]
    if not cells or is_row_of_labels(cells):
        return False
    if any(
        not isinstance(c, str) or isinstance(c, CellError) or re.search(r"\d{4}", c) for c in cells
    ):
        return False
    labels = [str(c) for c in cells]
    if all(map(REMARK.fullmatch, labels)):
        return True
    recognised = sum(
        bool(meaning(label))
        or field_in_label(label) is not None
        or mentions.short(label) is not None
        for label in labels
    )
    lower = enumerate(grid.rows[below - grid.top], grid.left)
    half = all(stacked(grid.value(below - 1, c), v) for c, v in lower if not is_blank(v))
    return recognised * 2 >= len(labels) and (recognised >= 2 or half)


def _begins_above(grid: Grid, rows: list[int]) -> bool:
    """Does the row above hold group labels of this heading (勤務先 over 名称 and 市町村名)?"""
    above = rows[0] - 1
    width = len(grid.rows[rows[0] - grid.top])
    into = [m for m in grid.merges if m.top == above and m.bottom >= rows[0]]
    groups = [
        m
        for m in grid.merges
        if m.top == m.bottom == above and m.left < m.right and m.right - m.left + 1 <= width * 0.7
    ]
    texts = [c for c in grid.rows[above - grid.top] if isinstance(c, str) and c.strip()]
    return bool(into) or (bool(groups) and len(texts) >= 2)


def headings_of(grid: Grid, rows: tuple[int, ...]) -> Iterator[Heading]:
    """A heading for each column that has a label in one of the rows."""
    merges = [m for m in grid.merges if m.top <= rows[-1] and m.bottom >= rows[0]]
    width = max((len(grid.rows[r - grid.top]) for r in rows), default=0)
    for column in range(grid.left, grid.left + width):
        labels: list[str] = []
        for row in rows:
            text = _label(grid, row, column, merges)
            if not text and row != rows[-1] and not merges:
                text = _spread(
                    grid, row, column
                )  # group labels of a CSV or an unmerged sheet reach to the right
            if text and text not in labels and not (labels and _COUNTED.fullmatch(text)):
                labels.append(text)
        if labels:
            yield Heading(column, tuple(labels))


def _label(grid: Grid, row: int, column: int, merges: list[Merge]) -> str:
    value = grid.value(row, column)
    if is_blank(value):
        for m in merges:
            if m.top <= row <= m.bottom and m.left <= column <= m.right:
                value = grid.value(m.top, m.left)
                break
    return "" if is_blank(value) else normalize(str(value))


def _spread(grid: Grid, row: int, column: int) -> str:
    """A group label reaches to the right over other labels; the title of one column only over 元号, 年, 月 and 日."""
    below = grid.value(row + 1, column)
    if is_blank(below):
        return ""
    for left in range(column - 1, grid.left - 1, -1):
        value = grid.value(row, left)
        if not is_blank(value):
            # a label with its own heading below it in the same column is a group only if that lower label differs
            grouped = str(value) not in TITLES.values() or meaning(str(below)) in _OF_A_DAY
            has_own = not is_blank(grid.value(row + 1, left))
            return normalize(str(value)) if has_own and grouped else ""
    return ""
