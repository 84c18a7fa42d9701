"""情報提供の同意 (Guideline 5(4)イ): does the person agree that items ①–⑥ go to other prefectures
and municipalities?"""

from __future__ import annotations

import re

from validators.text import squeeze, to_text

REFUSED = re.compile(
    r"不同意|同意(なし|無し|しない|せず|得られず)|拒否|なし|無し?|いいえ|[×✕]|NO", re.IGNORECASE
)
_GIVEN = re.compile(
    r"同意(あり|有り?|する|します|済み?|しました|を得た|○)?|あり|有り?|はい|済み?|[○◯〇レ✓✔☑]|YES|OK|可",
    re.IGNORECASE,
)


def read(value: object) -> bool | None:
    """True given, False refused, None where the cell does not say so beyond doubt: nobody is taken to have agreed."""
    text = squeeze(to_text(value))
    if REFUSED.fullmatch(text):
        return False
    return True if _GIVEN.fullmatch(text) else None
