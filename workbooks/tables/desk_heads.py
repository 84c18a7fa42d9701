"""Heading rows of a desk table (台帳の見出し行): one row, or up to three where the lower ones stand under group labels.

受付 over 番号 and 年月日, 日程 over 受付開始 and 初日, 7/4 over 午前 and 午後. A lower row belongs to the heading
where it names columns, or where every cell of it stands under a group label, is a remark in brackets (（12桁）), or is
stacked under another heading in one column (フリガナ over 氏名: such a record is two rows high).
"""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from validators.reading import Note
from validators.text import is_blank, normalize, squeeze
from workbooks.grid import Grid, Value
from workbooks.tables.divided import labels_of
from workbooks.tables.find import REMARK, field_in_label
from workbooks.tables.headings import LONGEST, Heading
from workbooks.tables.home import address_columns
from workbooks.tables.layout import Layout

_MOST = 3  # rows of a heading
_LONGEST_LOWER = 40  # what stands under a group label is short
_COUNT = 31  # a number below it may head a session: 出欠 over 1, 2, 3
# What says little without the group above it: 申請者 over 名称 and 種別, 担当者 over 氏名.
_VAGUE = re.compile(
    r"番号|N[oO]\.?|№|(開始|終了|提出|交付|発行|受付)?(予定)?(年月)?日(付)?|期間|名(称|前)?|氏名|フリガナ|種別|種類|区分|職名|住所|所在地|連絡先|電話(番号)?|有無"
)


@dataclass(slots=True)
class HeadingRow:
    """A heading row as found: column → its text, what that means as a whole, and the item it was taken for.

    groups  column → the labels above its own
    stacked  column → the item of the label above another item's: a record has its value in the row above
    at      canonical name → column         others  column → heading of the columns that were taken for nothing
    spread  columns that give items together, one for each 研修分野 or 内容
    home    the columns that give a person's own address in parts
    together  column → the items its cells hold together: 氏名・フリガナ
    above   items that are printed once above it
    told    (column, note): what was known by the cells below, or asked
    """

    rows: tuple[int, ...]
    headings: dict[int, str] = field(default_factory=dict)
    groups: dict[int, str] = field(default_factory=dict)
    stacked: dict[int, str] = field(default_factory=dict)
    days: dict[int, str] = field(default_factory=dict)
    meant: dict[int, str] = field(default_factory=dict)
    at: dict[str, int] = field(default_factory=dict)
    others: dict[int, str] = field(default_factory=dict)
    spread: frozenset[int] = frozenset()
    home: frozenset[int] = frozenset()
    together: dict[int, list[str]] = field(default_factory=dict)
    above: set[str] = field(default_factory=set)
    told: list[tuple[int, Note]] = field(default_factory=list)


def labels_at(grid: Grid, row: int, layout: Layout) -> HeadingRow | None:
    """The labels of the heading that begins in a row; None where the row holds less than two texts."""
    found = None
    numbered = any(isinstance(c, (int, float)) for c in grid.rows[row - grid.top])
    most = 1 if numbered else _MOST  # a row with numbers is no row of group labels
    for last in range(row, min(row + most - 1, grid.bottom) + 1):
        rows = tuple(range(row, last + 1))
        grouped = last > row and _under_groups(grid, rows, layout)
        if last > row and not (grouped or only_headings(grid.rows[last - grid.top], layout)):
            break
        one = _labels(grid, rows, layout)
        if one is None:
            break
        if found is not None and not grouped and len(_items(one)) < len(_items(found)):
            break
        found = one
    return found


def may_begin(grid: Grid, row: int, layout: Layout, least: int) -> bool:
    """A quick look at a row, as most rows are records: could a heading begin there that names so many items, by its
    own labels or with those of the row below?"""
    cells = grid.rows[row - grid.top]
    texts = [c for c in cells if isinstance(c, str) and 0 < len(c) < LONGEST]
    if len(texts) < 2:
        return False
    known = set(map(layout.meaning, texts)) - {""}
    if len(known) + (layout.numbered[1] in known) >= least:
        return True
    if any(labels_of(text, layout.meaning) for text in texts):
        return True
    if layout.spread(dict(enumerate(map(normalize, texts)))):
        return True
    if row == grid.bottom or any(isinstance(c, (int, float)) for c in cells):
        return False
    below = grid.rows[row + 1 - grid.top]
    return only_headings(below, layout) or _under_groups(grid, (row, row + 1), layout)


