"""Belief (表の外の事項を信じるか): a printed fact counts for every record unless most of the rows contradict it."""

from __future__ import annotations

from validators.findings import Fact
from validators.guideline import fields
from validators.numbers import agency, certificate
from validators.reading import Note
from validators.text import to_text
from workbooks.grid import Value
from workbooks.tables.context import Printed
from workbooks.tables.headings import TITLES
from workbooks.tables.table import Table


def believe(table: Table, name: str, fact: Printed) -> None:
    """Take a printed fact for every record, unless most numbers of the rows say otherwise."""
    against, judged = _contradictions(table, name, fact.value)
    near = fact.source in ("表題", "シート名") or not fact.cell
    source = fact.source if near else f"表の上の{fact.source}"
    where = fact.cell or table.corner
    if judged >= 3 and against >= judged * 0.8:
        params = {
            "column": TITLES[name],
            "value": to_text(fact.value),
            "count": against,
            "rows": judged,
            "first": f"{source}の「{to_text(fact.value)}」が修了証番号と合いません",
        }
        table.told.append((where, TITLES[name], Note("fact-doubted", params)))
        table.context.pop(name, None)
        table.unbelieved.add(name)
        return
    table.facts.append(
        Fact(table.file, table.sheet, fact.cell, TITLES[name], to_text(fact.value), source)
    )
    table.values.setdefault(name, [fact.value] * len(table.rows))


def _contradictions(table: Table, name: str, value: Value) -> tuple[int, int]:
    """(rows whose certificate number contradicts the fact, rows that could)."""
    numbers = [certificate.read(v).value for v in table.values.get("certificate_number", ())]
    read = [n for n in numbers if n is not None]
    if name == "field" and (named := fields.read(value).value):
        return sum(n.field != named.number for n in read), len(read)
    if name == "agency_number":
        number = agency.read(value).value
        return sum(n.agency != number for n in read), len(read)
    return 0, 0
