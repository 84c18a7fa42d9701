"""From a printed label to the cell that takes its value: right of it, below it where it heads a
table, left of it where it stands in brackets behind; and to the cells that take a value in parts."""

from __future__ import annotations

import re

from validators.guideline import fields
from validators.reading import Note
from validators.text import squeeze
from workbooks.forms.blank import Blank, Position, Target
from workbooks.forms.places import PLACES, Place, matches_label
from workbooks.forms.texts import beside_in_text

_COLON_THEN_BLANK = re.compile(r"[:：][\s　_＿]{2,}$")
_COLON = re.compile(r"[:：][\s　_＿]*$")
_UNITS = re.compile(r"[年月日号様殿]|□+")
_SAMPLE = re.compile(
    r"[○〇◯△×●＊*XＸ]{2,}|[○〇◯△×]年|[○〇◯△×](県|市|月|日)|(太郎|花子|一郎|次郎|はなこ|たろう)$|記入例|見本|サンプル"
    r"|選択して|リストから|プルダウン|(入力|記入|記載)(して|する|欄)"
)
_ERAS = re.compile(
    r"(明治|大正|昭和|平成|令和|[明大昭平令MTSHR])([・･/／、,\s　]*(明治|大正|昭和|平成|令和|[明大昭平令MTSHR]))*"
)
_BOXES = frozenset("□☐◻▢")
_NUMBER_LENGTH = 12
_STRIP = 2.5  # characters: a column that only keeps others apart
_READING = re.compile(r"[（(]?(ふりがな|フリガナ|ﾌﾘｶﾞﾅ|よみがな|ヨミガナ|カナ|読み)[）)]?[:：]?")
_NARROW = 5.0  # characters: a box for one letter


def beside(blank: Blank, place: Place, label: Position) -> Target | Note:
    """The blank that belongs to a printed label."""
    text = blank.texts[label]
    if _COLON_THEN_BLANK.search(text):
        return Target(place, label, "behind", label)
    area = blank.area(label)
    right = _right(blank, area.top, area.right)
    for row in range(area.top + 1, area.bottom + 1):  # 氏名 over two rows: its reading stands above
        if right and _READING.fullmatch(squeeze(blank.texts.get(blank.first(right), ""))):
            right = _right(blank, row, area.right)
    inside = _in_its_text(blank, place, right)
    if inside is not None:
        return inside
    below = (area.bottom + 1, area.left)
    if _heads(blank, label, right, below):
        return Target(place, blank.first(below), "cell", label)
    several = _in_parts(blank, place, label, right)
    if several is not None:
        return several
    left = _left(blank, label)
    if left is not None:
        return Target(place, left, "cell", label)
    if right is not None and blank.first(right) not in blank.texts and blank.takes(right):
        return Target(place, blank.first(right), "cell", label)
    if _COLON.search(text):
        return Target(place, label, "behind", label)
    if right is not None and _is_sample(blank, place, right):
        return Target(place, blank.first(right), "cell", label)
    if _is_heading(blank, label, below):
        return Target(place, blank.first(below), "cell", label)
    return Note("blank-no-cell", {"place": place.name, "cell": blank.where(label)})


def _in_its_text(blank: Blank, place: Place, right: Position | None) -> Target | None:
    """Boxes to tick, or a text with a blank in it, in the cell beside a label."""
    if right is None:
        return None
    if place.name == "研修種別" and _BOXES & set(blank.texts.get(blank.first(right), "")):
        boxes = tick_cells(blank)
        if blank.first(right) in {at for _, at in boxes}:
            return Target(place, boxes[0][1], "tick", cells=boxes)
    return beside_in_text(blank, place, right)


def _heads(blank: Blank, label: Position, right: Position | None, below: Position) -> bool:
    """Does a framed label head the framed cell below it, with nothing framed to its right?"""
    if label not in blank.bordered or blank.first(below) not in blank.bordered:
        return False
    framed = right is not None and blank.first(right) in blank.bordered
    return not framed and _is_heading(blank, label, below)


def _right(blank: Blank, row: int, column: int) -> Position | None:
    """The cell right of a label that takes its value: behind a colon that has a cell of its own, and
    behind narrow cells where one that is made to be written in follows them (方眼紙)."""
    at = column + 1
    while at <= blank.right and squeeze(blank.texts.get((row, at), "")) == ":":
        at = blank.area((row, at)).right + 1
    if at > blank.right and (row, at) not in blank.looked_at:
        return None
    first, end = (row, at), True
    while at <= blank.right and not _is_made(blank, (row, at)):
        if not blank.is_empty((row, at)):
            end = False  # 年, 月 or another label: the narrow cell is one of its parts
            break
        at += 1
    if at <= blank.right and end:
        return row, at
    return None if end and blank.widths.get(first[1], 9.0) < _STRIP else first


def _is_made(blank: Blank, at: Position) -> bool:
    """Is an empty cell made to be written in: framed, merged, or wide enough for a word?"""
    area = blank.area(at)
    framed = blank.first(at) in blank.bordered
    wide = area.right > area.left or blank.widths.get(at[1], 9.0) >= _NARROW
    return blank.is_empty(at) and (framed or wide)


def _left(blank: Blank, label: Position) -> Position | None:
    """The empty range left of a label that stands in brackets behind its value: ＿＿＿（氏名）."""
    if not re.fullmatch(r"[（(].+[）)]", squeeze(blank.texts[label])):
        return None
    row, column = label
    if column == 1:
        return None
    left = blank.first((row, column - 1))
    area = blank.area(left)
    wide = area.right > area.left or left in blank.bordered
    return left if wide and blank.is_empty(left) and blank.takes(left) else None