def _items(found: HeadingRow) -> set[str]:
    return set(found.meant.values())


def only_headings(cells: Sequence[Value], layout: Layout, *, words: bool = False) -> bool:
    """Does a row hold words alone, two of them known or more? ``words``: at least by a part of them."""
    filled = [c for c in cells if not is_blank(c)]
    if any(not isinstance(c, str) or re.search(r"\d{4}", c) for c in filled):
        return False
    known = {layout.meaning(str(c)) for c in filled} - {""}
    if words:
        known |= {name for c in filled for name in layout.hints(str(c))}
    return len(known) >= 2


def _under_groups(grid: Grid, rows: tuple[int, ...], layout: Layout) -> bool:
    """Does every cell of the lowest row stand under a label that is not its own column's alone?"""
    lowest = dict(_own(grid, rows[-1]))
    above = dict(_own(grid, rows[-2]))
    stacked = remarks = 0
    for column, value in lowest.items():
        text = _label(value)
        if not text or re.search(r"\d{4}", text):
            return False
        if REMARK.fullmatch(text):
            remarks += 1
        elif column in above and not _spans(grid, rows[-2], column, (lowest, above)):
            upper = layout.meaning(_label(above[column]))
            if not upper or not layout.meaning(text) or upper == layout.meaning(text):
                return False
            stacked += 1
        elif column not in above and min(above, default=column) > column:
            return False
    return bool(stacked) or (remarks > 0 and remarks == len(lowest)) or len(lowest) - remarks >= 2


def _spans(
    grid: Grid, row: int, column: int, filled: tuple[dict[int, Value], dict[int, Value]]
) -> bool:
    """Does the label of a column reach over the next one as well, merged or left blank there?"""
    for merge in grid.merges:
        if merge.top == row and merge.left == column:
            return merge.right > column
    below, above = filled
    return column + 1 in below and column + 1 not in above


def _own(grid: Grid, row: int) -> Iterator[tuple[int, Value]]:
    """(column, value) of the filled cells of a row, without those that a cell above is merged into."""
    into = [m for m in grid.merges if m.top < row <= m.bottom]
    for j, value in enumerate(grid.rows[row - grid.top]):
        column = grid.left + j
        if not is_blank(value) and not any(m.left <= column <= m.right for m in into):
            yield column, value


def _label(value: Value) -> str:
    """The text of a cell under a group label; "" for what can be no label."""
    if isinstance(value, dt.date):
        return f"{value.month}/{value.day}"
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        return str(int(value)) if 0 < value <= _COUNT and value == int(value) else ""
    return value if isinstance(value, str) and len(value) <= _LONGEST_LOWER else ""


def _labels(grid: Grid, rows: tuple[int, ...], layout: Layout) -> HeadingRow | None:
    """The texts of the rows, the lowest one of each column with the labels above it."""
    cells = grid.rows[rows[0] - grid.top]
    if sum(isinstance(c, str) and 0 < len(c) < LONGEST for c in cells) < 2:
        return None
    found = HeadingRow(rows)
    stacks = _stacks(grid, rows) if layout.of_people and len(rows) > 1 else set()
    for column, labels in _columns(grid, rows):
        leaf = labels[-1]
        if isinstance(leaf, dt.date):
            # typed as 7/4, kept by Excel as a date: a day of the course
            found.days[column] = _label(leaf)
            continue
        texts = [v if isinstance(v, str) else _label(v) for v in labels]
        if len(rows) == 1 and not isinstance(leaf, str):
            continue
        if not texts[-1] or len(texts[-1]) > LONGEST:
            continue
        if len(texts) > 1 and REMARK.fullmatch(texts[-1]):
            texts[-2:] = ["".join(texts[-2:])]
        _take(found, column, texts, layout, column in stacks)
    _tell_apart(found)
    if layout.of_people and len(_items(found)) > 1:
        ordered = [Heading(c, (text,)) for c, text in sorted(found.headings.items())]
        found.home = frozenset(address_columns(ordered).values())
    found.meant = {c: name for c, name in found.meant.items() if c not in found.home}
    _together(found, grid)
    found.spread = frozenset(layout.spread(found.headings))
    found.meant = {c: name for c, name in found.meant.items() if c not in found.spread}
    return found


