"""番号のその後: under which number a completion goes on, under which name, and whether it was revoked for cause."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import Connection, select

from workbooks.ledger.store.schema import reissues, revocations

FOR_CAUSE = ("虚偽・不正の事実", "修了の要件を満たさない")  # reasons of a revocation (5(1))


def renamed(connection: Connection, numbers: list[str]) -> dict[str, str]:
    """Number → the 照合キー of the name its last re-issue with a change of name gave."""
    found: dict[str, str] = {}
    for start in range(0, len(numbers), 500):
        query = (
            select(reissues.c.new_number, reissues.c.new_name_key)
            .where(
                reissues.c.new_number.in_(numbers[start : start + 500]),
                reissues.c.new_name != reissues.c.old_name,
            )
            .order_by(reissues.c.id)
        )
        found.update(dict(connection.execute(query).all()))
    return found


def revoked_for_cause(connection: Connection, numbers: list[str]) -> set[str]:
    """Those whose completion was no completion: a new one of the same person has to be looked at by a clerk."""
    if not numbers:
        return set()
    query = select(revocations.c.number).where(
        revocations.c.number.in_(numbers), revocations.c.reason.in_(FOR_CAUSE)
    )
    return set(connection.execute(query).scalars())


def successors(connection: Connection, numbers: Iterable[str]) -> dict[str, str]:
    """Number → the one it goes on under after re-issues (Guideline 5(5)); those that were not replaced are left out."""
    found: dict[str, str] = {}
    wanted = {n: n for n in numbers}  # where each number has got to → where it began
    while wanted:
        # few numbers were ever replaced: all of them are fewer than a report's rows are parameters
        query = select(reissues.c.number, reissues.c.new_number).where(
            reissues.c.new_number != reissues.c.number
        )
        step = {old: new for old, new in connection.execute(query) if old in wanted}
        wanted = {step[now]: first for now, first in wanted.items() if now in step}
        found.update({first: now for now, first in wanted.items()})
    return found
