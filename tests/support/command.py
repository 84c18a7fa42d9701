"""``careerup`` in a process of its own, as a clerk or a script runs it."""

from __future__ import annotations

import atexit
import multiprocessing
import os
import shutil
import subprocess
import sys
import tempfile
import warnings
from dataclasses import dataclass
from pathlib import Path

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


@dataclass(frozen=True, slots=True)
class Limits:
    """What a command may use (not on Windows); 0 is no limit.

    file     no file may grow beyond so many bytes, as on a disk that is full then
    seconds  of CPU, not of the clock; past them the system ends the process (``returncode`` is negative)
    """

    file: int = 0
    seconds: int = 0


def careerup(
    *arguments: object, cwd: Path, limits: Limits = Limits()
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
        process = server.Process(target=_command, args=(words, str(cwd), files, limits))
        process.start()
        process.join(120)
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


def _command(words: list[str], cwd: str, files: list[Path], limits: Limits) -> None:
    """Runs in the child: streams, folder and environment as a process of its own would find them."""
    import resource  # no such module on Windows

    for number, file in enumerate(files[:2], 1):
        os.dup2(os.open(file, os.O_WRONLY | os.O_CREAT, 0o600), number)
    sys.stdout = open(1, "w", encoding="utf-8", closefd=False)  # noqa: SIM115  # as long as the process
    sys.stderr = open(2, "w", encoding="utf-8", closefd=False)  # noqa: SIM115
    os.environ.clear()
    os.environ.update(ENVIRONMENT)
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


def one_sentence(out: subprocess.CompletedProcess[str]) -> str:
    assert (
        out.returncode == 2
        and out.stdout == ""
        and out.stderr.count("\n") == 1
        and out.stderr.strip().endswith("。")
    ), (out.stdout, out.stderr)
    return out.stderr
