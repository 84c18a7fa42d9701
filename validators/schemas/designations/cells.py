"""指定台帳のセル: readers of single cells: the day of a designation, a planned day, a 種別番号, the renewals."""

from __future__ import annotations

import re

from validators.guideline.fiscal_year import SCHEME_START, read_renewed
from validators.reading import Note, Reading
from validators.schemas.records import Reader
from validators.text import squeeze, to_text
from validators.values.answers import PAPER, says_no
from validators.values.dates import read_date

VOID = re.compile(r"無効|失効")
REVOKED = re.compile(r"取り?消し?|廃止|返上|辞退|取り?下げ")
_CLOSED = re.compile(r"[-‐－―ー–—/／]+")


def read_designated(value: object) -> Reading[object]:
    """Reads 指定年月日; one before the scheme is a slip of the pen, of which nothing follows."""
    reading = read_date(value)
    if reading.value is not None and reading.value < SCHEME_START:
        return Reading(None, (Note("designated-before-scheme", {"date": reading.value}),))
    return Reading(reading.value, reading.notes)


def read_kind_number(value: object) -> Reading[object]:
    """Reads a 種別番号, 1 to 8; anything else is none."""
    digits = re.fullmatch(r"[1-8]", squeeze(to_text(value)))
    return Reading(int(digits[0])) if digits else Reading(None)


def asked(reader: Reader) -> Reader:
    """Makes a reader that asks about a planned day that cannot be fixed; a day that no calendar has stays wrong."""

    def read(value: object) -> Reading[object]:
        reading = reader(value)
        if reading.value is None and any(n.rule != "date-nonexistent" for n in reading.notes):
            text = to_text(value).replace("\n", " ")
            return Reading(None, (Note("plan-date-vague", {"value": text}),))
        return reading

    return read


def read_renewals(value: object) -> Reading[object]:
    """Reads the renewals of a cell; what names none, and is not なし or 未提出, is not passed over in silence."""
    renewed, text = read_renewed(value), squeeze(to_text(value))
    nothing = (
        renewed
        or not text
        or says_no(text, PAPER)
        or _CLOSED.fullmatch(text)
        or VOID.search(text)
        or REVOKED.search(text)
    )
    note = Note("fiscal-year-unreadable", {"value": to_text(value)})
    return Reading(renewed, () if nothing else (note,))
