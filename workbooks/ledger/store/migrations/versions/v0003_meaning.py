"""A register that knows what it is, with sealed rows, former names and readings, and names of agencies by day."""

from __future__ import annotations

import datetime as dt
from typing import Any

import sqlalchemy as sa
from alembic import op

from validators.person import person
from validators.values import names

revision = "v0003"
down_revision = "v0002"

_BEGIN = dt.date(2017, 4, 1)  # the notice: what an agency was called before a list said otherwise


def upgrade() -> None:
    """New columns and tables, filled in for what is already there."""
    _ends()
    _agencies()
    _decisions()
    _completions()


def _ends() -> None:
    for name, kind, default in (
        ("role", sa.String(8), "live"),
        ("moved_to", sa.Text(), ""),
        ("seal", sa.Text(), ""),
        ("key_id", sa.String(16), ""),
    ):
        op.add_column("ledger", sa.Column(name, kind, nullable=False, server_default=default))
    for name, size in (("session", 120), ("seal", 64)):
        op.add_column("audit", sa.Column(name, sa.String(size), nullable=False, server_default=""))


def _agencies() -> None:
    old = sa.table(
        "agencies", *map(sa.column, ("prefecture", "number", "name", "address", "contact"))
    )
    rows = [dict(r) for r in op.get_bind().execute(sa.select(old)).mappings()]
    op.drop_table("agencies")
    made = op.create_table(
        "agencies",
        sa.Column("prefecture", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("number", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("valid_from", sa.Date, primary_key=True),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("address", sa.Text, nullable=False),
        sa.Column("contact", sa.Text, nullable=False),
    )
    op.bulk_insert(made, [{**row, "valid_from": _BEGIN} for row in rows])


def _decisions() -> None:
    def number() -> sa.Column[str]:
        return sa.Column(
            "number",
            sa.String(12),
            sa.ForeignKey("certificates.number"),
            nullable=False,
            index=True,
        )

    def entry() -> sa.Column[int]:
        return sa.Column("entry", sa.Integer, sa.ForeignKey("audit.id"), nullable=False)

    op.create_table(
        "consents",
        sa.Column("id", sa.Integer, primary_key=True),
        number(),
        sa.Column("agreed", sa.Boolean, nullable=False),
        sa.Column("decided_on", sa.Date, nullable=False),
        sa.Column("note", sa.Text, nullable=False),
        entry(),
    )
    op.create_table(
        "acceptances",
        sa.Column("id", sa.Integer, primary_key=True),
        number(),
        sa.Column("held", sa.String(12), nullable=False),
        sa.Column("why", sa.String(10), nullable=False),
        sa.Column("reason", sa.Text, nullable=False),
        entry(),
    )
    op.create_table(
        "floors",
        sa.Column("series", sa.String(7), primary_key=True),
        sa.Column("sequence", sa.Integer, nullable=False),
        entry(),
    )


def _completions() -> None:
    for name in ("former_key", "kana_key"):
        op.add_column(
            "completions", sa.Column(name, sa.String(100), nullable=False, server_default="")
        )
    # Alembic adds a reference in a second statement, which SQLite does not know
    op.execute("ALTER TABLE completions ADD COLUMN origin INTEGER REFERENCES completions (id)")
    columns = ("id", "report", "number", "name", "kana", "former_key", "kana_key", "origin")
    completions = sa.table("completions", *map(sa.column, columns))
    _fill(completions, "name", "former_key", lambda text: person(text, None, None).former_key)
    _fill(completions, "kana", "kana_key", lambda text: text)
    _origins(completions)
    for name, column in (("former", "former_key"), ("kana", "kana_key")):
        where = sa.text("former_key <> ''") if name == "former" else sa.text("kana_key <> ''")
        op.create_index(
            f"completions_{name}",
            "completions",
            [column],
            sqlite_where=where,
            postgresql_where=where,
        )
    op.create_index("completions_born", "completions", ["birth_date"])


def _fill(completions: Any, typed: str, column: str, part: Any) -> None:
    """Keys of what stands in ``typed``, computed once for each text that gives one."""
    connection = op.get_bind()
    found = {}
    for text in connection.execute(sa.select(completions.c[typed]).distinct()).scalars():
        if key := names.name_key(part(text))[:100]:
            found[text] = key
    if not found:
        return
    index = f"completions_{typed}_typed"
    op.create_index(index, "completions", [typed])
    connection.execute(
        sa.update(completions)
        .where(completions.c[typed] == sa.bindparam("typed"))
        .values({column: sa.bindparam("folded")}),
        [{"typed": text, "folded": key} for text, key in found.items()],
    )
    op.drop_index(index, "completions")


def _origins(completions: Any) -> None:
    """Rows that a re-issue carried on under a new number, tied to the row as it was reported."""
    connection = op.get_bind()
    reissues = sa.table("reissues", *map(sa.column, ("id", "number", "new_number")))
    moved = sa.select(reissues).where(reissues.c.number != reissues.c.new_number)
    for row in connection.execute(moved.order_by(reissues.c.id)).all():
        fresh = sa.select(completions.c.id, completions.c.report).where(
            completions.c.number == row.new_number
        )
        for completion in connection.execute(fresh).all():
            before = sa.select(sa.func.min(completions.c.id)).where(
                completions.c.number == row.number, completions.c.report == completion.report
            )
            first = connection.execute(before).scalar()
            if first is not None:
                connection.execute(
                    sa.update(completions)
                    .where(completions.c.id == completion.id)
                    .values(origin=first)
                )
