"""控え and moving: a copy taken while clerks go on working, and everything of one register into an empty other one."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing
from pathlib import Path

from sqlalchemy import URL, Connection, Engine, MetaData, func, insert, select, update

from validators.problems import Problem
from workbooks.grid import Value
from workbooks.ledger.store import anchor, audit, engine, migrate
from workbooks.ledger.store import schema as tables
from workbooks.ledger.store.engine import Ledger

_BATCH = 5000


def backup(ledger: Ledger, target: Path, name: str = "") -> str:
    """A complete register at ``target`` (new, its owner's alone), as it stood at one moment; marked as a copy.

    The register's audit chain says that it was taken. ``name`` is what sentences call the copy when ``target`` is only
    its temporary place. Returns the copy's anchor (204-9f3a). Raises Problem.
    """
    if ledger.role == "live":
        with ledger.write() as connection:
            audit.append(connection, "backup", "控えを作成")
    copy(ledger, target, name)
    taken = Ledger(_engine_of(target), f"台帳の控え {name or target.name}", target)
    try:
        with taken.troubles(), taken.engine.begin() as connection:
            connection.execute(update(tables.ledger).values(role="copy"))
            end = connection.execute(select(tables.ledger)).mappings().one()
            return anchor.printed(end["entries"], end["hash"])
    finally:
        taken.close()


def copy(ledger: Ledger, target: Path, name: str = "") -> None:
    """All tables as they stand, of whatever schema, into the new file ``target``. Raises Problem.

    SQLite's own backup copies the pages while others read and wait; of PostgreSQL all rows are read in one snapshot
    into an SQLite register, which every command opens and ``move`` brings back: no pg_dump of the right version is
    needed.
    """
    name = name or target.name
    try:
        os.close(os.open(target, os.O_CREAT | os.O_EXCL, 0o600))
    except FileExistsError:
        raise Problem("backup-exists", name=name) from None
    except OSError:
        raise Problem("backup-not-made", name=name) from None
    try:
        if ledger.path:
            _pages(ledger.path, target)
        else:
            _from_server(ledger, target, name)
    except BaseException as error:
        target.unlink(missing_ok=True)
        if isinstance(error, sqlite3.Error):
            raise engine.refusal(f"台帳の控え {name}", error, target) from None
        raise


def _pages(path: Path, target: Path) -> None:
    here = (
        f"{path.absolute().as_uri()}?mode=rw"  # a run that was killed has to be rolled back first
    )
    with (
        closing(sqlite3.connect(here, uri=True, timeout=engine.WAIT)) as source,
        closing(sqlite3.connect(target)) as made,
    ):
        source.backup(made)
        made.execute(
            "PRAGMA journal_mode=DELETE"
        )  # a copy is one file, also where nobody may write
        if made.execute("PRAGMA integrity_check(1)").fetchone() != ("ok",):
            raise Problem("register-damaged", name=f"台帳 {path.name}")


def _from_server(ledger: Ledger, target: Path, name: str) -> None:
    copied = Ledger(_engine_of(target), f"台帳の控え {name}", target)
    with ledger.read() as source_rows:
        found = migrate.revision(source_rows) or tables.REVISIONS[-1]
        with (
            copied.troubles(),
            copied.engine.connect().execution_options(writes=True) as connection,
            connection.begin(),
        ):
            migrate.migrate(connection, found)
            _rows(source_rows, connection)


def _engine_of(path: Path) -> Engine:
    return engine.engine(URL.create("sqlite", database=str(path)))


def move(source: Ledger, target: Ledger) -> int:
    """Everything into an empty register, e.g. from a file to PostgreSQL; the source is closed by the same command.

    Returns the rows moved. Raises Problem when the target holds a row in any table.
    """
    if source.path and target.path and source.path.samefile(target.path):
        raise Problem("move-itself")
    with source.write() as origin:
        with target.write() as connection:
            _refuse_filled(target, connection)
            moved = _rows(origin, connection)
            audit.lock(connection)
            audit.append(connection, "move", "ほかの場所から移した")
        audit.append(origin, "close", "ほかの場所へ移し、閉じた")
        audit.become(origin, role="closed", moved_to=target.name.removeprefix("台帳 "))
    return moved


def _refuse_filled(target: Ledger, connection: Connection) -> None:
    for name, title in tables.NAMES.items():
        if name == "ledger":
            continue
        query = select(func.count()).select_from(tables.metadata.tables[name])
        if rows := connection.execute(query).scalar_one():
            raise Problem("move-not-empty", name=target.name, table=title, rows=rows)


def columns(name: str) -> dict[str, type]:
    """Column → Python type of a table, for an export."""
    return {c.name: c.type.python_type for c in tables.metadata.tables[name].columns}


def rows(connection: Connection, name: str) -> Iterator[Sequence[Value]]:
    """All rows of a table, in the order of its key."""
    table = tables.metadata.tables[name]
    for row in connection.execute(
        select(table).order_by(*table.primary_key).execution_options(yield_per=_BATCH)
    ):
        yield tuple(row)


def _rows(source: Connection, target: Connection) -> int:
    """Rows of every table the target has, in an order that keeps references whole; ids stay."""
    shape = MetaData()
    shape.reflect(target)
    total = 0
    our_tables = [t for t in shape.sorted_tables if t.name in tables.NAMES]
    for table in reversed(our_tables):
        target.execute(table.delete())
    for table in our_tables:
        # rows of a table that name others of it: newest first for reports (the later one replaces), oldest first else
        newest_first = table.name == "reports"
        order = [key.desc() if newest_first else key for key in table.primary_key]
        with source.execute(
            select(table).order_by(*order).execution_options(yield_per=_BATCH)
        ) as found:
            for part in found.mappings().partitions():
                target.execute(insert(table), [dict(row) for row in part])
                total += len(part)
    return total
