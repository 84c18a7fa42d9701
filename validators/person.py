"""人 (同一人の判定): who is the same person, who may be, and who cannot be told apart.

Two rows are one person where the 照合キー of the name and the birth date agree, or the
保育士登録番号 with its registrar. A name alone is nobody: two people may bear it.

>>> import datetime as dt
>>> born = dt.date(1990, 4, 1)
>>> a = identity("髙橋 花子", born, "群馬県-012345")
>>> compare(a, identity("高橋花子", born, None)).name
'SAME'
>>> compare(a, identity("山田花子（旧姓 高橋）", born, None)).name
'MAYBE'
>>> compare(a, identity("高橋花子", None, None)).name
'UNTOLD'
>>> compare(a, identity("高橋花子", dt.date(1985, 1, 1), "群馬県-099999")).name
'DIFFERENT'
"""

from __future__ import annotations

import datetime as dt
import difflib
import enum
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import NamedTuple

from validators.values.names import name_key, split_former

# The columns of a typed frame by any of which two records are one person.
SAME_BY: tuple[tuple[str, ...], ...] = (("registration",), ("name_key", "birth_date"))

Key = tuple[object, ...]
_FEW = 150  # people of one name, birth date or number: what more of them share tells nobody from others
_HALF = 0.5  # of the letters of two names, in their order: 小椋けん, 三上けん


class Sameness(enum.Enum):
    """What two rows tell of each other (同一人か)."""

    SAME = "same"
    MAYBE = "maybe"  # a person decides: a name that changed, a number or a date that was mistyped
    UNTOLD = "untold"  # namesakes, and nothing to tell them apart
    DIFFERENT = "different"


class Person(NamedTuple):
    """What tells a person from others. ``registration`` is "" without a number or where the
    registrar is not written; ``former_key`` is the 照合キー of a 旧姓 in brackets with the given
    name, "" without one."""

    name_key: str
    birth_date: dt.date | None
    registration: str
    former_key: str = ""

    @property
    def known(self) -> bool:
        """Whether there is enough to tell the person from a namesake."""
        return bool(self.name_key) and (self.birth_date is not None or bool(self.registration))

    @property
    def keys(self) -> frozenset[Key]:
        """The keys by any of which two people are the same; none for a name alone."""
        keys: set[Key] = {("registered", self.registration)} if self.registration else set()
        if self.name_key and self.birth_date:
            keys.add(("born", self.name_key, self.birth_date))
        return frozenset(keys)

    def contradicts(self, other: Person) -> bool:
        """Whether the two cannot be one: two numbers, or another name and another birth date."""
        numbers = self.registration and other.registration
        births = self.birth_date is not None and other.birth_date is not None
        return bool(numbers and self.registration != other.registration) or (
            self.name_key != other.name_key and births and self.birth_date != other.birth_date
        )

    @property
    def names(self) -> frozenset[str]:
        """Every name the person goes by."""
        return frozenset(filter(None, (self.name_key, self.former_key)))

    def evidence(self, other: Person) -> tuple[int, int]:
        """How many of name, birth date and registration number agree, and how many differ; what one
        of the two does not say does neither."""
        pairs = (
            (bool(self.names & other.names), bool(self.names and other.names)),
            (self.birth_date == other.birth_date, None not in (self.birth_date, other.birth_date)),
            (
                self.registration == other.registration,
                bool(self.registration and other.registration),
            ),
        )
        agree = sum(equal for equal, both in pairs if both)
        return agree, sum(not equal for equal, both in pairs if both)

    def alike(self, other: Person) -> bool:
        """Whether two holders of one certificate number can be one person with a value corrected:
        two of three agree, or one with nothing against it. A birth date alone is a coincidence."""
        agree, differ = self.evidence(other)
        return agree >= 2 or (agree == 1 and differ == 0)


