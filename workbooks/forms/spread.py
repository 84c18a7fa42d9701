"""From a page's values to what each cell of the blank takes: whole, in parts (姓・名, 年・月・日, one
letter a box), or as a box ticked."""

from __future__ import annotations

import datetime as dt
import re

from validators.guideline import fields
from validators.numbers import certificate
from validators.reading import Note
from validators.text import squeeze
from workbooks.forms.blank import Blank, Position, Target
from workbooks.forms.pages import Page
from workbooks.forms.places import BOXES, Place

_WAREKI = re.compile(r"(明治|大正|昭和|平成|令和)(元|\d+)年(\d+)月(\d+)日")
_ERA = re.compile(r"明治|大正|昭和|平成|令和")
_SHORT = {"明": "明治", "大": "大正", "昭": "昭和", "平": "平成", "令": "令和"}
_BOX = re.compile(f"[{BOXES}]")
TICKED = "☑"


def value_of(page: Page, place: Place) -> str | None:
    """What a page says at a place; None where it says nothing."""
    if place.name in page.values:
        return page.values[place.name]
    if place.name in ("姓", "名"):
        names = _two(page.values.get("氏名", ""))
        return names[place.name] if names else None
    return page.extra.get(place.name)


def written(target: Target, page: Page) -> str | None:
    """The text of a place that is written whole, in its own shape (第{}号, 10-25-131-00001)."""
    value = value_of(page, target.place)
    day = page.dates.get(target.place.name)
    if day and "西暦" in target.wrap:
        return f"{day.year}年{day.month}月{day.day}日"
    if value is not None and target.groups and target.place.name == "保育士登録番号":
        prefecture, _, digits = value.partition("-")
        return f"{prefecture}　第{digits}号" if digits else value
    if value is not None and target.groups:
        number = certificate.read(value).value
        value = certificate.format(number.text) if number else value
    return value


def spread(target: Target, page: Page, blank: Blank) -> dict[Position, str] | Note:
    """Cell → text for a place that is written in parts or ticked, or why it cannot be."""
    value = value_of(page, target.place)
    if value is None:
        return {}
    if target.how == "tick":
        return _ticked(target, value, blank)
    first = target.cells[0][0]
    if first in ("姓", "名"):
        return _named(target, value)
    if first[0].isdigit():
        return _lines(target, value)
    if first == "県":
        return _registered(target, value, blank)
    if first.startswith("d"):
        return {at: letter for (_, at), letter in zip(target.cells, value, strict=False)}
    return _dated(target, value, blank, page.dates.get(target.place.name))


def _registered(target: Target, value: str, blank: Blank) -> dict[Position, str] | Note:
    """A 保育士登録番号 in cells round its printed units: 群馬 | 県 | 第 | 700001 | 号."""
    prefecture, _, digits = value.partition("-")
    registrar, cells = prefecture[:-1], dict(target.cells)
    units = [squeeze(blank.texts[at]) for part, at in target.cells if not part]
    printed = units[0].removesuffix("第")
    if prefecture[-1:] not in printed or prefecture[-1:] not in "都道府県":
        return Note("form-registrar-not-printed", {"registrar": prefecture, "printed": printed})
    boxes = [at for part, at in target.cells if part.startswith("d")]
    if boxes and len(digits) != len(boxes):
        params = {"column": target.place.name, "value": value}
        return Note("form-value-unreadable", params)
    if len(printed) > 1:
        registrar = prefecture  # 都・道・府・県 printed to choose from: the name is written whole
    texts = {cells["県"]: registrar}
    texts |= dict(zip(boxes, digits, strict=True)) if boxes else {cells["番号"]: digits}
    return texts


def _two(name: str) -> dict[str, str]:
    """姓 and 名 of a name with exactly one space in it (a 旧姓 in brackets goes with 名)."""
    match = re.fullmatch(r"([^\s　（(]+)[\s　]+([^\s　（(]+(?:[（(].*)?)", name.strip())
    return {"姓": match[1], "名": match[2]} if match else {}


def _named(target: Target, value: str) -> dict[Position, str] | Note:
    names = _two(value)
    if not names:
        return Note("form-name-split", {"name": value})
    return {at: names[part] for part, at in target.cells}


def _lines(target: Target, value: str) -> dict[Position, str] | Note:
    lines = value.split("\n")
    count = len({part[0] for part, _ in target.cells})
    if len(lines) < count:
        params = {"place": target.place.name, "count": count, "lines": len(lines)}
        return Note("form-lines-missing", params)
    texts = {}
    for part, at in target.cells:
        line = lines[int(part[0]) - 1]
        if len(part) > 1:  # 3職, 3名: 理事長　架空　花子
            office, _, name = line.replace("\u3000", " ").partition(" ")
            if not name.strip():
                return Note("form-office-split", {"place": target.place.name, "line": line})
            line = office if part[1] == "職" else line[len(office) :].strip()
        texts[at] = line
    return texts


def _dated(
    target: Target, value: str, blank: Blank, whole: dt.date | None
) -> dict[Position, str] | Note:
    match = _WAREKI.fullmatch(value)
    if match is None:
        return Note("form-value-unreadable", {"column": target.place.name, "value": value})
    era, year, month, day = match.groups()
    cells = dict(target.cells)
    texts = {cells["月"]: month, cells["日"]: day}
    if "元号" not in cells:
        return {cells["年"]: era + year, **texts}
    printed = squeeze(blank.texts.get(cells["元号"], ""))
    if printed == "西暦" and whole:
        return {cells["年"]: str(whole.year), **texts}
    if printed:
        choices = _ERA.findall(printed) or [_SHORT[c] for c in printed if c in _SHORT]
        if era not in choices:
            params = {"place": target.place.name, "era": era, "printed": printed}
            return Note("form-era-not-printed", params)
    return {cells["元号"]: era, cells["年"]: year, **texts}


def _ticked(target: Target, value: str, blank: Blank) -> dict[Position, str] | Note:
    for name, at in target.cells:
        if name != value:
            continue
        text = blank.texts[at]
        if squeeze(text) in BOXES:
            return {at: TICKED}
        for box in _BOX.finditer(text):
            following = _BOX.split(text[box.end() :])[0].strip("　 ・、\n")
            kind = fields.read(following).value
            if kind and kind.name == value:
                return {at: text[: box.start()] + TICKED + text[box.end() :]}
    return Note("form-kind-not-printed", {"kind": value})


def true_date(target: Target, page: Page, blank: Blank) -> object:
    """The day itself for a cell with a date's format, None for text."""
    if target.how != "cell" or target.at not in blank.dated:
        return None
    return page.dates.get(target.place.name)
