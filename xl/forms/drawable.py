"""描けるひな形: which blanks a picture with values set over it shows as Excel or LibreOffice would; the others are
left to them."""

from __future__ import annotations

import re
from typing import Any

from workbooks.forms.blank import Position, Target
from xl.forms.template import Template
from xl.forms.typefaces import Face, face
from xl.ooxml.package import NS

_MOST = 200  # places that can be told apart by colour
_ACROSS = ("", "general", "left", "center", "right")
_DOWN = ("", "top", "center", "bottom")
_CHANGING = re.compile(r"&[PNDTAFZ]")  # page, day, name of the sheet or file in a header or footer


def drawable(template: Template) -> bool:
    """Is every place of the blank one whose value can be set over a picture of the empty blank?"""
    targets = [target for slot in template.slots for target in slot.located.all]
    positions = {at for target in targets for at in target.positions}
    if template.annex or len(positions) + len(copied(template)) > _MOST:
        return False
    if any(positions & slot.blank.boxes.keys() for slot in template.slots):
        return False  # lines of text boxes
    if _shown_elsewhere(template):
        return False
    root = template.package.xml(template.part)
    if next(root.iter(f"{NS}conditionalFormatting"), None) is not None:
        return False  # a look that depends on the values
    if any(_CHANGING.search("".join(e.itertext())) for e in root.iter(f"{NS}headerFooter")):
        return False
    cells = {*positions, *copied(template)}
    styles = template.styles_at(template.blank.sheet)
    used = {styles.get(at, 0) for at in cells}
    if used & (template.looks.turned | template.looks.worded) or not _plain(template, used):
        return False
    return not _mixed(template, root, targets)


def copied(template: Template) -> dict[Position, str]:
    """The formulas on the printed page, to be worked out for each person."""
    return {
        at: formula
        for at, formula in template.formulas[template.part].items()
        if any(at in slot.blank.formulas and slot.blank.prints(at) for slot in template.slots)
    }


def _shown_elsewhere(template: Template) -> bool:
    """Does another sheet, printed with the form, show its values?"""
    return any(
        template.blank.sheet in formula
        for part, formulas in template.formulas.items()
        if part != template.part
        for formula in formulas.values()
    )


def _plain(template: Template, used: set[int]) -> bool:
    """Are these formats' letters and alignments ones we set the same way?"""
    formats = template.package.xml(template.styles_part)
    fonts = [face(font) for font in formats.find(f"{NS}fonts")]
    for number, xf in enumerate(formats.find(f"{NS}cellXfs")):
        if number not in used:
            continue
        font = int(xf.get("fontId", 0))
        if font >= len(fonts) or not fonts[font].plain:
            return False
        alignment = xf.find(f"{NS}alignment")
        at = alignment.attrib if alignment is not None else {}
        across, down = at.get("horizontal", ""), at.get("vertical", "")
        if across not in _ACROSS or down not in _DOWN:
            return False  # 均等割り付け
        if across in ("center", "right") and at.get("indent", "0") != "0":
            return False
    return True


def _mixed(template: Template, root: Any, targets: list[Target]) -> bool:
    """Is a text that keeps its words round a value set in several fonts?"""
    within = {target.at for target in targets if target.how in ("here", "behind", "tick")}
    places = {template.blank.where(at) for at in within}
    for cell in root.iter(f"{NS}c"):
        if cell.get("r") not in places or (rich := template.rich(cell)) is None:
            continue
        looks: set[Face | None] = set()
        for run in rich.iter(f"{NS}r"):
            look = run.find(f"{NS}rPr")
            looks.add(face(look) if look is not None else None)
        if len(looks) > 1 or any(look and not look.plain for look in looks):
            return True
    return False
