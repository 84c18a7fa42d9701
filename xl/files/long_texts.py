"""Long texts that stand in many cells (長い文字列のくり返し): a workbook keeps each of its strings once, so a short
file can stand for any number of characters. They are counted before the reader lays them out."""

from __future__ import annotations

import re
from collections.abc import Iterable

_LONG = 1000  # bytes of a string that is worth counting; what is shorter fits into memory as often as cells do
_STEP = _LONG // 2
_END = re.compile(rb"</(?:\w{1,20}:)?si\s*>|<(?:\w{1,20}:)?si\s*/>")
_SHARED = re.compile(
    rb"""\bt\s*=\s*["']s["'][^<>]*>\s*<(?:\w{1,20}:)?v\b[^<>]*>\s*(\d{1,9})\b""",
)


def any_long(blocks: Iterable[bytes]) -> bool:
    """Does a part hold a text of ``_LONG`` bytes in one piece, or may it?

    One step of half that length then meets no tag; nothing else is looked at.
    """
    tail = b""
    for block in blocks:
        data = tail + block
        for at in range(0, len(data) - _STEP, _STEP):
            if data.find(b"<", at, at + _STEP) < 0:
                return True
        tail = data[-_STEP:]
    return False


def lengths(blocks: Iterable[bytes]) -> dict[int, int]:
    """Shared string → its bytes in the file, for the long ones."""
    found: dict[int, int] = {}
    number = before = size = 0  # of the string, of its bytes in earlier blocks
    tail = b""
    for block in blocks:
        data = tail + block
        start = 0
        for end in _END.finditer(data):
            size = before + end.start() - start
            if size > _LONG:
                found[number] = size
            number, before, start = number + 1, 0, end.end()
        keep = max(start, len(data) - 60)  # an end may be cut in two
        before += keep - start
        tail = data[keep:]
    return found


def standing(block: bytes, long: dict[int, int]) -> int:
    """The bytes of the long strings that the cells of a block show, each as often as it stands there."""
    return sum(long.get(int(number), 0) for number in _SHARED.findall(block))
