"""The text of a spot of a Word document, and how a part of it is replaced: the runs before and
behind keep their fonts, the value takes the first's."""

from __future__ import annotations

import copy
from collections.abc import Iterator, Sequence
from typing import Any

from lxml import etree

from xl.ooxml.cells import plain

MAIN = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
W = f"{{{MAIN}}}"
_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
# what stands inside a paragraph and is no text of it: text boxes, the twin for old Word, furigana, deletions
_OTHER = frozenset(
    (f"{W}txbxContent", f"{_MC}Fallback", f"{W}rt", f"{W}del", f"{W}moveFrom", f"{W}instrText")
)
_SIGNS = {f"{W}tab": "\t", f"{W}br": "\n", f"{W}cr": "\n", f"{W}noBreakHyphen": "-"}
_PLACEHOLDER = "PlaceholderText"


def pieces(root: Any) -> Iterator[tuple[Any, str]]:
    """(element, its characters) of the texts of a paragraph or a part of it, in order."""
    for element in root:
        if element.tag in _OTHER or element.tag in (f"{W}pPr", f"{W}rPr"):
            continue
        if element.tag == f"{W}t":
            yield element, element.text or ""
        elif element.tag in _SIGNS:
            yield element, _SIGNS[element.tag]
        elif len(element):
            yield from pieces(element)


def text_of(paragraphs: Sequence[Any]) -> str:
    """What a spot shows: its paragraphs, one a line."""
    return "\n".join("".join(text for _, text in pieces(p)) for p in paragraphs).rstrip("\n")


def replace(paragraphs: Sequence[Any], start: int, end: int, value: str) -> None:
    """Put ``value`` in place of the characters start … end of ``text_of`` the paragraphs."""
    at, given = 0, False
    for paragraph in paragraphs:
        for element, text in list(pieces(paragraph)):
            begin, stop = max(start - at, 0), min(end - at, len(text))
            inside = begin < stop or (start == end and 0 <= start - at <= len(text))
            if inside and not (given and start == end):
                kept = text[:begin] + ("" if given else value) + text[max(stop, begin) :]
                _set(element, kept)
                given = True
            at += len(text)
        at += 1  # the end of the paragraph counts as a line
    if not given:
        put(paragraphs, value, anew=False)


def put(paragraphs: Sequence[Any], value: str, *, anew: bool = True) -> None:
    """Let a spot show ``value`` and nothing else; ``anew=False`` adds it behind what stands there."""
    elements = [element for p in paragraphs for element, _ in pieces(p)]
    texts = [element for element in elements if element.tag == f"{W}t"]
    if anew and texts:
        for element in elements:
            if element is not texts[0]:
                element.getparent().remove(element)
        _set(texts[0], value)
    elif value:
        paragraph = paragraphs[-1] if not anew else paragraphs[0]
        _set(_new_text(paragraph), value)


def _new_text(paragraph: Any) -> Any:
    """An empty text at the end of a paragraph, in the font of its last run or of its mark."""
    if paragraph.tag == f"{W}r":  # a bookmark's own run
        return etree.SubElement(paragraph, f"{W}t")
    runs = [run for run in paragraph if run.tag == f"{W}r" and next(pieces(run), None)]
    mark = paragraph.find(f"{W}pPr/{W}rPr")
    looks = runs[-1].find(f"{W}rPr") if runs else mark
    run = etree.SubElement(paragraph, f"{W}r")
    if looks is not None:
        properties = copy.deepcopy(looks)
        for change in list(properties):
            if change.tag in (f"{W}ins", f"{W}del", f"{W}rPrChange"):
                properties.remove(change)
        run.append(properties)
    return etree.SubElement(run, f"{W}t")


def _set(element: Any, value: str) -> None:
    """The text of one element; further lines follow it behind line breaks."""
    if element.tag != f"{W}t":  # a tab or line break that was part of the blank
        new = etree.Element(f"{W}t")
        element.addprevious(new)
        element.getparent().remove(element)
        element = new
    first, *others = value.split("\n")
    element.text = plain(first)
    element.set(_SPACE, "preserve")
    for line in reversed(others):
        following = etree.Element(f"{W}t")
        following.text = plain(line)
        following.set(_SPACE, "preserve")
        element.addnext(following)
        element.addnext(etree.Element(f"{W}br"))
    _without_placeholder(element)


def _without_placeholder(element: Any) -> None:
    """The grey of "ここをクリック" goes with the words."""
    run = element.getparent()
    style = run.find(f"{W}rPr/{W}rStyle") if run is not None else None
    if style is not None and style.get(f"{W}val") == _PLACEHOLDER:
        style.getparent().remove(style)
