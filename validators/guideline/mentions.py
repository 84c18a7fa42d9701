"""Mentions of a 研修分野: titles, sheet names and short headings that speak of one without being its name."""

from __future__ import annotations

import re
from functools import lru_cache

from validators.guideline.fields import BY_KEY, CIRCLED, FIELDS, Field, bare, comparable

_INSIDE = re.compile(rf"({'|'.join(sorted(BY_KEY, key=len, reverse=True))})")
# What follows a field's name where it is part of a body's or a place's name.
_BODY = re.compile(
    r".{0,4}?(協会|協議会|研究会|研究所|学園|学院|大学|学校|法人|連盟|連合|財団|支援会|センター|株式会社)|会(?!場)|園|所(?!要)|課|係|室|部"
)
_SHORT = tuple(
    re.compile(pattern)
    for pattern in (
        r"乳児",
        r"幼児",
        r"障(害|がい|碍)児?",
        r"食育|アレルギー",
        r"保健|衛生|安全",
        r"保護者|子育て",
        r"マネ",
        r"(保育)?実践",
    )
)

_ALONE = re.compile(
    r"乳児|幼児|障(害|がい|碍)児?|食育|アレルギー|保健(衛生)?|衛生|保護者(支援)?|子育て(支援)?|マネジ?|(保育)?実践"
)


# A name, an alias or a short word of a field begins with one of these wherever it stands; 衞 is read as 衛, 刘 as 対.
_BEGINS = frozenset("乳幼障食ア保衛衞安子マ実刘分") | {key[0] for key in BY_KEY}
_DIGIT = re.compile(r"[1-8]")
_NUMBER_ALONE = 8  # characters of a field told by its number: 第3分野, (03)


def may_name(text: str) -> bool:
    """A quick look at a normalized text: could it name a field at all, whole or short?"""
    if not _BEGINS.isdisjoint(text):
        return True
    return len(text) <= _NUMBER_ALONE and _DIGIT.search(text) is not None


@lru_cache(maxsize=2048)
def within(text: str) -> Field | None:
    """The one field a title, a sheet name or a heading speaks of, by its name or a listed alias.

    A body's name is no field: ぐんま幼児教育協会 names none. None too where several fields are named.
    """
    rest = comparable("".join(CIRCLED.get(c, c) for c in text))
    found: set[int] = set()
    for match in _INSIDE.finditer(rest):
        if not _BODY.match(rest, match.end()):
            found.add(BY_KEY[match[1]].number)
    return FIELDS[found.pop() - 1] if len(found) == 1 else None


def alone(text: str) -> Field | None:
    """The field a sheet's name is a short word for: ①乳児, 食育研修. None where more is said: 乳児院名簿."""
    plain = re.sub(r"(の?研修|コース|分野|部門)$", "", comparable(bare(text)[1]))
    return short(plain) if _ALONE.fullmatch(plain) else None


@lru_cache(maxsize=4096)  # every row is tried as a heading
def short(text: str) -> Field | None:
    """The field a short label of a form stands for: 乳児, 食育, 保護者, 実践. Only to be believed among its like."""
    plain = comparable(bare(text)[1])
    if not plain or len(plain) > 16:
        return None
    found = {number for number, pattern in enumerate(_SHORT, 1) if pattern.match(plain)}
    return FIELDS[found.pop() - 1] if len(found) == 1 else None
