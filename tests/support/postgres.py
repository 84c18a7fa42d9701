"""A throw-away PostgreSQL on loopback from Debian's package, as an unprivileged user also when the tests run as root."""

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


def binaries() -> Path | None:
    """Folder of initdb and pg_ctl, the newest version."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda p: int(p.parts[-3]))
    return found[-1].parent if found else None


class Server:
    """``database()`` makes a new empty one and gives its URL."""

    def __init__(self, port: int) -> None:
        self.port = port

    def database(self) -> str:
        import psycopg

        name = f"ledger_{uuid.uuid4().hex[:12]}"
        with psycopg.connect(f"postgresql://clerk@127.0.0.1:{self.port}/postgres", autocommit=True) as connection:
            connection.execute(f"CREATE DATABASE {name}")
        return f"postgresql://clerk@127.0.0.1:{self.port}/{name}"


@contextmanager
def running(fsync: bool = True) -> Iterator[Server]:
    """initdb, start, stop at the end; nothing stays. Without ``fsync`` only a power cut would lose something."""
    programs = binaries()
    assert programs
    as_user = {"user": pwd.getpwnam("postgres").pw_uid, "group": pwd.getpwnam("postgres").pw_gid, "extra_groups": []} if os.geteuid() == 0 else {}
    folder = Path(tempfile.mkdtemp(prefix="careerup-pg-"))
    if as_user:
        os.chown(folder, int(str(as_user["user"])), int(str(as_user["group"])))
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]

    def call(*command: object) -> None:
        subprocess.run([str(c) for c in command], check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, cwd=folder, timeout=120, **as_user)  # type: ignore[call-overload]

    data = folder / "data"
    try:
        call(programs / "initdb", "-D", data, "-U", "clerk", "--auth=trust", "--encoding=UTF8", "--locale=C.UTF-8")
        call(programs / "pg_ctl", "-D", data, "-w", "-l", folder / "log", "-o", f"-p {port} -c listen_addresses=127.0.0.1 -k {folder} -c fsync={'on' if fsync else 'off'}", "start")
        try:
            yield Server(port)
        finally:
            call(programs / "pg_ctl", "-D", data, "-m", "immediate", "-w", "stop")
    finally:
        shutil.rmtree(folder, ignore_errors=True)
