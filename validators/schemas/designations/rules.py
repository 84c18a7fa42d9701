"""Rules of the 指定台帳, one record per agency and kind (Guideline 5(2), 6(2)(3)); what a record says stands in
``records``."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence

import pandas as pd

from validators.guideline import designation, fields
from validators.guideline.fiscal_year import fiscal_year, label
from validators.schemas import run
from validators.schemas.applications.plan import order_rule
from validators.schemas.designations.coverage import dated_elsewhere
from validators.schemas.designations.records import (
    PREFECTURES_OWN,
    Standing,
    companies,
    day_of,
    designations_of,
    frame_of,
    groups,
    keys_of,
    name_of,
    own,
    recorded,
    renewals_of,
    revocations,
    revoked_early,
    revoked_found,
    standings,
    years_of,
)
from validators.schemas.designations.repeated import repeated, saying_another
from validators.schemas.records import Fault
from validators.schemas.rule import Context, Found, Frame, TableRule, found_among, found_by, missing


def check(
    values: Mapping[str, Sequence[object]], context: Context
) -> tuple[list[Standing], list[Fault]]:
    """Gives the standing of every designation, and every fault; values as for ``records.understand``."""
    frame = frame_of(values, context)
    return frame.once(standings), run.check(RULES, frame)


# ---------------------------------------------------------------- numbers and names


def _names(f: Frame) -> dict[str, Found]:
    """One number, two bodies: a conflict where both hold in one year, else a body that may have changed its name."""
    found: dict[str, Found] = {"agency-shared": {}, "agency-renamed": {}}
    members: dict[int, dict[str, list[int]]] = {}  # number → name → rows
    for i, number in f.given("agency_number").items():
        if (name := name_of(f, i)) and i not in f.once(own):
            members.setdefault(int(number), {}).setdefault(name, []).append(i)
    for number, named in members.items():
        for name, rows in named.items():
            others = saying_another(named, name)
            for i in rows if others else ():
                same = [j for j in others if _overlap(f, i, j)]
                chosen = same or others
                found["agency-shared" if same else "agency-renamed"][i] = {
                    "number": f"{number:02}",
                    "other": f.naming(chosen, "agency_number"),
                    "name": f.at("agency_name", chosen[0]),
                }
    return found


def _overlap(f: Frame, i: int, j: int) -> bool:
    """Do two records speak of one year? Where one speaks of none, nothing tells them apart."""
    first, second = f.once(_years)[i], f.once(_years)[j]
    return bool(first & second) or not first or not second


def _years(f: Frame) -> dict[int, set[int]]:
    return {i: years_of(f, i) for i in f.records.typed.index}


def _several(f: Frame) -> Found:
    """One body, two numbers."""
    found: Found = {}
    same: dict[object, dict[int, list[int]]] = {}  # name → number → rows
    for i, key in f.given("name_key").items():
        if pd.notna(number := f.at("agency_number", i)):
            same.setdefault(key, {}).setdefault(int(number), []).append(i)
    for numbered in same.values():
        for number, rows in numbered.items():
            others = saying_another(numbered, number)
            for i in rows if others else ():
                found[i] = {
                    "name": f.at("agency_name", i),
                    "other": f.naming(others, "agency_number"),
                    "number": f"{int(f['agency_number'][others[0]]):02}",
                }
    return found


# ---------------------------------------------------------------- days and kinds


def _without_date(f: Frame) -> Found:
    """A row of a renewal needs no date of its own where the designation stands in another row, or the body has
    other kinds that were designated (then the kind was not, R32)."""
    keys = keys_of(f)
    dated = {key for i, key in keys.items() if day_of(f, "designated_on", i)}
    found: Found = {}
    for i in f.records.typed.index[f.blank("designated_on")]:
        key = keys.get(i)
        if i in f.once(own):
            continue
        renewed = "renewed" in f.records.typed and f.at("renewed", i)
        if key in dated or (renewed and key and dated_elsewhere(f, key[0])):
            continue
        found[i] = {}
    return found


def _future(f: Frame) -> Found:
    today = f.context.today
    return {
        i: {"date": d.date(), "today": today}
        for i, d in f.given("designated_on").items()
        if d.date() > today
    }


def _conflict(f: Frame) -> Found:
    found: Found = {}
    for i, number in f.given("kind_number").items():
        named = f.at("field", i)
        if isinstance(named, fields.Field) and named.number != int(number):
            found[i] = {
                "number": int(number),
                "number_name": fields.by_number(int(number)).name,
                "kind": named.name,
            }
    return found


# ---------------------------------------------------------------- renewals


def _renewal_notes(f: Frame) -> dict[str, Found]:
    """R31, R32, R33 of the rows' renewals."""
    found: dict[str, Found] = {}
    for (number, kind), members in f.once(groups).items():
        days, covered = designations_of(f, number, kind)
        if not days and (not dated_elsewhere(f, number) or _day_unread(f, members)):
            continue  # the day itself is asked for
        for i in {*members} - f.once(own):
            for renewal in renewals_of(f, i, kind):
                rule, params = _renewal_note(kind, days, covered, renewal.fiscal_year)
                if not renewal.valid:
                    rule = "renewal-void"
                if rule:
                    found.setdefault(rule, {})[i] = params
    return found


