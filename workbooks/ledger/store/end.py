"""台帳の末尾: the one row that says which register this is, how far its chain goes and what all its rows add up to.

It is the first thing every command reads, so that whoever changed it by hand is told here and nowhere else.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from sqlalchemy import Connection, select

from validators.problems import Problem
from workbooks.ledger.store import seal
from workbooks.ledger.store.schema import ledger

_IDENTITY = re.compile("[0-9a-f]{32}")  # it names files in the user's folder
_TEXTS = ("hash", "role", "moved_to", "seal", "key_id")
_WHOLE = select(ledger)
_LOCKED = _WHOLE.with_for_update()


def read(connection: Connection, *, lock: bool = False) -> dict[str, Any]:
    """The row; with ``lock`` held until the transaction ends. Raises Problem where there is none such as we write."""
    rows = connection.execute(_LOCKED if lock else _WHOLE).mappings().all()
    if len(rows) != 1 or not _sound(rows[0]):
        raise Problem("register-end")
    return dict(rows[0])


def _sound(row: Mapping[Any, Any]) -> bool:
    if not isinstance(row["entries"], int) or not all(isinstance(row[n], str) for n in _TEXTS):
        return False
    try:
        seal.read(row["seal"])
    except (ValueError, TypeError, AttributeError):
        return False
    return bool(isinstance(row["identity"], str) and _IDENTITY.fullmatch(row["identity"]))
