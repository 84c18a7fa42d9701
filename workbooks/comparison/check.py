"""突合: two lists of people, by person: who came in, who is gone, whose values changed, and whom to ask about.

名簿 × 名簿, 名簿 × 申込者, last year × this year. The same person is what ``validators.person`` says; who may be
the same or cannot be told apart is asked, never guessed.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from validators.findings import Finding, Listing, Place, Report, Unchecked, unchecked
from validators.messages import rules, sentence
from validators.person import People
from validators.problems import Problem
from validators.profile import Profile
from validators.reading import Note
from workbooks.comparison.side import OF_FIELD, OF_PERSON, Listed, Side, read_side
from workbooks.grid import Book
from workbooks.roster.read import Table, read_people
from workbooks.sheet_names import COMPARISON
from workbooks.tables.headings import TITLES
from workbooks.tables.places import assumed

TITLE = "突合の結果"
HEADINGS = ("結果", "氏名", "生年月日", "項目", "{a}", "{b}", "{a} のセル", "{b} のセル", "理由")
_WIDTHS = (12, 18, 17, 26, 34, 34, 18, 18, 50)
SAME, CHANGED, ADDED, GONE, ASKED = "一致", "変更", "追加", "削除", "要確認"
_AT_A, _AT_B = 6, 7
_EMPTY = "（空欄）"
_HABIT = 5  # rows that repeat a person


@dataclass(frozen=True, slots=True)
class Change:
    """One thing that differs of one person: the item, what the one list says and what the other, and where."""

    item: str
    a: str
    b: str
    place_a: Place | None
    place_b: Place | None


@dataclass(frozen=True, slots=True)
class Result:
    """One person: ``kind`` is 変更, 追加 (only in the second), 削除 (only in the first), 要確認 or 一致."""

    kind: str
    person: Listed
    changes: tuple[Change, ...] = ()
    place_a: Place | None = None
    place_b: Place | None = None
    rule: str = ""
    others: int = 0

    @property
    def why(self) -> str:
        """Why somebody has to be asked, "" where nobody has."""
        return rules()[self.rule].title if self.rule else ""


def compare(a: Side, b: Side, profile: Profile, today: dt.date) -> Report:
    """The report on two lists: a list of the differences, and a finding for each person to be asked about."""
    found = results(a, b)
    names = {"a": a.name, "b": b.name}
    return Report(
        tuple(table.as_read() for side in (a, b) for table in side.tables),
        tuple(_findings(found, a, b, profile)),
        settings=assumed(profile, today, 突合=_counts(found, a, b)),
        title=TITLE,
        lists=(_listing(found, names),),
        unchecked=tuple(_not_compared(a, b)),
    )


def check_book(book: Book, profile: Profile, today: dt.date) -> Report:
    """The two sheets with people of one open book, the left one first. Raises Problem where there are not two."""
    sheets: dict[str, list[Table]] = {}
    for table in read_people(Book("", book.grids)):
        sheets.setdefault(table.sheet, []).append(table)
    if len(sheets) != 2:
        raise Problem("compare-two-sheets", count=len(sheets))
    a, b = (read_side(name, tables, today, profile) for name, tables in sheets.items())
    return compare(a, b, profile, today)


def whole(tables: Sequence[Table]) -> list[Table]:
    """The tables of completions where a file has them: 出欠 and the like beside them repeat their people."""
    rosters = [t for t in tables if {"certificate_number", "completed_on"} & t.values.keys()]
    return rosters or list(tables)


def results(a: Side, b: Side) -> list[Result]:
    """What became of everybody: those of the first list in its order, then those that are only in the second."""
    people = People([one.who for one in b.people])
    back = People([one.who for one in a.people])
    found: list[Result] = []
    taken: set[int] = set()
    asked: set[int] = set()
    for listed in a.people:
        same, doubtful = people.like(listed.who)
        twins, _ = back.like(listed.who)
        if len(same) == 1 and len(twins) == 1:
            other = b.people[same[0]]
            changes = _changes(listed, other, a.columns & b.columns)
            kind = CHANGED if changes else SAME
            found.append(Result(kind, listed, changes, listed.place, other.place))
            taken.add(same[0])
            continue
        near = same or doubtful
        asked |= set(near)
        if not near:
            found.append(Result(GONE, listed, (), listed.place))
            continue
        rule = _why(listed, [b.people[i] for i in near], bool(same))
        found.append(
            Result(ASKED, listed, (), listed.place, b.people[near[0]].place, rule, len(near) - 1)
        )
    come = dict.fromkeys(i for i in range(len(b.people)) if i not in taken and i not in asked)
    for at, one in enumerate(found):
        if one.kind != GONE:
            continue
        near = [i for i in people.mistyped(one.person.who.person) if i in come]
        if near:
            place, others = b.people[near[0]].place, len(near) - 1
            found[at] = Result(ASKED, one.person, (), one.place_a, place, "compare-maybe", others)
            asked |= set(near)
    return found + [
        Result(ADDED, b.people[i], (), None, b.people[i].place) for i in come if i not in asked
    ]


def _why(listed: Listed, near: Sequence[Listed], same: bool) -> str:
    """Which question it is: twice in a list, a value that contradicts, or nothing but a name."""
    if same:
        return "compare-twice"
    names = {one.who.person.name_key for one in near}
    all_known = all(one.who.person.known for one in (listed, *near))
    return (
        "compare-name-only"
        if listed.who.person.name_key in names and not all_known
        else "compare-maybe"
    )


def _changes(listed: Listed, other: Listed, columns: frozenset[str]) -> tuple[Change, ...]:
    """What differs in the columns both lists have: of the person, then of each field."""
    found = []
    for column in OF_PERSON:
        if column not in columns:
            continue
        said, now = listed.said.get(column, []), other.said.get(column, [])
        if {one.key for one in said} == {one.key for one in now}:
            continue
        found.append(
            Change(
                TITLES[column],
                "、".join(one.shown for one in said),
                "、".join(one.shown for one in now),
                said[0].place if said else listed.place,
                now[0].place if now else other.place,
            )
        )
    if "field" not in columns:
        return tuple(found)
    for name in dict.fromkeys((*listed.completed, *other.completed)):
        found += _of_field(name, listed, other, columns)
    return tuple(found)


def _of_field(name: str, listed: Listed, other: Listed, columns: frozenset[str]) -> list[Change]:
    """One 研修分野: only one list has it, or its number or day differs."""
    said, now = listed.completed.get(name), other.completed.get(name)
    if said is None or now is None:
        have = said or now or {}
        place = have["field"].place
        yes = next((have[c].shown for c in OF_FIELD if c in have), "あり")
        pair = (yes, "なし") if said else ("なし", yes)
        places = (place, other.place) if said else (listed.place, place)
        return [Change(f"研修分野「{name}」", *pair, *places)]
    found = []
    for column in OF_FIELD:
        one, two = said.get(column), now.get(column)
        if column not in columns or (one.key if one else "") == (two.key if two else ""):
            continue
        found.append(
            Change(
                f"{name}の{TITLES[column]}",
                one.shown if one else "",
                two.shown if two else "",
                (one or said["field"]).place,
                (two or now["field"]).place,
            )
        )
    return found


def _counts(found: Sequence[Result], a: Side, b: Side) -> str:
    """一致 10人・変更 2人・追加 1人・削除 0人・要確認 1人."""
    kinds = (SAME, CHANGED, ADDED, GONE, ASKED)
    counts = {kind: sum(one.kind == kind for one in found) for kind in kinds}
    shown = "・".join(f"{kind} {count}人" for kind, count in counts.items())
    return f"{a.name} {len(a.people)}人 × {b.name} {len(b.people)}人: {shown}"


def _listing(found: Sequence[Result], names: dict[str, str]) -> Listing:
    """The people that differ, one line each with an item a line; who is in both and unchanged is only counted."""
    rows: list[tuple[object, ...]] = []
    links: dict[tuple[int, int], Place] = {}
    for one in found:
        if one.kind == SAME:
            continue
        changes = one.changes or (Change("", "", "", one.place_a, one.place_b),)
        for column, place in ((_AT_A, changes[0].place_a), (_AT_B, changes[0].place_b)):
            if place:
                links[len(rows), column] = place
        rows.append(
            (
                one.kind,
                one.person.name,
                one.person.born or "",
                "\n".join(change.item for change in changes),
                "\n".join(change.a or _EMPTY for change in changes) if one.changes else "",
                "\n".join(change.b or _EMPTY for change in changes) if one.changes else "",
                "、".join(_cell(change.place_a) for change in changes),
                "、".join(_cell(change.place_b) for change in changes),
                one.why,
            )
        )
    headings = tuple(heading.format(**names) for heading in HEADINGS)
    return Listing(COMPARISON, headings, _WIDTHS, tuple(rows), links=links)


def _cell(place: Place | None) -> str:
    return f"{place[1]}!{place[2]}" if place else ""


def _findings(found: Sequence[Result], a: Side, b: Side, profile: Profile) -> list[Finding]:
    """A question for each person nobody can decide about; one for a whole list that holds names alone."""
    made = [finding for side in (a, b) for finding in _again(side, profile)]
    bare = [side for side in (a, b) if not side.columns & {"birth_date", "registration_number"}]
    for one in found:
        if not one.rule or (bare and one.rule == "compare-name-only"):
            continue
        assert one.place_a and one.place_b
        and_others = f" ほか{one.others}" if one.others else ""
        params = {"other": f"{b.name} の {one.place_b[1]}!{one.place_b[2]}{and_others}"}
        made += _finding(one.place_a, Note(one.rule, params), profile, one.person.name)
    asked = sum(one.rule == "compare-name-only" for one in found)
    for side in bare if asked else ():
        table = side.tables[0]
        place = (table.file, table.sheet, table.corner)
        note = Note("compare-names-alone", {"name": side.name, "count": asked})
        made += _finding(place, note, profile)
    return made


def _again(side: Side, profile: Profile) -> list[Finding]:
    """Rows that say of a person what a row above says already; where most people have several, told once."""
    pairs = [(one, *pair) for one in side.people for pair in one.again]
    if len(pairs) >= _HABIT and 2 * sum(bool(one.again) for one in side.people) >= len(side.people):
        table = side.tables[0]
        note = Note("compare-again-many", {"name": side.name, "count": len(pairs)})
        return _finding((table.file, table.sheet, table.corner), note, profile)
    made: list[Finding] = []
    for one, place, first in pairs:
        made += _finding(
            place, Note("compare-again", {"other": f"{first[1]}!{first[2]}"}), profile, one.name
        )
    return made


def _finding(place: Place, note: Note, profile: Profile, name: str = "") -> list[Finding]:
    level, rule = profile.severity(note.rule), rules()[note.rule]
    if level is None:
        return []
    text = sentence(note)
    return [
        Finding(*place, note.rule, level, text, clause=rule.clause, heading="氏名", row_name=name)
    ]


def _not_compared(a: Side, b: Side) -> list[Unchecked]:
    """Items that only one of the lists has: nothing can be said of them."""
    made = []
    for one, other in ((a, b), (b, a)):
        lacking = [
            TITLES[c] for c in (*OF_PERSON, "field", *OF_FIELD) if c in one.columns - other.columns
        ]
        if lacking:
            params = {"name": other.name, "columns": "、".join(lacking)}
            table = other.tables[0]
            made.append(
                unchecked(table.file, table.sheet, table.corner, Note("unchecked-compared", params))
            )
    return made
