"""The body of a Word document as a table of spots: a row for each paragraph and each table row, so
that labels and the cells beside them are found as on a sheet.

Content controls and bookmarks of a place's name are spots of their own. A text box stands twice in
the file (for new and for old Word): its spots are filled in both.
"""

from __future__ import annotations

import copy
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

from lxml import etree

from workbooks.a1 import Area
from xl.ooxml.errors import OfficeError
from xl.ooxml.word.texts import W, text_of

_TABLE = 1000  # columns of the first table; each table has a range of its own
ASIDE = 100_000  # columns of the spots that have a name
_MOST = 20_000  # spots of a form; a hostile document may have more
_DEEPEST = 20
Position = tuple[int, int]  # row and column, from 1
_CHARACTER = 110.0  # twentieths of a point: the width of a half-width character


@dataclass(slots=True)
class Spot:
    """A paragraph, a cell, a content control or a bookmark: its paragraphs (or the parts of one),
    the same again for old Word, and what a clerk calls it."""

    paragraphs: list[Any]
    called: str
    part: str
    element: Any = None
    twins: list[list[Any]] = field(default_factory=list)


@dataclass(slots=True)
class Story:
    """Spots by position, merged cells, framed cells, widths, and the names that stand in the text.

    known  is a name that of a place? Other controls and bookmarks are no spots
    """

    known: Callable[[str], bool]
    spots: dict[Position, Spot] = field(default_factory=dict)
    merges: list[Area] = field(default_factory=list)
    framed: set[Position] = field(default_factory=set)
    widths: dict[int, float] = field(default_factory=dict)
    names: dict[str, list[Position]] = field(default_factory=dict)
    row: int = 0
    tables: int = 0
    paragraphs: int = 0

    def read(self, root: Any, part: str, called: str = "") -> None:
        """Take up a body, header or footer."""
        _Walk(self, part, called).blocks(root, 0)

    def texts(self) -> dict[Position, str]:
        """What every spot shows."""
        found = {at: text_of(spot.paragraphs) for at, spot in self.spots.items()}
        return {at: text for at, text in found.items() if text.strip()}


class _Walk:
    def __init__(self, story: Story, part: str, called: str) -> None:
        self.story, self.part, self.called = story, part, called

    def add(self, at: Position, paragraphs: list[Any], called: str, element: Any = None) -> None:
        if len(self.story.spots) >= _MOST:
            raise OfficeError("unusual", self.part)
        self.story.spots[at] = Spot(paragraphs, self.called + called, self.part, element)

    def blocks(self, root: Any, depth: int) -> None:
        """Paragraphs and tables one below the other."""
        if depth > _DEEPEST:
            raise OfficeError("unusual", self.part)
        for element in _blocks(root):
            if element.tag == f"{W}tbl":
                self.table(element, depth)
                continue
            self.story.row += 1
            self.story.paragraphs += 1
            number = f"{self.story.paragraphs}段落目"
            self.add((self.story.row, 1), [element], number, element)
            self.controlled(element, (self.story.row, 1))
            self.inside([element], number, depth)

    def inside(self, paragraphs: list[Any], called: str, depth: int) -> None:
        """Named spots and text boxes of some paragraphs."""
        for paragraph in paragraphs:
            self.named(paragraph, called)
            boxes = [b for b in paragraph.iter(f"{W}txbxContent") if _own(b, paragraph)]
            new = [b for b in boxes if not _is_fallback(b)]
            for number, box in enumerate(new):
                before = set(self.story.spots)
                self.blocks(box, depth + 1)
                old = [b for b in boxes if _is_fallback(b)]
                if len(old) == len(new):
                    self.twin(before, box, old[number])

    def twin(self, before: set[Position], new: Any, old: Any) -> None:
        """Tie the spots of a text box to the same ones in its form for old Word."""
        twins = dict(zip(new.iter(f"{W}p"), old.iter(f"{W}p"), strict=False))
        for at, spot in self.story.spots.items():
            if at not in before and all(p in twins for p in spot.paragraphs):
                spot.twins.append([twins[p] for p in spot.paragraphs])

    def named(self, paragraph: Any, called: str) -> None:
        """Content controls inside a line, and bookmarks."""
        for control in paragraph.iter(f"{W}sdt"):
            content = control.find(f"{W}sdtContent")
            if content is not None and _own(control, paragraph):
                self.name(_titles(control), [content], called, control)
        for mark in paragraph.iter(f"{W}bookmarkStart"):
            name = mark.get(f"{W}name", "")
            if self.story.known(name) and _own(mark, paragraph):
                self.name([name], _marked(mark), called, mark)

    def controlled(self, element: Any, at: Position) -> None:
        """A content control around a paragraph, or around all there is in a cell."""
        content = element.getparent()
        if content is not None and content.tag == f"{W}sdtContent" and len(content) == 1:
            self.call(_titles(content.getparent()), at)

    def name(self, names: list[str], paragraphs: list[Any], called: str, element: Any) -> None:
        """A named part of a line is a spot of its own."""
        if any(self.story.known(name) for name in names):
            at = (self.story.row, ASIDE + len(self.story.spots))
            self.add(at, paragraphs, called, element)
            self.call(names, at)

    def call(self, names: list[str], at: Position) -> None:
        for name in names:
            self.story.names.setdefault(name, []).append(at)

    def table(self, table: Any, depth: int) -> None:
        """One row of spots for each row of the table."""
        self.story.tables += 1
        left = _TABLE * self.story.tables
        called = f"表{self.story.tables}の"
        self.widths(table, left)
        open_cells: dict[int, tuple[Position, int]] = {}  # column → first cell and its span
        nested: list[Any] = []
        for number, row in enumerate(_inside(table, "tr"), 1):
            self.story.row += 1
            column = left + _number(row.find(f"{W}trPr/{W}gridBefore"))
            for cell in _inside(row, "tc"):
                span = max(1, _number(cell.find(f"{W}tcPr/{W}gridSpan"), 1))
                if span > 200:
                    raise OfficeError("unusual", self.part)
                merge = cell.find(f"{W}tcPr/{W}vMerge")
                at = (self.story.row, column)
                goes_on = merge is not None and merge.get(f"{W}val") != "restart"
                if goes_on and column in open_cells:
                    at, span = open_cells[column]
                    self.grow(at, span)
                else:
                    paragraphs = [e for e in _blocks(cell) if e.tag == f"{W}p"]
                    place = f"{called}{number}行目{column - left + 1}列目"
                    self.add(at, paragraphs, place, cell)
                    self.story.framed.add(at)
                    if span > 1:
                        self.story.merges.append(Area(at[0], column, at[0], column + span - 1))
                    open_cells[column] = (at, span)
                    self.controlled(cell, at)
                    if len(paragraphs) == 1:
                        self.controlled(paragraphs[0], at)
                    self.inside(paragraphs, place, depth)
                    nested += [e for e in _blocks(cell) if e.tag == f"{W}tbl"]
                column += span
        self.story.row += 1
        for inner in nested:
            self.table(inner, depth + 1)

    def grow(self, at: Position, span: int) -> None:
        """A cell that goes on in this row."""
        self.story.merges = [m for m in self.story.merges if (m.top, m.left) != at]
        self.story.merges.append(Area(at[0], at[1], self.story.row, at[1] + span - 1))

    def widths(self, table: Any, left: int) -> None:
        for number, column in enumerate(table.iterfind(f"{W}tblGrid/{W}gridCol")):
            self.story.widths[left + number] = _number(column, attribute="w") / _CHARACTER


