"""修了の記録 (人から): the completions in force of many people at once, also of those who may be the same."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import ColumnElement, and_, or_, select

from validators.guideline.fiscal_year import fiscal_year
from validators.person import Identity
from workbooks.ledger import history
from workbooks.ledger.history import RegisterEntry
from workbooks.ledger.store.engine import Ledger
from workbooks.ledger.store.schema import completions, reissues

_PART = 50  # people a query asks for; SQLite takes some 1,000 parts of an OR
_REPORTED = "reported"


def completions_of(ledger: Ledger, people: Sequence[Identity]) -> list[RegisterEntry]:
    """Completions in force whose name, former name, name after a re-issue, reading with birth date, or
    registration number is one of these people's. Who is who is for ``validators.person`` to say."""
    found: dict[str, RegisterEntry] = {}
    with ledger.read() as connection:
        for start in range(0, len(people), _PART):
            ways = [way for one in people[start : start + _PART] for way in _ways(one)]
            if ways:
                query = history.base().where(completions.c.current, or_(*ways))
                found |= {e.number: e for e in history.entries(connection, query)}
    return [entry for entry in found.values() if entry.state == _REPORTED]


def _ways(who: Identity) -> list[ColumnElement[bool]]:
    """How the rows of one person can be found."""
    person, c = who.person, completions.c
    names = sorted(person.names)
    ways: list[ColumnElement[bool]] = []
    if names:
        renamed = select(reissues.c.new_number).where(reissues.c.new_name_key.in_(names))
        ways += [
            c.name_key.in_(names),
            and_(c.former_key.in_(names), c.former_key != ""),
            c.number.in_(renamed),
        ]
    if person.registration:
        ways.append(and_(c.registration == person.registration, c.registration != ""))
    if who.kana and person.birth_date:
        ways.append(and_(c.kana_key == who.kana, c.birth_date == person.birth_date))
    return ways


def reported(ledger: Ledger) -> set[tuple[int, int, int]]:
    """What has been reported: agency, number of the field and fiscal year of completion, of all in force."""
    c = completions.c
    query = select(c.number, c.kind, c.completed_on).where(c.current).distinct()
    with ledger.read() as connection:
        return {
            (int(number[4:6]), kind, fiscal_year(day))
            for number, kind, day in connection.execute(query)
        }
