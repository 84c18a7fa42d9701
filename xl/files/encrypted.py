"""Encrypted workbooks (暗号化されたブック): those that Excel itself opens without asking, for it used a
password of its own (ブックの保護)."""

from __future__ import annotations

import io
from pathlib import Path
from typing import BinaryIO

from validators.problems import Problem

_BUILT_IN = "VelvetSweatshop"  # [MS-OFFCRYPTO] 2.2: the password Excel uses where nobody set one
_MAX_BYTES = 256 << 20
_MAX_ROUNDS = 200_000  # of hashing the password: Excel writes 100,000


def is_encrypted(path: Path) -> bool:
    """Does an OLE file hold an encrypted workbook? Its stream names stand in sectors anywhere in it."""
    wanted = "EncryptedPackage".encode("utf-16-le")
    with path.open("rb") as file:
        if path.stat().st_size > _MAX_BYTES:
            return wanted in file.read(_MAX_BYTES >> 6)
        tail = b""
        while chunk := file.read(1 << 20):
            if wanted in tail + chunk:
                return True
            tail = chunk[-64:]
    return False


def decrypted(path: Path) -> BinaryIO:
    """The workbook inside, where Excel's own password opens it. Raises Problem where somebody set one."""
    import msoffcrypto

    refused = Problem("file-password", name=path.name)
    content = io.BytesIO()
    try:
        if path.stat().st_size > _MAX_BYTES:
            raise refused
        with path.open("rb") as file:
            office = msoffcrypto.OfficeFile(file)  # type: ignore[no-untyped-call]  # the library has no types
            if getattr(office, "info", {}).get("spinValue", 0) > _MAX_ROUNDS:
                raise refused
            office.load_key(password=_BUILT_IN, verify_password=True)
            office.decrypt(content)
    except Problem:
        raise
    except Exception:  # the library has no common error: a damaged file shows as any kind
        raise refused from None
    content.seek(0)
    return content
