"""Groups of columns (分野ごとの列): a roster with one row per person names the 研修分野 in its headings.

Under each field stand marks (○), certificate numbers, or numbers and dates.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from validators.guideline import fields
from validators.values.answers import COMPLETED, Answer, read_answer
from workbooks.tables.columns import Columns
from workbooks.tables.evidence import TESTS, sample
from workbooks.tables.find import FoundTable
from workbooks.tables.headings import ASIDE

_OWN = ("certificate_number", "completed_on", "issued_on", "minutes")


@dataclass(frozen=True, slots=True)
class Group:
    """Where one completion's values stand: canonical name → 1-based column; ``field`` is set where
    the heading names it."""

    at: dict[str, int]
    field: fields.Field | None = None
    own: frozenset[str] = frozenset()  # names that stand in columns of this 研修分野 alone


def column_groups(found: FoundTable, columns: Columns) -> tuple[Group, ...]:
    """One group for an ordinary roster, one per 研修分野 where the headings name at least two of them."""
    names = columns.names
    by_field: dict[int, dict[str, int]] = {}
    for heading in found.headings:
        named = None
        for label in reversed(heading.labels):
            named = named or found.field_of(label)
        if named:
            name = names.get(heading.column, "")
            if name not in _OWN:
                name = _mark_column(found, heading.column)
            by_field.setdefault(named.number, {}).setdefault(name, heading.column)
    if len(by_field) < 2:
        return (Group(_shared(names, frozenset(), frozenset())),)
    special = {column for at in by_field.values() for column in at.values()}
    shared = _shared(names, special, frozenset(("field",)))
    return tuple(
        Group({**shared, **at}, fields.by_number(number), frozenset(at))
        for number, at in sorted(by_field.items())
    )


def _shared(
    names: Mapping[int, str], special: frozenset[int] | set[int], without: frozenset[str]
) -> dict[str, int]:
    """Canonical name → column of everything that is read and belongs to no field of its own."""
    return {
        name: column
        for column, name in names.items()
        if name not in ("", ASIDE) and name not in without and column not in special
    }


def _mark_column(found: FoundTable, column: int) -> str:
    """What a column headed by a 研修分野 alone holds: certificate numbers, completion dates, or marks (○)."""
    values = sample(found.grid, found.body, column).values
    other_values = [v for v in values if read_answer(v, COMPLETED) not in (Answer.YES, Answer.NO)]
    for name in ("certificate_number", "completed_on"):
        if other_values and sum(TESTS[name](v) > 0 for v in other_values) * 2 >= len(other_values):
            return name
    return "mark"
