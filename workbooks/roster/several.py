"""Several completions of one person (複数の修了): in columns of their own, as marks, or as lines of one cell."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from validators.reading import Note
from validators.text import is_blank
from validators.values.answers import COMPLETED, says_no
from workbooks.grid import Value
from workbooks.tables.evidence import TESTS, lines
from workbooks.tables.groups import Group
from workbooks.tables.headings import TITLES
from workbooks.tables.table import Table

_LISTED = ("field", "certificate_number", "completed_on")  # what a cell may list line by line
_SHARED = ("completed_on", "issued_on", "minutes")  # what one line may say for all

_LONGEST = 32_767  # characters of a cell
_TWO_VALUES = 15  # characters of two dates, or of two numbers
Columns = Mapping[str, Sequence[Value]]


def wide_records(table: Table, picked: Sequence[int], parts: Sequence[Columns]) -> None:
    """One record for every field of a person under which something of its own stands; where everybody is wanted, one
    without a field of whoever has none."""
    chosen: list[tuple[int, int]] = []
    without: set[int] = set()
    for i in range(len(picked)):
        pairs = [(i, g) for g, group in enumerate(table.groups) if _holds(group, parts[g], i)]
        if not pairs and table.everybody:
            without.add(len(chosen))
            pairs = [(i, 0)]
        chosen += pairs
    table.rows = [picked[i] for i, _ in chosen]
    table.group_of = [g for _, g in chosen]
    names = {name for part in parts for name in part if name != "mark"}
    blank: list[Value] = [""] * len(picked)
    for name in sorted(names):
        table.values[name] = [parts[g].get(name, blank)[i] for i, g in chosen]
    named = [one.name if (one := table.groups[g].field) else "" for _, g in chosen]
    table.values["field"] = ["" if n in without else name for n, name in enumerate(named)]


def _holds(group: Group, values: Columns, i: int) -> bool:
    """Does the person have this field? Any of its own cells filled with more than a refusal mark."""
    return any(name in values and _marked(values[name][i]) for name in group.own)


def _marked(value: Value) -> bool:
    return not is_blank(value) and not says_no(value, COMPLETED)


def marks_as_fields(table: Table, picked: Sequence[int], parts: Sequence[Columns]) -> None:
    """One record a row: the ○ says the field. No ○ leaves it blank, two stand for two fields in one row."""
    table.rows = list(picked)
    table.group_of, named = [], []
    for i in range(len(picked)):
        marked = [g for g, part in enumerate(parts) if "mark" in part and _marked(part["mark"][i])]
        table.group_of.append(marked[0] if marked else 0)
        texts = [one.name for g in marked if (one := table.groups[g].field)]
        named.append("、".join(texts))
    table.values = {name: list(column) for name, column in parts[0].items() if name != "mark"}
    table.values["field"] = list(named)


def divide_lines(table: Table) -> None:
    """Cells that list several completions line by line become one record a line."""
    listed = [n for n in _LISTED if n in table.values]
    if not any(_may_list(n, table.values[n]) for n in listed):
        return
    counts = {n: [_lines(n, v) for v in table.values[n]] for n in listed}
    if "field" in counts and len(counts) > 1:
        _undivided(table.values["field"], counts)
    several = {i for n in listed for i, count in enumerate(counts[n]) if count > 1}
    if not several:
        return
    repeat = [
        max(counts[n][i] for n in listed) if i in several else 1 for i in range(len(table.rows))
    ]
    origin = [(i, k) for i, times in enumerate(repeat) for k in range(times)]
    unequal = [i for i in sorted(several) if _unequal(listed, counts, i)]
    values: dict[str, list[Value]] = {}
    for name, column in table.values.items():
        values[name] = [_line(name, column[i], k, repeat[i], i in unequal) for i, k in origin]
    table.rows = [table.rows[i] for i, _ in origin]
    table.group_of = [0] * len(origin)
    noted = [record for record, (i, k) in enumerate(origin) if i in unequal and k == 0]
    for record in noted:
        i = origin[record][0]
        shown = "、".join(f"{TITLES[n]} {counts[n][i]}" for n in listed)
        table.noted.append(
            (record, "certificate_number", Note("cell-lines-differ", {"counts": shown}))
        )
    table.silent |= {(r, n) for r, (i, _) in enumerate(origin) if i in unequal for n in listed}
    table.values = values
    table.joined |= {table.groups[0].at[n] for n in (*_LISTED, *_SHARED) if n in table.groups[0].at}
    note = Note("cell-lines", {"count": len(several)})
    at = table.groups[0].at
    place = at.get("certificate_number") or at.get(listed[0]) or min(table.headings)
    table.told.append((table.heading_cell(place), table.headings.get(place, ""), note))


def _may_list(name: str, column: Sequence[Value]) -> bool:
    """A quick look: does a cell hold lines, or a text as long as two values?"""
    longest = _LONGEST if name == "field" else _TWO_VALUES
    texts = [value for value in column if value.__class__ is str]
    return max(map(len, texts), default=0) > longest or "\n" in "".join(texts)


def _undivided(column: Sequence[Value], counts: Mapping[str, list[int]]) -> None:
    """乳児保育、幼児教育 on one line beside one number and one date are no list of completions."""
    others = [c for n, c in counts.items() if n != "field"]
    for i, value in enumerate(column):
        if isinstance(value, str) and "\n" not in value and all(c[i] < 2 for c in others):
            counts["field"][i] = min(counts["field"][i], 1)


def _lines(name: str, value: Value) -> int:
    """How many values a cell lists, 1 for any cell whose lines are not all values of their own."""
    if not isinstance(value, str) or is_blank(value):
        return 0 if is_blank(value) else 1
    parts = lines(value)
    return len(parts) if all(TESTS[name](part) > 0 for part in parts) else 1


def _unequal(listed: Sequence[str], counts: Mapping[str, Sequence[int]], i: int) -> bool:
    """Do the cells of a row list different numbers of values? One date may count for all."""
    given = {counts[n][i] for n in listed if not (n in _SHARED and counts[n][i] == 1)}
    return len(given) > 1


def _line(name: str, value: Value, k: int, times: int, unequal: bool) -> Value:
    """The value of the k-th record of a cell; a single value counts for all of them."""
    if times == 1 or name not in (*_LISTED, *_SHARED):
        return value
    if unequal and name in _LISTED:
        return ""
    if not isinstance(value, str):
        return value
    parts = lines(value)
    return parts[k] if len(parts) == times else value
