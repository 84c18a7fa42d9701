"""列の確認: which column is what, as a sheet to answer once; and the answers read back."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from validators.findings import Listing, TableRead
from validators.problems import Problem
from validators.text import is_blank, normalize, squeeze, to_text
from workbooks.a1 import address, column_letter, column_number
from workbooks.column_names import NOT_READ, ColumnNames, fingerprint
from workbooks.grid import Book, Grid, Value, is_own
from workbooks.sheet_names import COLUMNS_ASKED

_SAMPLES = 3
_LOOK = 60  # rows among which a heading row is looked for on a sheet without a known table
_SHOWN = 40  # characters of a sample
_COLUMNS = (
    "シート",
    "列",
    "見出し",
    "値の例1",
    "値の例2",
    "値の例3",
    "いまの読み方",
    "正しい項目",
    "見出しのしるし",
)
_WIDTHS = (16, 6, 30, 20, 20, 20, 22, 22, 20)
_ANSWER, _HEADING, _KEY = (_COLUMNS.index(n) for n in ("正しい項目", "見出し", "見出しのしるし"))
Titles = Mapping[str, Mapping[str, str]]


def asked(books: Sequence[Book], reads: Sequence[TableRead], titles: Titles) -> Listing:
    """The sheet of questions: a row for each column of each table, with what it was taken for.

    titles  kind of table → canonical name → the word for the item, which is what may be answered
    """
    rows: list[tuple[object, ...]] = []
    for book in books:
        for grid in book.grids:
            found = [t for t in reads if (t.file, t.sheet) == (book.name, grid.sheet)]
            found = [t for t in found if t.header_rows]
            if not found and not is_own(grid) and (guess := _heading_row(book.name, grid)):
                found = [guess]
            for table in found:
                rows += _rows(grid, table, titles, book.columns)
    words = [word for of_kind in titles.values() for word in of_kind.values()]
    choices = tuple(dict.fromkeys([*words, NOT_READ]))
    return Listing(COLUMNS_ASKED, _COLUMNS, _WIDTHS, tuple(rows), choices={_ANSWER: choices})


def _heading_row(file: str, grid: Grid) -> TableRead | None:
    """The row of a sheet without a known table that looks most like headings: the most texts, and rows below."""

    def texts(row: int) -> dict[str, str]:
        cells = enumerate(grid.rows[row - grid.top], grid.left)
        return {
            column_letter(c): normalize(v)
            for c, v in cells
            if isinstance(v, str) and not is_blank(v)
        }

    rows = range(grid.top, min(grid.bottom, grid.top + _LOOK))
    best = max(rows, key=lambda row: (len(texts(row)), -row), default=0)
    if not best or len(texts(best)) < _SAMPLES:
        return None
    return TableRead(file, grid.sheet, "", (best,), {}, 0, headings=texts(best))


def _rows(
    grid: Grid, table: TableRead, titles: Titles, before: ColumnNames
) -> list[tuple[object, ...]]:
    """The rows of a table; what was answered before stands as the answer, to be kept or changed."""
    words = titles.get(table.kind, {})
    named = {letter: words.get(name, "") for name, letter in table.columns.items()}
    key = fingerprint({column_number(c): text for c, text in table.headings.items()})
    answers = before.remembered.get(key, {})
    rows: list[tuple[object, ...]] = []
    for letter, heading in table.headings.items():
        samples = _samples(grid, table.header_rows[-1] + 1, column_number(letter))
        answer = answers.get(squeeze(heading), "")
        rows.append((table.sheet, letter, heading, *samples, named.get(letter, ""), answer, key))
    return rows


def _samples(grid: Grid, first: int, column: int) -> list[str]:
    found: list[str] = []
    for row in range(first, min(grid.bottom, first + _LOOK) + 1):
        text = to_text(grid.seen(row, column)).replace("\n", " ")[:_SHOWN]
        if not is_blank(text) and text not in found:
            found.append(text)
        if len(found) == _SAMPLES:
            break
    return found + [""] * (_SAMPLES - len(found))


def answers_in(grid: Grid, known: Callable[[str], bool]) -> dict[str, dict[str, str]]:
    """Fingerprint of a heading row → heading → item, of the answered rows. Raises Problem for a sheet that is no
    列の確認, and for an item nobody knows.

    known  is the word an item of any table?
    """
    top = next((i for i, cells in enumerate(grid.rows) if _is_heading(cells)), None)
    if top is None:
        raise Problem("answers-not-found", sheet=grid.sheet)
    found: dict[str, dict[str, str]] = {}
    for row, cells in enumerate(grid.rows[top + 1 :], grid.top + top + 1):
        texts = [to_text(v).strip() for v in cells] + [""] * len(_COLUMNS)
        answer, heading, key = texts[_ANSWER], texts[_HEADING], texts[_KEY]
        if not answer or not heading or not key:
            continue
        if not known(answer):
            cell = address(row, grid.left + _ANSWER)
            raise Problem("answers-item", sheet=grid.sheet, cell=cell, item=answer)
        found.setdefault(key, {})[squeeze(heading)] = answer
    return found


def _is_heading(cells: Sequence[Value]) -> bool:
    return [to_text(v).strip() for v in cells[: len(_COLUMNS)]] == list(_COLUMNS)
