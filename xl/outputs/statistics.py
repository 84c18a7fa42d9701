"""集計 as a workbook: a sheet for each table, with a chart of the kinds of training."""

from __future__ import annotations

from typing import TYPE_CHECKING

from validators.guideline.fiscal_year import label
from validators.problems import Problem
from validators.values.dates import to_wareki
from xl.files.write import new_file
from xl.outputs.ledger import Target, own_files, said, target
from xl.outputs.tables import Chart, Sheet, workbook

if TYPE_CHECKING:
    from workbooks.ledger.reception import Asked
    from workbooks.ledger.statistics import Table
    from workbooks.ledger.store.engine import Ledger

_STATUS_WIDTHS = (12, 34, 24, 8, 10, 12, 10, 14, 14, 40)


def write(ledger: Ledger, year: int | None, asked: Asked, file: Target) -> str:
    """The figures of a fiscal year, or of all of them, and 受付状況. Raises Problem where there is nothing to count."""
    from workbooks.ledger import reception, statistics

    path = target(ledger, file.out, ".xlsx")
    found = statistics.statistics(ledger, year)
    status = reception.reception(ledger, asked)
    if not found.completions and not status.rows:
        raise Problem("statistics-none")
    line = f"保育士等キャリアアップ研修 修了者数（{found.years}、台帳の控え {found.anchor}）"
    sheets = []
    for table in found.tables:
        kinds = range(1, len(table.columns) - 2)
        chart = None
        if table.title == "年度別":
            chart = Chart("研修分野別の修了者数", (0, 0), tuple(kinds))
        widths = [10 if n and len(name) < 12 else 24 for n, name in enumerate(table.columns)]
        sheets.append(Sheet(table.title, table.columns, table.rows, (line,), widths, chart))
    sheets.append(_status(status, asked))
    with new_file(path, own_files(ledger), force=file.force, private=True) as temporary:
        temporary.write_bytes(workbook(sheets))
    waiting = sum("未提出" in str(row[-1]) for row in status.rows)
    return said(
        "statistics-done",
        years=found.years or label(asked.year),
        out=path,
        completions=found.completions,
        people=found.people,
        anchor=found.anchor,
    ) + said("reception-done", rows=len(status.rows), waiting=waiting, year=label(asked.year))


def _status(status: Table, asked: Asked) -> Sheet:
    """受付状況 with its chart."""
    from workbooks.ledger.reception import FIGURES, NAMES

    chart = Chart("定員と修了者数", NAMES, FIGURES) if status.rows else None
    lines = [f"{label(asked.year)}の実績報告の受付状況（{to_wareki(asked.today)}現在）"]
    if not asked.planned:
        lines.append(said("reception-unplanned"))
    return Sheet(status.title, status.columns, status.rows, lines, _STATUS_WIDTHS, chart)
