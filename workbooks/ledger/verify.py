"""検証: numbers unique and whole, every certificate with its completion, reports as they were
taken, the audit chain unbroken."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

import sqlalchemy as sa
from sqlalchemy import Connection, select, text

from workbooks.ledger import completions as reports
from workbooks.ledger.matching import count
from workbooks.ledger.store import audit
from workbooks.ledger.store import schema as tables
from workbooks.ledger.store.engine import Ledger
from workbooks.ledger.store.schema import certificates, completions, reissues, revocations

_SHOWN = 20


@dataclass(frozen=True, slots=True)
class Proof:
    """``faults`` are sentences, none when all is well; ``counts`` are rows by table name,
    ``waiting`` numbers without a report yet."""

    faults: tuple[str, ...]
    counts: dict[str, int]
    waiting: int


def verify(ledger: Ledger) -> Proof:
    """Look through the whole register; writes nothing."""
    with ledger.read() as connection:
        faults = [
            *_engine(connection),
            *_numbers(connection),
            *_states(connection),
            *_contents(connection),
            *audit.faults(connection),
        ]
        counts = {name: count(connection, tables.metadata.tables[name]) for name in tables.NAMES}
        query = (
            select(sa.func.count())
            .select_from(certificates)
            .where(certificates.c.state.in_(("reserved", "given")))
        )
        return Proof(tuple(faults), counts, connection.execute(query).scalar_one())


def _engine(connection: Connection) -> Iterator[str]:
    if connection.dialect.name == "sqlite":
        for pragma in (text("PRAGMA integrity_check(3)"), text("PRAGMA foreign_key_check")):
            if [tuple(r) for r in connection.execute(pragma)] not in ([("ok",)], []):
                yield "台帳のファイルが壊れています。careerup ledger backup で作った控えに戻してください。"


def _numbers(connection: Connection) -> Iterator[str]:
    twice = (
        select(certificates.c.number).group_by(certificates.c.number).having(sa.func.count() > 1)
    )
    yield from _listed(connection, twice, "が2つあります")
    digits = sa.cast(sa.func.substr(certificates.c.number, 8, 5), sa.Integer)
    head = sa.cast(sa.func.substr(certificates.c.number, 1, 2), sa.Integer)
    wrong = sa.or_(
        sa.func.length(certificates.c.number) != 12,
        digits != certificates.c.sequence,
        head != certificates.c.prefecture,
    )
    yield from _listed(
        connection, select(certificates.c.number).where(wrong), "の桁と控えが合いません"
    )


def _states(connection: Connection) -> Iterator[str]:
    own = completions.alias()
    completed = sa.exists().where(own.c.number == certificates.c.number, own.c.current)
    revoked = sa.exists().where(revocations.c.number == certificates.c.number)
    replaced = sa.exists().where(
        reissues.c.number == certificates.c.number, reissues.c.new_number != certificates.c.number
    )
    state = certificates.c.state
    for where, words in (
        ((state == "reported") & ~completed, "に修了の記録がありません"),
        (
            state.in_(("reserved", "given", "withdrawn", "replaced")) & completed,
            "は有効でないのに、いまの修了の記録があります",
        ),
        (
            sa.or_((state == "revoked") & ~revoked, (state != "revoked") & revoked),
            "の取消の記録が合いません",
        ),
        (
            sa.or_(
                (state == "replaced") & ~replaced,
                (state != "replaced") & replaced & (state != "revoked"),
            ),
            "の再交付の記録が合いません",
        ),
    ):
        yield from _listed(connection, select(certificates.c.number).where(where), words)
    kind = sa.cast(sa.func.substr(completions.c.number, 7, 1), sa.Integer)
    yield from _listed(
        connection,
        select(completions.c.number).where(kind != completions.c.kind),
        "と研修分野が合いません",
    )


def _contents(connection: Connection) -> Iterator[str]:
    """Each report still says what it said when it was taken, and the audit chain names it."""
    said = dict(connection.execute(select(tables.reports.c.id, tables.reports.c.content)).all())
    renumbered = select(reissues.c.new_number).where(reissues.c.new_number != reissues.c.number)
    query = (
        select(completions)
        .where(completions.c.number.not_in(renumbered))
        .order_by(completions.c.report)
        .execution_options(yield_per=1000)
    )
    for report, rows in groupby(connection.execute(query).mappings(), key=lambda r: r["report"]):
        if reports.content(dict(r) for r in rows) != said.pop(report, ""):
            yield f"実績報告 {report} 番の修了の記録が、取り込んだあとで変えられています。"
    yield from (f"実績報告 {report} 番の修了の記録がありません。" for report in said)
    logged = sa.exists().where(
        tables.audit.c.id == tables.reports.c.entry,
        tables.audit.c.detail.contains(tables.reports.c.content),
    )
    for report in connection.execute(select(tables.reports.c.id).where(~logged)).scalars():
        yield f"実績報告 {report} 番が監査記録と合いません。"


def _listed(connection: Connection, query: sa.Select[tuple[str]], words: str) -> Iterator[str]:
    for number in connection.execute(query.limit(_SHOWN)).scalars():
        yield f"修了証番号 {number} {words}。"
