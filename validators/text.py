"""表記: cell values as text, and text in one spelling."""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from decimal import Decimal

# Every character Japanese typists use for a hyphen, the long-vowel marks ー and ｰ among them.
HYPHENS = "-‐‑‒–—―−－ーｰ﹣─━﹘⁃˗⎯"
_TO_HYPHEN = str.maketrans(dict.fromkeys(HYPHENS, "-"))
_SPACES = re.compile(r"[\s\u00a0\u200b-\u200f\u2028\u2029\u2060\u3000\ufeff]+")
# Soft hyphens and marks of writing direction are as invisible as control characters; they come along from web pages.
_CONTROL = re.compile(
    r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u00ad\u202a-\u202e\u2066-\u2069]|_x00[01][0-9A-Fa-f]_"
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
# NFKC would replace compatibility ideographs (神 U+FA19 → 神 U+795E) that people write their names with.
_COMPATIBILITY = re.compile("([\uf900-\ufaff\U0002f800-\U0002fa1f])")


# Characters of a cell that a grammar is asked about: no column needs more; beyond, something was pasted
# by mistake, and patterns that look back and forth would take minutes over Excel's 32,767.
LONGEST = 1000


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


def normalize(text: str) -> str:
    """NFKC that spares compatibility ideographs; white space of any kind collapsed to one blank,
    control characters dropped."""
    if not text.isascii():
        pieces = _COMPATIBILITY.split(
            _CONTROL.sub("", text)
        )  # first: one between two marks would keep them from being ordered
        text = "".join(
            p if _COMPATIBILITY.match(p) else unicodedata.normalize("NFKC", p) for p in pieces
        )
    elif text.isalnum():
        return text
    else:
        text = _CONTROL.sub("", text)
    return _SPACES.sub(" ", text).strip()


def squeeze(text: str) -> str:
    """``normalize`` without any space."""
    return normalize(text).replace(" ", "")


def fold_hyphens(text: str) -> str:
    """Every hyphen-like character as "-"."""
    return text.translate(_TO_HYPHEN)


def is_blank(value: object) -> bool:
    """Nothing a person would see."""
    return (
        value is None
        or (isinstance(value, str) and not _SPACES.sub("", value))
        or (isinstance(value, float) and value != value)
    )
