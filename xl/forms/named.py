"""What a workbook says of a blank's cells apart from the sheet: names of places, the print area, locks."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence, Set
from dataclasses import dataclass
from typing import Any

from workbooks.a1 import column_number, reference_area
from workbooks.forms.blank import Position
from workbooks.forms.places import place_for, unwanted
from workbooks.grid import Merge
from xl.ooxml.cells import SheetCells
from xl.ooxml.package import NS, WORKBOOK, Package

_REFERENCE = re.compile(
    r"(?:'((?:[^']|'')+)'|([^'!\[\]]+))!\$([A-Z]{1,3})\$(\d+)(?::\$[A-Z]{1,3}\$\d+)?"
)


@dataclass(frozen=True, slots=True)
class Named:
    """Places named on a sheet, names that point nowhere, places the office does not want, and the print area."""

    places: dict[str, Position]
    broken: frozenset[str]
    unwanted: frozenset[str]
    printed: list[Merge]


def named_places(package: Package, form: str, sheet: str, order: Sequence[str]) -> Named:
    """What the names of a workbook say of one of its sheets.

    order  the names of all sheets
    """
    names: dict[str, Position] = {}
    broken: set[str] = set()
    printed: list[Merge] = []
    unwanted_places: set[str] = set()
    for element in package.xml(WORKBOOK).iter(f"{NS}definedName"):
        name, target = element.get("name", ""), (element.text or "").strip()
        sheet_index = element.get("localSheetId")
        if sheet_index is not None and (
            not sheet_index.isdigit()
            or int(sheet_index) >= len(order)
            or order[int(sheet_index)] != sheet
        ):
            continue
        if name == "_xlnm.Print_Area" and sheet_index is not None:
            printed += [
                reference_area(piece.rpartition("!")[2].replace("$", ""))
                for piece in target.split(",")
                if re.search(r"![$A-Z\d:]+$", piece)
            ]
        elif place := unwanted(form, name):
            unwanted_places.add(place.name)
        elif not (place := place_for(form, name)):
            continue
        elif "#REF!" in target:
            broken.add(place.name)
        elif (match := _REFERENCE.fullmatch(target)) and (match[1] or match[2]).replace(
            "''", "'"
        ) == sheet:
            names[place.name] = (int(match[4]), column_number(match[3]))
    return Named(names, frozenset(broken - names.keys()), frozenset(unwanted_places), printed)


def locks(
    root: Any, styled: Mapping[Position, int], unlocked: Set[int]
) -> Callable[[Position], bool]:
    """Would Excel not let a clerk change a cell? True for all but those whose format says
    unlocked, while the sheet is protected. Where no cell is unlocked the lock is Excel's
    default for every cell and says nothing about which are made to be written in."""
    protection = root.find(f"{NS}sheetProtection")
    if protection is None or protection.get("sheet") not in ("1", "true"):
        return lambda at: False
    columns = SheetCells(root).column_styles
    if unlocked.isdisjoint(styled.values()) and unlocked.isdisjoint(columns.values()):
        return lambda at: False
    return lambda at: styled.get(at, columns.get(at[1], 0)) not in unlocked
