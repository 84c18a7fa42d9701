"""Who of these people already holds what: rows put beside the register in a temporary table and joined by its indexes.

The same person: equal 照合キー of the name and equal 生年月日, or equal 保育士登録番号 with its registrar. A name alone is nobody.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any, NamedTuple

import sqlalchemy as sa
from sqlalchemy import ColumnElement, Connection, Select, Table, and_, insert, literal_column, select

from validators.names import name_key
from workbooks.ledger.tables import STATES, audit, certificates, completions, reissues, reports

incoming = Table(
    "incoming", sa.MetaData(),
    sa.Column("row", sa.Integer, primary_key=True, autoincrement=False), sa.Column("number", sa.String(12), nullable=False), sa.Column("kind", sa.Integer, nullable=False),
    sa.Column("name_key", sa.String(100), nullable=False), sa.Column("birth_date", sa.Date), sa.Column("registration", sa.String(40), nullable=False),
    prefixes=["TEMPORARY"], postgresql_on_commit="DROP",
)
_WAITING = certificates.c.state != literal_column("'reported'")      # written out: the partial indexes are for exactly this


class Person(NamedTuple):
    """What tells a person from others. ``registration`` is "" without a number or where the registrar is not written."""

    name_key: str
    birth_date: dt.date | None
    registration: str

    @property
    def known(self) -> bool:
        """Enough to be told from a namesake?"""
        return bool(self.name_key) and (self.birth_date is not None or bool(self.registration))

    def same(self, other: Person) -> bool:
        """Birth date or registration number say so."""
        born = self.name_key == other.name_key and self.birth_date is not None and self.birth_date == other.birth_date
        return born or (bool(self.registration) and self.registration == other.registration)


def person(name: str, birth_date: dt.date | None, registration: str | None) -> Person:
    """From the values as read: the name as typed, the registration number in its one spelling (群馬県-012345)."""
    own = registration or ""
    return Person(name_key(name)[:100], birth_date, own[:40] if "-" in own else "")


@dataclass(frozen=True, slots=True)
class Held:
    """A number that stands in the register: whose it is, what became of it and where that is written."""

    number: str
    state: str
    person: Person
    source: str


def stage(connection: Connection, rows: Iterable[tuple[int, str, int, Person]]) -> None:
    """(row, number or "", kind, person) into the temporary table of this transaction."""
    incoming.create(connection, checkfirst=False)
    values = [{"row": row, "number": number, "kind": kind, **p._asdict()} for row, number, kind, p in rows]
    if values:
        connection.execute(insert(incoming), values)
    if connection.dialect.name == "postgresql":
        connection.execute(sa.text("ANALYZE incoming"))


def by_number(connection: Connection) -> dict[int, Held]:
    """Row → what already stands under its number."""
    query = _certificates(certificates.c.number == incoming.c.number)
    found = dict(_held(connection, query))
    query = _completions(completions.c.number == incoming.c.number)
    return found | dict(_held(connection, query))


def by_person(connection: Connection) -> dict[int, list[Held]]:
    """Row → numbers the same person holds for the same kind: reported, given out or reserved, this year or any."""
    kind = completions.c.kind == incoming.c.kind
    renamed = and_(reissues.c.new_name_key == incoming.c.name_key, completions.c.birth_date == incoming.c.birth_date, kind)
    queries = (
        _completions(and_(_born(completions), kind)), _completions(and_(_registered(completions), kind)),
        _completions(renamed, completions.join(reissues, reissues.c.number == completions.c.number)),
        _certificates(and_(_born(certificates), _WAITING)), _certificates(and_(_registered(certificates), _WAITING)),
    )
    kinds = dict(connection.execute(select(incoming.c.row, incoming.c.kind)).all())
    found: dict[int, dict[str, Held]] = {}
    for query in queries:
        for row, held in _held(connection, query):
            if int(held.number[6]) == kinds[row] and held.state in LIVE:
                found.setdefault(row, {}).setdefault(held.number, held)
    return {row: list(numbers.values()) for row, numbers in found.items()}


LIVE = ("reserved", "given", "reported")


def _born(t: Table) -> ColumnElement[bool]:
    return and_(t.c.name_key == incoming.c.name_key, t.c.birth_date == incoming.c.birth_date)


def _registered(t: Table) -> ColumnElement[bool]:
    return and_(t.c.registration == incoming.c.registration, t.c.registration != literal_column("''"))


def _completions(on: ColumnElement[bool], table: Any = completions) -> Select[Any]:
    return (
        select(incoming.c.row, completions.c.number, certificates.c.state, *_own(completions), reports.c.file, completions.c.place, audit.c.at, audit.c.action)
        .select_from(incoming.join(table, and_(on, completions.c.current))
                     .join(certificates, certificates.c.number == completions.c.number)
                     .join(reports, reports.c.id == completions.c.report).join(audit, audit.c.id == reports.c.entry))
    )


def _certificates(on: ColumnElement[bool]) -> Select[Any]:
    empty: ColumnElement[str] = literal_column("''")
    return (
        select(incoming.c.row, certificates.c.number, certificates.c.state, *_own(certificates), empty.label("file"), empty.label("place"), audit.c.at, audit.c.action)
        .select_from(incoming.join(certificates, on).join(audit, audit.c.id == certificates.c.entry))
    )


def _own(table: Table) -> tuple[sa.Column[Any], ...]:
    return table.c.name_key, table.c.birth_date, table.c.registration


def _held(connection: Connection, query: Select[Any]) -> Iterator[tuple[int, Held]]:
    for r in connection.execute(query):
        yield r.row, Held(r.number, r.state, Person(r.name_key, r.birth_date, r.registration), source(r._mapping))


def source(r: sa.RowMapping) -> str:
    """実績報告.xlsx 名簿!K5（2026-11-21 取込）, or what else brought the number here and what became of it."""
    day = str(r["at"])[:10]
    if r["file"]:
        return f"{r['file']} {r['place']}（{day} 取込{STATES[r['state']]}）"
    came = {"number": "台帳で付番", "reissue": "再交付"}.get(r["action"], "前の実績報告")
    return f"{came}（{day}{STATES[r['state']]}）"


def count(connection: Connection, table: Table) -> int:
    """Rows of a table."""
    return connection.execute(select(sa.func.count()).select_from(table)).scalar_one()
