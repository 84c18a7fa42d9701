"""表記: cell values as text, and text in one spelling."""

from __future__ import annotations

import datetime as dt
import difflib
import enum
import re
import unicodedata
from collections.abc import Iterable, Set
from decimal import Decimal
from functools import lru_cache

# Every character Japanese typists use for a hyphen, the long-vowel marks ー and ｰ among them.
HYPHENS = "-‐‑‒–—―−－ーｰ﹣─━﹘⁃˗⎯"
_HYPHEN = re.compile(rf"[{HYPHENS[1:]}]")
_SPACES = re.compile(r"[\s\u00a0\u200b-\u200f\u2028\u2029\u2060\u3000\ufeff]+")
# Soft hyphens and marks of writing direction are as invisible as control characters; they come along from web pages.
_UNSEEN = (
    r"\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180e"
    r"\u202a-\u202e\u2061-\u206f\u3164\uffa0\ufff9-\ufffb\U000e0001-\U000e007f"
)
_CONTROL = re.compile(rf"[{_UNSEEN}]|_x00[01][0-9A-Fa-f]_")
# What leaves a cell looking empty: white space, the unseen, and marks that only change the character before them.
_INVISIBLE = re.compile(
    rf"(?:[\s\u00a0\u200b-\u200f\u2028\u2029\u2060\u2800\u3000\ufe00-\ufe0f\ufeff{_UNSEEN}]|_x00[01][0-9A-Fa-f]_)+"
)
# Letters and marks taken for digits by eye or by OCR: good for a candidate to show, never for reading silently.
LOOKALIKES = str.maketrans(
    {
        "O": "0",
        "o": "0",
        "〇": "0",
        "○": "0",
        "l": "1",
        "I": "1",
        "i": "1",
        "|": "1",
        "S": "5",
        "B": "8",
    }
)
# NFKC would replace compatibility ideographs (神 U+FA19 → 神 U+795E) that people write their names with, and make
# eighteen letters of one Arabic ligature.
_COMPATIBILITY = re.compile("([\uf900-\ufaff\ufdfa\ufdfb\U0002f800-\U0002fa1f])")


# Characters of a cell that a grammar is asked about: eight fields with their numbers and dates need fewer; beyond,
# something was pasted by mistake, and patterns that look back and forth would take minutes over Excel's 32,767.
LONGEST = 300


def to_text(value: object) -> str:
    """A cell value as text: None → "", 7.0 → "7", 11701100001.0 → "11701100001", a date → "2025-04-01"."""
    if isinstance(value, str):
        return value
    if value is None:
        return ""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, float):
        if value != value:
            return ""
        text = str(int(value)) if value.is_integer() else repr(value)
        return f"{Decimal(text):f}" if "e" in text else text
    if isinstance(value, dt.datetime):
        return value.date().isoformat() if value.time() == dt.time() else value.isoformat(" ")
    return str(value)


# 31 signs that may be marks over a letter; the signs of Japanese and of lists are none
_MARKS = re.compile(r"[^\w\s\x00-\x7f\u2000-\u3029\u3030-\u3098\u309b-\u30ff\uff00-\uffef]{31,}")
_MOST_MARKS = 30  # over one letter, as Unicode's own stream-safe text (UAX 15) has it


def nfkc(text: str) -> str:
    """Unicode's NFKC in linear time: of marks over one letter beyond 30, which no script has, the first stay.

    They are put in order by comparing each with each: a cell full of them would take minutes.
    """
    return unicodedata.normalize("NFKC", _MARKS.sub(_few_marks, text))


def _few_marks(run: re.Match[str]) -> str:
    kept, marks = [], 0
    for sign in run[0]:
        marks = marks + 1 if unicodedata.combining(sign) else 0
        if marks <= _MOST_MARKS:
            kept.append(sign)
    return "".join(kept)


_SHORT = 64  # characters of a text worth remembering: headings, names, words of a list


def normalize(text: str) -> str:
    """NFKC that spares compatibility ideographs; white space of any kind collapsed to one blank,
    control characters dropped."""
    return (_normalized if len(text) <= _SHORT else _normalized_long)(text)


@lru_cache(maxsize=4096)
def _normalized(text: str) -> str:
    if not text.isascii():
        pieces = _COMPATIBILITY.split(
            _CONTROL.sub("", text)
        )  # first: one between two marks would keep them from being ordered
        text = "".join(p if _COMPATIBILITY.match(p) else nfkc(p) for p in pieces)
    elif text.isalnum():
        return text
    else:
        text = _CONTROL.sub("", text)
    return _SPACES.sub(" ", text).strip()


# the grammars of one cell ask for the same text again and again
_normalized_long = lru_cache(maxsize=16)(_normalized.__wrapped__)


def squeeze(text: str) -> str:
    """``normalize`` without any space."""
    return normalize(text).replace(" ", "")


_DITTO = re.compile(
    r"[(（]?(〃+|″|′′|”|\"|''|々|仝|同[上左前じ]?|上(記|段|欄|の行)?[にと]同じ?|上記?同じ?|前(行|の行)[にと]同じ?|↓|ditto)[)）]?",
    re.IGNORECASE,
)
_DITTO_BEGINS = frozenset("〃″′”\"'々仝同上前↓dD(（ \u3000\t\n")


