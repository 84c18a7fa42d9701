"""The heading row of a desk table (台帳の見出し), and which column is what by its words and by what stands below."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from validators.reading import Note
from validators.text import is_blank, normalize, squeeze
from workbooks.a1 import column_letter
from workbooks.column_names import ColumnNames
from workbooks.grid import Grid, Value
from workbooks.tables.assign import ENOUGH, assign
from workbooks.tables.evidence import Sample, sample
from workbooks.tables.find import field_in_label
from workbooks.tables.given import items, layout_item, remembered
from workbooks.tables.headings import ASIDE, meaning
from workbooks.tables.home import HOME_PART
from workbooks.tables.layout import Layout

KNOWN = 10.0  # a heading that names the item as a whole
_CELLS = 6.0  # what cells that all suit the item add
_AGAINST = 4.0  # what cells that do not suit it take away
_APART = 2.0  # two readings closer than this are asked about
_PROVEN = 2.0  # what cells alone prove, before they count
_DOUBTED = 5.5  # a heading whose item nobody can test (コース), over cells that prove another one
_WORK = re.compile(r"勤務|施設|園|所属|職場")
_EACH_LETTER = 0.01
_LONGEST = 400  # a heading may hold its own instructions
_LEAST = 3  # columns that a heading row names
# Cells alone may prove these, whatever stands over them.
_SELF_EVIDENT = ("field", "item", "registration_number", "birth_date")


@dataclass(slots=True)
class HeadingRow:
    """A heading row as found: column → its text, what that means as a whole, and the item it was taken for.

    at      canonical name → column         others  column → heading of the columns that were taken for nothing
    spread  columns that give items together, one for each 研修分野 or 内容
    home    the 市区町村 of a person's own address
    told    (column, note): what was known by the cells below, or asked
    """

    rows: tuple[int, ...]
    headings: dict[int, str] = field(default_factory=dict)
    days: dict[int, str] = field(default_factory=dict)
    meant: dict[int, str] = field(default_factory=dict)
    at: dict[str, int] = field(default_factory=dict)
    others: dict[int, str] = field(default_factory=dict)
    spread: frozenset[int] = frozenset()
    home: frozenset[int] = frozenset()
    told: list[tuple[int, Note]] = field(default_factory=list)


def heading_at(
    grid: Grid, row: int, layout: Layout, names: ColumnNames, *, infer: bool = False
) -> HeadingRow | None:
    """The heading that begins in a row, of one row or two, with its columns; None for any other row.

    infer  one item that the layout needs may be known by the cells alone
    """
    found = _labels(grid, (row,), layout)
    if found is None:
        return None
    below = _labels(grid, (row, row + 1), layout) if row < grid.bottom else None
    if below is not None and len(set(below.meant.values())) >= len(set(found.meant.values())):
        found = below
    said = names.of(found.headings)
    given = items(said, layout_item(layout)) if said else {}
    known = set(found.meant.values()) | set(given.values())
    if infer and _only_headings(grid.rows[row - grid.top], layout, words=True):
        known |= {name for text in found.headings.values() for name in layout.hints(text)}
    if found.spread:
        known |= layout.gives
    if len(known) < (_LEAST - 1 if infer else _LEAST) or known & layout.unless:
        return None
    if not infer and not _complete(known, found, layout):
        return None  # cells are looked at only below a heading
    _assign(grid, found, layout, given)
    names_of = {column: name for name, column in found.at.items()}
    found.told += remembered(
        said, found.headings, lambda c: layout.title(names_of[c]) if c in names_of else ""
    )
    return found if _complete(set(found.at), found, layout) else None


def _complete(names: set[str], found: HeadingRow, layout: Layout) -> bool:
    """Is every item there that such a table needs, in a column of its own or spread over several?"""
    given = names | (layout.gives if found.spread else frozenset())
    return all(given & needed for needed in layout.needed)


def _labels(grid: Grid, rows: tuple[int, ...], layout: Layout) -> HeadingRow | None:
    """The texts of a row; of two rows where the lower one holds nothing but headings and the upper one the rest."""
    cells = grid.rows[rows[-1] - grid.top]
    if sum(isinstance(c, str) and 0 < len(c) < _LONGEST for c in cells) < 2:
        return None
    if len(rows) > 1 and not _only_headings(cells, layout):
        return None
    found = HeadingRow(rows)
    for j, value in enumerate(_two_rows(grid, rows, cells)):
        column = grid.left + j
        if isinstance(value, dt.date):
            # typed as 7/4, kept by Excel as a date: a day of the course
            found.days[column] = f"{value.month}/{value.day}"
            continue
        if not isinstance(value, str) or is_blank(value) or len(value) > _LONGEST:
            continue
        found.headings[column] = normalize(value)
        group = _group(grid, rows, column)
        if group and layout.gives and field_in_label(group):  # 指定日 of one 研修分野
            found.headings[column] = f"{normalize(group)} {normalize(value)}"
            continue
        if name := layout.meaning(value) or layout.meaning(f"{group}{value}"):
            found.meant[column] = name
    found.home = frozenset(c for c in found.meant if _at_home(found, c))
    found.meant = {c: name for c, name in found.meant.items() if c not in found.home}
    found.spread = frozenset(layout.spread(found.headings))
    found.meant = {c: name for c, name in found.meant.items() if c not in found.spread}
    return found


def _at_home(found: HeadingRow, column: int) -> bool:
    """Is it the 市区町村 of a person's own address, between 郵便番号 and 町名番地?"""
    if found.meant[column] != "municipality" or _WORK.search(found.headings[column]):
        return False
    beside = [found.headings.get(column + step, "") for step in (-2, -1, 1, 2)]
    return any(HOME_PART.search(squeeze(text)) for text in beside)


