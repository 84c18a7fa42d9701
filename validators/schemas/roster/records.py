"""Records of a 研修修了者名簿: the readers of its columns and what the rules compare."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping, Sequence
from functools import partial

from validators.guideline import fields
from validators.numbers import agency, certificate, municipality, registration
from validators.reading import ABSENT, Reading
from validators.schemas.records import Cells, Reader, Records, read_text, understand
from validators.text import to_text
from validators.values import dates as wareki
from validators.values import durations, names
from validators.values.answers import EMPLOYED, says_no, says_nothing

_DATES = ("birth_date", "completed_on", "issued_on")
_NUMBERS = ("minutes", "agency_number")

_REMARK = re.compile(r"(?<=.)[（(][^（()）]*[）)]\s*$")


def roster_records(
    values: Mapping[str, Sequence[object]],
    *,
    today: dt.date,
    prefecture: int | None = None,
    required: durations.Required = durations.LEAST,
) -> Records:
    """Raw columns of a roster as typed records; values as for ``records.understand``."""
    readers: dict[str, Reader] = {
        "certificate_number": partial(certificate.read, today=today),
        "registration_number": registration.read,
        "name": names.read_name,
        "birth_date": wareki.read_date,
        "completed_on": wareki.read_date,
        "issued_on": wareki.read_date,
        "field": fields.read,
        "employer": _workplace,
        "agency_number": agency.read,
        "municipality": lambda v: (
            Reading(None) if _at_no_work(v) else municipality.read(v, prefecture)
        ),
        "minutes": partial(durations.read_minutes, required=required),
    }
    records = understand(values, readers, dates=_DATES, numbers=_NUMBERS)
    if numbers := records.cells.get("certificate_number"):
        records.unread_sequences = _unread(numbers)
    _derive(records)
    return records


def _workplace(value: object) -> Reading[str]:
    """The name of a workplace, None where there is none."""
    return Reading(None) if _at_no_work(value) else read_text(value)


def _at_no_work(value: object) -> bool:
    """なし（求職中）, 離職中 and 在職していない say that the person works nowhere."""
    plain = _REMARK.sub("", to_text(value))
    return says_nothing(plain) or says_no(plain, EMPLOYED)


def _unread(numbers: Cells) -> frozenset[int]:
    """The last five digits of the numbers that could not be read."""
    tails = (
        re.sub(r"\D", "", certificate.compact(to_text(cell)))[-5:]
        for cell, number in zip(numbers.raw, numbers.values, strict=True)
        if number is None and cell is not ABSENT
    )
    return frozenset(int(t) for t in tails if t)


NUMBER_COLUMNS = (
    "number_prefecture",
    "number_year",
    "number_agency",
    "number_kind",
    "number_sequence",
)


def _derive(records: Records) -> None:
    """Columns the rules compare: parts of the number, the field's digit, texts of the rest."""
    frame, cells = records.typed, records.cells
    if numbers := cells.get("certificate_number"):
        parts = numbers.numbers(lambda n: n, len(NUMBER_COLUMNS))
        for name, part in zip(NUMBER_COLUMNS, parts, strict=True):
            frame[name] = part
        frame["number"] = numbers.texts(lambda n: n.text)
    if kinds := cells.get("field"):
        (frame["kind"],) = kinds.numbers(lambda f: (f.number,), 1)
    derive_person(records)


def derive_person(records: Records) -> None:
    """Adds what the rules on persons compare: ``registration`` and ``name_key``, of the columns that are there."""
    if registrations := records.cells.get("registration_number"):
        records.typed["registration"] = registrations.texts(lambda r: r.text)
    if people := records.cells.get("name"):
        # each name once: a memory of the last ones would only cost
        records.typed["name_key"] = people.texts(names.name_key.__wrapped__)
