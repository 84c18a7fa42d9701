"""What a run is about (運用設定, 基準日, 台帳): the profile named or this PC's own, the day, and which register is
meant (--ledger, else CAREERUP_LEDGER, else the profile's ledger.place, else 台帳.sqlite beside the files)."""

from __future__ import annotations

import datetime as dt
import os
from pathlib import Path
from typing import TYPE_CHECKING

from validators.numbers import prefecture as prefectures
from validators.problems import Problem
from validators.profile import Profile, default, parse, shipped
from validators.values.dates import read_date

if TYPE_CHECKING:
    from workbooks.ledger.store.engine import Ledger

VARIABLE = "CAREERUP_LEDGER"


def profile_path() -> Path:
    """The file that holds this PC's own profile, whether it exists or not."""
    return Path.home() / ".careerup" / "profile.toml"


def profile_in_use() -> Profile:
    """The PC's own profile where there is one, else the guideline. Raises Problem."""
    path = profile_path()
    return parse(path.read_text(encoding="utf-8-sig"), path.name) if path.exists() else default()


def profile_of(name: str, prefecture: str | None) -> Profile:
    """The profile by name or file, for the prefecture given. Raises Problem."""
    profile = _profile_file(Path(name)) if name.endswith(".toml") else shipped(name)
    if prefecture is None:
        return profile
    number = prefectures.number(prefecture)
    if number is None:
        raise Problem("option-prefecture", value=prefecture)
    return profile.for_prefecture(number)


def _profile_file(path: Path) -> Profile:
    try:
        return parse(path.read_text(encoding="utf-8-sig"), path.name)
    except (OSError, UnicodeDecodeError):
        raise Problem("option-profile", name=path.name) from None


def day_of(text: str | None) -> dt.date:
    """The day that was typed, or the PC's date where none was. Raises Problem."""
    if text is None:
        return dt.date.today()
    day = read_date(text).value
    if day is None:
        raise Problem("option-day", value=text)
    return day


def open_register(
    given: str | None, profile: Profile, beside: Path | None = None, *, create: bool = False
) -> Ledger:
    """The register opened. ``beside``: the file the command works on. Raises Problem."""
    from workbooks.ledger.store import (
        open as store,  # brings SQLAlchemy: only for what needs the register
    )

    return store.open_ledger(register_place(given, profile, beside), create=create)


def register_is_set(profile: Profile) -> bool:
    """Is it said where this PC's register lies? A button knows no folder to look into."""
    return bool(os.environ.get(VARIABLE) or profile.ledger.place)


def register_place(given: str | None, profile: Profile, beside: Path | None = None) -> str | Path:
    """The register's file or address, whether it exists yet or not."""
    from workbooks.ledger.store import open as store

    return (
        given
        or os.environ.get(VARIABLE)
        or profile.ledger.place
        or (beside.parent if beside else Path()) / store.DEFAULT
    )
