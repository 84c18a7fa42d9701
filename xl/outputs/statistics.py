"""集計 as a workbook: a sheet for each table, with a chart of the kinds of training."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from validators.problems import Problem
from xl.files.write import new_file
from xl.outputs.ledger import said, target
from xl.outputs.tables import Chart, Sheet, workbook

if TYPE_CHECKING:
    from workbooks.ledger.store.engine import Ledger


def write(ledger: Ledger, year: int | None, out: Path, *, force: bool = False) -> str:
    """The figures of a fiscal year, or of all of them, into ``out``. Raises Problem where there are none."""
    from workbooks.ledger import statistics

    path = target(ledger, out, ".xlsx")
    found = statistics.statistics(ledger, year)
    if not found.completions:
        raise Problem("statistics-none")
    line = f"保育士等キャリアアップ研修 修了者数（{found.years}、台帳の控え {found.anchor}）"
    sheets = []
    for table in found.tables:
        kinds = range(1, len(table.columns) - 2)
        chart = Chart("研修分野別の修了者数", 0, tuple(kinds)) if table.title == "年度別" else None
        widths = [10 if n and len(name) < 12 else 24 for n, name in enumerate(table.columns)]
        sheets.append(Sheet(table.title, table.columns, table.rows, (line,), widths, chart))
    with new_file(
        path, [ledger.path] if ledger.path else [], force=force, private=True
    ) as temporary:
        temporary.write_bytes(workbook(sheets))
    return said(
        "statistics-done",
        years=found.years,
        out=path,
        completions=found.completions,
        people=found.people,
        anchor=found.anchor,
    )
