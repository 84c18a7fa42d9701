"""Layout (配置) of the forms: each place to fill in by its defined name or by the label printed on
the form, never by an address."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

_GAP = r"[\s　_＿]*"
# the first blank of a paragraph is its indent and stays
_DATE = rf"(?:令和|平成|(?<=.)|(?=年)){_GAP}年{_GAP}月{_GAP}日"


@dataclass(frozen=True, slots=True)
class Place:
    """One place of a form.

    name      the defined name, and what the clerk is told
    beside    pattern over the squeezed label whose blank lies in the same cell behind the colon,
    right of it or below it
    here      pattern over a cell's text; the part it matches is replaced by the value
    wrap      what stands around the value where ``here`` is replaced, e.g. 第{}号
    optional  a form without this place is complete
    printed   pattern over a cell's text: a form that has it printed already (群馬県知事 …) needs no place
    shrink    one line, made smaller where the cell is too narrow
    """

    name: str
    beside: str = ""
    here: str = ""
    wrap: str = "{}"
    optional: bool = False
    printed: str = ""
    shrink: bool = False


_KIND = Place("研修種別", r"(修了(した)?)?研修(種別|分野)(名)?", shrink=True)
_KINDS = replace(_KIND, shrink=False)  # a notice may name all eight
_GOVERNOR_CALLED = Place(
    "宛先", here=rf"[（(]{_GAP}都道府県知事{_GAP}[）)]", printed=r"知事.*(殿|様|あて|宛)"
)
# an office as a prefecture's own blank has it printed
_ISSUER = r"(知事|市長|区長|町長|村長|理事長|会長|学長|所長|代表)(?!名|の?氏名|者)"
_ALONE = rf"^{_GAP}{_DATE}{_GAP}$"  # a date that has a cell to itself
_MINUTES = Place("研修時間数", r"(総)?研修時間(数)?")
_METHOD = Place("評価方法", r"(研修)?(修了の)?評価(の)?方法")

# form → its places in the order of the notice
PLACES: dict[str, tuple[Place, ...]] = {
    "certificate": (
        Place("修了証番号", r"修了証番号", r"(?<!様式)第[\s　_＿]*号", "第{}号"),
        Place("保育士登録番号", r"保育士(証)?登録(証)?番号", shrink=True),
        Place("氏名", r"(修了者)?氏名", shrink=True),
        Place("生年月日", r"生年月日", shrink=True),
        _KIND,
        Place("交付年月日", r"(交付|発行)(年月)?日", _ALONE),
        Place("再交付", r"再交付(年月日)?", optional=True),
        Place("発行者", r"(発行者|交付者)", r"(?s)^.*都道府県知事名.*$", printed=_ISSUER),
    ),
    "application": (
        Place("申請年月日", r"申請(年月)?日", _ALONE),
        _GOVERNOR_CALLED,
        Place(
            "申請者",
            r"申請者",
            rf"[（(]{_GAP}申請者の名称、主たる事務所の所在地及び代表者(の)?氏名{_GAP}[）)]",
        ),
        _KIND,
        _MINUTES,
        _METHOD,
    ),
    "notice": (
        Place("宛先", here=rf"[（(]{_GAP}研修実施機関の名称及び代表者(の)?氏名{_GAP}[）)]"),
        Place("申請年月日", here=rf"{_DATE}(?={_GAP}付)"),
        Place("研修実施機関番号", r"(研修)?実施機関番号", shrink=True),
        Place("研修実施機関の名称", r"(研修)?実施機関の?名称?", shrink=True),
        Place("研修種別番号", r"研修(種別|分野)番号"),
        _KINDS,
        Place("通知年月日", r"(通知|指定)(年月)?日", _ALONE),
        Place(
            "発行者",
            r"(発行者|通知者)",
            rf"[（(]{_GAP}都道府県知事(名)?{_GAP}[）)]",
            printed=_ISSUER,
        ),
    ),
    "renewal": (
        Place("届出年月日", r"届出(年月)?日", _ALONE),
        _GOVERNOR_CALLED,
        Place(
            "届出者",
            r"届出者",
            rf"[（(]{_GAP}研修実施機関の名称、主たる事務所の所在地及び代表者(の)?氏名{_GAP}[）)]",
        ),
        Place("指定年月日", here=rf"{_DATE}(?={_GAP}に指定)"),
        Place("実施年度", here=rf"(?:令和|平成)?{_GAP}年度(?={_GAP}に実施)", wrap="{}年度"),
        _KIND,
        _MINUTES,
        _METHOD,
        Place("講師に関する書類", here=r"(?<=講師に関する書類)$", optional=True),
        Place("前年度からの変更", r"(前年度からの)?変更(点|内容|事項)", optional=True),
    ),
}
TITLES = {
    "certificate": "修了証",
    "application": "指定申請書",
    "notice": "指定通知書",
    "renewal": "指定内容更新届出書",
}
NUMBERS = {
    "certificate": "様式第1号",
    "application": "様式第2号",
    "notice": "様式第3号",
    "renewal": "様式第4号",
}


def matches_label(place: Place, squeezed: str) -> bool:
    """Is this squeezed cell text the label of the place: 氏名, 氏名： or 氏名：（ふりがな）?"""
    return (
        bool(place.beside)
        and re.fullmatch(
            rf"(?:[(（]?\d{{1,2}}[)）.、]?)?(?:{place.beside})(?:[:：]|\(.{{1,12}}\))*_*", squeezed
        )
        is not None
    )
