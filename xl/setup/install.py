"""Put the add-in where Excel finds it, take it away again, and say what is wrong with this PC. No
administrator rights needed.

What needs Windows is a few lines at the end; everything that decides is a pure function over a ``Machine``.
"""

from __future__ import annotations

import os
import shutil
import struct
import sys
from collections.abc import Callable, Sequence
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from validators.problems import Problem
from workbooks.addin.build import NAME
from xl.setup import policies
from xl.setup.environment import clash
from xl.setup.machine import Check, Machine

_OFFICE = r"SOFTWARE\Microsoft\Office\ClickToRun\Configuration"


def dll_names() -> tuple[str, str]:
    """The two DLLs, which carry xlwings' version in their name; the one of Excel's bitness is used."""
    return f"xlwings64-{version('xlwings')}.dll", f"xlwings32-{version('xlwings')}.dll"


def diagnose(machine: Machine) -> list[Check]:
    """Everything that keeps the add-in from working, in the order to mend it."""
    shared = [Check(False, str(problem))] if (problem := clash()) else []
    if not machine.windows:
        return [
            *shared,
            Check(
                False,
                "Windows の Excel ではありません。",
                "アドインは Windows で使います。careerup check などの命令はこの PC でも使えます。",
            ),
        ]
    platform = machine.registry("HKLM", _OFFICE, "Platform")
    version_ = str(machine.registry("HKLM", _OFFICE, "VersionToReport") or "")
    store = machine.registry(
        "HKLM", r"SOFTWARE\Microsoft\Windows\CurrentVersion\App Paths\excel.exe", ""
    )
    checks = [*shared, _excel(platform, version_, str(store or ""))]
    checks.append(
        Check(
            sys.version_info >= (3, 11),
            f"Python {sys.version.split()[0]}（{struct.calcsize('P') * 8}ビット）",
            "Python 3.11 以上を入れてください。",
        )
    )
    checks.append(_package("pywin32"))
    missing = [name for name in dll_names() if not (machine.python / name).exists()]
    checks.append(
        Check(
            not missing,
            "xlwings の DLL"
            if not missing
            else f"{'、'.join(missing)} が {machine.python} にありません。",
            ""
            if not missing
            else (
                "careerup install をもう一度実行してください。"
                "消えるときはウイルス対策ソフトの除外を管理者に頼んでください。"
            ),
        )
    )
    checks += policies.checked(machine, NAME)
    checks.append(
        Check(
            not machine.elevated,
            "管理者として実行していません。"
            if not machine.elevated
            else "管理者として実行しています。",
            ""
            if not machine.elevated
            else "Excel と同じ権限で動くように、ふつうの権限で実行し直してください。",
        )
    )
    there = (machine.start / NAME).exists()
    checks.append(
        Check(
            there,
            f"アドインは {machine.start} に{'あります' if there else 'ありません'}。",
            "" if there else "careerup install を実行してください。",
        )
    )
    return checks


def _excel(platform: object, version_: str, path: str) -> Check:
    if "WindowsApps" in path:
        return Check(
            False,
            "Microsoft Store 版の Excel です。",
            (
                "Store 版ではアドインから Python を起こせません。デスクトップ版の Office "
                "への入れ替えを管理者に頼んでください。"
            ),
        )
    if not platform and not path:
        return Check(
            False, "Excel が見つかりません。", "デスクトップ版の Excel 2016 以降を入れてください。"
        )
    bits = {"x64": "64ビット", "x86": "32ビット"}.get(str(platform), "ビット数不明")
    old = version_.split(".")[0].isdigit() and int(version_.split(".")[0]) < 16
    return Check(
        not old,
        f"Excel {version_ or '（版不明）'} {bits}",
        "Excel 2016 以降が要ります。" if old else "",
    )


def _package(name: str) -> Check:
    try:
        return Check(True, f"{name} {version(name)}")
    except PackageNotFoundError:
        return Check(
            False,
            f"{name} がありません。",
            f"pip install {name} を実行するか、配布一式の setup.bat をもう一度実行してください。",
        )


def install(machine: Machine, write: Callable[[Path, dict[str, str]], Path]) -> Path:
    """Copy the DLLs beside pythonw.exe and build the add-in into XLSTART. Raises Problem."""
    if not machine.windows:
        raise Problem("install-windows-only")
    if problem := clash():
        raise problem
    try:
        for name in dll_names():
            source = machine.prefix / name
            if source.exists() and source.parent != machine.python:
                shutil.copyfile(source, machine.python / name)
        return write(machine.start, {"python": str(machine.python / "pythonw.exe"), "clsid": ""})
    except OSError:
        raise Problem("install-unwritable", folder=machine.start) from None


def uninstall(machine: Machine) -> list[Path]:
    """Remove what ``install`` put on the PC; the paths that were removed. Raises Problem."""
    removed = []
    try:
        own = [
            machine.start / NAME,
            *(machine.python / n for n in dll_names() if machine.python != machine.prefix),
        ]
        for path in own:
            if path.exists():
                path.unlink()
                removed.append(path)
    except OSError:
        raise Problem("uninstall-locked", name=NAME) from None
    return removed


def this_machine() -> Machine:
    """The PC we run on."""
    start = Path(os.environ.get("APPDATA", str(Path.home()))) / "Microsoft" / "Excel" / "XLSTART"
    folder = Path(sys.executable).parent
    if sys.platform != "win32":
        return Machine(False, folder, Path(sys.prefix), start, lambda hive, key, name: None)
    import ctypes
    import winreg

    def registry(hive: str, key: str, name: str) -> object:
        for view in (winreg.KEY_WOW64_64KEY, winreg.KEY_WOW64_32KEY):
            try:
                with winreg.OpenKey(
                    winreg.HKEY_CURRENT_USER if hive == "HKCU" else winreg.HKEY_LOCAL_MACHINE,
                    key,
                    0,
                    winreg.KEY_READ | view,
                ) as opened:
                    return winreg.QueryValueEx(opened, name)[0]
            except OSError:
                continue
        return None

    def values(hive: str, key: str) -> Sequence[object]:
        root = winreg.HKEY_CURRENT_USER if hive == "HKCU" else winreg.HKEY_LOCAL_MACHINE
        try:
            with winreg.OpenKey(root, key, 0, winreg.KEY_READ) as opened:
                count = winreg.QueryInfoKey(opened)[1]
                return [winreg.EnumValue(opened, number)[1] for number in range(count)]
        except OSError:
            return ()

    elevated = bool(ctypes.windll.shell32.IsUserAnAdmin())
    return Machine(True, folder, Path(sys.prefix), start, registry, elevated, values)
