"""封の鍵: the office's key the marks of the rows are made with (``seal``), kept outside the register.

Without one the marks are made with the register's own identity: they then show every change but that of a forger who
does the sums anew. With one nobody can who has the register alone, neither with a SQLite browser nor as the server's
administrator. The key lies in the user's own folder (on Windows under DPAPI: readable by this user on this PC only) or
in a file of the office that ``CAREERUP_KEY`` names. The register holds only the key's ``id_of``.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import os
import secrets
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from validators.problems import Problem
from workbooks.small_text import read_small

if sys.platform == "win32":
    import pywintypes
    import win32crypt

VARIABLE = "CAREERUP_KEY"
_PLAIN, _OWN = "careerup-key ", "careerup-key-dpapi "
_BYTES = 32


def make() -> bytes:
    """A new key."""
    return secrets.token_bytes(_BYTES)


def id_of(key: bytes) -> str:
    """What tells a key from another without giving it away: 16 hexadecimal digits."""
    return hashlib.sha256(b"careerup key" + key).hexdigest()[:16]


def of(end: Mapping[str, Any]) -> bytes | None:
    """The key the marks of a register are made with (``end``: its row of ``ledger``), None where this PC lacks it."""
    if not end["key_id"]:
        return str(end["identity"]).encode()
    for path in _places(end["identity"]):
        for found in _content(path):
            if id_of(found) == end["key_id"]:
                return found
    return None


def known(identity: str) -> frozenset[str]:
    """The ids of the keys this user keeps for a register."""
    return frozenset(id_of(found) for found in _content(_own(identity)))


def newest(identity: str) -> bytes | None:
    """The last key this user was given for a register, None for none."""
    found = _content(_own(identity))
    return found[-1] if found else None


def keep(identity: str, key: bytes) -> None:
    """Keep the key in the user's own folder, beside those of before. Raises Problem."""
    text = _PLAIN + base64.b64encode(key).decode()
    if sys.platform == "win32":
        protected = win32crypt.CryptProtectData(key, "careerup", None, None, None, 0)
        text = _OWN + base64.b64encode(protected).decode()
    path = _own(identity)
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        with open(os.open(path, os.O_CREAT | os.O_APPEND | os.O_WRONLY, 0o600), "a") as file:  # noqa: PTH123
            file.write(text + "\n")
    except OSError:
        raise Problem("key-not-written", name=path.name) from None


def write(path: Path, key: bytes) -> None:
    """The key as a file of the office, its owner's alone and readable on every PC. Raises Problem."""
    try:
        with open(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), "w") as file:  # noqa: PTH123
            file.write(_PLAIN + base64.b64encode(key).decode() + "\n")
    except FileExistsError:
        raise Problem("key-exists", name=path.name) from None
    except OSError:
        raise Problem("key-not-written", name=path.name) from None


def read(path: Path) -> bytes:
    """The key in a file. Raises Problem."""
    found = _content(path)
    if not found:
        raise Problem("key-unread", name=path.name)
    return found[-1]


def _own(identity: str) -> Path:
    return Path.home() / ".careerup" / "keys" / f"{identity}.key"


def _places(identity: str) -> list[Path]:
    office = os.environ.get(VARIABLE)
    return [*([Path(office)] if office else []), _own(identity)]


def _content(path: Path) -> list[bytes]:
    """The keys of a file, one a line; none where this user cannot read it."""
    try:
        lines = read_small(path, "ascii").split("\n")
    except (OSError, UnicodeDecodeError, RuntimeError):
        return []
    return [found for found in map(_line, lines) if len(found) == _BYTES]


def _line(line: str) -> bytes:
    try:
        if line.startswith(_OWN):
            return _unprotected(base64.b64decode(line.removeprefix(_OWN), validate=True))
        if line.startswith(_PLAIN):
            return base64.b64decode(line.removeprefix(_PLAIN).strip(), validate=True)
    except binascii.Error:
        pass
    return b""


def _unprotected(sealed: bytes) -> bytes:
    if sys.platform == "win32":
        try:
            return bytes(win32crypt.CryptUnprotectData(sealed, None, None, None, 0)[1])
        except pywintypes.error:  # another user's file, or one from another PC
            return b""
    return b""
