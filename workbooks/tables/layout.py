"""A ledger's layout (配置): which headings, never addresses, mean which column; one Layout for each kind of table."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from functools import cache, lru_cache

from validators.text import normalize, squeeze
from workbooks.grid import Value
from workbooks.tables.desk_evidence import DESK_TESTS
from workbooks.tables.headings import PERSON
from workbooks.tables.spellings import spellings
from workbooks.tables.words import LIKELY, SURE, hinted, hints, latin

_PERSONAL = frozenset((*PERSON, "family_name", "given_name", "completed_on"))
_READING = re.compile(r"フリガナ|ふりがな|カナ|かな(?!い)|よみ")


@dataclass(frozen=True, slots=True)
class Column:
    """One column a ledger may have: canonical name, the word used in sentences, pattern over the
    squeezed heading, and the words that speak for it within a longer heading ("" for none)."""

    name: str
    title: str
    pattern: str
    words: str = ""


def columns(
    *listed: tuple[str, str, str], words: Mapping[str, str] | None = None
) -> tuple[Column, ...]:
    """(name, title, pattern) triples; the first that matches a heading wins. ``words``: name → pattern."""
    found = words or {}
    return tuple(
        Column(name, title, pattern, found.get(name, "")) for name, title, pattern in listed
    )


def _no_columns(_: Mapping[int, str]) -> Collection[int]:
    return ()


@dataclass(frozen=True, slots=True)
class Layout:
    """One kind of table.

    needed  a heading row names at least one of each of these sets      expected  columns whose absence the report tells
    label   columns that name a row for the clerk: (who, number)        above     columns that may
    be printed once above the table
    unless  columns that only another kind of table has
    tests   item → how well a cell suits it
    of_people  its columns of a person are headed as those of a roster
    across  may its records be columns?    timetable  may they be the cells of a 時間割?
    cards  may its records stand as cards, or run downwards?
    beside  other tables that may stand below one on its sheet
    section  items that a row of its own gives for the rows below it (■公益社団法人みほん会)
    numbered  (number, name) of a body that one column may give together: 04 桐生市
    group  columns that are written once for a group of rows, those that say whose rows they are first
    spread  column → heading to those of them that give the items of ``gives`` together (one for each 研修分野, 内容)
    """

    kind: str
    columns: tuple[Column, ...]
    needed: tuple[frozenset[str], ...]
    expected: tuple[str, ...] = ()
    label: tuple[str, str] = ("", "")
    above: tuple[str, ...] = ()
    unless: frozenset[str] = frozenset()
    spread: Callable[[Mapping[int, str]], Collection[int]] = _no_columns
    gives: frozenset[str] = frozenset()
    of_people: bool = False
    across: bool = False
    timetable: bool = False
    cards: bool = False
    group: tuple[str, ...] = ()
    numbered: tuple[str, str] = ("", "")
    section: tuple[str, ...] = ()
    beside: Callable[[], tuple[Layout, ...]] = tuple
    tests: Mapping[str, Callable[[Value], float]] = field(default_factory=lambda: DESK_TESTS)
    whole: str = field(init=False)  # the patterns of all columns in one, in their order
    words: str = field(init=False)  # the words that speak for any of them

    def __post_init__(self) -> None:
        """Puts the columns into one expression: every cell of a foreign workbook is asked what it means."""
        listed = (f"(?P<_{n}>{c.pattern})" for n, c in enumerate(self.columns))
        object.__setattr__(self, "whole", "|".join(listed))
        words = (f"(?:{c.words})" for c in self.columns if c.words)
        object.__setattr__(self, "words", "|".join(words) or "(?!)")

    def title(self, name: str) -> str:
        """The word for a column in sentences."""
        return next((c.title for c in self.columns if c.name == name), name)

    def meaning(self, label: str) -> str:
        """Canonical name of a printed heading, "" when unknown; brackets and marks around it do not matter."""
        place = _place(self.whole, label)
        return "" if place is None else self.columns[place].name

    def hints(self, label: str) -> dict[str, float]:
        """Item → how strongly parts of a heading speak for it; one of a reading speaks for nothing else."""
        found = {}
        if hinted(label, _compiled(self.words)):  # nearly no cell of a table
            found = {
                c.name: LIKELY
                for c in self.columns
                if c.words and hinted(label, _compiled(c.words))
            }
        if _READING.search(squeeze(label)):
            return {"kana": LIKELY} if any(c.name == "kana" for c in self.columns) else {}
        return {**self._of_person(label), **found} if self.of_people else found

    def _of_person(self, label: str) -> dict[str, float]:
        """What the words that speak for a person's items in a roster say."""
        said = {name for name, points in hints(label).items() if points >= SURE}
        said |= {latin(normalize(label))}
        return {c.name: LIKELY for c in self.columns if c.name in said & _PERSONAL}


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    """Compiled when a table of that kind is first looked for: a roster needs none of them."""
    return re.compile(pattern, re.IGNORECASE)


@lru_cache(maxsize=8192)
def _place(whole: str, label: str) -> int | None:
    """Which of a layout's columns a label names."""
    for candidate in spellings(label):
        if found := _compiled(whole).fullmatch(candidate):
            return int(str(found.lastgroup)[1:])
    return None
