"""提供用の抽出: items ①–⑥ of Guideline 5(4)ア and nothing else, of people who agreed (5(4)イ) and
work where it goes. The matter is the person's: their latest workplace and their latest decision count for all of it."""

from __future__ import annotations

import datetime as dt
from array import array
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass

from sqlalchemy import Connection, and_, select

from validators.messages import sentence
from validators.numbers.municipality import Municipality
from validators.reading import Note
from workbooks.grid import Value
from workbooks.ledger import ends, history, people
from workbooks.ledger.history import RegisterEntry
from workbooks.ledger.store import anchor, audit, end
from workbooks.ledger.store.engine import Ledger
from workbooks.ledger.store.schema import certificates, completions, consents, reports
from workbooks.tables.headings import REPORTED, TITLES

EXTRACT_COLUMNS = tuple(
    mark + TITLES[name] for mark, name in zip("①②②②③③④⑤⑥", REPORTED, strict=True)
)


@dataclass(frozen=True, slots=True)
class Destination:
    """Where an extract goes: its name, and the municipalities or the prefecture (1–47) people work in."""

    name: str
    places: tuple[Municipality, ...] = ()
    prefecture: int | None = None

    def holds(self, code: str) -> bool:
        """Does a municipality code lie there?"""
        if self.prefecture is not None:
            return code.startswith(f"{self.prefecture:02}")
        return any(code == place.code for place in self.places)


@dataclass(frozen=True, slots=True)
class Extract:
    """``rows`` under ``EXTRACT_COLUMNS``, ``count`` of them, read as they are asked for. ``not_sent``: completions
    that do not go, by reason: unsure (the person never said whether they agree), refused, unplaced (the workplace lies
    in a municipality nobody could tell), moved (no longer works there). ``anchor``: the register's end (204-9f3a)."""

    to: str
    rows: Iterable[tuple[Value, ...]]
    count: int
    not_sent: Mapping[str, int]
    anchor: str = ""

    @property
    def without_consent(self) -> int:
        """Completions of people who refused or never said."""
        return self.not_sent.get("refused", 0) + self.not_sent.get("unsure", 0)

    @property
    def sentence(self) -> str:
        """What went and what did not, and why."""
        counts = {
            name: self.not_sent.get(name, 0) for name in ("refused", "unsure", "unplaced", "moved")
        }
        params = {"to": self.to, "count": self.count, "left": self.without_consent, **counts}
        return sentence(Note("extract-made", params))


@contextmanager
def extract(ledger: Ledger, to: Destination, *, consent_required: bool = True) -> Iterator[Extract]:
    """All completions in force of people who work at the destination now; ``rows`` last as long as the block.

    With ``consent_required`` False (profile sharing.consent_required) only those who refused are left out.
    """
    with ledger.read() as connection:
        found = _Found.read(connection, to)
        chosen, by_reason = found.choose(to, consent_required)
        last = end.read(connection)
        mark = anchor.printed(last["entries"], last["hash"])
        yield Extract(to.name, _rows(connection, chosen), sum(chosen), by_reason, mark)


def _rows(connection: Connection, chosen: bytearray) -> Iterator[tuple[Value, ...]]:
    force = and_(completions.c.current, certificates.c.state == "reported")
    query = history.base().where(force).order_by(completions.c.number)
    for e in history.entries(connection, query):
        if e.id < len(chosen) and chosen[e.id]:
            yield _items(e)


_NOT_SAID = -1


