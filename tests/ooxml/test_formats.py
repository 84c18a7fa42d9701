"""Number formats: what a sheet shows for a number."""

from __future__ import annotations

import doctest

import pytest

from xl.ooxml import formats


@pytest.mark.parametrize(
    ("code", "value", "text"),
    [
        ('"群馬県-"000000', 12345, "群馬県-012345"),
        ("00-00-000-00000", 102504100001, "10-25-041-00001"),
        ("000\\-0000", 3710001, "371-0001"),
        ('"第"0"号"', 5, "第5号"),
        ("000000000000", 12504100001, "012504100001"),
        ('#,##0"円"', 1234567, "1,234,567円"),
        ('0.00"点"', 3.14159, "3.14点"),
        ('0.0#"点"', 2.5, "2.5点"),
        ("0;[Red]0", 7, "7"),
        ("0_);[Red]\\(0\\)", -5, "(5)"),
        ('"No."0', -5, "-No.5"),
        ('G/標準"号"', 12, "12号"),
        ("0;-0;;@", 0, ""),
        ('[$¥-411]#,##0', 1200, "¥1,200"),
        ('@"様"', "花", "花様"),
        ('0;0;0;"〒"@', "371", "〒371"),
        ("0", "花", None),
        ('yyyy"年"m"月"', 46000, None),
        ("[>=1000]0", 5, None),
        ("[DBNum1]0", 5, None),
        ("0,", 5000, None),
        ("0.00E+00", 5, None),
        ("0%", 0.5, None),
        ('"a', 5, None),
        ("0" * 300, 1, None),
        ('"人"0', float("inf"), None),
    ],
)  # fmt: skip
def test_shown(code: str, value: float | str, text: str | None) -> None:
    assert formats.shown(code, value) == text


@pytest.mark.parametrize(
    "code", ["General", "0", "0.00", "#,##0", "0_ ", "yyyy/m/d", "0_);[Red]\\(0\\)", ""]
)
def test_formats_that_add_nothing(code: str) -> None:
    assert not formats.adds(code)


def test_examples() -> None:
    assert doctest.testmod(formats).failed == 0
