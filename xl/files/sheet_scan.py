"""One sheet's XML looked through block by block: cells the fast reader drops, what is hidden or
struck out, and whether its area fits into memory.

Every search here is linear: attributes end at the next angle bracket, and nothing is looked for twice.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from workbooks.a1 import column_number
from workbooks.grid import UNCALCULATED, CellError
from xl.files.looks import Looks, Position, SheetScan
from xl.files.walk import Walk

_LONGEST_TAG = (
    4000  # of a cell, row or column as Excel writes them; longer ones are not looked into
)
_TAIL = rb'"(?: [a-z]+="[^"]*")*+/?>)[\s/>]'
# finds the first cell not written the way Excel does, or outside an area that is below MAX_AREA in
# any case
_UNLIKE = tuple(
    re.compile(rb'<c(?! r="' + reference + _TAIL)
    for reference in (
        rb"[A-S](?:\d{1,6}|10[0-4]\d{4})",
        rb"[A-Z]{1,2}\d{1,4}",
        rb"[A-Z]{1,3}\d{1,3}",
    )
)
_PREFIXED = re.compile(rb":c[\s/>]")
_CELL = re.compile(rb'<c r="([A-Z]{1,3})(\d{1,7})"')
_ERROR_VALUE = re.compile(rb"\s*(?:<f\b[^<>]*(?:/>|>[^<]*</f>))?\s*<v>([^<]{1,20})<")
_STRING_VALUE = re.compile(rb"<v>(\d{1,9})</v>")
_SHARED = re.compile(rb't="s"[^<>]*>(?:<v>(0|[1-9]\d{0,8})</v></c>)?')
_UNCALCULATED = re.compile(
    rb'<c r="([A-Z]+)(\d+)"([^<>]*)>\s*<f\b(?:[^<>]*/>|[^<>]*>[^<]*</f>)\s*(?:(<v\s*/>|<v></v>)\s*)?</c>'
)
_FORMULA = re.compile(rb"f(?<=<f)[\s/>]")  # from its rarer letter: a bracket stands everywhere
_ATTRIBUTE = re.compile(rb'\b(\w+)="([^"]*)"')


def scan_sheet(blocks: Callable[[], Iterator[bytes]], looks: Looks) -> SheetScan:
    """Look through a sheet; ``blocks`` starts its XML anew. Raises walk.FarCells, ValueError or expat.ExpatError."""
    for unlike in _UNLIKE:
        found = _scanned(blocks(), looks, unlike)
        if found is not None:
            return found
    return _walked(blocks(), looks)


def _scanned(blocks: Iterator[bytes], looks: Looks, unlike: re.Pattern[bytes]) -> SheetScan | None:
    """The fast way; None for a sheet that holds something ``unlike``."""
    found = SheetScan()
    styles = _styles_pattern(looks.styles)
    for block in blocks:
        # cut inside a tag, for want of a cell's end to cut at
        torn = not block[-64:].rstrip().endswith(b">")
        if torn or _PREFIXED.search(block) or unlike.search(block):
            return None
        _errors(found, block)
        _uncalculated(found, block)
        if not _hidden(found, block) or not _texts(found, block, looks.long):
            return None
        _styled(found, block, styles, looks)
    return found


def _walked(blocks: Iterator[bytes], looks: Looks) -> SheetScan:
    """The exact way, for a sheet spelled unlike Excel's or reaching far."""
    found = SheetScan()
    Walk(found, looks).read(blocks)
    return found


def _tags(block: bytes, marker: bytes) -> Iterator[tuple[int, bytes]]:
    """Every tag that holds ``marker``, once: (where it ends, its text)."""
    before = -1
    at = block.find(marker)
    while at >= 0:
        start = block.rfind(b"<", max(0, at - _LONGEST_TAG), at)
        end = block.find(b">", at, at + _LONGEST_TAG)
        if 0 <= start != before and end > 0:
            before = start
            yield end + 1, block[start : end + 1]
        at = block.find(marker, at + len(marker))


def _position(letters: bytes, row: bytes) -> Position:
    return int(row), column_number(letters.decode())


def _errors(found: SheetScan, block: bytes) -> None:
    for end, tag in _tags(block, b't="e"'):
        cell = _CELL.match(tag)
        value = _ERROR_VALUE.match(block, end) if cell and not tag.endswith(b"/>") else None
        if cell and value:
            found.special[_position(cell[1], cell[2])] = CellError(
                value[1].decode("ascii", "replace")
            )


def _uncalculated(found: SheetScan, block: bytes) -> None:
    if not _FORMULA.search(block):
        return
    for letters, row, attributes, value in _UNCALCULATED.findall(block):
        if value and b't="str"' in attributes:
            continue  # =IF(A5="","",…) worked out to ""
        found.special.setdefault(_position(letters, row), UNCALCULATED)


def _hidden(found: SheetScan, block: bytes) -> bool:
    """Note hidden rows and columns; False when a row does not say its number."""
    for _, tag in _tags(block, b' hidden="'):
        name = tag[1:4].decode("ascii", "replace").strip()
        if name not in ("row", "col"):
            continue
        pairs = {k.decode(): v.decode("ascii", "replace") for k, v in _ATTRIBUTE.findall(tag)}
        number = pairs.get("r", "")
        if name == "row" and not number.isdecimal():
            return False
        found.note_hidden(name, pairs, int(number or 0))
    return True


def _texts(found: SheetScan, block: bytes, long: dict[int, int]) -> bool:
    """Count the long strings; False when a cell does not name its string the way Excel does."""
    if not long:
        return True
    shown: list[bytes] = _SHARED.findall(block)
    if b"" in shown:
        return False
    found.text += sum(long.get(int(number), 0) for number in shown)
    return True


def _styles_pattern(styles: set[int]) -> re.Pattern[bytes] | None:
    """Finds cells of these formats; None when there are none worth finding."""
    if not styles:
        return None
    return re.compile(
        rb'<c r="([A-Z]{1,3})(\d{1,7})"[^<>]*?\bs="(%s)"' % b"|".join(b"%d" % s for s in styles)
    )


def _styled(found: SheetScan, block: bytes, styles: re.Pattern[bytes] | None, looks: Looks) -> None:
    if styles is not None:
        for match in styles.finditer(block):
            if block[block.find(b">", match.end()) - 1] != 0x2F:  # "/>": an empty cell
                found.note_style(_position(match[1], match[2]), int(match[3]), looks)
    if looks.remains:
        for end, tag in _tags(block, b't="s"'):
            cell, value = _CELL.match(tag), _STRING_VALUE.match(block, end)
            if cell and value and int(value[1]) in looks.remains:
                found.struck.setdefault(_position(cell[1], cell[2]), looks.remains[int(value[1])])
