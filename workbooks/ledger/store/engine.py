"""台帳につなぐ部品: the engine of a register and its transactions; ``read`` and ``write`` are the only ways in.

SQLite writes ahead (WAL): who reads everything and who writes do not wait for each other. Each transaction closes its
connection, and the last one takes the log into the file and removes it: a register nobody has open is exactly one
file, which clerks copy and move. ``synchronous=EXTRA`` lets no committed number be lost in a power cut. A writer takes
the write lock first (BEGIN IMMEDIATE, in the order of coming; on PostgreSQL the row of ``ledger``), so there is one at
a time and what it read stays true until it commits.
"""

from __future__ import annotations

import logging
import os
import sqlite3
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from traceback import walk_tb
from typing import Any

from sqlalchemy import URL, Connection, Engine, create_engine, event
from sqlalchemy.exc import DBAPIError, IntegrityError, NoSuchModuleError
from sqlalchemy.pool import NullPool

from validators.problems import Problem
from workbooks.ledger.store import anchor, audit, end, seal, turns
from workbooks.ledger.store.standing import Standing

WAIT = 60  # seconds another clerk's change is waited for
_SILENT = 60  # seconds after which the server gives up a writer that says nothing


@dataclass(frozen=True)
class Ledger:
    """An open register. ``name`` is what sentences call it; ``path`` is None for PostgreSQL.

    ``role``: live, copy or closed · ``moved_to``: where a closed one went · ``notes``: rules of
    ``messages.register`` with their parameters that the clerk has to be told before anything else.
    """

    engine: Engine
    name: str
    path: Path | None
    role: str = "live"
    moved_to: str = ""
    notes: tuple[tuple[str, dict[str, object]], ...] = ()

    @contextmanager
    def read(self) -> Iterator[Connection]:
        """One consistent look, at everything if need be and for as long as it takes: writers do not wait for it."""
        with self.troubles(), self._connected() as connection:
            if self.path is None:
                connection = connection.execution_options(isolation_level="REPEATABLE READ")
            yield connection

    @contextmanager
    def write(self, *, any_role: bool = False, key: bytes | None = None) -> Iterator[Connection]:
        """One transaction, the only one that writes; committed when the block ends well, else as if
        nothing had been. ``key``: a new one to seal with. Raises Problem for a copy or a closed register unless
        ``any_role``."""
        with (
            self.troubles(),
            self._connected().execution_options(writes=True) as connection,
            connection.begin(),
        ):
            last = audit.lock(connection, key)
            there = Standing.at(self.path)
            if not any_role:
                self._refuse(str(last["role"]), str(last["moved_to"]))
            state, before = anchor.compare(connection, last)
            sound = any_role or not state
            yield connection
            done = audit.finish(connection)
            numbers = dict(connection.info[seal.NUMBERS])
        if done:
            if there.replaced():
                raise Problem("register-replaced", name=self.name)
            if done["role"] == "live":  # what was moved away goes on elsewhere
                anchor.remember(done, numbers, before, anew=any_role, sound=sound)

    def _connected(self) -> Connection:
        """A connection. Raises Problem: who cannot be reached is told otherwise than who was lost on the way."""
        try:
            return self.engine.connect()
        except DBAPIError as error:
            problem = refusal(self.name, error.orig, self.path)
            if problem.note.rule == "register-unreachable":
                raise Problem("register-no-server", name=self.name) from None
            raise problem from None

    def _refuse(self, role: str, moved_to: str) -> None:
        if role == "copy":
            raise Problem("register-copy", name=self.name)
        if role == "closed":
            raise Problem("register-closed", name=self.name, to=moved_to)

    def anchor(self) -> str:
        """The end of the register's chain as it is printed on what is handed out: 204-9f3a."""
        with self.read() as connection:
            last = end.read(connection)
        return anchor.printed(last["entries"], last["hash"])

    def close(self) -> None:
        """Let go of the file."""
        self.engine.dispose()

    @contextmanager
    def troubles(self) -> Iterator[None]:
        """What the engine refuses inside the block, as one sentence without its English and without anybody's data."""
        try:
            yield
        except IntegrityError:
            raise Problem("register-rule-broken", name=self.name) from None
        except DBAPIError as error:
            raise refusal(self.name, error.orig, self.path) from None
        except sqlite3.Error as error:
            raise refusal(self.name, error, self.path) from None
        except ValueError as error:
            if not _of_a_row(error):
                raise
            raise Problem("register-value-unread", name=self.name) from None


def _of_a_row(error: ValueError) -> bool:
    """Did the engine meet a value it cannot read, a day that is none? Its words quote the value."""
    *_, (at, _line) = walk_tb(error.__traceback__)
    return "sqlalchemy" in Path(at.f_code.co_filename).parts


_SQLITE = {  # SQLite's own codes
    "SQLITE_BUSY": "register-busy",
    "SQLITE_LOCKED": "register-busy",
    "SQLITE_READONLY": "register-readonly",
    "SQLITE_FULL": "register-full",
    "SQLITE_IOERR": "register-io",
    "SQLITE_NOTADB": "register-not-one",
    "SQLITE_CORRUPT": "register-damaged",
    "SQLITE_CANTOPEN": "register-unopened",
    "SQLITE_PERM": "register-unopened",
}
_SQLSTATES = {  # PostgreSQL's codes, by their beginning
    "55P03": "register-busy",
    "25006": "register-readonly",
    "53100": "register-server-full",
    "42501": "register-denied",
    "28": "register-login",
    "3D": "register-no-database",
    "22": "register-value",
    "XX001": "register-damaged",
    "XX002": "register-damaged",
}
# before a session stands there is no code, only words, in the server's language
_AT_THE_DOOR = (
    ("password", "register-login"),
    ("パスワード", "register-login"),
    ("role ", "register-login"),
    ("ロール", "register-login"),
    ("no pg_hba", "register-login"),
    ("does not exist", "register-no-database"),
    ("存在しません", "register-no-database"),
)