def person(name: str, birth_date: dt.date | None, registration: str | None) -> Person:
    """A Person from values as read: the name as typed, the registration number in its one
    spelling (群馬県-012345; without a registrar it tells nobody)."""
    number = registration or ""
    former = _former_key(*split_former(name))
    return Person(name_key(name)[:100], birth_date, number[:40] if "-" in number else "", former)


def _former_key(name: str, former: str) -> str:
    """The key of the whole former name: 山田 花子（佐藤） was 佐藤花子 as 山田 花子（佐藤 花子） was."""
    key, parts = name_key(former), name.split()
    if key and len(parts) == 2 and not key.endswith(name_key(parts[1])):
        key += name_key(parts[1])
    return key[:100]


@dataclass(frozen=True, slots=True)
class Identity:
    """A person with what else a row says of who it is: the former or common name, the reading."""

    person: Person
    former: str = ""  # 照合キー of 旧姓 or 通称, the family name alone or the whole name
    kana: str = ""  # 照合キー of the フリガナ

    def once_named(self, other: Identity) -> bool:
        """Whether the former name written here is the name of the other row."""
        name, theirs = self.person.name_key, other.person.name_key
        if not self.former or not theirs.startswith(self.former):
            return False
        given = theirs[len(self.former) :]
        return not given or name.endswith(given)


def identity(
    name: str, birth_date: dt.date | None, registration: str | None, kana: str = ""
) -> Identity:
    """An Identity from values as read; 山田花子（旧姓 佐藤） gives the former name 佐藤."""
    former = name_key(split_former(name)[1])
    return Identity(person(name, birth_date, registration), former, name_key(kana))


def compare(a: Identity, b: Identity) -> Sameness:
    """What two rows tell of each other; where they contradict in one thing and agree in another,
    a person decides (MAYBE)."""
    one, two = a.person, b.person
    named = bool(one.name_key) and one.name_key == two.name_key
    if one.keys & two.keys:
        contradicted = one.contradicts(two) or not (named or one.birth_date == two.birth_date)
        return Sameness.MAYBE if contradicted else Sameness.SAME
    born = one.birth_date is not None and one.birth_date == two.birth_date
    renamed = a.once_named(b) or b.once_named(a) or bool(a.kana and a.kana == b.kana)
    if born and renamed:
        return Sameness.MAYBE
    if named and not one.contradicts(two):
        births = one.birth_date is not None and two.birth_date is not None
        return Sameness.DIFFERENT if births else Sameness.UNTOLD
    return Sameness.DIFFERENT


def mistyped(one: Person, two: Person) -> bool:
    """Whether two that no other row explains may be one whose birth date was mistyped or whose name changed: one name
    with nearly the same birth date, or one birth date with half of the name. Two registration numbers are two people.

    >>> a, b = dt.date(1990, 4, 1), dt.date(1990, 1, 4)
    >>> mistyped(person("高橋花子", a, ""), person("髙橋 花子", b, ""))
    True
    >>> mistyped(person("高橋花子", a, ""), person("高橋花子", dt.date(1985, 7, 7), ""))
    False
    """
    if (one.registration and two.registration) or not (one.birth_date and two.birth_date):
        return False
    if one.names & two.names:
        return _nearly(one.birth_date, two.birth_date)
    if one.birth_date != two.birth_date:
        return False
    return difflib.SequenceMatcher(None, one.name_key, two.name_key).ratio() >= _HALF


def _nearly(one: dt.date, two: dt.date) -> bool:
    """Do two days differ in the year alone, in one digit, or by month and day in the other order?"""
    digits = sum(a != b for a, b in zip(one.isoformat(), two.isoformat(), strict=True))
    turned = (one.year, one.month, one.day) == (two.year, two.day, two.month)
    return digits <= 1 or turned or (one.month, one.day) == (two.month, two.day)


