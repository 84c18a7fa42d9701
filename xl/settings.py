"""運用設定 and 台帳 in use: the profile of this PC, and which register is meant (--ledger, else
CAREERUP_LEDGER, else the profile's ledger.place, else 台帳.sqlite beside the files)."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from validators.profile import Profile, default, parse

if TYPE_CHECKING:
    from workbooks.ledger.store.engine import Ledger

VARIABLE = "CAREERUP_LEDGER"


def profile_path() -> Path:
    """The file that holds this PC's own profile, whether it exists or not."""
    return Path.home() / ".careerup" / "profile.toml"


def profile_in_use() -> Profile:
    """The PC's own profile where there is one, else the guideline. Raises ProfileProblem."""
    path = profile_path()
    return parse(path.read_text(encoding="utf-8-sig"), path.name) if path.exists() else default()


def open_register(
    given: str | None, profile: Profile, beside: Path | None = None, *, create: bool = False
) -> Ledger:
    """The register opened. ``beside``: the file the command works on. Raises Problem."""
    from workbooks.ledger.store import (
        open as store,  # brings SQLAlchemy: only for what needs the register
    )

    return store.open_ledger(register_place(given, profile, beside), create=create)


def register_place(given: str | None, profile: Profile, beside: Path | None = None) -> str | Path:
    """The register's file or address, whether it exists yet or not."""
    from workbooks.ledger.store import open as store

    return (
        given
        or os.environ.get(VARIABLE)
        or profile["ledger"]["place"]
        or (beside.parent if beside else Path()) / store.DEFAULT
    )