def is_ditto(value: object) -> bool:
    """Whether a cell only says that the value above stands here too (〃、同上).

    >>> is_ditto("〃〃"), is_ditto(" 同　上 "), is_ditto("（〃）"), is_ditto("上野")
    (True, True, True, False)
    """
    if not isinstance(value, str) or value[:1] not in _DITTO_BEGINS or len(value) > _SHORT:
        return False
    return _DITTO.fullmatch(squeeze(value)) is not None


def may_be_ditto(begins: Set[str]) -> bool:
    """Whether a ditto may be among texts that begin with these letters: no long column need be gone through."""
    return not begins.isdisjoint(_DITTO_BEGINS)


def fold_hyphens(text: str) -> str:
    """Every hyphen-like character as "-"."""
    return _HYPHEN.sub("-", text)


class Blank(enum.Flag):
    """What besides nothing counts as blank (空欄) in a column that allows it."""

    NOTHING = 0
    DASH = enum.auto()  # －, ―, -, ／
    # What a form prints for the value to come: 「　年　月　日」「S・H　．　．」「第　　号」
    FRAME = enum.auto()
    WORD = enum.auto()  # 未記入, 不明


_DASHES = re.compile(rf"[{HYPHENS}/／]+")
_FRAME = re.compile(
    r"(?=.*[年月日・･.．/／_＿])(西暦|明治?|大正?|昭和?|平成?|令和?|[MTSHRmtshr]|[・･.,．，、/／()（）年月日時分生まれ_＿-])+"
    r"|第?[-_＿]*号|〒-?|[-_＿]*県-?第?[-_＿]*号?"
)
_NOT_WRITTEN = frozenset(
    ("未記入", "記入なし", "記載なし", "未記載", "未入力", "空欄", "不明", "不詳")
)


# What may stand for blank begins with one of these, or with a space.
_MAY_STAND = frozenset(
    HYPHENS
    + "/／未記空不（(西明大昭平令MTSHRmtshr・･.．,，、年月日時分生_＿第号〒県 \u3000\u00a0\u200b\ufeff"
)


def is_blank(value: object, also: Blank = Blank.NOTHING) -> bool:
    """Whether a cell is blank: nothing that a person would see stands in it.

    also    what the column allows as blank besides: dashes, an empty printed frame, 未記入

    >>> is_blank("\u200b"), is_blank("－"), is_blank("－", Blank.DASH)
    (True, False, True)
    >>> is_blank("昭・平　年　月　日", Blank.FRAME), is_blank("令和5年　月　日", Blank.FRAME)
    (True, False)
    """
    if isinstance(value, str):
        if not value:
            return True
        first = value[0]
        # Nearly every cell begins with a kanji, a digit or a capital: the quick answer.
        if not ("\u4e00" <= first <= "\u9fff" or "0" <= first <= "Z") and (
            _INVISIBLE.fullmatch(value)
        ):
            return True
        return first in _MAY_STAND and bool(also) and _stands_for_blank(squeeze(value), also)
    return value is None or (isinstance(value, float) and value != value)


@lru_cache(maxsize=4096)
def says_something(first: str) -> bool:
    """Is a text with this first character, as nearly every cell has one, ``is_blank`` in no column?"""
    return ("\u4e00" <= first <= "\u9fff" or "0" <= first <= "Z") and first not in _MAY_STAND


def _stands_for_blank(text: str, also: Blank) -> bool:
    return (
        (Blank.DASH in also and _DASHES.fullmatch(text) is not None)
        or (Blank.FRAME in also and _FRAME.fullmatch(text) is not None)
        or (Blank.WORD in also and text.strip("()（）") in _NOT_WRITTEN)
    )


def quoted(word: object) -> str:
    """The word, or path, as it is typed on a command line: in quotes where it holds a blank.

    >>> quoted("名簿.xlsx"), quoted("名簿 7月.xlsx")
    ('名簿.xlsx', '"名簿 7月.xlsx"')
    """
    text = str(word)
    return f'"{text}"' if re.search(r"\s", text) else text


def near(word: str, known: Iterable[str], most: int, cutoff: float) -> list[str]:
    """At most so many of the known words that are near in spelling, the nearest first; none knows a word as long as a
    pasted text, and comparing it with each would take long."""
    if len(word) > _SHORT:
        return []
    return difflib.get_close_matches(word, known, n=most, cutoff=cutoff)


def nearest(word: str, known: Iterable[str], cutoff: float = 0.6) -> str:
    """The known word that was probably meant, "" where none is near.

    Words of kanji are short: 名薄 is one sign of two away from 名簿, which no share of equal signs would show.

    >>> nearest("chek", ("check", "form")), nearest("名薄", ("受講者", "名簿"))
    ('check', '名簿')
    """
    words = list(known)
    if found := near(word, words, 1, cutoff):
        return found[0]
    for one in words:
        same = sum(a == b for a, b in zip(word, one, strict=False))
        if len(one) == len(word) > 1 and same == len(word) - 1 and not word.isascii():
            return one
    return ""
