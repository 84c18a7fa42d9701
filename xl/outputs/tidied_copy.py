"""``careerup tidy``: the same safe corrections on a copy of a closed roster, with a line for each."""

from __future__ import annotations

from pathlib import Path

from validators.problems import Problem
from validators.profile import Profile
from workbooks.roster import check as checks
from workbooks.tidy.corrections import Correction, corrections
from xl.files import read as closed
from xl.ooxml.cells import Fill, fill
from xl.ooxml.package import Package
from xl.outputs.numbered_copy import COPIED


def tidy(
    source: Path, target: Path, profile: Profile, *, sheet: str | None = None, force: bool = False
) -> tuple[list[Correction], int]:
    """Write ``target``, a copy of ``source`` with its spelling tidied; (what was changed, formula
    cells left alone). Raises Problem."""
    if source.suffix.lower() not in COPIED or target.suffix.lower() != source.suffix.lower():
        raise Problem("tidy-copy-kind", name=source.name)
    book = closed.read(source, sheet)
    tables = checks.read_rosters([book], profile)
    if not tables:
        raise checks.no_roster(book)
    package = Package(source)
    found = corrections(tables)
    left = fill(
        package, [Fill(c.sheet, c.cell, c.after) for c in found], date_1904=book.grids[0].date_1904
    )
    package.save(target, force=force)
    return [c for c in found if (c.sheet, c.cell) not in left], len(left)
