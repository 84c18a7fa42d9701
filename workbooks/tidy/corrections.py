"""表記を整える: safe corrections of a roster's spelling, as a list to tick; only what reads one way is proposed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from validators.guideline import fields
from validators.numbers import certificate, municipality, registration
from validators.reading import Reading
from validators.text import normalize, to_text
from validators.values import dates as wareki
from workbooks.a1 import position
from workbooks.grid import CellError, Value
from workbooks.roster.read import Table
from workbooks.tables.headings import DATES

# Readings whose value is certain; anything else a person decides, so nothing is proposed.
_SAFE = frozenset(
    (
        "number-spelling",
        "number-lost-zero",
        "registration-spelling",
        "field-spelling",
        "field-alias",
        "municipality-spelling",
        "date-spelling",
    )
)


@dataclass(frozen=True, slots=True)
class Correction:
    """One cell: what stands there, what is proposed (a true date for dates), and why in a few words."""

    sheet: str
    cell: str
    heading: str
    before: Value
    after: str | dt.date
    reason: str

    @property
    def shown(self) -> str:
        """The proposal as the clerk reads it."""
        return wareki.to_wareki(self.after) if isinstance(self.after, dt.date) else self.after


def corrections(tables: Sequence[Table]) -> list[Correction]:
    """Everything that may be tidied, in the order of the sheet. Values joined from several cells are left alone."""
    found = []
    for table in tables:
        for column, (read, reason) in _READERS.items():
            values = table.values.get(column, [])
            for record, value in enumerate(values):
                group = table.groups[table.group_of[record]]
                if (
                    column not in group.at
                    or group.at[column] in table.joined
                    or value in (None, "")
                    or isinstance(value, (CellError, dt.date))
                ):
                    continue
                after = read(value)
                if after is not None and after != value:
                    found.append(
                        Correction(
                            table.sheet,
                            table.cell(record, column),
                            table.heading(record, column),
                            value,
                            after,
                            reason,
                        )
                    )
    order = {table.sheet: n for n, table in enumerate(tables)}
    return sorted(found, key=lambda c: (order[c.sheet], *position(c.cell)))


def _certain(reading: Reading[object]) -> bool:
    return reading.value is not None and all(note.rule in _SAFE for note in reading.notes)


def _number(value: Value) -> str | None:
    reading = certificate.read(value)
    return reading.value.text if reading.value is not None and _certain(reading) else None


def _registration(value: Value) -> str | None:
    reading = registration.read(value)
    return reading.value.text if reading.value is not None and _certain(reading) else None


def _field(value: Value) -> str | None:
    reading = fields.read(value)
    return reading.value.name if reading.value is not None and _certain(reading) else None


def _municipality(value: Value) -> str | None:
    """府中市 lies in two prefectures and 中央区 in many cities: what stands in front of such a name
    is not taken away."""
    reading = municipality.read(value)
    if (
        reading.value is None
        or not _certain(reading)
        or len(municipality.find(reading.value.name)) > 1
    ):
        return None
    return reading.value.name


def _date(value: Value) -> dt.date | None:
    """Text becomes a true date; numbers are dates already, only their format is missing."""
    if not isinstance(value, str):
        return None
    reading = wareki.read_date(value)
    return reading.value if _certain(reading) else None


def _name(value: Value) -> str | None:
    """One full-width space between the parts of a name that has a space; the characters stay as typed."""
    text = to_text(value)
    if "\n" in text or "（" in text or "(" in text:
        return None
    parts = [p for p in text.replace("　", " ").split(" ") if p]
    tidy = "　".join(parts)
    return tidy if len(parts) <= 2 and normalize(tidy) == normalize(text) else None


_READERS: dict[str, tuple[Callable[[Value], str | dt.date | None], str]] = {
    "registration_number": (_registration, "登録番号の書き方"),
    "name": (_name, "氏名の空白"),
    "field": (_field, "分野の名称"),
    "certificate_number": (_number, "番号の書き方"),
    "municipality": (_municipality, "市町村名の書き方"),
    **dict.fromkeys(DATES, (_date, "日付に直す")),
}
