"""Rules about persons over the rows: the same one twice, or two that may be one (domain.md 5.4)."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import pandas as pd

from validators.person import SAME_BY
from validators.schemas.rule import Frame, TableRule, dates
from validators.values.names import compare


def _field_twice(f: Frame) -> dict[int, list[int]]:
    found: dict[int, list[int]] = {}
    names, single = f.column("name_key"), "number" not in f.records.typed
    numbers = names if single else f.column("number")
    for person in SAME_BY:
        if all(c in f.records.typed for c in person):
            for i, others in f.others(*person, "kind").items():
                name, number = names[i], numbers[i]
                hits = [j for j in others if names[j] == name and (single or numbers[j] != number)]
                if hits:
                    found.setdefault(i, hits)
    return found


_TOLD_APART = ("name", "name_key", "registration", "birth_date")


def _alike(f: Frame) -> list[int]:
    """For each record a number that it shares with the records whose person reads alike in every respect."""
    columns = [f.column(c) for c in _TOLD_APART if c in f.records.typed]
    if not columns:
        return [0] * len(f.records)
    numbers: dict[tuple[object, ...], int] = {}
    return [numbers.setdefault(person, len(numbers)) for person in zip(*columns, strict=True)]


def _people(f: Frame, by: tuple[str, ...], differ: Callable[[int, int], bool]) -> dict[int, int]:
    """Record → the first other record that shares ``by`` and differs.

    Records that read alike in every respect are compared once: one person may stand in a thousand rows.
    """
    shared = f.others(*by)
    if not shared:
        return {}
    known: dict[tuple[int, int], bool] = {}
    alike = f.once(_alike)
    found = {}
    for i, others in shared.items():
        readings = [alike[j] for j in others]
        for reading in dict.fromkeys(readings):  # in the order of their first records
            first, pair = others[readings.index(reading)], (alike[i], reading)
            if pair not in known:
                known[pair] = differ(i, first)
            if known[pair]:
                found[i] = first
                break
    return found


def _other_spelling(f: Frame, i: int, j: int) -> bool:
    return compare(str(f.at("name", i)), str(f.at("name", j))) == "folded"


def _registered_same(f: Frame, i: int, j: int) -> bool:
    return (
        "registration" in f.records.typed
        and f.at("registration", i) is not None
        and f.at("registration", i) == f.at("registration", j)
    )


def _maybe_same(f: Frame) -> dict[int, int]:
    return _people(
        f,
        ("name_key", "birth_date"),
        lambda i, j: _other_spelling(f, i, j) and not _registered_same(f, i, j),
    )


def _spelling(f: Frame) -> dict[int, int]:
    return _people(f, ("registration", "name_key"), lambda i, j: _other_spelling(f, i, j))


def _contradict(f: Frame, column: str, i: int, j: int) -> bool:
    """Do both records say it, and not the same? A blank contradicts nothing; that it is missing is told there."""
    a: Any = f.at(column, i)
    b: Any = f.at(column, j)
    return bool(pd.notna(a) and pd.notna(b) and a != b)


def _shared(f: Frame) -> dict[int, int]:
    return _people(f, ("registration",), lambda i, j: _contradict(f, "name_key", i, j))


def _births(f: Frame) -> dict[int, int]:
    by = ("registration", "name_key")
    return _people(f, by, lambda i, j: _contradict(f, "birth_date", i, j))


def _registrations(f: Frame) -> dict[int, int]:
    """Namesakes born on one day are rarer than a number mistyped."""
    by = ("name_key", "birth_date")
    return _people(f, by, lambda i, j: _contradict(f, "registration", i, j))


def _person(
    rule: str, column: str, needs: tuple[str, ...], found: Callable[[Frame], dict[int, int]]
) -> TableRule:
    def params(f: Frame, i: int) -> Mapping[str, object]:
        j = f.once(found)[i]
        return {
            "other": f.context.where(j, column),
            "name": f.at("name", j),
            "number": f.at("registration", j) if "registration" in needs else "",
            **{k: v for k, v in dates(f, j).items() if k == "birth"},
        }

    return TableRule(rule, column, needs, lambda f: f.fails(set(f.once(found))), params)


RULES: tuple[TableRule, ...] = (
    TableRule(
        "person-field-twice",
        "field",
        ("kind", "name_key"),
        lambda f: f.fails(set(f.once(_field_twice))),
        lambda f, i: {
            "field": getattr(f.at("field", i), "name", ""),
            "other": f.naming(f.once(_field_twice)[i], "field"),
        },
    ),
    _person("person-maybe-same", "name", ("name_key", "birth_date"), _maybe_same),
    _person("person-spelling", "name", ("name_key", "registration"), _spelling),
    _person("registration-shared", "registration_number", ("name_key", "registration"), _shared),
    _person(
        "birth-date-differs", "birth_date", ("name_key", "registration", "birth_date"), _births
    ),
    _person(
        "registration-differs",
        "registration_number",
        ("name_key", "registration", "birth_date"),
        _registrations,
    ),
)
