"""Questions (問い): what is asked of a list of posts (役職の一覧), so that what could not be asked is named."""

from __future__ import annotations

from collections.abc import Sequence

from validators.findings import Unchecked
from workbooks.eligibility.layout import LAYOUT
from workbooks.tables.desk import DeskTable
from workbooks.tables.unasked import Questions, without

_ASIDE = ("duty", "facility", "month")  # what a list may leave to the command
QUESTIONS = Questions(
    (),
    LAYOUT.title,
    (*LAYOUT.expected, *_ASIDE),
    aside=frozenset(_ASIDE),
    blank_says=frozenset(("remarks", "occupation")),
)


def left_unasked(lists: Sequence[DeskTable]) -> tuple[Unchecked, ...]:
    """What could not be asked of the lists, for want of a column."""
    return without(lists, QUESTIONS)