def _two_rows(grid: Grid, rows: tuple[int, ...], cells: Sequence[Value]) -> list[Value]:
    """The lower row, and the upper one where the lower is blank."""
    if len(rows) == 1:
        return list(cells)
    upper = list(grid.rows[rows[0] - grid.top])
    width = max(len(upper), len(cells))
    upper += [""] * (width - len(upper))
    lower = list(cells) + [""] * (width - len(cells))
    return [a if is_blank(b) else b for a, b in zip(upper, lower, strict=True)]


def _only_headings(cells: Sequence[Value], layout: Layout, *, words: bool = False) -> bool:
    """Does a row hold words alone, two of them known or more? ``words``: at least by a part of them."""
    filled = [c for c in cells if not is_blank(c)]
    if any(not isinstance(c, str) or re.search(r"\d{4}", c) for c in filled):
        return False
    known = {layout.meaning(str(c)) for c in filled} - {""}
    if words:
        known |= {name for c in filled for name in layout.hints(str(c))}
    return len(known) >= 2


def _group(grid: Grid, rows: tuple[int, ...], column: int) -> str:
    """The label above: merged over this column, or in the upper of two heading rows, or left of it there."""
    for merge in grid.merges:
        if merge.top == rows[-1] - 1 and merge.left <= column <= merge.right:
            return str(grid.value(merge.top, merge.left) or "")
    if len(rows) == 1 or is_blank(grid.value(rows[-1], column)):
        return ""
    for left in range(column, grid.left - 1, -1):
        value = grid.value(rows[0], left)
        if not is_blank(value):
            return str(value)
    return ""


def _assign(grid: Grid, found: HeadingRow, layout: Layout, given: Mapping[int, str]) -> None:
    """Gives each column its item: a whole heading before words in it, words before cells, a person before all."""
    body = range(found.rows[-1] + 1, grid.bottom + 1)
    samples: dict[int, Sample] = {}

    def below(column: int) -> Sample:
        if column not in samples:
            samples[column] = sample(grid, body, column, layout.tests)
        return samples[column]

    texts = found.headings
    free = found.headings.keys() - given.keys() - found.spread - found.home
    words = {c: _words(c, found, layout, below) for c in sorted(free)}
    claims: dict[str, int] = {}
    for own in words.values():
        for name in own:
            claims[name] = claims.get(name, 0) + 1
    scores: dict[int, dict[str, float]] = {}
    for column, own in words.items():
        sure = all(points >= KNOWN and claims[name] == 1 for name, points in own.items())
        scores[column] = {
            name: points if sure else _score(points, name, below(column), len(texts[column]))
            for name, points in own.items()
            if name not in given.values()
        }
    chosen = assign(scores)
    named = sorted({**chosen, **given}.items())
    found.at = {name: column for column, name in named if name != ASIDE}
    taken = set(found.at.values())
    found.others = {c: t for c, t in found.headings.items() if c not in taken} | found.days
    for column, name in sorted(chosen.items()):
        if words[column][name] < KNOWN:
            rival = _rival(scores, column, found.at)
            note = _note(found, column, (name, rival), layout, below(column))
            found.told.append((column, note))


def _words(
    column: int, found: HeadingRow, layout: Layout, below: Callable[[int], Sample]
) -> dict[str, float]:
    """Item → how the heading speaks for it, and what its cells alone prove where the heading says nothing sure."""
    name = found.meant.get(column, "")
    if name in layout.tests:
        return {name: KNOWN}
    label = found.headings[column]
    own = {name: KNOWN} if name else layout.hints(label)
    known = {c.name for c in layout.columns}
    if name or (not own and meaning(label) != ASIDE):
        for item in _SELF_EVIDENT:
            free = item in known and item not in found.meant.values()
            if free and below(column).fits(item) > 0.8:
                own[item] = _PROVEN
                own.update({name: _DOUBTED} if name else {})
    return own


def _score(points: float, name: str, below: Sample, length: int) -> float:
    """``length``: letters of the heading; of two that name one item, 勤務先市町村 says more than 市町村."""
    share = below.fits(name)
    if points >= KNOWN:
        return points + _CELLS * share + (0.5 if len(below) else 0.0) + _EACH_LETTER * length
    against = name in below.tests and share < 0.2 and len(below) >= 2
    return points + _CELLS * share - (_AGAINST if against else 0.0)


def _rival(scores: Mapping[int, Mapping[str, float]], column: int, at: Mapping[str, int]) -> str:
    """Another item nobody gives that this column could be as well, "" when there is none."""
    own = next(scores[column][name] for name, c in at.items() if c == column)
    for name, score in scores[column].items():
        if name not in at and score >= ENOUGH and own - score < _APART:
            return name
    return ""


def _note(
    found: HeadingRow, column: int, names: tuple[str, str], layout: Layout, below: Sample
) -> Note:
    name, rival = names
    params = {
        "place": column_letter(column),
        "label": found.headings[column],
        "item": layout.title(name),
        "rows": len(below),
        "fitting": round(below.fits(name) * len(below)),
    }
    if rival:
        return Note("column-unsure", {**params, "other": layout.title(rival)})
    return Note("column-inferred", params)
