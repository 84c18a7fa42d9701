"""Fills as Excel counts them (塗りつぶしの数): five numbers for Excel, the text that 元の色 remembers for us."""

from __future__ import annotations

from workbooks.plan import NO_PAINT, PatternFill

NONE, SOLID = -4142, 1
_GRADIENTS = (4000, 4001)  # their stops are not kept, so such a cell is not painted
# pattern, colour (blue-green-red), theme colour (0: none), tint, colour of the lines (-1: automatic)
Numbers = tuple[int, int, int, float, int]


def text_of(numbers: Numbers | None) -> str:
    """The fill as "#RRGGBB" (with pattern and theme behind it where there is one), "" for none,
    NO_PAINT for one that could not be put back."""
    if numbers is None or numbers[0] in _GRADIENTS:
        return NO_PAINT
    pattern, colour, theme, tint, over = numbers
    if pattern == NONE:
        return ""
    if pattern == SOLID and not theme:
        return _hex(colour)
    lines = _hex(over) if over >= 0 and pattern != SOLID else ""
    return str(PatternFill(_hex(colour), int(pattern), int(theme), round(tint, 6), lines))


def numbers_of(text: str | None) -> Numbers:
    """The five numbers of such a text; no fill for an empty one."""
    if not text:
        return (NONE, 0, 0, 0.0, -1)
    fill = PatternFill.read(text) or PatternFill(text, SOLID)
    over = _number(fill.over) if fill.over else -1
    return (fill.pattern, _number(fill.colour), fill.theme, fill.tint, over)


def _hex(bgr: float) -> str:
    number = int(bgr)
    return f"#{number & 255:02X}{number >> 8 & 255:02X}{number >> 16 & 255:02X}"


def _number(text: str) -> int:
    return int(text[5:7] + text[3:5] + text[1:3], 16)
