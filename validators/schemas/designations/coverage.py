"""指定台帳の答え: the ledger of designations, asked by rosters, forms and the public list (Guideline 6(2)(3))."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence

import pandas as pd

from validators.guideline.coverage import Agency, Coverage
from validators.guideline.designation import Designation, Renewal
from validators.schemas.designations.records import (
    agencies,
    by_year,
    day_of,
    frame_of,
    groups,
    keys_of,
    recorded,
    renewals_of,
    revocations,
)
from validators.schemas.rule import Context, Frame
from validators.text import to_text


def coverage(values: Mapping[str, Sequence[object]], context: Context) -> Coverage:
    """Gives the ledger as an answer for the check of rosters, forms and the public list."""
    f = frame_of(values, context)
    renewals: dict[int, list[Renewal]] = {}
    made = []
    for i, (number, kind) in keys_of(f).items():
        renewals.setdefault(number, []).extend(renewals_of(f, i, kind))
        if day := day_of(f, "designated_on", i):
            made.append(Designation(number, frozenset((kind,)), day))
    bodies = f.once(agencies)
    found = Coverage.of(made, renewals, {n: a.name for n, a in bodies.items() if n in renewals})
    found.agencies = bodies
    found.former = _former(f)
    found.unrecorded = {key for key, members in f.once(groups).items() if not recorded(f, members)}
    found.undated = {key for key in f.once(groups) if key not in found.since}
    found.undated -= {key for key in found.undated if dated_elsewhere(f, key[0])}
    for i, day in f.once(revocations).items():
        key = keys_of(f).get(i)
        if key and day:
            found.revoked[key] = min(day, found.revoked.get(key, day))
    _due(f, values, found)
    return found


def dated_elsewhere(f: Frame, number: int) -> bool:
    """Tells whether any designation of the agency has a day: then a kind without one was never designated (R32)."""
    return any(
        day_of(f, "designated_on", i)
        for (body, _), members in f.once(groups).items()
        if body == number
        for i in members
    )


def _former(f: Frame) -> dict[int, tuple[str, ...]]:
    """Names that a body had in earlier years."""
    found: dict[int, list[str]] = {}
    if "agency_name" not in f.records.typed:
        return {}
    for i in by_year(f):
        name, number = to_text(f.at("agency_name", i)).strip(), f["agency_number"][i]
        if name and pd.notna(number):
            found.setdefault(int(number), []).append(name)
    return {
        n: tuple(dict.fromkeys(x for x in names if x != names[-1])) for n, names in found.items()
    }


def _due(f: Frame, values: Mapping[str, Sequence[object]], found: Coverage) -> None:
    """提出予定日 of each agency and kind, and what stands there and cannot be read."""
    for i, key in keys_of(f).items():
        if day := day_of(f, "report_on", i):
            found.due.setdefault(key, []).append(day)
        elif "report_on" in f.records.typed:
            text = to_text(values["report_on"][i]).strip()
            found.due_unread.setdefault(key, []).append(text)


def entries(
    values: Mapping[str, Sequence[object]], context: Context
) -> list[tuple[Agency, int, dt.date | None, list[Renewal]]]:
    """Gives (body, kind, 指定年月日, renewals) of every record that names a body and a kind."""
    f = frame_of(values, context)
    bodies = f.once(agencies)
    return [
        (bodies[number], kind, day_of(f, "designated_on", i), renewals_of(f, i, kind))
        for i, (number, kind) in keys_of(f).items()
    ]
