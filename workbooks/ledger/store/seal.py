"""封: a mark for every row of every table and their sums, so that a change made behind the program's back is seen.

The mark of a row is HMAC-SHA256 over its table and values; the sum of a table is the sum of its marks modulo 2^256.
Who changes k rows adds and subtracts k marks: nothing is read again. The sums stand in ``ledger``, their digest and the
shape of the schema in each line of the audit chain. ``insert``, ``change`` and ``remove`` are the only ways rows are
written; ``verify`` adds up all rows anew and compares.

The key is the office's (``key``), or without one the register's identity: known to everybody, so that a deliberate
forger can do the sums too. What he cannot change then is the anchors (``anchor``) kept on the clerks' own PCs and
printed on what was handed out.
"""

from __future__ import annotations

import hashlib
import hmac
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

import sqlalchemy as sa
from sqlalchemy import ColumnElement, Connection, Table, func, select

from workbooks.ledger.store import schema

_SUMS = "sums of the marks"
_KEY = "key of the marks"
_LINES = "changed since the last line"
NUMBERS = "numbers taken"
_WRAP = 1 << 256
_BATCH = 5000
SEALED = tuple(name for name in schema.NAMES if name not in ("ledger", "audit"))


def begin(connection: Connection, key: bytes, sums: str) -> None:
    """The sums as the last writer left them; ``audit.lock`` calls it once the lock is held."""
    connection.info[_KEY] = key
    connection.info[_SUMS] = read(sums)
    connection.info[_LINES] = False
    connection.info[NUMBERS] = {}


def read(sums: str) -> dict[str, int]:
    """The sums as they stand in ``ledger``; tables without rows are 0."""
    found = json.loads(sums) if sums else {}
    return {name: int(found.get(name, "0"), 16) for name in SEALED}


def written(sums: Mapping[str, int]) -> str:
    """The sums as text for ``ledger``."""
    return json.dumps({name: f"{value:x}" for name, value in sums.items() if value})


def current(connection: Connection) -> dict[str, int]:
    """The sums as this transaction has brought them."""
    return dict(connection.info[_SUMS])


def changed(connection: Connection) -> bool:
    """Has a row been written since the last line of the chain?"""
    return bool(connection.info[_LINES])


def settled(connection: Connection) -> None:
    """A line of the chain covers what was written so far."""
    connection.info[_LINES] = False


def mark(key: bytes, table: Table, values: Iterable[Any]) -> int:
    """The mark of one row, its values in the order of the columns. Lengths stand before them: no two rows read the
    same, and both engines' values read alike."""
    parts = [f"{len(table.name)}:{table.name}"]
    for value in values:
        if value is None:
            parts.append("1:\0")
        else:
            text = value if isinstance(value, str) else _text(value)
            parts.append(f"{len(text)}:{text}")
    digest = hmac.digest(key, "".join(parts).encode("utf-8", "surrogatepass"), "sha256")
    return int.from_bytes(digest, "big")


def _text(value: object) -> str:
    if value is True or value is False:
        return "yes" if value else "no"
    return str(value)


def line_mark(connection: Connection, line: str) -> str:
    """The mark of a line of the chain (its hash) under this transaction's key."""
    return mark_of_line(connection.info[_KEY], line)


def mark_of_line(key: bytes, line: str) -> str:
    """32 hexadecimal digits that nobody without the key can make for the hash of a line."""
    return hmac.digest(key, line.encode(), "sha256").hex()[:32]


def totals(connection: Connection, key: bytes) -> dict[str, int]:
    """The sums of all rows as they stand now; one pass over every table."""
    tables = {name: schema.metadata.tables[name] for name in SEALED}
    return {name: total(key, table, lying(connection, table)) for name, table in tables.items()}


def total(key: bytes, table: Table, rows: Iterable[Sequence[Any]]) -> int:
    """The sum of the marks of rows as they lie."""
    return sum(mark(key, table, row) for row in rows) % _WRAP


def lying(
    connection: Connection, table: Table, order: Sequence[sa.Column[Any]] = ()
) -> Iterator[Sequence[Any]]:
    """Every row as it lies in the table: days as text, yes and no as ``mark`` writes them.

    Nothing is read into them: SQLite would take a 2 for true and 1990-3-3 for a day, and then not find them by either.
    And nothing is made of them only to be written out again: over millions of rows that costs more than the marks.
    """
    query = select(*_as_they_lie(connection, table)).order_by(*order)
    found = connection.execute(query.execution_options(yield_per=_BATCH))
    for part in found.partitions():
        yield from part


_NEITHER = sa.literal("neither yes nor no: ")


def _as_they_lie(connection: Connection, table: Table) -> Iterator[ColumnElement[Any]]:
    sqlite = connection.dialect.name == "sqlite"
    for column in table.columns:
        kind = column.type.python_type
        if kind is str or (sqlite and kind is int):
            yield column
        elif kind is bool and sqlite:
            stored = sa.type_coerce(column, sa.Integer)
            yield sa.case((stored == 1, "yes"), (stored == 0, "no"), else_=_NEITHER.concat(stored))
        elif kind is bool:
            yield sa.case((column.is_(True), "yes"), (column.is_(False), "no"))
        else:
            yield sa.type_coerce(column, sa.Text) if sqlite else sa.cast(column, sa.Text)


