"""台帳を開く: a register by file or URL, made only where asked for, brought up to date after a backup."""

from __future__ import annotations

import datetime as dt
import os
from itertools import count
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, func, inspect, select

from validators.problems import Problem
from workbooks.ledger.store import anchor, audit, backup, key, location, migrate, seal
from workbooks.ledger.store import end as ends
from workbooks.ledger.store.engine import Ledger, engine, write_ahead
from workbooks.ledger.store.schema import REVISIONS, floors
from workbooks.ledger.store.schema import audit as audit_table

_ENDINGS = (".sqlite", ".sqlite3", ".db")


def open_ledger(where: str | Path, *, create: bool = False) -> Ledger:
    """Open a register by file or postgresql:// URL, brought up to this program's schema (after a backup).

    ``create`` makes a new one when there is none. Raises Problem. What the clerk has to be told (a copy, a register
    put back to an earlier state) stands in ``Ledger.notes``.
    """
    url, path = location.url_of(where)
    if path is not None:
        _make_file(path, create)
    name = f"台帳 {path.name}" if path else f"台帳 {url.host or ''}/{url.database or ''}"
    ledger = Ledger(engine(url), name, path)
    try:
        _bring_up(ledger, create=create)
        known = _known(ledger)
        if path is not None and known.role == "live":
            write_ahead(path, on=True)
        return known
    except BaseException:
        ledger.close()
        raise


def restore(ledger: Ledger, last: dict[str, int]) -> dict[str, int]:
    """Make a copy, or a register that was put back, the live one; numbers go on behind every number known.

    ``last``: the highest sequence by series the clerk knows of. Returns the highest by series as they are kept now.
    Raises Problem for a register that is live and whole.
    """
    with ledger.write(any_role=True) as connection:
        end = ends.read(connection)
        state, remembered = anchor.compare(connection, end)
        if end["role"] == "closed":
            raise Problem("register-closed", name=ledger.name, to=end["moved_to"])
        if end["role"] == "live" and not state and not last:
            raise Problem("register-live", name=ledger.name)
        highest = dict(remembered.series) if remembered else {}
        for series, sequence in last.items():
            highest[series] = max(sequence, highest.get(series, 0))
        if end["role"] == "copy" or state:
            _seal_again(connection, end)
        _keep_floors(connection, highest, int(end["entries"]))
    return highest


def _seal_again(connection: Connection, end: dict[str, Any]) -> None:
    """What was made before there was a key, or under one of before, is sealed with this PC's newest."""
    newest = key.newest(str(end["identity"]))
    if newest is not None and key.id_of(newest) != end["key_id"]:
        audit.append(connection, "key", f"封の鍵を {key.id_of(newest)} に戻した")
        audit.become(connection, key_id=key.id_of(newest))
        seal.renew(connection, newest)


def _keep_floors(connection: Connection, highest: dict[str, int], entries: int) -> None:
    """The line of the restoration, and the numbers no later one may fall behind."""
    detail = f"控えを台帳に戻した（{entries} 番まで、番号の下限 {len(highest)} 件）"
    line = audit.append(connection, "restore", detail)
    audit.become(connection, role="live", moved_to="")
    present = set(connection.execute(select(floors.c.series)).scalars())
    rows = {s: {"sequence": n, "entry": line} for s, n in highest.items()}
    known = {s: row for s, row in rows.items() if s in present}
    seal.change(connection, floors, floors.c.series, known)
    fresh = [{"series": s, **row} for s, row in rows.items() if s not in present]
    seal.insert(connection, floors, fresh)


