"""全国地方公共団体コード and 市町村名: six digits (prefecture 2, municipality 3, check 1), names by the official list.

A municipality is never cut out of an address at 市/町/村 (四日市市, 市川三郷町, 神崎郡市川町 …):
the longest official name that
fits at the beginning is taken.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

from validators.numbers import prefecture as prefectures
from validators.problems import InvalidValue
from validators.reading import Note, Reading
from validators.text import fold_hyphens, near, squeeze, to_text

_FOLD = str.maketrans(
    {
        "ヶ": "ケ",
        "ヵ": "カ",
        "が": "ケ",
        "ガ": "ケ",
        "之": "の",
        "ノ": "の",
        "龍": "竜",
        "檜": "桧",
        "祇": "祗",
        "曾": "曽",
        "﨑": "崎",
        "碕": "崎",
        "嵜": "崎",
        "髙": "高",
        "條": "条",
        "檮": "梼",
        "鯵": "鰺",
        "釜": "竈",
        "舘": "館",
        "冨": "富",
        "嶋": "島",
        "濱": "浜",
        "澤": "沢",
        "廣": "広",
        "邊": "辺",
        "邉": "辺",
    }
)
_IVS = re.compile("[\ufe00-\ufe0f\U000e0100-\U000e01ef]")
_PREFECTURES = "|".join(sorted(prefectures.NAMES, key=len, reverse=True))
_HEAD = re.compile(rf"({_PREFECTURES})?(.*)", re.DOTALL)
# 余市郡, 高市郡, 田村郡 and 東村山郡 hold 市, 町 or 村 themselves; addresses on two of Tokyo's
# islands name the island first.
_COUNTY = re.compile(r"(?<=郡)|(?<=^三宅島)|(?<=^八丈島)")
_LONGEST_COUNTY = 6
_CODE = re.compile(r"[0-9]{6}")
_WARD = re.compile(r".+?市(.+区)")
_POSTAL = re.compile(r"〒?[0-9]{3}-?[0-9]{4}(?![0-9])")


@dataclass(frozen=True, slots=True)
class Municipality:
    """One entry of the official list; wards of a 政令指定都市 are named 札幌市中央区."""

    code: str
    prefecture: str
    name: str


def check_digit(digits: str) -> str:
    """Check digit for the first five digits: weights 6–2, modulus 11."""
    rest = sum(int(d) * w for d, w in zip(digits, (6, 5, 4, 3, 2), strict=True)) % 11
    return str((11 - rest) % 10)


def compact(text: str) -> str:
    """Half-width digits; a lost leading zero is not restored."""
    return squeeze(text).replace("-", "")


def validate(text: str) -> str:
    """Six digits; the five-digit form gets its check digit. Raises InvalidValue."""
    digits = compact(text)
    if not re.fullmatch(r"[0-9]{5,6}", digits):
        raise InvalidValue(Note("municipality-code-length", {"digits": len(digits)}))
    expected = digits[:5] + check_digit(digits[:5])
    if len(digits) == 6 and digits != expected:
        raise InvalidValue(Note("municipality-code-check", {"expected": expected}, expected))
    return expected


def is_valid(text: str) -> bool:
    """Would ``validate`` accept it?"""
    try:
        validate(text)
    except InvalidValue:
        return False
    return True


def format(text: str) -> str:
    """Six digits. Raises InvalidValue."""
    return validate(text)


@lru_cache(maxsize=1)
def _official() -> tuple[Municipality, ...]:
    lines = (
        (files("validators.data") / "municipalities.csv").read_text(encoding="utf-8").splitlines()
    )
    return tuple(Municipality(*line.split(",")) for line in lines if not line.startswith("#"))


@lru_cache(maxsize=1)
def _index() -> dict[str, list[Municipality]]:
    """Folded name → entries. A ward of a 政令指定都市 also stands under its own name, after a place
    that is called so itself.

    北海道 has two 泊村; the one that comes second lies on 国後島, where nobody is employed, and is left out.
    """
    index: dict[str, list[Municipality]] = {}
    for entry in _official():
        entries = index.setdefault(_fold(entry.name), [])
        if entry.name and all(e.prefecture != entry.prefecture for e in entries):
            entries.append(entry)
    for entry in _official():
        if ward := _WARD.fullmatch(entry.name):
            index.setdefault(_fold(ward[1]), []).append(entry)
    return index


def _fold(name: str) -> str:
    return _IVS.sub("", squeeze(name)).translate(_FOLD)


def by_code(code: str) -> Municipality | None:
    """The entry of a valid code."""
    digits = validate(code)
    return next((m for m in _official() if m.code == digits), None)


def wards(city: Municipality) -> tuple[Municipality, ...]:
    """The wards of a 政令指定都市, none for other places."""
    return tuple(
        m
        for m in _official()
        if m.prefecture == city.prefecture
        and m.name.startswith(city.name)
        and m.name != city.name
        and m.name.endswith("区")
    )


def find(name: str, prefecture: str | int | None = None) -> tuple[Municipality, ...]:
    """Entries with exactly this name, 郡 and prefecture in front allowed; several for 府中市, 伊達市 and the like.

    >>> [one.code for one in find("前橋市", 10)]
    ['102016']
    """
    prefecture_name, rest = _head(name, prefecture)
    for candidate in _without_county(rest):
        found = _in(_index().get(_fold(candidate), ()), prefecture_name)
        if found:
            return found
    return ()


def from_address(address: str, prefecture: str | int | None = None) -> tuple[Municipality, ...]:
    """Entries whose official name begins the address, the longest one; 三重県四日市市諏訪町1-5 → 四日市市."""
    prefecture_name, rest = _head(
        _POSTAL.sub("", fold_hyphens(squeeze(address)), count=1), prefecture
    )
    for candidate in _without_county(rest):
        folded = _fold(candidate)
        for length in range(min(len(folded), 14), 1, -1):
            found = _in(_index().get(folded[:length], ()), prefecture_name)
            if found:
                return found
    return ()


@lru_cache(maxsize=4096)
def _read(text: str, prefecture: int | None) -> Reading[Municipality]:
    if _CODE.fullmatch(text):
        return _coded(text)
    prefecture_name, rest = _head(text, None)
    found = find(text)
    if len(found) > 1 and prefecture:
        found = _in(found, prefectures.name(prefecture)) or found
    if found:
        if len(found) > 1:
            far = dict.fromkeys(m.prefecture for m in found)
            places = "・".join(far if len(far) > 1 else (m.name for m in found))
            return Reading(
                found[0], (Note("municipality-ambiguous", {"name": rest, "places": places}),)
            )
        exact = text == found[0].name
        return Reading(
            found[0],
            () if exact else (Note("municipality-spelling", {"name": text}, found[0].name),),
        )
    if "立" in rest and not rest.endswith(("市", "町", "村", "区")):
        rest = rest.split("立")[0]
    near_by = prefecture_name or (prefectures.name(prefecture) if prefecture else "")
    close = near(rest, _names(near_by), 3, 0.6)
    begins = from_address(text)
    suggestion = " / ".join(dict.fromkeys([m.name for m in begins[:2]] + close))
    return Reading(None, (Note("municipality-unknown", {"name": text}, suggestion),))


@lru_cache(maxsize=64)
def _names(prefecture: str) -> tuple[str, ...]:
    """The names of a prefecture's municipalities, of all of them for ""."""
    return tuple(m.name for m in _official() if m.name and prefecture in ("", m.prefecture))


