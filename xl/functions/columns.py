"""CERTNO, for one row and for columns of thousands (修了証番号を列で作る).

Arguments repeat down a roster, so each different one is read once and each series of numbers is made once.
"""

from __future__ import annotations

from functools import lru_cache

from validators.numbers import certificate
from validators.numbers.certificate import LAST_SEQUENCE
from validators.problems import InvalidValue
from validators.reading import Note
from validators.text import is_blank
from xl.functions.arguments import agency_of, date_of, field_of, prefecture_of, sequence_of
from xl.functions.registry import Argument, Columns, Function, FunctionFault, function

_KEY = 4  # arguments that decide the digits before the sequence


def certnos(self: Function, columns: Columns) -> list[object]:
    """CERTNO for rows given as five equally long columns."""
    if len(columns) != len(self.arguments):
        return [self.evaluate(row) for row in zip(*columns, strict=True)]
    prefixes: dict[tuple[object, ...], str] = {}
    out: list[object] = []
    for row in zip(*columns, strict=True):
        key, sequence = row[:_KEY], row[_KEY]
        prefix = prefixes.get(key)
        if prefix is None:
            prefix = prefixes[key] = _prefix(key)
        if (
            prefix
            and isinstance(sequence, (int, float))
            and 1 <= sequence <= LAST_SEQUENCE
            and sequence == int(sequence)
        ):
            out.append(f"{prefix}{int(sequence):05}")
        else:
            out.append(self.evaluate(row))
    return out


def _prefix(key: tuple[object, ...]) -> str:
    """The digits before the sequence, "" where an argument is missing or wrong."""
    parts = [_part(position, value) for position, value in enumerate(key)]
    if None in parts:
        return ""
    try:
        return certificate.prefix(*(part for part in parts if part is not None))
    except InvalidValue:
        return ""


@lru_cache(maxsize=4096, typed=True)
def _part(position: int, value: object) -> int | None:
    """One argument as its number, None where it is blank or cannot be read."""
    if is_blank(value):
        return None
    try:
        if position == 0:
            return prefecture_of(value)
        if position == 1:
            return date_of(value, "発行年月日").year
        if position == 2:
            return agency_of(value)
        return field_of(value).number
    except (FunctionFault, InvalidValue):
        return None


@function(
    "CERTNO",
    '修了証番号（12桁）を作ります。例: =CERTNO("北海道","2017-06-01",1,"乳児保育",1) → 011701100001',
    Argument("prefecture", "都道府県名または番号（群馬県、10）"),
    Argument("issued_on", "修了証の発行年月日（和暦も可）"),
    Argument("agency", "研修実施機関の番号（都道府県の研修は1）"),
    Argument("field", "研修分野の名称または種別番号（1〜8）"),
    Argument("sequence", "番号（1〜99999）"),
    many=certnos,
)
def certno(
    prefecture: object, issued_on: object, agency: object, field: object, sequence: object
) -> str:
    """Guideline 5(2)."""
    for value, what in (
        (issued_on, "発行年月日"),
        (agency, "機関番号"),
        (field, "研修分野"),
        (sequence, "番号"),
    ):
        if is_blank(value):
            raise InvalidValue(Note("function-argument-missing", {"column": what}))
    return certificate.make(
        prefecture_of(prefecture),
        date_of(issued_on, "発行年月日"),
        agency_of(agency),
        field_of(field).number,
        sequence_of(sequence),
    )
