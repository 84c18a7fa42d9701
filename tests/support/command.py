"""``careerup`` in a process of its own, as a clerk or a script runs it."""

from __future__ import annotations

import atexit
import multiprocessing
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from forked import NO_LIMITS, Limits, command_here
from places import ROOT

COMMAND = (sys.executable, "-X", "utf8", "-m", "xl")
_HOME = tempfile.mkdtemp(prefix="careerup-home-")
atexit.register(shutil.rmtree, _HOME, ignore_errors=True)
# Compiled once for all these processes, also where the machine forbids Python to write beside the sources.
_KEPT = {
    "PYTHONPATH": str(ROOT),
    "PYTHONWARNINGS": "error",
    # the clerk's own folder (anchors, the register used last) is not the developer's
    "HOME": _HOME,
    "PYTHONPYCACHEPREFIX": str(Path(tempfile.gettempdir()) / "careerup-tests-pycache"),
}
ENVIRONMENT = {
    name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"
} | _KEPT


# Some two hundred commands: what each of them would read first is read once, by a server that forks.
_PRELOADED = [
    "xl.cli",
    "validators.schemas.roster.check",  # with pandas
    *sorted(f"xl.commands.{path.stem}" for path in ROOT.glob("xl/commands/[a-z]*.py")),
]


def careerup(
    *arguments: object, cwd: Path, limits: Limits = NO_LIMITS
) -> subprocess.CompletedProcess[str]:
    """One command; where the system can fork, from a server that has read the sources once for all of them."""
    words = [*map(str, arguments)]
    if sys.platform == "win32":
        return _plain(words, cwd)
    return used(words, cwd, limits)[0]


def used(
    words: list[str], cwd: Path, limits: Limits
) -> tuple[subprocess.CompletedProcess[str], int]:
    """One command from the server, and the most memory that it or a process it started has held, in MB."""
    server = multiprocessing.get_context("forkserver")
    server.set_forkserver_preload(_PRELOADED)
    with tempfile.TemporaryDirectory(prefix="careerup-told-") as folder:
        files = [Path(folder, name) for name in ("stdout", "stderr", "memory")]
        process = server.Process(
            target=command_here, args=(words, str(cwd), ENVIRONMENT, files, limits)
        )
        process.start()
        process.join(600)  # a loaded machine finds no fault
        if process.is_alive():
            process.kill()
            raise TimeoutError(words)
        out, err = (file.read_text(encoding="utf-8") for file in files[:2])
        peak = int(files[2].read_text()) if files[2].exists() else 0
    return subprocess.CompletedProcess(words, process.exitcode or 0, out, err), peak


def _plain(words: list[str], cwd: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [*COMMAND, *words],
        capture_output=True,
        text=True,
        encoding="utf-8",
        cwd=cwd,
        env=ENVIRONMENT,
        timeout=120,
    )


def one_sentence(out: subprocess.CompletedProcess[str]) -> str:
    assert (
        out.returncode == 2
        and out.stdout == ""
        and out.stderr.count("\n") == 1
        and out.stderr.strip().endswith("。")
    ), (out.stdout, out.stderr)
    return out.stderr
