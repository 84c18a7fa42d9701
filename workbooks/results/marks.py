"""Marks (印): how a report is shown in the open book, taken away again and walked through, as plans."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from validators.eras import wareki
from validators.findings import Listing, Place, Report
from validators.messages import Door, Severity, sentence_of
from workbooks.a1 import address, column_letter, position, reference_area
from workbooks.grid import Book, Value
from workbooks.plan import NO_PAINT, PAINT, Block, CellMark, Plan, joined
from workbooks.results.previous import findings_of, result_rows
from workbooks.results.sheet import (
    COLUMNS,
    MAX_FINDINGS,
    clean,
    heading_row,
    lists_of,
    ordered,
    rows,
    summary,
    verdict,
)
from workbooks.sheet_names import FINDINGS

COLOUR = "元の色"  # right of the report's own columns: what a marked cell looked like before
MARKED_COLUMNS = (*COLUMNS, COLOUR)
NO_FILL = "なし"
_OURS = frozenset(PAINT.values())
_LAST_ROW, _LAST_COLUMN = 65_536, 256  # of a workbook of Excel 97, the smallest there is
_SHOWN = 120  # characters of a link's text
Cell = tuple[str, str]  # (sheet, A1 address)


def marks(report: Report) -> list[CellMark]:
    """One mark per cell in the colour of its worst finding, the sentences as its note."""
    cells: dict[tuple[str, str], list[str]] = {}
    worst: dict[tuple[str, str], Severity] = {}
    for finding in ordered(report.findings):
        key = (finding.sheet, finding.cell)
        cells.setdefault(key, []).append(finding.message)
        worst.setdefault(key, finding.severity)
    return [
        CellMark(sheet, cell, worst[sheet, cell], "\n".join(text))
        for (sheet, cell), text in cells.items()
    ]


def marked_cells(report: Report) -> list[Cell]:
    """The cells that the report marks."""
    return [(m.sheet, m.cell) for m in marks(report)]


def marking(
    report: Report, remembered: Mapping[Cell, str], colours: Mapping[Cell, str], notes: bool = False
) -> Plan:
    """The plan that shows a report in the open book.

    remembered  cells marked last time → their own fill, as ``colours`` told it then
    colours     those cells, the cells to be marked now and whatever else may bear a mark of ours → the colour they
                have, where the host can tell
    notes       write the sentences as cell notes too
    """
    cells = marks(report)
    kept = {(m.sheet, m.cell) for m in cells}
    before, _ = _borne(remembered, colours)
    own_fills = {c: before[c] if c in before else colours.get(c, "") for c in kept}
    listings = _plain_lists(report)
    blocks = _result_sheet(report, own_fills)
    for listing in listings:
        blocks += _listed(listing)
    return Plan(
        restore=tuple(
            (sheet, cell, colour)
            for (sheet, cell), colour in before.items()
            if (sheet, cell) not in kept and colour != NO_PAINT
        ),
        marks=_painted(cells, own_fills, notes),
        unnote=tuple(remembered) if notes else (),
        sheets=(FINDINGS, *(listing.title for listing in listings)),
        blocks=tuple(blocks),
        message=verdict(report)
        + (sentence_of("marks-jump", Door.EXCEL) if report.findings else ""),
    )


def _borne(
    remembered: Mapping[Cell, str], colours: Mapping[Cell, str]
) -> tuple[dict[Cell, str], int]:
    """Every cell that bears a mark of ours → its own fill, none where no memory names it: it came with its row, or with
    the look of the row above. And how many that are remembered bear none any more: their row was sorted elsewhere,
    or the clerk has given them another colour, which stays."""
    borne = {
        cell: colour
        for cell, colour in remembered.items()
        if colour == NO_PAINT or cell not in colours or colours[cell] in _OURS
    }
    lost = len(remembered) - len(borne)
    return {**dict.fromkeys(bearing(colours), ""), **borne}, lost


def bearing(colours: Mapping[Cell, str]) -> list[Cell]:
    """The cells that bear a mark of ours."""
    return [cell for cell, colour in colours.items() if colour in _OURS]


def beside(cells: Iterable[Cell]) -> list[Cell]:
    """The cells below and right of them: a row or column put in there takes their look."""
    found = []
    for sheet, cell in cells:
        row, column = position(cell)
        if row < _LAST_ROW and column < _LAST_COLUMN:
            found += [(sheet, address(row + 1, column)), (sheet, address(row, column + 1))]
    return found


def _result_sheet(report: Report, own_fills: Mapping[Cell, str]) -> list[Block]:
    """検証結果 as blocks: the counts, then a row for each finding with what its cell looked like before."""
    findings = ordered(report.findings)[:MAX_FINDINGS]
    lines = summary(report, door=Door.EXCEL)
    top = len(lines) + 3
    body = [
        [*row, own_fills[f.sheet, f.cell] or NO_FILL]
        for row, f in zip(rows(findings), findings, strict=True)
    ]
    blocks = [
        Block(FINDINGS, 1, 1, [[report.title]]),
        Block(FINDINGS, 2, 1, [[label] for label, _ in lines]),
        Block(FINDINGS, 2, 4, [[text] for _, text in lines], "@"),
        Block(FINDINGS, top, 1, [list(MARKED_COLUMNS)]),
    ]
    if body:
        at = MARKED_COLUMNS.index("セル")
        blocks += [
            Block(FINDINGS, top + 1, 1, body, "@"),
            Block(
                FINDINGS,
                top + 1,
                at + 1,
                [[_following(f.sheet, f.cell)] for f in findings],
                "General",
            ),
        ]
    return blocks


def _painted(
    cells: Sequence[CellMark], own_fills: Mapping[Cell, str], notes: bool
) -> tuple[CellMark, ...]:
    """The marks with the cells' own fills; a fill that could not be put back is left alone."""
    return tuple(
        replace(m, note=m.note if notes else "", own_fill=own_fills[m.sheet, m.cell])
        for m in cells
        if own_fills[m.sheet, m.cell] != NO_PAINT
    )


