"""指定台帳 as typed records, one per agency and kind: its designations, renewals and revocations, and the standing of
each (Guideline 6(2)(3))."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import pandas as pd

from validators.guideline import designation, fields
from validators.guideline.bodies import body_key, read_body
from validators.guideline.coverage import Agency
from validators.guideline.designation import Designation, Renewal
from validators.guideline.fiscal_year import bounds, fiscal_year, label
from validators.numbers import agency, prefecture
from validators.reading import ABSENT
from validators.schemas.applications.records import add_last_day
from validators.schemas.designations.cells import (
    REVOKED,
    VOID,
    asked,
    read_designated,
    read_kind_number,
    read_renewals,
)
from validators.schemas.records import Reader, understand
from validators.schemas.rule import Context, Found, Frame
from validators.text import squeeze, to_text
from validators.values.day_arithmetic import days_later
from validators.values.days import read_days, read_first_day, read_last_day

PREFECTURES_OWN = 1  # 研修実施機関番号 of what the prefecture runs itself (Guideline 5(2))
_DATES = ("designated_on", "first_day", "last_day", "report_on", "reception_on")
_RUN_FOR_IT = re.compile(r"直営|直轄|県実施|自ら実施|委託")


@dataclass(frozen=True, slots=True)
class Standing:
    """Where one designation stands on a day.

    state  有効 | まもなく失効 | 失効 | 届出無効 | 取消 | 指定前 | 更新不明    end  its last day    days  left, None
    where the designation is over, has not begun or is not known to hold    record  its latest row
    """

    agency: Agency
    kind: int
    designated_on: dt.date
    renewed: tuple[int, ...]
    end: dt.date
    days: int | None
    state: str
    record: int = 0


def frame_of(values: Mapping[str, Sequence[object]], context: Context) -> Frame:
    """Reads raw columns (as for ``records.understand``) into a frame with the kind and the body's key."""
    readers: dict[str, Reader] = {
        "agency_number": agency.read,
        "field": fields.read,
        "kind_number": read_kind_number,
        "designated_on": read_designated,
        "first_day": asked(read_first_day),
        "last_day": asked(read_last_day),
        "report_on": asked(read_first_day),
        "reception_on": asked(read_first_day),
        "renewed": read_renewals,
    }
    records = understand(values, readers, dates=_DATES, numbers=("agency_number", "kind_number"))
    typed = records.typed
    add_last_day(typed, values)
    given = values.get("renewed", [ABSENT] * len(typed))
    typed["recorded"] = pd.Series([v is not ABSENT for v in given], index=typed.index, dtype=bool)
    unread = {x.record for x in records.faults if x.note.rule == "fiscal-year-unreadable"}
    typed["renewal_unread"] = typed.index.isin(unread)
    named = None
    if "field" in typed:
        numbers = [getattr(f, "number", None) for f in typed["field"]]
        named = pd.Series(numbers, dtype="float64")
    typed["kind"] = named if named is not None else typed["kind_number"]
    if named is not None and "kind_number" in typed:
        typed["kind"] = named.fillna(typed["kind_number"])
    if "agency_name" in typed:
        typed["name_key"] = pd.Series(
            [body_key(v) if v else None for v in typed["agency_name"]], dtype=object
        )
    return Frame(records, context)


def recorded(f: Frame, members: Sequence[int]) -> bool:
    """Tells whether anybody knows what was renewed: a table of the records has a column of renewals, and no cell of
    it holds what nobody can read (済, ○)."""
    known = f.records.typed.loc[list(members)]
    return bool(known["recorded"].any() and not known["renewal_unread"].any())


def companies(f: Frame) -> Found:
    """Finds bodies that nobody can designate (株式会社), besides whoever runs the prefecture's own training."""
    found: Found = {}
    for i, name in f.given("agency_name").items() if "agency_name" in f.records.typed else ():
        notes = (n for n in read_body("", name).notes if n.rule == "body-not-eligible")
        for note in notes if i not in f.once(own) else ():
            found[i] = note.params
    return found


def two_bodies(f: Frame, i: int, j: int) -> bool:
    """Tells whether two records name two bodies."""
    one, two = name_of(f, i), name_of(f, j)
    return bool(one and two) and one != two


def name_of(f: Frame, i: int) -> str:
    """Gives the key of a body's name, "" without one."""
    return (f.at("name_key", i) or "") if "name_key" in f.records.typed else ""


def keys_of(f: Frame) -> dict[int, tuple[int, int]]:
    """Gives record → (agency, kind), where both are known."""
    both = f.records.typed[["agency_number", "kind"]].dropna()
    return {int(i): (int(a), int(k)) for i, a, k in both.itertuples(name=None)}


def own(f: Frame) -> set[int]:
    """Gives the records of the prefecture's own training: 01 beside its name (T15: or its contractor's). Nobody
    designates it, so that nothing lapses (Guideline 2, 5(2))."""
    found = set()
    for i in f.records.typed.index[f["agency_number"] == PREFECTURES_OWN]:
        name, remarks = (
            squeeze(to_text(f.at(c, i))) if c in f.records.typed else ""
            for c in ("agency_name", "remarks")
        )
        if name.startswith(prefecture.NAMES) or _RUN_FOR_IT.search(f"{name} {remarks}"):
            found.add(int(i))
    return found


def groups(f: Frame) -> dict[tuple[int, int], list[int]]:
    """Gives (agency, kind) → its records."""
    found: dict[tuple[int, int], list[int]] = {}
    for i, key in keys_of(f).items():
        found.setdefault(key, []).append(i)
    return found


