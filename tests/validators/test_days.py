"""日程: the days a cell names as clerks write them, what was taken and what has to be asked."""

from __future__ import annotations

import datetime as dt

import pytest

from validators.values.days import read_days, read_first_day, read_last_day


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("R7.10.4（土）～R7.10.18（土）全4日", "2025-10-04 2025-10-18"),
        ("令和7年10月4日（土）外3日", "2025-10-04"),
        ("令和7年10月4日開催予定", "2025-10-04"),
        ("1回目：令和7年10月4日\n2回目：令和7年11月8日", "2025-10-04 2025-11-08"),
        ("A日程：R7.10.4・5　B日程：R7.11.8・9", "2025-10-04 2025-10-05 2025-11-08 2025-11-09"),
        ("①2025/10/4 ②2025/10/11", "2025-10-04 2025-10-11"),
        ("オンデマンド配信 2025年10月1日～12月25日", "2025-10-01 2025-12-25"),
        ("令和７年12月13日、20日、１月10日", "2025-12-13 2025-12-20 2026-01-10"),
        ("令和7年10月4日(土)、5日(日) 各日9時30分～16時", "2025-10-04 2025-10-05"),
        ("後期：R7.11.8　前期：R7.9.6", "2025-11-08 2025-09-06"),
        ("令和7年度 2月14日", "2026-02-14"),
        ("20251004～20251018", "2025-10-04 2025-10-18"),
    ],
)
def test_days_are_taken_and_told(text: str, days: str) -> None:
    reading = read_days(text)
    assert " ".join(d.isoformat() for d in reading.value or ()) == days
    assert [n.rule for n in reading.notes] == ["days-listed"]


@pytest.mark.parametrize(
    ("text", "first", "rule"),
    [
        ("10月4日～10月18日", "2025-10-04", "date-year-assumed"),
        ("2/14・2/21", "2026-02-14", "date-year-assumed"),
        ("R7.10.4又は10.11", "2025-10-04", "days-partly-read"),
        ("令和7年10月4日～10月下旬", "2025-10-04", "days-partly-read"),
        ("令和7年10月18日～10月4日", "2025-10-04", "days-out-of-order"),
        ("令和7年10月・11月", None, "date-unreadable"),
        ("令和7年10月末", None, "date-unreadable"),
        ("令和7年10月", None, "date-incomplete"),
        ("調整中", None, "date-unreadable"),
        ("R7.11.31、12.7", None, "date-nonexistent"),
    ],
)
def test_what_is_asked(text: str, first: str | None, rule: str) -> None:
    reading = read_first_day(text, fiscal=2025)
    assert (reading.value and reading.value.isoformat()) == first
    assert [n.rule for n in reading.notes] == [rule]


def test_the_earliest_day_counts_wherever_it_stands() -> None:
    text = "第1回 令和7年11月8日・9日、第2回 令和7年9月6日・7日"
    assert read_first_day(text).value == dt.date(2025, 9, 6)
    assert read_last_day(text).value == dt.date(2025, 11, 9)


def test_the_last_day_is_not_known_where_there_are_more() -> None:
    assert read_last_day("令和7年10月4日ほか2日").value is None
    assert read_last_day("令和7年10月4日・5日").value == dt.date(2025, 10, 5)


def test_without_a_hint_a_day_without_year_stays_unread() -> None:
    assert read_first_day("10月4日～10月18日").value is None
