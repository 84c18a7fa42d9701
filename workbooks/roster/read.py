"""研修修了者名簿: from the tables of a sheet to records, one per completion (修了), that know their cells.

Read are one row per completion and one row per person with a group of columns per 研修分野; names, registration numbers
and dates written over several cells; values printed once above the table (研修分野：乳児保育) or at the
head of a section.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from validators.reading import Note
from validators.text import is_blank
from workbooks.grid import Book, Grid, Value, is_own
from workbooks.roster import cards, kinds
from workbooks.roster.agreement import agree
from workbooks.roster.belief import believe
from workbooks.roster.counts import beside as small_sheets
from workbooks.roster.counts import compare_counts
from workbooks.roster.covers import take_covers
from workbooks.roster.from_above import from_above
from workbooks.roster.parts import note_missing, tell_from_address
from workbooks.roster.progress import note_progress
from workbooks.roster.section_rows import take_sections
from workbooks.roster.several import divide_lines, marks_as_fields, wide_records
from workbooks.roster.values import Across, column_values
from workbooks.tables import context, shapes, states
from workbooks.tables.columns import Columns, read_columns
from workbooks.tables.context import Printed
from workbooks.tables.find import FoundTable, find_tables
from workbooks.tables.form_titles import form_of
from workbooks.tables.groups import column_groups
from workbooks.tables.headings import meaning
from workbooks.tables.headless import find_answered, find_by_content
from workbooks.tables.plain_rows import Checked, Different, different_cells
from workbooks.tables.records import is_dash, nothing_in, record_rows, unmerged
from workbooks.tables.table import STANDS_AS, STANDS_FOR, Table
from workbooks.tables.unmapped import unknown_headings

__all__ = ["Table", "read"]

_OF_PEOPLE = 2  # columns: 氏名 and what tells namesakes apart
_IDENTITY = (
    "name",
    "family_name",
    "given_name",
    "kana",
    "certificate_number",
    "certificate_number?1",
    "registration_number",
    "birth_date",
    "birth_date?year",
)
_EVIDENCE = (
    "certificate_number",
    "completed_on",
    "birth_date",
    "registration_number",
    "field",
    "kana",
)
_DASH_SAYS = ("registration_number", "employer", "municipality", "occupation")  # － says: none
_PERSON = ("name", "kana", "registration_number", "birth_date", "address", "employer")
_ALWAYS = ("consent", "minutes", "remarks")  # 0 and － say something there


def read(book: Book, expected: Sequence[str] = ()) -> list[Table]:
    """Every roster table of the book.

    expected  canonical names whose absence the table reports in ``missing``
    Tables of other kinds stand in ``beside`` of the first roster.
    """
    tables, others, covers = _tables(book, expected)
    take_covers(tables, covers)
    kept = kinds.together(tables, others, asked=book.asked)
    compare_counts(kept, book.grids, covers)
    if kept:
        kept[0].beside += small_sheets(book.name, covers)
    return kept


def beside(book: Book) -> list[tuple[str, str]]:
    """(kind, sheet) of the tables of people that are no roster."""
    return [(kind, table.sheet) for kind, table, _ in _tables(book)[1]]


Others = list[tuple[str, Table, Grid]]


def _tables(book: Book, expected: Sequence[str] = ()) -> tuple[list[Table], Others, list[Grid]]:
    """The rosters, the other tables of people with their kind, and the sheets without either."""
    tables: list[Table] = []
    others: Others = []
    covers: list[Grid] = []
    for grid in book.grids:
        if is_own(grid) and not book.asked:
            continue
        found = _sheet(book, grid, expected)
        if not found:
            covers.append(grid)
        for table in found:
            kind = kinds.kind_of(table, grid)
            if kind == kinds.ROSTER:
                tables.append(table)
            else:
                others.append((kind, table, grid))
    return tables, others, covers


def read_people(book: Book) -> list[Table]:
    """Every table of people of the book, of whatever kind: 名簿, 申込者, 受講者, 職員."""
    return [
        table
        for grid in book.grids
        if not is_own(grid) or book.asked
        for table in _sheet(book, grid, (), everybody=True)
        if "name" in table.values
    ]


def _sheet(
    book: Book, grid: Grid, expected: Sequence[str], *, everybody: bool = False
) -> list[Table]:
    """The tables of a sheet. ``everybody``: any list of people, of two columns as well, and also who has completed
    nothing in a list with a column for each field."""
    seen = states.as_seen(grid)

    def read(found: Sequence[FoundTable]) -> list[Table]:
        shaped = map(shapes.reshaped, found)
        tables = [_table(book, one, expected, everybody=everybody) for one in shaped]
        return [table for table in tables if table.rows]

    tables = read(find_tables(seen)) or _card_table(book, seen, expected)
    if not tables and everybody:
        tables = read(find_tables(seen, _OF_PEOPLE))
    if tables:
        return tables
    found = find_answered(seen, book.columns) or find_by_content(seen)
    return [table for one in found if (table := _table(book, one, expected)).rows]


def _card_table(book: Book, grid: Grid, expected: Sequence[str]) -> list[Table]:
    """The cards of a sheet as one table, [] where it holds none."""
    made = None if form_of(grid) else cards.find_cards(grid)
    if made is None:
        return []
    table = _table(book, made.found, expected)
    return [table] if table.rows and made.settle(table) else []


def _table(
    book: Book, found: FoundTable, expected: Sequence[str], *, everybody: bool = False
) -> Table:
    columns = read_columns(found, book.columns)
    groups = column_groups(found, columns)
    named: set[str] = set()
    for group in groups:
        named |= set(group.at)
    if groups[0].field is not None:
        named.add("field")
    printed = context.printed_above(found, named)
    table = Table(
        book.name,
        found.grid.sheet,
        found.header_rows,
        {h.column: h.text for h in found.headings},
        groups,
        {name: fact.value for name, fact in printed.items()},
        (),
        tuple(unknown_headings(found, columns)),
        found.grid.date_1904,
        virtual=found.virtual,
        joined=set(found.joined),
        everybody=everybody,
        titles=context.texts_above(found),
    )
    table.told = [
        (found.heading_cell(t.column), table.headings.get(t.column, ""), t.note)
        for t in columns.told
    ]
    _fill(table, found, columns, printed)
    given_names = set(table.values) | named
    table.missing = tuple(
        name
        for name in expected
        if name not in table.unbelieved
        and not any(n in given_names for n in STANDS_FOR.get(name, (name,)))
    )
    return table


def _fill(
    table: Table, found: FoundTable, columns: Columns, printed: Mapping[str, Printed]
) -> None:
    grid, merged = unmerged(found.grid, found.body)
    table.anchors = {**merged, **found.origin}
    checked = _checked(table, grid, found)
    empty = _empty(table, grid, found.body, checked)
    picked = record_rows(grid, found.body, checked, merged, empty)
    picked = _without_prepared(table, grid, picked, empty)
    _columns(table, grid, picked, empty, checked)
    tell_from_address(table)
    note_missing(table, grid)
    note_progress(table, grid)
    cards.person_above(table, found)
    for name, fact in printed.items():
        believe(table, name, fact)
    take_sections(table, grid, found.body, picked)
    agree(table, grid, columns, picked)
    for record in states.tell(table, grid, lambda i: table.groups[table.group_of[i]].at):
        table.noted.append((record, "name", Note("row-struck")))
        table.silent.add((record, ""))


def _without_prepared(
    table: Table, grid: Grid, picked: list[int], empty: frozenset[Value]
) -> list[int]:
    """The records without the rows at the end that hold a prepared number and no person; these are told once."""
    at = [c for g in table.groups for n, c in g.at.items() if STANDS_AS.get(n, n) in _PERSON]
    kept = list(picked)
    while kept and all(_nothing(grid.value(kept[-1], c), empty) for c in at):
        kept.pop()
    if not at or not kept or len(kept) == len(picked):
        return picked
    if any(all(_nothing(grid.value(row, c), empty) for c in at) for row in kept):
        return picked  # a person stands once above all that he or she completed
    params = {"first": picked[len(kept)], "last": picked[-1], "rows": len(picked) - len(kept)}
    table.told.append((table.corner, "", Note("rows-prepared", params)))
    return kept


def _nothing(value: Value, empty: frozenset[Value]) -> bool:
    return is_blank(value) or value in empty


def _checked(table: Table, grid: Grid, found: FoundTable) -> Checked:
    at = [(name, column) for group in table.groups for name, column in group.at.items()]
    days = {h.column for h in found.headings if meaning(h.leaf) == "presence"}
    last = max((h.column for h in found.headings), default=0)
    return Checked(
        tuple(sorted({c for name, c in at if name != "mark"} | days)),
        frozenset(c for name, c in at if name in _IDENTITY),
        tuple((c, name) for name, c in at if name in _EVIDENCE),
        frozenset(table.headings.values()),
        last,
        different_cells(grid, found.body, last),
    )


def _empty(table: Table, grid: Grid, body: range, checked: Checked) -> frozenset[Value]:
    """Cells of the body that are filled without saying anything."""
    out: set[Value] = set()
    for group in table.groups:
        for name, column in group.at.items():
            if name in _ALWAYS or name == "mark":
                continue
            cells = checked.different.get(column)
            out |= nothing_in(cells or Different.of(grid.value(row, column) for row in body))
    return frozenset(out)


def _columns(
    table: Table, grid: Grid, picked: list[int], empty: frozenset[Value], checked: Checked
) -> None:
    """Pick the raw cells column by column: ``picked`` rows × groups → records."""
    cells = Across([grid.rows[row - grid.top] for row in picked])
    parts = [column_values(table, grid, group, cells) for group in table.groups]
    for part in parts if empty else ():
        _blank_out(part, empty)
    if table.groups[0].field is None:
        table.rows, table.group_of, table.values = picked, [0] * len(picked), parts[0]
        divide_lines(table)
    elif any(group.own - {"mark"} for group in table.groups):
        wide_records(table, picked, parts)
    else:
        marks_as_fields(table, picked, parts)
    known = checked.different
    apart = [c for c in checked.columns if c not in known]  # columns that not every row reaches
    rest = Different.of(grid.value(row, c) for row in picked for c in apart)
    from_above(table, dittos=any(one.any_ditto() for one in (*known.values(), rest)))


def _blank_out(values: dict[str, list[Value]], empty: frozenset[Value]) -> None:
    """Frames, dashes and the zeros of unused formulas are blank."""
    for name, column in values.items():
        if name in _ALWAYS or name == "mark":
            continue
        nothing = empty
        if name in _DASH_SAYS:
            nothing = frozenset(v for v in empty if not is_dash(v))
        values[name] = ["" if v in nothing and not isinstance(v, bool) else v for v in column]
