"""A PC as the installer and the doctor see it (この PC), and one line of what the doctor says."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path


def _no_values(hive: str, key: str) -> Sequence[object]:
    return ()


@dataclass(frozen=True, slots=True)
class Machine:
    """What the decisions need to know of a PC. ``registry(hive, key, name)`` gives a value or None,
    ``values(hive, key)`` all values of a key; hive is HKCU or HKLM."""

    windows: bool
    python: Path  # folder of pythonw.exe
    prefix: Path  # where pip puts the DLLs
    start: Path  # Excel's XLSTART
    registry: Callable[[str, str, str], object]
    elevated: bool = False
    values: Callable[[str, str], Sequence[object]] = _no_values


@dataclass(frozen=True, slots=True)
class Check:
    """One line of ``careerup doctor``: fine or not, what was seen, and what to do or to ask the administrator."""

    good: bool
    seen: str
    todo: str = ""
