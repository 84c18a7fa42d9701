"""A marked copy (印を付けた写し): the user's workbook with faulty cells filled and noted, everything else as it was.

Changed are the styles part (new fills at its end), the marked sheets (the style number of the
marked cells) and, for notes,
the comment parts. A note the clerk wrote on the same cell stays; ours is then left out.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from html import escape
from pathlib import Path
from typing import Any

from lxml import etree

from validators.problems import FileProblem
from workbooks.a1 import column_letter, position
from workbooks.plan import COLORS, CellMark
from xl.ooxml.cells import SheetCells, Styles
from xl.ooxml.package import MAIN, REL, Package

_NS = f"{{{MAIN}}}"
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\ufffe\uffff]")
_CLAIMED = re.compile(r"""(<\w+:idmap\b[^>]*\bdata=["'])([\d,]+)(["'])""")
_ROOT = re.compile(r"<xml\b[^>]*>")
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
AUTHOR = "careerup"


class _Unusual(Exception):
    """A workbook that other programs write and Excel repairs or converts: not ours to edit part by part."""


def mark(source: Path, target: Path, marks: Sequence[CellMark], *, force: bool = False) -> None:
    """Write ``target``: a copy of ``source`` with ``marks``. Raises Problem; the source is only read."""
    marked(source, target, marks).save(target, force=force)


def marked(source: Path, target: Path, marks: Sequence[CellMark]) -> Package:
    """The copy, not yet written; ``target`` is only looked at for its kind. Raises Problem."""
    if source.suffix.lower() not in (".xlsx", ".xlsm"):
        raise FileProblem(
            f"{source.name} には印を付けられません。Excel で .xlsx に保存し直してから、もう一度実行してください。"
        )
    if target.suffix.lower() != source.suffix.lower():
        raise FileProblem(
            f"写しの名前の終わりは、元のファイルと同じ {source.suffix} にしてください。"
        )
    package = Package(source)
    try:
        _mark(package, marks)
    except (
        _Unusual,
        etree.XMLSyntaxError,
        TypeError,
    ):  # TypeError: a sheet without its table of cells
        raise FileProblem(
            f"{source.name} は通常の Excel と違う作りのため、印を付けられません。"
            f"Excel で開き、「Excel ブック」で保存し直してください。"
        ) from None
    return package


def _mark(package: Package, marks: Sequence[CellMark]) -> None:
    sheets, styles = package.sheets(), _styles(package)
    for name in dict.fromkeys(m.sheet for m in marks):
        if name not in sheets:
            raise _Unusual  # Strict Open XML has other namespaces, and so none that we know
        own = [m for m in marks if m.sheet == name]
        root = package.xml(sheets[name])
        sheet = SheetCells(root)
        for m in own:
            cell = sheet.at(*position(m.cell))
            style = int(cell.get("s", 0))
            if style >= len(styles.formats):
                raise _Unusual
            cell.set("s", str(styles.variant(style, fill=COLORS[m.mark])))
        noted = [m for m in own if m.note]
        if noted:
            _note(package, sheets[name], root, noted)
        package.write_xml(sheets[name], root)
    styles.save()


def _styles(package: Package) -> Styles:
    try:
        styles = Styles(package)
    except KeyError:
        raise _Unusual from None
    if styles.formats is None or styles.fills is None:
        raise _Unusual
    return styles


# ---------------------------------------------------------------- notes


def _note(package: Package, sheet: str, root: Any, marks: Sequence[CellMark]) -> None:
    """Add notes to the sheet's comment part and their boxes to its VML drawing; both are made when missing."""
    relations = package.relations(sheet)
    part = next((t for kind, t in relations.values() if kind == "comments"), "")
    if not part:
        part = package.free_part("xl/comments{}.xml")
        comments: Any = etree.fromstring(
            f'<comments xmlns="{MAIN}"><authors/><commentList/></comments>'.encode()
        )
        package.declare(
            part=part,
            content_type="application/vnd.openxmlformats-officedocument.spreadsheetml.comments+xml",
        )
        package.relate(sheet, "comments", part)
    else:
        comments = package.xml(part)
    authors, listed = comments.find(f"{_NS}authors"), comments.find(f"{_NS}commentList")
    taken = {c.get("ref") for c in listed}
    new = list(
        {m.cell: m for m in marks if m.cell not in taken}.values()
    )  # two notes on one cell would make Excel repair the file
    if not new:
        return
    etree.SubElement(authors, f"{_NS}author").text = AUTHOR
    for m in new:
        comment = etree.SubElement(
            listed, f"{_NS}comment", ref=m.cell, authorId=str(len(authors) - 1)
        )
        text = etree.SubElement(etree.SubElement(comment, f"{_NS}text"), f"{_NS}t")
        text.text = _CONTROL.sub("", m.note)[:32000]
    listed[:] = sorted(listed, key=lambda c: position(c.get("ref")))
    package.write_xml(part, comments)
    drawing = root.find(f"{_NS}legacyDrawing")
    vml = relations[drawing.get(f"{{{REL}}}id")][1] if drawing is not None else ""
    if not vml:
        vml = package.free_part("xl/drawings/vmlDrawing{}.vml")
        package.write(vml, _EMPTY_VML)
        package.declare(
            extension="vml", content_type="application/vnd.openxmlformats-officedocument.vmlDrawing"
        )
        drawing = etree.Element(f"{_NS}legacyDrawing", nsmap={"r": REL})
        drawing.set(f"{{{REL}}}id", package.relate(sheet, "vmlDrawing", vml))
        later = next(
            (
                e
                for e in root
                if isinstance(e.tag, str) and etree.QName(e).localname in _AFTER_LEGACY
            ),
            None,
        )
        if later is None:
            root.append(drawing)
        else:
            later.addprevious(drawing)
    package.write(vml, _boxes(package.read(vml), new))


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


def _boxes(vml: bytes, marks: Sequence[CellMark]) -> bytes:
    """Append one hidden note box per mark before the end of the drawing; what is there stays byte for byte."""
    try:
        text = vml.decode("utf-8")
        end = text.rindex("</xml>")
    except ValueError:
        raise _Unusual from None
    root = _ROOT.search(text)
    # openpyxl and others name the prefixes on each shape, with letters of their own: ours then does too
    spaces = "" if root and all(space in root[0] for space in _SPACES.split()) else " " + _SPACES
    number = max((int(n) for n in re.findall(r"_x0000_s(\d+)", text)), default=1024)
    shapes = "" if "_x0000_t202" in text else _SHAPE_TYPE.format(spaces=spaces)
    for shape, m in enumerate(marks, number + 1):
        row, column = position(m.cell)
        top = max(row - 2, 0)
        bottom = top + 2 + len(m.note) // 24 + m.note.count(chr(10))
        anchor = f"{column}, 15, {top}, 10, {column + 4}, 15, {bottom}, 4"
        shapes += (
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
    text = text[:end] + shapes + text[end:]
    # shape numbers come in blocks of 1,024 that the drawing has to claim
    blocks = [str(n) for n in range(number + 1 >> 10, (number + len(marks) >> 10) + 1)]
    return _CLAIMED.sub(
        lambda m: m[1] + ",".join(dict.fromkeys([*m[2].split(","), *blocks])) + m[3], text, count=1
    ).encode()
