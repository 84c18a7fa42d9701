"""報告の中身: what each report said when it was taken, held against its rows, while they are read for the seal."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from operator import itemgetter
from typing import Any

import sqlalchemy as sa
from sqlalchemy import Connection, select

from validators.messages import sentence
from validators.reading import Note
from workbooks.ledger.completions import HASHED, content_of
from workbooks.ledger.store import schema as tables
from workbooks.ledger.store.schema import completions

_REPORT, _ORIGIN = map(completions.c.keys().index, ("report", "origin"))
_REPORTED = itemgetter(*map(completions.c.keys().index, HASHED))
_CONSENT_AT = HASHED.index("consent")
_CONSENTS = {"yes": "True", "no": "False"}


class Contents:
    """Each report still says what it said when it was taken, and the audit chain names it.

    Its rows are looked at on their way to the seal (``passing``): a register of millions is read once. Rows that carry
    a completion on under a new number are no rows of the report (``origin``).
    """

    def __init__(self, connection: Connection) -> None:
        query = select(tables.reports.c.id, tables.reports.c.content)
        self.said = {str(report): content for report, content in connection.execute(query)}
        self.changed: list[str] = []

    def passing(self, rows: Iterable[Sequence[Any]]) -> Iterator[Sequence[Any]]:
        """The rows as they come, those of a report together."""
        for report, report_rows in groupby(rows, key=itemgetter(_REPORT)):
            said = []
            for row in report_rows:
                if row[_ORIGIN] is None:
                    said.append(_as_reported(row))
                yield row
            if said and content_of(said) != self.said.pop(str(report), ""):
                self.changed.append(_said("verify-report-changed", report))

    def faults(self, connection: Connection) -> Iterator[str]:
        """What was seen; reports without a row; reports the chain does not name."""
        yield from self.changed
        yield from (_said("verify-report-empty", report) for report in self.said)
        logged = sa.exists().where(
            tables.audit.c.id == tables.reports.c.entry,
            tables.audit.c.detail.contains(tables.reports.c.content),
        )
        for report in connection.execute(select(tables.reports.c.id).where(~logged)).scalars():
            yield _said("verify-report-unlogged", report)


def _as_reported(row: Sequence[Any]) -> list[str]:
    values = [value if isinstance(value, str) else str(value) for value in _REPORTED(row)]
    values[_CONSENT_AT] = _CONSENTS.get(values[_CONSENT_AT], values[_CONSENT_AT])
    return values


def _said(rule: str, report: object) -> str:
    return sentence(Note(rule, {"report": report}))
