"""The 指定台帳 with the numbers given so far: a copy beside the clerk's own file, taken up by the next run."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

from workbooks.forms.pages import Page
from workbooks.forms.remembered import ENDING, additions
from workbooks.grid import Book
from xl.outputs.numbered_copy import write_copy


def latest(ledger: Path) -> Path:
    """The newest copy with added numbers beside a 指定台帳, or the ledger itself."""
    pattern = re.compile(rf"{re.escape(ledger.stem)}{ENDING}(?:\((\d+)\))?")
    found = [
        (int(match[1] or 1), path)
        for path in ledger.absolute().parent.glob(f"*{ledger.suffix}")
        if (match := pattern.fullmatch(path.stem))
    ]
    return max(found)[1] if found else ledger


def remember(ledger: Path, book: Book, pages: Sequence[Page]) -> Path | None:
    """Write the next copy with a row for each new number; None when none is new. Raises Problem."""
    fills = additions(book, pages)
    if not fills:
        return None
    stem = re.sub(rf"{ENDING}(\(\d+\))?$", "", ledger.stem)
    folder, number = ledger.absolute().parent, 1
    while (
        target := folder / f"{stem}{ENDING}{f'({number})' if number > 1 else ''}{ledger.suffix}"
    ).exists():
        number += 1
    write_copy(ledger, target, fills)
    return target
