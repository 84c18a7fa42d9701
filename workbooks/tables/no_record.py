"""Words of rows that are no records (記録でない行の語): 記入例, 見本, 合計, 小計, 平均."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence

from validators.guideline import fields
from validators.text import squeeze
from workbooks.grid import Value

EXAMPLE = re.compile(
    r"[【（(<＜\[]?(記入|記載|入力)?例示?[\d０-９①-⑨]?[】）)>＞\]]?|サンプル|見本|(記入|記載|入力)例.*"
)
_OF_EXAMPLES = re.compile(r"(記入|記載|入力|作成)(例|見本)|見本|サンプル")
TOTAL = re.compile(
    r"(小|合|総|累|集)?計([:：(（].*)?|(延べ|のべ|総)(人数|数)?.*|合計.*|集計.*|.{0,8}(人数|件数)(計|合計)?|修了者(数|計).*"
    r"|.{1,16}の?(小計|集計|個数)|(データの)?(個数|件数)([/:：(（].*)?|平均.{0,8}|最大(値)?|最小(値)?|以下余白|以上"
)
_LONGEST = 20  # characters of such a cell
_OF_A_FIELD = re.compile(r"(.{4,20}?)の?(計|合計|修了者数?|人数|件数|平均)")
_MAYBE_NONE = re.compile(r"[例サ見計数個件均最以]|[ｻﾝﾌﾟﾙ]")  # one of these stands in every such word


def no_records_in(texts: Collection[str]) -> set[str]:
    """Those of the cells that say 記入例 or 合計."""
    short = [text for text in texts if len(text) <= _LONGEST]
    if not _MAYBE_NONE.search("".join(short)):
        return set()
    return {text for text in short if says_no_record((text,))}


def is_example_sheet(sheet: str) -> bool:
    """Does a sheet's name say that it shows how to fill in another: 記入例, 別紙（記載例）, 見本, 【例】?"""
    name = squeeze(sheet)
    return EXAMPLE.fullmatch(name) is not None or _OF_EXAMPLES.search(name) is not None


def says_no_record(texts: Sequence[Value]) -> bool:
    """Do the first cells of a row say 記入例 or 合計?"""
    for value in texts:
        if isinstance(value, str) and len(value) <= _LONGEST and _MAYBE_NONE.search(value):
            text = squeeze(value)
            if EXAMPLE.fullmatch(text) or TOTAL.fullmatch(text) or _totals_a_field(text):
                return True
    return False


def _totals_a_field(text: str) -> bool:
    """乳児保育 計, マネジメント合計."""
    named = _OF_A_FIELD.fullmatch(text)
    return named is not None and fields.named(named[1]) is not None
