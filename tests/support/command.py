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
_SERVER = multiprocessing.get_context("forkserver" if sys.platform != "win32" else "spawn")
_SERVER.set_forkserver_preload(
    ["xl.cli", *sorted(f"xl.commands.{path.stem}" for path in ROOT.glob("xl/commands/[a-z]*.py"))]
)


def careerup(*arguments: object, cwd: Path) -> subprocess.CompletedProcess[str]:
    """One command; where the system can fork, from a server that has read the sources once for all of them."""
    words = [*map(str, arguments)]
    if sys.platform == "win32":
        return subprocess.run(
            [*COMMAND, *words],
            capture_output=True,
            text=True,
            encoding="utf-8",
            cwd=cwd,
            env=ENVIRONMENT,
            timeout=120,
        )
    with tempfile.TemporaryDirectory(prefix="careerup-told-") as folder:
        files = [Path(folder, name) for name in ("stdout", "stderr")]
        process = _SERVER.Process(target=_command, args=(words, str(cwd), files))
        process.start()
        process.join(120)
        if process.is_alive():
            process.kill()
            raise TimeoutError(words)
        out, err = (file.read_text(encoding="utf-8") for file in files)
    return subprocess.CompletedProcess(words, process.exitcode or 0, out, err)


def _command(words: list[str], cwd: str, files: list[Path]) -> None:
    """Runs in the child: streams, folder and environment as a process of its own would find them."""
    for number, file in enumerate(files, 1):
        os.dup2(os.open(file, os.O_WRONLY | os.O_CREAT, 0o600), number)
    sys.stdout, sys.stderr = (open(n, "w", encoding="utf-8", closefd=False) for n in (1, 2))
    os.environ.clear()
    os.environ.update(ENVIRONMENT | {"HOME": _HOME})
    os.chdir(cwd)
    warnings.resetwarnings()
    warnings.simplefilter("error")
    sys.argv = ["careerup", *words]
    from xl.cli import main  # noqa: PLC0415  # read by the server before the fork

    try:
        raise SystemExit(main())
    finally:
        sys.stdout.flush()
        sys.stderr.flush()


def one_sentence(out: subprocess.CompletedProcess[str]) -> str:
    assert (
        out.returncode == 2
        and out.stdout == ""
        and out.stderr.count("\n") == 1
        and out.stderr.strip().endswith("。")
    ), (out.stdout, out.stderr)
    return out.stderr