def _coded(text: str) -> Reading[Municipality]:
    """全国地方公共団体コード where the name is asked for: exports of databases hold it."""
    try:
        entry = by_code(text)
    except InvalidValue as error:
        return Reading(None, (error.note,))
    if entry is None:
        return Reading(None, (Note("municipality-unknown", {"name": text}),))
    return Reading(entry)


def read(value: object, prefecture: int | None = None) -> Reading[Municipality]:
    """A cell as a municipality; prefecture or 郡 in front and folded characters are only noted.

    ``prefecture`` decides between places of one name and where candidates are looked for; others are not refused.
    """
    text = squeeze(to_text(value))
    return _read(text, prefecture) if text else Reading(None)


def _head(text: str, prefecture: str | int | None) -> tuple[str, str]:
    """Prefecture (the one written in front counts before the one given; "" when neither is known) and the rest."""
    prefecture_name = ""
    if prefecture is not None:
        number = prefectures.number(prefecture)
        prefecture_name = prefectures.name(number) if number else ""
    match = _HEAD.fullmatch(squeeze(text))
    if not match:
        return prefecture_name, squeeze(text)
    return match[1] or prefecture_name, match[2]


def _without_county(rest: str) -> Iterable[str]:
    """The text itself, then without a 郡 in front (蒲郡市, 郡山市 and 大和郡山市 keep theirs: the
    full text is tried first)."""
    yield rest
    for end in _COUNTY.finditer(rest, 0, _LONGEST_COUNTY + 1):
        yield rest[end.start() :]


def _in(entries: Iterable[Municipality], prefecture: str) -> tuple[Municipality, ...]:
    return tuple(m for m in entries if prefecture in ("", m.prefecture))
