"""照合に送る行: rows sent along with a query as one JSON text, to be joined with the register's tables."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import sqlalchemy as sa
from sqlalchemy import FromClause, select
from sqlalchemy.dialects.postgresql import JSONB

from validators.person import Person


@dataclass(frozen=True, slots=True)
class Sent:
    """Rows as the one parameter of every query here. ``registered``, ``former``: does any row say such a thing?"""

    text: str
    registered: bool
    former: bool

    @property
    def parameters(self) -> dict[str, str]:
        """For a query with ``incoming`` in it."""
        return {"sent": self.text}


def sent(rows: Iterable[tuple[int, str, int, Person]]) -> Sent:
    """(row, number or "", kind, person) to be looked up together."""
    cells = [
        [
            row,
            number,
            kind,
            p.name_key,
            p.birth_date and p.birth_date.isoformat(),
            p.registration,
            p.former_key,
        ]
        for row, number, kind, p in rows
    ]
    return Sent(json.dumps(cells), any(cell[-2] for cell in cells), any(cell[-1] for cell in cells))


_COLUMNS: dict[str, Any] = {
    "row": sa.Integer,
    "number": sa.String(12),
    "kind": sa.Integer,
    "name_key": sa.String(100),
    "birth_date": sa.Date,
    "registration": sa.String(40),
    "former_key": sa.String(100),
}


@lru_cache
def incoming(dialect: str) -> FromClause:
    """The rows sent, as a table of a query's FROM: nothing is written for them, not even a temporary table."""
    text = sa.bindparam("sent", type_=sa.Text)
    if dialect == "postgresql":
        each: Any = sa.func.jsonb_array_elements(sa.cast(text, JSONB)).table_valued(
            "value", name="sent"
        )
        cells = [each.c.value.op("->>")(n) for n in range(len(_COLUMNS))]
        typed = [
            sa.cast(cell, kind).label(name)
            for cell, (name, kind) in zip(cells, _COLUMNS.items(), strict=True)
        ]
    else:
        each = sa.func.json_each(text).table_valued("value", name="sent")
        cells = [sa.func.json_extract(each.c.value, f"$[{n}]") for n in range(len(_COLUMNS))]
        typed = [
            sa.type_coerce(cell, kind).label(name)
            for cell, (name, kind) in zip(cells, _COLUMNS.items(), strict=True)
        ]
    return select(*typed).subquery("incoming")
