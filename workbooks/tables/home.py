"""住所 over several columns (住所の分割): 都道府県 · 市区町村 · 町名番地 · 建物名, where no column gives it whole."""

from __future__ import annotations

import re
from collections.abc import Mapping

from validators.text import squeeze

HOME_PART = re.compile(r"町名|番地|丁目|建物|マンション|郵便番号|〒|^都道府県$")
CITY, STREET = "address?city", "address?street"
ADDRESS_PARTS = ("address?prefecture", CITY, STREET, "address?building")
_LABELS = (
    r"(住所)?(都道府県)(名)?",
    r"(住所)?(市区町村|市町村)(名)?",
    r"町名.*|番地.*|丁目.*|町域.*|住所[12]?",
    r"建物.*|マンション.*|方書|住所[23]",
)
_ELSEWHERE = re.compile(r"勤務|施設|園|登録")


def address_columns(headings: Mapping[int, tuple[str, str]]) -> dict[str, int]:
    """Part of the 住所 → its column; {} where 市区町村 and 町名番地 are not both there.

    headings  column that nothing else was taken from → its lowest label, and all labels over it
    """
    at: dict[str, int] = {}
    for column, (leaf, text) in headings.items():
        if _ELSEWHERE.search(text):
            continue
        for part, label in zip(ADDRESS_PARTS, _LABELS, strict=True):
            if part not in at and re.fullmatch(label, squeeze(leaf)):
                at[part] = column
                break
    return at if CITY in at and STREET in at else {}
