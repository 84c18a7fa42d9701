"""Values into the text boxes of a blank's sheet."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from workbooks.forms.blank import IN_BOX, Target
from workbooks.forms.pages import Page, with_reissue
from workbooks.forms.spread import written
from workbooks.forms.texts import BEHIND, part_of, says_more
from xl.forms import drawings
from xl.forms.fit import OFFICE, best_fit
from xl.forms.page import rooms_of
from xl.forms.template import Template


def fill_boxes(template: Template, group: Sequence[Page]) -> None:
    """Put the persons of one sheet into its text boxes; those of a form left over are emptied. The
    blank's shapes are written with these values into the package."""
    if not any(t.at in s.blank.boxes for s in template.slots for t in s.located.all):
        return
    part = drawings.drawing_of(template.package, template.part)
    root = template.drawn(part)
    lines = drawings.paragraphs(root)
    for number in range(len(template.slots)):
        view = template.at(number)
        for at in view.blank.boxes.keys() & view.blank.texts.keys() if number >= len(group) else ():
            text = view.blank.texts[at]
            drawings.replace(lines[at[0] - IN_BOX], 0, len(text), "", None)
        if number < len(group):
            page = with_reissue(group[number], "再交付" in view.located.targets)
            for target in view.located.all:
                if target.at in view.blank.boxes:
                    _fill(view, lines[target.at[0] - IN_BOX], target, page)
    template.package.write_xml(part, root)


def _fill(template: Template, paragraph: Any, target: Target, page: Page) -> None:
    whole = drawings.text_of(paragraph)
    if target.place.name in page.drop:
        places = template.located.all
        says_else = says_more(target, template.blank, places)
        span = part_of(target, whole, shared=True) if says_else else None
        drawings.replace(paragraph, *(span or (0, len(whole))), "", None)
        return
    value = written(target, page)
    pattern = target.pattern if target.how == "here" else BEHIND
    match = re.search(pattern, whole)
    if value is None or match is None:
        return
    if target.how == "here":
        value = target.wrap.format(value)
    room = rooms_of(template)[target.at]
    fit = best_fit(
        whole[: match.start()] + value + whole[match.end() :], room, one_line=False, leading=OFFICE
    )
    size = fit.size if fit and fit.size < room.format.size else None
    drawings.replace(paragraph, match.start(), match.end(), value, size)
