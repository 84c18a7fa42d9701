"""Find the places of a form on a blank (ひな形): by defined name, by a mark («氏名», {{氏名}}), by what
stands in running text, else by the printed label. All that is wrong is told together."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace

from validators.reading import Note
from validators.text import squeeze
from workbooks.forms.beside import beside, has_box, labelled_parts
from workbooks.forms.blank import Blank, Position, Target
from workbooks.forms.parts import is_unit, tick_cells, units_alone
from workbooks.forms.places import PLACES, Place, matches_label, may_be_unwanted, place_for
from workbooks.forms.samples import left_over
from workbooks.forms.texts import (
    COLON,
    COLON_THEN_BLANK,
    REGISTRATION,
    WESTERN,
    leads,
    open_text,
    unlabelled,
)

MARK = re.compile(
    r"«([^«»]{1,30})»|≪([^≪≫]{1,30})≫|\{\{\s*([^{}]{1,30}?)\s*\}\}|<<([^<>]{1,30})>>"
    r"|《([^《》]{1,30})》|\[\[([^\[\]]{1,30})\]\]|\$\{([^{}]{1,30})\}"
)
_OTHER_USES = "《["  # brackets that may also stand round something else
# brackets of everyday use are a mark only round a place's own name, in a text that says more
_WEAK = re.compile(
    r"[<＜〈{%]([^<>＜＞〈〉{}%]{1,30})[>＞〉}%]|【([^【】]{1,30})】(?=[^\s　_＿:：])"
)


# What keeps an optional place from being filled keeps no form from being made; the open cell is told.
_MAY_BE_LEFT = frozenset(("blank-no-cell", "blank-place-twice", "blank-not-understood"))


@dataclass(frozen=True, slots=True)
class Located:
    """The places found, the names of those missing, and one note for each place that cannot be filled in.

    marks  further spots that take a value: every mark in running text
    """

    targets: Mapping[str, Target]
    missing: tuple[str, ...]
    problems: tuple[Note, ...]
    marks: tuple[Target, ...] = ()

    @property
    def all(self) -> tuple[Target, ...]:
        """Every spot that takes a value."""
        return (*self.targets.values(), *self.marks)

    def plus(self, target: Target) -> Located:
        """The same with one more spot to write; the second of a place is a mark."""
        if target.place.name in self.targets:
            return replace(self, marks=(*self.marks, target))
        return replace(self, targets={**self.targets, target.place.name: target})

    def only(self, names: Collection[str]) -> Located:
        """The same without the places of other names; marks stay."""
        targets = {name: target for name, target in self.targets.items() if name in names}
        return replace(self, targets=targets)


def locate(blank: Blank, form: str) -> Located:
    """Find every place of the form (certificate, application, notice, renewal) on the blank."""
    marks, problems = _marks(blank, form)
    marked = {t.place.name for t in marks}
    targets: dict[str, Target] = {}
    missing: list[str] = []
    for place in _wanted(blank, form):
        if place.name in blank.unwanted and place.name not in blank.names:
            if place.name not in marked and not may_be_unwanted(place):
                problems.append(Note("blank-unwanted-needed", {"place": place.name}))
            continue
        found = _by_name(blank, place)
        if found is None and place.name in marked:
            continue
        found = found or _by_label(blank, place)
        if isinstance(found, Note):
            if not (place.optional and found.rule in _MAY_BE_LEFT):
                problems.append(found)
        elif found is not None:
            wrong = _unfillable(blank, found)
            if wrong:
                problems.append(wrong)
            else:
                targets[place.name] = found
        elif not place.optional and not _is_printed(blank, place):
            missing.append(place.name)
    targets = _one_cell_each(targets)
    return Located(targets, tuple(missing), tuple(problems), tuple(marks))


def _wanted(blank: Blank, form: str) -> list[Place]:
    """The form's places, and those that a defined name asks for besides."""
    known = {place.name for place in PLACES[form]}
    named = (place_for(form, name) for name in blank.names if name not in known)
    return [*PLACES[form], *(p for p in named if p and p.name not in known)]


