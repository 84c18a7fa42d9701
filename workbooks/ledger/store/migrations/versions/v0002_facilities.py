"""Search by facility: the folded name of the workplace beside the typed one, filled in for what is already there."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from validators.values.names import name_key

revision = "v0002"
down_revision = "v0001"


def upgrade() -> None:
    """Add ``completions.employer_key`` with its index."""
    op.add_column(
        "completions", sa.Column("employer_key", sa.String(100), nullable=False, server_default="")
    )
    completions = sa.table(
        "completions", sa.column("employer", sa.Text), sa.column("employer_key", sa.String)
    )
    connection = op.get_bind()
    names = connection.execute(sa.select(completions.c.employer).distinct()).scalars().all()
    fill = (
        sa.update(completions)
        .where(completions.c.employer == sa.bindparam("typed"))
        .values(employer_key=sa.bindparam("folded"))
    )
    op.create_index(
        "completions_employer_typed", "completions", ["employer"]
    )  # each workplace's rows are found at once
    if typed := [{"typed": name, "folded": name_key(name)[:100]} for name in names if name]:
        connection.execute(fill, typed)
    op.drop_index("completions_employer_typed", "completions")
    op.create_index("completions_employer", "completions", ["employer_key"])
