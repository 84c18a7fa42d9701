"""The reader of desk tables (台帳を読む): every table of a layout in a workbook, row by row."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from validators.reading import Note
from validators.text import is_blank, is_ditto, squeeze, to_text
from workbooks.grid import Book, Grid, is_own
from workbooks.tables import states
from workbooks.tables.desk import DeskTable
from workbooks.tables.desk_columns import heading_at
from workbooks.tables.desk_groups import divide, fill_down, take_sections
from workbooks.tables.desk_heads import HeadingRow
from workbooks.tables.examples import examples_apart, tell_examples
from workbooks.tables.laid import Laid, laid_out, on_sheets, turned
from workbooks.tables.layout import Layout
from workbooks.tables.no_record import says_no_record
from workbooks.tables.plain_rows import Kinds, is_like, kinds_in
from workbooks.tables.printed import said_above
from workbooks.tables.records import holds_nothing, plain_date, unmerged
from workbooks.tables.timetable import timetable

_LOOK = 60  # rows in which a heading stands that is known by the cells below it


def read(book: Book, layout: Layout) -> list[DeskTable]:
    """Every table of this layout that holds a record."""
    grids = [grid for grid in book.grids if not is_own(grid) or book.asked]
    tables: list[DeskTable] = []
    for grid in grids:
        seen = states.as_seen(grid)
        across = turned(seen, layout) if layout.across else None
        if layout.timetable and not across:
            across = timetable(seen)
        made = _of_laid(book, across, grids, layout) if across else []
        tables += made or _sheet(book, grid, seen, layout)
    tables = tables if tables or not layout.cards else _laid_out(book, grids, layout)
    if book.asked:
        return tables
    tables, examples = examples_apart(tables)
    if examples:
        tell_examples(tables[0], examples)
    return tables


def _laid_out(book: Book, grids: Sequence[Grid], layout: Layout) -> list[DeskTable]:
    """The tables of sheets whose labels stand beside their values; a record is what proves to be one."""
    tables: list[DeskTable] = []
    for laid in laid_out([states.as_seen(grid) for grid in grids], layout):
        tables += _of_laid(book, laid, grids, layout)
    return tables


def _of_laid(book: Book, laid: Laid, grids: Sequence[Grid], layout: Layout) -> list[DeskTable]:
    filled, anchors = unmerged(laid.grid, range(laid.grid.top, laid.grid.bottom + 1))
    sheet = _Sheet(book, filled, anchors, layout)
    tables = []
    for table in sheet.tables(sheet.plain()):
        table.origin = laid.origin
        table.keep([i for i in range(len(table.rows)) if _proven(table, i)])
        if table.rows:
            _tell_states(table, on_sheets(laid, grids))
            tables.append(table)
    return tables


def _proven(table: DeskTable, record: int) -> bool:
    """Do two of the items that such a table needs look like what they are said to be?"""
    values, tests = table.values, table.layout.tests
    proofs = 0
    for needed in table.layout.needed:
        given = [n for n in needed & values.keys() if not is_blank(values[n][record])]
        proofs += any(n not in tests or tests[n](values[n][record]) > 0 for n in given)
    return proofs >= 2


def _sheet(book: Book, grid: Grid, seen: Grid, layout: Layout) -> list[DeskTable]:
    """The tables of a sheet as people see it; ``grid`` knows what of it is hidden."""
    filled, anchors = unmerged(seen, range(grid.top, grid.bottom + 1))
    sheet = _Sheet(book, filled, anchors, layout)
    found = sheet.tables(sheet.plain()) or sheet.tables(sheet.inferred())
    for table in found:
        _tell_states(table, grid)
    return found


def _tell_states(table: DeskTable, grid: Grid) -> None:
    """What of the table is hidden, or struck out; a row struck out is asked about."""
    for record in states.tell(table, grid, lambda _: table.at):
        table.noted.append((record, table.layout.label[0], Note("row-struck")))
    if table.origin and table.hidden:
        at = min(table.headings)
        cells = "、".join(table.cell_at(row, at)[1] for row in sorted(table.hidden))
        table.told = [t for t in table.told if t[2].rule != "rows-hidden"]
        table.told.append((table.corner, "", Note("rows-hidden", {"places": cells})))


Headings = Iterator[tuple[int, HeadingRow]]


@dataclass(frozen=True, slots=True)
class _Sheet:
    """One sheet with its merged cells filled, and where each copy stands."""

    book: Book
    grid: Grid
    anchors: Mapping[tuple[int, int], tuple[int, int]]
    layout: Layout

    def plain(self) -> Headings:
        """The heading rows whose words, or somebody's, name all that such a table needs."""
        after = self.grid.top
        for row in self._unlike(self.grid.bottom):
            if row < after:
                continue
            found = heading_at(self.grid, row, self.layout, self.book.columns)
            if found is not None:
                yield row, found
                after = found.rows[-1] + 1

    def inferred(self) -> Headings:
        """The one heading row of a sheet that needs the cells below it to be known."""
        for row in self._unlike(min(self.grid.bottom, self.grid.top + _LOOK)):
            found = heading_at(self.grid, row, self.layout, self.book.columns, infer=True)
            if found is not None:
                yield row, found
                return

    def _unlike(self, last: int) -> Iterator[int]:
        """The rows up to the last one that are not like the row above them, as records are."""
        above: Kinds = {}
        for row, cells in enumerate(self.grid.rows[: last - self.grid.top + 1], self.grid.top):
            kinds = kinds_in(cells)
            if not is_like(above, kinds):
                yield row
            above = kinds

    def tables(self, headings: Headings) -> list[DeskTable]:
        """The tables that hold a record."""
        found = list(headings)
        tables = []
        for number, (_, head) in enumerate(found):
            end = found[number + 1][0] if number + 1 < len(found) else self.grid.bottom + 1
            table = self._table(head)
            for row in range(head.rows[-1] + 1, end):
                if self._begins_another(row):
                    break
                _take(table, row)
            if table.rows:
                divide(table, head.together)
                take_sections(table)
                _print_above(table)
                fill_down(table)
                tables.append(table)
        return tables

    def _begins_another(self, row: int) -> bool:
        """Does a table of another kind begin below a blank row, or below its own title?"""
        above = [v for v in self.grid.rows[row - 1 - self.grid.top] if not is_blank(v)]
        if len(above) > 1:
            return False
        others = (one for one in self.layout.beside() if one is not self.layout)
        return any(heading_at(self.grid, row, one, self.book.columns) for one in others)

    def _table(self, head: HeadingRow) -> DeskTable:
        table = DeskTable(
            self.layout,
            self.book.name,
            self.grid.sheet,
            head.rows,
            dict(head.at),
            head.headings,
            head.others,
            self.grid,
            values={name: [] for name in head.at},
            anchors=self.anchors,
            stacked=head.stacked,
        )
        for column, upper in head.stacked.items():
            table.at[upper], table.values[upper] = column, []
        for column, note in head.told:
            table.told.append((table.heading_cell(column), head.headings[column], note))
        return table


