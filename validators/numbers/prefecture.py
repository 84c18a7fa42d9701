"""Prefecture numbers 01–47 (都道府県番号; Guideline 別添2-1, equal to JIS X 0401)."""

from __future__ import annotations

import re
from functools import lru_cache

from validators.text import nearest, squeeze, to_text

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
    """「（もしかして: 群馬県）」 with the name that is nearest, "" where none is near."""
    near = nearest(text, NAMES)
    if not near and (short := nearest(text, _SHORT)):  # 郡馬
        near = name(_SHORT[short])
    return f"（もしかして: {near}）" if near else ""


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
