"""Where a register may lie: a file on this PC, or PostgreSQL. SQLite on a network share is refused:
its locks are not kept there."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Callable
from pathlib import Path, PureWindowsPath

from sqlalchemy import URL, make_url
from sqlalchemy.exc import ArgumentError

from validators.problems import Problem

if sys.platform == "win32":
    import ctypes

_DRIVE_REMOTE = 4
# Folders that a program copies to other PCs while they are written: OneDrive - 群馬県, Dropbox (個人) …
_SYNCED = re.compile(
    r"(OneDrive|Dropbox|Box Sync|DirectCloud|Google ?Drive)(?![a-z]).*", re.IGNORECASE
)
_BOX = re.compile(r"[\\/]Users[\\/][^\\/]+[\\/]Box[\\/]", re.IGNORECASE)


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
    full = os.path.abspath(text)  # noqa: PTH100 — resolve() would follow a share's links first
    if share := network_share(full):
        raise Problem("register-share", name=path.name, share=share)
    if share := synced_folder(full):
        raise Problem("register-synced", name=path.name, share=share)
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


def synced_folder(path: str) -> str:
    """「同期フォルダー（OneDrive）」when the absolute path lies in a folder that is copied to other PCs, else "":
    the copy is another register, or half of one."""
    folders = [value for key, value in os.environ.items() if key.upper().startswith("ONEDRIVE")]
    if any(value and PureWindowsPath(path).is_relative_to(value) for value in folders):
        return "同期フォルダー（OneDrive）"
    for part in PureWindowsPath(path).parts[1:-1]:
        if found := _SYNCED.fullmatch(part):
            return f"同期フォルダー（{found[1]}）"
    return "同期フォルダー（Box）" if _BOX.search(path) else ""


def network_share(path: str, drive_type: Callable[[str], int] = _drive_type) -> str:
    """「共有フォルダー」or 「ネットワークドライブ Z:」when the absolute path lies there, else "".
    ``drive_type`` asks Windows."""
    anchor = PureWindowsPath(path.replace("\\\\?\\UNC\\", "\\\\").removeprefix("\\\\?\\")).drive
    if anchor.startswith("\\\\"):
        return "共有フォルダー"
    if anchor and drive_type(anchor + "\\") == _DRIVE_REMOTE:
        return f"ネットワークドライブ {anchor} "
    return ""
