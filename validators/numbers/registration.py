"""保育士登録番号: 都道府県名-6桁, e.g. 群馬県-012345. No check digit is known; other lengths exist,
so they are only asked about."""

from __future__ import annotations

import re
from typing import NamedTuple

from validators.numbers import prefecture as prefectures
from validators.problems import InvalidValue
from validators.reading import Note, Reading
from validators.text import LONGEST, LOOKALIKES, fold_hyphens, near, squeeze, to_text
from validators.values.answers import REGISTERED, says_no, says_nothing

_USUAL = re.compile(r"[0-9]{6}")
_CANDIDATE = 64  # signs of a text that may be a number with letters for digits
_SPLIT = re.compile(r"(?:保育士)?(?:登録番号|登録)?[:：]?第?([^0-9]*?)第?-*([0-9]+)号?")
_IN_BRACKETS = re.compile(r"(?<=[都道府県市])\(([0-9]+)\)$")  # 群馬県(012345)
_BEHIND = re.compile(r"^(?:第)?([0-9]+)(?:号)?\(([^()0-9]+[都道府県市])\)$")  # 012345(群馬県)
_PENDING = re.compile(r".*(取得中|申請中|手続中|手続き中|登録中|取得見込み?|取得予定).*")


class RegistrationNumber(NamedTuple):
    """Registrar (都道府県, or a 政令指定都市 for 地域限定保育士; "" when not written) and digits."""

    registrar: str
    digits: str

    @property
    def text(self) -> str:
        """群馬県-012345."""
        return f"{self.registrar}-{self.digits}" if self.registrar else self.digits


def compact(text: str) -> str:
    """One spelling; unreadable text comes back squeezed."""
    value = read(text).value
    return value.text if value else squeeze(text)


def validate(text: str) -> str:
    """The number in its one spelling. Raises InvalidValue when it cannot be read at all."""
    reading = read(text)
    if reading.value is None:
        raise InvalidValue(
            reading.notes[0] if reading.notes else Note("registration-unreadable", {"value": ""})
        )
    return reading.value.text


def is_valid(text: str) -> bool:
    """Would ``validate`` accept it?"""
    return read(text).value is not None


def format(text: str) -> str:
    """Same as ``validate``: the printed form is the canonical one."""
    return validate(text)


def clean(text: str) -> RegistrationNumber | None:
    """The number of a text in its one spelling, as nearly every cell is: the quick way of ``read``."""
    before, _, behind = text.partition("-")
    if before in prefectures.NUMBERS and _USUAL.fullmatch(behind):
        return RegistrationNumber(before, behind)
    return None


def join(prefecture: object, number: object) -> str:
    """One text from the two cells 保育士県名 and 保育士番号; a prefecture already in the number is not doubled."""
    registrar, number_text = to_text(prefecture).strip(), to_text(number).strip()
    match = _SPLIT.fullmatch(fold_hyphens(squeeze(number_text)))
    if not registrar or not match or match[1].strip("-第"):
        return number_text
    if squeeze(registrar)[:1].isdecimal() and (known := prefectures.number(registrar)):
        # 10, 10 群馬県
        registrar = prefectures.name(known)
    return f"{registrar}-{number_text}"


def read(value: object) -> Reading[RegistrationNumber]:
    """A cell as a registration number; blank-like marks (なし, －, 保育士以外) are nothing to say about.

    >>> read("群馬県－０１２３４５").value
    RegistrationNumber(registrar='群馬県', digits='012345')
    """
    text = to_text(value)
    if number := clean(text):
        return Reading(number)
    if len(text) > LONGEST:
        return Reading(None, (Note("registration-unreadable", {"value": text[:40] + "…"}),))
    plain = text
    if not (text.isdecimal() and text.isascii()):  # digits alone need no more
        plain = _IN_BRACKETS.sub(r"-\1", _BEHIND.sub(r"\2-\1", fold_hyphens(squeeze(text))))
        if says_no(plain.strip("()"), REGISTERED) or says_nothing(plain):
            return Reading(None)
        if _PENDING.fullmatch(plain):
            return Reading(None, (Note("registration-pending", {"value": text}),))
    match = _SPLIT.fullmatch(plain)
    if not match or len(match[2]) > 12:
        return Reading(None, (Note("registration-unreadable", {"value": text}, _lookalike(plain)),))
    label, digits = match[1].strip("-・.第"), match[2]
    notes: list[Note] = []
    registrar, note = _registrar(label, digits)
    if registrar is None:
        candidate = _lookalike(plain) or (note.suggestion if note else "")
        return Reading(None, (Note("registration-unreadable", {"value": text}, candidate),))
    number = RegistrationNumber(registrar, digits)
    if note:
        notes.append(note)
    if len(digits) != 6:
        notes.append(Note("registration-digits", {"digits": len(digits)}))
    if not notes and text.strip() != number.text:
        notes.append(Note("registration-spelling", {"value": text}, number.text))
    return Reading(number, tuple(notes))


def _lookalike(plain: str) -> str:
    """群馬県-O12345 → the candidate 群馬県-012345; "" where letters for digits are not what is wrong."""
    match = _SPLIT.fullmatch(plain.translate(LOOKALIKES)) if len(plain) <= _CANDIDATE else None
    label = match[1].strip("-") if match else ""
    return (
        f"{label}-{match[2]}"
        if match and len(match[2]) == 6 and label in prefectures.NUMBERS
        else ""
    )


def _registrar(label: str, digits: str) -> tuple[str | None, Note | None]:
    if not label:
        return "", Note("registration-prefecture-missing")
    if label in prefectures.NAMES:
        return label, None
    if label in prefectures.DESIGNATED_CITIES:
        return label, Note("registration-city", {"city": label})
    city = next(
        (c for c, p in prefectures.DESIGNATED_CITIES.items() if label == prefectures.name(p) + c),
        "",
    )
    if city:
        return city, Note("registration-city", {"city": city})
    number = prefectures.number(label)
    if number:
        full = prefectures.name(number)
        return full, Note("registration-prefecture-short", {"label": label}, f"{full}-{digits}")
    close = [] if re.search("[0-9A-Za-z]", label) else near(label, prefectures.NAMES, 3, 0.6)
    return None, Note("registration-unreadable", {}, " / ".join(f"{n}-{digits}" for n in close))
