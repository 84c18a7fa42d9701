"""The samples follow the reader's year: whatever the year, they show the same faults."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from validators.profile import default
from workbooks.samples import ledgers, rosters, years
from xl.outputs import results

GUNMA = default().for_prefecture(10)


@pytest.mark.parametrize(
    ("today", "moved"),
    [
        (dt.date(2026, 7, 6), 0),
        (dt.date(2027, 3, 31), 0),
        (dt.date(2027, 7, 5), 0),
        (dt.date(2027, 7, 6), 1),
        (dt.date(2026, 7, 5), -1),
        (dt.date(2031, 12, 1), 5),
    ],
)
def test_the_year_of_the_samples(today: dt.date, moved: int) -> None:
    assert years.years_until(today) == moved


@pytest.mark.parametrize(
    ("value", "later"),
    [
        (dt.date(2025, 11, 9), dt.date(2027, 11, 9)),
        (dt.date(1988, 4, 12), dt.date(1988, 4, 12)),
        ("令和7年度 研修修了者名簿", "令和9年度 研修修了者名簿"),
        ("令和7年11月31日", "令和9年11月31日"),
        ("102502400003", "102702400003"),
        ("１０２５－０２－４－００００１", "１０２７－０２－４－００００１"),
        (1025024000015, 1027024000015),
        ("Ｓ６３．５．２５", "Ｓ６３．５．２５"),
        ("群馬県-500008", "群馬県-500008"),
        ("000-000-0000", "000-000-0000"),
        (40, 40),
        (None, None),
    ],
)
def test_one_value(value: object, later: object) -> None:
    assert years.moved(value, 2) == later  # type: ignore[arg-type]


def found(path: Path, kind: str, today: dt.date) -> list[tuple[str, str]]:
    """(cell, rule) of every finding."""
    if kind == "roster":
        report = results.rosters(
            [path], GUNMA, today, results.Asked(designations=path.with_name("指定台帳.xlsx"))
        )
    else:
        report = results.desk(kind, [path], GUNMA, today)
    # whether a day is a Sunday is the year's own
    return sorted((f.cell, f.rule) for f in report.findings if f.rule != "filing-on-closed-day")


def every(folder: Path, today: dt.date) -> dict[str, list[tuple[str, str]]]:
    """The findings of all samples of a day's year."""
    moved = years.years_until(today)
    rosters.write_moved(folder / "名簿.xlsx", rosters.messy_rows(), moved)
    ledgers.write_designations(folder / "指定台帳.xlsx", moved)
    ledgers.write_applications(folder / "指定申請台帳.xlsx", moved)
    recent = years.years_until(today, years.JUST_COMPLETED)
    ledgers.write_participants(folder / "受講者名簿.xlsx", recent)
    names = {"roster": "名簿", "applications": "指定申請台帳", "participants": "受講者名簿"}
    return {kind: found(folder / f"{name}.xlsx", kind, today) for kind, name in names.items()}


@pytest.mark.parametrize(
    "today",
    [
        dt.date(2026, 7, 6),
        dt.date(2026, 11, 26),
        dt.date(2027, 2, 28),
        dt.date(2027, 4, 1),
        dt.date(2027, 7, 5),
        *(dt.date(year, 7, 6) for year in range(2027, 2033)),
    ],
    ids=str,
)
def test_the_same_faults_in_every_year(today: dt.date, tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "b").mkdir()
    base, later = every(tmp_path / "a", years.BASE), every(tmp_path / "b", today)
    assert later == base


@pytest.mark.parametrize("today", [dt.date(2026, 7, 6), dt.date(2027, 3, 31), dt.date(2028, 6, 1)])
def test_a_list_can_be_published_on_any_day(today: dt.date, tmp_path: Path) -> None:
    from xl.outputs import public_list

    ledgers.write_designations(tmp_path / "指定台帳.xlsx", years.years_until(today))
    listing = public_list.listing(
        [tmp_path / "指定台帳.xlsx"], None, None, default().for_prefecture(10), today
    )
    assert listing.rows
