"""住所 over several columns: 都道府県 · 市区町村 · 町名番地 · 建物名, 住所1 · 住所2, or the same in Latin letters."""

from __future__ import annotations

import re
from collections.abc import Sequence

from validators.text import squeeze
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


def _is_address(run: dict[str, int]) -> bool:
    return "address?street" in run and len(run) > 1