def _one_cell_each(targets: dict[str, Target]) -> dict[str, Target]:
    """Without an optional place that has taken another one's cell."""
    taken = Counter(at for t in targets.values() for at in t.positions if t.how == "cell")
    return {name: t for name, t in targets.items() if not (t.place.optional and taken[t.at] > 1)}


def _is_printed(blank: Blank, place: Place) -> bool:
    if not place.printed:
        return False
    return any(re.search(place.printed, text) for text in blank.texts.values())


# ---------------------------------------------------------------- by mark, by name


def _marks(blank: Blank, form: str) -> tuple[list[Target], list[Note]]:
    """Every «氏名» and {{氏名}} in the texts of the sheet."""
    found: list[Target] = []
    problems: list[Note] = []
    for text in blank.around:
        for mark in MARK.finditer(text):
            if mark[0][0] not in _OTHER_USES or place_for(form, next(filter(None, mark.groups()))):
                problems.append(Note("blank-header-mark", {"mark": mark[0]}))
    for at, text in sorted(blank.texts.items()):
        for mark in MARK.finditer(text):
            word = next(g for g in mark.groups() if g)
            place = place_for(form, word)
            if place is None and mark[0][0] in _OTHER_USES:
                continue
            if place is None or at in blank.formulas:
                examples = "」「".join(p.name for p in PLACES[form][:4])
                params = {"cell": blank.where(at), "mark": mark[0], "examples": examples}
                problems.append(Note("blank-mark-unknown", params))
                continue
            found.append(Target(place, at, "here", None, False, re.escape(mark[0])))
        plain = MARK.sub("", text)
        for mark in _WEAK.finditer(plain) if at not in blank.formulas else ():
            word = squeeze(mark[1] or mark[2])
            place = place_for(form, word)
            if place is not None and place.name == word:
                found.append(Target(place, at, "here", None, False, re.escape(mark[0])))
    return found, problems


def _by_name(blank: Blank, place: Place) -> Target | Note | None:
    if place.name in blank.broken:
        return Note("blank-name-broken", {"place": place.name})
    at = blank.names.get(place.name)
    if at is None:
        return None
    area = blank.area(at)
    if (area.top, area.left) != at:
        first = blank.where((area.top, area.left))
        params = {"place": place.name, "cell": blank.where(at), "first": first}
        return Note("blank-name-hidden", params)
    text = blank.texts.get(at, "")
    if place.here and (match := re.search(place.here, text)):
        return _here(place, at, match, by_name=True)
    if matches_label(place, squeeze(text)):
        if COLON.search(text):
            return Target(place, at, "behind", at, True)
        return beside(blank, place, at)
    return Target(place, at, "cell", _label_left(blank, place, at), True)


def _label_left(blank: Blank, place: Place, at: Position) -> Position | None:
    """The printed label in the same row, which goes together with its value."""
    row, column = at
    for p, text in blank.texts.items():
        if p[0] == row and p[1] < column and matches_label(place, squeeze(text)):
            return p
    return None


# ---------------------------------------------------------------- by text and label


def spots(blank: Blank, place: Place) -> list[Position]:
    """Every cell whose text or label stands for the place."""
    return [at for at, _ in _in_text(blank, place)] or _labels(blank, place)


def _in_text(blank: Blank, place: Place) -> list[tuple[Position, re.Match[str]]]:
    if not place.here:
        return []
    return [
        (at, match)
        for at, text in sorted(blank.texts.items())
        if at not in blank.formulas
        and (match := re.search(place.here, text))
        and not (place.name == "修了証番号" and re.search(REGISTRATION, text))
        and not (place.dated and match[0] == text and _is_anothers(blank, place, at))
    ]


def _is_anothers(blank: Blank, place: Place, at: Position) -> bool:
    """Is a date alone in its cell the sample behind the label of another place: 生年月日 | 平成○年○月○日?"""
    before = [squeeze(text) for column, text in blank.row_texts(at[0]) if column < at[1]]
    others = [p for p in PLACES["certificate"] if p.name != place.name]
    return any(matches_label(p, text) for p in others for text in before)


