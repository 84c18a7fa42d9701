"""検証: every row sealed, the audit chain unbroken and known to this PC, numbers whole, reports as they were taken."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa
from sqlalchemy import Connection, select, text

from validators.messages import sentence
from validators.reading import Note
from workbooks.ledger import replay
from workbooks.ledger.contents import Contents
from workbooks.ledger.matching import count
from workbooks.ledger.store import anchor, audit, key, seal
from workbooks.ledger.store import end as ends
from workbooks.ledger.store import schema as tables
from workbooks.ledger.store.engine import Ledger
from workbooks.ledger.store.schema import certificates, completions, reissues, revocations

_SHOWN = 20
_NEW_SHAPE = ("upgrade", "move", "restore")  # lines that may change the form of the tables


@dataclass(frozen=True, slots=True)
class Proof:
    """``faults`` are sentences, none when all is well; ``hints`` what is odd but no fault; ``counts`` are rows by
    table name, ``waiting`` numbers without a report yet; ``anchor`` the end of the chain (204-9f3a); ``key`` says
    with which key the rows were proved, or that they were not."""

    faults: tuple[str, ...]
    counts: dict[str, int]
    waiting: int
    hints: tuple[str, ...] = ()
    anchor: str = ""
    key: str = ""


def verify(ledger: Ledger, printed: str = "") -> Proof:
    """Look through the whole register; writes nothing.

    ``printed``: an anchor as it stands on what was handed out, to be found in the chain.
    """
    with ledger.read() as connection:
        end = ends.read(connection)
        secret = key.of(end)
        chain = _Chain(secret if end["key_id"] else None, _sealed_since(connection))
        contents = Contents(connection)
        faults = [
            *_engine(connection),
            *_anchors(connection, end, printed),
            *chain.faults(connection, end),
            *_keys(end),
            *_seals(connection, end, chain.last, secret, contents),
            *_readable(replay.faults(connection)),
            *_readable(_numbers(connection)),
            *_readable(_states(connection)),
            *contents.faults(connection),
        ]
        counts = {name: count(connection, tables.metadata.tables[name]) for name in tables.NAMES}
        query = (
            select(sa.func.count())
            .select_from(certificates)
            .where(certificates.c.state.in_(("reserved", "given")))
        )
        return Proof(
            tuple(faults),
            counts,
            connection.execute(query).scalar_one(),
            tuple(chain.hints),
            anchor.printed(end["entries"], end["hash"]),
            _said(_proved_with(end, secret), key=end["key_id"]),
        )


def _readable(found: Iterator[str]) -> Iterator[str]:
    """What is found, until a value cannot be read at all: a day that is none."""
    try:
        yield from found
    except ValueError:
        yield _said("verify-value")


def _proved_with(end: dict[str, Any], secret: bytes | None) -> str:
    if secret is None:
        return "verify-key-missing"
    return "verify-key" if end["key_id"] else "verify-key-none"


def _keys(end: dict[str, Any]) -> Iterator[str]:
    """A register this user keeps a key for is sealed with it, or somebody sealed it anew."""
    known = key.known(end["identity"])
    if known and end["key_id"] not in known:
        yield _said("verify-key-other")


def _sealed_since(connection: Connection) -> int:
    """The line from which on every line bears the mark of the key of now; 0 where there is none."""
    query = select(sa.func.max(tables.audit.c.id)).where(tables.audit.c.action == "key")
    return connection.execute(query).scalar() or 0


def _said(rule: str, /, **params: object) -> str:
    return sentence(Note(rule, params))


def _engine(connection: Connection) -> Iterator[str]:
    if connection.dialect.name == "sqlite":
        for pragma in (text("PRAGMA integrity_check(3)"), text("PRAGMA foreign_key_check")):
            if [tuple(r) for r in connection.execute(pragma)] not in ([("ok",)], []):
                yield _said("verify-damaged")


def _anchors(connection: Connection, end: dict[str, Any], printed: str) -> Iterator[str]:
    """What this PC knows and what was handed out must stand in the chain."""
    if end["role"] == "live":
        state, remembered = anchor.compare(connection, end)
        if state and remembered:
            yield _said(f"register-{state}", line=remembered.entries)
    if printed:
        line, _, start = printed.partition("-")
        query = select(tables.audit.c.hash).where(
            tables.audit.c.id == (int(line) if line.isdecimal() else -1)
        )
        found = connection.execute(query).scalar()
        if not found or not start or not found.startswith(start.lower()):
            yield _said("verify-anchor", anchor=printed)


class _Chain:
    """The audit chain read once: its faults, odd clocks, and its last line."""

    def __init__(self, key: bytes | None, since: int) -> None:
        self.key, self.since = key, since
        self.last: dict[str, Any] | None = None
        self.hints: list[str] = []

    def faults(self, connection: Connection, end: dict[str, Any]) -> Iterator[str]:
        """Sentences about lines that were altered, taken out or put in."""
        before, expected = audit.START, 1
        query = select(tables.audit).order_by(tables.audit.c.id)
        for row in connection.execute(query.execution_options(yield_per=1000)).mappings():
            if row["id"] != expected:
                yield _said("verify-line-missing", line=expected)
                expected = row["id"]
            if audit.digest(before, dict(row)) != row["hash"]:
                yield _said("verify-line-changed", line=row["id"])
            elif not self._marked(dict(row)):
                yield _said("verify-line-mark", line=row["id"])
            yield from self._against_last(dict(row))
            before, expected = row["hash"], expected + 1
        if (end["entries"], end["hash"]) != (expected - 1, before):
            yield _said("verify-end")

    def _marked(self, row: dict[str, Any]) -> bool:
        if self.key is None or row["id"] < self.since:
            return bool(self.since or row["mark"] == "")  # without a key there never was a mark
        return bool(row["mark"] == seal.mark_of_line(self.key, row["hash"]))

    def _against_last(self, row: dict[str, Any]) -> Iterator[str]:
        last, self.last = self.last, row
        if last is None:
            return
        now, then = str(row["at"]), str(last["at"])
        if now[:19] < then[:19] and now[19:] == then[19:]:
            self.hints.append(_said("verify-clock", line=row["id"]))
        if not last["seal"]:
            return
        if not row["seal"]:  # sealed lines are never followed by one without
            yield _said("verify-line-changed", line=row["id"])
        elif _shape_of(row) != _shape_of(last) and row["action"] not in _NEW_SHAPE:
            yield _said("verify-shape", line=last["id"])


def _shape_of(line: dict[str, Any]) -> str:
    return str(line["seal"]).partition(".")[2]


def _seals(
    connection: Connection,
    end: dict[str, Any],
    last: dict[str, Any] | None,
    secret: bytes | None,
    contents: Contents,
) -> Iterator[str]:
    """All rows added up anew against the sums in ``ledger``, and these against the last line of the chain."""
    kept = seal.read(end["seal"])
    for name in seal.SEALED:
        table = tables.metadata.tables[name]
        if table is completions:
            rows = contents.passing(seal.lying(connection, table, (table.c.report,)))
        else:
            rows = seal.lying(connection, table)
        # without the key the rows are read all the same
        if seal.total(secret or b"", table, rows) != kept[name] and secret:
            yield _said("verify-seal", table=tables.NAMES[name])
    if last is None or not last["seal"]:
        return
    # a copy was sealed while it was still the live register
    state = {**end, "role": "live", "moved_to": ""} if end["role"] == "copy" else end
    if str(last["seal"]).partition(".")[0] != seal.digest(state, kept):
        yield _said("verify-seal-end")
    shape = seal.shape(connection)
    # a copy of a server's register is a file: its last line speaks of the server
    other_engine = end["role"] == "copy" and shape[0] != _shape_of(last)[0]
    if _shape_of(last) != shape and not other_engine:
        yield _said("verify-shape", line=last["id"])


def _numbers(connection: Connection) -> Iterator[str]:
    twice = (
        select(certificates.c.number).group_by(certificates.c.number).having(sa.func.count() > 1)
    )
    yield from _listed(connection, twice, "が2つあります")
    # as text: a number that is none stops PostgreSQL when it is asked for its digits
    one = sa.literal("1")
    wrong = sa.or_(
        sa.func.length(certificates.c.number) != 12,
        one + sa.func.substr(certificates.c.number, 8, 5)
        != sa.cast(certificates.c.sequence + 100000, sa.Text),
        one + sa.func.substr(certificates.c.number, 1, 2)
        != sa.cast(certificates.c.prefecture + 100, sa.Text),
    )
    yield from _listed(
        connection, select(certificates.c.number).where(wrong), "の桁と控えが合いません"
    )


def _states(connection: Connection) -> Iterator[str]:
    row = completions.alias()
    completed = sa.exists().where(row.c.number == certificates.c.number, row.c.current)
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
    kind = sa.func.substr(completions.c.number, 7, 1)
    yield from _listed(
        connection,
        select(completions.c.number).where(kind != sa.cast(completions.c.kind, sa.Text)),
        "と研修分野が合いません",
    )


def _listed(connection: Connection, query: sa.Select[tuple[str]], words: str) -> Iterator[str]:
    for number in connection.execute(query.limit(_SHOWN)).scalars():
        yield _said("verify-number", number=number, what=words)