def _stacks(grid: Grid, rows: tuple[int, ...]) -> set[int]:
    """The columns with a label over another one, where the first record is two rows high in nothing but these."""
    lowest, above = dict(_own(grid, rows[-1])), dict(_own(grid, rows[-2]))
    over = {c for c in lowest.keys() & above if not _spans(grid, rows[-2], c, (lowest, above))}
    below = {c for c, _ in _own(grid, rows[-1] + 2)} if rows[-1] + 2 <= grid.bottom else set()
    return over if below and below <= over else set()


def _take(
    found: HeadingRow, column: int, texts: Sequence[str], layout: Layout, stacked: bool
) -> None:
    """Puts down what the labels of a column say: with the group above before the lowest alone."""
    leaf, group = texts[-1], "".join(texts[:-1])
    found.headings[column] = normalize(leaf)
    if group:
        found.groups[column] = normalize(group)
    if group and layout.gives and field_in_label(group):  # 指定日 of one 研修分野
        found.headings[column] = f"{normalize(group)} {normalize(leaf)}"
        return
    upper, item = layout.meaning(texts[-2]) if group else "", layout.meaning(leaf)
    if upper and item and upper != item and (stacked or {upper, item} == {"kana", "name"}):
        found.stacked[column] = upper
    elif group:
        near, turned = f"{texts[-2]}{leaf}", f"{leaf}{group}"
        wholes = (layout.meaning(text) for text in (near, f"{group}{leaf}", turned))
        whole = next((name for name in wholes if name), "")
        item = whole or item if _VAGUE.fullmatch(squeeze(leaf)) else item or whole
    if several := labels_of(leaf, layout.meaning):
        found.together[column] = [*map(layout.meaning, several)]
    if item:
        found.meant[column] = item


def _together(found: HeadingRow, grid: Grid) -> None:
    """A column that holds several items is read as the first of them, and divided when its rows are known. A label
    that is one item as a whole (氏名フリガナ) holds several where its cells have lines."""
    for column, names in list(found.together.items()):
        others = {name for c, name in found.meant.items() if c != column}
        first = grid.value(found.rows[-1] + 1, column)
        one = column in found.meant and not (isinstance(first, str) and "\n" in first)
        if one or set(names) & others:
            del found.together[column]
        else:
            found.meant[column] = names[0]
            found.above |= set(names[1:])


def _tell_apart(found: HeadingRow) -> None:
    """午前 under 7/4 and 午前 under 7/11 are told with their group, and days under a group stand alone."""
    often = Counter(found.headings.values())
    for column, text in found.headings.items():
        group = found.groups.get(column)
        if group and often[text] > 1 and column not in found.meant:
            found.headings[column] = f"{group} {text}"


def _columns(grid: Grid, rows: tuple[int, ...]) -> Iterator[tuple[int, list[Value]]]:
    """Each column with the labels over it, from top to bottom; a label merged over several columns heads each."""
    cells_of_rows = [dict(_own(grid, row)) for row in rows]
    for column in sorted({c for cells in cells_of_rows for c in cells}):
        labels: list[Value] = []
        lowest = max(i for i, cells in enumerate(cells_of_rows) if column in cells)
        for i, row in enumerate(rows[: lowest + 1]):
            value = cells_of_rows[i].get(column)
            if value is None and i < lowest:
                value = _reaching(grid, row, column, cells_of_rows[i])
            if value is not None and value not in labels:
                labels.append(value)
        yield column, labels


def _reaching(grid: Grid, row: int, column: int, cells: dict[int, Value]) -> Value:
    """The label of a row that reaches over a column: merged over it, or, where nothing is merged, left of it."""
    merges = [m for m in grid.merges if m.top <= row <= m.bottom and m.left < m.right]
    for merge in merges:
        if merge.left <= column <= merge.right:
            return grid.value(merge.top, merge.left)
    before = [c for c in cells if c < column]
    return cells[max(before)] if before and not merges else None
