"""Small texts that a person names (運用設定の TOML、封の鍵): never waited for, never larger than memory."""

from __future__ import annotations

import errno
from pathlib import Path

_MAX = 1 << 20  # bytes; a profile has some 10,000


def read_small(path: Path, encoding: str) -> str:
    """The text of an ordinary file. Raises UnicodeDecodeError; OSError also for a pipe, a device or a large file."""
    if path.exists() and not path.is_file():
        raise OSError(errno.EINVAL, "no file", str(path))
    if path.stat().st_size > _MAX:
        raise OSError(errno.EFBIG, "no small file", str(path))
    return path.read_text(encoding=encoding)
