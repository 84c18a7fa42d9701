"""控え and moving: a copy taken while clerks go on working, and everything of one register into an empty other one."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing
from pathlib import Path

from sqlalchemy import URL, Connection, MetaData, func, insert, select

from validators.problems import FileProblem
from workbooks.grid import Value
from workbooks.ledger.store import engine as store
from workbooks.ledger.store import migrate as upgrade
from workbooks.ledger.store import schema as tables
from workbooks.ledger.store.engine import Ledger

_BATCH = 5000


def backup(ledger: Ledger, target: Path, name: str = "") -> None:
    """A complete register at ``target`` (new, its owner's alone), as it stood at one moment. Raises Problem.

    ``name`` is what sentences call the copy when ``target`` is only its temporary place.

    SQLite's own backup copies the pages while others read and wait; of PostgreSQL all rows are read
    in one snapshot into an
    SQLite register, which every command opens and ``move`` brings back: no pg_dump of the right version is needed.
    """
    name = name or target.name
    if target.exists():
        raise FileProblem(f"{name} は既にあります。控えには新しい名前を付けてください。")
    try:
        os.close(os.open(target, os.O_CREAT | os.O_EXCL, 0o600))
    except OSError:
        raise FileProblem(
            f"控え {name} を作れません。フォルダーがあるか、書く権限があるかを確かめてください。"
        ) from None
    try:
        if ledger.path:
            here = f"{ledger.path.absolute().as_uri()}?mode=ro"
            with (
                closing(sqlite3.connect(here, uri=True, timeout=store.WAIT)) as source,
                closing(sqlite3.connect(target)) as copy,
            ):
                source.backup(copy)
        else:
            copied = Ledger(
                store.engine(URL.create("sqlite", database=str(target))),
                f"台帳の控え {name}",
                target,
            )
            with ledger.read() as source_rows:
                found = upgrade.revision(source_rows) or tables.REVISIONS[-1]
                with (
                    copied.troubles(),
                    copied.engine.connect().execution_options(writes=True) as connection,
                    connection.begin(),
                ):
                    upgrade.migrate(connection, found)
                    _rows(source_rows, connection)
    except BaseException as error:
        target.unlink(missing_ok=True)
        if isinstance(error, sqlite3.Error):
            raise FileProblem(store.refusal(f"台帳の控え {name}", str(error), target)) from None
        raise


def move(source: Ledger, target: Ledger) -> int:
    """Everything into an empty register, e.g. from a file to PostgreSQL; rows moved. Raises
    FileProblem when it is not empty."""
    with target.write() as connection:
        if connection.execute(select(func.count()).select_from(tables.audit)).scalar_one() > 1:
            raise FileProblem(
                f"{target.name} には既に記録があります。移す先には空のデータベースを使ってください。"
            )
        with source.read() as origin:
            moved = _rows(origin, connection)
    return moved


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
    own = [t for t in shape.sorted_tables if t.name in tables.NAMES]
    for table in reversed(own):
        target.execute(table.delete())
    for table in own:
        # newest first where rows of a table name later ones (reports.replaced_by)
        order = [
            key.desc() if any(f.references(table) for f in table.foreign_keys) else key
            for key in table.primary_key
        ]
        with source.execute(
            select(table).order_by(*order).execution_options(yield_per=_BATCH)
        ) as found:
            for part in found.mappings().partitions():
                target.execute(insert(table), [dict(row) for row in part])
                total += len(part)
    if (
        target.dialect.name == "postgresql"
    ):  # ids came along: the counters have to go on behind them
        for table in own:
            if "id" in table.c and table.c.id.server_default is not None:
                counter = func.pg_get_serial_sequence(table.name, "id")
                target.execute(
                    select(
                        func.setval(
                            counter,
                            select(func.coalesce(func.max(table.c.id), 1)).scalar_subquery(),
                        )
                    )
                )
    return total
