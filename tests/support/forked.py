"""What a forked child runs: nothing here makes a folder or a file, for every child reads this module anew."""

from __future__ import annotations

import os
import sys
import warnings
from pathlib import Path


def command_here(
    words: list[str], cwd: str, environment: dict[str, str], files: list[Path], *, largest: int
) -> None:
    """Runs in the child: streams, folder and environment as a process of its own would find them."""
    for number, file in enumerate(files, 1):
        os.dup2(os.open(file, os.O_WRONLY | os.O_CREAT, 0o600), number)
    sys.stdout = open(1, "w", encoding="utf-8", closefd=False)  # noqa: SIM115  # as long as the process
    sys.stderr = open(2, "w", encoding="utf-8", closefd=False)  # noqa: SIM115
    os.environ.clear()
    os.environ.update(environment)
    os.chdir(cwd)
    warnings.resetwarnings()
    warnings.simplefilter("error")
    sys.argv = ["careerup", *words]
    if largest:
        import resource  # no such module on Windows

        resource.setrlimit(resource.RLIMIT_FSIZE, (largest, largest))
    from xl.cli import main  # read by the server before the fork

    try:
        raise SystemExit(main())
    finally:
        sys.stdout.flush()
        sys.stderr.flush()
