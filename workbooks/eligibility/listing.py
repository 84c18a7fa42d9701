"""修了要件の一覧: the list a check of eligibility gives, one line for each person and role."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from validators.eras import wareki
from validators.findings import Listing, Place
from validators.guideline import fields
from validators.guideline.eligibility import Facility, Judged, Role
from validators.text import Blank, is_blank
from workbooks.grid import Value
from workbooks.sheet_names import ELIGIBILITY

HEADINGS = (
    "判定",
    "氏名",
    "生年月日",
    "役職",
    "施設の種類",
    "職務分野",
    "加算の開始月",
    "数えた分野",
    "数",
    "必要な数",
    "足りないもの",
    "最も早い月",
    "理由",
    "行",
)
_WIDTHS = (16, 16, 17, 18, 22, 22, 14, 34, 8, 8, 28, 14, 40, 14)


@dataclass(frozen=True, slots=True)
class Line:
    """One person and role: 満たす見込み, 不足, 要確認 or 対象外; ``place`` is the cell of the list it stands in."""

    state: str
    name: str
    born: dt.date | None
    duty: int | None
    month: dt.date
    role: Role | None = None
    judged: Judged | None = None
    why: str = ""
    place: Place | None = None

    def cells(self) -> tuple[object, ...]:
        """The line under ``HEADINGS``; hours where they are counted instead of fields."""
        judged, role = self.judged, self.role
        counted = needed = ""
        if judged and role:
            by_hours = role.facility is Facility.KODOMOEN
            counted = f"{judged.minutes // 60}時間" if by_hours else f"{len(judged.counted)}分野"
            needed = f"{judged.needed * 15}時間" if by_hours else f"{judged.needed}分野"
        return (
            self.state,
            self.name,
            self.born or "",
            role.name if role else "",
            role.facility.value if role else "",
            fields.by_number(self.duty).name if self.duty else "",
            month_of(self.month),
            "、".join(fields.by_number(n).name for n in judged.counted) if judged else "",
            counted,
            needed,
            "、".join(judged.missing) if judged else "",
            month_of(judged.earliest) if judged and judged.earliest else "",
            self.why,
            f"{self.place[1]}!{self.place[2]}" if self.place else "",
        )


def outside(role: Value) -> str:
    """Why a person is 対象外: no post is written, or it is none of those that count."""
    blank = is_blank(role, Blank.DASH | Blank.WORD)
    return "役職の記入がありません" if blank else "加算の対象になる役職ではありません"


def month_of(day: dt.date) -> str:
    """A month as sentences and lists write it: 令和8年4月."""
    return wareki(day).rpartition("月")[0] + "月"


def listing(lines: Sequence[Line]) -> Listing:
    """The lines as a list for a sheet of its own."""
    rows = tuple(line.cells() for line in lines)
    at = HEADINGS.index("行")
    links = {(i, at): line.place for i, line in enumerate(lines) if line.place}
    return Listing(ELIGIBILITY, HEADINGS, _WIDTHS, rows, links=links)
