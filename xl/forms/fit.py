"""収める: the way a text goes into a box — how large, over how many lines — or that it goes into none.

The font may go down to a floor and the text over the lines a box has; it is never cut or laid over
other text.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from xl.forms import fonts
from xl.forms.page import Room

SMALLEST = 6.0  # points: a smaller name on a certificate cannot be read
LEADING = 1.2  # line height over font size, as Excel and LibreOffice set Mincho
OFFICE = (
    1.45  # of several lines in a workbook: Noto Serif CJK, which stands in for Mincho elsewhere
)
_READABLE = 10.5  # points: below this a second line is better than a smaller one
_WRAPPED = 8.0  # points: a name over several lines is not smaller
_STEP = 0.5


@dataclass(frozen=True, slots=True)
class Fit:
    """How a value goes into its box: font size in points, over how many lines."""

    size: float
    lines: int
    wrap: bool


def best_fit(value: str, room: Room, *, one_line: bool, leading: float = LEADING) -> Fit | None:
    """How a value goes into a box, or None where it cannot be read in it.

    one_line  a name or number: made smaller on its line before it takes a second one
    leading   line height over font size where there are several lines
    """
    known = fonts.available(gothic=room.format.gothic)
    single = None if "\n" in value else _fit(value, room, known, LEADING, wrap=False)
    if single and (single.size >= room.format.size or (one_line and single.size >= _READABLE)):
        return single
    if room.format.wrap and not one_line:
        return _fit(value, room, known, leading, wrap=True)
    several = _fit(value, room, known, leading, wrap=True)
    if one_line and several and several.lines > 1 and several.size < _WRAPPED:
        several = None
    if single and (several is None or several.size <= single.size + _STEP):
        return single
    return several


def _fit(
    value: str, room: Room, known: Sequence[fonts.Font], leading: float, *, wrap: bool
) -> Fit | None:
    """The largest size at which a value fits, as one line or over several."""
    lines = value.split("\n")
    widths = [fonts.width(line, known) for line in lines]
    size = room.format.size
    while size >= min(SMALLEST, room.format.size):
        count = sum(_lines(width * size, room.width) for width in widths) if wrap else 1
        fits = wrap or max(widths) * size <= room.width
        # one line: the letters themselves, which get smaller with the page
        high = count * size * leading if count > 1 else size * room.scale
        if fits and high <= room.height:
            return Fit(size, count, wrap)
        size -= _STEP
    return None


def _lines(width: float, room: float) -> int:
    """Lines a text takes; a little is lost at each turn because a character is not halved."""
    return 1 if width <= room else int(width / (room * 0.94)) + 1
