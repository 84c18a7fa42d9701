"""Rules of the 修了証番号 against the row's other cells, against the other rows, and against the
指定台帳 (Guideline 5(2), 6)."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Mapping, Sequence

import numpy as np
import pandas as pd

from validators.guideline import fields
from validators.guideline.fiscal_year import fiscal_year, label
from validators.messages import rules
from validators.numbers.certificate import SEQUENCE_WIDTH
from validators.schemas.records import Fault
from validators.schemas.roster import prefecture as prefectures
from validators.schemas.roster.records import NUMBER_COLUMNS
from validators.schemas.rule import Frame, TableRule, dates


def _number_params(f: Frame, i: int) -> Mapping[str, object]:
    kind = int(f.at("number_kind", i))
    return {
        "digit": kind,
        "digit_name": fields.by_number(kind).name,
        "field": getattr(f.at("field", i), "name", ""),
        "year": int(f.at("number_year", i)),
    }


def _year_early(f: Frame) -> pd.Series:
    early: pd.Series = f["number_year"] < f["completed_on"].dt.year
    return ~early


def _year_after(f: Frame, years: Callable[[pd.Series], pd.Series]) -> pd.Series:
    late = years(f["number_year"] - f["completed_on"].dt.year)
    if "issued_on" in f.records.typed:
        late &= f["issued_on"].isna()  # with a date of issue the year is compared with that
    return ~late


def _year_of_issue(f: Frame) -> pd.Series:
    holds: pd.Series = (
        f["issued_on"].isna()
        | f["number_year"].isna()
        | (f["number_year"] == f["issued_on"].dt.year)
    )
    if "completed_on" in f.records.typed:
        holds |= ~_year_early(f)  # already said: the year lies before the completion
    return holds


def _agency(f: Frame, of_prefecture: bool) -> pd.Series:
    given = f["agency_number"]
    differs = given.notna() & f["number_agency"].notna() & (given != f["number_agency"])
    return ~(differs & ((f["number_agency"] == 1) == of_prefecture))


def _agency_params(f: Frame, i: int) -> Mapping[str, object]:
    return {
        "digit": f"{int(f.at('number_agency', i)):02}",
        "agency": f"{int(f.at('agency_number', i)):02}",
    }


def _duplicates(f: Frame) -> dict[bool, dict[int, list[int]]]:
    """Records with one number: True, of one person and field (the row stands twice); False, of different ones.

    Rows that read alike are compared once: one file may be given two hundred times.
    """
    found: dict[bool, dict[int, list[int]]] = {True: {}, False: {}}
    shared = f.others("number")
    if not shared:
        return found
    by = [f.column(c) for c in ("registration", "name_key") if c in f.records.typed]
    kinds = f.column("kind") if "kind" in f.records.typed else [0.0] * len(f.records)
    numbers: dict[tuple[object, ...], int] = {}
    alike = [numbers.setdefault(one, len(numbers)) for one in zip(kinds, *by, strict=True)]
    known: dict[tuple[int, int], bool] = {}
    for i, others in shared.items():
        for j in others:
            pair = alike[i], alike[j]
            if pair not in known:
                person = any(column[i] is not None and column[i] == column[j] for column in by)
                known[pair] = person and kinds[i] == kinds[j]
            found[known[pair]].setdefault(i, []).append(j)
    return found


def _duplicate(rule: str, same: bool) -> TableRule:
    return TableRule(
        rule,
        "certificate_number",
        ("number",),
        lambda f: f.fails(set(f.once(_duplicates)[same])),
        lambda f, i: {
            "number": f.at("number", i),
            "other": f.naming(f.once(_duplicates)[same][i], "certificate_number"),
        },
    )


def _gaps(f: Frame) -> dict[int, tuple[str, int]]:
    """Record → (the numbers missing before its own, the record that holds the one before them)."""
    numbers = f.records.typed[list(NUMBER_COLUMNS)].dropna()
    records, digits = numbers.index.to_numpy(), numbers.to_numpy(dtype=np.int64).T
    prefecture, year, agency, kind, sequence = digits
    width = SEQUENCE_WIDTH[f.context.profile.numbers.sequence_scope]
    series = ((prefecture * 100 + year % 100) * 100 + agency) * 10 + kind
    series //= 10 ** (SEQUENCE_WIDTH["series"] - width)
    order = np.lexsort((sequence, series))
    records, series, sequence = records[order], series[order], sequence[order]
    jumps = (series[1:] == series[:-1]) & (sequence[1:] - sequence[:-1] > 1)
    found: dict[int, tuple[str, int]] = {}
    for n in np.flatnonzero(jumps).tolist():
        first, last = int(sequence[n]) + 1, int(sequence[n + 1]) - 1
        if f.records.unread_sequences.issuperset(range(first, min(last, first + 100) + 1)):
            continue  # the number stands there, only it cannot be read
        missing = f"{first:05}" if first == last else f"{first:05}〜{last:05}"
        found[int(records[n + 1])] = missing, int(records[n])
    return found


def explained(faults: Sequence[Fault]) -> list[Fault]:
    """The faults without the gaps whose cause is told beside them: a number mistyped, doubled or
    missing in a row from the one before the gap to the one after it."""
    doubtful = sorted(
        {
            f.record
            for f in faults
            if f.column == "certificate_number" and rules()[f.note.rule].severity != "info"
        }
    )

    def beside(fault: Fault) -> bool:
        first, last = sorted((fault.record, int(str(fault.note.params["after"]))))
        at = bisect_left(doubtful, first)
        return at < len(doubtful) and doubtful[at] <= last

    return [f for f in faults if f.note.rule != "number-gap" or not beside(f)]


def _uncovered(f: Frame, why: str) -> pd.Series:
    coverage = f.context.coverage
    if coverage is None:
        return f.fails(())
    known = (
        f["number_agency"].notna()
        & (f["number_agency"] != 1)
        & f["completed_on"].notna()
        & f["number_kind"].notna()
    )
    rows = f.records.typed.loc[known, ["number_agency", "number_kind", "completed_on"]]
    keys = [tuple(row) for row in rows.itertuples(index=False, name=None)]
    verdicts = {
        key: coverage.verdict_on(int(key[0]), int(key[1]), key[2].date()) for key in set(keys)
    }
    return f.fails([i for i, key in zip(rows.index, keys, strict=True) if verdicts[key] == why])


def _designation(rule: str) -> TableRule:
    def params(f: Frame, i: int) -> Mapping[str, object]:
        agency, kind = int(f.at("number_agency", i)), int(f.at("number_kind", i))
        return {
            "agency": f"{agency:02}",
            "agency_name": f.context.coverage.name(agency) if f.context.coverage else "",
            "field": fields.by_number(kind).name,
            "year": label(fiscal_year(f.at("completed_on", i).date())),
            "completed": f.at("completed_on", i).date(),
            "since": f.context.coverage.day_for(agency, kind) if f.context.coverage else "",
        }

    return TableRule(
        rule,
        "certificate_number",
        ("number", "completed_on"),
        lambda f: _uncovered(f, rule),
        params,
        given="coverage",
    )


RULES: tuple[TableRule, ...] = (
    TableRule(
        "number-field",
        "certificate_number",
        ("number", "kind"),
        lambda f: f["kind"].isna() | f["number_kind"].isna() | (f["kind"] == f["number_kind"]),
        _number_params,
    ),
    TableRule(
        "number-year-early", "certificate_number", ("number", "completed_on"), _year_early, dates
    ),
    TableRule(
        "number-year-next",
        "certificate_number",
        ("number", "completed_on"),
        lambda f: _year_after(f, lambda n: n == 1),
        dates,
    ),
    TableRule(
        "number-year-late",
        "certificate_number",
        ("number", "completed_on"),
        lambda f: _year_after(f, lambda n: n > 1),
        dates,
    ),
    TableRule(
        "number-year-issued",
        "certificate_number",
        ("number", "issued_on"),
        _year_of_issue,
        dates,
    ),
    *prefectures.RULES,
    TableRule(
        "number-agency-prefecture",
        "certificate_number",
        ("number", "agency_number"),
        lambda f: _agency(f, True),
        _agency_params,
    ),
    TableRule(
        "number-agency-mismatch",
        "certificate_number",
        ("number", "agency_number"),
        lambda f: _agency(f, False),
        _agency_params,
    ),
    _duplicate("number-duplicate", False),
    _duplicate("row-duplicate", True),
    TableRule(
        "number-gap",
        "certificate_number",
        ("number",),
        lambda f: f.fails(set(f.once(_gaps))),
        lambda f, i: dict(zip(("missing", "after"), f.once(_gaps)[i], strict=True)),
    ),
    _designation("agency-unknown"),
    _designation("designation-kind-missing"),
    _designation("designation-expired"),
    _designation("designation-void"),
    _designation("designation-not-yet"),
    _designation("designation-revoked-then"),
)
