"""``careerup`` in a process of its own, as a clerk or a script runs it."""

from __future__ import annotations

import os
import resource
import subprocess
import sys
import tempfile
from pathlib import Path

from places import ROOT

COMMAND = (sys.executable, "-X", "utf8", "-m", "xl")
# Compiled once for all these processes, also where the machine forbids Python to write beside the sources.
_KEPT = {
    "PYTHONPATH": str(ROOT),
    "PYTHONWARNINGS": "error",
    # the clerk's own folder (anchors, the register used last) is not the developer's
    "HOME": tempfile.mkdtemp(prefix="careerup-home-"),
    "PYTHONPYCACHEPREFIX": str(Path(tempfile.gettempdir()) / "careerup-tests-pycache"),
}
ENVIRONMENT = {
    name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"
} | _KEPT


def careerup(*arguments: object, cwd: Path, largest: int = 0) -> subprocess.CompletedProcess[str]:
    """``largest``: no file may grow beyond so many bytes, as on a disk that is full then."""
    command = [*COMMAND, *map(str, arguments)]

    def limit() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (largest, largest))

    return subprocess.run(
        command,
        capture_output=True,
        text=True,
        encoding="utf-8",
        cwd=cwd,
        env=ENVIRONMENT,
        timeout=120,
        preexec_fn=limit if largest else None,
    )


def one_sentence(out: subprocess.CompletedProcess[str]) -> str:
    assert (
        out.returncode == 2
        and out.stdout == ""
        and out.stderr.count("\n") == 1
        and out.stderr.strip().endswith("。")
    ), (out.stdout, out.stderr)
    return out.stderr
