"""和暦 and serial dates, fiscal years: domain.md §5.3, T55–T59, T70."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from validators.guideline import fiscal_year
from validators.problems import InvalidValue
from validators.values import dates as wareki
from xl.ooxml.cells import excel_serial

D = dt.date


@pytest.mark.parametrize(
    "text",
    [
        "昭和60年4月1日",
        "昭和６０年４月１日",
        "S60.4.1",
        "s60/4/1",
        "Ｓ６０．４．１",
        "㍼60年4月1日",
        "昭60.4.1",
        "昭和六十年四月一日",
        "1985年4月1日",
        "1985/4/1",
        "1985-04-01",
        "1985.4.1",
        "19850401",
        "1985-04-01 00:00:00",
        "1985/4/1(月)",
        "昭和 60年 4月 1日",
        "昭和60年4月1日生",
        "S600401",
        "西暦1985年4月1日",
        "昭和60年４月１日（月）",
    ],
)
def test_spellings_of_one_day(text: str) -> None:
    reading = wareki.read_date(text)
    assert reading.value == D(1985, 4, 1), reading.notes
    assert {n.rule for n in reading.notes} <= {"date-spelling"}


@given(
    st.datetimes(dt.datetime(1900, 1, 1), dt.datetime(2100, 12, 31)),
    st.sampled_from(
        [
            "{0.year}/{0.month}/{0.day} {0.hour}:{0:%M}",
            "{0.year}/{0.month}/{0.day} {0.hour}:{0:%M:%S}",
            "{0:%Y-%m-%d %H:%M}",
            "{0:%Y-%m-%dT%H:%M:%S}+09:00",
            "{0.year}年{0.month}月{0.day}日{0.hour}:{0:%M}",
            "{0.year}/{0.month}/{0.day}({w}) {0.hour}:{0:%M}",
        ]
    ),
)
def test_the_hour_never_takes_a_digit_of_the_day(moment: dt.datetime, form: str) -> None:
    text = form.format(
        moment, w="月火水木金土日"[moment.weekday()]
    )  # 1985/12/21 0:00 was once read as 12/2
    assert wareki.read_date(text).value == moment.date()


@pytest.mark.parametrize(
    "text",
    [
        "2025/4/6（日曜日）",
        "2025年4月6日日曜日",
        "2025/4/6 ( 日 )",
        "2025/4/6 ㈰",
        "令和7年（2025年）4月6日",
        "令和7年（2025）4月6日",
        "2025年（令和7年）4月6日",
        "2025-04-06（令和7年4月6日）",
    ],
)
def test_weekdays_and_both_calendars(text: str) -> None:
    assert wareki.read_date(text).value == D(2025, 4, 6)


@given(st.dates(D(1873, 1, 1), D(2100, 12, 31)))
def test_our_own_suggestion_reads_back(day: dt.date) -> None:
    assert wareki.read_date(wareki.show(day)).value == day


def test_calendars_that_disagree_are_left_to_a_person() -> None:
    reading = wareki.read_date("1985年（昭和61年）4月1日")
    assert (
        reading.value is None
        and reading.notes[0].suggestion
        == "1985-04-01（昭和60年4月1日） / 1986-04-01（昭和61年4月1日）"
    )


@pytest.mark.parametrize("value", ["10:30", "(火)", "生", dt.time(9, 0)])
def test_no_date_is_not_a_blank(value: object) -> None:
    assert [n.rule for n in wareki.read_date(value).notes] == ["date-unreadable"]


@pytest.mark.parametrize(
    "text", ["昭和60年4月1日", "1985年4月1日", "1985/4/1", "1985-04-01", "令和元年5月1日"]
)
def test_regular_spellings_are_not_remarked(text: str) -> None:
    assert wareki.read_date(text).notes == ()


@pytest.mark.parametrize(
    ("text", "day", "rule"),
    [
        ("昭和64年1月8日", D(1989, 1, 8), "date-era-overflow"),
        ("平成31年5月1日", D(2019, 5, 1), "date-era-overflow"),  # T55, T56
        ("5.4.1", None, "date-era-missing"),
        ("60/4/1", None, "date-era-missing"),
        ("1985.4", None, "date-incomplete"),  # T57
        ("1985年4月", None, "date-incomplete"),
        ("4月1日", None, "date-incomplete"),
        ("4/1", None, "date-incomplete"),
        ("昭和60年", None, "date-incomplete"),
        ("31138", None, "date-serial-text"),
        ("2026-02-30", None, "date-nonexistent"),
        ("0001-01-01", None, "date-before-eras"),
        ("2025-13-01", None, "date-nonexistent"),
        ("令和7年10月35日", None, "date-nonexistent"),  # T70
        ("昭和0年4月1日", None, "date-nonexistent"),
        ("昭和元年12月24日", None, "date-nonexistent"),
        ("平成45年4月1日", None, "date-nonexistent"),
        ("春ごろ", None, "date-unreadable"),
        ("#REF!", None, "date-unreadable"),
    ],
)
def test_unclear_dates(text: str, day: dt.date | None, rule: str) -> None:
    reading = wareki.read_date(text)
    assert (reading.value, reading.notes[0].rule) == (day, rule)


def test_first_day_that_has_an_era() -> None:
    assert wareki.read_date(dt.date(1868, 10, 23)).value == D(1868, 10, 23)
    for last in (dt.date(1868, 10, 22), dt.datetime(1868, 10, 22, 9)):
        assert [n.rule for n in wareki.read_date(last).notes] == ["date-before-eras"]


def test_candidates_of_a_date_without_era() -> None:
    suggestion = wareki.read_date("60/4/1").notes[0].suggestion
    assert suggestion == "1985-04-01（昭和60年4月1日）"
    assert "令和5年4月1日" in wareki.read_date("5.4.1").notes[0].suggestion


def test_serial_numbers_of_both_systems() -> None:
    assert wareki.read_date(31138.0).value == D(1985, 4, 1)  # T58
    assert wareki.read_date(29676, date_1904=True).value == D(1985, 4, 1)  # T59
    assert wareki.read_date(1).value == D(1900, 1, 1) and wareki.read_date(59).value == D(
        1900, 2, 28
    )
    assert (
        wareki.read_date(61).value == D(1900, 3, 1) and wareki.read_date(60).value is None
    )  # the day Excel invented
    assert wareki.read_date(20250930).value == D(2025, 9, 30)
    assert wareki.read_date(float("nan")).value is None and wareki.read_date(1e12).value is None


@given(st.dates(D(1900, 3, 1), D(2100, 12, 31)), st.booleans())
def test_serial_round_trip(day: dt.date, mac: bool) -> None:
    if mac and day <= D(1904, 1, 1):
        return
    assert wareki.read_date(excel_serial(day, date_1904=mac), date_1904=mac).value == day


@given(st.dates(D(1873, 1, 1), D(2100, 12, 31)))
def test_wareki_round_trip(day: dt.date) -> None:
    reading = wareki.read_date(wareki.to_wareki(day))
    assert reading.value == day and reading.notes == ()


@given(
    st.one_of(
        st.text(max_size=25),
        st.floats(),
        st.integers(),
        st.datetimes(),
        st.from_regex(r"[SHRsh昭平令]?\d{1,4}[./年-]\d{1,2}[./月-]\d{1,2}日?"),
    )
)
def test_nothing_breaks_the_reader(value: object) -> None:
    reading = wareki.read_date(value)
    assert reading.value is None or isinstance(reading.value, dt.date)


def test_before_the_eras() -> None:
    with pytest.raises(InvalidValue):
        wareki.to_wareki(D(1868, 1, 1))


def test_four_cells() -> None:
    assert (
        wareki.join_parts("昭和", 60.0, 4.0, 1.0) == "昭和60年4月1日"
        and wareki.join_parts("", "1985年", "4", "1日") == "1985年4月1日"
    )
    assert wareki.join_parts("昭和", "", "", "") == ""


@given(st.dates(D(1950, 1, 1), D(2099, 12, 31)))
def test_fiscal_years_partition_the_calendar(day: dt.date) -> None:
    year = fiscal_year.fiscal_year(day)
    first, last = fiscal_year.bounds(year)
    assert first <= day <= last and fiscal_year.bounds(year + 1)[0] == last + dt.timedelta(1)


@pytest.mark.parametrize(
    ("value", "year"),
    [
        ("令和7年度", 2025),
        ("R7", 2025),
        ("2025", 2025),
        (2025.0, 2025),
        ("2025年度", 2025),
        ("平成31年度", 2019),
        ("令和元年度", 2019),
        ("令7年度", 2025),
        ("令和元年度（平成31年度）", 2019),
        ("令和7年度（平成31年度）", None),
        ("7", None),
        ("来年度", None),
    ],
)
def test_reading_fiscal_years(value: object, year: int | None) -> None:
    assert fiscal_year.read_fiscal_year(value).value == year


@given(st.integers(1927, 2080))
def test_labels_read_back(year: int) -> None:
    assert fiscal_year.read_fiscal_year(fiscal_year.label(year)).value == year


def test_labels() -> None:
    assert fiscal_year.label(1850) == "1850年度"
    assert (
        fiscal_year.label(2025) == "令和7年度"
        and fiscal_year.label(2019) == "令和元年度（平成31年度）"
        and fiscal_year.label(2018) == "平成30年度"
    )
