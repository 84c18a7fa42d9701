"""Several items in one cell (1つのセルの複数の項目): 氏名・生年月日・住所 under one heading, 修了証番号 and day under a
研修分野; made columns of their own that keep the cell they stand in."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from validators.text import is_blank, normalize, squeeze, to_text
from workbooks.grid import Value
from workbooks.tables.evidence import TESTS, filled, sample
from workbooks.tables.find import FoundTable
from workbooks.tables.headings import ASIDE, TITLES, Heading, meaning

_AND = re.compile(r"\s+|[・、,，／/＆&+＋]|及び|および|並びに|[とや](?=.{2})")
# What a cell under a 研修分野 may hold together.
_OF_A_FIELD = ("certificate_number", "completed_on")
_MOSTLY = 0.8  # of the filled cells of the column
_FEWEST = 2  # cells
_LONGEST = 60  # characters of such a heading
_LOOK = 20  # rows among which the first filled cell is looked for
_AROUND = r"(?:(?<!\s)\s+)?"  # the blanks before a sign, each gone through once
_SIGNS = (r"\n", r"[／/|｜]", r"[、，,]")
Split = Callable[[str], Sequence[str]]
_SEPARATORS: tuple[Split, ...] = tuple(
    re.compile(pattern).split
    for pattern in (*(_AROUND + sign + r"\s*" for sign in _SIGNS), r"・", r"　+", r"\s+")
)


def divided(found: FoundTable) -> FoundTable:
    """The table with a column for each item where cells hold several."""
    plans = [(h, *plan) for h in found.headings if (plan := _plan(found, h))]
    if not plans:
        return found
    grid = found.grid
    width = max((len(cells) for cells in grid.rows), default=0)
    rows = [list(cells) + [""] * (width - len(cells)) for cells in grid.rows]
    headings = [h for h in found.headings if all(h is not one[0] for one in plans)]
    virtual, origin, joined = dict(found.virtual), dict(found.origin), set(found.joined)
    for heading, labels, split in plans:
        targets = [heading.column]
        for _ in labels[1:]:
            width += 1
            targets.append(grid.left + width - 1)
            virtual[targets[-1]] = found.real(heading.column)
        joined |= set(targets)
        above = heading.labels if _is_field(found, heading) else heading.labels[:-1]
        headings += [Heading(c, (*above, label)) for c, label in zip(targets, labels, strict=True)]
        for row in found.body:
            cells = rows[row - grid.top]
            cells += [""] * (width - len(cells))
            parts = split(to_text(cells[heading.column - grid.left]))
            if len(parts) != len(labels):
                continue  # left as it stands in the first of the columns
            for column, part in zip(targets, parts, strict=True):
                cells[column - grid.left] = part
                origin[row, column] = found.origin.get(
                    (row, heading.column), (row, found.real(heading.column))
                )
    return replace(
        found,
        grid=replace(grid, rows=rows),
        headings=tuple(sorted(headings, key=lambda h: (virtual.get(h.column, h.column), h.column))),
        origin=origin,
        virtual=virtual,
        joined=frozenset(joined),
    )


def _plan(found: FoundTable, heading: Heading) -> tuple[list[str], Split] | None:
    """The labels a column is divided into, and what divides its cells; None for an ordinary one."""
    if _is_field(found, heading):
        labels = [TITLES[name] for name in _OF_A_FIELD]
        return _dividing(found, heading, _OF_A_FIELD, labels, (_number_and_day,))
    whole = meaning(heading.leaf)
    if whole in TITLES and "\n" not in to_text(_first(found, heading)):
        return None
    labels = labels_of(heading.leaf, meaning)
    if not labels:
        return None
    separators = _SEPARATORS[:1] if whole in TITLES else _SEPARATORS
    return _dividing(found, heading, [*map(meaning, labels)], labels, separators)


def labels_of(label: str, item_of: Callable[[str], str]) -> list[str]:
    """The labels of the different items that a heading names together, [] where it names no two of them."""
    if len(label) > _LONGEST or not _AND.search(label):
        return []
    labels = [part for part in _AND.split(normalize(label)) if part.strip()]
    names = [item_of(one) for one in labels]
    different = len(names) > 1 and len(set(names)) == len(names)
    known = all(name and name != ASIDE and name[0] != "?" for name in names)
    return labels if different and known else []


def _first(found: FoundTable, heading: Heading) -> Value:
    """The first filled cell below a heading."""
    return next(filled(found.grid, found.body[:_LOOK], heading.column), "")


def _is_field(found: FoundTable, heading: Heading) -> bool:
    return found.field_of(heading.leaf) is not None and meaning(heading.leaf) not in (
        *TITLES,
        ASIDE,
    )


def _dividing(
    found: FoundTable,
    heading: Heading,
    names: Sequence[str],
    labels: list[str],
    separators: Sequence[Split],
) -> tuple[list[str], Split] | None:
    """The first separator by which most of the cells hold one value for each of the items."""
    values = sample(found.grid, found.body, heading.column).values
    texts = [to_text(v).strip() for v in values if isinstance(v, str) and not is_blank(v)]
    if len(texts) < _FEWEST or len(texts) < len(values):
        return None
    split = dividing(texts, names, TESTS, separators)
    return (labels, split) if split else None


def dividing(
    texts: Sequence[str],
    names: Sequence[str],
    tests: Mapping[str, Callable[[Value], float]],
    separators: Sequence[Split] = _SEPARATORS,
) -> Split | None:
    """What divides most of the texts so that each part suits its item; None where nothing does."""
    for split in separators:
        parts = [split(text) for text in texts]
        whole = [p for p in parts if len(p) == len(names) and all(x.strip() for x in p)]
        fitting = [
            sum(tests[n](p[k]) > 0 for p in whole) for k, n in enumerate(names) if n in tests
        ]
        if len(whole) >= _MOSTLY * len(texts) and all(n * 2 >= len(whole) for n in fitting):
            return split
    return None


def _number_and_day(text: str) -> list[str]:
    """102602100001 and R8.6.20 of one cell, in that order; [] where it holds anything else."""
    found = [part for part in re.split(r"[\s（）()、,／/]{1,3}(?=\S)", text) if squeeze(part)]
    if len(found) != 2:
        return []
    first, second = found
    second = second.rstrip("）)")
    if TESTS["certificate_number"](second) > TESTS["certificate_number"](first):
        first, second = second, first
    return [first, second]
