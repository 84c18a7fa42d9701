"""What a forked child runs: nothing here makes a folder or a file, for every child reads this module anew."""

from __future__ import annotations

import os
import sys
import warnings
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Limits:
    """What a command may use (not on Windows); 0 is no limit.

    file     no file may grow beyond so many bytes, as on a disk that is full then
    seconds  of CPU, not of the clock; past them the system ends the process (``returncode`` is negative)
    """

    file: int = 0
    seconds: int = 0


NO_LIMITS = Limits()


def command_here(
    words: list[str], cwd: str, environment: dict[str, str], files: list[Path], limits: Limits
) -> None:
    """Runs in the child: streams, folder and environment as a process of its own would find them."""
    import resource  # no such module on Windows

    for number, file in enumerate(files[:2], 1):
        os.dup2(os.open(file, os.O_WRONLY | os.O_CREAT, 0o600), number)
    sys.stdout = open(1, "w", encoding="utf-8", closefd=False)  # noqa: SIM115  # as long as the process
    sys.stderr = open(2, "w", encoding="utf-8", closefd=False)  # noqa: SIM115
    os.environ.clear()
    os.environ.update(environment)
    os.chdir(cwd)
    warnings.resetwarnings()
    warnings.simplefilter("error")
    sys.argv = ["careerup", *words]
    if limits.file:
        resource.setrlimit(resource.RLIMIT_FSIZE, (limits.file, limits.file))
    if limits.seconds:
        resource.setrlimit(resource.RLIMIT_CPU, (limits.seconds, limits.seconds))
    from xl.cli import main  # read by the server before the fork

    try:
        raise SystemExit(main())
    finally:
        sys.stdout.flush()
        sys.stderr.flush()
        if not limits.file:
            who = (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
            peak = max(resource.getrusage(one).ru_maxrss for one in who)
            files[2].write_text(str(peak // 1024))
