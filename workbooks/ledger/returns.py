"""差戻し: reports with 誤り go back to the body; the register keeps how often and with how many, by body and kind."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections import Counter
from collections.abc import Sequence

from sqlalchemy import select

from validators.findings import Report
from validators.guideline.fields import read as read_field
from validators.guideline.fiscal_year import fiscal_year
from validators.numbers import agency as agencies
from validators.numbers import certificate
from validators.text import to_text
from validators.values.dates import read_date
from workbooks.a1 import position
from workbooks.ledger.store import audit, seal
from workbooks.ledger.store.engine import Ledger
from workbooks.ledger.store.schema import returned
from workbooks.roster.read import Table
from workbooks.roster.sender import sender_of

_Case = tuple[
    int, int, int, int
]  # prefecture, agency, kind, fiscal year; 0 where the report does not say


def record(
    ledger: Ledger, file: str, tables: Sequence[Table], checked: tuple[Report, dt.date]
) -> None:
    """Keep that a report with 誤り went back. ``checked``: its report and the day. The same content goes back once."""
    report, today = checked
    content = _content(tables)
    with ledger.write() as connection:
        if connection.execute(select(returned.c.id).where(returned.c.content == content)).first():
            return
        found, errors = _cases(tables, today), Counter[_Case]()
        places = {place: case for case, row_places in found.items() for place in row_places}
        usual = next(iter(found))
        for finding in report.findings:
            if finding.severity == "error":
                row = (finding.file, finding.sheet, position(finding.cell)[0])
                errors[places.get(row, usual)] += 1
        total = sum(errors.values())
        line = audit.append(
            connection, "return", f"誤り {total} 件の報告を差戻し（内容 {content}）"
        )
        rows = [
            {
                "content": content,
                "file": file,
                **dict(zip(("prefecture", "agency", "kind", "fiscal_year"), case, strict=True)),
                "rows": len(row_places),
                "errors": errors[case],
                "entry": line,
            }
            for case, row_places in found.items()
        ]
        seal.insert(connection, returned, rows)


def _cases(tables: Sequence[Table], today: dt.date) -> dict[_Case, list[tuple[str, str, int]]]:
    """The rows of each body, kind and year in the report."""
    found: dict[_Case, list[tuple[str, str, int]]] = {}
    year = _usual_year(tables, today)
    for table in tables:
        usual = sender_of(table).number or 0
        for i, row in enumerate(table.rows):
            found.setdefault(_case(table, i, (usual, year)), []).append(
                (table.file, table.sheet, row)
            )
    return found or {(0, 0, 0, fiscal_year(today)): []}


def _usual_year(tables: Sequence[Table], today: dt.date) -> int:
    """The fiscal year most of the readable days lie in, else the year of most numbers, else today's."""
    days, numbers = Counter[int](), Counter[int]()
    for table in tables:
        for value in table.values.get("completed_on", ()):
            if day := read_date(value).value:
                days[fiscal_year(day)] += 1
        for value in table.values.get("certificate_number", ()):
            if number := certificate.read(value).value:
                numbers[number.year] += 1
    found = days or numbers
    return found.most_common(1)[0][0] if found else fiscal_year(today)


def _case(table: Table, i: int, usual: tuple[int, int]) -> _Case:
    """Body, kind and year of a row; ``usual``: the body and the year of the rest."""

    def value(name: str) -> object:
        return table.values[name][i] if name in table.values else None

    number = certificate.read(value("certificate_number")).value
    kind = read_field(value("field")).value
    done = read_date(value("completed_on")).value
    body = (
        agencies.read(value("agency_number")).value or usual[0] or (number.agency if number else 0)
    )
    return (
        number.prefecture if number else 0,
        body,
        kind.number if kind else (number.field if number else 0),
        fiscal_year(done) if done else usual[1],
    )


def _content(tables: Sequence[Table]) -> str:
    """SHA-256 of what the rows say."""
    whole = hashlib.sha256()
    for table in tables:
        for i in range(len(table.rows)):
            for name in sorted(table.values):
                text = f"{name}={to_text(table.values[name][i])}"
                whole.update(f"{len(text)}:{text}".encode("utf-8", "surrogatepass"))
    return whole.hexdigest()
