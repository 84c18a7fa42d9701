"""字の大きさ: the look that lets a filled cell, or a formula that repeats one, stand in its box."""

from __future__ import annotations

from typing import Any

from workbooks.forms.blank import Position
from workbooks.forms.pages import Page
from xl.forms import fonts, measure
from xl.forms.fit import OFFICE, Fit, best_fit
from xl.forms.page import Room, rooms_of
from xl.forms.repeated import Repeated
from xl.forms.template import Template
from xl.ooxml.cells import SheetCells, style_of
from xl.ooxml.package import NS
from xl.ooxml.styles import Letters, Styles


def fit_cell(
    template: Template, cell: Any, at: Position, styles: Styles, *, one_line: bool
) -> None:
    """One line made smaller, or several lines, by what the cell says."""
    room, value = rooms_of(template).get(at), template.text(cell)
    found = best_fit(value, room, one_line=one_line, leading=OFFICE) if room else None
    if found and room:
        _look(cell, found, room, styles, one_line=one_line)
    elif "\n" in value:
        cell.set("s", str(styles.variant(style_of(cell), alignment=(("wrapText", "1"),))))


def shrink_repeated(template: Template, cells: SheetCells, page: Page, styles: Styles) -> None:
    """A formula that repeats a long value gets smaller letters, as the value has."""
    if not template.blank.formulas:
        return
    for at in template.blank.formulas & template.blank.dated:
        _shrink(cells.at(*at), styles)
    said = measure.texts_of(page, template)
    if isinstance(said, measure.Unwritable):
        return
    shown = Repeated(template).texts({at: one.text for at, one in said.items()})
    for at, text in shown.items():
        room = rooms_of(template).get(at) if at in template.blank.formulas else None
        found = best_fit(text, room, one_line=True, leading=OFFICE) if text and room else None
        if found and room and (found.wrap or found.size < room.format.size):
            _look(cells.at(*at), found, room, styles, one_line=True)


def shrink_day(template: Template, cell: Any, at: Position, text: str, styles: Styles) -> None:
    """A day in a date's format that is wider than its cell gets smaller instead of ####."""
    room = rooms_of(template).get(at)
    if room and fonts.width(text, fonts.available()) * room.format.size > room.width:
        _shrink(cell, styles)


def _shrink(cell: Any, styles: Styles) -> None:
    alignment = (("wrapText", "0"), ("shrinkToFit", "1"))
    cell.set("s", str(styles.variant(style_of(cell), alignment=alignment)))


def _look(cell: Any, found: Fit, room: Room, styles: Styles, *, one_line: bool) -> None:
    style = style_of(cell)
    size = 0.0 if found.size >= room.format.size else found.size
    for size_of_run in cell.iter(f"{NS}sz") if size else ():
        size_of_run.set(
            "val", str(min(float(size_of_run.get("val", size)), size))
        )  # runs with a font of their own
    if found.wrap:
        alignment = (("wrapText", "1"), *((("shrinkToFit", "0"),) if one_line else ()))
        cell.set("s", str(styles.variant(style, alignment=alignment, letters=Letters(size))))
    elif one_line and not room.spills:
        _shrink(cell, styles)
    elif size:
        cell.set("s", str(styles.variant(style, letters=Letters(size))))
