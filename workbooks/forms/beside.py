"""From a printed label to the cell that takes its value: right of it, below it where it heads a
table, left of it where it stands in brackets behind; and to the cells that take a value in parts."""

from __future__ import annotations

import re

from validators.reading import Note
from validators.text import squeeze
from workbooks.forms.blank import Blank, Position, Target
from workbooks.forms.parts import NARROW, USUAL, in_parts, tick_cells
from workbooks.forms.places import BOXES, Place, matches, other_parts
from workbooks.forms.samples import is_sample
from workbooks.forms.texts import COLON, COLON_THEN_BLANK, asks_here, beside_in_text

_STRIP = 2.5  # characters: a column that only keeps others apart
_RUN_OVER = 2  # plain cells of the usual width that a long label may run over
_READING = re.compile(r"[（(]?(ふりがな|フリガナ|ﾌﾘｶﾞﾅ|よみがな|ヨミガナ|カナ|読み)[）)]?[:：]?")


def beside(blank: Blank, place: Place, label: Position) -> Target | Note:
    """The blank that belongs to a printed label."""
    text = blank.texts[label]
    if COLON_THEN_BLANK.search(text):
        return Target(place, label, "behind", label)
    area = blank.area(label)
    right = _right(blank, place, area.top, area.right)
    for row in range(area.top + 1, area.bottom + 1):  # 氏名 over two rows: its reading stands above
        if right and _READING.fullmatch(squeeze(blank.texts.get(blank.first(right), ""))):
            right = _right(blank, place, row, area.right)
    inside = _in_its_text(blank, place, right)
    if inside is not None:
        return inside
    below = (area.bottom + 1, area.left)
    if _heads(blank, label, right, below):
        return Target(place, blank.first(below), "cell", label)
    several = in_parts(blank, place, label, right)
    if several is not None:
        return several
    left = _left(blank, label) or _above(blank, label)
    if left is not None:
        return Target(place, left, "cell", label)
    if right is not None and blank.first(right) not in blank.texts and blank.takes(right):
        return Target(place, blank.first(right), "cell", label)
    if COLON.search(text):
        return Target(place, label, "behind", label)
    if right is not None and is_sample(blank, place, right):
        return Target(place, blank.first(right), "cell", label)
    if _is_heading(blank, label, below):
        return Target(place, blank.first(below), "cell", label)
    return Note("blank-no-cell", {"place": place.name, "cell": blank.where(label)})


def _in_its_text(blank: Blank, place: Place, right: Position | None) -> Target | None:
    """Boxes to tick, or a text with a blank in it, in the cell beside a label."""
    if right is None:
        return None
    if place.name == "研修種別" and set(BOXES) & set(blank.texts.get(blank.first(right), "")):
        boxes = tick_cells(blank)
        if blank.first(right) in {at for _, at in boxes}:
            return Target(place, boxes[0][1], "tick", cells=boxes)
    return beside_in_text(blank, place, right)


def _heads(blank: Blank, label: Position, right: Position | None, below: Position) -> bool:
    """Does a framed label head the framed cell below it, with nothing framed to its right?"""
    if label not in blank.bordered or blank.first(below) not in blank.bordered:
        return False
    framed = right is not None and blank.first(right) in blank.bordered
    return not framed and _is_heading(blank, label, below)


def _right(blank: Blank, place: Place, row: int, column: int) -> Position | None:
    """The cell right of a label that takes its value: behind a colon that has a cell of its own, and
    behind narrow or plain cells, which a long label runs over, where a cell follows that is made for it."""
    at, first, wide = column + 1, (row, column + 1), 0
    if at > blank.right and first not in blank.looked_at:
        return None
    while at <= blank.right:
        here = (row, at)
        if squeeze(blank.texts.get(here, "")) in (":", "："):
            at = blank.area(here).right + 1
            first, wide = (row, at), 0
            continue
        if _is_made(blank, place, here) or _answers(blank, place, here):
            if wide <= _RUN_OVER or _in_a_column(blank, here):
                return here
            break
        if not blank.is_empty(here):
            return first  # 年, 月 or another label: the narrow cell is one of its parts
        wide += blank.widths.get(at, USUAL) >= NARROW
        at += 1
    for near in range(first[1], min(at, blank.right + 1)):
        if blank.widths.get(near, USUAL) >= NARROW:
            return row, near
    return None if blank.widths.get(first[1], USUAL) < _STRIP else first


