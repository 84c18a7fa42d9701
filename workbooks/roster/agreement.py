"""Agreement (二つの列の一致): two columns of a roster that state one fact, e.g. 研修種別 and 研修種別番号."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from validators.guideline import fields
from validators.numbers import certificate
from validators.reading import Note
from validators.text import to_text
from validators.values import dates
from workbooks.grid import Grid, Value
from workbooks.tables.columns import Columns
from workbooks.tables.table import Table


def agree(table: Table, grid: Grid, columns: Columns, picked: Sequence[int]) -> None:
    """Two columns that state one fact have to agree: 研修種別番号 3 beside 幼児教育."""
    if len(table.rows) != len(picked) or list(table.rows) != list(picked):
        return
    for column, item in columns.again.items():
        read = _SAME.get(item)
        if read is None or item not in table.values:
            continue
        name = f"{item}?again"
        table.groups[0].at[name] = column
        table.values[name] = [grid.value(row, column) for row in picked]
        for record, (stated, other) in enumerate(
            zip(table.values[item], table.values[name], strict=True)
        ):
            first, second = read(stated), read(other)
            if first is not None and second is not None and first != second:
                params = {
                    "column": "",
                    "value": to_text(other),
                    "other": table.cell(record, item),
                    "stated": to_text(stated),
                }
                table.noted.append((record, name, Note("facts-differ", params)))


def _kind_number(value: Value) -> int | None:
    named = fields.read(value).value
    return named.number if named else None


def _certificate_text(value: Value) -> str | None:
    number = certificate.read(value).value
    return number.text if number else None


_SAME: dict[str, Callable[[Value], object]] = {
    "field": _kind_number,
    "certificate_number": _certificate_text,
    "birth_date": lambda v: dates.read_date(v).value,
    "completed_on": lambda v: dates.read_date(v).value,
}
