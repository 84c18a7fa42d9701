"""Rules of the 指定台帳, one record per agency and kind (Guideline 5(2), 6(2)(3)), and what each
designation's standing is."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import pandas as pd

from validators.guideline import designation, fields
from validators.guideline.bodies import body_key
from validators.guideline.coverage import Agency, Coverage
from validators.guideline.designation import Designation, Renewal
from validators.guideline.fiscal_year import bounds, fiscal_year, label, read_renewed_years
from validators.numbers import agency
from validators.reading import Note, Reading
from validators.schemas import run
from validators.schemas.applications.records import add_last_day
from validators.schemas.records import ABSENT, Fault, Reader, understand
from validators.schemas.rule import Context, Found, Frame, TableRule, found_among, found_by, missing
from validators.text import squeeze, to_text
from validators.values.answers import PAPER, says_no
from validators.values.dates import read_date
from validators.values.days import read_first_day, read_last_day

_VOID = re.compile(r"無効|取消|失効")
_DATES = ("designated_on", "first_day", "last_day", "report_on", "reception_on")


@dataclass(frozen=True, slots=True)
class Standing:
    """Where one designation stands on a day: 有効 | まもなく失効 | 失効 | 届出無効 | 取消 | 更新不明
    (the ledger has no column of renewals); ``end`` its last day, ``days`` left (negative: gone)."""

    agency: Agency
    kind: int
    designated_on: dt.date
    renewed: tuple[int, ...]
    end: dt.date
    days: int
    state: str


def check(
    values: Mapping[str, Sequence[object]], context: Context
) -> tuple[list[Standing], list[Fault]]:
    """The standing of every designation, and every fault; values as for ``records.understand``."""
    frame = _frame(values, context)
    return frame.once(standings), run.check(RULES, frame)


def coverage(values: Mapping[str, Sequence[object]], context: Context) -> Coverage:
    """The ledger as an answer for the check of rosters."""
    f = _frame(values, context)
    renewals: dict[int, list[Renewal]] = {}
    designations = []
    due: dict[tuple[int, int], list[dt.date]] = {}
    for i, (number, kind) in _keys(f).items():
        renewals.setdefault(number, []).extend(_renewals(f, i, kind))
        if day := _day(f, "designated_on", i):
            designations.append(Designation(number, frozenset((kind,)), day))
        if day := _day(f, "report_on", i):
            due.setdefault((number, kind), []).append(day)
    agencies = f.once(_agencies)
    found = Coverage.of(
        designations, renewals, {n: a.name for n, a in agencies.items() if n in renewals}
    )
    found.agencies, found.due = agencies, due
    found.unrecorded = {
        key for key, members in f.once(_groups).items() if not any(_recorded(f, i) for i in members)
    }
    return found


def entries(
    values: Mapping[str, Sequence[object]], context: Context
) -> list[tuple[Agency, int, dt.date | None, list[Renewal]]]:
    """(body, kind, 指定年月日, renewals) of every record that names a body and a kind."""
    f = _frame(values, context)
    agencies = f.once(_agencies)
    return [
        (agencies[number], kind, _day(f, "designated_on", i), _renewals(f, i, kind))
        for i, (number, kind) in _keys(f).items()
    ]


def _read_renewed(value: object) -> Reading[object]:
    """The years of a 更新 cell; what names none, and is not なし or 未提出, is not passed over in silence."""
    years, text = read_renewed_years(value), squeeze(to_text(value))
    nothing = (
        years
        or not text
        or says_no(text, PAPER)
        or re.fullmatch(r"[-‐－―ー–—]+", text)
        or _VOID.search(text)
    )
    return Reading(
        years, () if nothing else (Note("fiscal-year-unreadable", {"value": to_text(value)}),)
    )


def _frame(values: Mapping[str, Sequence[object]], context: Context) -> Frame:
    def number(value: object) -> Reading[object]:
        digits = re.fullmatch(r"[1-8]", squeeze(to_text(value)))
        return Reading(int(digits[0])) if digits else Reading(None)

    readers: dict[str, Reader] = {
        "agency_number": agency.read,
        "field": fields.read,
        "kind_number": number,
        "designated_on": read_date,
        "first_day": read_first_day,
        "last_day": read_last_day,
        "report_on": read_date,
        "reception_on": read_first_day,
        "renewed": _read_renewed,
    }
    records = understand(values, readers, dates=_DATES, numbers=("agency_number", "kind_number"))
    typed = records.typed
    given = values.get("renewed", [ABSENT] * len(typed))
    typed["recorded"] = pd.Series([v is not ABSENT for v in given], index=typed.index, dtype=bool)
    add_last_day(typed, values)
    named = (
        pd.Series([getattr(f, "number", None) for f in typed["field"]], dtype="float64")
        if "field" in typed
        else None
    )
    typed["kind"] = named if named is not None else typed["kind_number"]
    if named is not None and "kind_number" in typed:
        typed["kind"] = named.fillna(typed["kind_number"])
    if "agency_name" in typed:
        typed["name_key"] = pd.Series(
            [body_key(v) if v else None for v in typed["agency_name"]], dtype=object
        )
    return Frame(records, context)


def _keys(f: Frame) -> dict[int, tuple[int, int]]:
    """Record → (agency, kind), where both are known."""
    both = f.records.typed[["agency_number", "kind"]].dropna()
    return {int(i): (int(a), int(k)) for i, a, k in both.itertuples(name=None)}


def _groups(f: Frame) -> dict[tuple[int, int], list[int]]:
    """(agency, kind) → its records."""
    groups: dict[tuple[int, int], list[int]] = {}
    for i, key in _keys(f).items():
        groups.setdefault(key, []).append(i)
    return groups


def _agencies(f: Frame) -> dict[int, Agency]:
    found: dict[int, Agency] = {}
    for i, number in f.given("agency_number").items():
        text = {
            c: to_text(f.at(c, i)).strip() if c in f.records.typed else ""
            for c in ("agency_name", "address", "contact")
        }
        known = found.get(int(number))
        found[int(number)] = Agency(
            int(number),
            *(
                (getattr(known, own) if known and getattr(known, own) else text[c])
                for own, c in (
                    ("name", "agency_name"),
                    ("address", "address"),
                    ("contact", "contact"),
                )
            ),
        )
    return found


def _day(f: Frame, column: str, i: int) -> dt.date | None:
    if column not in f.records.typed or pd.isna(f[column][i]):
        return None
    day: dt.date = f[column][i].date()
    return day


def _renewals(f: Frame, i: int, kind: int) -> list[Renewal]:
    """The renewals of a row; 無効 in its status is said of the year it names, else of the last."""
    years = f.at("renewed", i) if "renewed" in f.records.typed else ()
    listed = sorted(years) if isinstance(years, tuple) else []
    status = to_text(f.at("status", i)) if "status" in f.records.typed else ""
    void: set[int] = set()
    if _VOID.search(status) and listed:
        named = {y for y in listed if label(y).split("（")[0] in squeeze(status)}
        void = named or {listed[-1]}
    return [Renewal(year, frozenset((kind,)), year not in void) for year in listed]


def _recorded(f: Frame, i: int) -> bool:
    """Has the record's table a column of renewals? Without one, nobody can tell what was renewed."""
    return bool(f.at("recorded", i))


