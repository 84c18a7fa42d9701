"""運用設定を TOML で: the settings of a sheet as the file that engineers keep."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any


def toml_of(given: Mapping[str, Any]) -> str:
    """Tables as TOML text. JSON's strings, numbers and lists are TOML's as well.

    >>> print(toml_of({"name": "みほん県", "filing": {"method": "A"}}), end="")
    name = "みほん県"
    <BLANKLINE>
    [filing]
    method = "A"
    """
    lines = [_line(key, v) for key, v in given.items() if not isinstance(v, Mapping)]
    for key, table in given.items():
        if isinstance(table, Mapping):
            lines += ["", f"[{key}]", *(_line(name, value) for name, value in table.items())]
    return "\n".join(lines).lstrip("\n") + "\n"


def _line(key: str, value: object) -> str:
    return f"{key} = {json.dumps(value, ensure_ascii=False)}".replace("\x7f", "\\u007f")
