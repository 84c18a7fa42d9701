"""``careerup build``: the registry of functions and the buttons that exist, handed to the add-in's
build as plain data."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from importlib.metadata import version
from pathlib import Path

from validators.problems import Problem
from workbooks.addin.build import Wrapper, build, controls
from workbooks.calc import build as calc
from xl.functions.catalogue import FUNCTIONS

BUTTONS = controls()


def wrappers() -> list[Wrapper]:
    """Every worksheet function of the registry."""
    return [
        Wrapper(f.name, f.help, tuple((a.name, a.help, a.optional) for a in f.arguments))
        for f in FUNCTIONS.values()
    ]


def write(folder: Path, settings: Mapping[str, str] | None = None) -> Path:
    """Build careerup.xlam into ``folder``, made when missing. Raises Problem."""
    _make(folder)
    return build(
        folder, wrappers(), BUTTONS, version("xlwings"), settings or {"python": "", "clsid": ""}
    )


def write_calc(folder: Path) -> Path:
    """Build careerup.oxt for LibreOffice Calc into ``folder``, made when missing: it starts the Python that we run
    in. Raises Problem."""
    _make(folder)
    try:
        return calc.build(folder, wrappers(), version("careerup"), Path(sys.executable))
    except OSError:
        raise Problem("addin-unwritable", folder=folder) from None


def _make(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError:
        raise Problem("addin-unwritable", folder=folder) from None
