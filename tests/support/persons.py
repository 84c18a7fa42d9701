"""Invented persons and a clean roster of six, for tests of the reader; each test changes what it is about."""

from __future__ import annotations

import datetime as dt

from validators.findings import Report
from validators.profile import default
from workbooks.grid import Book, Grid, Value
from workbooks.roster import check
from workbooks.roster.read import Table

D = dt.date
TODAY = D(2026, 6, 30)
ITEMS = (
    "registration_number",
    "name",
    "kana",
    "birth_date",
    "address",
    "employer",
    "municipality",
    "field",
    "certificate_number",
    "completed_on",
)
HEAD: tuple[str, ...] = (
    "保育士登録番号",
    "氏名",
    "フリガナ",
    "生年月日",
    "住所",
    "勤務先施設の名称",
    "勤務先の市町村名",
    "修了した研修分野",
    "修了証番号",
    "修了年月日",
)
_PERSONS: tuple[tuple[Value, ...], ...] = (
    ("美本　澄", "ミホン スミ", D(1988, 4, 12), "群馬県前橋市大手町1-1", "つばき保育園", "前橋市"),
    ("例田　渡", "レイタ ワタル", D(1991, 7, 30), "群馬県高崎市高松町2", "もみじ園", "高崎市"),
    (
        "仮野　千里",
        "カリノ チサト",
        D(1979, 11, 3),
        "群馬県桐生市織姫町3",
        "かえで保育所",
        "桐生市",
    ),
    ("架空　環", "カクウ タマキ", D(1995, 1, 21), "群馬県太田市浜町4", "すみれ園", "太田市"),
    ("想田　岳", "ソウダ ガク", D(1984, 9, 9), "群馬県沼田市下之町5", "あやめ保育園", "沼田市"),
    ("虚木　栞", "ウロキ シオリ", D(1993, 3, 15), "群馬県館林市城町6", "ききょう園", "館林市"),
)


def people(kind: int = 1, field: str = "乳児保育", count: int = 6) -> list[list[Value]]:
    """Clean rows under ``HEAD``."""
    rows: list[list[Value]] = []
    for i, person in enumerate(_PERSONS[:count]):
        number = f"102504{kind}{i + 1:05}"
        rows.append([f"群馬県-70000{i}", *person, field, number, D(2025, 8, 20)])
    return rows


def book(*grids: Grid | list[list[Value]]) -> Book:
    """A book of these sheets."""
    made = [g if isinstance(g, Grid) else Grid(f"名簿{n or ''}", g) for n, g in enumerate(grids)]
    return Book("名簿.xlsx", tuple(made))


def read(*grids: Grid | list[list[Value]]) -> list[Table]:
    """The rosters of a book of these sheets."""
    return check.read_rosters([book(*grids)], default())


def report(*grids: Grid | list[list[Value]]) -> Report:
    """The report on a book of these sheets, for 群馬県."""
    return check.check_rosters(read(*grids), default().for_prefecture(10), TODAY)


def serious(found: Report) -> list[tuple[str, str]]:
    """(cell, rule) of everything above 情報."""
    return [(f.cell, f.rule) for f in found.findings if f.severity != "info"]
