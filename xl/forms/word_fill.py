"""Fill a Word blank: values into its spots, a section for each person, every other part of the file
carried through untouched."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import Any

from validators.text import squeeze
from workbooks.forms.blank import Target
from workbooks.forms.pages import Page, with_reissue
from workbooks.forms.places import matches_label
from workbooks.forms.spread import spread, written
from workbooks.forms.texts import BEHIND, part_of, says_more
from xl.files.package import faults_of
from xl.forms.word import WordTemplate
from xl.ooxml.package import DOCUMENT, Package
from xl.ooxml.word import sections, texts
from xl.ooxml.word.story import ASIDE, Spot, Story
from xl.ooxml.word.texts import W


def fill(
    template: WordTemplate, pages: Sequence[Page], done: Callable[[str], None] = lambda name: None
) -> Package:
    """The blank's document with the pages one behind the other. The blank is not written. Raises Problem."""
    with faults_of(template.path):
        package = template.package
        whole: dict[str, Any] = {}
        for number, page in enumerate(pages):
            story, roots = template.read()
            _fill(template, story, page)
            if number:
                sections.append(whole[DOCUMENT], roots[DOCUMENT])
            else:
                whole = roots
            done(page.number)
        sections.number_drawings(whole[DOCUMENT], len(pages))
        for part, root in whole.items():
            if sections.differ(package.xml(part), root):
                package.write_xml(part, root)
        return package


def _fill(template: WordTemplate, story: Story, page: Page) -> None:
    page = with_reissue(page, "再交付" in template.located.targets)
    for target in template.located.all:
        _write(template, story, target, page)
    for target in template.located.all:
        if target.place.name in page.drop:
            _drop(template, story, target)


def _write(template: WordTemplate, story: Story, target: Target, page: Page) -> None:
    if target.how in ("cells", "tick"):
        parts = spread(target, page, template.blank)
        for at, text in parts.items() if isinstance(parts, dict) else ():
            _put(story.spots[at], text)
        return
    value = written(target, page)
    if value is None:
        return
    spot = story.spots[target.at]
    if target.how == "here":
        _replace(spot, target.pattern, target.wrap.format(value))
    elif target.how == "behind":
        _replace(spot, BEHIND, value)
    else:
        _put(spot, value)


def _put(spot: Spot, text: str) -> None:
    for paragraphs in (spot.paragraphs, *spot.twins):
        texts.put(paragraphs, text)
    _settle(spot)


def _replace(spot: Spot, pattern: str, value: str) -> None:
    for paragraphs in (spot.paragraphs, *spot.twins):
        match = re.search(pattern, texts.text_of(paragraphs))
        if match:
            texts.replace(paragraphs, match.start(), match.end(), value)
    _settle(spot)


def _settle(spot: Spot) -> None:
    """A control that is filled shows no placeholder, and no store of data puts its own text back."""
    for paragraphs in (spot.paragraphs, *spot.twins):
        for control in paragraphs[0].iterancestors(f"{W}sdt"):
            for name in ("showingPlcHdr", "dataBinding"):
                for element in control.findall(f"{W}sdtPr/{W}{name}"):
                    element.getparent().remove(element)


def _drop(template: WordTemplate, story: Story, target: Target) -> None:
    """Take label and blank away; a paragraph or table row that holds nothing else goes whole."""
    if says_more(target, template.blank, template.located.all):
        spot = story.spots[target.at]
        for paragraphs in (spot.paragraphs, *spot.twins):
            if span := part_of(target, texts.text_of(paragraphs), shared=True):
                texts.replace(paragraphs, *span, "")
        return
    taken = {*target.positions, *([target.label] if target.label else [])}
    row = {at: spot for at, spot in story.spots.items() if at[0] == target.at[0]}
    for at in row:  # 登録番号：[control]: the line round a control is its label
        rest = squeeze(template.blank.texts.get(at, ""))
        for blank_at in target.positions:
            if blank_at[1] >= ASIDE:
                rest = rest.replace(squeeze(template.blank.texts.get(blank_at, "")), "")
        if at[1] < ASIDE and rest and matches_label(target.place, rest):
            taken.add(at)
    for at in taken:
        _put(story.spots[at], "")
    others = [
        at for at in row if at not in taken and at[1] < ASIDE and template.blank.texts.get(at)
    ]
    if others or not row:
        return
    first = next(spot.element for at, spot in sorted(row.items()))
    element = first if first.tag == f"{W}p" else next(first.iterancestors(f"{W}tr"), None)
    if element is None or next(element.iter(f"{W}vMerge", f"{W}sectPr"), None) is not None:
        return
    if len(element.getparent()) > 1:
        element.getparent().remove(element)
