"""様式の表題: is a sheet one of the guideline's forms, filled in or empty, and no table?"""

from __future__ import annotations

import re

from validators.text import is_blank
from workbooks.grid import Grid

_FORMS = {
    "様式第1号（修了証）": "保育士等キャリアアップ研修修了証",
    "様式第2号（指定申請書）": "指定申請書",
    "様式第3号（指定通知書）": "指定通知書",
    "様式第4号（更新届出書）": "更新届出書",
}
_CERTIFICATE = "様式第1号（修了証）"
# what a paper for one person is called, in a line of its own
_OF_ONE = re.compile(r"(保育士等)?(キャリアアップ)?(研修)?(修了証書?|一部受講証明書)")
_HEAD_ROWS = 60  # a form's title stands among the first rows


def form_of(grid: Grid) -> str:
    """The form of the guideline that a sheet is by its title, "" for another sheet."""
    lines = []
    for row in grid.rows[:_HEAD_ROWS]:
        filled = [v for v in row if not is_blank(v)]
        line = "".join("".join(v.split()) for v in filled if isinstance(v, str))
        if len(filled) == 1 and _OF_ONE.fullmatch(line):
            return _CERTIFICATE
        lines.append(line)
    words = "".join(lines)
    return next((form for form, title in _FORMS.items() if title in words), "")