def _revoked(f: Frame) -> Found:
    """取消 or 失効 in a row that names no renewal it could be said of: the designation itself, from
    a day nobody wrote."""
    listed = f.given("renewed") if "renewed" in f.records.typed else {}
    return {
        i: {"status": status}
        for i, status in f.given("status").items()
        if _VOID.search(status) and not listed.get(i)
    }


def standings(f: Frame) -> list[Standing]:
    """One per agency and kind that was ever designated, the latest end first found."""
    agencies, today = f.once(_agencies), f.context.today
    found = []
    for (number, kind), members in f.once(_groups).items():
        renewals = [r for i in members for r in _renewals(f, i, kind)]
        days = sorted(d for i in members if (d := _day(f, "designated_on", i)))
        if not days:
            continue
        years = set().union(
            *(
                designation.covered_years(Designation(number, frozenset((kind,)), d), renewals)[
                    kind
                ]
                for d in days
            )
        )
        end = bounds(max(years))[1]
        left = (end - today).days
        void = any(not r.valid and r.fiscal_year == max(years) + 1 for r in renewals)
        notice = f.context.profile["designations"]["notice_days"]
        recorded = any(_recorded(f, i) for i in members)
        revoked = "status" in f.records.typed and any(i in f.once(_revoked) for i in members)
        state = "取消" if revoked else _state(left, notice, recorded=recorded, void=void)
        found.append(
            Standing(
                agencies[number],
                kind,
                days[-1],
                tuple(sorted({r.fiscal_year for r in renewals if r.valid})),
                end,
                left,
                state,
            )
        )
    return found


def _state(left: int, notice: int, *, recorded: bool, void: bool) -> str:
    """Where a designation with ``left`` days stands; nothing ends where renewals are not recorded."""
    if left > notice:
        return "有効"
    if not recorded:
        return "更新不明"
    if left >= 0:
        return "まもなく失効"
    return "届出無効" if void else "失効"


# ---------------------------------------------------------------- rules


def _shared(f: Frame) -> Found:
    """One number, two bodies."""
    found: Found = {}
    groups: dict[int, list[int]] = {}
    for i, number in f.given("agency_number").items():
        if f.at("name_key", i):
            groups.setdefault(int(number), []).append(i)
    for number, members in groups.items():
        for i in members:
            others = [j for j in members if f.at("name_key", j) != f.at("name_key", i)]
            if others:
                found[i] = {
                    "number": f"{number:02}",
                    "other": f.naming(others, "agency_number"),
                    "name": f.at("agency_name", others[0]),
                }
    return found


def _several(f: Frame) -> Found:
    """One body, two numbers."""
    found: Found = {}
    groups: dict[object, list[int]] = {}
    for i, key in f.given("name_key").items():
        if pd.notna(f["agency_number"][i]):
            groups.setdefault(key, []).append(i)
    for members in groups.values():
        for i in members:
            others = [j for j in members if f["agency_number"][j] != f["agency_number"][i]]
            if others:
                found[i] = {
                    "name": f.at("agency_name", i),
                    "other": f.naming(others, "agency_number"),
                    "number": f"{int(f['agency_number'][others[0]]):02}",
                }
    return found


