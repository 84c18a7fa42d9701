"""Columns named by a person (列の指定): ``--columns "J=研修分野,K=修了年月日"`` says what the reader could not know.

A column is named by its letter or by its heading, an item by the guideline's word or any heading known for it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence

from validators.problems import Problem
from validators.text import squeeze
from workbooks.a1 import column_number
from workbooks.tables.find import FoundTable
from workbooks.tables.headings import TITLES, meaning
from workbooks.tables.words import LIKELY, hints

GivenColumns = Callable[[FoundTable], Mapping[int, str]]
ASKED_FIELD = "?field"


def given_columns(text: str) -> GivenColumns:
    """The columns that the text names, for any table. Raises Problem for a text or an item nobody knows."""
    named: dict[str, str] = {}
    for part in re.split(r"[,、，;；]", text):
        column, sign, item = part.replace("＝", "=").partition("=")
        if not sign or not squeeze(column) or not squeeze(item):
            raise Problem("option-columns", part=part.strip())
        named[squeeze(column)] = _item(item)

    def of(found: FoundTable) -> dict[int, str]:
        out = {}
        for heading in found.headings:
            for label in (squeeze(heading.leaf), squeeze(heading.text)):
                if label in named:
                    out[heading.column] = named[label]
        for column, item in named.items():
            number = _letter(column)
            if number in {h.column for h in found.headings}:
                out[number] = item
        return out

    return of


def with_words(
    words: Mapping[str, Sequence[str]], given: GivenColumns | None
) -> GivenColumns | None:
    """The columns a person has named, and those that an office's own words for headings name."""
    items = {squeeze(word): item for item, own in words.items() for word in own}
    if not items:
        return given

    def of(found: FoundTable) -> Mapping[int, str]:
        own = {
            heading.column: items[label]
            for heading in found.headings
            for label in (squeeze(heading.leaf), squeeze(heading.text))
            if label in items
        }
        return {**own, **given(found)} if given else own

    return of


def _letter(column: str) -> int:
    """The number of a column named by its letter, 0 for a heading."""
    letters = column.removesuffix("列")
    return column_number(letters) if re.fullmatch(r"[A-Za-z]{1,3}", letters) else 0


def _item(text: str) -> str:
    """The canonical name of an item: 研修分野, 修了した研修分野, certificate_number. Raises Problem."""
    word = squeeze(text)
    if word in TITLES:
        return word
    known = meaning(text)
    if known in TITLES:
        return known
    if known == ASKED_FIELD:
        return "field"
    likely = [item for item, points in hints(text).items() if points >= LIKELY - 1]
    if len(likely) == 1 and likely[0] in TITLES:
        return likely[0]
    raise Problem("option-columns-item", item=text.strip(), items="、".join(TITLES.values()))