def _below(table: DeskTable, row: int) -> bool:
    """Is it the lower row of a record two rows high, 氏名 under フリガナ? Then its values belong to the record."""
    if not table.stacked or not table.rows or table.rows[-1] != row - 1:
        return False
    filled = {
        column
        for column in table.at.values()
        if not is_blank(table.grid.value(row, column)) and (row, column) not in table.anchors
    }
    if not filled or not filled <= table.stacked.keys():
        return False
    record = len(table.rows) - 1
    for name, column in table.at.items():
        if column in filled and name != table.stacked[column]:
            table.values[name][record] = table.grid.value(row, column)
            heading = table.headings[column]
            table.elsewhere[record, name] = (*table.cell_at(row, column), heading)
    return True


def _take(table: DeskTable, row: int) -> None:
    if _below(table, row):
        return
    values = {name: table.grid.value(row, column) for name, column in table.at.items()}
    filled = {
        name for name, value in values.items() if not is_blank(value) and not holds_nothing(value)
    }
    if table.spread and any(not is_blank(table.grid.value(row, c)) for c in table.others):
        filled |= table.layout.gives
    texts = [v for v in values.values() if isinstance(v, str) and not is_blank(v)]
    needs = [bool(filled & needed) for needed in table.layout.needed]
    first = table.grid.rows[row - table.grid.top]
    if len(filled) < 2 or not any(needs) or says_no_record([*texts[:2], *first[:2]]):
        return
    if texts and squeeze(texts[0])[:1] in "※＊*注" and len(filled) < 4:
        return
    if filled <= table.at.keys() and all((row, table.at[n]) in table.anchors for n in filled):
        return  # the lower rows of a record that is drawn over several
    for stacked, upper in table.stacked.items():  # what stands below comes with the next row
        values |= {n: None for n, at in table.at.items() if at == stacked and n != upper}
    for name, value in values.items():
        if is_ditto(value) and table.values[name]:
            values[name] = table.values[name][-1]
            note = Note("cell-ditto", {"column": ""}, to_text(values[name]))
            table.noted.append((len(table.rows), name, note))
        elif table.grid.date_1904 and name.endswith(("_on", "_day")):
            values[name] = plain_date(value)
    table.rows.append(row)
    for name, value in values.items():
        table.values[name].append(value)


def _print_above(table: DeskTable) -> None:
    """研修分野：乳児保育 above the table counts for every row where the table has no such column."""
    for name in table.layout.above:
        given = name in table.at or name in table.values
        if given or (name == "field" and table.spread):
            continue
        if found := said_above(table.grid, table.layout, name, table.header_rows[0]):
            table.printed[name] = (found[0] or table.corner, table.layout.title(name))
            table.values[name] = [found[1]] * len(table.rows)
