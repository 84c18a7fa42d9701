"""The other hosts of this PC (ほかの置き場所): which of them are set up. None is needed for Excel."""

from __future__ import annotations

import json
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from workbooks.calc.build import NAME
from xl.setup.machine import Check, Machine, said

_INSIDE = f"*/user/uno_packages/cache/uno_packages/*/{NAME}/settings.json"


def checked(machine: Machine) -> list[Check]:
    """A line a host."""
    return [_calc(machine.office), _server()]


def _server() -> Check:
    """What serves Excel on the web and on the Mac."""
    try:
        return said("doctor-server", good=True, version=version("xlwings-server"))
    except PackageNotFoundError:
        return said("doctor-no-server", good=True)


def _calc(office: Path) -> Check:
    """The extension in LibreOffice, and the Python it was made for."""
    found = sorted(office.glob(_INSIDE)) if office.is_absolute() else []
    if not found:
        return said("doctor-no-calc", good=True)
    for settings in found:
        python = json.loads(settings.read_text(encoding="utf-8"))["python"]
        if not Path(python).is_file():
            return said("doctor-calc-python", python=python)
    return said("doctor-calc", good=True)
