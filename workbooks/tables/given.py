"""Columns named by a person (列の指定): what ``--columns``, an earlier answer or the profile says, in a table's
own items."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence

from validators.problems import Problem
from validators.reading import Note
from validators.text import squeeze
from workbooks.a1 import column_letter
from workbooks.column_names import NOT_READ, ColumnNames, Said, pairs
from workbooks.tables.headings import ASIDE, TITLES, meaning
from workbooks.tables.layout import Layout
from workbooks.tables.words import SURE, hints

_LETTER = re.compile(r"[A-Za-z]{1,3}列?")
_ASKED_FIELD = "?field"
_SHOWN = 5  # columns named in a sentence
Meaning = Callable[[str], str]


def roster_item(text: str) -> str:
    """The canonical name of an item of a roster: 研修分野, 修了した研修分野, certificate_number; "" when unknown."""
    word = squeeze(text)
    if word == NOT_READ:
        return ASIDE
    if word in TITLES:
        return word
    known = meaning(text)
    if known in TITLES:
        return known
    if known == _ASKED_FIELD:
        return "field"
    likely = [item for item, points in hints(text).items() if points >= SURE]
    return likely[0] if len(likely) == 1 and likely[0] in TITLES else ""


def layout_item(layout: Layout) -> Meaning:
    """What a word means among the items of a desk table."""

    def of(text: str) -> str:
        word = squeeze(text)
        if word == NOT_READ:
            return ASIDE
        if any(c.name == word for c in layout.columns):
            return word
        word = squeeze(TITLES.get(word, word))  # agency_name is 申請者の名称 here
        titled = next((c.name for c in layout.columns if squeeze(c.title) == word), "")
        return titled or layout.meaning(word)

    return of


def given_columns(text: str, layouts: Sequence[Layout] = ()) -> ColumnNames:
    """The columns that ``--columns`` names, for a roster or for the layouts of a desk table. Raises Problem for a
    text that names none, and for an item nobody knows."""
    named = pairs(text)
    if isinstance(named, str):
        raise Problem("option-columns", part=named)
    meanings = [layout_item(one) for one in layouts] or [roster_item]
    titles = [c.title for one in layouts for c in one.columns] or list(TITLES.values())
    pairs_told: list[tuple[str, str]] = []
    for column, item in named:
        if not any(of(item) for of in meanings):
            if not _LETTER.fullmatch(item) or not any(of(column) for of in meanings):
                items = "、".join(dict.fromkeys(titles))
                raise Problem("option-columns-item", item=item, items=items)
            column, item = item, column  # 研修分野=J
        pairs_told.append((column, item))
    return ColumnNames(tuple(pairs_told))


def remembered(
    said: dict[int, Said], headings: Mapping[int, str], title: Callable[[int], str]
) -> list[tuple[int, Note]]:
    """What is told, once, of the columns that were read by an earlier answer or by the profile: (column, note).

    title  column → the word for the item it was read as, "" for one that was not
    """
    read = [column for column, one in said.items() if one.before and title(column)]
    if not read:
        return []
    shown = [f"{column_letter(c)}列『{headings[c]}』を「{title(c)}」" for c in read[:_SHOWN]]
    and_others = f" ほか{len(read) - _SHOWN}列" if len(read) > _SHOWN else ""
    return [(read[0], Note("column-remembered", {"columns": "、".join(shown) + and_others}))]


def items(said: dict[int, Said], of: Meaning) -> dict[int, str]:
    """1-based column → canonical name, of what was said of the columns and means an item here."""
    return {column: name for column, one in said.items() if (name := of(one.item))}