def _day_unread(f: Frame, members: Sequence[int]) -> bool:
    """Does a 指定年月日 stand there that nobody can read?"""
    column = "designated_on"
    return column in f.records.typed and any(not f.blank(column)[i] for i in members)


def _renewal_note(
    kind: int, days: list[dt.date], covered: set[int], year: int
) -> tuple[str, Mapping[str, object]]:
    """What one renewal breaks: (rule id or "", what fills its sentence)."""
    params: dict[str, object] = {"year": label(year), "kind": fields.by_number(kind).name}
    if not days:
        return "designation-kind-not-designated", params
    if year == fiscal_year(min(days)):
        return "renewal-same-year", params
    if year not in covered and year > min(covered):
        gap = next(y for y in range(min(covered), year + 1) if y not in covered)
        return "renewal-after-gap", {**params, "gap": label(gap)}
    return "", params


def _renewal(rule: str) -> TableRule:
    return found_among(rule, "renewed", ("renewed",), _renewal_notes)


def _ending(f: Frame, wanted: tuple[str, ...]) -> Found:
    """Said once for each agency and kind, at its latest row."""
    last = {key: i for i, key in keys_of(f).items()}
    return {
        last[s.agency.number, s.kind]: {
            "kind": fields.by_number(s.kind).name,
            "end": s.end,
            "days": s.days,
            "year": label(fiscal_year(s.end) + 1),
        }
        for s in f.once(standings)
        if s.state in wanted
    }


# ---------------------------------------------------------------- courses


def _courses(f: Frame) -> dict[str, Found]:
    """Courses that the designation does not cover, or not to their end (R30, R31)."""
    found: dict[str, Found] = {}
    for i, key in keys_of(f).items():
        designated, first = day_of(f, "designated_on", i), day_of(f, "first_day", i)
        if not designated or not first or i in f.once(own):
            continue
        last = max(first, day_of(f, "last_day", i) or first)
        years = [r.fiscal_year for r in renewals_of(f, i, 1) if r.valid]
        for note in designation.check(designated, first, last, years):
            if recorded(f, f.once(groups)[key]) or note.rule == "designation-before":
                found.setdefault(note.rule, {})[i] = note.params
        revoked = f.once(revocations).get(i)
        if revoked and last >= revoked:
            params = {"day": revoked, "first": first}
            found.setdefault("course-after-revocation", {})[i] = params
    return found


def _course(rule: str) -> TableRule:
    needs: tuple[str, ...] = ("designated_on", "first_day")
    if rule in ("designation-not-effective", "designation-crosses-year"):
        needs = (*needs, "renewed")
    if rule == "course-after-revocation":
        needs = (*needs, "status")
    return found_among(rule, "first_day", needs, _courses)


RULES: tuple[TableRule, ...] = (
    missing("agency-number-missing", "agency_number"),
    missing("agency-name-missing", "agency_name"),
    TableRule(
        "agency-reserved",
        "agency_number",
        ("agency_number",),
        lambda f: (f["agency_number"] != PREFECTURES_OWN) | ~f.fails(f.once(own)),
    ),
    *(
        found_among(rule, "agency_number", ("agency_number", "agency_name"), _names)
        for rule in ("agency-shared", "agency-renamed")
    ),
    found_by("agency-several", "agency_number", ("agency_number", "agency_name"), _several),
    found_by("body-not-eligible", "agency_name", ("agency_name",), companies),
    order_rule("reception_on", "first_day"),
    order_rule("first_day", "report_on"),
    found_by("designated-on-missing", "designated_on", ("designated_on",), _without_date),
    found_by("designated-in-future", "designated_on", ("designated_on",), _future),
    found_by("designation-repeated", "designated_on", ("designated_on",), repeated),
    TableRule(
        "designated-kind-missing",
        "field",
        ("field", "kind"),
        lambda f: ~(f.blank("field") & f["kind"].isna()),
    ),
    found_by("designated-kind-conflict", "field", ("field", "kind_number"), _conflict),
    found_by(
        "designation-ending",
        "designated_on",
        ("designated_on", "renewed"),
        lambda f: _ending(f, ("まもなく失効",)),
    ),
    found_by(
        "designation-ended",
        "designated_on",
        ("designated_on", "renewed"),
        lambda f: _ending(f, ("失効", "届出無効")),
    ),
    _renewal("designation-kind-not-designated"),
    _renewal("renewal-same-year"),
    _renewal("renewal-after-gap"),
    _renewal("renewal-void"),
    found_by("designation-revoked", "status", ("status",), revoked_found),
    found_by("revoked-before-designation", "status", ("status", "designated_on"), revoked_early),
    *(
        _course(rule)
        for rule in (
            "designation-before",
            "designation-not-effective",
            "designation-crosses-year",
            "course-after-revocation",
        )
    ),
)
