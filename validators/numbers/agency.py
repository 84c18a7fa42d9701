"""研修実施機関番号: two digits 01–99, 01 the prefecture's own training (Guideline 5(2)). There is
no rule for a 100th body."""

from __future__ import annotations

import re

from validators.problems import InvalidValue
from validators.reading import Note, Reading
from validators.text import normalize, squeeze, to_text

_PLAIN = re.compile(r"(?:指定)?(?:研修)?(?:実施)?(?:指定)?(?:機関)?(?:番号)?[:]?第?(\d{1,3})号?")
# A number before a name: 第12号…, "4 桐生市" or 04桐生市. 第2…園, 2丁目… and 21世紀… are names of
# bodies, 1.5 is no number.
_LEADING = re.compile(
    r"[(\[]?(?:第?(\d{1,2})号|(\d{1,2})[:.・)\] -]|(\d{2})(?!世紀|年|期|歳))[:.・)\] -]*[^\W\d].*"
)
_TRAILING = re.compile(r".*?[(\[](?:機関)?(?:番号)?[:]?第?(\d{1,2})号?[)\]]")


def compact(text: str) -> str:
    """Two digits, or the squeezed text where there are none to see."""
    value = read(text).value
    return f"{value:02}" if value else squeeze(text)


def validate(text: str) -> str:
    """Two digits. Raises InvalidValue."""
    reading = read(text)
    if reading.value is None:
        raise InvalidValue(
            reading.notes[0] if reading.notes else Note("agency-unreadable", {"value": ""})
        )
    return f"{reading.value:02}"


def is_valid(text: str) -> bool:
    """Would ``validate`` accept it?"""
    return read(text).value is not None


def format(text: str) -> str:
    """Two digits. Raises InvalidValue."""
    return validate(text)


def read(value: object) -> Reading[int]:
    """4, "０４", "04桐生市", "学校法人つつじ学園（12）", "機関番号：12"; three digits are a
    指定番号 (agency and kind): 043 → 4.

    >>> read("第02号").value, read("２").value, read("100").notes[0].rule
    (2, 2, 'agency-range')
    """
    spaced = normalize(to_text(value))
    text = spaced.replace(" ", "")
    if not text:
        return Reading(None)
    match = _PLAIN.fullmatch(text) or _TRAILING.fullmatch(text) or _LEADING.fullmatch(spaced)
    if not match:
        return Reading(None, (Note("agency-unreadable", {"value": text}),))
    digits = match[match.lastindex or 1]
    if len(digits) == 3:
        if digits[2] in "09" or digits[:2] == "00":
            return Reading(None, (Note("agency-range", {"value": digits}),))
        return Reading(int(digits[:2]))
    number = int(digits)
    return Reading(number) if number else Reading(None, (Note("agency-range", {"value": digits}),))


def name_beside(value: object) -> str:
    """The name that stands with the number: 04 桐生市 → 桐生市, 学校法人つつじ学園（12）; "" for a number alone.

    >>> name_beside("04桐生市"), name_beside("つつじ学園（12）"), name_beside("第02号")
    ('桐生市', 'つつじ学園', '')
    """
    spaced = normalize(to_text(value)).strip()
    if _PLAIN.fullmatch(spaced.replace(" ", "")):
        return ""
    if _TRAILING.fullmatch(spaced):
        return re.sub(r"\s*[(\[][^()\[\]]*[)\]]$", "", spaced)
    return (
        re.sub(r"^[(\[]?第?\d{1,2}号?[:.・)\] -]*", "", spaced)
        if _LEADING.fullmatch(spaced)
        else ""
    )
