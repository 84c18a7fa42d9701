"""Where a register may lie: a file on this PC, or PostgreSQL. SQLite on a network share is refused:
its locks are not kept there."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from pathlib import Path, PureWindowsPath

from sqlalchemy import URL, make_url
from sqlalchemy.exc import ArgumentError

from validators.problems import Problem

if sys.platform == "win32":
    import ctypes

_DRIVE_REMOTE = 4


def url_of(where: str | Path) -> tuple[URL, Path | None]:
    """The URL to open and the file, None for PostgreSQL. Raises Problem for other databases and
    for network shares."""
    text = str(where)
    if text.startswith(("postgresql:", "postgres:", "postgresql+psycopg:")):
        try:
            url = make_url(text.replace("postgres:", "postgresql:", 1))
        except (ArgumentError, ValueError):
            raise Problem("register-url") from None
        return url.set(drivername="postgresql+psycopg"), None
    if "://" in text:
        raise Problem("register-database")
    path = Path(text)
    if share := network_share(os.path.abspath(text)):  # noqa: PTH100 — resolve() would follow a share's links first
        raise Problem("register-share", name=path.name, share=share)
    return URL.create("sqlite", database=str(path)), path


def shows_password(where: str) -> bool:
    """Does the address hold a password, for everybody to see who lists this PC's processes?"""
    url, path = url_of(where)
    return path is None and bool(url.password)


def _drive_type(root: str) -> int:
    """Windows' own answer for a drive like "Z:\\"; 0 elsewhere."""
    if sys.platform == "win32":
        return int(ctypes.windll.kernel32.GetDriveTypeW(root))
    return 0


def network_share(path: str, drive_type: Callable[[str], int] = _drive_type) -> str:
    """「共有フォルダー」or 「ネットワークドライブ Z:」when the absolute path lies there, else "".
    ``drive_type`` asks Windows."""
    anchor = PureWindowsPath(path.replace("\\\\?\\UNC\\", "\\\\").removeprefix("\\\\?\\")).drive
    if anchor.startswith("\\\\"):
        return "共有フォルダー"
    if anchor and drive_type(anchor + "\\") == _DRIVE_REMOTE:
        return f"ネットワークドライブ {anchor} "
    return ""
