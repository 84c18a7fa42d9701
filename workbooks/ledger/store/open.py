"""台帳を開く: a register by file or URL, made where asked for, brought up to this program's schema after a backup."""

from __future__ import annotations

import datetime as dt
import os
from itertools import count
from pathlib import Path

from sqlalchemy import func, inspect, select

from validators.problems import FileProblem
from workbooks.ledger.store import backup, location, migrate
from workbooks.ledger.store.engine import Ledger, engine
from workbooks.ledger.store.schema import REVISIONS

DEFAULT = "台帳.sqlite"


def open_ledger(where: str | Path, *, create: bool = False) -> Ledger:
    """Open a register by file or postgresql:// URL, brought up to this program's schema (after a backup).

    ``create`` makes a new one when there is none. Raises Problem.
    """
    url, path = location.url_of(where)
    if path is not None:
        make_file(path, create)
    name = f"台帳 {path.name}" if path else f"台帳 {url.host or ''}/{url.database or ''}"
    ledger = Ledger(engine(url), name, path)
    try:
        _bring_up(ledger, create=create)
    except BaseException:
        ledger.close()
        raise
    return ledger


def _bring_up(ledger: Ledger, *, create: bool) -> None:
    """Make the tables of a new register, migrate an older one. Raises Problem for a newer or a foreign one."""
    with ledger.read() as connection:
        found = migrate.revision(connection)
        foreign = found is None and bool(inspect(connection).get_table_names())
    if found == REVISIONS[-1]:
        return
    if foreign:
        raise FileProblem(
            f"{ledger.name} には台帳でない表が入っています。台帳には、"
            f"ほかで使っていないファイルかデータベースを使ってください。"
        )
    if found is None:
        if not create:
            raise FileProblem(
                f"{ledger.name} はまだ空です。careerup ledger import で実績報告を取り込むと作られます。"
            )
    elif found not in REVISIONS:
        raise FileProblem(
            f"{ledger.name} は、この careerup より新しい版で作られています。careerup "
            f"を新しくしてから開いてください。何も変えていません。"
        )
    else:
        _back_up(ledger, found)
    with (
        ledger.troubles(),
        ledger.engine.connect().execution_options(writes=True) as connection,
        connection.begin(),
    ):
        if connection.dialect.name == "postgresql":
            connection.execute(
                select(func.pg_advisory_xact_lock(20170401))
            )  # two who open an empty database at once
        migrate.migrate(connection, REVISIONS[-1])


def _back_up(ledger: Ledger, found: str) -> None:
    """A copy beside the file (for PostgreSQL in the user's folder), named by the old schema and the time."""
    folder, stem = (
        (ledger.path.parent, ledger.path.stem)
        if ledger.path
        else (Path.home() / ".careerup", "台帳")
    )
    folder.mkdir(exist_ok=True)
    stamp = f"{stem}_{found}_{dt.datetime.now():%Y%m%d-%H%M%S}"
    free = (folder / f"{stamp}{'' if n == 0 else f'_{n}'}.sqlite" for n in count())
    backup.backup(ledger, next(path for path in free if not path.exists()))


def make_file(path: Path, create: bool) -> None:
    """The file exists, and one we make is its owner's alone; SQLite gives its journal the same rights."""
    if path.is_dir():
        raise FileProblem(f"{path.name} はフォルダーです。台帳のファイルを指定してください。")
    if path.exists():
        return
    if not create:
        raise FileProblem(
            f"台帳 {path.name} がありません。--ledger の場所を確かめてください。台帳は careerup ledger "
            f"import で作られます。"
        )
    try:
        os.close(os.open(path, os.O_CREAT | os.O_EXCL, 0o600))
    except FileExistsError:
        return
    except OSError:
        raise FileProblem(
            f"台帳 {path.name} を作れません。フォルダーがあるか、書く権限があるかを確かめてください。"
        ) from None
