"""受付状況: for each body and kind of a fiscal year what was planned, what came, what went back, what is missing."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, field

from sqlalchemy import Connection, func, select

from validators.guideline.fields import by_number
from validators.guideline.fiscal_year import bounds, label
from workbooks.designations.coverage import Planned
from workbooks.grid import Value
from workbooks.ledger import designations, history
from workbooks.ledger.statistics import Table
from workbooks.ledger.store.engine import Ledger
from workbooks.ledger.store.schema import audit, certificates, completions, reports, returned

TITLE = "受付状況"
COLUMNS = (
    "年度",
    "研修実施機関",
    "研修分野",
    "定員",
    "修了者数",
    "差戻しの誤り",
    "差戻し回数",
    "提出予定日",
    "受付日",
    "状況",
)
NAMES, FIGURES = (1, 2), (3, 4)  # columns of the chart: its categories and its series


@dataclass(frozen=True, slots=True)
class Asked:
    """Of which prefecture and fiscal year, on which day, and what a 指定台帳 plans (定員, 提出予定日)."""

    prefecture: int | None
    year: int
    today: dt.date
    planned: Sequence[Planned] = ()


@dataclass(slots=True)
class _Case:
    """What is known of one body and kind."""

    capacity: int | None = None
    done: int = 0
    errors: int = 0
    back: int = 0
    back_at: str = ""
    due: dt.date | None = None
    taken_at: str = ""

    def state(self, today: dt.date) -> str:
        """状況 in a word."""
        if self.done and self.back_at > self.taken_at:
            return "受付済み（差戻し中の報告もある）"
        if self.done:
            late = self.due and self.taken_at[:10] > self.due.isoformat()
            return "受付済み（提出予定日より後）" if late else "受付済み"
        if self.back:
            return "差戻し中"
        if self.due and today > self.due:
            return f"未提出（提出予定日を {(today - self.due).days} 日過ぎている）"
        return "未提出"


@dataclass(slots=True)
class _Cases:
    found: dict[tuple[int, int], _Case] = field(default_factory=dict)

    def of(self, agency: int, kind: int) -> _Case:
        """The case of a body and kind."""
        return self.found.setdefault((agency, kind), _Case())


def reception(ledger: Ledger, asked: Asked) -> Table:
    """A row for every body and kind that is designated, planned, reported or was sent back in the year."""
    coverage = designations.coverage(ledger, asked.prefecture)
    cases = _Cases()
    for (agency, kind), years in (coverage.years if coverage else {}).items():
        if asked.year in years:
            cases.of(agency, kind)
    for plan in asked.planned:
        if plan.year in (None, asked.year):
            case = cases.of(plan.agency, plan.kind)
            if plan.capacity is not None:
                case.capacity = (case.capacity or 0) + plan.capacity
            case.due = max(filter(None, (case.due, plan.due)), default=None)
    with ledger.read() as connection:
        _taken(connection, asked, cases)
        _returned(connection, asked, cases)
        names = history.agencies(connection)
    rows = []
    for (agency, kind), case in sorted(cases.found.items()):
        number = f"{asked.prefecture or 0:02}00{agency:02}"
        known = coverage.name(agency) if coverage else ""
        name = known or history.called(names, number, asked.today) or _planned_name(asked, agency)
        rows.append(_row(asked, (f"{agency:02} {name}".strip(), kind), case))
    return Table(TITLE, COLUMNS, tuple(rows))


def _planned_name(asked: Asked, agency: int) -> str:
    return next((plan.name for plan in asked.planned if plan.agency == agency), "")


def _row(asked: Asked, who: tuple[str, int], case: _Case) -> tuple[Value, ...]:
    return (
        label(asked.year),
        who[0],
        by_number(who[1]).name if who[1] else "（分からない）",
        "" if case.capacity is None else case.capacity,
        case.done,
        case.errors,
        case.back,
        case.due or "",
        dt.date.fromisoformat(case.taken_at[:10]) if case.taken_at else "",
        case.state(asked.today),
    )


def _taken(connection: Connection, asked: Asked, cases: _Cases) -> None:
    """Completions in force of the year, and when the last report of them came."""
    c = completions.c
    first, last = bounds(asked.year)
    agency = func.substr(c.number, 5, 2).label("agency")
    query = (
        select(agency, c.kind, func.count().label("n"), func.max(audit.c.at).label("at"))
        .join(certificates, certificates.c.number == c.number)
        .join(reports, reports.c.id == c.report)
        .join(audit, audit.c.id == reports.c.entry)
        .where(c.current, certificates.c.state == "reported", c.completed_on.between(first, last))
        .group_by(agency, c.kind)
    )
    if asked.prefecture:
        query = query.where(certificates.c.prefecture == asked.prefecture)
    for r in connection.execute(query):
        case = cases.of(int(r.agency), r.kind)
        case.done, case.taken_at = r.n, r.at


def _returned(connection: Connection, asked: Asked, cases: _Cases) -> None:
    query = (
        select(returned, audit.c.at)
        .join(audit, audit.c.id == returned.c.entry)
        .where(returned.c.fiscal_year == asked.year)
        .order_by(returned.c.id)
    )
    if asked.prefecture:
        query = query.where(returned.c.prefecture.in_((0, asked.prefecture)))
    for r in connection.execute(query):
        case = cases.of(r.agency, r.kind)
        case.back += 1
        case.errors, case.back_at = r.errors, r.at
