"""Patterns (実績報告*.xlsx) on the command line: Windows' shells pass them on as typed, so they are expanded here."""

from __future__ import annotations

import argparse
import glob
import re
from collections.abc import Iterable
from pathlib import Path

from validators.problems import Problem
from workbooks.sheet_names import FINDINGS
from xl.files.kinds import exists

_REPORT = re.compile(rf"_{FINDINGS}(_\d+)?\.xlsx$")
_LOCK = "~$"  # what Excel lays beside a book that is open


def expand(options: argparse.Namespace) -> None:
    """Put the files that patterns stand for into the options that name files to read.

    Raises Problem where none is there, or several where one is meant.
    """
    for name in ("files", "received"):
        if isinstance(files := getattr(options, name, None), list):
            setattr(options, name, [file for given in files for file in matches(given)])
    for name in ("file", "a", "b", "designations", "applications", "previous"):
        if isinstance(given := getattr(options, name, None), Path):
            setattr(options, name, _one(given))


def _one(given: Path) -> Path:
    """The one file that a pattern stands for."""
    found = matches(given)
    if len(found) > 1:
        names = "、".join(path.name for path in found[:5])
        raise Problem("file-pattern-several", pattern=str(given), names=names)
    return found[0]


def matches(given: Path) -> list[Path]:
    """The file itself, or what its pattern stands for, in the order of the names. Raises Problem."""
    if str(given).startswith("~"):  # quoted, or typed where the shell does not know it
        given = given.expanduser()
    text = str(given)
    if not any(sign in text for sign in "*?") or exists(given):
        return [given]
    found = [Path(name) for name in sorted(_found(text)) if not _is_lock(name)]
    if not found:
        raise Problem("file-pattern-none", pattern=text)
    # our reports lie beside what they are of: a pattern does not mean them, unless it asks for nothing else
    return [path for path in found if not _REPORT.search(path.name)] or found


def _found(text: str) -> Iterable[str]:
    # brackets are part of names (名簿[1].xlsx), never of a pattern here
    return glob.glob(text.replace("[", "[[]"))  # noqa: PTH207 — the folder may be a pattern too


def _is_lock(name: str) -> bool:
    return Path(name).name.startswith(_LOCK)
