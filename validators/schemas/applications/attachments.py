"""Rules of カリキュラム (one record per 研修項目) and 講師 (one per person) of an application
(Guideline 3; 様式第2号 注3, 注4)."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from validators.guideline import curriculum, fields
from validators.guideline.fields import Field
from validators.schemas import run
from validators.schemas.applications.cells import lecturer_key
from validators.schemas.applications.papers import paper_rule
from validators.schemas.applications.records import curriculum_records, lecturer_records
from validators.schemas.records import Fault
from validators.schemas.rule import Context, Found, Frame, TableRule, found_among, found_by
from validators.text import squeeze
from validators.values.answers import PAPER, says_no
from validators.values.durations import hours

_LECTURE = re.compile(r"講義(形式)?")
_SCHOOL = re.compile(r"養成(施設|校)|大学|短大|専門学校|教員|教授|知事|認め|十分な知識")
_NEW = re.compile(r"新任|新規|新しい|変更(あり|有)|今年度から")
_PAPERS = ("history", "record", "acceptance")  # 略歴, 研修の実績が分かる書類, 承諾書


def check_curriculum(values: Mapping[str, Sequence[object]], context: Context) -> list[Fault]:
    """Every fault; values as for ``records.understand``."""
    return run.check(CURRICULUM, Frame(curriculum_records(values), context))


def check_lecturers(values: Mapping[str, Sequence[object]], context: Context) -> list[Fault]:
    """Every fault; values as for ``records.understand``."""
    return run.check(LECTURERS, Frame(lecturer_records(values), context))


@dataclass(frozen=True, slots=True)
class Lesson:
    """One line of a curriculum as understood: the 内容 it covers (1–5), minutes (None: not known), lecturer."""

    item: str
    covered: tuple[int, ...]
    minutes: int | None
    lecturer: str


def lessons(
    values: Mapping[str, Sequence[object]], context: Context
) -> dict[tuple[str, int], list[Lesson]]:
    """Gives (受付番号, kind) → its lessons, without breaks; values as for ``records.understand``."""
    f = Frame(curriculum_records(values), context)
    found: dict[tuple[str, int], list[Lesson]] = {}
    if "kind" not in f.records.typed or "item" not in f.records.typed:
        return found
    minutes = f.given("minutes") if "minutes" in f.records.typed else {}
    for (key, kind), members in f.once(_groups).items():
        for i in members:
            if _around(f, i):
                continue
            text = str(f.at("item", i) or "")
            covered = curriculum.read_items(text, fields.by_number(kind))
            who = str(f.at("lecturer", i) or "") if "lecturer" in f.records.typed else ""
            lesson = Lesson(text, covered, int(minutes[i]) if i in minutes else None, who)
            found.setdefault((key, kind), []).append(lesson)
    return found


def _key(f: Frame, i: int) -> str:
    return str(f.at("key", i) or "") if "key" in f.records.typed else ""


def _groups(f: Frame) -> dict[tuple[str, int], list[int]]:
    """(key, kind) → its items, in order."""
    groups: dict[tuple[str, int], list[int]] = {}
    for i, kind in f.given("kind").items():
        groups.setdefault((_key(f, i), int(kind)), []).append(i)
    return groups


def _around(f: Frame, i: int) -> bool:
    return curriculum.is_around(str(f.at("item", i) or ""))


def _by_group(f: Frame) -> dict[str, Found]:
    found: dict[str, Found] = {}
    for (key, kind), members in f.once(_groups).items():
        taught = [i for i in members if not _around(f, i)]
        if taught:
            _content(f, found, fields.by_number(kind), taught)
        if taught and "minutes" in f.records.typed:
            _time(f, found, (key, kind), taught, members)
        if "method" in f.records.typed and len(taught) > 1:
            forms = [squeeze(str(f.at("method", i) or "")) for i in taught]
            if all(_LECTURE.fullmatch(form) for form in forms):
                name = fields.by_number(kind).name
                found.setdefault("curriculum-lecture-only", {})[taught[0]] = {"kind": name}
    return found


def _content(f: Frame, found: dict[str, Found], field: Field, taught: list[int]) -> None:
    """The five 内容 of 別添1: missing where every other line is understood, else asked about with the lines that
    may be meant."""
    lines = {i: curriculum.match(str(f.at("item", i) or ""), field) for i in taught}
    covered = {number for line in lines.values() for number in line.covered}
    lacking = [number for number in range(1, 6) if number not in covered]
    unread = [i for i, line in lines.items() if not line.understood]
    # Less than half of the lines known: the curriculum is in other words, and nothing can be said of it.
    foreign = len(unread) * 2 > len(taught)
    open_: list[int] = []
    gone: list[int] = []
    for number in lacking:
        likely = [i for i in unread if number in lines[i].candidates]
        (open_ if likely or (foreign and unread) else gone).append(number)
    if open_:
        likely = [i for i in unread if set(lines[i].candidates) & set(open_)] or unread
        found.setdefault("curriculum-items-unclear", {})[likely[0]] = {
            "kind": field.name,
            "items": _named(field, open_),
            "candidates": f.naming(likely, "item"),
        }
    if gone:
        params = {"kind": field.name, "items": _named(field, gone)}
        found.setdefault("curriculum-items", {})[taught[0]] = params


def _named(field: Field, numbers: list[int]) -> str:
    return "」「".join(field.items[number - 1] for number in numbers)


def _time(
    f: Frame, found: dict[str, Found], group: tuple[str, int], taught: list[int], members: list[int]
) -> None:
    """Sums in minutes; where an item's time is not known, only what the others reach without it."""
    required = f.context.profile.completion.required_minutes
    total = int(f["minutes"][taught].sum())
    breaks = int(f["minutes"][[i for i in members if i not in taught]].sum())
    unknown = int(f["minutes"][taught].isna().sum())
    declared = f.context.applications.declared.get(group)
    params = {
        "kind": fields.by_number(group[1]).name,
        "hours": hours(total),
        "minutes": total,
        "lacking": required - total,
        "required": hours(required),
        "breaks": breaks,
        "declared": declared,
        "count": unknown,
    }
    rule = ""
    if total < required and unknown:
        rule = "curriculum-time-unchecked"
    elif total < required <= total + breaks:
        rule = "curriculum-only-with-breaks"
    elif total < required:
        rule = "curriculum-short"
    elif not unknown and declared is not None and total != declared:
        rule = "curriculum-differs"
    if rule:
        found.setdefault(rule, {})[taught[0]] = params