def _without_date(f: Frame) -> Found:
    """A row of a renewal needs no date of its own where the designation stands in another row."""
    keys = _keys(f)
    dated = {key for i, key in keys.items() if _day(f, "designated_on", i)}
    renewed = {
        i for i in f.records.typed.index if "renewed" in f.records.typed and f.at("renewed", i)
    }
    blank = f.blank("designated_on")
    return {
        i: {} for i in f.records.typed.index[blank] if keys.get(i) not in dated and i not in renewed
    }


def _conflict(f: Frame) -> Found:
    return {
        i: {
            "number": int(n),
            "number_name": fields.by_number(int(n)).name,
            "kind": f.at("field", i).name,  # type: ignore[attr-defined]
        }
        for i, n in f.given("kind_number").items()
        if f.at("field", i) is not None and f.at("field", i).number != int(n)  # type: ignore[attr-defined]
    }


def _renewal_notes(f: Frame) -> dict[str, Found]:
    """R31, R32, R33 of the rows' renewals."""
    found: dict[str, Found] = {}
    groups = f.once(_groups)
    kinds: dict[int, set[int]] = {}
    for (number, kind), members in groups.items():
        if any(_day(f, "designated_on", i) for i in members):
            kinds.setdefault(number, set()).add(kind)
    for (number, kind), members in groups.items():
        own = [r for i in members for r in _renewals(f, i, kind)]
        days = [d for i in members if (d := _day(f, "designated_on", i))]
        covered: set[int] = set().union(
            *(
                designation.covered_years(Designation(number, frozenset((kind,)), d), own)[kind]
                for d in days
            )
        )
        for i in members:
            for renewal in _renewals(f, i, kind):
                held = Designation(
                    number, frozenset(kinds.get(number, set())), min(days, default=f.context.today)
                )
                for note in designation.check_renewal(held, renewal):
                    found.setdefault(note.rule, {})[i] = note.params
                if not renewal.valid:
                    found.setdefault("renewal-void", {})[i] = {
                        "year": label(renewal.fiscal_year),
                        "kind": fields.by_number(kind).name,
                    }
                elif (
                    days
                    and renewal.fiscal_year not in covered
                    and renewal.fiscal_year > min(covered)
                ):
                    gap = next(
                        y for y in range(min(covered), renewal.fiscal_year + 1) if y not in covered
                    )
                    found.setdefault("renewal-after-gap", {})[i] = {
                        "gap": label(gap),
                        "year": label(renewal.fiscal_year),
                    }
    return found


def _renewal(rule: str) -> TableRule:
    return found_among(rule, "renewed", ("renewed",), _renewal_notes)


def _ending(f: Frame, wanted: tuple[str, ...]) -> Found:
    """Said once for each agency and kind, at its latest row."""
    last = {key: i for i, key in _keys(f).items()}
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


def _courses(f: Frame) -> dict[str, Found]:
    """Courses that the designation does not cover, or not to their end (R30, R31)."""
    found: dict[str, Found] = {}
    for i in _keys(f):
        designated, first = _day(f, "designated_on", i), _day(f, "first_day", i)
        if designated and first:
            last = _day(f, "last_day", i) or first
            years = [r.fiscal_year for r in _renewals(f, i, 1) if r.valid]
            notes = designation.check(designated, first, max(first, last), years)
            if not _recorded(f, i):  # later years may well have been renewed
                notes = tuple(n for n in notes if n.rule == "designation-before")
            for note in notes:
                found.setdefault(note.rule, {})[i] = note.params
    return found


def _course(rule: str) -> TableRule:
    needs: tuple[str, ...] = ("designated_on", "first_day")
    if rule != "designation-before":
        needs = (*needs, "renewed")
    return found_among(rule, "first_day", needs, _courses)


RULES: tuple[TableRule, ...] = (
    missing("agency-number-missing", "agency_number"),
    missing("agency-name-missing", "agency_name"),
    TableRule(
        "agency-reserved", "agency_number", ("agency_number",), lambda f: f["agency_number"] != 1
    ),
    found_by("agency-shared", "agency_number", ("agency_number", "agency_name"), _shared),
    found_by("agency-several", "agency_number", ("agency_number", "agency_name"), _several),
    found_by("designated-on-missing", "designated_on", ("designated_on",), _without_date),
    TableRule(
        "designated-kind-missing",
        "field",
        ("field", "kind"),
        lambda f: ~(f.blank("field") & f["kind"].isna()),
    ),
    found_by("designated-kind-conflict", "field", ("field", "kind_number"), _conflict),
    _renewal("designation-kind-not-designated"),
    _renewal("renewal-after-gap"),
    _renewal("renewal-void"),
    found_by("designation-revoked", "status", ("status",), _revoked),
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
    *(
        _course(rule)
        for rule in ("designation-before", "designation-not-effective", "designation-crosses-year")
    ),
)