def _by_label(blank: Blank, place: Place) -> Target | Note | None:
    if place.name == "研修種別" and (boxes := tick_cells(blank)):
        return Target(place, boxes[0][1], "tick", cells=boxes)
    found = _in_text(blank, place)
    named = _labels(blank, place)
    if len(found) == 1 and (len(named) != 1 or not has_box(blank, place, named[0])):
        return _here(place, *found[0])
    labels = named if len(found) == 1 else [at for at, _ in found] or named
    inside = [at for at in labels if _is_inside(blank, at)]
    if inside:
        labels = inside  # a list of codes beside the page is no part of the form
    if len(labels) > 1:
        labels = [at for at in labels if not is_unit(blank, at, labels)] or labels
    if len(labels) > 1:
        cells = "と ".join(blank.where(at) for at in labels[:3])
        return Note("blank-place-twice", {"place": place.name, "cells": cells})
    if not labels:
        return _without_label(blank, place)
    one = open_text(blank, place, labels[0]) or beside(blank, place, labels[0])
    bare = isinstance(one, Note) or (one.how == "cell" and not blank.is_box(one.at))
    western = place.dated and "西暦" in blank.texts[labels[0]]
    if western and isinstance(one, Target) and one.how in ("cell", "here"):
        return one if "西暦" in one.wrap else replace(one, wrap=one.wrap.format(WESTERN))
    if bare and place.parts and (parts := labelled_parts(blank, place)):
        return Target(place, parts[0][1], "cells", cells=parts)  # 申請者 | 所在地 | ＿＿ …
    return one


def _is_inside(blank: Blank, at: Position) -> bool:
    return blank.printed is not None and blank.prints(at)


def _here(place: Place, at: Position, match: re.Match[str], *, by_name: bool = False) -> Target:
    """A spot in a text; a number with hyphens between its blanks keeps them."""
    groups = place.name == "修了証番号" and re.search(r"[-－―‐ー–]", match[0]) is not None
    wrap = WESTERN if place.dated and match[0].startswith("西暦") else place.wrap
    return Target(place, at, "here", at, by_name, place.here, wrap, groups)


def _labels(blank: Blank, place: Place) -> list[Position]:
    found = []
    for at, text in sorted(blank.texts.items()):
        if len(text) > 60 or at in blank.formulas:
            continue
        if at in blank.boxes and not (leads(place, text) or COLON_THEN_BLANK.search(text)):
            continue  # a label alone in a text box: ``_floating``
        if matches_label(place, squeeze(text)) or leads(place, text):
            found.append(at)
    return found


def _without_label(blank: Blank, place: Place) -> Target | Note | None:
    """A place that shows itself otherwise: boxes to tick, cells of its parts, a text box, units alone."""
    if place.name == "交付年月日" and (units := units_alone(blank)):
        return Target(place, units[0][1], "cells", cells=units)
    if place.parts and (parts := labelled_parts(blank, place)):
        return Target(place, parts[0][1], "cells", cells=parts)
    found = unlabelled(blank, place) or _floating(blank, place)
    return found or left_over(blank, place, lambda at: _is_anothers(blank, place, at))


def _floating(blank: Blank, place: Place) -> Target | Note | None:
    """A label in a text box: the first cell behind it that is made to be written in."""
    boxes = [area for text, area in blank.floating if matches_label(place, squeeze(text))]
    if len(boxes) != 1:
        return None
    area = boxes[0]
    for column in range(area.right + 1, blank.right + 1):
        at = (area.top, column)
        first = blank.first(at)
        wide = blank.area(at).right > blank.area(at).left or first in blank.bordered
        if first == at and wide and blank.is_empty(at) and blank.takes(at):
            return Target(place, at, "cell")
    return Note("blank-no-cell", {"place": place.name, "cell": blank.where((area.top, area.left))})


def _unfillable(blank: Blank, target: Target) -> Note | None:
    for at in target.positions:
        params = {"place": target.place.name, "cell": blank.where(at)}
        if at in blank.formulas:
            return Note("blank-formula", params)
        if blank.locked(at):
            return Note("blank-locked", params)
    return None
