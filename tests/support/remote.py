"""xlwings' remote engine as a host for the tests: grids → payload → book; its actions applied back to a plain model."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping, Sequence
from typing import Any


def payload(
    sheets: Mapping[str, Sequence[Sequence[object]]], active: int = 0, selection: str = "A1"
) -> dict[str, Any]:
    """What the Office.js client would send."""

    def plain(value: object) -> object:
        if isinstance(value, (dt.date, dt.datetime)):
            return f"{value:%Y-%m-%dT%H:%M:%S}.000Z"
        return "" if value is None else value

    return {
        "client": "Office.js",
        "version": "0.37.8",
        "book": {"name": "名簿.xlsx", "active_sheet_index": active, "selection": selection},
        "names": [],
        "sheets": [
            {
                "name": name,
                "values": [
                    [plain(v) for v in row] + [""] * (max(map(len, rows)) - len(row))
                    for row in rows
                ],
                "pictures": [],
                "tables": [],
                "notes": [],
                "visibility": "Visible",
            }
            for name, rows in sheets.items()
        ],
    }


def shown(value: object) -> object:
    """What Excel shows of a formula of ours that leads to a cell: its text, or the address of the cell."""
    if not str(value).startswith("=HYPERLINK"):
        return value
    if found := re.search(r"ROW\('(?:[^']|'')*'!\$([A-Z]+)\$(\d+)\)", str(value)):
        return found[1] + found[2]
    return str(value).split('"')[3]


def book(sheets: Mapping[str, Sequence[Sequence[object]]], **more: Any) -> Any:
    """A remote xlwings book."""
    import xlwings

    return xlwings.Book(json=payload(sheets, **more))


class Model:
    """Applies the actions to values and fills, as Excel would."""

    def __init__(
        self,
        sheets: Mapping[str, Sequence[Sequence[object]]],
        fills: Mapping[tuple[str, int, int], str] | None = None,
    ) -> None:
        self.names = list(sheets)
        self.values = {
            n: {
                (i, j): v
                for i, r in enumerate(rows, 1)
                for j, v in enumerate(r, 1)
                if v not in (None, "")
            }
            for n, rows in sheets.items()
        }
        self.fills = dict(fills or {})
        self.alerts: list[str] = []
        self.selected: tuple[str, str] | None = None

    def apply(self, actions: Sequence[Mapping[str, Any]]) -> None:
        for a in actions:
            sheet = self.names[a["sheet_position"]] if a["sheet_position"] is not None else ""
            row, column = (a["start_row"] or 0) + 1, (a["start_column"] or 0) + 1
            getattr(self, "_" + a["func"])(a, sheet, row, column)

    def _addSheet(self, a: Mapping[str, Any], sheet: str, row: int, column: int) -> None:
        self.names.insert(a["args"][0], a["args"][1] or f"Sheet{len(self.names) + 1}")
        self.values[self.names[a["args"][0]]] = {}

    def _setSheetName(self, a: Mapping[str, Any], sheet: str, row: int, column: int) -> None:
        at = a["sheet_position"]
        self.values[a["args"][0]] = self.values.pop(self.names[at])
        self.names[at] = a["args"][0]

    def _sheetClearContents(self, a: Mapping[str, Any], sheet: str, row: int, column: int) -> None:
        self.values[sheet] = {}

    def _setNumberFormat(self, a: Mapping[str, Any], sheet: str, row: int, column: int) -> None:
        self.formats = getattr(self, "formats", {}) | {(sheet, row, column): a["args"][0]}

    def _setValues(self, a: Mapping[str, Any], sheet: str, row: int, column: int) -> None:
        for i, line in enumerate(a["values"]):
            for j, value in enumerate(line):
                self.values[sheet][row + i, column + j] = value

    def _setRangeColors(self, a: Mapping[str, Any], sheet: str, row: int, column: int) -> None:
        for i, line in enumerate(a["args"][0]):
            for j, colour in enumerate(line):
                if colour is None:
                    self.fills.pop((sheet, row + i, column + j), None)
                elif colour != "keep":
                    self.fills[sheet, row + i, column + j] = colour.upper()

    def _activateSheet(self, a: Mapping[str, Any], sheet: str, row: int, column: int) -> None:
        self.front = self.names[a["args"][0]]

    def _setSelection(self, a: Mapping[str, Any], sheet: str, row: int, column: int) -> None:
        self.selected = (sheet, str(a["args"]))

    def _rangeSelect(self, a: Mapping[str, Any], sheet: str, row: int, column: int) -> None:
        from workbooks.a1 import address

        self.selected = (sheet, address(row, column))

    def _setScreenUpdating(self, a: Mapping[str, Any], sheet: str, row: int, column: int) -> None:
        """Nothing to draw here."""

    def _alert(self, a: Mapping[str, Any], sheet: str, row: int, column: int) -> None:
        self.alerts.append(a["args"][0])

    def rows(self, sheet: str) -> list[list[object]]:
        cells = {k: v for k, v in self.values[sheet].items() if v not in (None, "")}
        width, height = max((c for _, c in cells), default=0), max((r for r, _ in cells), default=0)
        return [[cells.get((r, c), "") for c in range(1, width + 1)] for r in range(1, height + 1)]
