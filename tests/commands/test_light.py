"""The doors are light: help, a single function and the diagnosis load no library for tables, and a command
loads what runs it only when it is called."""

from __future__ import annotations

import argparse
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from command import ENVIRONMENT

from xl.cli import _parser
from xl.commands import ledger
from xl.commands.run import runner

HEAVY = ("pandas", "pandera", "numpy", "sqlalchemy", "lxml", "xlsxwriter", "typst", "rich")
LOADED = f"""
import sys
try:
    {{0}}
except SystemExit:
    pass
print("LOADED", *(sorted(set({HEAVY!r}) & set(sys.modules))), file=sys.stderr)
"""
MAIN = "from xl.cli import main; main({!r})"


def loaded(code: str, cwd: Path) -> list[str]:
    """The heavy libraries that a new process has loaded after this code."""
    done = subprocess.run(
        [sys.executable, "-c", LOADED.format(code)],
        capture_output=True,
        text=True,
        encoding="utf-8",
        cwd=cwd,
        env=ENVIRONMENT,
    )
    assert done.returncode == 0, done.stderr
    return done.stderr.rpartition("LOADED")[2].split()


@pytest.mark.parametrize(
    "code",
    [
        "import xl.cli",
        MAIN.format([]),
        MAIN.format(["--help"]),
        MAIN.format(["--version"]),
        MAIN.format(["check", "roster", "--help"]),
        MAIN.format(["ledger", "find", "--help"]),
        MAIN.format(["chek"]),
        MAIN.format(["call", "FISCALYEAR", "2026-06-30"]),
        MAIN.format(["doctor"]),
    ],
)
def test_light(tmp_path: Path, code: str) -> None:
    assert loaded(code, tmp_path) == []


def test_the_probe_sees_what_is_loaded(tmp_path: Path) -> None:
    assert loaded("import pandas", tmp_path) == ["numpy", "pandas"]


def commands(parser: argparse.ArgumentParser) -> Iterator[argparse.ArgumentParser]:
    """The parsers without a command below them."""
    below = [a for a in parser._actions if isinstance(a, argparse._SubParsersAction)]
    for action in below:
        for one in action.choices.values():
            yield from commands(one)
    if not below:
        yield parser


def test_every_command_has_what_runs_it() -> None:
    found = [one.get_default("run") for one in commands(_parser())]
    assert len(found) > 25
    for name in found:
        assert callable(runner(name)), name


def test_every_kind_of_ledger_command_has_what_runs_it() -> None:
    kinds = {
        one.prog.split()[-1]
        for one in commands(_parser())
        if one.get_default("run") == "xl.commands.ledger:run"
    }
    assert kinds == set(ledger._RUNS)
