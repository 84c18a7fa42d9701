"""The register as it began."""

from __future__ import annotations

import uuid

import sqlalchemy as sa
from alembic import op

from workbooks.ledger.store import audit

revision = "v0001"
down_revision = None


def _person() -> list[sa.Column[object]]:
    return [
        sa.Column("name_key", sa.String(100), nullable=False),
        sa.Column("birth_date", sa.Date),
        sa.Column("registration", sa.String(40), nullable=False),
    ]


def _key(name: str) -> sa.Column[int]:
    return sa.Column(name, sa.Integer, primary_key=True, autoincrement=False)


def _entry() -> sa.Column[int]:
    return sa.Column("entry", sa.Integer, sa.ForeignKey("audit.id"), nullable=False)


def _number(name: str, index: bool = False, primary_key: bool = False) -> sa.Column[str]:
    return sa.Column(
        name,
        sa.String(12),
        sa.ForeignKey("certificates.number"),
        nullable=False,
        index=index or None,
        primary_key=primary_key,
    )


def _texts(*names: str) -> list[sa.Column[str]]:
    return [sa.Column(name, sa.Text, nullable=False) for name in names]


def upgrade() -> None:
    """All tables, and the first line of the audit chain's end."""
    ledger = op.create_table(
        "ledger",
        sa.Column("id", sa.Integer, sa.CheckConstraint("id = 1"), primary_key=True),
        sa.Column("identity", sa.String(32), nullable=False),
        sa.Column("entries", sa.Integer, nullable=False),
        sa.Column("hash", sa.String(64), nullable=False),
    )
    op.bulk_insert(
        ledger, [{"id": 1, "identity": uuid.uuid4().hex, "entries": 0, "hash": audit.START}]
    )
    op.create_table(
        "audit",
        _key("id"),
        sa.Column("at", sa.String(32), nullable=False),
        sa.Column("actor", sa.String(120), nullable=False),
        sa.Column("action", sa.String(20), nullable=False),
        *_texts("detail"),
        sa.Column("reason", sa.String(40), nullable=False),
        sa.Column("hash", sa.String(64), nullable=False),
    )
    op.create_table(
        "agencies", _key("prefecture"), _key("number"), *_texts("name", "address", "contact")
    )
    op.create_table(
        "designations",
        _key("prefecture"),
        _key("agency"),
        _key("kind"),
        sa.Column("designated_on", sa.Date, primary_key=True),
    )
    op.create_table(
        "renewals",
        _key("prefecture"),
        _key("agency"),
        _key("kind"),
        _key("fiscal_year"),
        sa.Column("valid", sa.Boolean, nullable=False),
    )
    states = sa.CheckConstraint(
        "state IN ('reserved', 'given', 'reported', 'withdrawn', 'replaced', 'revoked')"
    )
    op.create_table(
        "certificates",
        sa.Column("number", sa.String(12), primary_key=True),
        sa.Column("prefecture", sa.Integer, nullable=False),
        sa.Column("sequence", sa.Integer, nullable=False),
        sa.Column("state", sa.String(10), states, nullable=False),
        *_person(),
        _entry(),
    )
    waiting, registered = (
        sa.text("state <> 'reported'"),
        sa.text("state <> 'reported' AND registration <> ''"),
    )
    op.create_index("certificates_sequence", "certificates", ["prefecture", "sequence"])
    op.create_index(
        "certificates_waiting",
        "certificates",
        ["name_key"],
        sqlite_where=waiting,
        postgresql_where=waiting,
    )
    op.create_index(
        "certificates_registered",
        "certificates",
        ["registration"],
        sqlite_where=registered,
        postgresql_where=registered,
    )
    op.create_table(
        "reports",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("content", sa.String(64), nullable=False, index=True),
        *_texts("file"),
        sa.Column("rows", sa.Integer, nullable=False),
        _entry(),
        sa.Column("replaced_by", sa.Integer, sa.ForeignKey("reports.id"), index=True),
    )
    op.create_table(
        "completions",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("report", sa.Integer, sa.ForeignKey("reports.id"), nullable=False, index=True),
        *_texts("place"),
        _number("number", index=True),
        sa.Column("kind", sa.Integer, nullable=False),
        *_person(),
        *_texts("registration_number", "name", "kana", "address", "employer", "municipality"),
        sa.Column("municipality_code", sa.String(6), nullable=False),
        sa.Column("completed_on", sa.Date, nullable=False),
        sa.Column("issued_on", sa.Date),
        sa.Column("consent", sa.Boolean),
        sa.Column("current", sa.Boolean, nullable=False),
    )
    current, registered = sa.text("current"), sa.text("registration <> ''")
    op.create_index(
        "completions_current",
        "completions",
        ["number"],
        unique=True,
        sqlite_where=current,
        postgresql_where=current,
    )
    op.create_index("completions_person", "completions", ["name_key", "birth_date", "kind"])
    op.create_index(
        "completions_registration",
        "completions",
        ["registration", "kind"],
        sqlite_where=registered,
        postgresql_where=registered,
    )
    op.create_table(
        "reissues",
        sa.Column("id", sa.Integer, primary_key=True),
        _number("number", index=True),
        _number("new_number"),
        sa.Column("reason", sa.String(40), nullable=False),
        *_texts("old_name", "new_name"),
        sa.Column("new_name_key", sa.String(100), nullable=False, index=True),
        sa.Column("issued_on", sa.Date, nullable=False),
        *_texts("note"),
        _entry(),
    )
    op.create_table(
        "revocations",
        _number("number", primary_key=True),
        sa.Column("reason", sa.String(40), nullable=False),
        sa.Column("revoked_on", sa.Date, nullable=False),
        *_texts("note"),
        _entry(),
    )
