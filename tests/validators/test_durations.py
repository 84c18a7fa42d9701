"""時間数: every spelling a clerk meets, what is taken off, and what has to be asked."""

from __future__ import annotations

import datetime as dt

import pytest

from validators.values import durations


@pytest.mark.parametrize(
    ("text", "minutes"),
    [
        ("6時間×2日＋3時間", 900),
        ("4時間30分×4回", 1080),
        ("60分×15コマ", 900),
        ("12コマ（1コマ75分）", 900),
        ("75分／コマ×12コマ", 900),
        ("8コマ×2時間", 960),
        ("2時間半", 150),
        ("10:15～11:45", 90),
        ("9:00～12:00、13:00～15:00", 300),
        ("午後1時30分から4時まで", 150),
        ("13時～16時半", 210),
        ("各分野１５時間", 900),
        ("1種別につき15時間", 900),
        ("15時間／分野", 900),
        ("3日間（15時間）", 900),
        ("15時間（昼休みを除く）", 900),
        ("約15時間以上", 900),
        (dt.timedelta(hours=1, minutes=30), 90),
        (dt.time(1, 30), 90),
    ],
)
def test_spellings(text: object, minutes: int) -> None:
    reading = durations.read_duration(text)
    assert (reading.value, reading.notes) == (minutes, ())


@pytest.mark.parametrize(
    ("text", "minutes", "rule"),
    [
        ("16時間（うち昼食60分）", 900, "minutes-without-break"),
        ("9:30～16:30（昼休み1時間）", 360, "minutes-without-break"),
        ("15時間（休憩込み）", 900, "minutes-break-unknown"),
        ("8コマ", None, "minutes-period-unknown"),
        ("半日", None, "minutes-unreadable"),
        ("1日6時間", None, "minutes-unreadable"),  # how many days?
        ("12:00～9:00", None, "minutes-unreadable"),
    ],
)
def test_what_is_taken_off_or_asked(text: str, minutes: int | None, rule: str) -> None:
    reading = durations.read_duration(text)
    assert (reading.value, [n.rule for n in reading.notes]) == (minutes, [rule])


@pytest.mark.parametrize(
    ("text", "minutes"),
    [
        ("※１コマは45分です", 45),
        ("コマ数（60分）", 60),
        ("各コマ90分、全10コマ", 90),
        ("時間割", None),
    ],
)
def test_the_length_of_a_lesson_is_stated_somewhere(text: str, minutes: int | None) -> None:
    assert durations.period_of(text) == minutes


def test_lessons_count_with_their_stated_length() -> None:
    assert durations.read_duration("3コマ", period=80).value == 240
    assert durations.read_duration("3コマ（1コマ50分）", period=80).value == 150
