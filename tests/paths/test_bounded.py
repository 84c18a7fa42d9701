"""No small file takes long or much memory in any command: at most 20 CPU seconds (not seconds of the clock)
and 1 GB, told by the system for each process and what it started."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import nasty
import pytest
from command import COMMAND, ENVIRONMENT

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="needs wait4")
CPU_SECONDS, MEGABYTES = 20, 1000
PLACE = ("--prefecture", "群馬県", "--today", "2026-06-30")
COMMANDS = {
    "applications": ("check", "applications", "#", *PLACE),
    "participants": ("check", "participants", "#", *PLACE),
    "tidy": ("tidy", "#", "--out", "写し.xlsx"),
    "marked": ("check", "roster", "#", *PLACE, "--marked", "印.xlsx"),
    "number": ("number", "#", "--out", "番号.xlsx", *PLACE),
    "form": ("form", "certificate", "#", "--out", "出力", "--issuer", "知事", *PLACE),
    "labels": ("form", "labels", "#"),
}


def bounded(folder: Path, arguments: tuple[str, ...]) -> int:
    """Run a command under both bounds; its exit status."""
    import resource

    output = os.open(folder / "出力.txt", os.O_CREAT | os.O_WRONLY | os.O_TRUNC)
    process = os.fork()
    if process == 0:
        try:
            os.chdir(folder)
            os.dup2(output, 1)
            os.dup2(output, 2)
            resource.setrlimit(resource.RLIMIT_CPU, (CPU_SECONDS, CPU_SECONDS))
            os.execve(COMMAND[0], [*COMMAND, *arguments], ENVIRONMENT)
        finally:
            os._exit(99)
    os.close(output)
    _, status, used = os.wait4(process, 0)
    assert os.WIFEXITED(status), f"{arguments}: more than {CPU_SECONDS} CPU seconds"
    assert used.ru_maxrss // 1024 <= MEGABYTES, f"{arguments}: {used.ru_maxrss // 1024} MB"
    text = (folder / "出力.txt").read_text(encoding="utf-8")
    assert "Traceback" not in text and "careerup の誤り" not in text, text
    return os.WEXITSTATUS(status)


@pytest.mark.parametrize("name", nasty.NASTY)
def test_a_small_file_stays_small(tmp_path: Path, name: str) -> None:
    path = tmp_path / "名簿.xlsx"
    nasty.NASTY[name](path)
    path = path if path.exists() else path.with_suffix(".csv")
    assert path.stat().st_size <= nasty.MILLION
    assert bounded(tmp_path, ("check", "roster", path.name, *PLACE)) in (0, 1, 2)


@pytest.mark.parametrize("command", COMMANDS)
def test_long_cells_in_every_command(tmp_path: Path, command: str) -> None:
    nasty.NASTY["long cells"](tmp_path / "名簿.xlsx")
    arguments = tuple("名簿.xlsx" if one == "#" else one for one in COMMANDS[command])
    assert bounded(tmp_path, arguments) in (0, 1, 2)
