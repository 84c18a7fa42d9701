"""What the formats of a workbook say of its cells: borders, dates; widths of columns; what formulas look at."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from workbooks.a1 import column_number
from workbooks.forms.blank import Position
from xl.ooxml.package import NS

_DATES = frozenset(
    (*range(14, 18), 22, *range(27, 37), *range(50, 59))
)  # built-in, Japanese ones too
_DATE_CODE = re.compile(r"[yged]", re.IGNORECASE)
_LITERAL = re.compile(r'"[^"]*"|\\.|\[(?!\$)[^\]]*\]')
_REFERENCE = re.compile(
    r"(?:(?:'((?:[^']|'')+)'|([^\s'!(),;:=+\-*/&<>^]+))!)?"
    r"\$?([A-Z]{1,3})\$?(\d{1,7})(?![\d(A-Za-z_.])"
)
_CODE = re.compile(r'&"[^"]*"|&K[0-9A-Fa-f]{6}|&\d+|&[A-Z]')
_WIDTH = 9.0


@dataclass(frozen=True, slots=True)
class Looks:
    """Numbers of the formats that have a border, that show a date, whose text is turned, that a protected sheet
    lets be changed, and that show a text with words of their own (@"　様") or not at all (;;;)."""

    bordered: frozenset[int]
    dated: frozenset[int]
    turned: frozenset[int]
    unlocked: frozenset[int]
    worded: frozenset[int]

    @classmethod
    def of(cls, root: Any) -> Looks:
        """From the root of styles.xml."""
        framed = {
            n
            for n, border in enumerate(root.find(f"{NS}borders"))
            if any(side.get("style") for side in border)
        }
        codes = {f.get("numFmtId"): f.get("formatCode", "") for f in root.iter(f"{NS}numFmt")}
        bordered, dated, turned, unlocked, worded = set(), set(), set(), set(), set()
        for number, xf in enumerate(root.find(f"{NS}cellXfs")):
            if int(xf.get("borderId", 0)) in framed:
                bordered.add(number)
            known = xf.get("numFmtId", "0")
            full = codes.get(known, "")
            if ("@" in full and full.strip() != "@") or full.count(";") > 2:
                worded.add(number)
            code = _LITERAL.sub("", codes.get(known, ""))
            if int(known) in _DATES or _DATE_CODE.search(code.replace("General", "")):
                dated.add(number)
            alignment = xf.find(f"{NS}alignment")
            if alignment is not None and alignment.get("textRotation", "0") != "0":
                turned.add(number)
            protection = xf.find(f"{NS}protection")
            if protection is not None and protection.get("locked") in ("0", "false"):
                unlocked.add(number)
        return cls(*map(frozenset, (bordered, dated, turned, unlocked, worded)))


def column_widths(root: Any) -> Mapping[int, float]:
    """Column → width in characters, where it differs from the usual."""
    found: dict[int, float] = {}
    for col in root.iter(f"{NS}col"):
        for number in range(int(col.get("min")), min(int(col.get("max")), 256) + 1):
            found[number] = float(col.get("width", _WIDTH))
    return found


def header_texts(root: Any) -> tuple[str, ...]:
    """What a sheet's headers and footers say, part by part, without the codes of their look."""
    whole = [element.text or "" for h in root.iter(f"{NS}headerFooter") for element in h]
    parts = [part for text in whole for part in re.split(r"&[LCR]", text)]
    return tuple(text for part in parts if (text := _CODE.sub("", part)).strip())


def hidden(root: Any) -> tuple[frozenset[int], frozenset[int]]:
    """Rows and columns of a sheet that nobody sees."""
    yes = ("1", "true")
    rows = {int(r.get("r")) for r in root.iter(f"{NS}row") if r.get("hidden") in yes and r.get("r")}
    columns: set[int] = set()
    for col in root.iter(f"{NS}col"):
        if col.get("hidden") in yes:
            columns |= set(range(int(col.get("min")), min(int(col.get("max")), 256) + 1))
    return frozenset(rows), frozenset(columns)


def referred(formula: str, sheet: str) -> Iterator[Position]:
    """The single cells of this sheet that a formula names."""
    for quoted, plain, column, row in _REFERENCE.findall(formula):
        other = quoted.replace("''", "'") or plain
        if not other or other == sheet:
            yield int(row), column_number(column)
