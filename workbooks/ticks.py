"""A clerk's mark in a list of ours (○×): yes, no or nothing, read as every other answer."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from validators.problems import Problem
from validators.text import is_blank, to_text
from validators.values.answers import MARK, Answer, read_answer


def marked(value: object, where: str) -> bool | None:
    """Whether a row is marked ○ or ×; None where nothing stands there.

    where  the row as the sentence names it, e.g. the certificate number
    Raises Problem for anything else: an unknown mark is asked about, never passed over.
    """
    if is_blank(value):
        return None
    answer = read_answer(value, MARK)
    if answer is Answer.UNKNOWN:
        raise Problem("mark-unknown", where=where, value=to_text(value)[:20])
    return answer is Answer.YES


def marked_rows(rows: Iterable[Sequence[str]], column: int) -> Iterator[tuple[Sequence[str], bool]]:
    """The rows of a list that are marked in their first cell, each with whether it is marked ○.

    column  of the certificate number; rows without one are titles and headings
    Raises Problem for an unknown mark.
    """
    for row in rows:
        number = row[column]
        mark = marked(row[0], number) if number[:1].isdecimal() else None
        if mark is not None:
            yield row, mark