def _part(column: str) -> TableRule:
    def find(f: Frame) -> Found:
        return {
            i: {"column": column}
            for i in f.records.typed.index[f.blank(column)]
            if f.at("item", i) and not _around(f, i)
        }

    return found_by("curriculum-part-missing", column, (column, "item"), find)


def _unlisted(f: Frame) -> Found:
    """Every name in a cell (several are written with 、 or a new line) has papers in the lecturers'
    table of its application."""
    listed = f.context.applications.lecturers
    found: Found = {}
    for i, text in f.given("lecturer").items() if listed else ():
        with_papers = listed.get(_key(f, i), listed.get("", frozenset()))
        whole = [
            re.sub(r"\s*(他|ほか|外)\s*(\d*[名人])?$", "", n)
            for n in re.split(r"[、,，/／\n]", text)
        ]
        names = [
            n
            for part in whole
            for n in ([part] if lecturer_key(part) in with_papers else part.split("・"))
            if lecturer_key(n)
        ]  # ・ stands within names too
        if lacking := [n.strip() for n in names if lecturer_key(n) not in with_papers]:
            found[i] = {"value": "、".join(lacking)}
    return found


def _unknown(f: Frame) -> Found:
    known = f.context.applications.known
    return {i: {"value": v} for i, v in f.given("key").items() if known and v not in known}


CURRICULUM: tuple[TableRule, ...] = (
    found_by("attachment-unknown-application", "receipt", ("receipt",), _unknown),
    found_among("curriculum-items", "item", ("item", "field"), _by_group),
    found_among("curriculum-items-unclear", "item", ("item", "field"), _by_group),
    found_among("curriculum-lecture-only", "method", ("item", "field", "method"), _by_group),
    _part("minutes"),
    _part("lecturer"),
    _part("method"),
    *(
        found_among(rule, "minutes", ("item", "field", "minutes"), _by_group)
        for rule in (
            "curriculum-short",
            "curriculum-only-with-breaks",
            "curriculum-differs",
            "curriculum-time-unchecked",
        )
    ),
    found_by("curriculum-lecturer-unlisted", "lecturer", ("lecturer", "item"), _unlisted),
)


# ---------------------------------------------------------------- lecturers


def _without_basis(f: Frame) -> Found:
    """The basis stands in its own column, or the affiliation shows it (大学の教員)."""
    found: Found = {}
    for i in f.given("lecturer"):
        said = [str(f.at(c, i) or "") for c in ("basis", "affiliation") if c in f.records.typed]
        text = "".join(squeeze(s) for s in said)
        basis = squeeze(str(f.at("basis", i) or "")) if "basis" in f.records.typed else ""
        if not _SCHOOL.search(text) and (not basis or says_no(basis, PAPER)):
            found[i] = {}
    return found


def _papers(column: str) -> tuple[TableRule, ...]:
    """Papers missing, left out or promised; in a renewal they may be left out for a lecturer who is not new
    (様式第4号 注4, T47)."""

    def find(f: Frame) -> dict[str, Found]:
        found: dict[str, Found] = {}
        for i in f.given("lecturer"):
            change = squeeze(str(f.at("change", i) or "")) if "change" in f.records.typed else ""
            renewal = _key(f, i) in f.context.applications.renewals
            value = f.at(column, i)
            rule = paper_rule(value, renewal and not _NEW.search(change), "lecturer-paper")
            if rule:
                found.setdefault(rule, {})[i] = {"column": column, "value": value or ""}
        return found

    rules = tuple(f"lecturer-paper-{s}" for s in ("missing", "omitted", "later", "unclear"))
    return tuple(found_among(rule, column, (column, "lecturer"), find) for rule in rules)


LECTURERS: tuple[TableRule, ...] = (
    found_by("attachment-unknown-application", "receipt", ("receipt",), _unknown),
    TableRule(
        "lecturer-basis-missing",
        "basis",
        ("lecturer", "basis"),
        lambda f: f.fails(set(f.once(_without_basis))),
    ),
    *(rule for column in _PAPERS for rule in _papers(column)),
)
