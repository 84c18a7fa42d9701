"""Rules of the 都道府県番号 in a roster's 修了証番号: of which prefecture the roster is (Guideline 5(2))."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from validators.numbers import prefecture as prefectures
from validators.schemas.rule import Frame, TableRule


def _usual_prefecture(f: Frame) -> int | None:
    """The prefecture number of nearly all rows (at least five rows, four in five)."""
    if not f.context.profile.roster.own_prefecture_only:
        return None
    counts = f["number_prefecture"].value_counts()
    usual = counts.sum() >= 5 and counts.iloc[0] >= counts.sum() * 0.8
    return int(counts.index[0]) if usual else None


def _is_of(f: Frame, *prefectures_held: int | None) -> pd.Series:
    return f["number_prefecture"].isna() | f["number_prefecture"].isin(prefectures_held)


def _own_prefecture(f: Frame) -> pd.Series:
    prefecture = f.context.profile.prefecture
    if prefecture is None or not f.context.profile.roster.own_prefecture_only:
        return f.fails(())
    return _is_of(f, prefecture, f.once(_usual_prefecture))


def _all_elsewhere(f: Frame) -> pd.Series:
    """A roster wholly of another prefecture than the one that was said: the latter is in doubt, asked once."""
    prefecture, usual = f.context.profile.prefecture, f.once(_usual_prefecture)
    asked = prefecture is not None and usual is not None and usual != prefecture
    return f["number_prefecture"] != usual if asked else f.fails(())


def _odd_prefecture(f: Frame) -> pd.Series:
    usual = f.once(_usual_prefecture)
    asked = usual is not None and f.context.profile.prefecture is None
    return _is_of(f, usual) if asked else f.fails(())


def _prefecture_params(f: Frame, i: int) -> Mapping[str, object]:
    digit, prefecture, usual = (
        int(f.at("number_prefecture", i)),
        f.context.profile.prefecture,
        f.once(_usual_prefecture),
    )
    return {
        "digit": f"{digit:02}",
        "digit_name": prefectures.name(digit),
        "prefecture": prefectures.name(prefecture) if prefecture else "",
        "usual": f"{usual:02}" if usual else "",
        "usual_name": prefectures.name(usual) if usual else "",
    }


RULES: tuple[TableRule, ...] = (
    TableRule(
        "number-other-prefecture",
        "certificate_number",
        ("number",),
        _own_prefecture,
        _prefecture_params,
    ),
    TableRule(
        "number-all-elsewhere",
        "certificate_number",
        ("number",),
        _all_elsewhere,
        _prefecture_params,
    ),
    TableRule(
        "number-odd-prefecture",
        "certificate_number",
        ("number",),
        _odd_prefecture,
        _prefecture_params,
    ),
)
