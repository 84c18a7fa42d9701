"""No small file takes long or much memory in any command: at most 20 CPU seconds (not seconds of the clock)
and 1 GB, told by the system for each process and what it started."""

from __future__ import annotations

import sys
from pathlib import Path

import nasty
import pytest
from command import used
from forked import Limits

pytestmark = pytest.mark.skipif(
    sys.platform == "win32", reason="needs fork and the limits of a process"
)
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


def bounded(folder: Path, arguments: tuple[str, ...]) -> None:
    """Run a command under both bounds."""
    done, megabytes = used([*arguments], folder, Limits(seconds=CPU_SECONDS))
    assert done.returncode in (0, 1, 2), f"{arguments}: more than {CPU_SECONDS} CPU seconds"
    assert 0 < megabytes <= MEGABYTES, f"{arguments}: {megabytes} MB"
    text = done.stdout + done.stderr
    assert "Traceback" not in text and "careerup の誤り" not in text, text


@pytest.mark.parametrize("name", nasty.NASTY)
def test_a_small_file_stays_small(tmp_path: Path, name: str) -> None:
    nasty.NASTY[name](tmp_path / "名簿.xlsx")
    (path,) = tmp_path.iterdir()
    assert path.stat().st_size <= nasty.MILLION
    bounded(tmp_path, ("check", "roster", path.name, *PLACE))


@pytest.mark.parametrize("command", COMMANDS)
def test_long_cells_in_every_command(tmp_path: Path, command: str) -> None:
    nasty.NASTY["long cells"](tmp_path / "名簿.xlsx")
    arguments = tuple("名簿.xlsx" if one == "#" else one for one in COMMANDS[command])
    bounded(tmp_path, arguments)
