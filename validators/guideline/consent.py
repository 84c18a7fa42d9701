"""情報提供の同意 (Guideline 5(4)イ): does the person agree that items ①–⑥ go to other prefectures
and municipalities?"""

from __future__ import annotations

from validators.values.answers import CONSENT, Answer, read_answer


def read(value: object) -> bool | None:
    """Whether a person agreed: True given, False refused.

    None where the cell does not say so beyond doubt (blank, 未回答, an unticked box): nobody is
    taken to have agreed, or to have refused.
    """
    return {Answer.YES: True, Answer.NO: False, Answer.UNKNOWN: None}[read_answer(value, CONSENT)]
