"""いまの場所のファイル: which file stands at the path of a register being written, and whose log lies beside it.

SQLite ties its log to a path, not to a file: the log of a register that was replaced would be played into the one
put there instead and ruin it.
"""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

_Id = tuple[int, int] | None


@dataclass(frozen=True, slots=True)
class Standing:
    """The register's file and its log as they stood in the middle of a transaction; a server's has neither."""

    path: Path | None
    file: _Id
    log: _Id

    @classmethod
    def at(cls, path: Path | None) -> Standing:
        """What stands there now."""
        return cls(path, _id(path), _id(_log(path)))

    def replaced(self) -> bool:
        """Is it another file now, or none? The log of the one that is gone is then taken away with it."""
        if _id(self.path) == self.file:
            return False
        log = _log(self.path)
        if self.path and log and self.log and _id(log) == self.log:
            with suppress(OSError):
                log.unlink()
                self.path.with_name(self.path.name + "-shm").unlink()
        return True


def _log(path: Path | None) -> Path | None:
    return path.with_name(path.name + "-wal") if path else None


def _id(path: Path | None) -> _Id:
    try:
        found = path.stat() if path else None
    except OSError:
        return None
    return (found.st_dev, found.st_ino) if found else None
