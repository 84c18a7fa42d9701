"""``careerup FILE…``: files alone, as they are dropped on an icon; what they are is found out (種類の見分け)."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from validators.messages import Door, sentence_of
from validators.problems import Problem
from validators.profile import default
from workbooks.kind_of import kind_of
from xl.commands.patterns import matches
from xl.files import read as closed
from xl.outputs.results import next_path


def commands_for(words: Sequence[str]) -> list[list[str]]:
    """One ``check KIND FILE…`` with the same options for each kind among the files. Raises Problem."""
    at = next((i for i, word in enumerate(words) if word.startswith("-")), len(words))
    files = [str(file) for word in words[:at] for file in matches(Path(word))]
    options = words[at:]
    kinds: dict[str, list[str]] = {}
    for name in files:
        kind = kind_of(closed.read(Path(name), None), default())
        if not kind:
            raise Problem("kind-unknown", name=Path(name).name)
        kinds.setdefault(kind, []).append(name)
    return [["check", kind, *names, *options] for kind, names in kinds.items()]


def run(words: Sequence[str], check: Callable[[list[str]], int]) -> int:
    """Says what each file was taken for, checks it, and shows the report where Windows can open it."""
    worst = 0
    for command in commands_for(words):
        _, kind, first, *_ = command
        if "--json" not in command:
            print(sentence_of(f"kind-{kind}", Door.CLI, name=Path(first).name))
        report, _ = next_path(Path(first))
        worst = max(worst, check(command))
        if sys.platform == "win32" and report.exists():
            os.startfile(report)
    if sys.platform == "win32" and _own_window():
        input(sentence_of("window-stays", Door.CLI))
    return worst


def _own_window() -> bool:
    """Is this console here for us alone, as when a file is dropped on an icon? Then it closes with us."""
    if sys.platform != "win32":
        return False
    import ctypes

    processes = (ctypes.c_uint * 2)()
    return bool(ctypes.windll.kernel32.GetConsoleProcessList(processes, 2) == 1)
