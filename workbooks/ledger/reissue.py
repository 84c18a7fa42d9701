"""再交付 (Guideline 5(5)), 取消 (5(1)) and 同意の変更 (5(4)イ): what was before stays readable, a revoked number
is never given again."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from sqlalchemy import Connection, select

from validators.guideline.fiscal_year import SCHEME_START
from validators.numbers.certificate import LAST_SEQUENCE, SEQUENCE_WIDTH
from validators.problems import Problem
from validators.values.names import name_key
from workbooks.ledger import ends, history, sequences
from workbooks.ledger.history import RegisterEntry
from workbooks.ledger.numbers import Scope
from workbooks.ledger.store import audit, seal
from workbooks.ledger.store.engine import Ledger
from workbooks.ledger.store.schema import (
    STATES,
    certificates,
    completions,
    consents,
    reissues,
    revocations,
)

REISSUE_REASONS = ("氏名変更", "紛失", "汚損・破損", "記載の誤り", "その他")
REVOKE_REASONS = ("虚偽・不正の事実", "修了の要件を満たさない", "書き損じ・重複", "その他")


@dataclass(frozen=True, slots=True)
class Reissue:
    """A re-issue asked for. ``new_number``: under the next free number (profile numbers.reissue);
    ``today`` is the last day it may be dated."""

    number: str
    reason: str
    issued_on: dt.date
    new_name: str = ""
    note: str = ""
    new_number: bool = False
    scope: Scope = "series"
    today: dt.date | None = None


@dataclass(frozen=True, slots=True)
class Reissued:
    """The completion as it is to be printed; ``before``: exactly this had been recorded already, nothing was added."""

    entry: RegisterEntry
    before: bool = False


def reissue(ledger: Ledger, wanted: Reissue) -> Reissued:
    """Record a re-issue. The same one once more (number, reason, day and name) is not recorded again.

    Raises Problem for a number that is not in force, a day that cannot be, and for a 氏名変更 without another name.
    """
    _reason(wanted.reason, REISSUE_REASONS)
    with ledger.write() as connection:
        if done := _before(connection, wanted):
            return Reissued(history.one(connection, done), True)
        entry = history.one(connection, wanted.number)
        name = _allowed(entry, wanted)
        fresh = wanted.number
        if wanted.new_number:
            fresh = _next(connection, wanted.number, wanted.issued_on, wanted.scope)
        line = audit.append(
            connection,
            "reissue",
            f"{wanted.number} を再交付" + (f"（新しい番号 {fresh}）" if wanted.new_number else ""),
            wanted.reason,
        )
        if wanted.new_number:
            _renumber(connection, wanted.number, fresh, line)
        row = {
            "number": wanted.number,
            "new_number": fresh,
            "reason": wanted.reason,
            "old_name": entry.name,
            "new_name": name,
            "new_name_key": name_key(name)[:100],
            "issued_on": wanted.issued_on,
            "note": wanted.note,
            "entry": line,
        }
        seal.insert(connection, reissues, [row])
        return Reissued(history.one(connection, fresh))


def _before(connection: Connection, wanted: Reissue) -> str:
    """The number this very re-issue was recorded under, "" when it was not."""
    query = (
        select(reissues)
        .where(reissues.c.number == wanted.number)
        .order_by(reissues.c.id.desc())
        .limit(1)
    )
    last = connection.execute(query).first()
    if last is None or (last.reason, last.issued_on) != (wanted.reason, wanted.issued_on):
        return ""
    name = wanted.new_name.strip()
    if name and name != last.new_name:
        return ""
    return ends.successors(connection, [wanted.number]).get(wanted.number, wanted.number)


def _allowed(entry: RegisterEntry, wanted: Reissue) -> str:
    """The name to be printed. Raises Problem."""
    if entry.state != "reported":
        raise Problem("reissue-not-in-force", number=entry.number, state=STATES[entry.state])
    name = wanted.new_name.strip() or entry.name
    if wanted.reason == "氏名変更" and name == entry.name:
        raise Problem("reissue-same-name")
    if name != entry.name and wanted.reason not in ("氏名変更", "記載の誤り"):
        raise Problem("reissue-other-name", reason=wanted.reason)
    possible_day(wanted.issued_on, wanted.today, entry.completed_on)
    return name


def possible_day(day: dt.date, today: dt.date | None, first: dt.date = SCHEME_START) -> None:
    """Refuse a day before ``first`` (the completion; without one the notice) or after today. Raises Problem."""
    if day < first:
        raise Problem("ledger-day-early", day=day, first=first)
    if today and day > today:
        raise Problem("ledger-day-late", day=day, today=today)


@dataclass(frozen=True, slots=True)
class Revocation:
    """A revocation asked for; ``today`` is the last day it may be dated."""

    number: str
    reason: str
    revoked_on: dt.date
    note: str = ""
    today: dt.date | None = None


def revoke(ledger: Ledger, wanted: Revocation) -> None:
    """Record that a completion or a number no longer counts. Raises Problem."""
    number, reason = wanted.number, wanted.reason
    _reason(reason, REVOKE_REASONS)
    possible_day(wanted.revoked_on, wanted.today)
    with ledger.write() as connection:
        state = connection.execute(
            select(certificates.c.state).where(certificates.c.number == number)
        ).scalar()
        if state is None:
            raise Problem("ledger-number-unknown", number=number)
        if state in ("revoked", "replaced"):
            raise Problem("revoke-already", number=number, state=STATES[state])
        in_force = completions.c.number == number, completions.c.current
        done = connection.execute(select(completions.c.completed_on).where(*in_force)).scalar()
        possible_day(wanted.revoked_on, wanted.today, done or SCHEME_START)
        line = audit.append(connection, "revoke", f"{number} を取消", reason)
        ended = {number: {"state": "revoked"}}
        seal.change(connection, certificates, certificates.c.number, ended)
        row = {
            "number": number,
            "reason": reason,
            "revoked_on": wanted.revoked_on,
            "note": wanted.note,
            "entry": line,
        }
        seal.insert(connection, revocations, [row])


def consent(
    ledger: Ledger, number: str, agreed: bool, day: dt.date, *, note: str = ""
) -> RegisterEntry:
    """Record what a person decided after the report about giving ①–⑥ to others; it holds for all their completions.

    Raises Problem for a number without a completion.
    """
    with ledger.write() as connection:
        entry = history.one(connection, number)
        what = "同意" if agreed else "同意の取りやめ"
        line = audit.append(connection, "consent", f"{number} の情報提供: {what}")
        row = {
            "number": number,
            "agreed": agreed,
            "decided_on": day,
            "note": note,
            "entry": line,
        }
        seal.insert(connection, consents, [row])
        return entry


def _reason(reason: str, known: tuple[str, ...]) -> None:
    if reason not in known:
        raise Problem("ledger-reason", choices="、".join(known))


def _next(connection: Connection, number: str, issued_on: dt.date, scope: Scope) -> str:
    series = f"{number[:2]}{issued_on.year % 100:02}{number[4:7]}"
    sequence = sequences.last(connection, series[: SEQUENCE_WIDTH[scope]]) + 1
    if sequence > LAST_SEQUENCE:
        raise Problem("numbering-full", start=series, last=LAST_SEQUENCE)
    return f"{series}{sequence:05}"


def _renumber(connection: Connection, old: str, fresh: str, line: int) -> None:
    """The completion goes on under the new number; the row with the old one stays as it was reported."""
    ended = {old: {"state": "replaced"}}
    seal.change(connection, certificates, certificates.c.number, ended)
    query = select(completions).where(completions.c.number == old, completions.c.current)
    completion = dict(connection.execute(query).mappings().one())
    made = {
        "number": fresh,
        "prefecture": int(fresh[:2]),
        "sequence": int(fresh[7:]),
        "state": "reported",
        "entry": line,
        **{name: completion[name] for name in ("name_key", "birth_date", "registration")},
    }
    seal.insert(connection, certificates, [made])
    first = completion.pop("id")
    seal.change(connection, completions, completions.c.id, {first: {"current": False}})
    origin = completion["origin"] or first
    seal.insert(connection, completions, [{**completion, "number": fresh, "origin": origin}])
