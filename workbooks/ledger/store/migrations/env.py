"""Alembic's entrance: run the migrations on the connection and in the transaction of ``upgrade.migrate``."""

from __future__ import annotations

from alembic import context

context.configure(
    connection=context.config.attributes["connection"],
    version_table="ledger_version",
    transactional_ddl=False,
)
context.run_migrations()
