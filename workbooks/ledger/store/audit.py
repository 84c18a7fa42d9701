"""監査記録: who did what, when and why, one line a change. Each line's hash covers the line before,
so none can be altered unseen.

A line names numbers and ids, never a person: what is personal stays in the tables, where it can be protected.
"""

from __future__ import annotations

import datetime as dt
import getpass
import hashlib
from collections.abc import Iterator
from typing import cast

from sqlalchemy import Connection, insert, select, update

from workbooks.ledger.store import schema as tables

START = "0" * 64


def actor() -> str:
    """The user of this PC as Windows or Unix knows them."""
    try:
        return getpass.getuser()[:120]
    except (OSError, KeyError, ImportError):  # no user name on this machine
        return "?"


_END = "end of the audit chain"


def lock(connection: Connection) -> None:
    """Hold the end of the chain until the transaction ends: on PostgreSQL too there is one writer at a time."""
    row = connection.execute(
        select(tables.ledger.c.entries, tables.ledger.c.hash).with_for_update()
    ).one()
    connection.info[_END] = row.entries, row.hash


def append(connection: Connection, action: str, detail: str, reason: str = "") -> int:
    """One line; its number. ``lock`` has to be held, as ``Ledger.write`` does."""
    entries, before = cast(tuple[int, str], connection.info[_END])
    line = {
        "id": entries + 1,
        "at": dt.datetime.now().astimezone().isoformat(timespec="seconds"),
        "actor": actor(),
        "action": action,
        "detail": detail,
        "reason": reason,
    }
    line["hash"] = digest(before, line)
    connection.execute(insert(tables.audit), line)
    connection.execute(update(tables.ledger).values(entries=line["id"], hash=line["hash"]))
    connection.info[_END] = line["id"], line["hash"]
    return entries + 1


def digest(before: str, line: dict[str, object]) -> str:
    """Hash of a line and of everything before it. Lengths stand before the texts: no two lines read the same."""
    parts = [
        before,
        *(str(line[name]) for name in ("id", "at", "actor", "action", "detail", "reason")),
    ]
    return hashlib.sha256("".join(f"{len(p)}:{p}" for p in parts).encode()).hexdigest()


def faults(connection: Connection) -> Iterator[str]:
    """Sentences about lines that were altered, taken out or put in."""
    before, expected = START, 1
    for row in connection.execute(
        select(tables.audit).order_by(tables.audit.c.id).execution_options(yield_per=1000)
    ).mappings():
        if row["id"] != expected:
            yield f"監査記録の {expected} 番が欠けています。"
            expected = row["id"]
        if digest(before, dict(row)) != row["hash"]:
            yield f"監査記録の {row['id']} 番が、書かれたあとで変えられています。"
        before, expected = row["hash"], expected + 1
    end = connection.execute(select(tables.ledger.c.entries, tables.ledger.c.hash)).one()
    if (end.entries, end.hash) != (expected - 1, before):
        yield "監査記録の終わりが台帳の控えと合いません。最後の記録が消されているおそれがあります。"
