"""Shapes of a record (記録の形): tables whose records are not one cell a column in one row are brought into that form.

One heading over another (フリガナ above 氏名) makes two columns of one; a value spread over several cells under one
merged heading is joined; every moved or joined cell keeps its own address in ``FoundTable.origin``.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import replace

from validators.text import is_blank, squeeze, to_text
from workbooks.grid import Grid, Merge, Value
from workbooks.tables.divided import divided
from workbooks.tables.find import FoundTable
from workbooks.tables.headings import (
    ASIDE,
    DATES,
    NUMBER_PARTS,
    TITLES,
    Heading,
    meaning,
)
from workbooks.tables.parents import in_context

_JOINED = ("certificate_number", "registration_number", *DATES)
_DIGITS = 6  # cells of one digit that make a number
_LOOK = 40  # rows of the body that show how a table is drawn


def reshaped(found: FoundTable) -> FoundTable:
    """The table with one column for each item and one row for each record, as far as its drawing says so."""
    return divided(_stacked(_spread(found)))


# ---------------------------------------------------------------- one value over several cells


def _spread(found: FoundTable) -> FoundTable:
    """A value over several cells below one heading: 10 - 25 - 041 - 00001, or one digit in each cell."""
    spans = []
    for merge in found.grid.merges:
        if merge.left >= merge.right or merge.bottom not in found.header_rows:
            continue
        item = meaning(to_text(found.grid.value(merge.top, merge.left)))
        joins = item in _JOINED or _holds_digits(found, merge)
        whole = joins and merge.bottom == found.header_rows[-1]
        divided = item == "certificate_number" and _holds_parts(found, merge)
        if (whole or divided) and _fills_several(found, merge):
            spans.append(merge)
    if not spans:
        return found
    rows = list(found.grid.rows)
    origin = dict(found.origin)
    for row in found.body:
        cells = list(rows[row - found.grid.top])
        for merge in spans:
            first = merge.left - found.grid.left
            parts = cells[first : merge.right - found.grid.left + 1]
            if sum(not is_blank(p) for p in parts) > 1:
                cells[first] = _join(parts)
        rows[row - found.grid.top] = cells
    gone = {c for m in spans for c in range(m.left + 1, m.right + 1)}
    headings = tuple(h for h in found.headings if h.column not in gone)
    return replace(
        found,
        grid=replace(found.grid, rows=rows),
        headings=headings,
        origin=origin,
        joined=frozenset(m.left for m in spans),
    )


def _holds_digits(found: FoundTable, merge: Merge) -> bool:
    """Do most of the cells below a wide heading hold one digit each? Then they are one number, whatever its name."""
    if merge.right - merge.left + 1 < _DIGITS:
        return False
    columns = range(merge.left, merge.right + 1)
    cells = [found.grid.value(row, c) for row in found.body[:_LOOK] for c in columns]
    filled = [squeeze(to_text(v)) for v in cells if not is_blank(v)]
    return sum(len(t) == 1 and t.isdigit() for t in filled) * 10 > len(filled) * 9


def _holds_parts(found: FoundTable, merge: Merge) -> bool:
    """Do four columns under the heading hold the parts of a number by their widths, under an office's own labels?"""
    inside = [h for h in found.headings if merge.left <= h.column <= merge.right]
    named = {in_context(h, "") for h in inside}
    if len(inside) != len(NUMBER_PARTS) or named == set(NUMBER_PARTS):
        return False
    widths = list(NUMBER_PARTS.values())
    rows = judged = 0
    for row in found.body[:_LOOK]:
        cells = [squeeze(to_text(found.grid.value(row, h.column))) for h in inside]
        if all(cells):
            judged += 1
            rows += all(
                c.isdigit() and len(c) <= width for c, width in zip(cells, widths, strict=True)
            )
    return rows > 0 and rows * 2 > judged


def _fills_several(found: FoundTable, merge: Merge) -> bool:
    """Do most of the rows hold something in two cells or more below the heading?"""
    several = filled = 0
    for row in found.body[:_LOOK]:
        cells = [found.grid.value(row, c) for c in range(merge.left, merge.right + 1)]
        count = sum(not is_blank(v) for v in cells)
        filled += count > 0
        several += count > 1
    return several > 0 and several * 2 >= filled


def _join(parts: list[Value]) -> str:
    """The cells as one text; four bare numbers are the parts of a certificate number with their widths."""
    texts = [squeeze(to_text(p)) for p in parts if not is_blank(p)]
    numbers = [t for t in texts if t.isdigit()]
    if len(numbers) == len(NUMBER_PARTS):
        widths = iter(NUMBER_PARTS.values())
        texts = [t.zfill(next(widths)) if t.isdigit() else t for t in texts]
    return "".join(texts)


