"""A clerk's mark in a list of ours (○×): yes, no or nothing, read as every other answer."""

from __future__ import annotations

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
