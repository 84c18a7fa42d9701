"""Prefecture numbers 01–47 (都道府県番号; Guideline 別添2-1, equal to JIS X 0401)."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from validators.text import near, nearest, squeeze, to_text

NAMES: tuple[str, ...] = (
    "北海道",
    "青森県",
    "岩手県",
    "宮城県",
    "秋田県",
    "山形県",
    "福島県",
    "茨城県",
    "栃木県",
    "群馬県",
    "埼玉県",
    "千葉県",
    "東京都",
    "神奈川県",
    "新潟県",
    "富山県",
    "石川県",
    "福井県",
    "山梨県",
    "長野県",
    "岐阜県",
    "静岡県",
    "愛知県",
    "三重県",
    "滋賀県",
    "京都府",
    "大阪府",
    "兵庫県",
    "奈良県",
    "和歌山県",
    "鳥取県",
    "島根県",
    "岡山県",
    "広島県",
    "山口県",
    "徳島県",
    "香川県",
    "愛媛県",
    "高知県",
    "福岡県",
    "佐賀県",
    "長崎県",
    "熊本県",
    "大分県",
    "宮崎県",
    "鹿児島県",
    "沖縄県",
)
NUMBERS = {name: number for number, name in enumerate(NAMES, 1)}
_SHORT = {name if name == "北海道" else name[:-1]: number for name, number in NUMBERS.items()}

_SOUNDS = (  # as people say them, in the order of NAMES
    ("ほっかいどう", "hokkaido"),
    ("あおもり", "aomori"),
    ("いわて", "iwate"),
    ("みやぎ", "miyagi"),
    ("あきた", "akita"),
    ("やまがた", "yamagata"),
    ("ふくしま", "fukushima"),
    ("いばらき", "ibaraki"),
    ("とちぎ", "tochigi"),
    ("ぐんま", "gunma"),
    ("さいたま", "saitama"),
    ("ちば", "chiba"),
    ("とうきょう", "tokyo"),
    ("かながわ", "kanagawa"),
    ("にいがた", "niigata"),
    ("とやま", "toyama"),
    ("いしかわ", "ishikawa"),
    ("ふくい", "fukui"),
    ("やまなし", "yamanashi"),
    ("ながの", "nagano"),
    ("ぎふ", "gifu"),
    ("しずおか", "shizuoka"),
    ("あいち", "aichi"),
    ("みえ", "mie"),
    ("しが", "shiga"),
    ("きょうと", "kyoto"),
    ("おおさか", "osaka"),
    ("ひょうご", "hyogo"),
    ("なら", "nara"),
    ("わかやま", "wakayama"),
    ("とっとり", "tottori"),
    ("しまね", "shimane"),
    ("おかやま", "okayama"),
    ("ひろしま", "hiroshima"),
    ("やまぐち", "yamaguchi"),
    ("とくしま", "tokushima"),
    ("かがわ", "kagawa"),
    ("えひめ", "ehime"),
    ("こうち", "kochi"),
    ("ふくおか", "fukuoka"),
    ("さが", "saga"),
    ("ながさき", "nagasaki"),
    ("くまもと", "kumamoto"),
    ("おおいた", "oita"),
    ("みやざき", "miyazaki"),
    ("かごしま", "kagoshima"),
    ("おきなわ", "okinawa"),
)
_TO_HIRAGANA = {code: code - 0x60 for code in range(ord("ァ"), ord("ヶ") + 1)}

# 政令指定都市: may be the registrar of a 地域限定保育士.
DESIGNATED_CITIES: dict[str, int] = {
    "札幌市": 1,
    "仙台市": 4,
    "さいたま市": 11,
    "千葉市": 12,
    "横浜市": 14,
    "川崎市": 14,
    "相模原市": 14,
    "新潟市": 15,
    "静岡市": 22,
    "浜松市": 22,
    "名古屋市": 23,
    "京都市": 26,
    "大阪市": 27,
    "堺市": 27,
    "神戸市": 28,
    "岡山市": 33,
    "広島市": 34,
    "北九州市": 40,
    "福岡市": 40,
    "熊本市": 43,
}


def name(number: int) -> str:
    """10 → 群馬県. Raises IndexError outside 1–47."""
    if not 1 <= number <= 47:
        raise IndexError(number)
    return NAMES[number - 1]


def guess(text: str) -> str:
    """「（もしかして: 群馬県）」 with the name that is nearest, "" where none is near; kana and Roman letters count.

    >>> guess("郡馬"), guess("グンマけん"), guess("Ōita-ken"), guess("犬")
    ('（もしかして: 群馬県）', '（もしかして: 群馬県）', '（もしかして: 大分県）', '')
    """
    found = nearest(text, NAMES)
    if not found and (short := nearest(text, _SHORT)):  # 郡馬
        found = name(_SHORT[short])
    found = found or _by_sound(text)
    return f"（もしかして: {found}）" if found else ""


def _by_sound(text: str) -> str:
    """The name that sounds as the text is written, in kana or in Roman letters; "" where none does."""
    roman = "".join(c for c in unicodedata.normalize("NFKD", text).lower() if ord(c) < 128)
    kana = unicodedata.normalize("NFKC", text).translate(_TO_HIRAGANA)
    said = _folded(roman) if roman else re.sub("(けん|[県府都])$", "", kana)
    spelt = (_folded(other) if roman else one for one, other in _SOUNDS)
    sounds = dict(zip(spelt, NAMES, strict=True))
    close = near(said, sounds, 1, 0.8)
    return sounds[close[0]] if close else ""


def _folded(roman: str) -> str:
    """Roman letters in one spelling: oosaka, Ohsaka → osaka; tiba, Chiba-ken → tiba."""
    bare = re.sub(r"\W", "", re.sub(r"ken$|\W(fu|to)$|\W*pref\w*\W*$", "", roman.strip()))
    for spelling, other in (("o([uo]|h(?![aiueo]))", "o"), ("sh", "s"), ("ch|ts", "t"), ("f", "h")):
        bare = re.sub(spelling, other, bare)
    return bare


def number(value: object) -> int | None:
    """群馬県, 群馬, 10, "１０", "10 群馬県" → 10; None for anything else.

    >>> number("群馬"), number("10"), number("ぐんま市")
    (10, 10, None)
    """
    return _number(squeeze(to_text(value)))


@lru_cache(maxsize=1024)
def _number(text: str) -> int | None:
    match = re.fullmatch(r"(\d{0,2})[:.．]?(\D*)", text)
    if not match:
        return None
    digits, label = match.groups()
    by_name = NUMBERS.get(label) or _SHORT.get(label) if label else None
    if not digits:
        return by_name
    by_digits = int(digits) if 1 <= int(digits) <= 47 else None
    if not label:
        return by_digits
    return by_name if by_name == by_digits else None
