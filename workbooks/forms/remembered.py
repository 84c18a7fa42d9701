"""新しい機関番号を指定台帳に書き足す: the rows a copy of the 指定台帳 gets for bodies that had no number,
so that no later run gives it to another."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from validators.guideline import fields
from workbooks.a1 import address
from workbooks.designations.layout import tables_of
from workbooks.forms.pages import Page
from workbooks.grid import Book
from workbooks.plan import Fill

ENDING = "_番号追加"


def additions(book: Book, pages: Sequence[Page]) -> list[Fill]:
    """One row below the ledger's table for each kind of each new body."""
    tables = tables_of([book])
    new = [page for page in pages if page.new_agency]
    if not tables or not new:
        return []
    table = tables[-1]
    grid = next(g for g in book.grids if g.sheet == table.sheet)
    row = grid.bottom
    fills: list[Fill] = []
    for page in new:
        for number in page.values["研修種別番号"].split("、"):
            row += 1
            known: dict[str, str | dt.date] = {
                "agency_number": page.number,
                "agency_name": page.name,
                "address": page.extra.get("所在地", ""),
                "kind_number": number,
                "field": fields.by_number(int(number)).name,
                "designated_on": page.dates["通知年月日"],
            }
            for column, value in known.items():
                if column in table.at and value:
                    fills.append(Fill(table.sheet, address(row, table.at[column]), value))
    return fills
