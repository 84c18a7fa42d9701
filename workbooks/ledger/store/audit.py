"""監査記録: who did what, when and why, one line a change. Each line's hash covers the line before,
so none can be altered unseen.

A line names numbers and ids, never a person: what is personal stays in the tables, where it can be protected.
Each line also says what all rows add up to once it is done (``seal``).
"""

from __future__ import annotations

import datetime as dt
import hashlib
import os
import sys
from typing import Any

from sqlalchemy import Connection, bindparam, insert, update

from validators.problems import Problem
from workbooks.ledger.store import end as ends
from workbooks.ledger.store import key as keys
from workbooks.ledger.store import schema as tables
from workbooks.ledger.store import seal

if sys.platform == "win32":
    import ctypes
else:
    import pwd

START = "0" * 64
_END = "end of the audit chain"
_OPEN = "line whose seal is not written yet"
_LATE = ("seal", "hash", "mark")
# built once: a change is often no more than these
_SEALED = (
    update(tables.audit)
    .where(tables.audit.c.id == bindparam("line"))
    .values({name: bindparam(f"new_{name}") for name in _LATE})
)
_ENDED = update(tables.ledger).values(
    {name: bindparam(f"new_{name}") for name in ("entries", "hash", "seal")}
)
_TEXTS = ("id", "at", "actor", "action", "detail", "reason")


def actor() -> str:
    """The user of this PC as Windows or Unix knows them: never what a variable of the session says."""
    if sys.platform == "win32":
        size = ctypes.c_ulong(257)
        name = ctypes.create_unicode_buffer(257)
        found = ctypes.windll.advapi32.GetUserNameW(name, ctypes.byref(size))
        return name.value[:120] if found else "?"
    try:
        return pwd.getpwuid(os.getuid()).pw_name[:120]
    except KeyError:  # no user of that number on this machine
        return f"uid {os.getuid()}"


def lock(connection: Connection, key: bytes | None = None) -> dict[str, Any]:
    """Hold the end of the chain until the transaction ends: on PostgreSQL too there is one writer at a time.

    ``key``: a new one to seal with instead of the register's. Returns the row of ``ledger``. Raises Problem where the
    key the rows were sealed with is not on this PC: what is written without it would look like a forgery.
    """
    end = ends.read(connection, lock=True)
    connection.info[_END] = end
    connection.info[_OPEN] = None
    secret = key or keys.of(end)
    if secret is None:
        raise Problem("key-missing")
    seal.begin(connection, secret, end["seal"])
    return end


def append(connection: Connection, action: str, detail: str, reason: str = "") -> int:
    """One line; its number. ``lock`` has to be held, as ``Ledger.write`` does."""
    if connection.info[_OPEN] is not None:
        finish(connection)
    end = connection.info[_END]
    line = {
        "id": end["entries"] + 1,
        "at": dt.datetime.now().astimezone().isoformat(timespec="seconds"),
        "actor": actor(),
        "action": action,
        "detail": detail,
        "reason": reason[:40],
        "session": _session(connection),
        "seal": "",
        "hash": "",
        "mark": "",
    }
    connection.execute(insert(tables.audit), line)
    connection.info[_OPEN] = line
    end["entries"] = line["id"]
    return int(line["id"])


def become(connection: Connection, **values: str) -> None:
    """Change what the register is (``role``, ``moved_to``); the line written next to last covers it."""
    connection.info[_END].update(values)
    connection.execute(update(tables.ledger).values(**values))


def finish(connection: Connection) -> dict[str, Any] | None:
    """Seal the open line; the end of the chain as it is then, None where nothing was changed."""
    line, end = connection.info[_OPEN], connection.info[_END]
    if line is None:
        assert not seal.changed(connection), "rows were written without a line in the audit chain"
        return None
    sums = seal.current(connection)
    line["seal"] = f"{seal.digest(end, sums)}.{seal.shape(connection)}"
    line["hash"] = digest(end["hash"], line)
    if end["key_id"]:
        line["mark"] = seal.line_mark(connection, line["hash"])
    connection.execute(_SEALED, {"line": line["id"], **{f"new_{k}": line[k] for k in _LATE}})
    end["hash"], end["seal"] = line["hash"], seal.written(sums)
    connection.execute(
        _ENDED, {"new_entries": line["id"], "new_hash": line["hash"], "new_seal": end["seal"]}
    )
    connection.info[_OPEN] = None
    seal.settled(connection)
    return dict(end)


def digest(before: str, line: dict[str, Any]) -> str:
    """Hash of a line and of everything before it. Lengths stand before the texts: no two lines read the same."""
    parts = [before, *(str(line[name]) for name in _TEXTS)]
    if line.get("seal"):  # lines of the first versions had none
        parts += [str(line["session"]), str(line["seal"])]
    return hashlib.sha256("".join(f"{len(p)}:{p}" for p in parts).encode()).hexdigest()


def _session(connection: Connection) -> str:
    """Who the database itself said at the door is there; "" for a file."""
    if connection.dialect.name != "postgresql":
        return ""
    server: Any = connection.connection.dbapi_connection
    return str(server.info.parameter_status("session_authorization") or "")[:120]
