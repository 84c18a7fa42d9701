"""見本: what stands in the cell beside a label and makes room for the value: signs (○○県, ＸＸ), a hint
(選択してください), a blank inside a text, or the sample of an old certificate."""

from __future__ import annotations

import re
from collections.abc import Callable

from validators.guideline import fields
from validators.numbers import certificate, registration
from validators.text import squeeze
from validators.values.dates import read_date
from workbooks.forms.blank import Blank, Position, Target
from workbooks.forms.places import PLACES, Place, matches_label

_SIGNS = re.compile(
    r"[○〇◯△×●＊*XＸ]{2,}|[○〇◯△×]年|[○〇◯△×](県|市|月|日)|記入例|見本|サンプル"
    r"|選択して|リストから|プルダウン|(入力|記入|記載)(して|する|欄)"
)
_SAMPLE_NAME = re.compile(r"(太郎|花子|一郎|次郎|はなこ|たろう)(様|殿)?$")
_LETTER = r"[ぁ-ヺー々〆\u3400-\u9fff\uf900-\ufaff]"
_NAME = re.compile(rf"{_LETTER}{{1,6}}[\s　]+{_LETTER}{{1,8}}(?:[\s　]*(?:様|殿))?")
_LONGEST = 30
_DIGIT = r"[\d０-９]"
# what an old certificate has in its text, taken where the blank has nothing else for the place
_LEFT = {
    "修了証番号": rf"第[\s　]*{_DIGIT}(?:{_DIGIT}|[-－‐ー]){{7,16}}[\s　]*号",
    "交付年月日": (
        rf"^[\s　]*(?:令和|平成)[\s　]*(?:元|{_DIGIT}+)[\s　]*年"
        rf"[\s　]*{_DIGIT}+[\s　]*月[\s　]*{_DIGIT}+[\s　]*日[\s　]*$"
    ),
}


def is_sign(text: str) -> bool:
    """Does a text say of itself that it is none: ○○県-000000, 選択してください?"""
    return len(squeeze(text)) <= _LONGEST and _SIGNS.search(squeeze(text)) is not None


def is_sample(blank: Blank, place: Place, at: Position) -> bool:
    """Does the cell beside a label hold a sign, a hint or a sample instead of another label?"""
    text = blank.texts.get(blank.first(at), "")
    plain = squeeze(text)
    if not plain or blank.first(at) in blank.formulas or not blank.takes(at):
        return False
    if len(plain) > _LONGEST or any(matches_label(p, plain) for p in PLACES["certificate"]):
        return False
    return is_sign(text) or _SAMPLE_NAME.search(plain) is not None or _reads(blank, place, text)


def left_over(blank: Blank, place: Place, taken: Callable[[Position], bool]) -> Target | None:
    """The number or the day of an old certificate that was given as a blank, where there is one."""
    pattern = _LEFT.get(place.name)
    found = [
        at
        for at, text in sorted(blank.texts.items())
        if pattern
        and re.search(pattern, text)
        and at not in blank.formulas
        and blank.takes(at)
        and not taken(at)
    ]
    if len(found) != 1 or pattern is None:
        return None
    if found[0] in blank.dated:
        return Target(place, found[0], "cell")
    return Target(place, found[0], "here", None, False, pattern, place.wrap)


def _reads(blank: Blank, place: Place, text: str) -> bool:
    """Is a text a value of the place: a day, a number, a kind of training, a person's name?"""
    if place.dated:
        return read_date(squeeze(text).removesuffix("生")).value is not None
    if place.name == "修了証番号":
        return certificate.read(text.strip("第号 　")).value is not None
    if place.name == "保育士登録番号":
        return registration.read(text).value is not None
    if place.name == "研修種別":
        return fields.read(text).value is not None and not _is_choice(blank)
    return place.name == "氏名" and _NAME.fullmatch(text.strip()) is not None


def _is_choice(blank: Blank) -> bool:
    """Are several kinds of training printed, to be marked by hand?"""
    texts = [text for text in blank.texts.values() if len(text) <= _LONGEST]
    return sum(fields.read(text).value is not None for text in texts) > 1
