"""指定台帳 in the register: agencies with address and contact (Guideline 5(4)ア), their
designations and renewals (6(2)(3))."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa
from sqlalchemy import Connection, and_, select

from validators.guideline.coverage import Coverage
from validators.guideline.designation import Designation, Renewal
from validators.guideline.fiscal_year import bounds
from validators.values.day_arithmetic import days_later
from workbooks.designations.coverage import Row
from workbooks.ledger.store import audit, seal
from workbooks.ledger.store import schema as tables
from workbooks.ledger.store.engine import Ledger
from workbooks.ledger.store.schema import agencies, designations, renewals


@dataclass(frozen=True, slots=True)
class Taken:
    """What a list brought: agencies in it, designations and renewals that were not known, names that changed."""

    agencies: int
    designations: int
    renewals: int
    names: int


def take(ledger: Ledger, prefecture: int, rows: Sequence[Row], today: dt.date) -> Taken:
    """Add what the list says to what is known: a designation of an earlier year stays (Guideline 6(3) is per year).

    A name or address that differs is valid from the first day the list speaks of. A renewal the newest list calls
    valid or void is so.
    """
    agencies_ = sorted({r.agency for r in rows})
    with ledger.write() as connection:
        names = _new_names(connection, prefecture, rows, today)
        granted = _new_designations(connection, prefecture, rows)
        fresh, changed = _new_renewals(connection, prefecture, rows)
        if names or granted or fresh or changed:
            shown = " ".join(f"{n:02}" for n in agencies_)
            audit.append(
                connection,
                "designations",
                f"指定台帳を取込（都道府県 {prefecture:02}、機関 {shown}、指定 {len(granted)} 件、"
                f"更新 {len(fresh) + len(changed)} 件、名称 {len(names)} 件）",
            )
        seal.insert(connection, agencies, names)
        seal.insert(connection, designations, granted)
        seal.insert(connection, renewals, fresh)
        for row in changed:
            same = and_(*(renewals.c[name] == row[name] for name in _RENEWAL))
            value = {row["fiscal_year"]: {"valid": row["valid"]}}
            seal.change(connection, renewals, renewals.c.fiscal_year, value, same)
    return Taken(len(agencies_), len(granted), len(fresh) + len(changed), len(names))


_RENEWAL = ("prefecture", "agency", "kind", "fiscal_year")


def _new_names(
    connection: Connection, prefecture: int, rows: Sequence[Row], today: dt.date
) -> list[dict[str, object]]:
    """Agencies whose name, address or contact differs from what is known for the day the list speaks of."""
    known: dict[int, list[sa.Row[Any]]] = {}
    query = select(agencies).where(agencies.c.prefecture == prefecture)
    for r in connection.execute(query.order_by(agencies.c.valid_from)):
        known.setdefault(r.number, []).append(r)
    found: list[dict[str, object]] = []
    first = {r.agency: r for r in reversed(rows)}  # the first row of an agency names it
    for number, row in sorted(first.items()):
        since = _since([r for r in rows if r.agency == number], today)
        valid = [r for r in known.get(number, []) if r.valid_from <= since]
        before = valid[-1] if valid else None
        if before and (before.name, before.address, before.contact) == (
            row.name,
            row.address,
            row.contact,
        ):
            continue
        taken = {r.valid_from for r in known.get(number, [])}
        step = 1
        while since in taken:  # two lists of one day: the later one is right from the next day on
            step = step if since < dt.date.max else -1
            since = days_later(since, step)
        found.append(
            {
                "prefecture": prefecture,
                "number": number,
                "valid_from": since,
                "name": row.name,
                "address": row.address,
                "contact": row.contact,
            }
        )
    return found


def _since(rows: Sequence[Row], today: dt.date) -> dt.date:
    """The latest beginning the rows of one agency speak of: a day of designation or a renewed fiscal year."""
    days = [r.designated_on for r in rows if r.designated_on]
    days += [bounds(year)[0] for r in rows for year in r.renewed]
    return max(days, default=today)


def _new_designations(
    connection: Connection, prefecture: int, rows: Sequence[Row]
) -> list[dict[str, object]]:
    query = select(designations).where(designations.c.prefecture == prefecture)
    known = {(r.agency, r.kind, r.designated_on) for r in connection.execute(query)}
    wanted = {
        (r.agency, kind, r.designated_on) for r in rows if r.designated_on for kind in r.kinds
    }
    return [
        {"prefecture": prefecture, "agency": a, "kind": k, "designated_on": d}
        for a, k, d in sorted(wanted - known)
    ]


def _new_renewals(
    connection: Connection, prefecture: int, rows: Sequence[Row]
) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """Renewals not known yet, and those whose validity the list sees otherwise; of two rows of the list void wins."""
    query = select(renewals).where(renewals.c.prefecture == prefecture)
    known = {(r.agency, r.kind, r.fiscal_year): r.valid for r in connection.execute(query)}
    wanted: dict[tuple[int, int, int], bool] = {}
    for row in sorted(rows, key=lambda r: not r.valid):
        for kind in row.kinds:
            wanted.update({(row.agency, kind, year): row.valid for year in row.renewed})
    fresh, changed = [], []
    for (agency, kind, year), valid in sorted(wanted.items()):
        values = (prefecture, agency, kind, year)
        row_ = {**dict(zip(_RENEWAL, values, strict=True)), "valid": valid}
        if (agency, kind, year) not in known:
            fresh.append(row_)
        elif known[agency, kind, year] != valid:
            changed.append(row_)
    return fresh, changed


def coverage(ledger: Ledger, prefecture: int | None) -> Coverage | None:
    """What the register knows for the check of a report; None without a prefecture or without designations of it."""
    if prefecture is None:
        return None
    with ledger.read() as connection:
        names = {
            r.number: r.name
            for r in connection.execute(
                select(agencies)
                .where(agencies.c.prefecture == prefecture)
                .order_by(agencies.c.valid_from)
            )
        }
        designated = [
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
    return Coverage.of(designated, again, names) if names else None
