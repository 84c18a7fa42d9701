"""順番: of several who wait to write into one file the one who came first is next.

SQLite's lock says who writes, not in which order: who asks again at the right moment overtakes. So each one who has to
wait lays a ticket, named by the time, into the user's own folder, and only the one with the oldest asks. A ticket
counts while the process that laid it lives: it is held open, and locked where open files can be removed. The order is
all that is lost where there can be no tickets; what may be written when stays SQLite's word.
"""

from __future__ import annotations

import hashlib
import os
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

if sys.platform != "win32":
    import fcntl

_PAUSE = 0.002  # seconds between two looks at the tickets
_UNLOCKED = ".new"


def waiting(register: Path) -> bool:
    """Does anybody wait to write into the register?"""
    return bool(_tickets(_folder(register)))


@contextmanager
def turn(register: Path, patience: float) -> Iterator[None]:
    """Wait behind all who came before, at most ``patience`` seconds; the next one's turn comes when the block ends."""
    until = time.monotonic() + patience
    mine = _laid(_folder(register))
    if mine is None:
        yield
        return
    ticket, path = mine
    try:
        while _somebody_before(path) and time.monotonic() < until:
            time.sleep(_PAUSE)
        yield
    finally:
        with suppress(OSError):
            if sys.platform == "win32":  # nobody can remove what is open
                os.close(ticket)
                path.unlink()
            else:
                path.unlink()
                os.close(ticket)


def _folder(register: Path) -> Path:
    name = hashlib.sha256(os.path.realpath(register).encode("utf-8", "surrogatepass")).hexdigest()
    return Path.home() / ".careerup" / "turns" / name[:16]


def _tickets(folder: Path) -> list[str]:
    """Names of the tickets, the oldest first."""
    try:
        return sorted(path.name for path in folder.iterdir() if path.suffix != _UNLOCKED)
    except OSError:
        return []


def _laid(folder: Path) -> tuple[int, Path] | None:
    """A ticket behind all others, held open; None where there can be none."""
    path = folder / f"{time.time_ns():020}-{os.getpid()}-{id(object())}"
    made = path.with_name(path.name + _UNLOCKED)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        if sys.platform == "win32":
            return os.open(path, os.O_CREAT | os.O_EXCL, 0o600), path
        ticket = os.open(made, os.O_CREAT | os.O_EXCL, 0o600)
    except OSError:
        return None
    try:
        fcntl.flock(ticket, fcntl.LOCK_EX)
        made.rename(path)  # only now it is seen: one without a lock is a dead man's
    except OSError:  # a file system without locks: no order, and nothing left open or lying about
        os.close(ticket)
        made.unlink(missing_ok=True)
        return None
    return ticket, path


def _somebody_before(mine: Path) -> bool:
    """Is there an older ticket of somebody who still lives? Those of the dead are taken away."""
    for name in _tickets(mine.parent):
        if name >= mine.name:
            return False
        if not _removed(mine.with_name(name)):
            return True
    return False


def _removed(path: Path) -> bool:
    """Take a ticket away unless its owner lives; is it gone?"""
    try:
        if sys.platform != "win32":
            ticket = os.open(path, os.O_RDONLY)
            try:
                fcntl.flock(ticket, fcntl.LOCK_EX | fcntl.LOCK_NB)
                path.unlink()
            finally:
                os.close(ticket)
        else:
            path.unlink()
    except FileNotFoundError:
        return True
    except OSError:  # locked, or open in another process
        return False
    return True
