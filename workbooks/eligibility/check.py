"""加算の修了要件: who, by the training completed, may hold which post (処遇改善等加算 区分3) from which month on.

People and posts come from a list with 役職; without one every person of the rosters is looked at
for the roles asked for. The answer is a list; a finding says where a post has no training yet.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from validators.findings import Place, Report, Unchecked, unchecked
from validators.guideline.eligibility import (
    ROLES,
    Facility,
    Role,
    duty_of,
    judge,
    read_duty,
    read_facility,
    read_role,
)
from validators.guideline.fiscal_year import fiscal_year, label
from validators.numbers import registration
from validators.person import Identity, group, identity
from validators.problems import Problem
from validators.profile import Profile
from validators.reading import Note
from validators.schemas.records import Fault
from validators.text import is_blank, to_text
from validators.values.dates import read_date
from validators.values.months import read_month
from workbooks.eligibility.asked import Asked
from workbooks.eligibility.completed import Completed, Completions, Row, from_rosters
from workbooks.eligibility.layout import LAYOUT, staff
from workbooks.eligibility.listing import Line, listing, month_of, outside
from workbooks.eligibility.questions import left_unasked
from workbooks.grid import Book, Value
from workbooks.roster.check import place_of
from workbooks.roster.read import Table
from workbooks.tables.desk import DeskTable
from workbooks.tables.headings_alone import headings_alone
from workbooks.tables.places import Places, assumed, noted

TITLE = "処遇改善等加算（区分3）の修了要件"


@dataclass(slots=True)
class _Post:
    """One person and the roles to be judged; ``record`` is the row of the list, None without one."""

    who: Identity
    name: str
    born: dt.date | None
    row: Row
    roles: tuple[Role, ...]
    duty: int | None
    month: dt.date
    record: int | None = None
    why: str = ""  # why no role can be judged, "" where the person has none that counts
    written: Value = ""  # 役職 as it stands in the list

    @property
    def key(self) -> tuple[object, ...]:
        """What makes two rows one post: a roster repeats it for each completion. A name alone is nobody."""
        who = self.who.person if self.who.person.known else self.record
        return (who, self.roles, self.duty, self.month, self.why)


@dataclass(frozen=True, slots=True)
class Sources:
    """What a check of eligibility is made from.

    lists       lists of posts (役職の一覧)    rosters     rosters that name fields
    registered  completions that the register holds, None where it was not asked
    """

    lists: Sequence[DeskTable]
    rosters: Sequence[Table]
    registered: Sequence[Completed] | None = None


def sources_of(books: Sequence[Book], rosters: Sequence[Table]) -> Sources:
    """The lists of posts and the rosters of the books. Raises Problem where there is neither."""
    found = Sources(staff(books), [table for table in rosters if "field" in table.values])
    if not found.lists and not found.rosters:
        empty = headings_alone(books[0], (LAYOUT,))
        raise empty or Problem("eligibility-not-found", place=place_of(books[0].name))
    return found


def people(sources: Sources, profile: Profile, today: dt.date) -> list[Identity]:
    """Whose completions are looked for: those of the lists, without one those of the rosters."""
    if not sources.lists:
        return [one.who for one in from_rosters(sources.rosters, today, profile)[0]]
    places = Places(sources.lists)
    return [_post(places, i, Asked(), today)[0].who for i in range(places.total)]


def check(sources: Sources, profile: Profile, today: dt.date, asked: Asked) -> Report:
    """The report on the posts of the lists, over all completions given. Raises Problem without any."""
    if not sources.rosters and sources.registered is None:
        raise Problem("eligibility-nothing-held", place=place_of(sources.lists[0].file))
    completed, unread = from_rosters(sources.rosters, today, profile)
    found = Completions([*completed, *(sources.registered or ())])
    places = Places(sources.lists)
    faults: list[Fault] = []
    month = asked.month or dt.date(fiscal_year(today), 4, 1)
    posts = _everybody(completed, asked, month)
    if sources.lists:
        posts = []
        for i in range(places.total):
            post, post_faults = _post(places, i, asked, month)
            faults += post_faults
            if post.key not in {known.key for known in posts}:
                posts.append(post)
    lines: list[Line] = []
    for post in posts:
        judged = _lines(places, post, found, profile)
        lines += judged
        faults += _told(post, judged)
    read: list[DeskTable | Table] = [*sources.lists, *sources.rosters]
    return Report(
        tuple(table.as_read() for table in read),
        (
            *places.findings(faults, profile),
            *noted(sources.lists, profile),
            *Places(sources.rosters).findings(unread, profile),
        ),
        settings=assumed(profile, today, 加算の開始月=month_of(month), 数え方=_counting(month)),
        title=TITLE,
        lists=(listing(lines),),
        unchecked=(
            *_blank_roles(sources.lists),
            *_not_asked(read[0].file, bool(sources.lists), lines),
            *left_unasked(sources.lists),
        ),
    )


def _lines(places: Places, post: _Post, found: Completions, profile: Profile) -> list[Line]:
    """The lines of one person: one for each role it may be."""
    certain, doubtful = found.of(post.who, post.row)
    if not post.who.person.known and len(certain) > 1 and not post.row:
        certain, doubtful = [], [*certain, *doubtful]  # namesakes, and nothing to tell them apart
    if post.roles:
        return [_line(places, post, role, (certain, doubtful), profile) for role in post.roles]
    place = _place(places, post)
    state = "要確認" if post.why else "対象外"
    why = post.why or outside(post.written)
    return [Line(state, post.name, post.born, post.duty, post.month, why=why, place=place)]


def _place(places: Places, post: _Post) -> Place | None:
    return places.place(post.record, "name") if post.record is not None else None


def _post(places: Places, record: int, asked: Asked, month: dt.date) -> tuple[_Post, list[Fault]]:
    """One row of the list as a person with the roles it may mean; and what could not be read."""
    table, index = places.locate(record)
    row = {name: column[index] for name, column in table.values.items()}
    facility = read_facility(row.get("facility"))
    role = read_role(row.get("role"), facility.value or asked.facility)
    day, when = read_date(row.get("birth_date")), read_month(row.get("month"))
    duty = read_duty(row.get("duty"))
    faults = [
        Fault(record, column, Note(n.rule, {"column": column, **n.params}, n.suggestion))
        for column, reading in (
            ("facility", facility),
            ("role", role),
            ("duty", duty),
            ("birth_date", day),
            ("month", when),
        )
        for n in reading.notes
    ]
    roles = role.value or (() if role.notes else asked.roles)
    name = to_text(row.get("name")) or _joined(row)
    registered = registration.read(row.get("registration_number")).value
    post = _Post(
        identity(
            name, day.value, registered.text if registered else None, to_text(row.get("kana"))
        ),
        name,
        day.value,
        (table.file, table.sheet, table.rows[index]),
        roles,
        (duty.value.number if duty.value else None) or duty_of(row.get("role")) or asked.duty,
        when.value or month,
        record,
        "役職を読めません" if role.notes else "",
        row.get("role"),
    )
    return post, faults


def _joined(row: Mapping[str, object]) -> str:
    parts = (row.get("family_name"), row.get("given_name"))
    return " ".join(to_text(part) for part in parts if not is_blank(part))


def _everybody(completed: Sequence[Completed], asked: Asked, month: dt.date) -> list[_Post]:
    """Everybody who completed anything, once, for the roles asked for."""
    roles = asked.roles or tuple(r for r in ROLES if asked.facility in (None, r.facility))
    first = group([one.who.person for one in completed])
    return [
        _Post(one.who, one.name, one.born, (), roles, asked.duty, month)
        for i, one in enumerate(completed)
        if first[i] == i and one.who.person.name_key
    ]


def _line(
    places: Places,
    post: _Post,
    role: Role,
    completions: tuple[Sequence[Completed], Sequence[Completed]],
    profile: Profile,
) -> Line:
    """A person and a role: met, not met, or to be asked, and why."""
    certain, doubtful = completions
    held = [one.held for one in certain if one.held]
    found = judge(role, post.duty, held, post.month, profile.eligibility)
    why = []
    if not found.met and doubtful:
        possible = [one.held for one in doubtful if one.held]
        if judge(role, post.duty, [*held, *possible], post.month, profile.eligibility).met:
            why.append(f"同じ人かどうか分からない修了があります（{_places(doubtful)}）")
    if not found.met and (unread := [one for one in certain if not one.held]):
        why.append(f"分野か修了年月日を読めない修了があります（{_places(unread)}）")
    if role.duty.value == "field" and not post.duty and (found.met or held) and found.needed:
        why.append("職務分野が分かりません")
    state = "要確認" if why else "満たす見込み" if found.met else "不足"
    if found.expected:
        why.append("年度内に修了する見込みの研修を含みます")
    return Line(
        state,
        post.name,
        post.born,
        post.duty if role.duty.value == "field" else None,
        post.month,
        role,
        found,
        "、".join(why),
        _place(places, post),
    )


def _places(completed: Sequence[Completed]) -> str:
    and_others = f" ほか{len(completed) - 3}" if len(completed) > 3 else ""
    return "、".join(one.place for one in completed[:3]) + and_others


def _told(post: _Post, lines: Sequence[Line]) -> list[Fault]:
    """The finding of a post in a list: nothing where one of the roles it may mean is met for certain."""
    if post.record is None or not post.roles:
        return []
    states = {line.state for line in lines}
    if states == {"満たす見込み"}:
        return []
    worst = next(line for line in lines if line.state != "満たす見込み")
    roles = "・".join(dict.fromkeys(line.role.name for line in lines if line.role))
    params: dict[str, object] = {"role": roles, "month": month_of(post.month)}
    if len(states) > 1:
        return [Fault(post.record, "role", Note("eligibility-facility", params))]
    if worst.state == "要確認":
        return [Fault(post.record, "role", Note("eligibility-asked", {**params, "why": worst.why}))]
    judged = worst.judged
    assert judged is not None
    params["missing"] = "、".join(judged.missing)
    if judged.earliest:
        later = {**params, "earliest": month_of(judged.earliest)}
        return [Fault(post.record, "role", Note("eligibility-later", later))]
    return [Fault(post.record, "role", Note("eligibility-short", params))]


def _counting(month: dt.date) -> str:
    return f"{label(fiscal_year(month))}の基準、前の月の末日までに修了したもの"


def _not_asked(file: str, listed: bool, lines: Sequence[Line]) -> tuple[Unchecked, ...]:
    """What the training alone does not tell, and what hours of other trainings would add."""
    rules = ["unchecked-eligibility-office"]
    if any(line.role and line.role.facility is Facility.KODOMOEN for line in lines):
        rules.append("unchecked-eligibility-hours")
    if not listed:
        rules.append("unchecked-eligibility-role")
    return tuple(unchecked(file, "", "", Note(rule)) for rule in rules)


def _blank_roles(lists: Sequence[DeskTable]) -> list[Unchecked]:
    """Lists in which nobody has a post: blank is an answer for one person (no post), not for all."""
    return [
        unchecked(t.file, t.sheet, t.heading_cell(t.at["role"]), Note("unchecked-roles-blank"))
        for t in lists
        if all(map(is_blank, t.values["role"]))
    ]
