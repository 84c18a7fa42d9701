"""The heading row of a desk table (台帳の見出し), and which column is what by its words and by what stands below."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from validators.numbers import agency
from validators.reading import Note
from workbooks.a1 import column_letter
from workbooks.column_names import NOTHING_SAID, ColumnNames
from workbooks.grid import Grid
from workbooks.tables.assign import AGAINST, APART, CELLS, ENOUGH, KNOWN, assign
from workbooks.tables.desk_groups import section
from workbooks.tables.desk_heads import HeadingRow, labels_at, may_begin, only_headings
from workbooks.tables.evidence import Sample, sample
from workbooks.tables.given import items, layout_item, remembered
from workbooks.tables.headings import ASIDE, meaning
from workbooks.tables.layout import Layout
from workbooks.tables.printed import said_above
from workbooks.tables.swapped import note_of, swapped

_PROVEN = 2.0  # what cells alone prove, before they count
_DOUBTED = 5.5  # a heading whose item nobody can test (コース), over cells that prove another one
_EACH_LETTER = 0.01
_LEAST = 3  # columns that a heading row names
# Cells alone may prove these, whatever stands over them.
_SELF_EVIDENT = ("field", "item", "registration_number", "birth_date")


def heading_at(
    grid: Grid, row: int, layout: Layout, names: ColumnNames, *, infer: bool = False
) -> HeadingRow | None:
    """The heading that begins in a row, with its columns; None for any other row.

    infer  one item that the layout needs may be known by the cells alone
    """
    least = _LEAST - 1 if infer else _LEAST
    by_words = infer and only_headings(grid.rows[row - grid.top], layout, words=True)
    if not (by_words or names != NOTHING_SAID or may_begin(grid, row, layout, least)):
        return None
    found = labels_at(grid, row, layout)
    if found is None:
        return None
    said = names.of(found.headings)
    given = items(said, layout_item(layout)) if said else {}
    _number_with_name(grid, found, layout)
    known = set(found.meant.values()) | set(given.values())
    if by_words:
        known |= {n for c in found.headings for n in _hints(found, c, layout)}
    if found.spread:
        known |= layout.gives
    if len(known) >= _LEAST and not _complete(known, found, layout):
        found.above |= {n for n in layout.above if said_above(grid, layout, n, row)}
        found.above |= section(grid, found.rows[-1] + 1, layout).keys()
        known |= found.above
    if len(known) < least or known & layout.unless:
        return None
    if not infer and not _complete(known, found, layout):
        return None  # cells are looked at only below a heading
    _assign(grid, found, layout, given)
    names_of = {column: name for name, column in found.at.items()}
    found.told += remembered(
        said, found.headings, lambda c: layout.title(names_of[c]) if c in names_of else ""
    )
    return found if _complete(set(found.at), found, layout) else None


def _number_with_name(grid: Grid, found: HeadingRow, layout: Layout) -> None:
    """A column of bodies whose cells begin with their number gives the number, where no other does."""
    number, name = layout.numbered
    columns = [c for c, item in found.meant.items() if item == name]
    if not number or len(columns) != 1 or number in found.meant.values():
        return
    values = sample(grid, range(found.rows[-1] + 1, grid.bottom + 1), columns[0], {}).values
    both = sum(bool(agency.read(v).value and agency.name_beside(v)) for v in values)
    if both and both * 2 > len(values):
        found.meant[columns[0]] = number


def _complete(names: set[str], found: HeadingRow, layout: Layout) -> bool:
    """Is every item there that such a table needs, in a column of its own or spread over several?"""
    given = names | found.above | (layout.gives if found.spread else frozenset())
    return all(given & needed for needed in layout.needed)


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
    for claimed in words.values():
        for name in claimed:
            claims[name] = claims.get(name, 0) + 1
    scores: dict[int, dict[str, float]] = {}
    for column, claimed in words.items():
        sure = all(points >= KNOWN and claims[name] == 1 for name, points in claimed.items())
        scores[column] = {
            name: points if sure else _score(points, name, below(column), len(texts[column]))
            for name, points in claimed.items()
            if name not in given.values()
        }
    chosen = assign(scores)
    headed = {c: name for c, name in chosen.items() if words[c][name] >= KNOWN}
    for group in swapped(headed, below):
        note = note_of(group, headed, found.headings, layout.title)
        found.told.append((min(group), note))
        chosen |= {column: headed[other] for column, other in group.items()}
    named = sorted({**chosen, **given}.items())
    found.at = {name: column for column, name in named if name != ASIDE}
    taken = set(found.at.values())
    found.others = {c: t for c, t in found.headings.items() if c not in taken} | found.days
    for column, name in sorted(chosen.items()):
        if words[column].get(name, KNOWN) < KNOWN:
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
    scores = {name: KNOWN} if name else _hints(found, column, layout)
    known = {c.name for c in layout.columns}
    if name or (not scores and meaning(label) != ASIDE):
        for item in _SELF_EVIDENT:
            free = item in known and item not in found.meant.values()
            if free and below(column).fits(item) > 0.8:
                scores[item] = _PROVEN
                scores.update({name: _DOUBTED} if name else {})
    return scores


def _hints(found: HeadingRow, column: int, layout: Layout) -> dict[str, float]:
    """What words of a heading speak for; where they say nothing, with the label of the group before them.

    A year or a day (R7 under 更新届出) is one of several that the group alone does not tell apart.
    """
    text = found.headings[column]
    named = layout.hints(text)
    return named or (
        {} if re.search(r"\d", text) else layout.hints(found.groups.get(column, "") + text)
    )


def _score(points: float, name: str, below: Sample, length: int) -> float:
    """``length``: letters of the heading; of two that name one item, 勤務先市町村 says more than 市町村."""
    share = below.fits(name)
    if points >= KNOWN:
        return points + CELLS * share + (0.5 if len(below) else 0.0) + _EACH_LETTER * length
    against = name in below.tests and share < 0.2 and len(below) >= 2
    return points + CELLS * share - (AGAINST if against else 0.0)


def _rival(scores: Mapping[int, Mapping[str, float]], column: int, at: Mapping[str, int]) -> str:
    """Another item nobody gives that this column could be as well, "" when there is none."""
    chosen_score = next(scores[column][name] for name, c in at.items() if c == column)
    for name, score in scores[column].items():
        if name not in at and score >= ENOUGH and chosen_score - score < APART:
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