def digest(end: Mapping[str, Any], sums: Mapping[str, int]) -> str:
    """What a line says about the state behind it: which register, what it is, all sums."""
    parts = [str(end[name]) for name in ("identity", "role", "moved_to", "key_id")]
    parts += [f"{name}={sums[name]:x}" for name in SEALED]
    return hashlib.sha256("".join(f"{len(p)}:{p}" for p in parts).encode()).hexdigest()[:40]


def insert(connection: Connection, table: Table, rows: Iterable[Mapping[str, Any]]) -> list[int]:
    """Write new rows. Returns their ids (for tables that have one), given here: there is one writer at a time."""
    full = [{c.name: row.get(c.name, _default(c)) for c in table.columns} for row in rows]
    if not full:
        return []
    ids: list[int] = []
    if "id" in table.c:
        last = connection.execute(select(func.max(table.c.id))).scalar() or 0
        for n, row in enumerate(full, last + 1):
            row["id"] = row["id"] or n
            ids.append(row["id"])
    connection.execute(sa.insert(table), full)
    _add(connection, table, full, 1)
    if table is schema.certificates:
        _numbers(connection, full)
    return ids


def change(
    connection: Connection,
    table: Table,
    key: sa.Column[Any],
    values: Mapping[Any, Mapping[str, Any]],
    where: ColumnElement[bool] | None = None,
) -> int:
    """Set ``values`` (by the value of ``key``) in the rows that also fulfil ``where``. Returns their number."""
    done = 0
    for wanted in _parts(list(values)):
        query = select(table).where(key.in_(wanted))
        found = connection.execute(query if where is None else query.where(where))
        before = [dict(row) for row in found.mappings()]
        after = [{**row, **values[row[key.name]]} for row in before]
        primary = list(table.primary_key)
        rename = [{f"own_{c.name}": row[c.name] for c in primary} for row in before]
        names = sorted({name for row in before for name in values[row[key.name]]})
        for row, parameters in zip(after, rename, strict=True):
            parameters.update({f"new_{name}": row[name] for name in names})
        if before:
            statement = (
                sa.update(table)
                .where(*(c == sa.bindparam(f"own_{c.name}") for c in primary))
                .values({name: sa.bindparam(f"new_{name}") for name in names})
            )
            connection.execute(statement, rename)
            _add(connection, table, before, -1)
            _add(connection, table, after, 1)
        done += len(before)
    return done


def renew(connection: Connection, key: bytes | None = None) -> None:
    """Add all rows up anew, where the shape of the tables, the identity or the key has just changed."""
    connection.info[_KEY] = key or connection.info[_KEY]
    connection.info[_SUMS] = totals(connection, connection.info[_KEY])
    connection.info[_LINES] = True


def shape(connection: Connection) -> str:
    """Tables, columns, indexes, constraints and triggers of the register as one short text, the engine's name first."""
    if connection.dialect.name == "sqlite":
        raw: Any = connection.connection.dbapi_connection  # after every change: no more than needed
        rows: Iterable[Sequence[Any]] = raw.execute(
            "SELECT type, name, sql FROM sqlite_master WHERE name NOT LIKE 'sqlite\\_%' ESCAPE '\\'"
        )
    else:
        rows = connection.exec_driver_sql(_POSTGRESQL)
    lines = sorted("\t".join(map(str, row)) for row in rows)
    return connection.dialect.name[0] + hashlib.sha256("\n".join(lines).encode()).hexdigest()[:16]


# one statement: on the way to a server each costs a journey there and back
_POSTGRESQL = """
SELECT concat_ws(chr(9), c.relname, a.attname, a.atttypid::regtype, a.atttypmod, a.attnotnull, a.atthasdef,
    c.relrowsecurity, c.relforcerowsecurity)
FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid
WHERE c.relkind = 'r' AND a.attnum > 0 AND NOT a.attisdropped
    AND c.relnamespace = current_schema()::regnamespace
UNION ALL SELECT concat_ws(chr(9), c.relname, i.indisunique, i.indpred IS NULL)
FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid WHERE c.relnamespace = current_schema()::regnamespace
UNION ALL SELECT concat_ws(chr(9), conname, contype) FROM pg_constraint
WHERE connamespace = current_schema()::regnamespace AND contype IN ('p', 'u', 'f', 'c')
UNION ALL SELECT concat_ws(chr(9), t.tgname, c.relname) FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid
WHERE NOT (t.tgisinternal AND t.tgenabled = 'O') -- the server's own keep the references, while they are on
    AND c.relnamespace = current_schema()::regnamespace
UNION ALL SELECT concat_ws(chr(9), rulename, tablename) FROM pg_rules WHERE schemaname = current_schema()
"""


def _default(column: sa.Column[Any]) -> Any:
    """What the database would put into a column left out."""
    default = column.server_default
    return str(default.arg) if isinstance(default, sa.DefaultClause) else None


def _add(
    connection: Connection, table: Table, rows: Iterable[Mapping[Any, Any]], sign: int
) -> None:
    key, sums = connection.info[_KEY], connection.info[_SUMS]
    names = [column.name for column in table.columns]
    total = 0
    for row in rows:
        total += mark(key, table, [row[name] for name in names])
    sums[table.name] = (sums[table.name] + sign * total) % _WRAP
    connection.info[_LINES] = True


def _numbers(connection: Connection, rows: Iterable[Mapping[str, Any]]) -> None:
    highest = connection.info[NUMBERS]
    for row in rows:
        series, sequence = row["number"][:7], int(row["number"][7:])
        highest[series] = max(sequence, highest.get(series, 0))


def _parts(values: list[Any]) -> Iterator[list[Any]]:
    for start in range(0, len(values), 500):
        yield values[start : start + 500]
