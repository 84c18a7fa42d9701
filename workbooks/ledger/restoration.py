"""控えとの比較: the rows of the register that read otherwise in a backup, as a proposal of what they were."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from sqlalchemy import Connection, Table, select

from validators.messages import sentence
from validators.problems import Problem
from validators.reading import Note
from workbooks.ledger.store import end as ends
from workbooks.ledger.store import key, schema, seal
from workbooks.ledger.store.engine import Ledger

_SHOWN = 20


def differences(ledger: Ledger, copy: Ledger) -> list[str]:
    """A sentence for each row a backup has otherwise, in the tables that were changed behind the program's back.

    Rows added or changed honestly since the backup stand in tables whose seal is right: they are not told. Raises
    Problem for a backup of another register.
    """
    with ledger.read() as live, copy.read() as kept:
        end, before = ends.read(live), ends.read(kept)
        if end["identity"] != before["identity"]:
            raise Problem("verify-backup-other", name=copy.name)
        sums = seal.read(end["seal"])
        secret = key.of(end)
        if secret is None:
            raise Problem("key-missing")
        totals = seal.totals(live, secret)
        found: list[str] = []
        for name in (name for name in seal.SEALED if totals[name] != sums[name]):
            table = schema.metadata.tables[name]
            found += [_said(copy, what) for what in _rows(live, kept, table)]
    return found


def _rows(live: Connection, kept: Connection, table: Table) -> Iterator[str]:
    """What the backup says of rows that are gone or read otherwise now."""
    primary = [c.name for c in table.primary_key]
    now = {
        tuple(row[k] for k in primary): dict(row) for row in live.execute(select(table)).mappings()
    }
    count = 0
    for row in kept.execute(select(table).order_by(*table.primary_key)).mappings():
        place = tuple(row[k] for k in primary)
        here = now.get(place)
        if here == dict(row) or count >= _SHOWN:
            continue
        count += 1
        title = f"「{schema.NAMES[table.name]}」の {'・'.join(map(str, place))}"
        changed = _changed(dict(row), here)
        yield (
            f"{title} は {'、'.join(changed)}"
            if here
            else f"{title} があります（{'、'.join(changed)}）"
        )


def _changed(row: dict[str, Any], here: dict[str, Any] | None) -> list[str]:
    shown = {name: value for name, value in row.items() if value not in (None, "")}
    if here is not None:
        shown = {name: value for name, value in row.items() if here[name] != value}
    return [f"{name}={value}" for name, value in shown.items()]


def _said(copy: Ledger, what: str) -> str:
    return sentence(Note("verify-backup", {"backup": copy.name, "what": what}))
