"""台帳につなぐ部品: the engine of a register and its transactions; ``read`` and ``write`` are the only ways in.

SQLite keeps its rollback journal (no WAL): a register nobody has open is then exactly one file, which clerks copy
and move. ``synchronous=EXTRA`` lets no committed number be lost in a power cut. A writer takes the write lock first
(BEGIN IMMEDIATE; on PostgreSQL the row of ``ledger``), so there is one at a time and what it read stays true until
it commits.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.exc import DBAPIError, IntegrityError, NoSuchModuleError
from sqlalchemy.pool import NullPool

from validators.problems import FileProblem, own_fault
from workbooks.ledger.store import audit

WAIT = 60  # seconds another clerk's change is waited for


@dataclass(frozen=True)
class Ledger:
    """An open register. ``name`` is what sentences call it; ``path`` is None for PostgreSQL."""

    engine: Engine
    name: str
    path: Path | None

    @contextmanager
    def read(self) -> Iterator[Connection]:
        """One consistent look."""
        with self.troubles(), self.engine.connect() as connection:
            if self.path is None:
                connection = connection.execution_options(isolation_level="REPEATABLE READ")
            yield connection

    @contextmanager
    def write(self) -> Iterator[Connection]:
        """One transaction, the only one that writes; committed when the block ends well, else as if
        nothing had been."""
        with (
            self.troubles(),
            self.engine.connect().execution_options(writes=True) as connection,
            connection.begin(),
        ):
            audit.lock(connection)
            yield connection

    def close(self) -> None:
        """Let go of the file."""
        self.engine.dispose()

    @contextmanager
    def troubles(self) -> Iterator[None]:
        """What the engine refuses inside the block, as one sentence without its English and without anybody's data."""
        try:
            yield
        except IntegrityError as error:
            raise FileProblem(
                f"{self.name} の決まりに反する書き込みを止めました。台帳は前のままです。{own_fault(error)}"
            ) from None
        except DBAPIError as error:
            raise FileProblem(refusal(self.name, str(error.orig), self.path)) from None


_FAULTS = (
    (
        "database is locked",
        "{name} はほかの人が使っている最中です。少し待って、もう一度実行してください。何も変えていません。",
    ),
    (
        "lock timeout",
        "{name} はほかの人が使っている最中です。少し待って、もう一度実行してください。何も変えていません。",
    ),
    (
        "readonly",
        (
            "{name} に書き込めません（読み取り専用です）。ファイルとフォルダーに書く権限があるかを確かめてくだ"
            "さい。何も変えていません。"
        ),
    ),
    (
        "read-only",
        "{name} に書き込めません（読み取り専用です）。書く権限のある利用者で開いてください。何も変えていません。",
    ),
    (
        "is full",
        "ディスクの空きが足りず、{name} に書けません。空きを作って、もう一度実行してください。台帳は前のままです。",
    ),
    (
        "No space left",
        "サーバーのディスクの空きが足りず、{name} に書けません。台帳は前のままです。",
    ),
    (
        "disk I/O error",
        "{name} に書けません。ディスクの空き容量と接続を確かめて、もう一度実行してください。台帳は前のままです。",
    ),
    (
        "not a database",
        "{name} は台帳のファイルではありません。--ledger の場所を確かめてください。",
    ),
    ("malformed", "{name} が壊れています。careerup ledger backup で作った控えに戻してください。"),
    (
        "unable to open",
        "{name} を開けません。フォルダーがあるか、読み書きする権限があるかを確かめてください。",
    ),
    (
        "permission denied",
        "{name} を使う権限がありません。データベースの管理者に、表を読み書きする権限を頼んでください。",
    ),
)


def refusal(name: str, refused: str, path: Path | None) -> str:
    """The engine's words as a sentence about the register ``name``; ``path`` is None for PostgreSQL."""
    for words, sentence in _FAULTS:
        if words in refused:
            return sentence.format(name=name)
    if path is None:
        return (
            f"{name} につながらないか、途中で切れました。サーバーが動いているか、"
            f"場所・利用者・パスワードを確かめてから、もう一度実行してください。"
            f"済んでいた取込と付番は二重になりません。"
        )
    return f"{name} を読み書きできません。ファイルの場所と空き容量を確かめてください。台帳は前のままです。"


def engine(url: Any) -> Engine:
    """An engine set up as this module says; nothing personal in its errors."""
    if url.drivername == "sqlite":
        made = create_engine(
            url, connect_args={"timeout": WAIT}, hide_parameters=True, poolclass=NullPool
        )
        event.listen(made, "connect", _set_up)
        event.listen(made, "begin", _begin)
        return made
    logging.getLogger("psycopg").setLevel(
        logging.CRITICAL
    )  # a broken connection is told by us, once and in Japanese
    try:
        return create_engine(
            url,
            connect_args={"connect_timeout": 10, "options": f"-c lock_timeout={WAIT}s"},
            hide_parameters=True,
            poolclass=NullPool,
        )
    except (ImportError, NoSuchModuleError):
        raise FileProblem(
            'PostgreSQL の台帳を使う部品がありません。pip install "careerup[postgres]" で入れてください。'
        ) from None


def _set_up(connection: Any, _record: object) -> None:
    connection.isolation_level = (
        None  # transactions begin where _begin says, also around CREATE TABLE
    )
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
    connection.exec_driver_sql(
        "BEGIN IMMEDIATE" if connection.get_execution_options().get("writes") else "BEGIN"
    )
