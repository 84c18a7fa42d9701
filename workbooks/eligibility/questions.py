"""What could not be asked of a list of staff (職員の役職の一覧)."""

from __future__ import annotations

from collections.abc import Sequence

from validators.findings import Unchecked
from workbooks.eligibility.layout import LAYOUT
from workbooks.tables.places import Table
from workbooks.tables.unasked import Questions, without

_ASIDE = ("duty", "facility", "month")  # what a list may leave to the command
_QUESTIONS = Questions(
    (),
    LAYOUT.title,
    (*LAYOUT.expected, *_ASIDE),
    aside=frozenset(_ASIDE),
    blank_says=frozenset(("remarks", "occupation")),
)


def unasked(lists: Sequence[Table]) -> tuple[Unchecked, ...]:
    """確かめていないこと for want of a column of the lists."""
    return without(lists, _QUESTIONS)
