"""Records (名簿の行) as a typed frame: every raw cell read once by the reader of its column.

The frame keeps two sides: ``raw`` as it stood in the file and ``typed`` as understood. What a value alone shows is already
known here; what the values show together is for the schema.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

import pandas as pd

from validators import names, wareki
from validators.guideline import completion, fields
from validators.numbers import agency, certificate, municipality, registration
from validators.reading import Note, Reading
from validators.text import fold_hyphens, to_text

LONGEST = 1000  # no column of a roster needs more characters; beyond, something was pasted by mistake


class Absent:
    """Stands where a record's table has no such column: neither blank nor a value."""

    def __repr__(self) -> str:
        return "ABSENT"


ABSENT = Absent()


@dataclass(frozen=True, slots=True)
class Fault:
    """A note at one value of one record."""

    record: int
    column: str
    note: Note


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


def _text(value: object) -> Reading[str]:
    text = to_text(value).strip()
    if len(text) > LONGEST:
        return Reading(text, (Note("cell-too-long", {"length": len(text)}),))
    return Reading(text or None)


def understand(values: Mapping[str, Sequence[object]], *, today: dt.date, prefecture: int | None = None) -> Records:
    """Read raw columns (canonical name → one raw cell per record, ``ABSENT`` where the table lacks the column).

    Error values of formulas must come as texts beginning with "#" or as ``（数式が未計算）``.
    """
    readers: dict[str, Callable[[object], Reading[object]]] = {
        "certificate_number": lambda v: certificate.read(v, today=today),
        "registration_number": registration.read,
        "name": names.read_name,
        "birth_date": wareki.read_date,
        "completed_on": wareki.read_date,
        "issued_on": wareki.read_date,
        "field": fields.read,
        "agency_number": agency.read,
        "municipality": lambda v: municipality.read(v, prefecture),
        "minutes": completion.read_minutes,
    }
    size = max((len(v) for v in values.values()), default=0)
    typed: dict[str, list[object]] = {}
    blank: dict[str, pd.Series] = {}
    faults: list[Fault] = []
    for column, raw in values.items():
        out, empty = _read_column(column, raw, readers.get(column, _text), faults)
        typed[column] = out
        blank[column] = pd.Series(empty, dtype=bool)
    frame = pd.DataFrame(index=pd.RangeIndex(size))
    for column, out in typed.items():
        frame[column] = _series(column, out)
    _derive(frame)
    raw_numbers = values.get("certificate_number", ())
    unread = zip(raw_numbers, typed.get("certificate_number", ()), strict=True)
    tails = (re.sub(r"\D", "", certificate.compact(to_text(raw)))[-5:] for raw, read in unread if read is None and raw is not ABSENT)
    return Records(frame, blank, faults, frozenset(int(t) for t in tails if t))


def _read_column(
    column: str, raw: Sequence[object], reader: Callable[[object], Reading[object]], faults: list[Fault]
) -> tuple[list[object], list[bool]]:
    """Each different value is read once; ABSENT and blank stay None."""
    seen: dict[object, tuple[object, tuple[Note, ...], bool]] = {}
    out: list[object] = []
    empty: list[bool] = []
    for record, value in enumerate(raw):
        key = (value.__class__, value)   # 1, 1.0 and True are different cells
        known = seen.get(key)
        if known is None:
            known = seen[key] = _read(column, value, reader)
        out.append(known[0])
        empty.append(known[2])
        if known[1]:
            faults.extend(Fault(record, column, note) for note in known[1])
    return out, empty


def _read(
    column: str, value: object, reader: Callable[[object], Reading[object]]
) -> tuple[object, tuple[Note, ...], bool]:
    if value is ABSENT:
        return None, (), False
    if value is None or value == "" or (isinstance(value, str) and value.isspace()):
        return None, (), True
    if column in _DASHED and isinstance(value, str) and fold_hyphens(value.strip()).strip("-") == "":
        return None, (), True
    if isinstance(value, str) and value[0] == "#" and value.isupper():
        return None, (Note("cell-error", {"column": column, "value": str(value)}),), False
    if value == "（数式が未計算）":
        return None, (Note("cell-uncalculated", {"column": column}),), False
    reading = reader(value)
    notes = tuple(Note(n.rule, {"column": column, **n.params}, n.suggestion) for n in reading.notes)
    return reading.value, notes, False


_DASHED = ("employer", "municipality")      # 「－」 there says: works nowhere
_DATES = ("birth_date", "completed_on", "issued_on")


def _series(column: str, values: list[object]) -> pd.Series:
    if column in _DATES:
        return pd.Series(pd.to_datetime(pd.Series(values, dtype=object), errors="coerce")).astype("datetime64[s]")
    if column in ("minutes", "agency_number"):
        return pd.Series(values, dtype="float64")
    return pd.Series(values, dtype=object)


def _derive(frame: pd.DataFrame) -> None:
    """Columns the rules compare: parts of the number, the field's digit, texts of the rest."""
    if "certificate_number" in frame:
        numbers = frame["certificate_number"]
        known = numbers.notna()
        parts = [(n.prefecture, n.year, n.agency, n.field, n.sequence) for n in numbers[known]]
        names_ = ["number_prefecture", "number_year", "number_agency", "number_kind", "number_sequence"]
        frame[names_] = pd.DataFrame(parts, index=numbers.index[known], columns=names_, dtype="float64").reindex(frame.index)
        frame["number"] = pd.Series([n.text if n is not None else None for n in numbers], dtype=object)
    if "field" in frame:
        frame["kind"] = pd.Series([f.number if f is not None else None for f in frame["field"]], dtype="float64")
    if "registration_number" in frame:
        frame["registration"] = pd.Series([r.text if r is not None else None for r in frame["registration_number"]], dtype=object)
    if "name" in frame:
        frame["name_key"] = pd.Series([names.name_key(n) if n else None for n in frame["name"]], dtype=object)
