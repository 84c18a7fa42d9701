"""研修分野: the eight kinds (Guideline 3(1), 別添2-2) and the five items (内容) of each (別添1)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain, islice

from validators.guideline.annex import ITEMS
from validators.reading import Note, Reading
from validators.text import HYPHENS, fold_hyphens, near, normalize, squeeze, to_text


@dataclass(frozen=True, slots=True)
class Field:
    """One kind of training; ``items`` are the five 内容 of 別添1, word for word."""

    number: int
    name: str
    group: str
    items: tuple[str, ...]


_SPECIAL = "専門分野別研修"
FIELDS: tuple[Field, ...] = (
    Field(1, "乳児保育", _SPECIAL, ITEMS[1]),
    Field(2, "幼児教育", _SPECIAL, ITEMS[2]),
    Field(3, "障害児保育", _SPECIAL, ITEMS[3]),
    Field(4, "食育・アレルギー対応", _SPECIAL, ITEMS[4]),
    Field(5, "保健衛生・安全対策", _SPECIAL, ITEMS[5]),
    Field(6, "保護者支援・子育て支援", _SPECIAL, ITEMS[6]),
    Field(7, "マネジメント", "マネジメント研修", ITEMS[7]),
    Field(8, "保育実践", "保育実践研修", ITEMS[8]),
)

# Other names and slips seen in public documents (domain.md 3.3) → number. 幼児保育 is 幼児教育 in a city ordinance.
_ALIASES: dict[str, int] = {
    "障がい児保育": 3,
    "障碍児保育": 3,
    "幼児保育": 2,
    "食育アレルギー": 4,
    "食育・アレルギー": 4,
    "食育、アレルギー対応": 4,
    "保育衛生・安全対策": 5,
    "保健衛生・安全管理": 5,
    "保護者支援・子育支援": 6,
    "保護者支援": 6,
    "子育て支援・保護者支援": 6,
    "マネージメント": 7,
    "マネジメント研修": 7,
}
CIRCLED = {chr(0x2460 + i): str(i + 1) for i in range(8)}
_CIRCLED = str.maketrans(CIRCLED)
_DECORATION = re.compile(
    r"^(専門分野別(研修)?|分野別リーダー研修|分野別|研修分野|(保育士等)?キャリアアップ研修)[(:／/・\-]?|(分野)?(研修|コース|講座)?(\((専門)?分野(別(研修)?)?\)|[)])?$"
)
_DIGIT = re.compile(r"^[(第]?(?:0(?=[1-8]\D))?([1-8])(?:[.:)、,_\-]|分野)?(?=\D|$)")
_DIGIT_BEHIND = re.compile(r"(.*[^\d(])\(?([1-8])\)?")  # 乳児保育(1), 乳児保育①
_MOST_PARTS = 40  # of a cell that lists fields, of which there are eight
# Two readings in one cell are told apart at these; ・ and 、 belong to names.
_SEVERAL = re.compile(r"[\n\r/／,，;；+＋&]|及び|、(?!記録)|(?<=[)）])")
_LONG_MARK = re.compile(rf"(?<=[ギネリダ])[{HYPHENS}一]")  # アレルギ一, アレルギ―, リ－ダ－シップ


def by_number(number: int) -> Field:
    """1–8 → Field. Raises IndexError otherwise."""
    if not 1 <= number <= 8:
        raise IndexError(number)
    return FIELDS[number - 1]


def comparable(text: str) -> str:
    """Separators, look-alike long marks and foreign glyphs folded, for comparing only."""
    text = _LONG_MARK.sub("ー", squeeze(text))
    return (
        re.sub(r"[・･·、,，/／&＆\-‐－．.]|及び|と(?=安全|子育て|アレルギー)", "", text)
        .replace("刘", "対")
        .replace("衞", "衛")
    )


BY_KEY = {comparable(f.name): f for f in FIELDS} | {
    comparable(alias): FIELDS[n - 1] for alias, n in _ALIASES.items()
}
_LISTED = re.compile(rf"([1-8])?[.:]?({'|'.join(sorted(BY_KEY, key=len, reverse=True))})")
_NUMBERED = re.compile(r"(?<!\d)([1-8])[.:]?([^\d]+)")
_BRACKETED = re.compile(r"[（(〔\[【][^（）()〔〕\[\]【】]*[）)〕\]】]")
_FRAMED = re.compile(
    r"^([1-8]?)[（(〔\[【「『《<〈]([^（()）〔〕\[\]【】「」『』《》<>〈〉]{2,})[）)〕\]】」』》>〉]$"
)
_ALL = re.compile(
    r"(?:全(?:部で)?|すべて|全て)の?(?:8つ?の?)?(?:研修)?(?:種別|分野|研修)|8(?:つの)?(?:種別|分野)(?:全て|すべて|全部)?"
)
_ALL_SPECIAL = re.compile(
    r"専門分野別(?:研修)?\(?(?:全(?:て|部)?の?)?(?:6つ?の?)?(?:種別|分野)(?:全て|すべて)?\)?|(?:全)?6(?:つの)?分野"
)
_RANGE = re.compile(
    r"\(?([1-8])\)?(?:[~〜-]|から)\(?([1-8])\)?(?:まで)?(?:の(?:全)?(?:分野|種別))?"
)
_LISTED_DIGITS = re.compile(r"[1-8](?:[・、,/ ]+[1-8])+")


def read(value: object) -> Reading[Field]:
    """A cell as a field: name, digit, ③, "3障害児保育", "専門分野別（乳児保育）", a listed alias."""
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return _read(to_text(value))


@lru_cache(maxsize=2048)
def named(text: str) -> Field | None:
    """The field the whole text names, without looking for candidates: for headings, which mostly name none."""
    reading = _named(text)
    return reading.value if reading else None


@lru_cache(maxsize=2048)
def _read(text: str) -> Reading[Field]:
    found = None if _together(text) else _named(text)
    if found is not None:
        return found
    outer = _BRACKETED.sub("", text)
    inner = any(split(one[1:-1]) for one in _BRACKETED.findall(text))
    if outer != text and not inner and (one := named(outer)):  # 乳児保育（オンデマンド）
        return Reading(one, _noted(text, one))
    several = split(text)
    if len(several) > 1:
        return Reading(
            None,
            (Note("field-several", {"value": text, "fields": "、".join(f.name for f in several)}),),
        )
    key = comparable(bare(text)[1])
    inside = [
        k for k in BY_KEY if len(key) > 1 and (key in k or k in key)
    ]  # 食育; 新任者向け乳児保育
    close = near(key, BY_KEY, 4, 0.5)
    names = list(dict.fromkeys(BY_KEY[k].name for k in [*inside, *close]))[:2]
    return Reading(None, (Note("field-unknown", {"value": text}, " / ".join(names)),))


def _named(text: str) -> Reading[Field] | None:
    """One field that the whole text names, with what is noted about it; None when it names none."""
    if not squeeze(text):
        return Reading(None)
    digit, label = bare(text)
    if not label:
        return Reading(FIELDS[digit - 1], _noted(text, FIELDS[digit - 1])) if digit else None
    field = BY_KEY.get(comparable(label)) or BY_KEY.get(comparable(_DECORATION.sub("", label)))
    if field is None:
        return None
    if digit and digit != field.number:
        params = {"value": text, "digit": digit, "digit_name": FIELDS[digit - 1].name}
        return Reading(
            None,
            (Note("field-number-conflict", params, f"{field.name} / {FIELDS[digit - 1].name}"),),
        )
    return Reading(field, _noted(text, field))


def bare(text: str) -> tuple[int, str]:
    """(leading digit or 0, the rest); brackets around the whole are left out: 【乳児保育】."""
    plain = _FRAMED.sub(r"\1\2", squeeze(text.translate(_CIRCLED)))
    for prefix in ("専門分野別研修", "専門分野別", "分野別リーダー研修"):
        if plain.startswith(prefix):
            plain = plain.removeprefix(prefix).lstrip("(:/").removesuffix(")")
    match = _DIGIT.match(plain)
    if not match:
        behind = _DIGIT_BEHIND.fullmatch(plain)
        return (int(behind[2]), behind[1]) if behind else (0, plain)
    return int(match[1]), plain[match.end() :].lstrip("(").removesuffix(")") if len(
        plain
    ) > match.end() else ""


def _noted(text: str, field: Field) -> tuple[Note, ...]:
    if text == field.name:
        return ()
    rule = (
        "field-spelling"
        if comparable(field.name) in comparable(text.translate(_CIRCLED)) or not bare(text)[1]
        else "field-alias"
    )
    return (Note(rule, {"value": text}, field.name),)


def split(text: str) -> tuple[Field, ...]:
    """Every field a cell lists (様式第3号 lists several), in order; unknown parts are left out."""
    if together := _together(text):
        return together
    whole = _named(text)
    if whole and whole.value:
        return (whole.value,)
    parts = dict.fromkeys(filter(squeeze, _SEVERAL.split(text)))
    listed = chain.from_iterable(map(_of_part, islice(parts, _MOST_PARTS)))
    return tuple(dict.fromkeys(listed))


@lru_cache(maxsize=2048)
def _of_part(part: str) -> tuple[Field, ...]:
    """The fields of one part of a list."""
    reading = _named(part)
    if reading is None:
        return tuple(_listed(part))
    return (reading.value,) if reading.value else ()


def _together(text: str) -> tuple[Field, ...]:
    """全８種別, 専門分野別研修（6分野）, ①～⑥: the fields named by their number."""
    plain = fold_hyphens(squeeze(text.translate(_CIRCLED)))
    if _ALL.fullmatch(plain):
        return FIELDS
    if _ALL_SPECIAL.fullmatch(plain):
        return FIELDS[:6]
    span = _RANGE.fullmatch(plain)
    return FIELDS[int(span[1]) - 1 : int(span[2])] if span else ()


def _numbered(text: str) -> list[Field]:
    """1 乳児保育・5 保健衛生: each part with its number, and at least a part of that field's name."""
    found = []
    for digit, label in _NUMBERED.findall(squeeze(text.translate(_CIRCLED))):
        field = FIELDS[int(digit) - 1]
        if len(label) < 2 or comparable(label) not in comparable(field.name):
            return []
        found.append(field)
    return found if len(set(found)) > 1 else []


def _listed(text: str) -> list[Field]:
    """Two fields or more with only ・, と, a blank or nothing between them, signs that names have
    inside too: ①②, 乳児保育・幼児教育."""
    circles = [c for c in text if c in CIRCLED]
    if circles and len(circles) == len(squeeze(text)):
        return [FIELDS[int(CIRCLED[c]) - 1] for c in circles]
    if _LISTED_DIGITS.fullmatch(normalize(text)):
        return [FIELDS[int(d) - 1] for d in normalize(text) if d.isdigit()]
    if numbered := _numbered(text):
        return numbered
    pairs = _LISTED.findall(comparable(text.translate(_CIRCLED)))
    found = [BY_KEY[name] for digit, name in pairs if digit in ("", str(BY_KEY[name].number))]
    return found if len(set(found)) > 1 else []
