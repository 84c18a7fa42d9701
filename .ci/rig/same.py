"""Are two reports of ``careerup check --json`` the same? python same.py ONE.json OTHER.json"""

from __future__ import annotations

import json
import sys
from pathlib import Path


def report(path: str) -> object:
    """The first JSON value of a file; what a console prints before or behind it is left out."""
    text = Path(path).read_text(encoding="utf-8", errors="replace")
    return json.JSONDecoder().raw_decode(text[text.index("{") :])[0]


sys.exit(0 if report(sys.argv[1]) == report(sys.argv[2]) else 1)
