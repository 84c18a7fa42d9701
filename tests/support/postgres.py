"""A throw-away PostgreSQL on loopback from Debian's package, as an unprivileged user also when the
tests run as root."""

from __future__ import annotations

import os
import pwd
import shutil
import socket
import subprocess
import tempfile
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any


def binaries() -> Path | None:
    """Folder of initdb and pg_ctl, the newest version."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda p: int(p.parts[-3]))
    return found[-1].parent if found else None


class Server:
    """One server with its files in ``folder``; ``database()`` makes a new empty one and gives its URL."""

    def __init__(self, folder: Path, fsync: bool, more: str = "") -> None:
        self.folder = folder
        self._user: dict[str, Any] = {}
        if os.geteuid() == 0:
            entry = pwd.getpwnam("postgres")
            self._user = {"user": entry.pw_uid, "group": entry.pw_gid, "extra_groups": []}
            os.chown(folder, entry.pw_uid, entry.pw_gid)
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        own = f"-p {self.port} -c listen_addresses=127.0.0.1 -k {folder}"
        self._settings = f"{own} -c fsync={'on' if fsync else 'off'} {more}"
        self._call("initdb", "-U", "clerk", "--auth=trust", "--encoding=UTF8", "--locale=C.UTF-8")
        self.start()

    def _call(self, program: str, *options: str) -> None:
        found = binaries()
        assert found
        command = [str(found / program), "-D", str(self.folder / "data"), *options]
        subprocess.run(
            command,
            check=True,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            cwd=self.folder,
            timeout=120,
            **self._user,
        )

    def start(self) -> None:
        """And wait until it answers."""
        self._call("pg_ctl", "-w", "-l", str(self.folder / "log"), "-o", self._settings, "start")

    def crash(self) -> None:
        """Stop without writing anything down: the next start has to recover from the log."""
        self._call("pg_ctl", "-m", "immediate", "-w", "stop")

    def database(self) -> str:
        """A new one."""
        import psycopg

        name = f"ledger_{uuid.uuid4().hex[:12]}"
        with psycopg.connect(
            f"postgresql://clerk@127.0.0.1:{self.port}/postgres", autocommit=True
        ) as connection:
            connection.execute(f"CREATE DATABASE {name}")
        return f"postgresql://clerk@127.0.0.1:{self.port}/{name}"


@contextmanager
def running(fsync: bool = True, more: str = "") -> Iterator[Server]:
    """initdb, start, stop at the end; nothing stays. Without ``fsync`` only a power cut would lose something.
    ``more``: settings of the server."""
    folder = Path(tempfile.mkdtemp(prefix="careerup-pg-"))
    try:
        server = Server(folder, fsync, more)
        try:
            yield server
        finally:
            server.crash()
    finally:
        shutil.rmtree(folder, ignore_errors=True)
