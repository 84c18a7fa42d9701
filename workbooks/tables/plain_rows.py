"""Rows that are records at first sight (一目で記録と分かる行): most rows of most tables.

What ``record_rows`` asks of a row costs more than reading it from the file. A long table has few different cells in
most of its columns: each is asked once here, and row by row only those rows that stay in doubt.
"""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from collections.abc import Collection, Iterable, Mapping, Sequence, Set
from dataclasses import dataclass
from itertools import chain, islice
from operator import itemgetter

from validators.text import is_blank, is_ditto, may_be_ditto, normalize
from workbooks.grid import Grid, Value
from workbooks.tables.no_record import no_records_in

Kinds = dict[int, type]  # place in the row → what stands there
_ALIKE = 2  # cells by which a row is like the one above
_DIGITS = 6
_NUMBERED = re.compile(r"(?:[^0-9]*+[0-9]){6}")
_FIRST = 4  # cells of a row that say whether it is a heading or 合計
_LOOKED_AT = 8  # cells of a row, in which a record has three texts
_ENOUGH = 5  # cells filled in a row that is no note
_SHORT = 4  # characters; what is longer is neither blank nor the number of a column


def kinds_in(cells: Sequence[Value]) -> Kinds:
    """Where a row holds days and numbers; of a row without two of them (a CSV has none), texts of six digits as well,
    which no heading has."""
    found: Kinds = {
        j: type(c) for j, c in enumerate(cells) if not (c is None or isinstance(c, str))
    }
    if len(found) < _ALIKE:
        for j, c in enumerate(cells):
            if c.__class__ is str and len(c) >= _DIGITS and _NUMBERED.match(c):
                found[j] = str
    return found


def is_like(above: Kinds, kinds: Kinds) -> bool:
    """Has a row the days and numbers of the row above, two or more? Then it is one of the same table, no heading."""
    return len(above) >= _ALIKE and above.items() <= kinds.items()


@dataclass(frozen=True, slots=True)
class Different:
    """The different cells of a column, the texts among them, and the letters that these begin with: a long column
    begins with few, and most of what a text may say instead of a value begins with one of its own."""

    cells: Set[Value]
    texts: Sequence[str]
    begins: Set[str]

    @classmethod
    def of(cls, cells: Iterable[Value]) -> Different:
        """From cells that may repeat."""
        # in the order of the rows, in which they lie in memory: going through a set takes twice as long
        different = dict.fromkeys(cells).keys()
        texts = [cell for cell in different if isinstance(cell, str) and cell]
        return cls(different, texts, set(map(itemgetter(0), texts)))

    def any_ditto(self) -> bool:
        """Does one of the cells say 〃 or 同上?"""
        return may_be_ditto(self.begins) and any(map(is_ditto, self.texts))


@dataclass(frozen=True, slots=True)
class Checked:
    """What a table's rows are judged by.

    columns   columns whose cells are read    identity  columns one of which a record fills
    evidence  (column, item) pairs whose cells prove a record    labels  headings, for rows that repeat them
    last      the last column of the table
    different  column up to the last → its different cells, where every row reaches it
    """

    columns: tuple[int, ...]
    identity: frozenset[int]
    evidence: tuple[tuple[int, str], ...]
    labels: frozenset[str]
    last: int
    different: Mapping[int, Different]


def different_cells(grid: Grid, body: range, last: int) -> dict[int, Different]:
    """Column up to the ``last`` → its different cells in the rows of ``body``, for columns that every row reaches."""
    columns = enumerate(zip(*_rows(grid, body), strict=False), grid.left)
    return {number: Different.of(cells) for number, cells in columns if number <= last}


def in_doubt(grid: Grid, body: range, checked: Checked, nothing: Set[Value]) -> Collection[int]:
    """The rows, numbered from the first of ``body``, of which ``record_rows`` has to ask. Any other has five cells
    that say something, one of them surely a person's or a day, and neither a heading nor 合計 among the first."""
    rows, different = _rows(grid, body), checked.different
    everything = range(len(rows))
    filled = [
        c for c in checked.columns if c in different and different[c].cells.isdisjoint(nothing)
    ]
    if len(filled) < _ENOUGH or any(c not in different for c in (*checked.columns, checked.last)):
        return everything
    unknown: Collection[int] = everything
    for column in sorted(checked.identity):
        if not unknown:
            break
        unsure = {v for v in different[column].cells if v in nothing or not _identifies(v)}
        unknown = _with(rows, column - grid.left, unsure, unknown)
    doubtful, never_blank = set(unknown), 0
    for column in sorted(different):
        cells, texts = different[column].cells, different[column].texts
        odd = no_records_in(texts) | _labels(different[column], checked.labels)
        doubtful.update(_with(rows, column - grid.left, odd, everything))
        blank = None in cells or "" in cells or any(is_blank(t) for t in texts if len(t) <= _SHORT)
        never_blank += not blank
        if never_blank == _FIRST:
            break
    return doubtful


def no_headings_in(rows: Sequence[Sequence[Value]], known: Set[str]) -> bool:
    """Are these records all of them: three texts in each, and nowhere a word of the headings ``known``?"""
    if not known.isdisjoint(chain.from_iterable(rows)):
        return False
    columns = islice(zip(*rows, strict=False), _LOOKED_AT)
    return sum(set(map(type, cells)) == {str} and all(cells) for cells in columns) > 2


def _rows(grid: Grid, body: range) -> Sequence[Sequence[Value]]:
    return grid.rows[body.start - grid.top : body.stop - grid.top]


def _with(
    rows: Sequence[Sequence[Value]], column: int, cells: Collection[Value], among: Collection[int]
) -> list[int]:
    """The numbers ``among`` of the rows that have one of the cells in a column."""
    return [number for number in among if rows[number][column] in cells] if cells else []


def _identifies(value: Value) -> bool:
    """Is the cell surely a name, a number of a person or a day?"""
    if isinstance(value, str):
        return len(value) > _SHORT and (value[0].isalpha() or value[:3].isdecimal())
    return isinstance(value, dt.date)


def _labels(different: Different, labels: Set[str]) -> set[str]:
    """The texts that are one of the labels, which are normalized; hardly any begins as one of them does."""
    known = {_begins(label[:1]) for label in labels}
    first = {letter for letter in different.begins if _begins(letter) in (*known, "")}
    texts = different.texts if first else ()
    return {text for text in texts if text[0] in first and normalize(text) in labels}


def _begins(letter: str) -> str:
    """What a text that is ``normalize``d begins with, before marks are put together with letters."""
    return unicodedata.normalize("NFKD", normalize(letter))[:1]
