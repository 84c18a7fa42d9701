"""再交付 (Guideline 5(5)) and 取消 (5(1)): what was before stays readable, a revoked number is never given again."""

from __future__ import annotations

import datetime as dt

from sqlalchemy import Connection, insert, select, update

from validators.numbers.certificate import LAST_SEQUENCE, SEQUENCE_WIDTH
from validators.problems import FileProblem
from validators.values.names import name_key
from workbooks.ledger import history as people
from workbooks.ledger import numbers
from workbooks.ledger.history import Entry
from workbooks.ledger.numbers import Scope
from workbooks.ledger.store import audit
from workbooks.ledger.store.engine import Ledger
from workbooks.ledger.store.schema import STATES, certificates, completions, reissues, revocations

REISSUE_REASONS = ("氏名変更", "紛失", "汚損・破損", "記載の誤り", "その他")
REVOKE_REASONS = ("虚偽・不正の事実", "修了の要件を満たさない", "書き損じ・重複", "その他")


def reissue(
    ledger: Ledger,
    number: str,
    reason: str,
    issued_on: dt.date,
    *,
    new_name: str = "",
    note: str = "",
    new_number: bool = False,
    scope: Scope = "series",
) -> Entry:
    """Record a re-issue; the entry as it is to be printed. ``new_number``: under the next free
    number (profile numbers.reissue).

    Raises Problem for a number that is not in force, and for a 氏名変更 without another name.
    """
    _reason(reason, REISSUE_REASONS)
    with ledger.write() as connection:
        entry = people.one(connection, number)
        if entry.state != "reported":
            raise FileProblem(
                f"修了証番号 {number} は{STATES[entry.state]}のため、再交付できません。"
            )
        if reason == "氏名変更" and new_name.strip() in ("", entry.name):
            raise FileProblem(
                "氏名変更の再交付には、いまの台帳と違う新しい氏名（--name）が要ります。"
            )
        name = new_name.strip() or entry.name
        if name != entry.name and reason not in ("氏名変更", "記載の誤り"):
            raise FileProblem(
                f"理由が「{reason}」の再交付では氏名を変えられません。氏名を変えるときは理由を「氏名変更」にしてください。"
            )
        fresh = _next(connection, number, issued_on, scope) if new_number else number
        line = audit.append(
            connection,
            "reissue",
            f"{number} を再交付" + (f"（新しい番号 {fresh}）" if new_number else ""),
            reason,
        )
        if new_number:
            _renumber(connection, number, fresh, line)
        connection.execute(
            insert(reissues),
            {
                "number": number,
                "new_number": fresh,
                "reason": reason,
                "old_name": entry.name,
                "new_name": name,
                "new_name_key": name_key(name)[:100],
                "issued_on": issued_on,
                "note": note,
                "entry": line,
            },
        )
        return people.one(connection, fresh)


def revoke(
    ledger: Ledger, number: str, reason: str, revoked_on: dt.date, *, note: str = ""
) -> None:
    """Record that a completion or a number no longer counts. Raises Problem."""
    _reason(reason, REVOKE_REASONS)
    with ledger.write() as connection:
        state = connection.execute(
            select(certificates.c.state).where(certificates.c.number == number)
        ).scalar()
        if state is None:
            raise FileProblem(f"修了証番号 {number} は台帳にありません。番号を確かめてください。")
        if state in ("revoked", "replaced"):
            raise FileProblem(
                f"修了証番号 {number} は既に{STATES[state]}です。何も変えていません。"
            )
        line = audit.append(connection, "revoke", f"{number} を取消", reason)
        connection.execute(
            update(certificates).where(certificates.c.number == number).values(state="revoked")
        )
        connection.execute(
            insert(revocations),
            {
                "number": number,
                "reason": reason,
                "revoked_on": revoked_on,
                "note": note,
                "entry": line,
            },
        )


def _reason(reason: str, known: tuple[str, ...]) -> None:
    if reason not in known:
        raise FileProblem(
            f"理由は {'、'.join(known)} から選んでください。詳しくは備考（--note）に書きます。"
        )


def _next(connection: Connection, number: str, issued_on: dt.date, scope: Scope) -> str:
    series = f"{number[:2]}{issued_on.year % 100:02}{number[4:7]}"
    sequence = numbers.last(connection, series[: SEQUENCE_WIDTH[scope]]) + 1
    if sequence > LAST_SEQUENCE:
        raise FileProblem(
            f"番号 {series}… の連番が {LAST_SEQUENCE} を超えるため、新しい番号を付けられません。"
        )
    return f"{series}{sequence:05}"


def _renumber(connection: Connection, old: str, fresh: str, line: int) -> None:
    """The completion goes on under the new number; the row with the old one stays as it was reported."""
    connection.execute(
        update(certificates).where(certificates.c.number == old).values(state="replaced")
    )
    own = dict(
        connection.execute(
            select(completions).where(completions.c.number == old, completions.c.current)
        )
        .mappings()
        .one()
    )
    connection.execute(
        insert(certificates),
        {
            "number": fresh,
            "prefecture": int(fresh[:2]),
            "sequence": int(fresh[7:]),
            "state": "reported",
            "entry": line,
            **{name: own[name] for name in ("name_key", "birth_date", "registration")},
        },
    )
    connection.execute(
        update(completions).where(completions.c.id == own.pop("id")).values(current=False)
    )
    connection.execute(insert(completions), {**own, "number": fresh})
