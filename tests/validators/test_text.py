"""表記: values as text, one spelling, and what must stay as typed."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from validators.text import HYPHENS, Blank, fold_hyphens, is_blank, normalize, squeeze, to_text


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (None, ""),
        (float("nan"), ""),
        (7.0, "7"),
        (-0.0, "0"),
        (11701100001.0, "11701100001"),
        (1e15, "1000000000000000"),
        (0.1, "0.1"),
        (1e-7, "0.0000001"),
        (True, "TRUE"),
        (False, "FALSE"),
        ("  x", "  x"),
        (dt.date(2025, 4, 1), "2025-04-01"),
        (dt.datetime(2025, 4, 1), "2025-04-01"),
        (dt.datetime(2025, 4, 1, 9, 30), "2025-04-01 09:30:00"),
    ],
)
def test_cell_values_as_text(value: object, text: str) -> None:
    assert to_text(value) == text


@given(st.floats(allow_nan=False, allow_infinity=False))
def test_a_number_is_never_written_scientific(number: float) -> None:
    text = to_text(number)
    assert "e" not in text and float(text) == number


@pytest.mark.parametrize(
    ("typed", "text"),
    [
        ("Ａ１\u3000ｶﾞ", "A1 ガ"),
        ("\ufeffa\u00a0\u200bb\n", "a b"),
        ("a\x00b\u00ad\u202ec", "abc"),
        ("山\ufa11", "山\ufa11"),
        ("\ufa19\U0002f800", "\ufa19\U0002f800"),
        ("葛\U000e0100", "葛\U000e0100"),
        ("カ\u3099", "ガ"),
        ("a_x000D_b", "ab"),
        ("abc", "abc"),
        ("", ""),
    ],
)
def test_one_spelling(typed: str, text: str) -> None:
    assert normalize(typed) == text


@given(st.text("Ａａ ア\u3099ｶﾞ\ufa11\ufa19\u3000\u200b\u00ad\x00ー１①㈱é\u0301\u202e", max_size=12))
def test_one_spelling_is_stable(text: str) -> None:
    assert normalize(normalize(text)) == normalize(text)
    assert squeeze(text) == normalize(text).replace(" ", "")


def test_every_hyphen_is_one() -> None:
    assert set(fold_hyphens(HYPHENS)) == {"-"} and {"ー", "ｰ", "－", "−", "―", "‐"} <= set(HYPHENS)
    assert fold_hyphens("一") == "一"  # the numeral is no hyphen


@pytest.mark.parametrize(
    ("value", "blank"),
    [
        (None, True),
        ("", True),
        (" \u3000\ufeff", True),
        (float("nan"), True),
        (0, False),
        ("0", False),
        (False, False),
        ("-", False),
    ],
)
def test_blank_cells(value: object, blank: bool) -> None:
    assert is_blank(value) is blank


@pytest.mark.parametrize(
    "unseen",
    [
        "\u200b",
        "\u00ad",
        "\u2060",
        "\u3164",
        "\u180e",
        "\ufe0f",
        "\u2800",
        "\x07",
        "_x000D_",
        " \u200b\u00ad\u3000",
    ],
)
def test_what_nobody_sees_is_blank(unseen: str) -> None:
    assert is_blank(unseen) and not is_blank(f"{unseen}a")


@pytest.mark.parametrize(
    ("value", "allowed"),
    [
        ("－", Blank.DASH),
        ("――", Blank.DASH),
        ("\u3000年\u3000月\u3000日", Blank.FRAME),
        ("S・H\u3000．\u3000．", Blank.FRAME),
        ("昭・平\u3000年\u3000月\u3000日", Blank.FRAME),
        ("令和\u3000\u3000年\u3000\u3000月\u3000\u3000日生", Blank.FRAME),
        ("第\u3000\u3000\u3000号", Blank.FRAME),
        ("〒\u3000－", Blank.FRAME),
        ("未記入", Blank.WORD),
        ("（不明）", Blank.WORD),
    ],
)
def test_a_column_says_what_it_allows_as_blank(value: str, allowed: Blank) -> None:
    assert is_blank(value, allowed) and not is_blank(value)
    assert not any(is_blank(value, other) for other in Blank if other is not allowed and other)


@pytest.mark.parametrize(
    "value", ["昭和", "0", "1", "令和5年 月 日", "平成村", "第1号", "不明者", 0, False]
)
def test_what_says_something_is_not_blank(value: object) -> None:
    assert not is_blank(value, Blank.DASH | Blank.FRAME | Blank.WORD)
