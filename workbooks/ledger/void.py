"""無効の番号: certificate numbers that must not be printed any more (取消, 取下げ, 再交付で替わった番号)."""

from __future__ import annotations

from sqlalchemy import select

from workbooks.ledger.store.engine import Ledger
from workbooks.ledger.store.schema import certificates

_VOID = ("revoked", "withdrawn", "replaced")


def void_numbers(ledger: Ledger) -> frozenset[str]:
    """Every number of the register whose certificate no longer counts."""
    with ledger.read() as connection:
        rows = connection.execute(
            select(certificates.c.number).where(certificates.c.state.in_(_VOID))
        )
        return frozenset(number for (number,) in rows)
