"""The progress bar on a pseudo-terminal: whole before it is shared, silent where nobody looks."""

from __future__ import annotations

import os
import select
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from places import ROOT
from rich.progress import Progress

from workbooks.samples import rosters
from xl.progress import Bar, progress

needs_terminal = pytest.mark.skipif(
    not hasattr(os, "openpty"), reason="Windows has no pseudo-terminal"
)


def test_no_bar_where_nobody_looks(capsys: pytest.CaptureFixture[str]) -> None:
    with progress(50, "確かめています") as bar:
        for n in range(50):
            bar.advance(f"{n}.xlsx")
    assert capsys.readouterr() == ("", "")


@contextmanager
def terminal(monkeypatch: pytest.MonkeyPatch) -> Iterator[int]:
    """A pseudo-terminal as stderr; its other end is given. No fixture: pytest puts its own stderr back after those."""
    master, slave = os.openpty()
    with os.fdopen(slave, "w", encoding="utf-8") as screen:
        monkeypatch.setattr(sys, "stderr", screen)
        yield master
    os.close(master)


def seen_until(master: int, words: str) -> str:
    """What the terminal shows up to the words."""
    seen = b""
    for _ in range(200):  # a bar that never names the file goes on being drawn
        assert select.select([master], [], [], 20)[0], seen.decode(errors="replace")
        seen += os.read(master, 4096)
        if words.encode() in seen:
            break
    else:
        raise AssertionError(f"{words} is not shown: {seen[-200:].decode(errors='replace')}")
    return seen.decode(errors="replace")


@needs_terminal
def test_a_bar_on_a_terminal_for_several_files(monkeypatch: pytest.MonkeyPatch) -> None:
    with terminal(monkeypatch) as master, progress(50, "確かめています"):
        seen_until(master, "確かめています")


@needs_terminal
def test_a_file_is_named_as_it_is_called(monkeypatch: pytest.MonkeyPatch) -> None:
    with terminal(monkeypatch) as master, progress(3, "確かめています") as bar:
        seen_until(master, "確かめています")
        bar.advance("名簿[1][/red].xlsx\x1b[2J")
        assert "\x1b[2J" not in seen_until(master, "名簿[1][/red].xlsx")


@needs_terminal
def test_a_step_done_while_the_bar_appears(monkeypatch: pytest.MonkeyPatch) -> None:
    """The bar shows itself from a timer's thread: a step that ends just then finds it whole or not at all."""
    failures: list[BaseException] = []
    start = Progress.start
    bars: list[Bar] = []
    made = threading.Event()

    def step() -> None:
        try:
            made.wait(20)  # the timer may be quicker than the line that keeps the bar
            bars[0].advance("名簿.xlsx")
        except BaseException as error:
            failures.append(error)

    worker = threading.Thread(target=step)

    def slow(self: Progress) -> None:
        worker.start()
        worker.join(0.3)  # a bar that is shared too early is touched now
        start(self)

    monkeypatch.setattr(Progress, "start", slow)
    with terminal(monkeypatch) as master:
        bars.append(Bar(3, "確かめています"))
        made.set()
        seen_until(master, "名簿.xlsx")
        worker.join()
        bars[0].close()
    assert failures == []


@needs_terminal
def test_the_command_on_a_terminal(tmp_path: Path) -> None:
    """``careerup check roster`` on several files, stdout and stderr on a terminal, as a clerk runs it."""
    files = []
    for number in range(4):
        files.append(tmp_path / f"名簿{number}.xlsx")
        rosters.write(files[-1], rosters.clean_rows())
    master, slave = os.openpty()
    run = subprocess.Popen(
        [sys.executable, "-m", "xl", "check", "roster", *map(str, files), "--prefecture", "10"],
        cwd=ROOT,
        stdin=slave,
        stdout=slave,
        stderr=slave,
    )
    os.close(slave)
    seen = b""
    while True:
        try:
            part = os.read(master, 4096)
        except OSError:  # Linux: the other end is closed
            break
        if not part:
            break
        seen += part
    os.close(master)
    text = seen.decode()
    assert "開発者に知らせて" not in text and "Traceback" not in text and "検証結果: " in text
    assert run.wait() in (0, 1)
