"""別の人かもしれません: the questions as a workbook, and the answers read back from it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workbooks.grid import Book
from workbooks.ticks import list_in
from xl.files.write import new_file
from xl.outputs.ledger import Target, own_files, said, target
from xl.outputs.tables import Sheet, workbook

if TYPE_CHECKING:
    from workbooks.ledger.store.engine import Ledger

_TITLE = "別の人かもしれません"
_WIDTHS = (8, 24, 40, 15, 14, 12, 16, 16, 22, 15, 14, 12, 16, 16, 22)


def write(ledger: Ledger, file: Target) -> str:
    """Every question on one sheet, to be marked ○ or × and read back. Raises Problem."""
    from workbooks.ledger import doubts

    path = target(ledger, file.out, ".xlsx")
    found = doubts.doubts(ledger)
    if not found:
        return said("person-none")
    lines = (_TITLE, said("command-person-how", name=path.name))
    rows = [doubt.row for doubt in found]
    content = workbook([Sheet(_TITLE, doubts.COLUMNS, rows, lines, _WIDTHS)])
    with new_file(path, own_files(ledger), force=file.force, private=True) as temporary:
        temporary.write_bytes(content)
    return said("person-asked", count=len(rows), path=path)


def take(ledger: Ledger, book: Book) -> str:
    """Record the answers on the sheet. Raises Problem where it is no list of ours."""
    from workbooks.ledger import doubts

    answers = doubts.decided(list_in(book, _TITLE, len(doubts.COLUMNS)))
    for verdict, pairs in answers.items():
        if pairs:
            doubts.decide(ledger, pairs, verdict)
    counts = {verdict: len(pairs) for verdict, pairs in answers.items()}
    return said("person-taken", **counts)