def group(people: Sequence[Person]) -> list[int]:
    """For each person the place of the first one that is the same.

    A number that stands beside another name and another birth date was mistyped: two persons, and
    neither is lost. Names without birth date and number are put together by the name alone; whether
    they are one is to be asked.
    """
    seen: dict[Key, dict[int, None]] = {}  # key → groups, each named by its first member
    members: dict[int, dict[Person, None]] = {}
    first: list[int] = []
    for i, member in enumerate(people):
        keys = member.keys
        if member.birth_date is None:
            keys |= {("named", member.name_key, member.registration)}
        candidates = sorted({j for key in keys for j in islice(seen.get(key, ()), _FEW)})
        same = [j for j in candidates if not any(member.contradicts(m) for m in members[j])]
        place = same[0] if same else i
        first.append(place)
        members.setdefault(place, {})[member] = None
        for key in keys:
            seen.setdefault(key, {})[place] = None
    return first


class People:
    """Many people, found by what tells one from others; each is known by its place in the sequence.

    >>> born = dt.date(1990, 4, 1)
    >>> people = People([identity("佐藤 花子", born, None), identity("高橋花子", None, None)])
    >>> people.like(identity("髙橋 花子（旧姓 佐藤）", born, None))
    ([], [0, 1])
    """

    def __init__(self, people: Sequence[Identity]) -> None:
        self.people = people
        self._by: dict[Key, list[int]] = {}
        for place, one in enumerate(people):
            for way in _ways(one):
                self._by.setdefault(way, []).append(place)

    def like(self, who: Identity, known_places: Sequence[int] = ()) -> tuple[list[int], list[int]]:
        """(places of those that are the person, places of those that may be: somebody has to say).

        known_places  those known to be the person's from elsewhere
        What one of them says besides, a number or a birth date, finds the others of the same person.
        """
        same, doubtful = dict.fromkeys(known_places), dict.fromkeys(range(0))
        known = list(dict.fromkeys([who, *(self.people[place] for place in known_places)]))
        for one in known:
            for place in sorted(self._near(_wanted(one)) - same.keys()):
                other = self.people[place]
                sameness = compare(one, other)
                contradicted = any(other.person.contradicts(k.person) for k in known)
                if sameness is Sameness.SAME and not contradicted:
                    same[place] = None
                    if other not in known:
                        known.append(other)
                elif sameness is not Sameness.DIFFERENT:
                    doubtful[place] = None
        return sorted(same), sorted(doubtful.keys() - same.keys())

    def mistyped(self, who: Person) -> list[int]:
        """Places of those that may be the person with a value mistyped, as the function ``mistyped`` says; a name or a
        birth date that hundreds share points to nobody."""
        ways = [("goes by", name) for name in who.names] + [("date", who.birth_date)]
        few = [way for way in ways if len(self._by.get(way, ())) <= _FEW]
        return sorted(n for n in self._near(few) if mistyped(who, self.people[n].person))

    def _near(self, ways: Iterable[Key]) -> set[int]:
        return {place for way in ways for place in islice(self._by.get(way, ()), _FEW)}


def _ways(one: Identity) -> Iterator[Key]:
    """What a person can be found by; so many keys that nobody has to be compared with all of one name or birth date."""
    who = one.person
    yield from who.keys
    yield from (("goes by", name) for name in who.names)
    yield "named", who.name_key, who.birth_date is not None
    if who.birth_date:
        yield "date", who.birth_date
        if one.kana:
            yield "read", who.birth_date, one.kana
        if one.former:
            yield "once named", who.birth_date


def _wanted(one: Identity) -> Iterator[Key]:
    """Where everybody is whom ``compare`` does not call another person; finding somebody says nothing yet."""
    who = one.person
    yield from who.keys
    if who.name_key:
        yield "named", who.name_key, False
        if who.birth_date is None:
            yield "named", who.name_key, True
    if who.birth_date:
        yield "read", who.birth_date, one.kana
        yield "once named", who.birth_date
        if one.former:
            yield "date", who.birth_date
