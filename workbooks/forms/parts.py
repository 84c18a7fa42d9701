"""値を分けて書くセル: the cells that take a value in parts — 昭・平 | _ | 年 | _ | 月 | _ | 日, one letter a box,
_ | 県 | 第 | _ | 号 — and the boxes □ of which one is ticked."""

from __future__ import annotations

import re

from validators.guideline import fields
from validators.reading import Note
from validators.text import squeeze
from workbooks.forms.blank import Blank, Position, Target
from workbooks.forms.places import BOXES, Place

NARROW = 5.0  # characters: a box for one letter
USUAL = 9.0  # characters: a column without a width of its own
_UNITS = re.compile(r"[年月日号様殿]|□+")
_ERAS = re.compile(
    r"西暦|(明治|大正|昭和|平成|令和|[明大昭平令MTSHR])([・･/／、,\s　]*(明治|大正|昭和|平成|令和|[明大昭平令MTSHR]))*"
)
_NUMBER_LENGTH, _REGISTERED_LENGTH = 12, 6
_REGISTRAR = re.compile(r"都道府県|都・?道・?府・?県|県|府|都|道")
_KINDS = re.compile(r"乳児|幼児教育|障害児|食育|保健衛生|保護者|マネジメント|実践")


def in_parts(
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
    if place.name == "保育士登録番号" and (cells := _registered(blank, row, right[1])):
        return Target(place, cells[0][1], "cells", label, cells=cells)
    if place.name == "研修種別" and (choice := _choice(blank, row, right[1])):
        params = {"place": place.name, "cell": blank.where(label), "beside": choice}
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


def _choice(blank: Blank, row: int, start: int) -> str:
    """The start of a text in the row that names several kinds, one of which is to be circled."""
    for column, text in blank.row_texts(row):
        if column >= start and len(set(_KINDS.findall(text))) > 1:
            return text[:10]
    return ""


def _registered(blank: Blank, row: int, start: int) -> tuple[tuple[str, Position], ...]:
    """_ | 県 | 第 | _ | 号 or six boxes before 号: ("県", cell), then ("番号", cell) or ("d1", box) …,
    and the printed units as ("", cell), so that they go with the line of someone without a number."""
    number_cells: list[Position] = []
    units: list[tuple[str, Position]] = []
    column = start
    while column <= blank.right:
        at = blank.first((row, column))
        text = squeeze(blank.texts.get(at, ""))
        if text:
            if not re.fullmatch(rf"{_REGISTRAR.pattern}|第|号|(県|府|都|道)?第", text):
                break
            units.append((text, at))
        elif at not in number_cells:
            number_cells.append(at)
        column = blank.area((row, column)).right + 1
    words = [text for text, _ in units]
    if not units or not _REGISTRAR.match(words[0]) or words[-1] != "号":
        return ()
    before = [at for at in number_cells if at < units[0][1]]
    after = (
        [at for at in number_cells if units[-2][1] < at < units[-1][1]] if len(units) > 1 else []
    )
    boxes = [at for at in after if at in blank.bordered]
    if not before or (
        len(after) not in (1, _REGISTERED_LENGTH) and len(boxes) != _REGISTERED_LENGTH
    ):
        return ()
    found = [("県", before[0])]
    if len(after) == 1:
        found.append(("番号", after[0]))
    else:
        found += [(f"d{n}", at) for n, at in enumerate(boxes or after, 1)]
    return (*found, *(("", at) for _, at in units))


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


def units_alone(blank: Blank) -> tuple[tuple[str, Position], ...]:
    """令和 | _ | 年 | _ | 月 | _ | 日 in a row of its own."""
    for row in sorted({r for r, _ in blank.texts}):
        texts = blank.row_texts(row)
        if [squeeze(t) for _, t in texts][-3:] == ["年", "月", "日"] and len(texts) <= 4:
            start = texts[0][0] if len(texts) == 4 else max(texts[0][0] - 2, 1)
            units = date_cells(blank, row, start)
            if units:
                return units
    return ()


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
        narrow = blank.widths.get(column, USUAL) <= NARROW and blank.area(at).right == column
        if not narrow or not blank.is_empty(at) or at not in blank.bordered:
            break
        boxes.append(at)
        column += 1
    return boxes


def tick_cells(blank: Blank) -> tuple[tuple[str, Position], ...]:
    """(研修種別, cell of its box) where boxes □ stand before at least two kinds."""
    found: list[tuple[str, Position]] = []
    for at, text in sorted(blank.texts.items()):
        if squeeze(text) in set(BOXES):
            kind = _kind_beside(blank, at)
            if kind:
                found.append((kind.name, at))
            continue
        for piece in re.findall(rf"[{BOXES}]([^{BOXES}]+)", text):
            if kind := fields.read(piece.strip("　 ・、\n")).value:
                found.append((kind.name, at))
    return tuple(found) if len(found) > 1 else ()


def _kind_beside(blank: Blank, box: Position) -> fields.Field | None:
    """The kind behind a box, or before one that ends its row."""
    row, column = box
    kind = fields.read(blank.texts.get(blank.first((row, blank.area(box).right + 1)), "")).value
    if kind:
        return kind
    texts = blank.row_texts(row)
    before = [text for at, text in texts if at < column]
    last = not any(at > column for at, _ in texts)
    return fields.read(before[-1]).value if before and last else None


def is_unit(blank: Blank, at: Position, labels: list[Position]) -> bool:
    """分野 behind the empty cell of another label in its row: 研修種別 | ＿＿ | 分野."""
    for other in labels:
        value = blank.area((at[0], blank.area(other).right + 1))
        behind = other[0] == at[0] and value.right + 1 == at[1]
        if behind and blank.is_empty((value.top, value.left)):
            return squeeze(blank.texts[at]) in ("分野", "種別", "コース")
    return False
