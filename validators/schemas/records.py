"""Records (名簿の行) as a typed frame: every raw cell read once by the reader of its column.

The frame keeps two sides: ``raw`` as it stood in the file and ``typed`` as understood. What a value
alone shows is already
known here; what the values show together is for the schema.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from operator import itemgetter
from typing import Any, cast

import numpy as np
import numpy.typing as npt
import pandas as pd

from validators.reading import ABSENT, Note, Reading
from validators.text import LONGEST, Blank, is_blank, says_something, to_text

# What a column allows as blank besides nothing: 「－」 for an employer says that there is none.
_BLANK_AS: dict[str, Blank] = {
    **dict.fromkeys(("employer", "municipality"), Blank.DASH | Blank.WORD),
    **dict.fromkeys(("address", "postal_code"), Blank.FRAME | Blank.WORD),
    **dict.fromkeys(("name", "kana", "field", "registration_number"), Blank.WORD),
    "certificate_number": Blank.FRAME | Blank.WORD,
}
_BLANK_DATE = Blank.FRAME | Blank.WORD | Blank.DASH


Codes = npt.NDArray[np.int32]  # record → number of its cell among the different ones


@dataclass(frozen=True, slots=True)
class Fault:
    """A note at one value of one record. ``unread``: nobody could read the value, so nothing was asked of it."""

    record: int
    column: str
    note: Note
    unread: bool = False


@dataclass(frozen=True, slots=True)
class Cells:
    """One column's different cells as understood, each once, and which of them every record has.

    raw     the different cells
    values  one typed value per different cell, None where it is blank or unread
    codes   record → its place in ``values``
    """

    raw: Sequence[object]
    values: Sequence[Any]
    codes: Codes

    def texts(self, derive: Callable[[Any], str]) -> pd.Series:
        """The text ``derive`` makes of every record's value; None gives NaN, which equals nothing. Plain objects:
        pandas' own kind of text would copy every one of them."""
        made: list[object] = []
        for cell, value in zip(self.raw, self.values, strict=True):
            text = math.nan if value is None else derive(value)
            made.append(cell if cell == text else text)  # most stand so in the file: kept once
        return pd.Series(_objects(made).take(self.codes), dtype=object)

    def numbers(self, derive: Callable[[Any], Sequence[float]], width: int) -> list[_Floats]:
        """``width`` columns of numbers that ``derive`` makes of every record's value; None gives NaN."""
        nothing = (math.nan,) * width
        made = [nothing if value is None else derive(value) for value in self.values]
        parts = np.array(made, dtype=np.float64).reshape(len(made), width)
        return [parts[:, n].take(self.codes) for n in range(width)]


@dataclass(slots=True)
class Records:
    """``typed`` is indexed by record; ``blank[column]`` tells which cells of an existing column are empty;
    ``cells`` are the columns as they were read;
    ``unread_sequences`` are the last five digits of certificate numbers that could not be read."""

    typed: pd.DataFrame
    blank: dict[str, pd.Series]
    faults: list[Fault] = field(default_factory=list)
    cells: dict[str, Cells] = field(default_factory=dict)
    unread_sequences: frozenset[int] = frozenset()

    def __len__(self) -> int:
        return len(self.typed)

    def read(self, column: str, record: int) -> Any:
        """What was understood of a cell, None where it is blank or could not be read, or no table has the column."""
        cells = self.cells.get(column)
        return None if cells is None else cells.values[cells.codes[record]]


_LONGEST_TEXT = 1000  # characters of a remark that anybody reads


def read_text(value: object) -> Reading[str]:
    """A plain text; too long a one is noted."""
    text = to_text(value).strip()
    if len(text) > _LONGEST_TEXT:
        return Reading(text, (Note("cell-too-long", {"length": len(text)}),))
    return Reading(text or None)


Reader = Callable[[object], Reading[object]]
_Floats = npt.NDArray[np.float64]
_Read = tuple[object, tuple[Note, ...], bool]  # value, what has to be said of it, is it blank


@dataclass(slots=True)
class _Column:
    """What every different cell of a column means.

    values  one per cell, None where it is blank or unread    notes  cell → what has to be said of it
    blank   the cells that are empty
    """

    values: list[object] = field(default_factory=list)
    notes: dict[int, tuple[Note, ...]] = field(default_factory=dict)
    blank: list[int] = field(default_factory=list)

    def among(self, cells: Collection[int], codes: Codes) -> npt.NDArray[np.bool_]:
        """Record → is its cell one of these?"""
        if not cells:
            return np.zeros(len(codes), dtype=bool)
        are = np.zeros(len(self.values), dtype=bool)
        are[list(cells)] = True
        return are.take(codes)


