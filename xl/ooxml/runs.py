"""A value put into a text of several runs, each of which keeps its font."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any


def splice(texts: Iterable[Any], start: int, end: int, value: str) -> list[Any]:
    """Put ``value`` in place of the characters start … end of what the text elements say together; the
    first of them takes it. The elements written to."""
    at = 0
    touched: list[Any] = []
    for text in texts:
        old = text.text or ""
        begin, stop = max(start - at, 0), min(end - at, len(old))
        if begin < stop or (start == end and at <= start <= at + len(old)):
            text.text = old[:begin] + ("" if touched else value) + old[max(stop, begin) :]
            touched.append(text)
        at += len(old)
    return touched
