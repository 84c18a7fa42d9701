"""Number formats (表示形式): the text a sheet shows for a number where its format adds words or zeros.

>>> shown('"群馬県-"000000', 12345)
'群馬県-012345'
>>> shown("00-00-000-00000", 102504100001)
'10-25-041-00001'
>>> shown('yyyy"年"', 46000) is None
True
"""

from __future__ import annotations

import re
from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache
from typing import NamedTuple

_MAX_CODE = 255  # Excel's own limit
_TOKEN = re.compile(
    r'"([^"]*)"'  # words
    r"|\\(.)"  # one letter taken as it is
    r"|[_*](.)"  # room as wide as a letter, or filled with one
    r"|(\[[^\]]*\])"  # colour, condition, locale
    r"|(General|G/標準|標準)"
    r"|(.)",
    re.DOTALL,
)
_COLOUR = re.compile(
    r"\[(?:Black|Blue|Cyan|Green|Magenta|Red|White|Yellow|Color ?\d+|[黒青緑赤白黄]|水|紫|色 ?\d+|\$-[^\]]*)\]",
    re.IGNORECASE,
)
_CURRENCY = re.compile(r"\[\$([^\]-]*)(?:-[^\]]*)?\]")


class _Section(NamedTuple):
    """One of the up to four sections of a format: its pieces, ("0", "#", ".", ",", "@", "G") or (" ", literal)."""

    pieces: tuple[tuple[str, str], ...]

    def count(self, kinds: str) -> int:
        return sum(kind in kinds for kind, _ in self.pieces)

    @property
    def words(self) -> bool:
        """Holds letters of its own, not only signs and room."""
        return any(kind == " " and re.search(r"[\w〒#＃-]", text) for kind, text in self.pieces)


def shown(code: str, value: float | str) -> str | None:
    """The text a sheet shows for ``value`` under the number format ``code``.

    Returns None where the format is not understood here (dates, conditions, fractions,
    exponents), and for a text whose format adds no words.
    """
    sections = _sections(code)
    if not sections:
        return None
    if isinstance(value, str):
        section = sections[3] if len(sections) > 3 else sections[-1]
        if not section.count("@") or not section.words:
            return None
        return "".join(value if kind == "@" else text for kind, text in section.pieces)
    section, sign = _chosen(sections, value)
    if section.count("@"):
        return None
    text = _number(section, abs(value))
    return None if text is None else sign + text


def adds(code: str) -> bool:
    """Does the format show more, or less, than the plain number: words, leading zeros, or nothing at all?"""
    return any(
        section.words or section.count("0") - _decimals(section) > 1 or not section.count("0?@G")
        for section in _sections(code)
    )


@lru_cache(maxsize=256)
def _sections(code: str) -> tuple[_Section, ...]:
    """The sections of a format; none when something in it is not understood."""
    if not code or len(code) > _MAX_CODE:
        return ()
    sections: list[list[tuple[str, str]]] = [[]]
    for match in _TOKEN.finditer(code):
        words, escaped, room, bracket, general, other = match.groups()
        if other == ";":
            sections.append([])
            continue
        piece = _piece(words if words is not None else escaped, room, bracket, general, other)
        if piece is None:
            return ()
        sections[-1].append(piece)
    return tuple(_Section(tuple(pieces)) for pieces in sections[:4])


def _piece(
    literal: str | None, room: str | None, bracket: str | None, general: str | None, other: str
) -> tuple[str, str] | None:
    """One token as a piece, None for what is not understood."""
    if literal is not None:
        return (" ", literal)
    if room is not None:
        return (" ", "")
    if general is not None:
        return ("G", "")
    if bracket is not None:
        if _COLOUR.fullmatch(bracket):
            return (" ", "")
        currency = _CURRENCY.fullmatch(bracket)
        return (" ", currency[1]) if currency else None
    if other in "0#?.,@":
        return (other, "")
    if other.isascii() and (other.isalnum() or other in "%/"):
        return None
    return (" ", other)


def _chosen(sections: tuple[_Section, ...], value: float) -> tuple[_Section, str]:
    """The section for a number, and the sign that stands before it."""
    numbers = sections[:3]
    if value < 0:
        return (numbers[1], "") if len(numbers) > 1 else (numbers[0], "-")
    if value == 0 and len(numbers) > 2:
        return numbers[2], ""
    return numbers[0], ""


def _decimals(section: _Section) -> int:
    kinds = [kind for kind, _ in section.pieces]
    if "." not in kinds:
        return 0
    return sum(kind in "0#?" for kind in kinds[kinds.index(".") :])


def _number(section: _Section, value: float) -> str | None:
    """The digits of a number put into the section's places."""
    plain = Decimal(str(value))
    if not plain.is_finite():
        return None
    if section.count("G"):
        return "".join(
            f"{plain.normalize():f}" if kind == "G" else text for kind, text in section.pieces
        )
    kinds = "".join(kind for kind, _ in section.pieces if kind in "0#?.,")
    if kinds.count(".") > 1 or re.search(r",(?![0#?,])", kinds):
        return None  # a comma behind the digits divides by a thousand
    decimals = _decimals(section)
    rounded = plain.quantize(Decimal(1).scaleb(-decimals), rounding=ROUND_HALF_UP)
    whole, _, fraction = f"{rounded:f}".partition(".")
    return _placed(section, whole.lstrip("0"), fraction, "," in kinds)


def _placed(section: _Section, whole: str, fraction: str, grouped: bool) -> str:
    """The whole digits from the right into the places before the point, the fraction behind it."""
    pieces = section.pieces
    point = next((n for n, (kind, _) in enumerate(pieces) if kind == "."), len(pieces))
    out: list[str] = []
    used = 0
    first = next((n for n, (kind, _) in enumerate(pieces[:point]) if kind in "0#?"), -1)
    for n in range(point - 1, -1, -1):
        kind, text = pieces[n]
        if kind not in "0#?":
            out.append(text)
            continue
        digits = _digits(kind, whole, used, last=n == first)
        for digit in reversed(digits):
            if grouped and used and used % 3 == 0:
                out.append(",")
            out.append(digit)
            used += 1
    front = "".join(reversed(out))
    return front if point == len(pieces) else _fraction(front, pieces[point:], fraction)


def _digits(kind: str, whole: str, used: int, *, last: bool) -> str:
    """What goes into one place: the next digit from the right, into the leftmost all that are left."""
    if used < len(whole):
        return whole[: len(whole) - used] if last else whole[len(whole) - used - 1]
    return {"0": "0", "?": " "}.get(kind, "")


def _fraction(front: str, pieces: tuple[tuple[str, str], ...], fraction: str) -> str:
    out = [front]
    places = sum(kind in "0#?" for kind, _ in pieces)
    digits = fraction.ljust(places, "0")
    at = 0
    for kind, text in pieces:
        if kind == ".":
            out.append(".")
        elif kind in "0#?":
            out.append(digits[at] if kind == "0" or digits[at:].strip("0") else "")
            at += 1
        else:
            out.append(text)
    return "".join(out)