def refusal(name: str, error: BaseException | None, path: Path | None) -> Problem:
    """What an engine refused, as a Problem about the register ``name``; ``path`` is None for PostgreSQL."""
    if path is not None:
        code = str(getattr(error, "sqlite_errorname", "") or "")
        main = "_".join(code.split("_")[:2])
        return Problem(_SQLITE.get(main, "register-io"), name=name)
    state = str(getattr(error, "sqlstate", "") or "")
    for start, rule in _SQLSTATES.items():
        if state.startswith(start):
            return Problem(rule, name=name)
    if not state:
        for words, rule in _AT_THE_DOOR:
            if words in str(error):
                return Problem(rule, name=name)
    return Problem("register-unreachable", name=name)


def engine(url: URL) -> Engine:
    """An engine set up as this module says; nothing personal in its errors. Raises Problem without a driver."""
    if url.drivername == "sqlite":
        path = Path(str(url.database))
        made = create_engine(
            url, creator=lambda: _connected(path), hide_parameters=True, poolclass=NullPool
        )
        event.listen(made, "connect", _set_up)
        event.listen(made, "begin", _begin)
        return made
    # a broken connection is told by us, once and in Japanese
    logging.getLogger("psycopg").setLevel(logging.CRITICAL)
    try:
        return create_engine(
            url, connect_args=_postgresql(), hide_parameters=True, poolclass=NullPool
        )
    except (ImportError, NoSuchModuleError):
        raise Problem("register-driver") from None


def _postgresql() -> dict[str, object]:
    """Neither side waits for a dead one: the server drops a silent writer after a minute, the client a dead line."""
    options = (
        f"-c DateStyle=ISO -c lock_timeout={WAIT}s -c idle_in_transaction_session_timeout={_SILENT}s "
        f"-c tcp_keepalives_idle=20 -c tcp_keepalives_interval=5 -c tcp_keepalives_count=3"
    )
    return {
        "connect_timeout": 10,
        "keepalives": 1,
        "keepalives_idle": 20,
        "keepalives_interval": 5,
        "keepalives_count": 3,
        "tcp_user_timeout": _SILENT * 1000,
        "options": options,
    }


def _connected(path: Path) -> sqlite3.Connection:
    """A connection; in a folder where nothing may be written the file is read as it lies there, without a log."""
    effective = {"effective_ids": True} if os.access in os.supports_effective_ids else {}
    log = path.with_name(path.name + "-wal")
    if (
        path.exists()
        and not os.access(path.absolute().parent, os.W_OK, **effective)
        and not log.exists()
    ):
        here = f"{path.absolute().as_uri()}?immutable=1"
        return sqlite3.connect(here, uri=True, timeout=WAIT)
    return sqlite3.connect(path, timeout=WAIT)


def _set_up(connection: Any, _record: object) -> None:
    # transactions begin where _begin says, also around CREATE TABLE
    connection.isolation_level = None
    cursor = connection.cursor()
    for setting in (
        "foreign_keys=ON",
        "synchronous=EXTRA",
        "temp_store=MEMORY",
        "trusted_schema=OFF",
        "cache_size=-65536",
    ):
        cursor.execute("PRAGMA " + setting)
    cursor.close()


def _begin(connection: Connection) -> None:
    if not connection.get_execution_options().get("writes"):
        connection.exec_driver_sql("BEGIN")
        return
    raw: Any = connection.connection.dbapi_connection
    raw.execute("PRAGMA busy_timeout=0")
    try:
        _queue(raw, Path(str(connection.engine.url.database)))
    finally:
        raw.execute(_BUSY)


_BUSY = f"PRAGMA busy_timeout={WAIT * 1000}"


def _queue(raw: Any, path: Path) -> None:
    """BEGIN IMMEDIATE; where others write or wait, in the order of coming (``turns``)."""
    if not turns.waiting(path) and _begun(raw, last=False):
        return
    start = time.monotonic()
    with turns.turn(path, WAIT):
        while not _begun(raw, last=time.monotonic() - start > WAIT):
            time.sleep(0.001)


def _begun(raw: Any, *, last: bool) -> bool:
    """BEGIN IMMEDIATE tried once; False where another one writes. ``last``: that is told instead."""
    try:
        raw.execute("BEGIN IMMEDIATE")
    except sqlite3.OperationalError as error:
        if last or not str(error.sqlite_errorname).startswith("SQLITE_BUSY"):
            raise
        return False
    return True


def write_ahead(path: Path, on: bool) -> None:
    """Let a register write ahead, or (a copy: also for a folder nobody may write to) keep to its one file.

    Where somebody else has it open, or it may not be changed, it stays as it is.
    """
    mode = "WAL" if on else "DELETE"
    with suppress(sqlite3.Error), closing(sqlite3.connect(path, timeout=0)) as connection:
        if connection.execute("PRAGMA journal_mode").fetchone()[0] != mode.lower():
            connection.execute(f"PRAGMA journal_mode={mode}").fetchone()
