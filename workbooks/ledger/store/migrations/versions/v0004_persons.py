"""What clerks said of who is whom, reports that went back, and lines of the audit chain under the office's key."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "v0004"
down_revision = "v0003"


def upgrade() -> None:
    """A column and two tables."""
    op.add_column("audit", sa.Column("mark", sa.String(32), nullable=False, server_default=""))
    op.create_table(
        "sameness",
        sa.Column("id", sa.Integer, primary_key=True),
        _number("number"),
        _number("other"),
        sa.Column("verdict", sa.String(10), nullable=False),
        sa.Column("reason", sa.Text, nullable=False),
        _entry(),
    )
    op.create_table(
        "returned",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("content", sa.String(64), nullable=False, index=True),
        sa.Column("file", sa.Text, nullable=False),
        *(
            sa.Column(name, sa.Integer, nullable=False)
            for name in ("prefecture", "agency", "kind", "fiscal_year", "rows", "errors")
        ),
        _entry(),
    )


def _number(name: str) -> sa.Column[str]:
    certificate = sa.ForeignKey("certificates.number")
    return sa.Column(name, sa.String(12), certificate, nullable=False, index=True)


def _entry() -> sa.Column[int]:
    return sa.Column("entry", sa.Integer, sa.ForeignKey("audit.id"), nullable=False)
