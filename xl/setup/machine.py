"""A PC as the installer and the doctor see it (この PC), and one line of what the doctor says."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from validators.messages import Door, rules


def _no_values(hive: str, key: str) -> Sequence[object]:
    return ()


def _no_link(link: Link) -> None:
    return None


def _as_it_is(path: Path) -> str:
    return str(path)


@dataclass(frozen=True, slots=True)
class Link:
    """A shortcut (ショートカット): the file that stands for it, the program it starts and what it hands to it."""

    path: Path
    program: str
    arguments: str = ""


@dataclass(frozen=True, slots=True)
class Machine:
    """What the decisions need to know of a PC. ``registry(hive, key, name)`` gives a value or None,
    ``values(hive, key)`` all values of a key; hive is HKCU or HKLM. ``link`` makes a shortcut, ``ansi`` gives a
    path in letters of the system's code page, or "" where it has none.
    """

    windows: bool
    python: Path  # folder of pythonw.exe
    prefix: Path  # where pip puts the DLLs
    start: Path  # Excel's XLSTART
    registry: Callable[[str, str, str], object]
    elevated: bool = False
    values: Callable[[str, str], Sequence[object]] = _no_values
    programs: Path = Path()  # the Start menu's programs
    link: Callable[[Link], None] = _no_link
    ansi: Callable[[Path], str] = _as_it_is
    office: Path = Path()  # LibreOffice's settings of this user

    @property
    def kit(self) -> Path | None:
        """The folder of the self-contained kit we run from, None for a Python of the PC's own."""
        folder = self.python.parent
        return folder if (folder / "careerup.cmd").is_file() else None


@dataclass(frozen=True, slots=True)
class Setting:
    """A setting that only the administrator changes: where it is, its name, its value and the one wanted."""

    key: str
    policy: str
    now: str
    wanted: str


@dataclass(frozen=True, slots=True)
class Check:
    """One line of ``careerup doctor``: fine or not, what was seen, what to do or to ask the administrator for."""

    good: bool
    seen: str
    todo: str = ""
    setting: Setting | None = None

    @property
    def line(self) -> str:
        """As it is shown: ○ or ×, and what to do about a ×."""
        todo = "" if self.good or not self.todo else f"\n   → {self.todo}"
        return f"{'○' if self.good else '×'} {self.seen}{todo}"


def said(
    rule: str, *, good: bool = False, setting: Setting | None = None, **params: object
) -> Check:
    """A line in the words of its rule."""
    known = rules()[rule]
    parts = (known.text, known.action_at(Door.EXCEL))
    seen, todo = (part.format_map(params) + "。" if part else "" for part in parts)
    return Check(good, seen, todo, setting)
