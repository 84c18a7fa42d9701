"""別の人かもしれません: which completions may be one person's or two people's, and what a clerk says of them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Any, Literal

from sqlalchemy import ColumnElement, Connection, and_, func, select

from validators.problems import Problem
from workbooks.grid import Value
from workbooks.ledger import NO_REASON, history, people
from workbooks.ledger.history import RegisterEntry
from workbooks.ledger.store import audit, seal
from workbooks.ledger.store.engine import Ledger
from workbooks.ledger.store.schema import STATES, certificates, completions, sameness
from workbooks.ticks import marked_rows

Verdict = Literal["same", "other", "undone"]
VERDICTS: dict[Verdict, str] = {"same": "同じ人", "other": "別の人", "undone": "判断を取り消す"}
COLUMNS = (
    "判断",
    "理由",
    "尋ねること",
    "修了証番号",
    "氏名",
    "生年月日",
    "保育士登録番号",
    "フリガナ",
    "勤務先施設の名称",
    "もう1つの修了証番号",
    "もう1つの氏名",
    "もう1つの生年月日",
    "もう1つの保育士登録番号",
    "もう1つのフリガナ",
    "もう1つの勤務先施設の名称",
)
LIMIT = 2000  # questions in one list


@dataclass(frozen=True, slots=True)
class Doubt:
    """Two completions, and why they may be one person's; held apart until a clerk says so."""

    why: str
    one: RegisterEntry
    other: RegisterEntry

    @property
    def row(self) -> list[Value]:
        """Under ``COLUMNS``."""
        return ["", "", self.why, *_shown(self.one), *_shown(self.other)]


def _shown(e: RegisterEntry) -> list[Value]:
    return [e.number, e.name, e.birth_date or "", e.registration_number, e.kana, e.employer]


def doubts(ledger: Ledger) -> list[Doubt]:
    """Pairs nobody has said anything of yet, a pair for each two people, ``LIMIT`` at most."""
    found: dict[frozenset[str], Doubt] = {}
    with ledger.read() as connection:
        said = people.verdicts(connection)
        for why, alike, differs in _alike():
            for cluster in _clusters(connection, alike, differs):
                rows = [people.Row(e.number, e.person, "") for e in cluster]
                first: dict[int, RegisterEntry] = {}
                for e, place in zip(cluster, people.group(rows, said), strict=True):
                    first.setdefault(place, e)
                for one, other in combinations(first.values(), 2):
                    pair = frozenset((one.number, other.number))
                    if pair not in said and len(found) < LIMIT:
                        found.setdefault(pair, Doubt(why, one, other))
    return list(found.values())


_Column = ColumnElement[Any]


def _alike() -> list[tuple[str, tuple[_Column, ...], _Column]]:
    """The question, what is equal, and what differs."""
    c = completions.c
    return [
        (
            "氏名と生年月日が同じで、保育士登録番号が違うか、ない",
            (c.name_key, c.birth_date),
            c.registration,
        ),
        ("保育士登録番号が同じで、氏名も生年月日も違う", (c.registration,), c.name_key),
        (
            "フリガナと生年月日が同じで、氏名が違う（改姓・異体字か）",
            (c.kana_key, c.birth_date),
            c.name_key,
        ),
    ]


def _clusters(
    connection: Connection, alike: tuple[_Column, ...], differs: _Column
) -> Iterator[list[RegisterEntry]]:
    """Completions in force that are alike in some columns and not in another."""
    c = completions.c
    several = (
        select(*alike)
        .where(c.current, alike[0] != "", *(column.is_not(None) for column in alike))
        .group_by(*alike)
        .having(func.count(func.distinct(differs)) > 1)
        .order_by(*alike)
        .limit(LIMIT)
    )
    for values in connection.execute(several).all():
        same = and_(*(column == value for column, value in zip(alike, values, strict=True)))
        query = history.base().where(c.current, certificates.c.state == "reported", same)
        yield list(history.entries(connection, query.order_by(c.number)))


def decide(ledger: Ledger, pairs: Sequence[tuple[str, str, str]], verdict: Verdict) -> None:
    """Record what a clerk says of pairs of numbers, each with the reason, in one transaction.

    Raises Problem for a number the register does not know; then nothing was recorded.
    """
    with ledger.write() as connection:
        for number, other, _ in pairs:
            _known(connection, number, other)
        numbers = "、".join(f"{a} と {b}" for a, b, _ in pairs[:20])
        others = f" ほか {len(pairs) - 20} 組" if len(pairs) > 20 else ""
        line = audit.append(connection, "person", f"{numbers}{others}: {VERDICTS[verdict]}")
        rows = [
            {"number": a, "other": b, "verdict": verdict, "reason": why or NO_REASON, "entry": line}
            for a, b, why in pairs
        ]
        seal.insert(connection, sameness, rows)


def _known(connection: Connection, number: str, other: str) -> None:
    if number == other:
        raise Problem("person-one-number", number=number)
    for wanted in (number, other):
        state = connection.execute(
            select(certificates.c.state).where(certificates.c.number == wanted)
        ).scalar()
        if state is None:
            raise Problem("ledger-number-unknown", number=wanted)
        if state not in ("reported", "replaced", "withdrawn", "revoked"):
            raise Problem("ledger-number-unreported", number=wanted, state=STATES[state])


def decided(rows: Sequence[Sequence[str]]) -> dict[Verdict, list[tuple[str, str, str]]]:
    """The pairs of a list under ``COLUMNS`` that are marked ○ (one person) or × (two)."""
    found: dict[Verdict, list[tuple[str, str, str]]] = {"same": [], "other": []}
    one, other = COLUMNS.index("修了証番号"), COLUMNS.index("もう1つの修了証番号")
    for row, same in marked_rows((row for row in rows if row[other]), one):
        found["same" if same else "other"].append((row[one], row[other], row[1].strip()))
    return found
