"""住所 over several columns: 都道府県 · 市区町村 · 町名番地 · 建物名, 住所1 · 住所2, or the same in Latin letters."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence

from validators.numbers import municipality
from validators.text import squeeze, to_text
from workbooks.grid import Value
from workbooks.tables.headings import Heading, meaning

ADDRESS_PARTS = ("address?prefecture", "address?city", "address?street", "address?building")
TOGETHER = ("address?city", "address?street")  # both are there, or none of them
_OWN = re.compile(
    r"^((ご|お)?(自宅|現|本人|個人)?の?(住所|居所|自宅))?[(・:_]?|\)$|^(home|address)_"
)
_LABELS = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        r"(都道府)?県(名)?|prefecture|pref|state|ken",
        r"(市区町村|区市町村|市町村|市区郡|郡市区|市郡)(名)?|city|shichoson",
        r"(町名|町域|町字|字|丁目|番地|それ以[降下]|以[降下]|続き).*|(住所)?1|street.*|block|address_?1|banchi",
        r"(建物|マンション|アパート|部屋|号室|方書).*|(住所)?2|building.*|address_?2|tatemono",
    )
)
_POST_CODE = re.compile(r"(本人|自宅)?の?(郵便番号|〒)")
_NUMBERED = re.compile(r".*(住所|address)", re.IGNORECASE)
_ELSEWHERE = re.compile(
    r"勤務|施設|園|所属|職場|事業所|登録|会場|機関|work|company|facility|school"
)


def address_columns(headings: Sequence[Heading]) -> dict[str, int]:
    """Part → column of the first columns side by side that give a person's 住所 in parts; {} where one column
    gives it whole, or where the columns say where the person works."""
    run: dict[str, int] = {}
    for number, heading in enumerate(headings):
        part = _part(heading) or _rest(headings, number, run)
        if part and part not in run and (not run or heading.column == max(run.values()) + 1):
            run[part] = heading.column
            continue
        if _is_address(run):
            break
        run = {part: heading.column} if part else {}
    if not _is_address(run):
        return {}
    others = [h for h in headings if h.column not in run.values()]
    return {} if any(meaning(h.leaf) == "address" for h in others) else run


def _part(heading: Heading) -> str:
    """The part of an address that a heading names, "" for others."""
    if _ELSEWHERE.search(squeeze(heading.text)):
        return ""
    bare = _OWN.sub("", squeeze(heading.leaf))
    if bare.isdigit() and not _NUMBERED.match(squeeze(heading.leaf)):
        return ""
    known = (p for p, label in zip(ADDRESS_PARTS, _LABELS, strict=True) if label.fullmatch(bare))
    return next(known, "")


def _rest(headings: Sequence[Heading], number: int, run: dict[str, int]) -> str:
    """住所 behind 郵便番号 and 市区町村 is what is left of the address, the home's unless 勤務先 stands before them."""
    first = number - len(run)
    if "address?city" not in run or first < 1 or meaning(headings[number].leaf) != "address":
        return ""
    before = [squeeze(h.leaf) for h in headings[max(0, first - 2) : first]]
    at_home = _POST_CODE.fullmatch(before[-1]) or "address?prefecture" in run
    return "address?street" if at_home and not _ELSEWHERE.search("".join(before)) else ""


def joined(parts: Sequence[str]) -> str:
    """An address of its parts in their order; a part that the next one says again stands once."""
    texts = [part.strip() for part in parts if part.strip()]
    kept = [
        text for n, text in enumerate(texts) if not any(t.startswith(text) for t in texts[n + 1 :])
    ]
    return "".join(kept)


def municipalities(addresses: Sequence[Value]) -> list[Value]:
    """勤務先の所在地 → its 市町村, where that is certain; else the address as it stands, which is then asked about.

    A 町 or 村 is certain with its 郡 or prefecture, or where other addresses lie in that prefecture (府中町 is also
    a quarter of a town). The prefecture stays in front of a name that several have.
    """
    texts = [squeeze(to_text(value)) for value in addresses]
    found = {text: municipality.from_address(text) for text in dict.fromkeys(texts)}
    near = {places[0].prefecture for text, places in found.items() if _certain(text, places)}
    named = {text: _named(places, near) for text, places in found.items()}
    return [named[text] or value for value, text in zip(addresses, texts, strict=True)]


def _named(places: Sequence[municipality.Municipality], near: Collection[str]) -> str:
    """The name of the place that an address begins with, "" where it is not certain."""
    if len(places) == 1 and places[0].prefecture in near:
        several = len(municipality.find(places[0].name)) > 1
        return f"{places[0].prefecture if several else ''}{places[0].name}"
    if len(places) > 1 and places[0].name.endswith("市"):
        return places[0].name  # which of them, the roster's own prefecture decides
    return ""


def _certain(text: str, places: Sequence[municipality.Municipality]) -> bool:
    """One place alone, and more than the name of a quarter."""
    return len(places) == 1 and (
        places[0].name[-1] in "市区" or "郡" in text or text.startswith(places[0].prefecture)
    )


def _is_address(run: dict[str, int]) -> bool:
    return "address?street" in run and len(run) > 1