@dataclass(slots=True)
class _Found:
    """Everything in force in a few bytes a row: whose it is, when it was completed and taken, where the person worked
    then (``codes[code]``, "?" for a place nobody could tell), and what they said."""

    ids: array[int]
    persons: array[int]
    times: array[int]
    places: array[int]
    said: array[int]
    codes: dict[str, int]
    later: list[
        tuple[int, int, bool]
    ]  # person, time and word of what was decided after the reports

    @classmethod
    def read(cls, connection: Connection, to: Destination) -> _Found:
        """One pass."""
        c = completions.c
        extra = (c.completed_on, c.municipality_code, c.employer, c.consent, reports.c.entry)
        group, found = people.People(people.verdicts(connection)), cls(*_arrays(), {}, [])
        decided = _decisions(connection)
        for row, r in people.in_force(connection, *extra):
            place = group.put(row)
            found.ids.append(r.id)
            found.persons.append(place)
            found.times.append(_time(r.completed_on, r.entry))
            code = r.municipality_code or ("?" if r.employer else "")
            found.places.append(found.codes.setdefault(code, len(found.codes)))
            found.said.append(_NOT_SAID if r.consent is None else int(r.consent))
            found.later += [(place, time, agreed) for time, agreed in decided.get(row.number, [])]
        group.settle()
        found.persons = array("q", map(group.root, found.persons))
        found.later = [(group.root(place), time, agreed) for place, time, agreed in found.later]
        return found

    def choose(self, to: Destination, consent_required: bool) -> tuple[bytearray, Counter[str]]:
        """A flag by id for each completion that goes, and how many do not, by reason."""
        latest, place = self._latest(self.times, self.places, 0)
        agreed = self._agreed()
        holds = [code != "?" and to.holds(code) for code in self.codes]
        asked = [holds[n] or code == "?" for code, n in self.codes.items()]
        near = bytearray(len(latest))
        for person, workplace in zip(self.persons, self.places, strict=True):
            near[person] |= asked[workplace]
        chosen, by_reason = bytearray(max(self.ids, default=0) + 1), Counter[str]()
        unknown = self.codes.get("?", -1)
        for row, person in zip(self.ids, self.persons, strict=True):
            if not near[person]:
                continue
            why = ""
            if place[person] == unknown:
                why = "unplaced"
            elif not holds[place[person]]:
                why = "moved"
            elif agreed[person] == 0:
                why = "refused"
            elif agreed[person] == _NOT_SAID and consent_required:
                why = "unsure"
            chosen[row] = not why
            by_reason[why] += 1
        return chosen, by_reason

    def _agreed(self) -> array[int]:
        """The latest word of each person, in a report or after it."""
        said = [n for n, word in enumerate(self.said) if word != _NOT_SAID]
        times, words = self._latest(self.times, self.said, _NOT_SAID, said)
        for person, time, agreed in self.later:
            if time >= times[person]:
                times[person], words[person] = time, int(agreed)
        return words

    def _latest(
        self, times: array[int], values: array[int], none: int, rows: Iterable[int] | None = None
    ) -> tuple[array[int], array[int]]:
        """By person: the latest time, and the value of that row."""
        size = max(self.persons, default=-1) + 1
        latest, value = array("q", [-1]) * size, array("q", [none]) * size
        for n in range(len(times)) if rows is None else rows:
            person = self.persons[n]
            if times[n] > latest[person]:
                latest[person], value[person] = times[n], values[n]
        return latest, value


def _arrays() -> tuple[array[int], array[int], array[int], array[int], array[int]]:
    return array("q"), array("q"), array("q"), array("l"), array("b")


def _time(day: dt.date, line: int) -> int:
    """A day and then a line of the audit chain, as one number to compare."""
    return (day.toordinal() << 40) + line


def _decisions(connection: Connection) -> dict[str, list[tuple[int, bool]]]:
    """Number as it is now → what was decided after the report, with the time."""
    found: dict[str, list[tuple[int, bool]]] = {}
    rows = connection.execute(select(consents)).all()
    now = ends.successors(connection, {r.number for r in rows}) if rows else {}
    for r in rows:
        decisions = found.setdefault(now.get(r.number, r.number), [])
        decisions.append((_time(r.decided_on, r.entry), r.agreed))
    return found


def _items(e: RegisterEntry) -> tuple[Value, ...]:
    birth: dt.date | str = e.birth_date or ""
    return (
        e.registration_number,
        e.name,
        birth,
        e.address,
        e.employer,
        e.municipality,
        e.field,
        e.number,
        e.completed_on,
    )


def record(ledger: Ledger, made: Extract, content: str) -> None:
    """The line every extract leaves: to whom, how many, and the SHA-256 of the file handed over."""
    with ledger.write() as connection:
        detail = (
            f"提供用に抽出: {made.to}、{made.count} 件、同意がなく除いた {made.without_consent} 件、"
            f"ファイル {content}"
        )
        audit.append(connection, "extract", detail)
