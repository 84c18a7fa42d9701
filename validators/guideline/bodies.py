"""実施主体 (Guideline 2): who may be designated — a municipality, a 指定保育士養成施設, or a
non-profit with a record of training."""

from __future__ import annotations

import re
from typing import Literal

from validators.numbers import municipality
from validators.reading import Note, Reading
from validators.text import squeeze, to_text

Body = Literal["市町村", "指定保育士養成施設", "非営利団体"]
_PROFIT = re.compile(
    r"株式会社|有限会社|合同会社|合資会社|合名会社|[(㈱㈲]?[株有同][)]|営利(法人|企業|団体)|^会社$|個人(事業)?"
)
_NON_PROFIT = re.compile(
    r"非営利|社会福祉法人|(一般|公益)?(社団|財団)法人|特定非営利活動法人|NPO|学校法人|社会福祉協議会|国立大学法人|公立大学法人|宗教法人|独立行政法人|\([福社財学特非]+\)",
    re.IGNORECASE,
)
_SCHOOL = re.compile(r"養成(施設|校|機関)|大学|短期大学|専門学校")
_MUNICIPALITY = re.compile(r"市(区)?町村|特別区|地方公共団体|自治体|[市区町村]")


def read_body(kind: object, name: object = "") -> Reading[Body]:
    """What the 法人の種別 and the name say. Notes body-not-eligible (a company, R01), body-unclear, body-conflict.

    A name that says 株式会社 weighs more than a cell that says 非営利: the two are for a person to settle.
    """
    text, title = squeeze(to_text(kind)), squeeze(to_text(name))
    by_name_profit = _PROFIT.search(title)
    if text and "非営利" not in text and (found := _PROFIT.search(text)):
        return Reading(None, (Note("body-not-eligible", {"kind": found[0].strip("()")}),))
    read = _read(text)
    if by_name_profit:
        rule = "body-conflict" if read else "body-not-eligible"
        return Reading(
            None,
            (
                Note(
                    rule, {"kind": text or by_name_profit[0], "name": by_name_profit[0].strip("()")}
                ),
            ),
        )
    if read:
        return Reading(read)
    if guess := _read(title):
        return Reading(guess)
    return (
        Reading(None, (Note("body-unclear", {"kind": text or "（空欄）"}),))
        if text or title
        else Reading(None)
    )


def body_key(name: object) -> str:
    """A body's name for comparing: corporate forms in short and in full, spaces and width do not matter."""
    text = squeeze(to_text(name))
    for short, full in (
        ("(福)", "社会福祉法人"),
        ("(社福)", "社会福祉法人"),
        ("(一社)", "一般社団法人"),
        ("(公社)", "公益社団法人"),
        ("(一財)", "一般財団法人"),
        ("(公財)", "公益財団法人"),
        ("(学)", "学校法人"),
        ("(特非)", "特定非営利活動法人"),
        ("NPO法人", "特定非営利活動法人"),
    ):
        text = text.replace(short, full)
    return text.casefold()


def _read(text: str) -> Body | None:
    if _SCHOOL.search(text):
        return "指定保育士養成施設"
    if _NON_PROFIT.search(text):
        return "非営利団体"
    place = re.sub(r"(役所|役場)$", "", text)
    return (
        "市町村" if _MUNICIPALITY.fullmatch(place) or (place and municipality.find(place)) else None
    )
