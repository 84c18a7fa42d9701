"""The PC we run on (この PC): the few questions and deeds that need Windows itself."""

from __future__ import annotations

import ctypes
import importlib
import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from xl.setup.machine import Link, Machine

try:
    import winreg
except ImportError:  # no Windows: nothing here asks for it
    winreg = None  # type: ignore[assignment]

_LINUX = ".config/libreoffice"


def this_machine() -> Machine:
    """The PC we run on."""
    settings = Path(os.environ.get("APPDATA", str(Path.home())))
    roaming = settings / "Microsoft"
    start = roaming / "Excel" / "XLSTART"
    folder, prefix = Path(sys.executable).parent, Path(sys.prefix)
    if sys.platform != "win32":
        place = "Library/Application Support/LibreOffice" if sys.platform == "darwin" else _LINUX
        return Machine(
            False, folder, prefix, start, lambda hive, key, name: None, office=Path.home() / place
        )
    return Machine(
        True,
        folder,
        prefix,
        start,
        _registry,
        bool(ctypes.windll.shell32.IsUserAnAdmin()),
        _values,
        roaming / "Windows" / "Start Menu" / "Programs",
        _link,
        _ansi,
        settings / "LibreOffice",
    )


def _registry(hive: str, key: str, name: str) -> object:
    """A value, looked for in both views of the registry."""
    if sys.platform == "win32":
        for view in (winreg.KEY_WOW64_64KEY, winreg.KEY_WOW64_32KEY):
            try:
                with winreg.OpenKey(_root(hive), key, 0, winreg.KEY_READ | view) as opened:
                    return winreg.QueryValueEx(opened, name)[0]
            except OSError:
                continue
    return None


def _values(hive: str, key: str) -> Sequence[object]:
    if sys.platform == "win32":
        try:
            with winreg.OpenKey(_root(hive), key, 0, winreg.KEY_READ) as opened:
                count = winreg.QueryInfoKey(opened)[1]
                return [winreg.EnumValue(opened, number)[1] for number in range(count)]
        except OSError:
            pass
    return ()


def _root(hive: str) -> Any:
    return getattr(winreg, "HKEY_CURRENT_USER" if hive == "HKCU" else "HKEY_LOCAL_MACHINE")


def _link(link: Link) -> None:
    link.path.parent.mkdir(parents=True, exist_ok=True)
    shell = importlib.import_module("win32com.client").Dispatch("WScript.Shell")
    made = shell.CreateShortcut(str(link.path))
    made.TargetPath, made.Arguments = link.program, link.arguments
    made.WorkingDirectory = str(Path.home())
    made.Save()


def _ansi(path: Path) -> str:
    """xlwings' DLL takes its command in the system's code page: a folder whose name has other letters is
    told by its short name (PROGRA~1)."""
    if sys.platform != "win32" or _in_code_page(str(path)):
        return str(path)
    room = ctypes.create_unicode_buffer(32_768)
    ctypes.windll.kernel32.GetShortPathNameW(str(path), room, len(room))
    return room.value if room.value and _in_code_page(room.value) else ""


def _in_code_page(text: str) -> bool:
    try:
        return text.encode("mbcs", "strict").decode("mbcs") == text
    except UnicodeError:
        return False