def _is_made(blank: Blank, place: Place, at: Position) -> bool:
    """Is an empty cell framed, merged, looked at by a formula or, for a day, of a date's format?"""
    evident = at in blank.looked_at or (place.dated and at in blank.dated)
    return blank.is_empty(at) and (evident or blank.is_box(at))


def _in_a_column(blank: Blank, at: Position) -> bool:
    """Do boxes of other rows begin in the column of this one, so that it belongs to a label far left?"""
    row, column = at
    merged = any(m.left == column < m.right and m.top != row for m in blank.merges)
    return merged or any(c == column and r != row for r, c in blank.bordered)


def _answers(blank: Blank, place: Place, at: Position) -> bool:
    """Does a cell behind plain ones hold what makes room for the value, or a formula for it?"""
    text = blank.texts.get(blank.first(at), "")
    if blank.first(at) in blank.formulas:
        return blank.area(at).right > at[1] or at in blank.bordered
    return bool(text) and (asks_here(place, text) or is_sample(blank, place, at))


def _left(blank: Blank, label: Position) -> Position | None:
    """The empty range left of a label that stands in brackets behind its value: ＿＿＿（氏名）."""
    if not re.fullmatch(r"[（(].+[）)]", squeeze(blank.texts[label])):
        return None
    row, column = label
    if column == 1:
        return None
    left = blank.first((row, column - 1))
    area = blank.area(left)
    wide = area.right > area.left or left in blank.bordered
    return left if wide and blank.is_empty(left) and blank.takes(left) else None


def _above(blank: Blank, label: Position) -> Position | None:
    """The empty box above a label that stands in brackets under its value."""
    row, column = label
    if row == 1 or not re.fullmatch(r"[（(].+[）)]", squeeze(blank.texts[label])):
        return None
    above = blank.first((row - 1, column))
    made = blank.is_box(above) and blank.area(above).left == column
    return above if made and blank.is_empty(above) and blank.takes(above) else None


def _is_heading(blank: Blank, label: Position, below: Position) -> bool:
    """Does a label head a table whose first cell lies below it: as wide, and in the same frame?"""
    area, under = blank.area(label), blank.area(below)
    if under.bottom > blank.bottom or not blank.is_empty(below) or not blank.takes(below):
        return False
    same = (area.left, area.right) == (under.left, under.right) and under.top == below[0]
    framed = label in blank.bordered and blank.first(below) in blank.bordered
    return same and (framed or area.right > area.left)


def has_box(blank: Blank, place: Place, label: Position) -> bool:
    """Has a label an empty box of its own? Then a blank elsewhere in a text (文書番号　第　号) is another's."""
    found = beside(blank, place, label)
    return isinstance(found, Target) and found.how == "cell" and blank.is_box(found.at)


def labelled_parts(blank: Blank, place: Place) -> tuple[tuple[str, Position], ...]:
    """(part, cell) where every part has a label of its own and its cell beside it."""
    return _of_parts(blank, place, place.parts) or _of_parts(blank, place, other_parts(place))


def _of_parts(
    blank: Blank, place: Place, parts: tuple[tuple[str, str], ...]
) -> tuple[tuple[str, Position], ...]:
    cells: list[tuple[str, Position]] = []
    for part, pattern in parts:
        labels = [at for at, text in blank.texts.items() if matches(pattern, squeeze(text))]
        if len(labels) != 1:
            return ()
        found = beside(blank, Place(f"{place.name}の{part}", pattern), labels[0])
        if isinstance(found, Note) or found.how != "cell":
            return ()
        cells.append((part, found.at))
    return tuple(cells)
