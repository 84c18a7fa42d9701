"""Several copies of one document behind each other, each a section that begins a new page."""

from __future__ import annotations

import copy
from typing import Any

from lxml import etree

from xl.ooxml.word.texts import W

_ONCE = ("bookmarkStart", "bookmarkEnd", "commentRangeStart", "commentRangeEnd")
_PARAGRAPH_ID = "{http://schemas.microsoft.com/office/word/2010/wordml}paraId"


def differ(one: Any, other: Any) -> bool:
    """Are two parts not the same, letter for letter?"""
    return etree.tostring(one) != etree.tostring(other)


def append(whole: Any, other: Any) -> None:
    """The body of another person behind what is there, as a section that begins a new page."""
    body, following = whole.find(f"{W}body"), other.find(f"{W}body")
    last = body.find(f"{W}sectPr")
    closing = copy.deepcopy(last) if last is not None else _element("sectPr")
    _new_page(closing)
    end = _last_paragraph(body)
    properties = end.find(f"{W}pPr")
    if properties is None:
        properties = _element("pPr")
        end.insert(0, properties)
    place = properties.find(f"{W}pPrChange")
    if place is None:
        properties.append(closing)
    else:
        place.addprevious(closing)
    if last is not None:
        _new_page(last)
    once = {f"{W}{name}" for name in _ONCE}
    for element in list(following.iter()):
        if element.tag in once:
            element.getparent().remove(element)
        elif element.tag == f"{W}sdtPr" and (number := element.find(f"{W}id")) is not None:
            element.remove(number)
        elif isinstance(element.tag, str):
            element.attrib.pop(_PARAGRAPH_ID, None)
    for section in list(following.iter(f"{W}sectPr"))[:1]:
        _new_page(section)
    for element in list(following):
        if element.tag != f"{W}sectPr":
            last.addprevious(element) if last is not None else body.append(element)


def _new_page(section: Any) -> None:
    """A section that begins on a page of its own, its pages counted anew where they were."""
    kind = section.find(f"{W}type")
    if kind is not None:
        kind.set(f"{W}val", "nextPage")
    count = section.find(f"{W}pgNumType")
    if count is not None and count.get(f"{W}start") is None:
        count.set(f"{W}start", "1")


def _last_paragraph(body: Any) -> Any:
    """The paragraph that ends the body; one is made behind a table."""
    blocks = [e for e in body if e.tag != f"{W}sectPr"]
    if blocks and blocks[-1].tag == f"{W}p" and blocks[-1].find(f"{W}pPr/{W}sectPr") is None:
        return blocks[-1]
    paragraph = _element("p")
    blocks[-1].addnext(paragraph) if blocks else body.insert(0, paragraph)
    return paragraph


def number_drawings(root: Any, count: int) -> None:
    """Each drawing its own number, where there is more than one copy."""
    if count > 1:
        for number, element in enumerate(e for e in root.iter() if str(e.tag).endswith("}docPr")):
            element.set("id", str(number + 1))


def _element(name: str) -> Any:
    return etree.Element(f"{W}{name}")
