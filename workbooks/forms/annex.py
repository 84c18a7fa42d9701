"""別紙 of a blank: the table that takes several kinds (様式第2号 注)."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from validators.text import squeeze
from workbooks.forms.blank import Blank, Position
from workbooks.forms.places import PLACES, matches_label


@dataclass(frozen=True, slots=True)
class Annex:
    """The first row of its table and the column of each heading found; ``name`` is the cell for the
    body's name, if any."""

    first_row: int
    columns: Mapping[str, int]
    name: Position | None

    def rows(self, blank: Blank) -> int:
        """How many kinds it takes: the merged or used rows below the heading."""
        bottom = min(blank.bottom, blank.printed.bottom) if blank.printed else blank.bottom
        return max(0, bottom - self.first_row + 1)


def locate_annex(blank: Blank) -> Annex | None:
    """The table of 別紙 by its headings 研修種別, 研修時間数 and 評価方法 in one row (番号 where
    there is one); None without it."""
    places = [p for p in PLACES["application"] if p.name in ("研修種別", "研修時間数", "評価方法")]
    for row in sorted({r for r, _ in blank.texts}):
        line = {squeeze(text): column for column, text in blank.row_texts(row)}
        columns: dict[str, int] = {}
        for place in places:
            for text, column in line.items():
                if matches_label(place, text):
                    columns[place.name] = column
        if len(columns) == len(places):
            if "番号" in line:
                columns = {"番号": line["番号"], **columns}
            below = max(blank.area((row, c)).bottom for c in columns.values()) + 1
            return Annex(below, columns, _name_cell(blank))
    return None


def _name_cell(blank: Blank) -> Position | None:
    for at, text in blank.texts.items():
        if re.fullmatch(r"(申請者|届出者|研修実施機関)?の?名称[:：]?", squeeze(text)):
            area = blank.area(at)
            return area.top, area.right + 1
    return None
