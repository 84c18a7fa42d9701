"""Kinds of tables beside a roster (表の種類): 修了者名簿 / 出欠 / 申込者 / 講師 / 未修了者 / アンケート.

Only a 修了者名簿 is checked as one. The others are named, not checked, and used where they say something of the roster:
who completed was present, and is not among those who did not complete.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from validators.findings import TableRead
from validators.reading import Note
from validators.text import is_blank, squeeze, to_text
from validators.values import names
from workbooks.grid import Grid
from workbooks.tables.examples import examples_apart, tell_examples
from workbooks.tables.table import Table

ROSTER = "roster"
EXAMPLE = "example"
ATTENDANCE = "attendance"
NOT_COMPLETED = "not-completed"
LECTURERS = ("lecturers", r"講師|講義")
SURVEY = ("survey", r"アンケート|満足|感想|ご意見")
_OTHERS = (
    (ATTENDANCE, r"出欠|出席|欠席|受講状況|\d日目|第\d+日|第\d+回"),
    ("applicants", r"申込|応募|受付"),
    LECTURERS,
    SURVEY,
)
_NOT_COMPLETED = re.compile(r"(?<![・と及び])(未修了|不修了|修了しなかった|修了できなかった)")
_PRESENCE = re.compile(r"出欠|出席|欠席|受講状況|\d日目")
_ABSENT = frozenset(("欠", "欠席", "×", "✕", "不参加", "未受講", "無断欠席"))
_NEAR = 4  # rows above a table in which its title stands


def kind_of(table: Table, grid: Grid) -> str:
    """What a table of persons is, by its title and by the items it gives."""
    title = _title(table, grid)
    if _NOT_COMPLETED.search(title):
        return NOT_COMPLETED
    if "certificate_number" in table.values or "completed_on" in table.values:
        return ROSTER
    words = title + squeeze("".join(table.headings.values()))
    for kind, pattern in _OTHERS:
        if re.search(pattern, words):
            return kind
    return "persons"


def _title(table: Table, grid: Grid) -> str:
    """The nearest lines above the table, and the sheet's name."""
    first = table.header_rows[0] if table.header_rows else min(table.rows, default=grid.top)
    lines = []
    for row in range(first - 1, max(grid.top, first - _NEAR) - 1, -1):
        text = squeeze("".join(to_text(v) for v in grid.rows[row - grid.top] if not is_blank(v)))
        if text:
            lines.append(text)
        if len(lines) == 2:
            break
    return squeeze(grid.sheet) + "".join(lines)


def together(
    rosters: Sequence[Table], others: Sequence[tuple[str, Table, Grid]], *, asked: bool
) -> list[Table]:
    """The rosters of one book, each sheet of rows once; tables of other kinds are named beside the first, and sheets
    that are 記入例 where another is none. ``asked``: somebody named the sheets to be read."""
    kept: list[Table] = []
    copies: list[Table] = []
    read, examples = (rosters, []) if asked else examples_apart(rosters)
    for table in read:
        twin = next((k for k in kept if _same_rows(k, table)), None)
        if twin is None:
            kept.append(table)
        else:
            params = {"other": table.sheet, "rows": len(table.rows)}
            twin.told.append((twin.corner, "", Note("sheets-same", params)))
            copies.append(table)
    if not kept:
        return []
    for table in copies:
        kept[0].beside.append(_unchecked(table, ROSTER))
    tell_examples(kept[0], examples)
    for table in examples:
        kept[0].beside.append(_unchecked(table, EXAMPLE))
    for kind, table, grid in others:
        kept[0].beside.append(_unchecked(table, kind))
        _compare(kept, kind, table, grid)
    return kept


def _unchecked(table: Table, kind: str) -> TableRead:
    return TableRead(
        table.file, table.sheet, kind, table.header_rows, table.columns, 0, checked=False
    )


def _same_rows(one: Table, other: Table) -> bool:
    """Do two sheets hold the same completions, in whatever order?"""
    if one.sheet == other.sheet or len(one.rows) != len(other.rows) or len(one.rows) < 2:
        return False
    return sorted(_rows(one)) == sorted(_rows(other))


def _rows(table: Table) -> Iterator[tuple[str, ...]]:
    items = ("certificate_number", "name", "field", "completed_on", "birth_date")
    blank = [""] * len(table.rows)
    columns = [table.values.get(item, blank) for item in items]
    for row in zip(*columns, strict=True):
        yield tuple(squeeze(to_text(v)) for v in row)


def _compare(rosters: Sequence[Table], kind: str, other: Table, grid: Grid) -> None:
    """Tell at a person of the roster what another table says of the same person."""
    if kind not in (ATTENDANCE, NOT_COMPLETED) or "name" not in other.values:
        return
    said = _absences(other, grid) if kind == ATTENDANCE else _everyone(other)
    if not said:
        return
    rule = "attendance-absent" if kind == ATTENDANCE else "listed-not-completed"
    for table in rosters:
        keys = [_key(v) for v in table.values.get("name", ())]
        for record, key in enumerate(keys):
            if key in said and keys.count(key) == 1:
                params = {"sheet": other.sheet, "cell": said[key]}
                table.noted.append((record, "name", Note(rule, params)))


def _key(value: object) -> str:
    return names.name_key(to_text(value)) if not is_blank(value) else ""


def _everyone(table: Table) -> dict[str, str]:
    """Name key → cell, for names that stand once in the table."""
    return _once(table, range(len(table.rows)))


def _absences(table: Table, grid: Grid) -> dict[str, str]:
    """Name key → cell of persons whom an attendance sheet calls absent, on one of its days at least."""
    columns = [c for c, label in table.headings.items() if _PRESENCE.search(squeeze(label))]
    absent = []
    for i, row in enumerate(table.rows):
        marks = {squeeze(to_text(grid.value(row, column))) for column in columns}
        if marks & _ABSENT:
            absent.append(i)
    return _once(table, absent)


def _once(table: Table, records: Sequence[int]) -> dict[str, str]:
    keys = [_key(v) for v in table.values["name"]]
    found = {}
    for i in records:
        if keys[i] and keys.count(keys[i]) == 1:
            found[keys[i]] = table.cell(i, "name")
    return found
