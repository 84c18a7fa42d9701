"""Profiles: every shipped one loads, a wrong one gets one clear sentence, and nothing is set in vain."""

from __future__ import annotations

import ast
import datetime as dt
import tomllib
from dataclasses import fields
from pathlib import Path

import pytest

from validators import profile
from validators.problems import Problem

ROOT = Path(__file__).parents[2]


def test_shipped_profiles() -> None:
    assert {"guideline", "akita", "hyogo"} <= set(profile.names())
    for name in profile.names():
        assert profile.shipped(name).name
    assert profile.shipped("秋田県").filing.renewal_deadline == "same"
    assert profile.shipped("akita").prefecture == 5
    assert profile.shipped("hyogo").completion.mode == "accumulate"
    assert profile.default().completion.mode == "all-days"
    assert profile.default().completion.mode == "all-days"


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("x = ", "TOML"),
        ("unknown = 1", "unknown"),
        ("[agencies]\nafter_99 = 'refuse'", "agencies"),
        ("filing = 3", "filing"),
        ("[filing]\nmethod = 'D'", "A、B、C"),
        ("[filing]\nmethod = ['A']", "A、B、C"),
        ("[filing]\nnope = 1", "filing.nope"),
        ("[filing]\nwindow = ['冬']", "12-20"),
        ("[filing]\nwindow = ['12-20']", "12-20"),
        ("[filing]\nwindow = ['12-20', '13-01']", "12-20"),
        ("[filing]\nwindow = [1220, 131]", "一覧"),
        ("[roster]\nmin_age = 'x'", "整数"),
        ("[roster]\nmin_age = true", "整数"),
        ("[roster]\nmin_age = -1", "0 以上"),
        ("[roster]\nmin_age = 40\nmax_age = 20", "min_age の 40 以上"),
        ("[roster]\nrequired = ['nonsense']", "nonsense"),
        ("[roster]\nrequired = 'name'", "一覧"),
        ("[designations]\nnotice_days = -5", "0 以上"),
        ("[report]\ndue_days = 1.5", "整数"),
        ("[completion]\nrequired_minutes = 600", "900 以上"),
        ("[completion]\nin_house_minutes = 900", "899 以下"),
        ("[completion]\nmakeup = 1", "true か false"),
        ("[forms]\nissuer = '群馬県知事'", "一覧"),
        ("[forms]\nfile_name = '{nummer}'", "{number} {name} {form}"),
        ("[severity]\n'no-such-rule' = 'off'", "no-such-rule"),
        ("[severity]\n'name-missing' = 'bad'", "error、warning"),
        ("prefecture = '架空県'", "架空県"),
        ("prefecture = 48", "48"),
        ("prefecture = true", "True"),
        ("name = 3", "name"),
        ("fiscal_years = 2026", "一覧"),
        ("fiscal_years = ['令和8年度']", "令和8年度"),
    ],
)
def test_a_wrong_profile_is_one_sentence(text: str, word: str) -> None:
    with pytest.raises(Problem) as problem:
        profile.parse(text, "試し.toml")
    said = str(problem.value)
    assert word in said and "試し.toml" in said and said.endswith("。") and "\n" not in said


@pytest.mark.parametrize("written", ["10", "'10'", "'群馬県'", "'群馬'"])
def test_a_prefecture_is_a_name_or_a_number(written: str) -> None:
    assert profile.parse(f"prefecture = {written}", "試し.toml").prefecture == 10


def test_a_severity_is_changed_or_switched_off() -> None:
    mine = profile.parse("[severity]\n'name-missing' = 'off'\n'number-kind' = 'info'", "試し.toml")
    assert mine.severity("name-missing") is None and mine.severity("number-kind") == "info"
    assert profile.default().severity("name-missing") == "error"


def test_a_profile_is_for_its_years() -> None:
    mine = profile.parse("name = '群馬県2026'\nfiscal_years = [2026]", "試し.toml")
    assert mine.for_day(dt.date(2027, 3, 31)) is mine
    for day in (dt.date(2027, 4, 1), dt.date(2026, 3, 31)):
        with pytest.raises(Problem, match=r"群馬県2026.*令和8年度のもの"):
            mine.for_day(day)
    assert profile.default().for_day(dt.date(2040, 1, 1)) is profile.default()


def _read_settings() -> set[tuple[str, str]]:
    """Every ``….section.setting`` and bare ``….setting`` that a module outside the profile reads."""
    found: set[tuple[str, str]] = set()
    for top in ("validators", "workbooks", "xl"):
        for path in sorted((ROOT / top).rglob("*.py")):
            if path.name in ("profile.py", "sections.py") and top == "validators":
                continue
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
                if isinstance(node, ast.Attribute):
                    base = node.value
                    found.add((base.attr if isinstance(base, ast.Attribute) else "", node.attr))
    return found


def test_every_setting_is_read_by_some_module() -> None:
    read = _read_settings()
    text = (ROOT / "validators/profiles/guideline.toml").read_text(encoding="utf-8")
    default = tomllib.loads(text)
    for section, values in default.items():
        if not isinstance(values, dict) or section in ("severity", "headings"):
            continue
        assert [f.name for f in fields(profile.SECTIONS[section])] == list(values)
        for setting in values:
            # settings = profile.completion; settings.mode
            assert (section, setting) in read or ("", setting) in read, f"{section}.{setting}"
