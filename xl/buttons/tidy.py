"""表記を整える, 適用, 元に戻す on the open book."""

from __future__ import annotations

from workbooks.tidy import sheet as tidying
from xl.settings import known, profile_in_use


def press_tidy(book: object) -> None:
    """Button 表記を整える."""
    from xl import live

    profile = profile_in_use()
    found = tidying.found_in(known(live.read(book), profile), profile)
    formats = live.formats(book, [(c.sheet, c.cell) for c in found])
    live.apply(book, tidying.propose(found, formats))


def press_tidy_apply(book: object) -> None:
    """Button 適用."""
    from xl import live

    content = live.read(book)
    live.apply(book, tidying.apply(content, live.formats(book, tidying.targets(content))))


def press_tidy_undo(book: object) -> None:
    """Button 元に戻す."""
    from xl import live

    live.apply(book, tidying.undo(live.read(book)))