def _is_heading(blank: Blank, label: Position, below: Position) -> bool:
    """Does a label head a table whose first cell lies below it: as wide, and in the same frame?"""
    area, under = blank.area(label), blank.area(below)
    if under.bottom > blank.bottom or not blank.is_empty(below) or not blank.takes(below):
        return False
    same = (area.left, area.right) == (under.left, under.right) and under.top == below[0]
    framed = label in blank.bordered and blank.first(below) in blank.bordered
    return same and (framed or area.right > area.left)


def _is_sample(blank: Blank, place: Place, at: Position) -> bool:
    """Does the cell beside a label hold a sample (○○県-000000, 保育　太郎) instead of a label?"""
    text = squeeze(blank.texts.get(blank.first(at), ""))
    if not text or blank.first(at) in blank.formulas or not blank.takes(at):
        return False
    others = (p for p in PLACES["certificate"] if matches_label(p, text))
    return bool(_SAMPLE.search(text)) and next(others, None) is None and len(text) <= 30


# ---------------------------------------------------------------- a value in parts


def _in_parts(
    blank: Blank, place: Place, label: Position, right: Position | None
) -> Target | Note | None:
    """Cells that take a value in parts, or why the cells beside a label cannot be used."""
    if right is None:
        return None
    row = right[0]
    if place.dated:
        units = date_cells(blank, row, right[1])
        if units:
            return Target(place, units[0][1], "cells", label, cells=units)
    if place.name == "修了証番号":
        boxes = _letter_boxes(blank, right)
        if len(boxes) == _NUMBER_LENGTH:
            cells = tuple((f"d{n}", at) for n, at in enumerate(boxes, 1))
            return Target(place, boxes[0], "cells", label, cells=cells)
        if len(boxes) > 2:
            params = {
                "place": place.name,
                "cell": blank.where(label),
                "beside": f"{len(boxes)} マス",
            }
            return Note("blank-not-understood", params)
    following = squeeze(blank.texts.get(blank.first(right), ""))
    known = _UNITS.fullmatch(following) or _ERAS.fullmatch(following)
    unit = following if known else _unit_behind(blank, right)
    if unit and unit[0] in "□" and place.name == "研修種別":
        return None
    if unit and not (unit in "様殿" and blank.is_empty(right)):
        params = {"place": place.name, "cell": blank.where(label), "beside": unit}
        return Note("blank-not-understood", params)
    return None


def _unit_behind(blank: Blank, at: Position) -> str:
    """年, 月, 号 in the cell behind an empty one: the empty one takes a part only."""
    behind = (at[0], blank.area(at).right + 1)
    text = squeeze(blank.texts.get(behind, ""))
    return text if blank.is_empty(at) and re.fullmatch(r"[年月日]", text) else ""


def date_cells(blank: Blank, row: int, start: int) -> tuple[tuple[str, Position], ...]:
    """(元号 年 月 日, cell) of a date whose units stand in cells of their own: 昭・平 | _ | 年 | _ | 月 | _ | 日."""
    found: list[tuple[str, Position]] = []
    wanted = ["年", "月", "日"]
    before: list[Position] = []
    column = start
    while column <= blank.right and wanted:
        at = blank.first((row, column))
        text = squeeze(blank.texts.get(at, ""))
        if text == wanted[0] and before and blank.is_empty(before[-1]):
            if wanted[0] == "年":
                found += _era(blank, before[:-1])
            found.append((wanted.pop(0), before[-1]))
            before = []
        elif text and not (wanted[0] == "年" and _ERAS.fullmatch(text)):
            return ()
        else:
            before.append(at)
        column = blank.area((row, column)).right + 1
    return tuple(found) if not wanted else ()


def _era(blank: Blank, before: list[Position]) -> list[tuple[str, Position]]:
    """The cell of the era: its printed choices, or an empty cell; none writes it before the year."""
    for at in reversed(before):
        if _ERAS.fullmatch(squeeze(blank.texts.get(at, ""))):
            return [("元号", at)]
    return [("元号", before[-1])] if before else []


def _letter_boxes(blank: Blank, start: Position) -> list[Position]:
    """Narrow framed cells side by side, one letter each; a hyphen may stand between them."""
    boxes: list[Position] = []
    row, column = start
    while column <= blank.right:
        at = (row, column)
        if re.fullmatch(r"[-－‐―ー]", squeeze(blank.texts.get(at, ""))) and boxes:
            column += 1
            continue
        narrow = blank.widths.get(column, 9.0) <= _NARROW and blank.area(at).right == column
        if not narrow or not blank.is_empty(at) or at not in blank.bordered:
            break
        boxes.append(at)
        column += 1
    return boxes


def tick_cells(blank: Blank) -> tuple[tuple[str, Position], ...]:
    """(研修種別, cell of its box) where boxes □ stand before at least two kinds."""
    found: list[tuple[str, Position]] = []
    for at, text in sorted(blank.texts.items()):
        if squeeze(text) in _BOXES:
            column = blank.area(at).right + 1
            kind = fields.read(blank.texts.get(blank.first((at[0], column)), "")).value
            if kind:
                found.append((kind.name, at))
            continue
        for piece in re.findall(r"[□☐◻▢]([^□☐◻▢]+)", text):
            if kind := fields.read(piece.strip("　 ・、\n")).value:
                found.append((kind.name, at))
    return tuple(found) if len(found) > 1 else ()
