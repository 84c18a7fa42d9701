"""Temporary files of ours (書きかけのファイル): their names say whose they are, so that what a run cut
short left behind, names of people in it, is swept away by the next one."""

from __future__ import annotations

import os
import re
import socket
import sys
import time
import zlib
from contextlib import suppress
from pathlib import Path

_NAME = re.compile(r"~careerup(?:-([0-9a-f]{8})-)?(\d{1,10})-\d+\.\w+(?:\.old)?")
_OLD = 24 * 3600  # seconds: longer than any run takes


def name(number: int, suffix: str) -> str:
    """The temporary name of this run's ``number``-th file."""
    return f"~careerup-{_machine()}-{os.getpid()}-{number}{suffix or '.tmp'}"


def sweep(folder: Path) -> list[str]:
    """Remove what runs that have ended left in a folder; the names of what went."""
    gone: list[str] = []
    with suppress(OSError):
        for path in folder.glob("~careerup*"):
            if _stale(path):
                path.unlink()
                gone.append(path.name)
    return gone


def _stale(path: Path) -> bool:
    """Left by a run of this machine that has ended, or older than any run takes (also of other machines)."""
    found = _NAME.fullmatch(path.name)
    if not found or path.is_dir():
        return False
    if found[1] == _machine() and not _runs(int(found[2])):
        return True
    return time.time() - path.stat().st_mtime > _OLD


def _machine() -> str:
    return f"{zlib.crc32(socket.gethostname().encode('utf-8', 'replace')):08x}"


def _runs(process: int) -> bool:
    """Is there such a process on this machine?"""
    if sys.platform == "win32":
        import ctypes

        kernel = ctypes.windll.kernel32
        handle = kernel.OpenProcess(0x1000, False, process)  # may only ask about it
        if handle:
            kernel.CloseHandle(handle)
        return bool(handle) or kernel.GetLastError() == 5  # there, but somebody else's
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except (OSError, OverflowError):
        return True
    return True
