"""Who of these people already holds what: rows sent along with the query (``sent``) and joined by
the register's indexes.

The same person: equal 照合キー of the name (or of the 旧姓 in brackets) and equal 生年月日, or equal
保育士登録番号 with its registrar. A name alone is nobody.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any

import sqlalchemy as sa
from sqlalchemy import (
    ColumnElement,
    CompoundSelect,
    Connection,
    FromClause,
    Select,
    Table,
    and_,
    literal_column,
    select,
)

from validators.person import Person
from workbooks.ledger import ends
from workbooks.ledger.sent import Sent, incoming, sent
from workbooks.ledger.store.schema import (
    STATES,
    audit,
    certificates,
    completions,
    reissues,
    reports,
)

_WAITING = certificates.c.state != literal_column(
    "'reported'"
)  # written out: the partial indexes are for exactly this


@dataclass(frozen=True, slots=True)
class Holding:
    """A number that stands in the register: whose it is, what became of it and where that is written.

    ``later_key``: the 照合キー of the name a re-issue gave its holder, "" without one.
    """

    number: str
    state: str
    person: Person
    source: str
    later_key: str = ""

    def evidence(self, person: Person) -> tuple[int, int]:
        """``Person.evidence``, by the name of the report or the later one, whichever fits better."""
        found = self.person.evidence(person)
        if self.later_key:
            found = max(found, self.person._replace(name_key=self.later_key).evidence(person))
        return found

    def alike(self, person: Person) -> bool:
        """``Person.alike``, by either name."""
        later = self.person._replace(name_key=self.later_key or self.person.name_key)
        return self.person.alike(person) or later.alike(person)


def by_number(connection: Connection, wanted: Sent) -> dict[int, Holding]:
    """Row → what already stands under its number; ``wanted`` from ``sent``."""
    found: dict[int, Holding] = {}
    for r in connection.execute(_number_query(connection.dialect.name), wanted.parameters):
        if r.file or r.row not in found:  # the completion tells more than the bare number
            found[r.row] = _held(r)
    later = ends.renamed(connection, [h.number for h in found.values()])
    for row, held in found.items():
        if held.number in later:
            found[row] = replace(held, later_key=later[held.number])
    return found


def by_person(connection: Connection, wanted: Sent) -> dict[int, list[Holding]]:
    """Row → numbers the same person holds for the same kind: reported, given out or reserved, this year or any."""
    query = _person_query(connection.dialect.name, wanted.registered, wanted.former)
    hits = sorted({(r.row, r.number) for r in connection.execute(query, wanted.parameters)})
    if not hits:
        return {}
    nobody = Person("", None, "")
    holdings = by_number(
        connection, sent((n, number, 0, nobody) for n, (_, number) in enumerate(hits))
    )
    found: dict[int, list[Holding]] = {}
    ended = ends.revoked_for_cause(
        connection, [h.number for h in holdings.values() if h.state == "revoked"]
    )
    for n, (row, number) in enumerate(hits):
        if holdings[n].state in LIVE or number in ended:
            found.setdefault(row, []).append(holdings[n])
    return found


@lru_cache
def _number_query(dialect: str) -> CompoundSelect[Any]:
    wanted = incoming(dialect)
    return sa.union_all(
        _certificates(wanted, certificates.c.number == wanted.c.number),
        _completions(wanted, completions.c.number == wanted.c.number),
    )


@lru_cache
def _person_query(dialect: str, registered: bool, former: bool) -> CompoundSelect[Any]:
    """Row and number only: what the numbers are is looked up for the few that are found.

    Parts nobody is looked for by are left out: each costs the engine the same, whatever is in it.
    """
    wanted = incoming(dialect)
    done = and_(completions.c.kind == wanted.c.kind, completions.c.current)
    waiting = and_(
        sa.func.substr(certificates.c.number, 7, 1) == sa.cast(wanted.c.kind, sa.String), _WAITING
    )
    renamed = and_(
        reissues.c.new_name_key == wanted.c.name_key,
        _birth(completions) == wanted.c.birth_date,
        done,
    )

    def numbers(table: Table, source: Any, on: ColumnElement[bool]) -> Select[Any]:
        return select(wanted.c.row, table.c.number).select_from(wanted.join(source, on))

    parts = [
        numbers(
            completions,
            completions.join(reissues, reissues.c.new_number == completions.c.number),
            renamed,
        ),
        numbers(completions, completions, and_(_former(completions, wanted), done)),
    ]
    ways = [_born, *([_registered] if registered else []), *([_later] if former else [])]
    for way in ways:
        parts.append(numbers(completions, completions, and_(way(completions, wanted), done)))
        parts.append(numbers(certificates, certificates, and_(way(certificates, wanted), waiting)))
    return sa.union_all(*parts)


LIVE = ("reserved", "given", "reported")


def _born(t: Table, wanted: FromClause) -> ColumnElement[bool]:
    return and_(t.c.name_key == wanted.c.name_key, t.c.birth_date == wanted.c.birth_date)


def _birth(t: Table) -> ColumnElement[Any]:
    """The birth date, but not its index: the few rows a name gives are looked through, not all of one day."""
    return sa.func.coalesce(t.c.birth_date, sa.null())


def _former(t: Table, wanted: FromClause) -> ColumnElement[bool]:
    """The register has the name asked for as a 旧姓, or both wrote the same 旧姓."""
    return and_(
        t.c.former_key.in_((wanted.c.name_key, wanted.c.former_key)),
        t.c.former_key != literal_column("''"),
        _birth(t) == wanted.c.birth_date,
    )


def _later(t: Table, wanted: FromClause) -> ColumnElement[bool]:
    """The register has the 旧姓 asked for as the name."""
    return and_(
        t.c.name_key == wanted.c.former_key,
        wanted.c.former_key != literal_column("''"),
        t.c.birth_date == wanted.c.birth_date,
    )


def _registered(t: Table, wanted: FromClause) -> ColumnElement[bool]:
    return and_(t.c.registration == wanted.c.registration, t.c.registration != literal_column("''"))


def _completions(wanted: FromClause, on: ColumnElement[bool]) -> Select[Any]:
    return select(
        wanted.c.row,
        completions.c.number,
        certificates.c.state,
        *_own(completions),
        reports.c.file,
        completions.c.place,
        audit.c.at,
        audit.c.action,
    ).select_from(
        wanted.join(completions, and_(on, completions.c.current))
        .join(certificates, certificates.c.number == completions.c.number)
        .join(reports, reports.c.id == completions.c.report)
        .join(audit, audit.c.id == reports.c.entry)
    )


def _certificates(wanted: FromClause, on: ColumnElement[bool]) -> Select[Any]:
    empty: ColumnElement[str] = literal_column("''")
    return select(
        wanted.c.row,
        certificates.c.number,
        certificates.c.state,
        *_own(certificates),
        empty.label("file"),
        empty.label("place"),
        audit.c.at,
        audit.c.action,
    ).select_from(wanted.join(certificates, on).join(audit, audit.c.id == certificates.c.entry))


def _own(table: Table) -> tuple[ColumnElement[Any], ...]:
    former: ColumnElement[Any] = (
        table.c.former_key if "former_key" in table.c else literal_column("''")
    )
    return table.c.name_key, table.c.birth_date, table.c.registration, former.label("former_key")


def _held(r: sa.Row[Any]) -> Holding:
    return Holding(
        r.number,
        r.state,
        Person(r.name_key, r.birth_date, r.registration, r.former_key),
        source(r._mapping),
    )


def source(r: sa.RowMapping) -> str:
    """実績報告.xlsx 名簿!K5（取込 2026-11-21）, or what else brought the number here and what became of it."""
    when = str(r["at"])[:10] + (
        "" if r["state"] in ("given", "reported") else f"・{STATES[r['state']]}"
    )
    if r["file"]:
        return f"{r['file']} {r['place']}（取込 {when}）"
    came = {"number": "台帳で付番", "reissue": "再交付"}.get(r["action"], "前の実績報告")
    return f"{came}（{when}）"


def count(connection: Connection, table: Table) -> int:
    """Rows of a table."""
    return connection.execute(select(sa.func.count()).select_from(table)).scalar_one()
