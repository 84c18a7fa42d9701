"""Records of a 研修修了者名簿: the readers of its columns and what the rules compare."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping, Sequence
from functools import partial

import pandas as pd

from validators.guideline import fields
from validators.numbers import agency, certificate, municipality, registration
from validators.schemas.records import ABSENT, Reader, Records, understand
from validators.text import to_text
from validators.values import dates as wareki
from validators.values import durations, names

_DATES = ("birth_date", "completed_on", "issued_on")
_NUMBERS = ("minutes", "agency_number")


def roster_records(
    values: Mapping[str, Sequence[object]],
    *,
    today: dt.date,
    prefecture: int | None = None,
    required: durations.Required = durations.LEAST,
) -> Records:
    """Raw columns of a roster as typed records; values as for ``records.understand``."""
    readers: dict[str, Reader] = {
        "certificate_number": lambda v: certificate.read(v, today=today),
        "registration_number": registration.read,
        "name": names.read_name,
        "birth_date": wareki.read_date,
        "completed_on": wareki.read_date,
        "issued_on": wareki.read_date,
        "field": fields.read,
        "agency_number": agency.read,
        "municipality": lambda v: municipality.read(v, prefecture),
        "minutes": partial(durations.read_minutes, required=required),
    }
    records = understand(values, readers, dates=_DATES, numbers=_NUMBERS)
    if "certificate_number" in records.typed:
        unread = zip(values["certificate_number"], records.typed["certificate_number"], strict=True)
        tails = (
            re.sub(r"\D", "", certificate.compact(to_text(raw)))[-5:]
            for raw, read in unread
            if read is None and raw is not ABSENT
        )
        records.unread_sequences = frozenset(int(t) for t in tails if t)
    _derive(records.typed)
    return records


def _derive(frame: pd.DataFrame) -> None:
    """Columns the rules compare: parts of the number, the field's digit, texts of the rest."""
    if "certificate_number" in frame:
        numbers = frame["certificate_number"]
        known = numbers.notna()
        parts = [(n.prefecture, n.year, n.agency, n.field, n.sequence) for n in numbers[known]]
        names_ = [
            "number_prefecture",
            "number_year",
            "number_agency",
            "number_kind",
            "number_sequence",
        ]
        frame[names_] = pd.DataFrame(
            parts, index=numbers.index[known], columns=names_, dtype="float64"
        ).reindex(frame.index)
        frame["number"] = pd.Series(
            [n.text if n is not None else None for n in numbers], dtype=object
        )
    if "field" in frame:
        frame["kind"] = pd.Series(
            [f.number if f is not None else None for f in frame["field"]], dtype="float64"
        )
    if "registration_number" in frame:
        frame["registration"] = pd.Series(
            [r.text if r is not None else None for r in frame["registration_number"]], dtype=object
        )
    if "name" in frame:
        frame["name_key"] = pd.Series(
            [names.name_key(n) if n else None for n in frame["name"]], dtype=object
        )
