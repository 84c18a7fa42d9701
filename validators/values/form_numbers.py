"""様式の欄: which of the official forms a row of a ledger belongs to."""

from __future__ import annotations

import re

from validators.text import squeeze, to_text


def read_form(value: object) -> str:
    """The form a row of the ledger belongs to: "application" (様式第2号), "renewal" (様式第4号),
    "" where the cell says nothing, "?" where it does not tell which.

    >>> read_form("様式第２号"), read_form("第4号"), read_form("")
    ('application', 'renewal', '')
    """
    text = squeeze(to_text(value))
    if not text:
        return ""
    said = {
        "renewal": bool(re.search(r"第?[4四]号|更新|継続|届出", text)),
        "application": bool(re.search(r"第?[2二]号|新規|指定申請|^申請(書)?$", text)),
    }
    named = [form for form, there in said.items() if there]
    return named[0] if len(named) == 1 else "?"
