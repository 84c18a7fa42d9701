"""Which schema a register has, and bringing an older one up by Alembic: after a backup, in one transaction."""

from __future__ import annotations

import datetime as dt
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import Column, Connection, MetaData, String, Table, inspect, select

from validators.problems import FileProblem
from workbooks.ledger.store.schema import REVISIONS

if TYPE_CHECKING:
    from workbooks.ledger.store.open import Ledger

VERSION_TABLE = "ledger_version"
version_table = Table(VERSION_TABLE, MetaData(), Column("version_num", String(32)))


def bring_up(ledger: Ledger, *, create: bool) -> None:
    """Make the tables of a new register, migrate an older one. Raises Problem for a newer or a foreign one."""
    with ledger.read() as connection:
        found = revision(connection)
        foreign = found is None and bool(inspect(connection).get_table_names())
    if found == REVISIONS[-1]:
        return
    if foreign:
        raise FileProblem(
            f"{ledger.name} には台帳でない表が入っています。台帳には、"
            f"ほかで使っていないファイルかデータベースを使ってください。"
        )
    if found is None:
        if not create:
            raise FileProblem(
                f"{ledger.name} はまだ空です。careerup ledger import で実績報告を取り込むと作られます。"
            )
    elif found not in REVISIONS:
        raise FileProblem(
            f"{ledger.name} は、この careerup より新しい版で作られています。careerup "
            f"を新しくしてから開いてください。何も変えていません。"
        )
    else:
        _back_up(ledger, found)
    with (
        ledger.troubles(),
        ledger.engine.connect().execution_options(writes=True) as connection,
        connection.begin(),
    ):
        if connection.dialect.name == "postgresql":
            from sqlalchemy import func

            connection.execute(
                select(func.pg_advisory_xact_lock(20170401))
            )  # two who open an empty database at once
        migrate(connection, REVISIONS[-1])


def revision(connection: Connection) -> str | None:
    """The schema a database has, None when it is no register."""
    if not inspect(connection).has_table(VERSION_TABLE):
        return None
    return connection.execute(select(version_table.c.version_num)).scalar()


def migrate(connection: Connection, to: str) -> None:
    """Run the migrations in the caller's transaction."""
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option(
        "script_location", str(Path(__file__).with_name("migrations")).replace("%", "%%")
    )
    config.attributes["connection"] = connection
    command.upgrade(config, to)


def _back_up(ledger: Ledger, found: str) -> None:
    """A copy beside the file (for PostgreSQL in the user's folder), named by the old schema and the time."""
    from workbooks.ledger.store.backup import backup

    folder, stem = (
        (ledger.path.parent, ledger.path.stem)
        if ledger.path
        else (Path.home() / ".careerup", "台帳")
    )
    folder.mkdir(exist_ok=True)
    stamp = f"{stem}_{found}_{dt.datetime.now():%Y%m%d-%H%M%S}"
    free = (folder / f"{stamp}{'' if n == 0 else f'_{n}'}.sqlite" for n in count())
    backup(ledger, next(path for path in free if not path.exists()))
