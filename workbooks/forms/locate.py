"""Find the places of a form on a blank (ひな形): first by defined name, else by the printed label.
All that is wrong is told together."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

from validators.reading import Note
from validators.text import squeeze
from workbooks.a1 import address
from workbooks.forms.places import PLACES, Place, matches_label
from workbooks.grid import Merge

Position = tuple[int, int]
_COLON_THEN_BLANK = re.compile(r"[:：][\s　_＿]{2,}$")
_COLON = re.compile(r"[:：][\s　_＿]*$")


@dataclass(frozen=True, slots=True)
class Blank:
    """What has to be known of one sheet to fill it in. Positions are (row, column), 1-based.

    texts     every cell that shows something
    names     defined names of single places on this sheet → their first cell; ``broken`` are names that point nowhere
    formulas  cells whose value is worked out
    locked    may a cell not be changed because the sheet is protected?
    bottom    last row and ``right`` last column in use (values, merges, print area ``printed``)
    """

    file: str
    sheet: str
    texts: Mapping[Position, str]
    merges: Sequence[Merge] = ()
    names: Mapping[str, Position] = field(default_factory=dict)
    broken: frozenset[str] = frozenset()
    formulas: frozenset[Position] = frozenset()
    locked: Callable[[Position], bool] = lambda at: False
    bottom: int = 0
    right: int = 0
    printed: Merge | None = None

    def area(self, at: Position) -> Merge:
        """The merged range a cell belongs to, or the cell itself."""
        row, column = at
        return next(
            (m for m in self.merges if m.top <= row <= m.bottom and m.left <= column <= m.right),
            Merge(row, column, row, column),
        )


@dataclass(frozen=True, slots=True)
class Target:
    """Where one place is on the blank.

    how    "cell" the cell takes the value; "here" the matched part of its text is replaced;
    "behind" the value follows the label's colon
    label  the cell of the printed label where there is one: the line goes when a person has no such value
    """

    place: Place
    at: Position
    how: Literal["cell", "here", "behind"]
    label: Position | None = None
    by_name: bool = False


@dataclass(frozen=True, slots=True)
class Located:
    """The places found, the names of those missing, and one note for each place that cannot be filled in."""

    targets: Mapping[str, Target]
    missing: tuple[str, ...]
    problems: tuple[Note, ...]


def locate(blank: Blank, form: str) -> Located:
    """Find every place of the form (certificate, application, notice, renewal) on the blank."""
    targets: dict[str, Target] = {}
    missing: list[str] = []
    problems: list[Note] = []
    for place in PLACES[form]:
        found = _by_name(blank, place) or _by_label(blank, place)
        if isinstance(found, Note):
            problems.append(found)
        elif found is not None:
            problem = _unfillable(blank, found)
            if problem:
                problems.append(problem)
            else:
                targets[place.name] = found
        elif not place.optional and not (
            place.printed and any(re.search(place.printed, text) for text in blank.texts.values())
        ):
            missing.append(place.name)
    return Located(targets, tuple(missing), tuple(problems))


def _by_name(blank: Blank, place: Place) -> Target | Note | None:
    if place.name in blank.broken:
        return Note("blank-name-broken", {"place": place.name})
    at = blank.names.get(place.name)
    if at is None:
        return None
    area = blank.area(at)
    if (area.top, area.left) != at:
        return Note(
            "blank-name-hidden",
            {
                "place": place.name,
                "cell": address(*at),
                "first": address(area.top, area.left),
            },
        )
    text = blank.texts.get(at, "")
    if place.here and re.search(place.here, text):
        return Target(place, at, "here", at, True)
    if matches_label(place, squeeze(text)):
        return (
            Target(place, at, "behind", at, True)
            if _COLON.search(text)
            else _beside(blank, place, at)
        )
    return Target(place, at, "cell", _label_left(blank, place, at), True)


def _by_label(blank: Blank, place: Place) -> Target | Note | None:
    spots = sorted(
        at for at, text in blank.texts.items() if place.here and re.search(place.here, text)
    )
    if len(spots) == 1:
        return Target(place, spots[0], "here", spots[0])
    labels = spots or sorted(
        at
        for at, text in blank.texts.items()
        if len(text) <= 60 and matches_label(place, squeeze(text))
    )
    if len(labels) > 1:
        cells = "と ".join(address(*at) for at in labels[:3])
        return Note("blank-place-twice", {"place": place.name, "cells": cells})
    return _beside(blank, place, labels[0]) if labels else None


def _beside(blank: Blank, place: Place, label: Position) -> Target | Note:
    """The blank that belongs to a printed label."""
    text = blank.texts[label]
    if _COLON_THEN_BLANK.search(text):
        return Target(place, label, "behind", label)
    area = blank.area(label)
    beside = area.right + 1
    while beside <= blank.right and squeeze(blank.texts.get((area.top, beside), "")) == ":":
        beside = blank.area((area.top, beside)).right + 1
    for spot, inside in (
        ((area.top, beside), beside <= blank.right),
        ((area.bottom + 1, area.left), area.bottom < blank.bottom),
    ):
        own = blank.area(spot)
        if (
            inside
            and (own.top, own.left) not in blank.texts
            and (own.top, own.left) >= (area.top, 0)
        ):
            return Target(place, (own.top, own.left), "cell", label)
        if _COLON.search(text):
            return Target(place, label, "behind", label)
    return Note("blank-no-cell", {"place": place.name, "cell": address(*label)})


def _label_left(blank: Blank, place: Place, at: Position) -> Position | None:
    """The printed label in the same row, which goes together with its value."""
    row, column = at
    return next(
        (
            p
            for p, text in blank.texts.items()
            if p[0] == row and p[1] < column and matches_label(place, squeeze(text))
        ),
        None,
    )


def _unfillable(blank: Blank, target: Target) -> Note | None:
    cell = address(*target.at)
    if target.at in blank.formulas:
        return Note("blank-formula", {"place": target.place.name, "cell": cell})
    if blank.locked(target.at):
        return Note("blank-locked", {"place": target.place.name, "cell": cell})
    return None


@dataclass(frozen=True, slots=True)
class Annex:
    """別紙: the first row of its table and the column of each heading found; ``name`` is the cell
    for the body's name, if any."""

    first_row: int
    columns: Mapping[str, int]
    name: Position | None

    def rows(self, blank: Blank) -> int:
        """How many kinds it takes: the merged or used rows below the heading."""
        return max(0, blank.bottom - self.first_row + 1)


def locate_annex(blank: Blank) -> Annex | None:
    """The table of 別紙 by its headings 研修種別, 研修時間数 and 評価方法 in one row (番号 where
    there is one); None without it."""
    places = [p for p in PLACES["application"] if p.name in ("研修種別", "研修時間数", "評価方法")]
    for row in sorted({r for r, _ in blank.texts}):
        line = {squeeze(text): column for (r, column), text in blank.texts.items() if r == row}
        columns = {
            p.name: column
            for p in places
            for text, column in line.items()
            if matches_label(p, text)
        }
        if len(columns) == len(places):
            numbers = {"番号": line["番号"]} if "番号" in line else {}
            label = next(
                (
                    at
                    for at, text in blank.texts.items()
                    if re.fullmatch(r"(申請者|届出者|研修実施機関)?の?名称[:：]?", squeeze(text))
                ),
                None,
            )
            area = blank.area(label) if label else None
            below = max(blank.area((row, c)).bottom for c in columns.values()) + 1
            return Annex(
                below, {**numbers, **columns}, (area.top, area.right + 1) if area else None
            )
    return None
