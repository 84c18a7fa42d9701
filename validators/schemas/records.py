"""Records (名簿の行) as a typed frame: every raw cell read once by the reader of its column.

The frame keeps two sides: ``raw`` as it stood in the file and ``typed`` as understood. What a value
alone shows is already
known here; what the values show together is for the schema.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field

import pandas as pd

from validators.reading import Note, Reading
from validators.text import LONGEST, Blank, is_blank, to_text

# What a column allows as blank besides nothing: 「－」 for an employer says that there is none.
_BLANK_AS: dict[str, Blank] = {
    **dict.fromkeys(("employer", "municipality"), Blank.DASH | Blank.WORD),
    **dict.fromkeys(("address", "postal_code"), Blank.FRAME | Blank.WORD),
    **dict.fromkeys(("name", "kana", "field", "registration_number"), Blank.WORD),
    "certificate_number": Blank.FRAME | Blank.WORD,
}
_BLANK_DATE = Blank.FRAME | Blank.WORD | Blank.DASH


class Absent:
    """Stands where a record's table has no such column: neither blank nor a value."""

    def __repr__(self) -> str:
        return "ABSENT"


ABSENT = Absent()


@dataclass(frozen=True, slots=True)
class Fault:
    """A note at one value of one record. ``unread``: nobody could read the value, so nothing was asked of it."""

    record: int
    column: str
    note: Note
    unread: bool = False


@dataclass(slots=True)
class Records:
    """``typed`` is indexed by record; ``blank[column]`` tells which cells of an existing column are empty;
    ``unread_sequences`` are the last five digits of certificate numbers that could not be read."""

    typed: pd.DataFrame
    blank: dict[str, pd.Series]
    faults: list[Fault] = field(default_factory=list)
    unread_sequences: frozenset[int] = frozenset()

    def __len__(self) -> int:
        return len(self.typed)


def read_text(value: object) -> Reading[str]:
    """A plain text; too long a one is noted."""
    text = to_text(value).strip()
    if len(text) > LONGEST:
        return Reading(text, (Note("cell-too-long", {"length": len(text)}),))
    return Reading(text or None)


Reader = Callable[[object], Reading[object]]


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
    frame = pd.DataFrame(index=pd.RangeIndex(size))
    blank: dict[str, pd.Series] = {}
    faults: list[Fault] = []
    for column, raw in values.items():
        also = _BLANK_DATE if column in dates else _BLANK_AS.get(column, Blank.NOTHING)
        out, empty = _read_column(column, raw, readers.get(column, read_text), also, faults)
        blank[column] = pd.Series(empty, dtype=bool)
        if column in dates:
            frame[column] = pd.to_datetime(pd.Series(out, dtype=object), errors="coerce").astype(
                "datetime64[s]"
            )
        else:
            frame[column] = pd.Series(out, dtype="float64" if column in numbers else object)
    return Records(frame, blank, faults)


def _read_column(
    column: str, raw: Sequence[object], reader: Reader, also: Blank, faults: list[Fault]
) -> tuple[list[object], list[bool]]:
    """Each different value is read once; ABSENT and blank stay None."""
    keys = list(zip(map(type, raw), raw, strict=True))  # 1, 1.0 and True are different cells
    known = {key: _read(column, key[1], reader, also) for key in dict.fromkeys(keys)}
    out = [known[key][0] for key in keys]
    empty = [known[key][2] for key in keys]
    if any(notes for _, notes, _ in known.values()):
        for record, key in enumerate(keys):
            value, notes, _ = known[key]
            faults.extend(Fault(record, column, note, value is None) for note in notes)
    return out, empty


def _read(
    column: str, value: object, reader: Reader, also: Blank
) -> tuple[object, tuple[Note, ...], bool]:
    if value is ABSENT:
        return None, (), False
    if is_blank(value, also):
        return None, (), True
    if isinstance(value, str) and value[0] == "#" and value.isupper():
        return None, (Note("cell-error", {"column": column, "value": str(value)}),), False
    if value == "（数式が未計算）":
        return None, (Note("cell-uncalculated", {"column": column}),), False
    if isinstance(value, str) and len(value) > LONGEST and reader is not read_text:
        return None, (Note("cell-too-long", {"column": column, "length": len(value)}),), False
    reading = reader(value)
    notes = tuple(Note(n.rule, {"column": column, **n.params}, n.suggestion) for n in reading.notes)
    return reading.value, notes, False
