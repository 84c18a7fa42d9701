"""Put the add-in where Excel finds it, take it away again, and say what is wrong with this PC. No
administrator rights needed. What needs Windows itself is in ``windows``; all here decides over a ``Machine``."""

from __future__ import annotations

import shutil
import struct
import sys
from collections.abc import Callable
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from validators.problems import Problem
from workbooks import manual
from workbooks.addin.build import MENU, NAME
from xl.setup import hosts, policies
from xl.setup.environment import clash
from xl.setup.machine import Check, Link, Machine, said

_OFFICE = r"SOFTWARE\Microsoft\Office\ClickToRun\Configuration"
_APP_PATHS = r"SOFTWARE\Microsoft\Windows\CurrentVersion\App Paths\excel.exe"
_PYTHON, _OLDEST_EXCEL = (3, 11), 16
# of the server that is started at logon: the add-in finds it by this name instead of starting one
_CLSID = "{9F3C0B52-6A5B-4E0C-9D0B-1C2A6B7E4D11}"
_SERVED = (
    "-B -P -c \"import sys; sys.modules['pandas'] = sys.modules['numpy'] = None; import xlwings; "
    "del sys.modules['pandas'], sys.modules['numpy']; xlwings.serve('{clsid}')\""
)


def dll_names() -> tuple[str, str]:
    """The two DLLs, which carry xlwings' version in their name; the one of Excel's bitness is used."""
    return f"xlwings64-{version('xlwings')}.dll", f"xlwings32-{version('xlwings')}.dll"


# ---------------------------------------------------------------- what is wrong with a PC


def diagnose(machine: Machine) -> list[Check]:
    """Everything that keeps the add-in from working, in the order to mend it."""
    shared = [Check(False, str(problem))] if (problem := clash()) else []
    if not machine.windows:
        return [*shared, said("doctor-not-windows"), *hosts.checked(machine)]
    return [
        *shared,
        _excel(machine),
        _python(),
        _package("pywin32"),
        _dlls(machine),
        *policies.checked(machine, NAME),
        said("doctor-elevated") if machine.elevated else said("doctor-not-elevated", good=True),
        _addin(machine),
        *hosts.checked(machine),
    ]


def _excel(machine: Machine) -> Check:
    platform = machine.registry("HKLM", _OFFICE, "Platform")
    number = str(machine.registry("HKLM", _OFFICE, "VersionToReport") or "")
    path = str(machine.registry("HKLM", _APP_PATHS, "") or "")
    if "WindowsApps" in path:
        return said("doctor-store-excel")
    if not platform and not path:
        return said("doctor-no-excel")
    bits = {"x64": "64", "x86": "32"}.get(str(platform), "?")
    major = number.split(".")[0]
    if major.isdigit() and int(major) < _OLDEST_EXCEL:
        return said("doctor-old-excel", version=number)
    return said("doctor-excel", good=True, version=number or "?", bits=bits)


def _python() -> Check:
    good = sys.version_info >= _PYTHON
    bits = struct.calcsize("P") * 8
    return said("doctor-python", good=good, version=sys.version.split()[0], bits=bits)


def _package(name: str) -> Check:
    try:
        return said("doctor-package", good=True, name=name, version=version(name))
    except PackageNotFoundError:
        return said("doctor-no-package", name=name)


def _dlls(machine: Machine) -> Check:
    missing = [name for name in dll_names() if not (machine.python / name).exists()]
    if missing:
        return said("doctor-no-dll", names="、".join(missing), folder=machine.python)
    return said("doctor-dll", good=True)


def _addin(machine: Machine) -> Check:
    there = (machine.start / NAME).exists()
    return said("doctor-addin" if there else "doctor-no-addin", good=there, folder=machine.start)


# ---------------------------------------------------------------- putting it there, taking it away


def install(
    machine: Machine, write: Callable[[Path, dict[str, str]], Path], *, served: bool = False
) -> Path:
    """Copy the DLLs beside pythonw.exe, build the add-in into XLSTART, and from the kit put its entries
    into the Start menu. Raises Problem.

    served  the server is started at logon, for offices where Excel may start no process
    """
    if not machine.windows:
        raise Problem("install-windows-only")
    if problem := clash():
        raise problem
    pythonw = machine.ansi(machine.python / "pythonw.exe")
    if not pythonw:
        raise Problem("install-account-name", folder=machine.python)
    try:
        for name in dll_names():
            source = machine.prefix / name
            if source.exists() and source.parent != machine.python:
                shutil.copyfile(source, machine.python / name)
        for link in _links(machine, served=served):
            machine.link(link)
        clsid = _CLSID if served else ""
        return write(machine.start, {"python": pythonw, "clsid": clsid})
    except OSError:
        raise Problem("install-unwritable", folder=machine.start) from None


def _links(machine: Machine, *, served: bool) -> list[Link]:
    """The entries of the Start menu, and the server started at logon."""
    links = []
    if served:
        arguments = _SERVED.format(clsid=_CLSID)
        links.append(Link(_at_logon(machine), str(machine.python / "pythonw.exe"), arguments))
    if machine.kit is not None:
        menu, run = machine.programs / MENU, machine.kit / "careerup.cmd"
        shown = f'/c ""{run}" doctor --paper & pause"'
        links.append(Link(menu / "診断.lnk", "cmd.exe", shown))
        links.append(Link(menu / "使い方.lnk", str(machine.kit / manual.NAMES["manual.html"])))
        links.append(Link(menu / "取り除く.lnk", str(machine.kit / "remove.bat")))
    return links


def _at_logon(machine: Machine) -> Path:
    return machine.programs / "Startup" / f"{MENU}.lnk"


def uninstall(machine: Machine) -> list[Path]:
    """Remove what ``install`` put on the PC; the paths that were removed. Raises Problem."""
    removed = []
    menu = machine.programs / MENU
    installed = [
        machine.start / NAME,
        *(machine.python / n for n in dll_names() if machine.python != machine.prefix),
        _at_logon(machine),
        *sorted(menu.glob("*.lnk")),
    ]
    if machine.kit is not None:  # its DLLs came with it and go with it
        installed = [path for path in installed if path.parent != machine.python]
    try:
        for path in installed:
            if path.is_file():
                path.unlink()
                removed.append(path)
        if menu.is_dir() and not any(menu.iterdir()):
            menu.rmdir()
    except OSError:
        raise Problem("uninstall-locked", name=NAME) from None
    return removed
