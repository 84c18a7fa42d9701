"""Which 台帳 is meant: --ledger, else CAREERUP_LEDGER, else the profile's ledger.place, else
台帳.sqlite beside the files."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from validators.profile import Profile

if TYPE_CHECKING:
    from workbooks.ledger.store import Ledger

VARIABLE = "CAREERUP_LEDGER"


def opened(
    given: str | None, profile: Profile, beside: Path | None = None, *, create: bool = False
) -> Ledger:
    """The register opened. ``beside``: the file the command works on. Raises FileProblem."""
    from workbooks.ledger import store  # brings SQLAlchemy: only for what needs the register

    return store.open_ledger(place(given, profile, beside), create=create)


def place(given: str | None, profile: Profile, beside: Path | None = None) -> str | Path:
    """Where it lies, or would."""
    from workbooks.ledger import store

    return (
        given
        or os.environ.get(VARIABLE)
        or profile["ledger"]["place"]
        or (beside.parent if beside else Path()) / store.DEFAULT
    )
