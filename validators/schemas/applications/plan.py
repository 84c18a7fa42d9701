"""事業計画 and 定員: rules on the dates, the venue and the numbers of persons (様式第2号 注2, 注3; Guideline 7(4))."""

from __future__ import annotations

import re
from collections.abc import Mapping

import pandas as pd

from validators.numbers import municipality
from validators.numbers import prefecture as prefectures
from validators.schemas.rule import Found, Frame, TableRule, found_among, found_by, missing
from validators.text import squeeze, to_text
from validators.values.answers import PAPER, says_no

PLAN_PARTS = {
    "reception_on": "研修の受付開始予定日",
    "certificates_on": "修了証の発行予定日",
    "report_on": "事業実績報告の提出予定日",
    "venue": "研修会場",
    "contact": "研修担当者の連絡先及び氏名",
    "budget": "収支予算",
}
PLAN_ORDER = (
    ("reception_on", "first_day"),
    ("first_day", "last_day"),
    ("last_day", "certificates_on"),
    ("first_day", "certificates_on"),
    ("first_day", "report_on"),
)
PLAN_TITLES = {
    "reception_on": "受付開始予定日",
    "first_day": "研修実施予定日",
    "last_day": "研修終了予定日",
    "certificates_on": "修了証の発行予定日",
    "report_on": "事業実績報告の提出予定日",
}
_WORDED = ("venue", "contact", "budget")  # what is no day: a day not settled is told by its reader
# 会場：未定, 予算書（作成中）, 未定（調整中）, 検討中です。, 未定のため後日提出
_OPEN = re.compile(
    r"(会場|担当(者)?|予算(書)?)?[はを:(]?"
    r"(未定|未確定|未決定|調整中|検討中|準備中|作成中|(後日|追って|決まり次第).{0,8})"
    r"(です|(のため|につき).{0,20})?[)。]*(\(.{0,40}\))?。?"
)
_LISTED = re.compile(r"[、,，・／/\n;；]|及び|並びに")
_ONLINE = re.compile(r"オンライン|eラーニング|e-learning|ZOOM|配信|オンデマンド|WEB", re.IGNORECASE)


def order_rule(first: str, second: str) -> TableRule:
    """Makes the rule that one day comes before another.

    The later one is blamed, but the day of the training never for a date that follows from it.
    """
    blamed, other = (first, second) if first == "reception_on" else (second, first)

    def find(f: Frame) -> Found:
        bad = f.records.typed.index[f[first] > f[second]]
        if (first, second) == ("first_day", "certificates_on") and "last_day" in f.records.typed:
            bad = bad[
                f["last_day"][bad].isna()
            ]  # with a last day the date of issue is compared with that
        return {
            i: {
                "column": blamed,
                "date": f.date(blamed, i),
                "other": PLAN_TITLES[other],
                "other_date": f.date(other, i),
            }
            for i in bad
        }

    return found_by("plan-order", blamed, (first, second), find)


def part_rules(name: str, title: str) -> tuple[TableRule, ...]:
    """Makes the rules on one part of a 事業計画: not there (blank, 無), or not settled yet (未定)."""
    if name not in _WORDED:
        return (missing("plan-part-missing", name, column=title),)

    def find(f: Frame) -> dict[str, Found]:
        absent: Found = {i: {"column": title} for i in f.records.typed.index[f.blank(name)]}
        later: Found = {}
        for i, value in f.given(name).items():
            if _OPEN.fullmatch(squeeze(value)):
                later[i] = {"column": title, "value": value}
            elif says_no(value, PAPER):
                absent[i] = {"column": title}
        return {"plan-part-missing": absent, "plan-part-later": later}

    rules = ("plan-part-missing", "plan-part-later")
    return tuple(found_among(rule, name, (name,), find) for rule in rules)


def elsewhere(f: Frame) -> dict[str, Found]:
    """Finds venues in another prefecture, or in two: each prefecture gets its own application (R24).

    A municipality whose name stands in two other prefectures (伊達市) is asked about.
    """
    home = f.context.profile.prefecture
    found: dict[str, Found] = {"venue-other-prefecture": {}, "venue-prefecture-unclear": {}}
    for i, text in f.given("venue").items():
        named = {n for n in prefectures.NAMES if n in squeeze(text)}
        several = [] if named else list(map(municipality.from_address, _LISTED.split(text)))
        if sum(map(bool, several)) > 1:  # 前橋市、熊谷市
            named = {one[0].prefecture for one in several if len({p.prefecture for p in one}) == 1}
        places = [] if named else municipality.from_address(text)
        possible = sorted({p.prefecture for p in places})
        if len(possible) > 1 and home and prefectures.name(home) not in possible:
            found["venue-prefecture-unclear"][i] = {"value": text, "places": "・".join(possible)}
            continue
        if len(possible) == 1:
            named = set(possible)
        other = named - {prefectures.name(home)} if home else named if len(named) > 1 else set()
        if other:
            found["venue-other-prefecture"][i] = {"place": "・".join(sorted(other))}
    return found


def online(f: Frame) -> Found:
    """Finds e-learning where the profile does not take it."""
    if f.context.profile.completion.e_learning:
        return {}
    return {i: {"value": v} for i, v in f.given("venue").items() if _ONLINE.search(to_text(v))}


def counts(f: Frame, i: int) -> Mapping[str, object]:
    """Fills the sentences on persons: as far as the record has them."""
    names = [
        n
        for n in ("capacity", "targets", "others", "refused")
        if n in f.records.typed and pd.notna(f.at(n, i))
    ]
    counts = {n: int(f.at(n, i)) for n in names}
    return {**counts, "room": max(0, counts.get("capacity", 0) - counts.get("targets", 0))}


def over(f: Frame) -> pd.Series:
    """Tells where others fit beside the targets (Guideline 7(4))."""
    known = f["capacity"].notna() & f["targets"].notna() & f["others"].notna()
    return ~(known & (f["others"] > (f["capacity"] - f["targets"]).clip(lower=0)))
