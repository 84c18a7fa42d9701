"""What people have said of columns (列の指定): on the command line, in answers that are remembered, in the profile.

Each names a column by its letter or its heading, and an item by a word; what the word means is the reader's to say.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace

from validators.text import squeeze
from workbooks.a1 import column_number

NOT_READ = "読まない"


@dataclass(frozen=True, slots=True)
class Said:
    """The item a column was given, and whether somebody said so before and not now."""

    item: str
    before: bool = False


@dataclass(frozen=True, slots=True)
class ColumnNames:
    """What was said of the columns of any table.

    told        (column letter or heading, item) pairs of ``--columns``
    remembered  fingerprint of a heading row → heading → item, from answers given before
    words       heading → item, from the profile
    """

    told: tuple[tuple[str, str], ...] = ()
    remembered: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    words: Mapping[str, str] = field(default_factory=dict)

    def of(self, headings: Mapping[int, str]) -> dict[int, Said]:
        """1-based column → what was said of it. What is said now comes before what was said once."""
        said: dict[int, Said] = {}
        answers = self.remembered.get(fingerprint(headings), {}) if self.remembered else {}
        for column, heading in headings.items():
            label = squeeze(heading)
            if label in self.words:
                said[column] = Said(self.words[label], before=True)
            if label in answers:
                said[column] = Said(answers[label], before=True)
        for name, item in self.told:
            label = squeeze(name)
            number = _letter(label)
            for column, heading in headings.items():
                last = squeeze(heading.split(" ")[-1])
                if column == number or label in (squeeze(heading), last):
                    said[column] = Said(item)
        return said

    def with_words(self, words: Mapping[str, Sequence[str]]) -> ColumnNames:
        """The same with an office's own words: item → its headings."""
        found = {squeeze(word): item for item, headings in words.items() for word in headings}
        return replace(self, words={**found, **self.words}) if found else self

    def nowhere(self, widest: int, headings: Collection[str]) -> str:
        """The first column told that is none of a book's, "" where all are there.

        widest  number of the last column    headings  what stands in the cells, squeezed
        """
        for name, _ in self.told:
            label = squeeze(name)
            if not 0 < _letter(label) <= widest and not any(label in one for one in headings):
                return name
        return ""

    def knows(self, headings: Mapping[int, str]) -> bool:
        """Has somebody answered for just this heading row?"""
        return bool(self.remembered) and fingerprint(headings) in self.remembered


NOTHING_SAID = ColumnNames()


def fingerprint(headings: Mapping[int, str]) -> str:
    """A short name for a heading row: the same whatever rows stand above it and wherever the table begins."""
    texts = "\n".join(squeeze(text) for _, text in sorted(headings.items()))
    return hashlib.sha256(texts.encode("utf-8")).hexdigest()[:16]


def pairs(text: str) -> Sequence[tuple[str, str]] | str:
    """The (column, item) pairs of ``J=研修分野,K=修了年月日``, or the part that is no pair."""
    found = []
    for part in re.split(r"[,、，;；]", text):
        column, sign, item = part.replace("＝", "=").partition("=")
        if not sign or not squeeze(column) or not squeeze(item):
            return part.strip()
        found.append((column.strip(), item.strip()))
    return found


def _letter(column: str) -> int:
    """The number of a column named by its letter, 0 for a heading."""
    letters = column.removesuffix("列")
    return column_number(letters) if re.fullmatch(r"[A-Za-z]{1,3}", letters) else 0
