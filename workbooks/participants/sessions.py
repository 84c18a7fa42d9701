"""出席の列: the columns of an attendance sheet, found by their headings, and how long each session takes."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from validators.guideline import curriculum, fields
from validators.guideline.attendance import SESSION, is_session, planned, planned_of_each
from validators.text import is_blank, squeeze, to_text
from validators.values.durations import read_duration
from workbooks.grid import Value
from workbooks.tables.desk import DeskTable
from workbooks.tables.units import titles

if TYPE_CHECKING:
    from validators.schemas.participants.verdicts import Cell

_ONES: dict[Value, Value] = {1: "○", 0: "×"}  # where nothing else stands in the sessions
_OF_A_DAY = frozenset(("event", "held_on"))
_MOSTLY = 0.8  # of the people stand on every sheet of a course
_SHORTEST = 10  # minutes; less is a count, not a time
# What only a 受講者名簿 says; a 研修修了者名簿 has people, fields and days as well.
_HOW_IT_WENT = frozenset(
    (
        *("minutes", "planned", "shown_hours", "in_house", "items", "event", "held_on"),
        *("report_on", "method", "refusal", "target"),
    )
)


def attendance_of(table: DeskTable) -> list[list[Cell]]:
    """Gives the session cells of each record: columns headed 1日目, 第2回, 7/4, or with a 内容 of 別添1.

    A fault in one of them is told in its own cell.
    """
    sessions = session_columns(table)
    table.understood |= sessions.keys()
    lengths = {c: planned(h) or _length_beside(table, c) for c, h in sessions.items()}
    if not any(lengths.values()):
        each = next((n for text in titles(table) if (n := planned_of_each(text))), None)
        lengths = dict.fromkeys(sessions, each)
    from validators.schemas.participants.verdicts import Cell  # brings pandas

    rows: list[list[Cell]] = [[] for _ in table.rows]
    given = {c: [table.other(i, c) for i in range(len(table.rows))] for c in sessions}
    held = {value for cells in given.values() for value in cells if not is_blank(value)}
    plain = held <= {0, 1} and (0 in held or None not in lengths.values())
    marks = _ONES if held and plain else {}
    for column, heading in sessions.items():
        name = f"session {column}"
        table.values[name] = [marks.get(v, v) for v in given[column]]
        for i, row in enumerate(table.rows):
            table.elsewhere[i, name] = (*table.cell_at(row, column), heading)
            rows[i].append(Cell(heading, lengths[column], table.values[name][i], name))
    return rows


def as_one_course(tables: Sequence[DeskTable]) -> None:
    """A sheet for each day (7月4日, 7月11日) with the same headings and people is one course: who is on fewer sheets
    missed a day."""
    alike: dict[tuple[object, ...], list[DeskTable]] = {}
    for table in tables:
        if is_session(table.sheet) and not _OF_A_DAY & table.values.keys():
            alike.setdefault((table.file, *table.headings.values()), []).append(table)
    for days in alike.values():
        people = [{squeeze(to_text(v)) for v in t.values.get("name", ())} for t in days]
        always, ever = set.intersection(*people), set.union(*people)
        if len(days) < 2 or len(always) < _MOSTLY * len(ever):
            continue
        for table in days:
            table.values["event"] = [table.file] * len(table.rows)
            table.values["held_on"] = [table.sheet] * len(table.rows)


def session_columns(table: DeskTable) -> dict[int, str]:
    """Column → heading of the sessions."""
    items = _item_columns(table)
    return {
        column: heading
        for column, heading in table.others.items()
        if SESSION.fullmatch(squeeze(heading)) or column in items
    }


def _item_columns(table: DeskTable) -> set[int]:
    """Columns headed with the 内容 of one field: ①乳児保育の意義（180分）. Two or more of a field have to be there."""
    best: set[int] = set()
    for field in fields.FIELDS:
        named = {
            column
            for column, heading in table.others.items()
            if len(title := squeeze(heading).split("(")[0]) > 3
            and curriculum.read_items(title, field)
        }
        if len(named) > max(1, len(best)):
            best = named
    return best


def _length_beside(table: DeskTable, column: int) -> int | None:
    """The time in the row under the headings, or over them, where that is no record."""
    head = table.header_rows
    for row in (head[-1] + 1, head[0] - 1):
        value = table.grid.value(row, column)
        if row in table.rows or is_blank(value):
            continue
        minutes = read_duration(to_text(value) if isinstance(value, str) else value).value
        if minutes is not None and minutes >= _SHORTEST:
            return minutes
    return None


def says_how_it_went(table: DeskTable) -> bool:
    """Does the table say of anybody how the training went, or who is still to complete it? A list of those who have
    completed, with their numbers or days alone, is a 研修修了者名簿."""
    if not {"certificate_number", "completed_on"} & table.at.keys():
        return True
    return bool(_HOW_IT_WENT & table.values.keys()) or table.spread or bool(session_columns(table))
