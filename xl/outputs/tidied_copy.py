"""``careerup tidy``: the same safe corrections on a copy of a closed roster, with a line for each."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from validators.profile import Profile
from workbooks.kind_of import no_table
from workbooks.plan import DATE_FORMAT
from workbooks.roster import check as checks
from workbooks.tidy.corrections import Correction, corrections
from xl.files import read as closed
from xl.files.package import faults_of, opened, same_kind, save
from xl.files.write import possible
from xl.ooxml.cells import fill


def tidy(
    source: Path, target: Path, profile: Profile, *, sheet: str | None = None, force: bool = False
) -> tuple[list[Correction], int]:
    """Write ``target``, a copy of ``source`` with its spelling tidied; (what was changed, formula
    cells left alone). Raises Problem."""
    same_kind(source, target)
    possible([target], [source], force=force)
    book = closed.read(source, sheet)
    tables = checks.read_rosters([book], profile)
    if not tables:
        raise no_table("roster", replace(book, name=str(source)), profile)
    found = corrections(tables)
    package = opened(source)
    with faults_of(source):
        values = [(c.sheet, c.cell, c.after) for c in found]
        with_formula = fill(package, values, date_format=DATE_FORMAT)
    save(package, source, target, force=force)
    return [c for c in found if (c.sheet, c.cell) not in with_formula], len(with_formula)