def _known(ledger: Ledger) -> Ledger:
    """The register with what it says of itself and what this PC knows of it."""
    with ledger.read() as connection:
        end = ends.read(connection)
        state, remembered = ("", None) if end["role"] != "live" else anchor.compare(connection, end)
        behind = _clock(connection, end["entries"])
    notes: list[tuple[str, dict[str, object]]] = []
    if behind:
        notes.append(("register-clock", {"name": ledger.name, "at": behind}))
    mark = anchor.printed(end["entries"], end["hash"])
    if end["role"] == "copy":
        notes.append(("register-copy-read", {"name": ledger.name, "anchor": mark}))
    elif end["role"] == "closed":
        notes.append(("register-closed-read", {"name": ledger.name, "to": end["moved_to"]}))
    elif state and remembered:
        notes.append((f"register-{state}", {"line": remembered.entries}))
    return Ledger(
        ledger.engine, ledger.name, ledger.path, end["role"], end["moved_to"], tuple(notes)
    )


def _clock(connection: Connection, line: int) -> str:
    """The time of the last line where this PC's clock says that it is still to come by more than a day, else ""."""
    query = select(audit_table.c.at).where(audit_table.c.id == line)
    text = connection.execute(query).scalar()
    try:
        at = dt.datetime.fromisoformat(text or "")
        ahead = at.astimezone() - dt.datetime.now().astimezone()
    except (ValueError, TypeError, OverflowError):
        return ""
    return f"{at:%Y-%m-%d %H:%M}" if ahead > dt.timedelta(1) else ""


def _bring_up(ledger: Ledger, *, create: bool) -> None:
    """Make the tables of a new register, migrate an older one. Raises Problem for a newer or a foreign one."""
    with ledger.read() as connection:
        found = migrate.revision(connection)
        foreign = found is None and bool(inspect(connection).get_table_names())
    if found == REVISIONS[-1]:
        return
    if foreign:
        raise Problem("register-foreign", name=ledger.name)
    if found is None and not create:
        raise Problem("register-empty", name=ledger.name)
    if found is not None:
        if found not in REVISIONS:
            raise Problem("register-newer", name=ledger.name)
        _back_up(ledger, found)
    with (
        ledger.troubles(),
        ledger.engine.connect().execution_options(writes=True) as connection,
        connection.begin(),
    ):
        if connection.dialect.name == "postgresql":
            # two who open an empty database at once
            connection.execute(select(func.pg_advisory_xact_lock(20170401)))
        before = migrate.revision(connection)
        migrate.migrate(connection, REVISIONS[-1])
        if before not in (None, REVISIONS[-1]):
            audit.lock(connection)
            audit.append(
                connection, "upgrade", f"台帳の版を {before} から {REVISIONS[-1]} に上げた"
            )
            seal.renew(connection)
            audit.finish(connection)


def _back_up(ledger: Ledger, found: str) -> None:
    """A copy beside the file (for PostgreSQL in the user's folder), named by the old schema and the time.

    Several may do so at once: each takes a name of its own.
    """
    folder, stem = (
        (ledger.path.parent, ledger.path.stem)
        if ledger.path
        else (Path.home() / ".careerup", "台帳")
    )
    folder.mkdir(exist_ok=True)
    stamp = f"{stem}_{found}_{dt.datetime.now():%Y%m%d-%H%M%S}"
    for n in count():
        try:
            backup.copy(ledger, folder / f"{stamp}{'' if n == 0 else f'_{n}'}.sqlite")
            return
        except Problem as problem:
            if problem.note.rule != "backup-exists":
                raise


def _make_file(path: Path, create: bool) -> None:
    """The file exists, and one we make is its owner's alone; SQLite gives its journal the same rights."""
    if path.is_dir():
        raise Problem("register-folder", name=path.absolute().name or str(path))
    if path.exists():
        return
    if not create:
        raise Problem("register-missing", name=path.name, folder=path.absolute().parent)
    if path.suffix.lower() not in _ENDINGS:
        raise Problem("register-ending", name=path.name)
    try:
        os.close(os.open(path, os.O_CREAT | os.O_EXCL, 0o600))
    except FileExistsError:
        return
    except OSError:
        raise Problem("register-not-made", name=path.name) from None