def _listed(listing: Listing) -> list[Block]:
    """A list the check gives besides its findings, on a sheet of its own."""
    body = [[_shown(value) for value in row] for row in listing.rows]
    blocks = [
        Block(listing.title, 1, 1, [[listing.title]]),
        Block(listing.title, 3, 1, [list(listing.headings)]),
    ]
    if body:
        blocks.append(Block(listing.title, 4, 1, body, "@"))
    jumps = [
        Block(listing.title, 4 + row, column + 1, [[_jump(sheet, cell, shown)]], "General")
        for (row, column), (_, sheet, cell) in sorted(listing.links.items(), key=_by_column)
        if (shown := str(body[row][column] or ""))
    ]
    return [*blocks, *joined(jumps)]


def _by_column(link: tuple[tuple[int, int], Place]) -> tuple[int, int]:
    """Links right below each other are written as one block."""
    (row, column), _ = link
    return column, row


def _shown(value: object) -> Value:
    if isinstance(value, (int, float)):
        return value
    if isinstance(value, dt.date):
        return wareki(value) or value.isoformat()
    return "" if value is None else str(value)


def _quoted(sheet: str) -> str:
    """A sheet as a formula names it."""
    return f"'{sheet.replace(chr(39), chr(39) * 2)}'!"


def _following(sheet: str, cell: str) -> str:
    """A formula of ours that shows the address of a cell and jumps to it. It refers to the cell, so that Excel keeps
    it right where rows or columns are put in or taken out; sorting the list does not change it."""
    row, column = position(cell)
    reference = f"{_quoted(sheet)}${column_letter(column)}${row}"
    place = f"ADDRESS(ROW({reference}),COLUMN({reference}),4)"
    target = f"#{_quoted(sheet)}".replace('"', '""')
    return f'=HYPERLINK("{target}"&{place},{place})'


def _jump(sheet: str, cell: str, shown: str) -> str:
    """A formula of ours that shows a text and jumps to the cell; quotes in sheet names are doubled for both its
    strings, of which Excel takes no more than 255 characters."""
    target = f"#{_quoted(sheet)}{cell}".replace('"', '""')
    text = clean(shown.split("\n")[0])[:_SHOWN].replace('"', '""')
    return f'=HYPERLINK("{target}","{text}")'


def clearing(book: Book, colours: Mapping[Cell, str], notes: bool = False) -> Plan:
    """印を消す: every cell that still bears our mark gets back what 検証結果 remembers; the list of findings stays.
    ``colours``: what the remembered cells have now, where the host can tell."""
    cells = remembered(book)
    borne, lost = _borne(cells, colours)
    if not cells:
        return Plan(message=sentence_of("marks-none", Door.EXCEL))
    rows = result_rows(book)
    top, at = heading_row(rows, (COLOUR,))
    grid = next(g for g in book.grids if g.sheet == FINDINGS)
    blank: list[list[Value]] = [[""] for _ in rows[top + 1 :]]
    column = grid.left + at[COLOUR]
    return Plan(
        unnote=tuple(cells) if notes else (),
        restore=tuple(
            (sheet, cell, colour) for (sheet, cell), colour in borne.items() if colour != NO_PAINT
        ),
        blocks=(Block(FINDINGS, grid.top + top + 1, column, blank),),
        message=sentence_of("marks-cleared", Door.EXCEL, count=len(borne))
        + (sentence_of("marks-lost", Door.EXCEL, count=lost) if lost else ""),
    )


def next_finding(book: Book, active: Cell) -> Plan:
    """次の指摘へ: the cell of the finding after the one selected, in the order of the list; from
    its end back to the first."""
    findings = findings_of(result_rows(book))
    if not findings:
        return Plan(
            message=sentence_of(
                "findings-missing" if findings is None else "findings-none", Door.EXCEL
            )
        )
    cells = list(dict.fromkeys((f.sheet, f.cell) for f in findings if f.cell))
    position = cells.index(active) + 1 if active in cells else 0
    return Plan(select=cells[position % len(cells)])


def remembered(book: Book) -> dict[Cell, str]:
    """Cells marked by the last run → their own colour, "" for none, as the sheet 検証結果 holds them."""
    rows = result_rows(book)
    top, at = heading_row(rows, (COLOUR,))
    if COLOUR not in at:
        return {}
    found = {}
    for row in rows[top + 1 :]:
        cells = {name: str(row[i] or "") if i < len(row) else "" for name, i in at.items()}
        if cells[COLOUR] and reference_area(cells["セル"]).top:
            found[cells["シート"], cells["セル"]] = (
                "" if cells[COLOUR] == NO_FILL else cells[COLOUR]
            )
    return found


def _plain_lists(report: Report) -> list[Listing]:
    """The lists for the open book; one with pages (審査票) is for paper and stands in the written report alone."""
    return [listing for listing in lists_of(report) if not listing.pages]
