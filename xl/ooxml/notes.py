"""Notes (メモ) in a sheet's comment part and their boxes in its VML drawing; those of others stay byte for byte."""

from __future__ import annotations

import re
from collections.abc import Sequence
from html import escape
from typing import Any, NamedTuple

from lxml import etree

from workbooks.a1 import column_letter, position
from xl.ooxml.cells import plain
from xl.ooxml.errors import guarded
from xl.ooxml.package import MAIN, NS, REL, Package

_LONGEST = 32_767  # characters of one note, as of one cell
_CLAIMED = re.compile(r"""(<\w+:idmap\b[^<>]*\bdata=["'])([\d,]+)(["'])""")
_ROOT = re.compile(r"<xml\b[^<>]*>")
_AFTER_LEGACY = (
    "legacyDrawingHF",
    "drawingHF",
    "picture",
    "oleObjects",
    "controls",
    "webPublishItems",
    "tableParts",
    "extLst",
)
_COMMENTS = "application/vnd.openxmlformats-officedocument.spreadsheetml.comments+xml"
_VML = "application/vnd.openxmlformats-officedocument.vmlDrawing"
_SPACES = (
    'xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office" '
    'xmlns:x="urn:schemas-microsoft-com:office:excel"'
)
_EMPTY_VML = (
    f'<xml {_SPACES}><o:shapelayout v:ext="edit"><o:idmap v:ext="edit" data="1"/></o:shapelayout></xml>'
).encode()
_SHAPE_TYPE = (
    '<v:shapetype{spaces} id="_x0000_t202" coordsize="21600,21600" o:spt="202" path="m,l,21600r21600,l21600,xe">'
    '<v:stroke joinstyle="miter"/><v:path gradientshapeok="t" o:connecttype="rect"/></v:shapetype>'
)


class Note(NamedTuple):
    """One note: the cell's address and its text."""

    cell: str
    text: str


@guarded()
def add(package: Package, sheet: str, root: Any, notes: Sequence[Note], *, author: str) -> None:
    """Add notes to a sheet part whose root element is ``root``; cells that have a note keep theirs alone.

    Comment part and drawing are made when missing. Raises OfficeError.
    """
    part = package.related(sheet, "comments")
    comments = package.xml(part) if part else _comments_of(package, sheet)
    part = part or package.related(sheet, "comments")
    authors, listed = comments.find(f"{NS}authors"), comments.find(f"{NS}commentList")
    taken = {c.get("ref") for c in listed}
    # two notes on one cell would make Excel repair the file
    new = list({note.cell: note for note in notes if note.cell not in taken}.values())
    if not new:
        return
    etree.SubElement(authors, f"{NS}author").text = author
    for note in new:
        comment = etree.SubElement(
            listed, f"{NS}comment", ref=note.cell, authorId=str(len(authors) - 1)
        )
        text = etree.SubElement(etree.SubElement(comment, f"{NS}text"), f"{NS}t")
        text.text = plain(note.text)[:_LONGEST]
    listed[:] = sorted(listed, key=lambda c: position(c.get("ref")))
    package.write_xml(part, comments)
    vml = _drawing(package, sheet, root)
    package.write(vml, _boxes(package.read(vml), new))


def _comments_of(package: Package, sheet: str) -> Any:
    """A new comment part for the sheet, not yet written."""
    part = package.free_part("xl/comments{}.xml")
    package.declare(part=part, content_type=_COMMENTS)
    package.relate(sheet, "comments", part)
    empty = f'<comments xmlns="{MAIN}"><authors/><commentList/></comments>'
    return etree.fromstring(empty.encode())


def _drawing(package: Package, sheet: str, root: Any) -> str:
    """The part of the sheet's note boxes, made when missing."""
    drawing = root.find(f"{NS}legacyDrawing")
    if drawing is not None:
        return package.relations(sheet)[drawing.get(f"{{{REL}}}id")][1]
    vml = package.free_part("xl/drawings/vmlDrawing{}.vml")
    package.write(vml, _EMPTY_VML)
    package.declare(extension="vml", content_type=_VML)
    drawing = etree.Element(f"{NS}legacyDrawing", nsmap={"r": REL})
    drawing.set(f"{{{REL}}}id", package.relate(sheet, "vmlDrawing", vml))
    for element in root:
        if isinstance(element.tag, str) and etree.QName(element).localname in _AFTER_LEGACY:
            element.addprevious(drawing)
            return vml
    root.append(drawing)
    return vml


def _boxes(vml: bytes, notes: Sequence[Note]) -> bytes:
    """Append one hidden note box per note before the end of the drawing."""
    text = vml.decode("utf-8")
    end = text.rindex("</xml>")
    root = _ROOT.search(text)
    # openpyxl and others name the prefixes on each shape, with letters of their own: ours then does too
    spaces = "" if root and all(space in root[0] for space in _SPACES.split()) else " " + _SPACES
    number = max((int(n) for n in re.findall(r"_x0000_s(\d{1,9})", text)), default=1024)
    shapes = "" if "_x0000_t202" in text else _SHAPE_TYPE.format(spaces=spaces)
    shapes += "".join(_box(spaces, shape, note) for shape, note in enumerate(notes, number + 1))
    # shape numbers come in blocks of 1,024 that the drawing has to claim
    blocks = [str(n) for n in range(number + 1 >> 10, (number + len(notes) >> 10) + 1)]

    def claim(match: re.Match[str]) -> str:
        claimed = dict.fromkeys([*match[2].split(","), *blocks])
        return match[1] + ",".join(claimed) + match[3]

    return _CLAIMED.sub(claim, text[:end] + shapes + text[end:], count=1).encode()


def _box(spaces: str, shape: int, note: Note) -> str:
    """One hidden box beside its cell, high enough for the text."""
    row, column = position(note.cell)
    top = max(row - 2, 0)
    bottom = top + 2 + len(note.text) // 24 + note.text.count(chr(10))
    anchor = f"{column}, 15, {top}, 10, {column + 4}, 15, {bottom}, 4"
    return (
        f'<v:shape{spaces} id="_x0000_s{shape}" type="#_x0000_t202" alt="{escape(column_letter(column))}{row}" '
        'style="position:absolute;margin-left:60pt;margin-top:2pt;width:180pt;height:60pt;z-index:1;'
        'visibility:hidden" '
        'fillcolor="#ffffe1" o:insetmode="auto"><v:fill color2="#ffffe1"/><v:shadow on="t" '
        'color="black" obscured="t"/>'
        '<v:path o:connecttype="none"/><v:textbox style="mso-direction-alt:auto"><div '
        'style="text-align:left"></div></v:textbox>'
        f'<x:ClientData ObjectType="Note"><x:MoveWithCells/><x:SizeWithCells/><x:Anchor>{anchor}</x:Anchor>'
        f"<x:AutoFill>False</x:AutoFill><x:Row>{row - 1}</x:Row><x:Column>{column - 1}</x:Column>"
        "</x:ClientData></v:shape>"
    )
