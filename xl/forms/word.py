"""A Word blank: its stories as one table of spots, ready for ``workbooks.forms.locate``."""

from __future__ import annotations

import copy
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from validators.messages import sentence
from validators.problems import Problem
from validators.reading import Note
from validators.text import LONGEST
from workbooks.forms.blank import Blank, Position, Target
from workbooks.forms.holes import holes
from workbooks.forms.locate import locate
from workbooks.forms.places import place_for, unwanted
from workbooks.forms.slots import Slot
from workbooks.forms.titles import called
from xl.files.package import faults_of, opened_document
from xl.ooxml import ordinary
from xl.ooxml.errors import OfficeError, guarded
from xl.ooxml.package import DOCUMENT
from xl.ooxml.word.fields import flatten
from xl.ooxml.word.story import ASIDE, Story
from xl.ooxml.word.texts import W

ENDINGS = (".docx", ".docm", ".dotx", ".dotm")
_STORIES = ("header", "footer")


class WordTemplate:
    """One document with a form in it, and where its places are. Raises Problem.

    blank     every paragraph and cell as a position; ``located`` the places found
    joinable  may several persons stand in one document: nothing is numbered through, and no place
              lies in a header or footer
    """

    annex = None  # a Word blank takes several kinds line by line

    def __init__(self, path: Path, form: str) -> None:
        self.package, self.form, self.path = opened_document(path), form, path
        self.ending = ordinary.ending(path)
        with faults_of(path):
            ordinary.from_template(self.package)
        try:
            with guarded():
                self.story, self.roots = self.read()
                self.blank = self._blank()
        except OfficeError:
            raise Problem("word-odd", file=path.name) from None
        self.located = locate(self.blank, form)
        self.notes = [n for n in holes(self.blank, self.located, form) if not self._beside(n)]

    def read(self) -> tuple[Story, dict[str, Any]]:
        """The stories read anew, to be filled: (spots, part → root)."""
        story = Story(lambda name: place_for(self.form, name) is not None)
        roots = {DOCUMENT: self.package.xml(DOCUMENT)}
        body = roots[DOCUMENT].find(f"{W}body")
        if body is None:
            raise OfficeError("unusual", DOCUMENT)  # strict Office Open XML has other names
        flatten(body)
        story.read(body, DOCUMENT)
        parts = self.package.relations(DOCUMENT).values()
        for kind, part in sorted(parts):
            if kind in _STORIES and part in self.package:
                roots[part] = self.package.xml(part)
                flatten(roots[part])
                story.read(
                    roots[part], part, {"header": "ヘッダーの", "footer": "フッターの"}[kind]
                )
        return story, roots

    @property
    def slots(self) -> tuple[Slot, ...]:
        """One form: two on a page are two tables a document is not cut by."""
        return (Slot(self.blank, self.located),)

    @property
    def joinable(self) -> bool:
        """May several persons stand in one document?"""
        parts = {self.story.spots[at].part for t in self.located.all for at in t.positions}
        counted = ("numPr", "footnoteReference", "endnoteReference", "commentReference")
        body = self.roots[DOCUMENT]
        return parts <= {DOCUMENT} and not any(
            next(body.iter(f"{W}{name}"), None) is not None for name in counted
        )

    def add(self, number: int, target: Target) -> None:
        """Take one more spot to write."""
        self.located = self.located.plus(target)

    def keep(self, targets: Mapping[str, Target]) -> None:
        """Fill in no other places than these."""
        self.located = self.located.only(targets.keys())

    def fresh(self) -> WordTemplate:
        """The same blank, unfilled."""
        twin = copy.copy(self)
        twin.package = self.package.copy()
        return twin

    def complete(self) -> WordTemplate:
        """Itself, when nothing is missing. Raises Problem that tells all that is wrong together."""
        reasons = [sentence(note) for note in self.located.problems]
        if self.located.missing:
            places = "、".join(f"「{m}」" for m in self.located.missing)
            reasons.insert(0, sentence(Note("word-places-missing", {"places": places})))
        if reasons:
            raise Problem(
                "word-unusable",
                file=self.path.name,
                form=called(self.form),
                reasons="".join(reasons).removesuffix("。"),
            )
        return self

    def _blank(self) -> Blank:
        story = self.story
        # a label is shorter; what is longer is somebody's text
        texts = {at: text[:LONGEST] for at, text in story.texts().items()}
        names: dict[str, Position] = {}
        for name, spots in story.names.items():
            place = place_for(self.form, name)
            if place and (place.name == name or place.name not in names):
                names[place.name] = spots[0]
        right = max((m.right for m in story.merges), default=1)
        return Blank(
            self.path.name,
            "",
            texts,
            story.merges,
            names,
            bottom=story.row,
            right=max([right, *(column for _, column in story.spots if column < ASIDE)]),
            bordered=frozenset(story.framed),
            widths=story.widths,
            only=frozenset(story.spots),
            called={at: spot.called for at, spot in story.spots.items()},
            unwanted=frozenset(self._unwanted()),
        )

    def _unwanted(self) -> Iterator[str]:
        """The places that a bookmark 不要_… says are not printed."""
        for root in self.roots.values():
            for mark in root.iter(f"{W}bookmarkStart"):
                if place := unwanted(self.form, mark.get(f"{W}name", "")):
                    yield place.name

    def _beside(self, note: Note) -> bool:
        """Is an open text the paragraph of a control that is filled?"""
        filled = {
            self.blank.where(at) for t in self.located.all for at in t.positions if at[1] >= ASIDE
        }
        return note.params.get("cell") in filled
