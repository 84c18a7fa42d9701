"""データベースの役割: who may do what in a register on PostgreSQL, as SQL for the database administrator.

The owner makes the tables and brings them up. A clerk adds rows and changes what may change; what was done (audit,
reissues, revocations, decisions) can be added to, never altered or taken away. A reader looks things up.
"""

from __future__ import annotations

from workbooks.ledger.store import schema

CLERK, READER = "careerup_clerk", "careerup_reader"
# the only tables whose rows change: the rest is history
_CHANGED = ("ledger", "certificates", "reports", "completions", "renewals", "floors")


def sql() -> str:
    """Statements to be run by the owner of the register's tables; each may be run again."""
    tables = ", ".join(schema.NAMES)
    lines = []
    for role in (CLERK, READER):
        lines += [
            f"DO $$ BEGIN CREATE ROLE {role} NOLOGIN;",
            "EXCEPTION WHEN duplicate_object THEN NULL; END $$;",
            f"GRANT SELECT ON {tables}, ledger_version TO {role};",
        ]
    lines += [
        f"GRANT INSERT ON {tables} TO {CLERK};",
        f"REVOKE UPDATE, DELETE, TRUNCATE ON {tables} FROM {CLERK}, {READER};",
        f"GRANT UPDATE ON {', '.join(_CHANGED)} TO {CLERK};",
        "-- a line of the audit chain is sealed by the transaction that writes it",
        f"GRANT UPDATE (seal, hash, mark) ON audit TO {CLERK};",
        f"-- GRANT {CLERK} TO tanaka;  -- and so on for each person",
    ]
    return "\n".join(lines) + "\n"
