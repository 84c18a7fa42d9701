"""ひな形を覚える: each guess about a blank with its evidence, for a clerk to tick once, and the answers
read back as the cells that get a name."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from validators.findings import Listing
from validators.problems import Problem
from validators.text import is_blank, squeeze, to_text
from validators.values.answers import says_no
from workbooks.a1 import address, position
from workbooks.forms.blank import Blank, Position, Target
from workbooks.forms.locate import Located
from workbooks.forms.places import BY_NAME_ONLY, PLACES, UNWANTED, Place, may_be_unwanted, place_for
from workbooks.grid import Book, Grid

TITLE = "差し込む場所"
_HEADINGS = ("場所", "セル", "いまの文字", "根拠", "使う", "正しいセル")
_WIDTHS = (20, 10, 30, 24, 8, 14)
_LAST = (1_048_576, 16_384)  # of an Excel sheet
_CELL = re.compile(r"\$?([A-Za-z]{1,3})\$?(\d{1,7})")


def guesses(blank: Blank, located: Located, form: str) -> Listing:
    """A row for every place the form knows: the cell found, what stands there, how it was found."""
    marked = {mark.place.name: mark for mark in located.marks}
    rows: list[tuple[object, ...]] = []
    for place in (*PLACES[form], *_by_name_only(form)):
        target = located.targets.get(place.name) or marked.get(place.name)
        if target is None:
            unwanted = place.name in blank.unwanted
            why = "不要の名前" if unwanted else "" if place.optional else "見つかりません"
            rows.append((place.name, "", "", why, "×" if unwanted else "", ""))
            continue
        cells = "・".join(blank.where(at) for at in target.positions[:4])
        text = blank.texts.get(target.at, "")[:40]
        rows.append((place.name, cells, text, evidence(target, blank), "○", ""))
    return Listing(TITLE, _HEADINGS, _WIDTHS, tuple(rows))


def _by_name_only(form: str) -> list[Place]:
    found = (place_for(form, word) for word in BY_NAME_ONLY) if form == "certificate" else ()
    return [place for place in found if place]


def evidence(target: Target, blank: Blank) -> str:
    """By what a place was found."""
    if target.by_name:
        return "名前"
    if target.how == "tick":
        return "□の並び"
    if target.label and target.label != target.at:
        return f"見出し {blank.where(target.label)}"
    return "差し込み印" if target.label is None and target.how == "here" else "見出し"


@dataclass(frozen=True, slots=True)
class _Row:
    """One answered row of the list, and where it stands."""

    place: str
    guessed: str
    use: object
    cell: str
    row: int


def names(book: Book, blank: Blank, located: Located, form: str) -> dict[str, Position]:
    """Name → cell it is to stand for, from the list a clerk has looked over: places, and 不要_… of those
    marked ×. Raises Problem with the row."""
    wanted: dict[str, Position] = {}
    for row in _rows(book):
        place = place_for(form, row.place)
        if place is None or place.name != row.place:
            raise Problem("learn-place-unknown", row=row.row, place=row.place)
        if not row.cell and says_no(row.use):
            _let_go(row, place, wanted)
            continue
        at = _chosen(row, located, place)
        if at is None:
            continue
        _usable(row, at, blank, wanted)
        wanted[place.name] = at
    return wanted


def _rows(book: Book) -> list[_Row]:
    """The rows of the list. Raises Problem where the book holds none."""
    for grid in book.grids:
        for number in range(grid.top, min(grid.bottom, grid.top + 20) + 1):
            heads = {squeeze(to_text(v)): c for c, v in enumerate(_line(grid, number), grid.left)}
            if all(heading in heads for heading in _HEADINGS):
                return _below(grid, number, heads)
    raise Problem("learn-list-missing", name=book.name)


def _line(grid: Grid, row: int) -> Sequence[object]:
    return grid.rows[row - grid.top]


def _below(grid: Grid, head: int, columns: Mapping[str, int]) -> list[_Row]:
    found = []
    for row in range(head + 1, grid.bottom + 1):
        values = [grid.value(row, columns[heading]) for heading in _HEADINGS]
        if not is_blank(values[0]):
            place, guessed, _, _, use, cell = values
            found.append(
                _Row(squeeze(to_text(place)), to_text(guessed), use, squeeze(to_text(cell)), row)
            )
    return found


def _chosen(row: _Row, located: Located, place: Place) -> Position | None:
    """The cell the clerk wrote, or the guess where a name says the same as what was found."""
    if row.cell:
        match = _CELL.fullmatch(row.cell)
        at = position(f"{match[1].upper()}{match[2]}") if match else (0, 0)
        if not (0 < at[0] <= _LAST[0] and at[1] <= _LAST[1]):
            raise Problem("learn-cell-odd", row=row.row, value=row.cell[:20])
        return at
    target = located.targets.get(place.name)
    # a date in cells of its own, a box, a text with the blank in it: their shape finds them again
    return target.at if target and target.how == "cell" else None


def _let_go(row: _Row, place: Place, wanted: dict[str, Position]) -> None:
    """A place the office does not print: its name stands for the sheet's first cell."""
    if not may_be_unwanted(place):
        raise Problem("learn-cell-needed", row=row.row, place=place.name)
    if row.guessed or not place.optional:
        wanted[UNWANTED + place.name] = (1, 1)


def _usable(row: _Row, at: Position, blank: Blank, taken: Mapping[str, Position]) -> None:
    """May a name stand there? The cell of a place let go is free: it marks no spot."""
    cell = address(*at)
    first = blank.first(at)
    if first != at:
        raise Problem("learn-cell-hidden", row=row.row, cell=cell, first=address(*first))
    if at in blank.formulas:
        raise Problem("learn-cell-formula", row=row.row, cell=cell)
    if not blank.takes(at):
        raise Problem("learn-cell-outside", row=row.row, cell=cell)
    places = (n for n, place in taken.items() if place == at and not n.startswith(UNWANTED))
    other = next(places, "")
    if other:
        raise Problem("learn-cell-twice", row=row.row, cell=cell, other=other)
