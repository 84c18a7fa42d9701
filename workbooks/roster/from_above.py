"""What a cell takes from the ones above it (上から読むもの): 〃, 同上, and what is written once for a group of rows."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Sequence

from validators.guideline import fields
from validators.guideline.fiscal_year import SCHEME_START
from validators.numbers import certificate
from validators.reading import Note
from validators.text import is_blank, is_ditto, normalize
from validators.values import dates
from workbooks.grid import Value
from workbooks.tables.headings import DATES, PERSON, TITLES
from workbooks.tables.records import plain_date
from workbooks.tables.table import Table

_ISO = re.compile(r"\d{4}-\d\d-\d\d")
_COMPACT = re.compile(r"(\d\d)(\d\d)(\d\d)")
_SERIAL = re.compile(r"\s*[1-5]\d{4}\s*")
_LAST_BIRTH = dt.date(2009, 1, 1)
_FEWEST = 3  # cells that make a habit of a column
_LEAST_OF_A_PERSON = 3  # columns, the name among them, that say who somebody is
_AGREE = 0.8  # of the rows of a group whose numbers name its field


def from_above(table: Table, *, dittos: bool) -> None:
    """What a cell takes from the one above: 〃 and 同上; a field and a date written once for a group of rows.

    dittos  does any cell of the table say so?
    """
    if dittos:
        _resolve_ditto(table)
    _plain_dates(table)
    _serial_texts(table)
    _only_era(table)
    _fill_down(table)
    _person_down(table)


def _resolve_ditto(table: Table) -> None:
    """〃 and 同上 mean the cell above; they are read so and reported."""
    for name, values in table.values.items():
        for i, value in enumerate(values):
            if i and name != "mark" and is_ditto(value):
                values[i] = values[i - 1]
                table.ditto.append((i, name))


def _plain_dates(table: Table) -> None:
    """In a 1904 workbook a bare number in a date column becomes the date it means: no one after
    this knows the system."""
    for name in DATES if table.date_1904 else ():
        if name in table.values:
            table.values[name] = [plain_date(value) for value in table.values[name]]


def _texts_among(table: Table, names: Sequence[str]) -> Iterator[tuple[str, list[Value]]]:
    """The columns of these that hold a text: most hold days alone."""
    for name in names:
        if str in set(map(type, table.values.get(name, ()))):
            yield name, table.values[name]


def _serial_texts(table: Table) -> None:
    """A column of day numbers as text (45222) is read where all of them are days that suit it."""
    for name, values in _texts_among(table, DATES):
        serials = {
            i: v for i, v in enumerate(values) if isinstance(v, str) and _SERIAL.fullmatch(v)
        }
        days = {i: dates.read_date(int(v)).value for i, v in serials.items()}
        known = [day for day in days.values() if day and _suits(name, day)]
        if len(known) < _FEWEST or len(known) < len(days) * _AGREE:
            continue
        for i, day in days.items():
            if day:
                params = {"column": "", "value": serials[i]}
                table.noted.append((i, name, Note("date-spelling", params, dates.show(day))))
                values[i] = day


def _suits(name: str, day: dt.date) -> bool:
    return day < _LAST_BIRTH if name == "birth_date" else day >= SCHEME_START


def _only_era(table: Table) -> None:
    """7.8.20 and 070820 under 修了年月日: since April 2017 only one era is possible, so the date reads one way."""
    for name, values in _texts_among(table, ("completed_on", "issued_on")):
        for i, value in enumerate(values):
            if not isinstance(value, str) or not value[:1].isdecimal():
                continue
            possible = [day for day in _without_era(value) if day >= SCHEME_START]
            if len(possible) == 1:
                params = {"column": "", "value": value}
                note = Note("date-era-inferred", params, dates.show(possible[0]))
                table.noted.append((i, name, note))
                values[i] = possible[0]


def _without_era(value: str) -> set[dt.date]:
    """The days that a date without era may mean; none for any other text."""
    notes = dates.read_date(value).notes
    if not notes:
        return set()
    compact = _COMPACT.fullmatch(normalize(value))
    if compact and notes[0].rule == "date-unreadable":
        notes = dates.read_date("-".join(compact.groups())).notes or notes
    if notes[0].rule != "date-era-missing":
        return set()
    return {dt.date.fromisoformat(d) for d in _ISO.findall(notes[0].suggestion)}


def _fill_down(table: Table) -> None:
    """A field written once for a group of rows, where every number below agrees; a date with the same gaps too."""
    column, numbers = table.values.get("field"), table.values.get("certificate_number")
    if not column or not numbers or is_blank(column[0]) or table.groups[0].field is not None:
        return
    blanks = {value for value in set(column) if is_blank(value)}
    gaps = [i for i, value in enumerate(column) if value in blanks]
    if len(gaps) < 2 or len(gaps) * 10 < len(column) * 3:
        return
    filled: list[Value] = []
    agreeing = 0
    for value, number in zip(column, numbers, strict=True):
        above = filled[-1] if is_blank(value) else value
        filled.append(above)
        kind, read = fields.read(above).value, certificate.read(number).value
        agreeing += (
            is_blank(value) and kind is not None and read is not None and kind.number == read.field
        )
    if agreeing < len(gaps) * _AGREE:
        return
    table.values["field"] = filled
    names = ["field"]
    for name in ("completed_on", "issued_on"):
        days = table.values.get(name)
        if days and [i for i, value in enumerate(days) if is_blank(value)] == gaps:
            for i in gaps:
                days[i] = days[i - 1]
            names.append(name)
    at = table.groups[0].at.get("field", min(table.headings))
    shown = "・".join(TITLES[n] for n in names)
    params = {"columns": shown, "rows": len(gaps), "why": "（修了証番号と合います）"}
    note = Note("column-filled-down", params)
    table.told.append((table.heading_cell(at), table.headings.get(at, ""), note))


def _person_down(table: Table) -> None:
    """A person written once above all that he or she completed: the rows below say nothing of the person."""
    names, numbers = table.values.get("name"), table.values.get("certificate_number")
    person = [n for n in PERSON if n in table.values]
    telling = [n for n in person if n != "occupation"]
    few = len(telling) < _LEAST_OF_A_PERSON
    if not names or not numbers or few or table.groups[0].field is not None:
        return
    blanks = set(filter(is_blank, dict.fromkeys(names)))
    filled = 0
    for i in range(1, len(names)) if blanks else ():
        if names[i] not in blanks:
            continue
        follows = table.rows[i] == table.rows[i - 1] + 1 and not is_blank(names[i - 1])
        alone = all(is_blank(table.values[n][i]) for n in telling)
        if follows and alone and not is_blank(numbers[i]):
            for n in person:
                table.values[n][i] = table.values[n][i - 1]
            filled += 1
    if filled:
        at = table.groups[0].at
        place = at.get("name") or at.get("family_name") or min(table.headings)
        note = Note("person-filled-down", {"rows": filled})
        table.told.append((table.heading_cell(place), table.headings.get(place, ""), note))