# ---------------------------------------------------------------- one heading over another


def _stacked(found: FoundTable) -> FoundTable:
    """フリガナ above 氏名 in one column, and every person drawn two rows high in the same way."""
    stacks = {h.column: labels for h in found.headings if (labels := _stack(found, h))}
    height = len(found.header_rows)
    if not stacks or height < 2:
        return found
    stacks |= {h.column: labels for h in found.headings if (labels := _lower(found, h))}
    starts = _starts(found, set(stacks), height)
    if not starts:
        return found
    return _unstacked(found, stacks, starts)


def _stack(found: FoundTable, heading: Heading) -> dict[int, str]:
    """Offset of the heading row → label, where a column's rows name different items; {} for any other heading."""
    labels: dict[int, str] = {}
    for offset, row in enumerate(found.header_rows):
        value = found.grid.value(row, heading.column)
        if is_blank(value):
            continue
        over = next(
            (m for m in found.grid.merges if m.top == row and m.left == heading.column), None
        )
        if over and over.right > over.left:
            return {}  # the label of a group
        labels[offset] = to_text(value)
    meant = [meaning(label) for label in labels.values()]
    named = [m for m in meant if m in TITLES or m == ASIDE]
    if len(labels) < 2 or len(named) != len(labels) or len(set(meant)) != len(meant):
        return {}
    return labels if any(m in TITLES for m in meant) else {}


def _lower(found: FoundTable, heading: Heading) -> dict[int, str]:
    """Offset of the heading row → label, of a column that has one in the lower rows alone, below nothing."""
    labels = {
        offset: to_text(value)
        for offset, row in enumerate(found.header_rows)
        if not is_blank(value := found.grid.value(row, heading.column))
    }
    reached = any(
        m.top <= found.header_rows[0] <= m.bottom and m.left <= heading.column <= m.right
        for m in found.grid.merges
    )
    alone = len(labels) == 1 and 0 not in labels and not reached
    return labels if alone and all(meaning(v) in TITLES for v in labels.values()) else {}


def _starts(found: FoundTable, stacks: set[int], height: int) -> list[int]:
    """First rows of the records, [] where the body is not drawn ``height`` rows high."""
    tops = Counter(
        m.top
        for m in found.grid.merges
        if m.bottom - m.top + 1 == height and m.top in found.body and m.left not in stacks
    )
    if tops:
        return sorted(tops)
    others = [h.column for h in found.headings if h.column not in stacks]
    rows = [r for r in found.body if any(not is_blank(found.grid.value(r, c)) for c in stacks)]
    starts = [r for r in rows if any(not is_blank(found.grid.value(r, c)) for c in others)]
    pairs = [r for r in starts if r + height - 1 in rows and r + height - 1 not in starts]
    return starts if len(pairs) * 2 > len(starts) else []


def _unstacked(
    found: FoundTable, stacks: Mapping[int, Mapping[int, str]], starts: list[int]
) -> FoundTable:
    grid = found.grid
    width = max((len(cells) for cells in grid.rows), default=0)
    headings = [h for h in found.headings if h.column not in stacks]
    virtual, moves = dict(found.virtual), []
    for column, labels in stacks.items():
        for number, (offset, label) in enumerate(labels.items()):
            target = column
            if number:
                width += 1
                target = grid.left + width - 1
                virtual[target] = column
            headings.append(Heading(target, (label,)))
            moves.append((column, offset, target))
    rows, origin = _moved(grid, moves, starts, width), dict(found.origin)
    for start in starts:
        for column, offset, target in moves:
            origin[start, target] = (start + offset, column)
    return replace(
        found,
        grid=replace(grid, rows=rows),
        headings=tuple(sorted(headings, key=lambda h: (virtual.get(h.column, h.column), h.column))),
        origin=origin,
        virtual=virtual,
    )


def _moved(
    grid: Grid, moves: list[tuple[int, int, int]], starts: list[int], width: int
) -> list[list[Value]]:
    """The rows with each stacked value in the first row of its record."""
    rows = [list(cells) + [""] * (width - len(cells)) for cells in grid.rows]
    for start in starts:
        for column, offset, target in moves:
            value = grid.value(start + offset, column)
            if start - grid.top < len(rows):
                rows[start - grid.top][target - grid.left] = value
        for column, offset, _ in moves:
            if offset and start + offset - grid.top < len(rows):
                rows[start + offset - grid.top][column - grid.left] = ""
    return rows