def agencies(f: Frame) -> dict[int, Agency]:
    """Gives number → body: the name of its latest row, the rest from whichever row has it."""
    found: dict[int, Agency] = {}
    for i in by_year(f):
        number = f["agency_number"][i]
        if pd.isna(number):
            continue
        known = found.get(int(number), Agency(int(number), ""))
        name, address, contact = (
            to_text(f.at(c, i)).strip() if c in f.records.typed else ""
            for c in ("agency_name", "address", "contact")
        )
        found[int(number)] = Agency(
            int(number), name or known.name, known.address or address, known.contact or contact
        )
    return found


def by_year(f: Frame) -> list[int]:
    """Lists the records by the last year that each speaks of, as they stand where that is the same."""
    return sorted(f.records.typed.index, key=lambda i: max(years_of(f, i), default=0))


def years_of(f: Frame, i: int) -> set[int]:
    """Gives the fiscal years that a record speaks of: the designation's and those of its renewals."""
    day = day_of(f, "designated_on", i)
    listed = f.at("renewed", i) if "renewed" in f.records.typed else ()
    years = {r.fiscal_year for r in listed} if isinstance(listed, tuple) else set()
    return years | ({fiscal_year(day)} if day else set())


def day_of(f: Frame, column: str, i: int) -> dt.date | None:
    """Gives one day of a record, None where there is none."""
    if column not in f.records.typed or pd.isna(f[column][i]):
        return None
    day: dt.date = f[column][i].date()
    return day


def renewals_of(f: Frame, i: int, kind: int) -> list[Renewal]:
    """Gives the renewals of a row; 無効 in its status is said of the year it names, else of the last."""
    listed = f.at("renewed", i) if "renewed" in f.records.typed else ()
    renewed = sorted(listed, key=lambda r: r.fiscal_year) if isinstance(listed, tuple) else []
    status = to_text(f.at("status", i)) if "status" in f.records.typed else ""
    void: set[int] = set()
    if VOID.search(status) and renewed:
        years = {r.fiscal_year for r in renewed}
        said = {y for y in years if label(y).split("（")[0] in squeeze(status)}
        void = said or {renewed[-1].fiscal_year}
    return [
        Renewal(r.fiscal_year, frozenset((kind,)), r.valid and r.fiscal_year not in void)
        for r in renewed
    ]


def revocations(f: Frame) -> dict[int, dt.date | None]:
    """Gives record → the day from which its designation has no effect (取消, 廃止, 返上), None where no day is said.

    失効 beside a renewal is said of that; alone it is a revocation from a day nobody wrote.
    """
    if "status" not in f.records.typed:
        return {}
    found: dict[int, dt.date | None] = {}
    for i, status in f.given("status").items():
        renewed = "renewed" in f.records.typed and f.at("renewed", i)
        if REVOKED.search(status) or (VOID.search(status) and not renewed):
            days = read_days(status).value
            found[i] = min(days) if days else None
    return found


def revoked_found(f: Frame) -> Found:
    """Finds revocations of which no day is written, where the designation would hold without them."""
    found: Found = {}
    for i, day in f.once(revocations).items():
        key = keys_of(f).get(i)
        _, years = designations_of(f, *key) if key else ([], set())
        if not day and (not years or bounds(max(years))[1] >= f.context.today):
            found[i] = {"status": f.at("status", i)}
    return found


def revoked_early(f: Frame) -> Found:
    """Finds revocations before the first day of the designation they take back."""
    found: Found = {}
    for i, day in f.once(revocations).items():
        key = keys_of(f).get(i)
        days = designations_of(f, *key)[0] if key else []
        if day and days and day < days[0]:
            found[i] = {"day": day, "designated": days[0]}
    return found


def designations_of(f: Frame, number: int, kind: int) -> tuple[list[dt.date], set[int]]:
    """Gives the days of designation of an agency and kind, and the fiscal years in which it holds."""
    members = f.once(groups).get((number, kind), [])
    renewals = [r for i in members for r in renewals_of(f, i, kind)]
    days = sorted({d for i in members if (d := day_of(f, "designated_on", i))})
    years: set[int] = set()
    for day in days:
        held = Designation(number, frozenset((kind,)), day)
        years |= designation.covered_years(held, renewals)[kind]
    return days, years


def standings(f: Frame) -> list[Standing]:
    """Gives one standing per agency and kind that was ever designated."""
    found = []
    for (number, kind), members in f.once(groups).items():
        days, years = designations_of(f, number, kind)
        if days and not f.once(own) & {*members}:
            found.append(_standing(f, number, kind, days, years))
    return found


def _standing(f: Frame, number: int, kind: int, days: list[dt.date], years: set[int]) -> Standing:
    members = f.once(groups)[number, kind]
    renewals = [r for i in members for r in renewals_of(f, i, kind)]
    today, end = f.context.today, bounds(max(years))[1]
    void = any(not r.valid and r.fiscal_year == max(years) + 1 for r in renewals)
    revoked = {i: d for i, d in f.once(revocations).items() if i in members}
    days_left = (end - today).days
    notice = f.context.profile.designations.notice_days
    if revoked:
        state = "取消"
        given = [d for d in revoked.values() if d]
        end = days_later(min(given), -1) if given else end
    elif min(days) > today:
        state = "指定前"
    elif days_left <= notice and not recorded(f, members):
        state = "更新不明"  # nothing tells whether it was renewed
    elif days_left < 0:
        state = "届出無効" if void else "失効"
    else:
        state = "まもなく失効" if days_left <= notice else "有効"
    renewed = tuple(sorted({r.fiscal_year for r in renewals if r.valid}))
    holds = state in ("有効", "まもなく失効")
    body = f.once(agencies)[number]
    last = max(members)
    return Standing(body, kind, days[-1], renewed, end, days_left if holds else None, state, last)
