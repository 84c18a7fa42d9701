"""計る: the pages whose every value can be read in the box it is printed in; what fits no more is
refused with the cell, never cut or laid over other text."""

from __future__ import annotations

import re
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from validators.reading import Note
from workbooks.a1 import address
from workbooks.forms.batch import Order
from workbooks.forms.blank import Position, Target
from workbooks.forms.pages import Batch, Page, Refusal, refusal, with_reissue
from workbooks.forms.spread import spread, true_date, value_of, written
from workbooks.forms.texts import part_of, says_more, unclear
from xl.forms import convert, fonts
from xl.forms.fit import OFFICE, SMALLEST, best_fit
from xl.forms.page import Room, SheetLayout, rooms_of
from xl.forms.repeated import Repeated
from xl.forms.template import Template
from xl.forms.word import WordTemplate

_MAY_STAY = ("再交付", "講師に関する書類", "前年度からの変更")  # nothing to say is no hole
_REPEATED = "数式で写した値"
_IPAMJ = "IPAmj明朝を入れるか、"
# Scripts of which IPAmj明朝 has no letters: Hangul, Greek, Arabic, Hebrew, Thai, Devanagari.
_NOT_IPAMJ = (
    (0x0370, 0x03FF),
    (0x0590, 0x06FF),
    (0x0900, 0x0E7F),
    (0x1100, 0x11FF),
    (0xAC00, 0xD7AF),
)


def printable(batch: Batch, order: Order, template: Template | WordTemplate) -> Batch:
    """The batch without the pages that would come out wrong: text that fits no box, kinds that fit
    no 別紙, characters no font has."""
    known = fonts.available()
    kept: list[Page] = []
    _leave_open(batch, template)
    for page in batch.pages:
        fault = _unfit(page, template)
        if fault is None and order.pdf:
            fault = _without_glyph(page, order, known)
        if fault:
            batch.refused.append(fault)
        else:
            kept.append(page)
    batch.pages = kept
    return batch


def _leave_open(batch: Batch, template: Template | WordTemplate) -> None:
    """A label of the blank (ふりがな) that no record of the list has a value for stays open, and that is
    told; what a name or a mark asks for is asked of every record."""
    targets = dict(template.located.targets)
    for name, target in list(targets.items()):
        place = target.place
        asked = target.by_name or not place.optional or place.name in _MAY_STAY
        if asked or any(value_of(page, place) is not None for page in batch.pages):
            continue
        del targets[name]
        label = target.label or target.at
        params = {
            "cell": template.blank.where(label),
            "text": template.blank.texts.get(label, name),
        }
        template.notes.append(Note("blank-hole-left", params))
    template.keep(targets)


def _unfit(page: Page, template: Template | WordTemplate) -> Refusal | None:
    """Why a page would come out with a hole or a text that is cut; Word makes room for any text."""
    for target in template.located.all:
        name = target.place.name
        asked = name not in _MAY_STAY and name not in page.drop
        if asked and value_of(page, target.place) is None:
            missing = {"column": name, "hint": ""}
            return refusal(page.source(name), page.name, "form-value-missing", **missing)
    said = texts_of(page, template)
    if isinstance(said, Unwritable):
        return refusal(page.source(said.place), page.name, said.note.rule, **said.note.params)
    rooms = rooms_of(template) if isinstance(template, Template) else {}
    for at, one in said.items():
        room, place = rooms.get(at), one.target.place
        if not template.blank.prints(at) and at not in template.blank.boxes:
            continue  # a formula shows it
        day = true_date(one.target, page, template.blank) is not None
        if one.text and room and not _fits(one, room, day=day):
            length = len(value_of(page, place) or "")
            params = {"place": place.name, "length": length, "cell": template.blank.where(at)}
            return refusal(page.source(place.name), page.name, "form-value-long", **params)
    if not isinstance(template, Template):
        return None
    return _formula_too_long(page, template, said) or _annex_too_long(page, template)


def _formula_too_long(
    page: Page, template: Template, said: Mapping[Position, Said]
) -> Refusal | None:
    """What a formula repeats stands in a box of its own."""
    if not template.blank.formulas:
        return None
    shown = Repeated(template).texts({at: one.text for at, one in said.items()})
    for at, text in shown.items():
        room = rooms_of(template).get(at)
        if text and room and best_fit(text, room, one_line=True, leading=OFFICE) is None:
            params = {"place": _REPEATED, "length": len(text), "cell": template.blank.where(at)}
            return refusal(page.cell, page.name, "form-value-long", **params)
    return None


