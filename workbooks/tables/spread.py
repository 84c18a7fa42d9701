"""Items over several columns (分野ごと・内容ごとの列): a desk table with a column for each 研修分野, or for each 内容.

What such a row says is one record a filled column; every value keeps the cell it stands in.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from validators.guideline import curriculum, fields, mentions
from validators.text import is_blank, squeeze, to_text
from validators.values.answers import COMPLETED, Answer, read_answer
from validators.values.dates import read_date
from validators.values.durations import read_duration
from workbooks.grid import Value
from workbooks.tables.desk import DeskTable
from workbooks.tables.find import field_in_label

_FIELDS = 3  # columns that name different 研修分野 by their names
_SHORT = 4  # by short names: 乳児, 幼児, 食育 …
_ITEMS = 3  # columns that name 内容 of one field
_NUMBERED = re.compile(r"(?:内容|項目)?([1-5])(?:の?(?:内容|項目|時間|時間数|分))?(?:\(.*\))?")
_TIME = re.compile(r"[(（]([^()（）]*(?:分|時間|h|コマ))[)）]")


@dataclass(frozen=True, slots=True)
class _Part:
    """A column of one 研修分野: what it holds of it, "" for a mark."""

    column: int
    field: fields.Field
    item: str


def field_columns(headings: Mapping[int, str]) -> Collection[int]:
    """The columns of a table that gives one to each of several 研修分野."""
    return _fields_of(headings).keys()


def _fields_of(headings: Mapping[int, str]) -> dict[int, tuple[fields.Field, str]]:
    """Column → the field its heading names, and what stands under it: 乳児保育 指定日 → 指定日."""
    headings = {c: text for c, text in headings.items() if mentions.may_name(text)}
    if len(headings) < _FIELDS:
        return {}
    whole = {c: (f, rest) for c, t in headings.items() for f, rest in _named(t)}
    short = {c: (f, "") for c, t in headings.items() if (f := mentions.short(t)) is not None}
    together = {**short, **whole}  # 乳児, 幼児 … beside マネジメント, which has no shorter name
    enough = len({f.number for f, _ in whole.values()}) >= _FIELDS
    return together if enough or len({f.number for f, _ in together.values()}) >= _SHORT else {}


def _named(heading: str) -> Iterable[tuple[fields.Field, str]]:
    head, _, rest = heading.partition(" ")
    if rest and (named := field_in_label(head)):
        yield named, rest
    elif named := field_in_label(heading):
        yield named, ""


def item_columns(headings: Mapping[int, str]) -> set[int]:
    """The columns of a curriculum that gives one to each of several 内容 of 別添1."""
    titles = {column: squeeze(text) for column, text in headings.items()}
    numbered = {c: m[1] for c, t in titles.items() if (m := _NUMBERED.fullmatch(t))}
    if len(numbered) >= _ITEMS and sorted(numbered.values()) == list("12345"[: len(numbered)]):
        return set(numbered)
    best: set[int] = set()
    long = {c: title for c, t in titles.items() if len(title := t.split("(")[0]) > 3}
    if len(long) < _ITEMS:
        return best
    for field in fields.FIELDS:
        named = {c for c, title in long.items() if curriculum.read_items(title, field)}
        best = named if len(named) > len(best) else best
    return best if len(best) >= _ITEMS else set()


def by_field(table: DeskTable) -> None:
    """One record for each 研修分野 that a row marks, numbers or dates in a column of its own."""
    if "field" in table.at:
        return
    parts = [
        _Part(c, named, table.layout.meaning(rest) if rest else "")
        for c, (named, rest) in _fields_of(table.others).items()
    ]
    if not parts:
        return
    table.understood |= {p.column for p in parts}
    kinds = sorted({p.field.number for p in parts})
    held: list[list[list[_Part]]] = []
    for i in range(len(table.rows)):
        groups = [[p for p in parts if p.field.number == n] for n in kinds]
        held.append([ps for ps in groups if any(_says(table.other(i, p.column)) for p in ps)])
    table.repeat([max(1, len(groups)) for groups in held])
    table.values["field"] = [""] * len(table.rows)
    record = 0
    for groups in held:
        for ps in groups or [[]]:
            _fill(table, record, ps)
            record += 1


def _says(value: Value) -> bool:
    return not is_blank(value) and read_answer(value, COMPLETED) is not Answer.NO


def _fill(table: DeskTable, record: int, parts: list[_Part]) -> None:
    """Puts what the columns of one field say into a record of its own."""
    for part in parts:
        value = table.other(record, part.column)
        heading = table.headings.get(part.column, "")
        place = (*table.cell_at(table.rows[record], part.column), heading)
        if not table.values["field"][record]:
            table.values["field"][record] = part.field.name
            table.elsewhere[record, "field"] = place
        name = part.item or _given(value, table.layout.gives)
        if name and any(c.name == name for c in table.layout.columns):
            column = table.values.setdefault(name, [None] * len(table.rows))
            column[record] = value
            table.elsewhere[record, name] = place


def _given(value: Value, gives: frozenset[str]) -> str:
    """The item a value under a field's name alone is of: a day, or a time; "" for a mark."""
    marked = read_answer(value, COMPLETED) is not Answer.UNKNOWN
    if "minutes" in gives and not marked and read_duration(value, hours_below=20).value:
        return "minutes"
    days = (name for name in ("designated_on", "completed_on") if name in gives)
    return next(days, "") if _is_day(value) else ""


def _is_day(value: Value) -> bool:
    """A day, or a text that is meant to be one: its own reader says what is wrong with it."""
    if isinstance(value, str):
        return (
            re.search(r"\d", value) is not None and read_answer(value, COMPLETED) is Answer.UNKNOWN
        )
    return not isinstance(value, (int, float)) and read_date(value).value is not None


def by_item(table: DeskTable) -> None:
    """One record for each 内容 that a row of a curriculum gives a time or a mark in a column of its own."""
    columns = sorted(item_columns(table.others))
    if not columns or "item" in table.at:
        return
    table.understood |= set(columns)
    held = [[c for c in columns if not is_blank(table.other(i, c))] for i in range(len(table.rows))]
    table.repeat([max(1, len(filled)) for filled in held])
    table.values["item"] = [""] * len(table.rows)
    table.values["minutes"] = [None] * len(table.rows)
    record = 0
    for filled in held:
        for column in filled or [0]:
            if column:
                _lesson(table, record, column)
            record += 1


def _lesson(table: DeskTable, record: int, column: int) -> None:
    heading = table.headings[column]
    value = table.other(record, column)
    place = (*table.cell_at(table.rows[record], column), heading)
    stated = _TIME.search(heading)
    bare = isinstance(value, (int, float)) and not isinstance(value, bool)
    read = bare or read_duration(to_text(value)).value is not None
    table.values["item"][record] = _TIME.sub("", heading)
    table.values["minutes"][record] = value if read or not stated else stated[1]
    for name in ("item", "minutes"):
        table.elsewhere[record, name] = place
