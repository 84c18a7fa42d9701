"""Which schema a register has (台帳の版), and the migrations by Alembic in the caller's transaction."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import Column, Connection, MetaData, String, Table, inspect, select

VERSION_TABLE = "ledger_version"
version_table = Table(VERSION_TABLE, MetaData(), Column("version_num", String(32)))


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