def _fits(one: Said, room: Room, *, day: bool) -> bool:
    """Can a text be read in its box; a day in a date's format on one line?"""
    if day:
        return fonts.width(one.text, fonts.available()) * SMALLEST <= room.width
    return best_fit(one.text, room, one_line=one.one_line, leading=OFFICE) is not None


@dataclass(frozen=True, slots=True)
class Said:
    """What a cell will show, and the place that wrote it last."""

    text: str
    target: Target

    @property
    def one_line(self) -> bool:
        """Is it a name or a number, to be made smaller before it takes a second line?"""
        return self.target.place.shrink and self.target.how == "cell"


@dataclass(frozen=True, slots=True)
class Unwritable:
    """A place whose value its cells cannot take, and why."""

    place: str
    note: Note


def texts_of(page: Page, template: Template | WordTemplate) -> dict[Position, Said] | Unwritable:
    """Cell → what it will show; several values may stand in one text. Cells that are dropped are left out."""
    page = with_reissue(page, "再交付" in template.located.targets)
    targets, printed = template.located.all, template.blank.texts
    dropped = [target for target in targets if target.place.name in page.drop]
    said: dict[Position, Said] = {}
    for target in targets:
        if target in dropped or value_of(page, target.place) is None:
            continue
        if target.how in ("cells", "tick"):
            parts = spread(target, page, template.blank)
            if isinstance(parts, Note):
                return Unwritable(target.place.name, parts)
            said |= {at: Said(text, target) for at, text in parts.items()}
            continue
        at, text = target.at, written(target, page) or ""
        before = said[at].text if at in said else printed.get(at, "")
        if target.how == "here":
            text = _put_in(before, target.pattern, target.wrap.format(text))
        elif target.how == "behind":
            text = before.rstrip("　 _＿") + text
        said[at] = Said(text, target)
    for target in dropped:
        if unclear(target, template.blank, targets):
            cell = template.blank.where(target.at)
            params = {"place": target.place.name, "cell": cell}
            return Unwritable(target.place.name, Note("form-line-shared", params))
        before = said[target.at].text if target.at in said else printed.get(target.at, "")
        span = part_of(target, before, shared=True)
        if span and says_more(target, template.blank, targets):
            said[target.at] = Said(before[: span[0]] + before[span[1] :], target)
            continue
        for at in target.positions:
            said.pop(at, None)
    return said


def _put_in(text: str, pattern: str, value: str) -> str:
    return re.sub(pattern, lambda match: value, text, count=1)


def _annex_too_long(page: Page, template: Template) -> Refusal | None:
    """The rows of 別紙, each in its own cell."""
    if not (page.annex and template.annex and template.annex_blank):
        return None
    layout = SheetLayout(template, template.annex_blank)
    columns, row = template.annex.columns, template.annex.first_row
    for line in page.annex:
        for place, text in zip(("研修種別", "研修時間数", "評価方法"), line, strict=True):
            room = layout.room((row, columns[place]))
            if best_fit(text, room, one_line=False, leading=OFFICE) is None:
                params = {"place": place, "length": len(text), "cell": address(row, columns[place])}
                return refusal(page.source(place), page.name, "form-value-long", **params)
    return None


def _without_glyph(page: Page, order: Order, known: Sequence[fonts.Font]) -> Refusal | None:
    text = "".join((*page.values.values(), *(t for row in page.annex for t in row)))
    lost = fonts.missing(text, known)
    if order.template is not None:  # the PC's own fonts print it; Excel on Windows has them all
        lost = [
            c for c in lost if sys.platform != "win32" and (len(c) > 1 or not convert.has_glyph(c))
        ]
    if not lost:
        return None
    shown = "、".join(f"「{c}」（{' '.join(f'U+{ord(x):04X}' for x in c)}）" for c in lost[:3])
    foreign = any(low <= ord(c[0]) <= high for c in lost for low, high in _NOT_IPAMJ)
    hint = "" if foreign else _IPAMJ
    return refusal(page.cell, page.name, "form-glyph-missing", characters=shown, hint=hint)
