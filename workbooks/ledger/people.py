"""人のまとまり: which completions are one person's, by evidence and by what clerks said of two numbers.

Equal 登録番号 makes one person, unless name and birth date both differ (then the number was mistyped). Equal name
(or 旧姓) and birth date make one, unless another 登録番号 stands against it; who has none joins the one person that
fits, never one of several. What a clerk said (``sameness``) goes before all of it. Keys are kept as 64-bit hashes:
a million people take some hundred megabytes less.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, select

from validators.person import Person
from workbooks.ledger import ends
from workbooks.ledger.store.schema import certificates, completions, reissues, reports, sameness

SAME, OTHER, UNDONE = "same", "other", "undone"
_PART = 2000


@dataclass(frozen=True, slots=True)
class Row:
    """What tells whose a completion is. ``later``: the 照合キー of the name a re-issue gave, "" for none."""

    number: str
    person: Person
    later: str = ""

    @property
    def names(self) -> frozenset[str]:
        """Every name the person goes by."""
        return self.person.names | ({self.later} if self.later else frozenset())


def verdicts(connection: Connection) -> dict[frozenset[str], str]:
    """What was said last of two numbers (under the ones they have now), without what was undone."""
    said: dict[frozenset[str], str] = {}
    rows = connection.execute(select(sameness).order_by(sameness.c.id)).all()
    numbers = {n for row in rows for n in (row.number, row.other)}
    later = ends.successors(connection, numbers) if rows else {}
    for row in rows:
        pair = frozenset(later.get(n, n) for n in (row.number, row.other))
        said[pair] = row.verdict
    return {pair: verdict for pair, verdict in said.items() if verdict != UNDONE}


def in_force(connection: Connection, *columns: Any) -> Iterator[tuple[Row, Any]]:
    """Every completion in force with more ``columns`` of it, those with a 登録番号 first."""
    c = completions.c
    query = (
        select(*_COLUMNS, *columns)
        .join(certificates, certificates.c.number == c.number)
        .join(reports, reports.c.id == c.report)
        .where(c.current, certificates.c.state == "reported")
    )
    changed = select(reissues.c.new_number, reissues.c.new_name_key).where(
        reissues.c.new_name != reissues.c.old_name
    )
    later = dict(connection.execute(changed.order_by(reissues.c.id)).all())
    ordered = query.order_by(c.registration == "", c.number).execution_options(yield_per=_PART)
    for r in connection.execute(ordered):
        person = Person(r.name_key, r.birth_date, r.registration, r.former_key)
        yield Row(r.number, person, later.get(r.number, "")), r


_COLUMNS = (
    completions.c.id,
    completions.c.number,
    completions.c.name_key,
    completions.c.birth_date,
    completions.c.registration,
    completions.c.former_key,
)


class People:
    """Persons found so far, numbered from 0; rows with a 登録番号 have to be put first."""

    def __init__(self, said: Mapping[frozenset[str], str]) -> None:
        self._others = _partners(said, OTHER)
        self._same = [pair for pair, verdict in said.items() if verdict == SAME]
        self._watched: dict[str, int] = {n: -1 for pair in said for n in pair}
        self._numbers: dict[int, set[str]] = {}  # persons with a number something was said of
        self._by: dict[int, int | tuple[int, ...]] = {}
        self._first: dict[str, array[int]] = {n: array("q") for n in ("registered", "born", "name")}
        self._parent = array("q")

    def put(self, row: Row) -> int:
        """The person a row belongs to."""
        person = row.person
        keys = _keys(row)
        place = self._find(row, keys)
        if place is None:
            place = self._new(person)
        elif person.registration and not self._first["registered"][place]:
            self._first["registered"][place] = _hash(person.registration)
        for key in keys:
            self._add(key, place)
        if row.number in self._watched:
            self._watched[row.number] = place
            self._numbers.setdefault(place, set()).add(row.number)
        return place

    def settle(self) -> None:
        """Once all rows are put: who a clerk called one person is one."""
        for pair in self._same:
            places = [self._watched[n] for n in pair]
            if len(places) == 2 and min(places) >= 0:
                self._parent[self.root(max(places))] = self.root(min(places))

    def root(self, place: int) -> int:
        """The person ``put`` named, after what clerks said."""
        while self._parent[place] != place:
            place = self._parent[place]
        return place

    def _new(self, person: Person) -> int:
        self._first["registered"].append(_hash(person.registration) if person.registration else 0)
        self._first["born"].append(person.birth_date.toordinal() if person.birth_date else 0)
        self._first["name"].append(_hash(person.name_key))
        self._parent.append(len(self._parent))
        return len(self._parent) - 1

    def _find(self, row: Row, keys: list[int]) -> int | None:
        near = sorted({n for key in keys for n in self._at(key)})
        fitting = [n for n in near if self._fits(n, row, keys)]
        registered = [n for n in fitting if self._agrees(n, row) and not self._apart(n, row)]
        if registered:
            return registered[0]
        # of two who fit it stays neither's, also where it is said not to be the one's
        return fitting[0] if len(fitting) == 1 and not self._apart(fitting[0], row) else None

    def _apart(self, place: int, row: Row) -> bool:
        """Did a clerk say that somebody else holds the row's number?"""
        said = self._others.get(row.number)
        return bool(said and said & self._numbers.get(place, set()))

    def _agrees(self, place: int, row: Row) -> bool:
        registration = row.person.registration
        return bool(registration) and self._first["registered"][place] == _hash(registration)

    def _fits(self, place: int, row: Row, keys: list[int]) -> bool:
        person, first = row.person, {name: values[place] for name, values in self._first.items()}
        if person.registration and first["registered"] and not self._agrees(place, row):
            return False
        if not self._agrees(place, row):
            return True  # by name and birth date, and no number against it
        born = person.birth_date.toordinal() if person.birth_date else 0
        apart = born and first["born"] and born != first["born"]
        named = _hash(person.name_key) == first["name"]
        return not apart or named or any(place in self._at(key) for key in keys[1:])

    def _at(self, key: int) -> tuple[int, ...]:
        found = self._by.get(key, ())
        return (found,) if isinstance(found, int) else found

    def _add(self, key: int, place: int) -> None:
        found = self._at(key)
        if place not in found:
            self._by[key] = (*found, place) if found else place


def _keys(row: Row) -> list[int]:
    """The key of the 登録番号 first, then one for each name with the birth date."""
    person = row.person
    keys = [_hash(person.registration)] if person.registration else []
    if person.birth_date:
        keys += [hash((name, person.birth_date)) for name in sorted(row.names)]
    return keys


def _hash(text: str) -> int:
    return hash(("is", text)) or 1


def _partners(said: Mapping[frozenset[str], str], verdict: str) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for pair, what in said.items():
        if what == verdict:
            for number in pair:
                found.setdefault(number, set()).update(pair - {number})
    return found


def group(found: Iterable[Row], said: Mapping[frozenset[str], str]) -> list[int]:
    """The person of each row, in the order given: the place of the first row of the same person."""
    rows = list(found)
    people = People(said)
    order = sorted(
        range(len(rows)), key=lambda i: (not rows[i].person.registration, rows[i].number)
    )
    places = [0] * len(rows)
    for i in order:
        places[i] = people.put(rows[i])
    people.settle()
    return [people.root(place) for place in places]
