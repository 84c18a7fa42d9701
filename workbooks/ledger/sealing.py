"""封の鍵を決める: a register is sealed anew under the office's key, and the key is handed to colleagues."""

from __future__ import annotations

from pathlib import Path

from validators.problems import Problem
from workbooks.ledger.store import audit, end, key, seal
from workbooks.ledger.store.engine import Ledger


def make(ledger: Ledger, *, lost: bool = False) -> str:
    """Seal every row under a new key, kept in this user's folder. Returns the key's id.

    ``lost``: the key of before is gone for good; without this word a register whose key lies elsewhere is refused.
    Raises Problem.
    """
    fresh = key.make()
    with ledger.read() as connection:
        last = end.read(connection)
    if key.of(last) is None and not lost:
        raise Problem("key-missing")
    with ledger.write(key=fresh) as connection:
        how = "（前の鍵は失われた）" if lost else ""
        audit.append(connection, "key", f"封の鍵を {key.id_of(fresh)} にした{how}")
        audit.become(connection, key_id=key.id_of(fresh))
        seal.renew(connection)
        key.keep(str(last["identity"]), fresh)  # before it is committed: a key is never lost
    return key.id_of(fresh)


def give(ledger: Ledger, path: Path) -> str:
    """Write the register's key into a file of the office. Returns the key's id. Raises Problem."""
    name, secret = _known(ledger)
    if not name:
        raise Problem("key-none", name=ledger.name)
    key.write(path, secret)
    return name


def take(ledger: Ledger, path: Path) -> str:
    """Keep the key of a file for this user. Returns its id. Raises Problem where it is another register's."""
    found = key.read(path)
    with ledger.read() as connection:
        last = end.read(connection)
    if key.id_of(found) != last["key_id"]:
        raise Problem("key-other", name=path.name)
    key.keep(last["identity"], found)
    return str(last["key_id"])


def _known(ledger: Ledger) -> tuple[str, bytes]:
    with ledger.read() as connection:
        last = end.read(connection)
    secret = key.of(last)
    if secret is None:
        raise Problem("key-missing")
    return str(last["key_id"]), secret
