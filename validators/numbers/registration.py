"""保育士登録番号: 都道府県名-6桁, e.g. 群馬県-012345. No check digit is known; other lengths exist, so they are only asked about."""

from __future__ import annotations

import difflib
import re
from dataclasses import dataclass

from validators.guideline import prefectures
from validators.reading import InvalidValue, Note, Reading
from validators.text import fold_hyphens, squeeze, to_text

_CLEAN = re.compile(r"(\D{2,4}[都道府県])-([0-9]{6})")
_SPLIT = re.compile(r"(?:保育士)?(?:登録番号|登録)?[:：]?第?(\D*?)第?-*(\d+)号?")
_NONE = frozenset(("", "-", "--", "無", "無し", "なし", "無.", "×", "✕", "保育士以外", "該当なし", "該当無し", "非該当", "/", "対象外", "未所持", "所持なし"))
_PENDING = re.compile(r".*(取得中|申請中|手続中|手続き中|登録中|取得見込み?|取得予定).*")


@dataclass(frozen=True, slots=True)
class RegistrationNumber:
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
        raise InvalidValue(reading.notes[0] if reading.notes else Note("registration-unreadable", {"value": ""}))
    return reading.value.text


def is_valid(text: str) -> bool:
    """Would ``validate`` accept it?"""
    return read(text).value is not None


def format(text: str) -> str:
    """Same as ``validate``: the printed form is the canonical one."""
    return validate(text)


def join(prefecture: object, number: object) -> str:
    """One text from the two cells 保育士県名 and 保育士番号; a prefecture already in the number is not doubled."""
    left, right = to_text(prefecture).strip(), to_text(number).strip()
    if not right or not left or not squeeze(right)[0].isdigit():
        return right
    return f"{left}-{right}"


def read(value: object) -> Reading[RegistrationNumber]:
    """A cell as a registration number; blank-like marks (なし, －, 保育士以外) are nothing to say about."""
    text = to_text(value)
    if (match := _CLEAN.fullmatch(text)) and match[1] in prefectures.NUMBERS:
        return Reading(RegistrationNumber(match[1], match[2]))
    plain = fold_hyphens(squeeze(text))
    if plain in _NONE:
        return Reading(None)
    if _PENDING.fullmatch(plain):
        return Reading(None, (Note("registration-pending", {"value": text}),))
    match = _SPLIT.fullmatch(plain)
    if not match or len(match[2]) > 12:
        return Reading(None, (Note("registration-unreadable", {"value": text}),))
    label, digits = match[1].strip("-・.第"), match[2]
    notes: list[Note] = []
    registrar, note = _registrar(label, digits)
    if registrar is None:
        return Reading(None, (Note("registration-unreadable", {"value": text}, note.suggestion if note else ""),))
    number = RegistrationNumber(registrar, digits)
    if note:
        notes.append(note)
    if len(digits) != 6:
        notes.append(Note("registration-digits", {"digits": len(digits)}))
    if not notes and text.strip() != number.text:
        notes.append(Note("registration-spelling", {"value": text}, number.text))
    return Reading(number, tuple(notes))


def _registrar(label: str, digits: str) -> tuple[str | None, Note | None]:
    if not label:
        return "", Note("registration-prefecture-missing")
    if label in prefectures.NAMES:
        return label, None
    if label in prefectures.DESIGNATED_CITIES:
        return label, Note("registration-city", {"city": label})
    number = prefectures.number(label)
    if number:
        full = prefectures.name(number)
        return full, Note("registration-prefecture-short", {"label": label}, f"{full}-{digits}")
    near = difflib.get_close_matches(label, prefectures.NAMES, n=1, cutoff=0.5)
    return None, Note("registration-unreadable", {}, f"{near[0]}-{digits}" if near else "")
