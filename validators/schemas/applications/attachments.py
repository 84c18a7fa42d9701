"""Rules of カリキュラム (one record per 研修項目) and 講師 (one per person) of an application
(Guideline 3; 様式第2号 注3, 注4)."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from validators.guideline import fields
from validators.guideline.completion import REQUIRED_MINUTES, hours
from validators.schemas import run
from validators.schemas.applications.records import (
    curriculum_records,
    lecturer_key,
    lecturer_records,
)
from validators.schemas.records import Fault
from validators.schemas.rule import Context, Found, Frame, TableRule, found_among, found_by
from validators.text import squeeze
from validators.values.answers import PAPER, says_no

# Not training itself: the guideline is silent on them, so they are not counted (R06).
_AROUND = re.compile(
    r"休憩|昼食|昼休み|開会|閉会|開講式|閉講式|オリエンテーション|ガイダンス|受付|事務連絡|諸連絡|アンケート|レポート(の?作成|記入)?$|修了証|移動"
)
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


def _key(f: Frame, i: int) -> str:
    return str(f.at("key", i) or "") if "key" in f.records.typed else ""


def _groups(f: Frame) -> dict[tuple[str, int], list[int]]:
    """(key, kind) → its items, in order."""
    groups: dict[tuple[str, int], list[int]] = {}
    for i, kind in f.given("kind").items():
        groups.setdefault((_key(f, i), int(kind)), []).append(i)
    return groups


def _around(f: Frame, i: int) -> bool:
    return bool(_AROUND.search(squeeze(str(f.at("item", i) or ""))))


def _by_group(f: Frame) -> dict[str, Found]:
    found: dict[str, Found] = {}
    for (key, kind), members in f.once(_groups).items():
        field = fields.by_number(kind)
        own = [i for i in members if not _around(f, i)]
        first = own[0] if own else members[0]
        text = "\n".join(str(f.at("item", i) or "") for i in own)
        covered = fields.read_items(text, field)
        lacking = [name for number, name in enumerate(field.items, 1) if number not in covered]
        if lacking:
            found.setdefault("curriculum-items", {})[first] = {
                "kind": field.name,
                "items": "」「".join(lacking),
            }
        if "minutes" in f.records.typed:
            _time(f, found, (key, kind), own, members)
        if "method" in f.records.typed and len(own) > 1:
            forms = [squeeze(str(f.at("method", i) or "")) for i in own]
            if all(_LECTURE.fullmatch(form) for form in forms):
                found.setdefault("curriculum-lecture-only", {})[first] = {"kind": field.name}
    return found


def _time(
    f: Frame, found: dict[str, Found], group: tuple[str, int], own: list[int], members: list[int]
) -> None:
    """Sums in minutes; a group with an item whose time cannot be read is left to that item's own finding."""
    if f["minutes"][own].isna().any() or not own:
        return
    total, breaks = (
        int(f["minutes"][own].sum()),
        int(f["minutes"][[i for i in members if i not in own]].sum()),
    )
    kind = fields.by_number(group[1]).name
    declared = f.context.applications.declared.get(group)
    params = {
        "kind": kind,
        "hours": hours(total),
        "minutes": total,
        "lacking": REQUIRED_MINUTES - total,
        "breaks": breaks,
        "declared": declared,
    }
    if total < REQUIRED_MINUTES:
        rule = (
            "curriculum-only-with-breaks"
            if total + breaks >= REQUIRED_MINUTES
            else "curriculum-short"
        )
        found.setdefault(rule, {})[own[0]] = params
    elif declared is not None and total != declared:
        found.setdefault("curriculum-differs", {})[own[0]] = params


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
        own = listed.get(_key(f, i), listed.get("", frozenset()))
        whole = [
            re.sub(r"\s*(他|ほか|外)\s*(\d*[名人])?$", "", n)
            for n in re.split(r"[、,，/／\n]", text)
        ]
        names = [
            n
            for part in whole
            for n in ([part] if lecturer_key(part) in own else part.split("・"))
            if lecturer_key(n)
        ]  # ・ stands within names too
        if lacking := [n.strip() for n in names if lecturer_key(n) not in own]:
            found[i] = {"value": "、".join(lacking)}
    return found


def _unknown(f: Frame) -> Found:
    known = f.context.applications.known
    return {i: {"value": v} for i, v in f.given("key").items() if known and v not in known}


CURRICULUM: tuple[TableRule, ...] = (
    found_by("attachment-unknown-application", "receipt", ("receipt",), _unknown),
    found_among("curriculum-items", "item", ("item", "field"), _by_group),
    found_among("curriculum-lecture-only", "method", ("item", "field", "method"), _by_group),
    _part("minutes"),
    _part("lecturer"),
    _part("method"),
    *(
        found_among(rule, "minutes", ("item", "field", "minutes"), _by_group)
        for rule in ("curriculum-short", "curriculum-only-with-breaks", "curriculum-differs")
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


def _papers(column: str) -> TableRule:
    """Missing papers; in a renewal they may be left out for a lecturer who is not new (様式第4号 注4, T47)."""

    def find(f: Frame) -> Found:
        found: Found = {}
        for i in f.given("lecturer"):
            change = squeeze(str(f.at("change", i) or "")) if "change" in f.records.typed else ""
            renewal = _key(f, i) in f.context.applications.renewals
            excused = renewal and not _NEW.search(change)
            if not excused and (not f.at(column, i) or says_no(f.at(column, i), PAPER)):
                found[i] = {"column": column}
        return found

    return found_by("lecturer-paper-missing", column, (column, "lecturer"), find)


LECTURERS: tuple[TableRule, ...] = (
    found_by("attachment-unknown-application", "receipt", ("receipt",), _unknown),
    TableRule(
        "lecturer-basis-missing",
        "basis",
        ("lecturer", "basis"),
        lambda f: f.fails(set(f.once(_without_basis))),
    ),
    *(_papers(column) for column in _PAPERS),
)
