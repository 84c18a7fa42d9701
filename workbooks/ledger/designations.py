"""指定台帳 in the register: agencies with address and contact (Guideline 5(4)ア), their
designations and renewals (6(2)(3))."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import delete, insert, select

from validators.guideline.coverage import Coverage
from validators.guideline.designation import Designation, Renewal
from workbooks.designations.coverage import Row
from workbooks.ledger.store import audit
from workbooks.ledger.store import schema as tables
from workbooks.ledger.store.engine import Ledger
from workbooks.ledger.store.schema import agencies, designations, renewals


def take(ledger: Ledger, prefecture: int, rows: Sequence[Row]) -> int:
    """The rows in place of what the register held of their agencies; other agencies stay. How many agencies."""
    names = {r.agency: r for r in reversed(rows)}  # the first row of an agency names it
    granted = {
        (r.agency, kind, r.designated_on) for r in rows if r.designated_on for kind in r.kinds
    }
    renewed = {
        (r.agency, kind, year): r.valid
        for r in sorted(rows, key=lambda r: not r.valid)
        for kind in r.kinds
        for year in r.renewed
    }  # void wins
    with ledger.write() as connection:
        audit.append(
            connection,
            "designations",
            f"指定台帳を取込（都道府県 {prefecture:02}、機関 {' '.join(f'{n:02}' for n in sorted(names))}）",
        )
        for table, column in (
            (agencies, agencies.c.number),
            (designations, designations.c.agency),
            (renewals, renewals.c.agency),
        ):
            connection.execute(
                delete(table).where(table.c.prefecture == prefecture, column.in_(list(names)))
            )
        connection.execute(
            insert(agencies),
            [
                {
                    "prefecture": prefecture,
                    "number": n,
                    "name": r.name,
                    "address": r.address,
                    "contact": r.contact,
                }
                for n, r in names.items()
            ],
        )
        if granted:
            connection.execute(
                insert(designations),
                [
                    {"prefecture": prefecture, "agency": a, "kind": k, "designated_on": d}
                    for a, k, d in granted
                ],
            )
        if renewed:
            connection.execute(
                insert(renewals),
                [
                    {
                        "prefecture": prefecture,
                        "agency": a,
                        "kind": k,
                        "fiscal_year": y,
                        "valid": valid,
                    }
                    for (a, k, y), valid in renewed.items()
                ],
            )
    return len(names)


def coverage(ledger: Ledger, prefecture: int | None) -> Coverage | None:
    """What the register knows for the check of a report; None without a prefecture or without designations of it."""
    if prefecture is None:
        return None
    with ledger.read() as connection:
        names = {
            r.number: r.name
            for r in connection.execute(select(agencies).where(agencies.c.prefecture == prefecture))
        }
        own = [
            Designation(r.agency, frozenset((r.kind,)), r.designated_on)
            for r in connection.execute(
                select(designations).where(designations.c.prefecture == prefecture)
            )
        ]
        again: dict[int, list[Renewal]] = {}
        for r in connection.execute(
            select(tables.renewals).where(renewals.c.prefecture == prefecture)
        ):
            again.setdefault(r.agency, []).append(
                Renewal(r.fiscal_year, frozenset((r.kind,)), r.valid)
            )
    return Coverage.of(own, again, names) if names else None
