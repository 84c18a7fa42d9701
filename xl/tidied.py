"""``careerup tidy``: the same safe corrections on a copy of a closed roster, with a line for each."""

from __future__ import annotations

from pathlib import Path

from validators.profile import Profile
from workbooks import checks
from workbooks.grid import position
from workbooks.problems import FileProblem
from workbooks.tidy import DATE_FORMAT, Correction, corrections
from xl import check, closed
from xl.cells import SheetCells, Styles, has_formula, put
from xl.package import Package


def tidy(source: Path, target: Path, profile: Profile, *, sheet: str | None = None, force: bool = False) -> tuple[list[Correction], int]:
    """Write ``target``, a copy of ``source`` with its spelling tidied; (what was changed, formula cells left alone). Raises FileProblem."""
    if source.suffix.lower() not in (".xlsx", ".xlsm") or target.suffix.lower() != source.suffix.lower():
        raise FileProblem(f"{source.name} の表記を整えた写しは、同じ種類（.xlsx か .xlsm）のファイルにだけ作れます。Excel で .xlsx に保存し直してください。")
    book = closed.read(source, sheet)
    tables = checks.read_rosters([book], profile)
    if not tables:
        raise FileProblem(check.no_table(source.name, book.grids))
    package = Package(source)
    parts, styles = package.sheets(), Styles(package)
    done: list[Correction] = []
    formulas = 0
    date_1904 = book.grids[0].date_1904
    found = corrections(tables)
    for name in dict.fromkeys(c.sheet for c in found):
        root = package.xml(parts[name])
        cells = SheetCells(root)
        for correction in (c for c in found if c.sheet == name):
            cell = cells.at(*position(correction.cell))
            if has_formula(cell):
                formulas += 1
                continue
            put(cell, correction.after, date_1904=date_1904)
            code = "@" if isinstance(correction.after, str) else DATE_FORMAT
            cell.set("s", str(styles.variant(int(cell.get("s", 0)), number_format=code)))
            done.append(correction)
        package.write_xml(parts[name], root)
    styles.save()
    package.save(target, force=force)
    return done, formulas
