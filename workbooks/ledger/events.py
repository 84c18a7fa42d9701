"""出来事: what happened to certificate numbers, each with its clerk and its line in the audit chain."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, or_, select

from workbooks.ledger.store.schema import (
    acceptances,
    audit,
    completions,
    consents,
    reissues,
    reports,
    revocations,
    sameness,
)


@dataclass(frozen=True, slots=True)
class Event:
    """One thing that happened to a number; ``entry`` is its line in the audit chain."""

    day: str
    number: str
    what: str
    detail: str
    actor: str
    entry: int


def events(connection: Connection, numbers: list[str]) -> list[Event]:
    """Everything recorded about these numbers, oldest first."""
    found = [
        *_received(connection, numbers),
        *_reissued(connection, numbers),
        *_revoked(connection, numbers),
        *_decided(connection, numbers),
    ]
    return sorted(found, key=lambda e: (e.day, e.entry))


def _received(connection: Connection, numbers: list[str]) -> Iterator[Event]:
    query = (
        select(audit, completions.c.number, reports.c.file)
        .join(reports, reports.c.entry == audit.c.id)
        .join(completions, completions.c.report == reports.c.id)
        .where(completions.c.number.in_(numbers), completions.c.origin.is_(None))
    )
    for r in connection.execute(query):
        reason = f"（{r.reason}）" if r.reason else ""
        yield Event(r.at[:10], r.number, "実績報告", f"{r.file}{reason}", r.actor, r.id)


def _reissued(connection: Connection, numbers: list[str]) -> Iterator[Event]:
    query = (
        select(reissues, audit.c.actor)
        .join(audit, audit.c.id == reissues.c.entry)
        .where(reissues.c.new_number.in_(numbers))
    )
    for r in connection.execute(query):
        change = f"{r.old_name} → {r.new_name}" if r.old_name != r.new_name else ""
        moved = f"番号 {r.number} → {r.new_number}" if r.number != r.new_number else ""
        detail = "　".join(filter(None, (r.reason, change, moved, r.note)))
        yield Event(r.issued_on.isoformat(), r.new_number, "再交付", detail, r.actor, r.entry)


def _revoked(connection: Connection, numbers: list[str]) -> Iterator[Event]:
    query = (
        select(revocations, audit.c.actor)
        .join(audit, audit.c.id == revocations.c.entry)
        .where(revocations.c.number.in_(numbers))
    )
    for r in connection.execute(query):
        detail = "　".join(filter(None, (r.reason, r.note)))
        yield Event(r.revoked_on.isoformat(), r.number, "取消", detail, r.actor, r.entry)


_SAID = {"same": "同じ人", "other": "別の人", "undone": "判断の取消し"}


def _same(connection: Connection, numbers: list[str]) -> Iterator[Event]:
    query = (
        select(sameness, audit.c.at, audit.c.actor)
        .join(audit, audit.c.id == sameness.c.entry)
        .where(or_(sameness.c.number.in_(numbers), sameness.c.other.in_(numbers)))
    )
    for r in connection.execute(query):
        detail = "　".join(filter(None, (f"{r.other} と{_SAID[r.verdict]}", r.reason)))
        yield Event(r.at[:10], r.number, "同じ人の判断", detail, r.actor, r.entry)


_ACCEPTED: dict[str, str] = {
    "left-out": "報告のこの行は取り込まない",
    "doubt": "氏名などが違うが同じ人として取り込む",
    "person": "同じ分野の2つ目の修了として取り込む",
    "reported": "前の報告の行を改める",
    "changed": "訂正を認める",
    "withdrawn": "取り下げを認める",
    "kept": "取り下げない",
    "held": "同じ分野の2つ目の番号を付ける",
}


def _decided(connection: Connection, numbers: list[str]) -> Iterator[Event]:
    query = (
        select(acceptances, audit.c.at, audit.c.actor)
        .join(audit, audit.c.id == acceptances.c.entry)
        .where(acceptances.c.number.in_(numbers))
    )
    for r in connection.execute(query):
        detail = "　".join(filter(None, (_ACCEPTED.get(r.why, r.why), r.held, r.reason)))
        yield Event(r.at[:10], r.number, "要確認の判断", detail, r.actor, r.entry)
    yield from _same(connection, numbers)
    agreed: Any = (
        select(consents, audit.c.actor)
        .join(audit, audit.c.id == consents.c.entry)
        .where(consents.c.number.in_(numbers))
    )
    for r in connection.execute(agreed):
        detail = "　".join(filter(None, ("同意" if r.agreed else "同意の取りやめ", r.note)))
        yield Event(r.decided_on.isoformat(), r.number, "情報提供", detail, r.actor, r.entry)