def _blocks(root: Any) -> Iterator[Any]:
    """Paragraphs and tables, also those inside content controls, insertions and custom XML."""
    for element in root:
        if element.tag in (f"{W}p", f"{W}tbl"):
            yield element
        elif element.tag == f"{W}sdt":
            content = element.find(f"{W}sdtContent")
            if content is not None:
                yield from _blocks(content)
        elif element.tag in (f"{W}ins", f"{W}customXml", f"{W}smartTag"):
            yield from _blocks(element)


def _inside(parent: Any, name: str) -> Iterator[Any]:
    """The rows (``tr``) of a table or the cells (``tc``) of a row, also those in content controls."""
    for element in parent:
        if element.tag == f"{W}{name}":
            yield element
        elif element.tag in (f"{W}sdt", f"{W}sdtContent"):
            yield from _inside(element, name)


def _titles(control: Any) -> list[str]:
    """Tag and title of a content control."""
    if control is None or control.tag != f"{W}sdt":
        return []
    found = [control.find(f"{W}sdtPr/{W}{name}") for name in ("tag", "alias")]
    return [e.get(f"{W}val", "") for e in found if e is not None]


def _own(element: Any, paragraph: Any) -> bool:
    """Does an element belong to this paragraph and not to a text box in it?"""
    parent = element.getparent()
    while parent is not paragraph:
        if parent.tag == f"{W}txbxContent":
            return False
        parent = parent.getparent()
    return True


def _is_fallback(box: Any) -> bool:
    return any(e.tag.endswith("}Fallback") for e in box.iterancestors())


def _marked(start: Any) -> list[Any]:
    """The runs of a bookmark; one that marks a point gets an empty run there."""
    runs: list[Any] = []
    for element in start.itersiblings():
        if element.tag == f"{W}bookmarkEnd" and element.get(f"{W}id") == start.get(f"{W}id"):
            break
        runs.append(element)
    else:
        runs = []  # it ends in another paragraph: only its start is sure
    if not any(len(run) for run in runs):
        run = etree.Element(f"{W}r")
        before = start.getprevious()
        if before is not None and (looks := before.find(f"{W}rPr")) is not None:
            run.append(copy.deepcopy(looks))
        start.addnext(run)
        return [run]
    return runs


def _number(element: Any, otherwise: int = 0, attribute: str = "val") -> int:
    """A number an element gives; what is none is the usual one."""
    text = element.get(f"{W}{attribute}", "") if element is not None else ""
    return int(text) if text.isdigit() and len(text) < 7 else otherwise
