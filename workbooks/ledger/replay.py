"""監査記録との突き合わせ: what the lines of the chain say was done must stand in the tables, and nothing else.

The seal tells that a table was changed; this names the number, the line, its time and its clerk.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import Any

from sqlalchemy import Connection, Row, select

from validators.messages import sentence
from validators.reading import Note
from workbooks.ledger.store.schema import audit, certificates, reissues, revocations

_SHOWN = 20
_RUN = re.compile(r"\b(\d{12})(?:-(\d{12}))?\b")


def faults(connection: Connection) -> Iterator[str]:
    """A sentence for each number that does not fit the line it came from."""
    yield from _given(connection)
    for table, action in ((revocations, "revoke"), (reissues, "reissue")):
        query = (
            select(table.c.number, audit.c.id, audit.c.at, audit.c.actor, audit.c.action)
            .add_columns(audit.c.detail)
            .join(audit, audit.c.id == table.c.entry)
        )
        for row in connection.execute(query):
            if row.action != action or str(row.number) not in str(row.detail):
                yield _said(row.number, row)


def _given(connection: Connection) -> Iterator[str]:
    """Numbers given out line by line: each line names its own, no more and no fewer."""
    lines = {
        row.id: row for row in connection.execute(select(audit).where(audit.c.action == "number"))
    }
    query = (
        select(certificates.c.entry, certificates.c.number)
        .join(audit, audit.c.id == certificates.c.entry)
        .where(audit.c.action == "number")
        .order_by(certificates.c.entry)
    )
    count = 0
    for entry, rows in groupby(connection.execute(query), key=lambda r: r.entry):
        stands = {row.number for row in rows}
        named = set(_named(lines[entry].detail))
        for number in sorted(stands ^ named):
            count += 1
            if count <= _SHOWN:
                yield _said(number, lines[entry])
        del lines[entry]
    for row in lines.values():
        for number in _named(row.detail):
            count += 1
            if count <= _SHOWN:
                yield _said(number, row)


def _named(detail: str) -> Iterable[str]:
    for first, last in _RUN.findall(detail):
        for number in range(int(first), int(last or first) + 1):
            yield f"{number:012}"


def _said(number: str, row: Row[Any]) -> str:
    line = row._mapping
    return sentence(
        Note(
            "verify-log",
            {
                "what": f"修了証番号 {number}",
                "line": line["id"],
                "at": str(line["at"])[:16].replace("T", " "),
                "actor": line["actor"],
            },
        )
    )
