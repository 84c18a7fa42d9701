"""表記を整える, 適用, 元に戻す on the open book."""

from __future__ import annotations

from xl import tidying
from xl.settings import profile_in_use


def press_tidy(book: object) -> None:
    """Button 表記を整える."""
    from xl import live

    grids = live.read(book)
    plan = tidying.propose(grids, profile_in_use())
    listed = [
        (str(row[2]), str(row[3])) for block in plan.blocks if block.row > 4 for row in block.values
    ]
    live.apply(book, tidying.propose(grids, profile_in_use(), live.formats(book, listed)))


def press_tidy_apply(book: object) -> None:
    """Button 適用."""
    from xl import live

    grids = live.read(book)
    live.apply(book, tidying.apply(grids, live.formats(book, tidying.targets(grids))))


def press_tidy_undo(book: object) -> None:
    """Button 元に戻す."""
    from xl import live

    live.apply(book, tidying.undo(live.read(book)))