def understand(
    values: Mapping[str, Sequence[object]],
    readers: Mapping[str, Reader],
    *,
    dates: Collection[str] = (),
    numbers: Collection[str] = (),
) -> Records:
    """Read raw columns (canonical name → one raw cell per record, ``ABSENT`` where the table lacks the column).

    readers  column → how a cell is read; others are plain text    dates, numbers  columns typed as
    datetime64 and float64
    Error values of formulas must come as texts beginning with "#" or as ``（数式が未計算）``.
    """
    size = max((len(v) for v in values.values()), default=0)
    typed: dict[object, pd.Series] = {}
    records = Records(pd.DataFrame(), {})
    for column, raw in values.items():
        also = _BLANK_DATE if column in dates else _BLANK_AS.get(column, Blank.NOTHING)
        different, codes = _different(raw)
        read = _read_each(column, different, readers.get(column, read_text), also)
        cells = Cells(different, read.values, codes)
        records.blank[column] = pd.Series(read.among(read.blank, codes), dtype=bool)
        records.cells[column] = cells
        records.faults += _faults(column, read, codes)
        typed[column] = _typed(cells, column in dates, column in numbers)
    # names as plain objects: every look-up costs ten times as much in pandas' own kind of text
    names = pd.Index(list(typed), dtype=object)
    records.typed = pd.DataFrame(typed, index=pd.RangeIndex(size), columns=names)
    return records


def _objects(values: Sequence[object]) -> npt.NDArray[np.object_]:
    """One object per value, tuples among them left whole."""
    return np.fromiter(values, dtype=object, count=len(values))


def _typed(cells: Cells, is_date: bool, is_number: bool) -> pd.Series:
    """A column of the typed frame: datetime64, float64 or objects."""
    values = _objects(cells.values)
    if is_date:
        days = pd.to_datetime(pd.Series(values, dtype=object), errors="coerce")
        return pd.Series(days.to_numpy(dtype="datetime64[s]").take(cells.codes))
    return pd.Series(values.take(cells.codes), dtype="float64" if is_number else object)


def _different(raw: Sequence[object]) -> tuple[list[object], Codes]:
    """The different cells of a column, and record → which of them it has; 1, 1.0 and True are different cells."""
    kinds = set(map(type, raw))
    alike = (sum(issubclass(kind, one) for kind in kinds) for one in ((int, float), str))
    mixed = any(number > 1 for number in alike)
    keys: Sequence[object] = list(zip(map(type, raw), raw, strict=True)) if mixed else raw
    size, known = len(keys), dict[object, int]()  # different cell → where it comes first
    first = np.fromiter(map(known.setdefault, keys, range(size)), dtype=np.int32, count=size)
    codes = (np.cumsum(first == np.arange(size), dtype=np.int32) - 1).take(first)
    return [key[1] for key in known] if mixed else list(known), codes  # type: ignore[index]


def _faults(column: str, read: _Column, codes: Codes) -> Iterator[Fault]:
    """What the readers said of the cells, record by record."""
    for record in np.flatnonzero(read.among(read.notes, codes)).tolist():
        cell = codes[record]
        for note in read.notes[cell]:
            yield Fault(record, column, note, read.values[cell] is None)


def _read_each(column: str, different: Sequence[object], reader: Reader, also: Blank) -> _Column:
    """What every different cell of a column means; ABSENT and blank stay None."""
    if reader is read_text and (texts := _sure_texts(different)):
        return _Column(list(map(str.strip, texts)))
    read = _Column()
    for number, value in enumerate(different):
        # the quick way for nearly every cell of a long table; _read says the same of it
        if isinstance(value, str) and says_something(value[:1]) and len(value) <= LONGEST:
            value_read, notes = reader(value)
            if not notes:
                read.values.append(value_read)
                continue
        value_read, notes, blank = _read(column, value, reader, also)
        read.values.append(value_read)
        if notes:
            read.notes[number] = notes
        if blank:
            read.blank.append(number)
    return read


def _sure_texts(different: Sequence[object]) -> Sequence[str]:
    """The cells of a column where each is a text that says something, and none is too long; () of any other."""
    if set(map(type, different)) != {str} or not all(different):
        return ()
    texts = cast("Sequence[str]", different)
    sure = all(map(says_something, set(map(itemgetter(0), texts))))
    return texts if sure and max(map(len, texts)) <= LONGEST else ()


def _read(column: str, value: object, reader: Reader, also: Blank) -> _Read:
    if value is ABSENT:
        return None, (), False
    if is_blank(value, also):
        return None, (), True
    if isinstance(value, str):
        if value[0] == "#" and value.isupper():
            return None, (Note("cell-error", {"column": column, "value": str(value)}),), False
        if value == "（数式が未計算）":
            return None, (Note("cell-uncalculated", {"column": column}),), False
        if len(value) > LONGEST and reader is not read_text:
            return None, (Note("cell-too-long", {"column": column, "length": len(value)}),), False
    reading = reader(value)
    if not reading.notes:
        return reading.value, (), False
    notes = tuple(Note(n.rule, {"column": column, **n.params}, n.suggestion) for n in reading.notes)
    return reading.value, notes, False
