"""Looking for a part of a name, or for a registration number without its registrar, among millions of rows."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "v0005"
down_revision = "v0004"


def upgrade() -> None:
    """Indexes only. PostgreSQL: of each letter and each two that stand together in a key, with nothing but what
    every server has (``store.letters``); SQLite reads the indexes of the keys themselves through."""
    where = sa.text("registration = ''")
    op.create_index(
        "completions_unregistered",
        "completions",
        ["registration_number"],
        sqlite_where=where,
        postgresql_where=where,
    )
    if op.get_bind().dialect.name != "postgresql":
        return
    keys = ("name_key", "employer_key", "former_key", "kana_key")
    letters = ", ".join(f"({_letters(key)})" for key in keys)
    op.execute(f"CREATE INDEX completions_letters ON completions USING gin ({letters})")
    op.execute("ANALYZE completions")  # how frequent each is: else the index is used for 園 too


def _letters(key: str) -> str:
    pairs = f"regexp_replace({key}, '(..)', '\\1 ', 'g')"
    odd = f"regexp_replace(substr({key}, 2), '(..)', '\\1 ', 'g')"
    return f"string_to_array({key}, NULL) || string_to_array({pairs} || ' ' || {odd}, ' ')"
