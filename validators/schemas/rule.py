"""What a rule of a table sees and what it is: the typed records, the context, and a test under the column it blames."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice
from typing import Any, TypeVar

import numpy as np
import numpy.typing as npt
import pandas as pd

from validators.guideline.coverage import Coverage
from validators.profile import Profile
from validators.schemas.records import Records


@dataclass(frozen=True, slots=True)
class Applications:
    """What カリキュラム and 講師 have to agree with. Keys are squeezed 受付番号 ("" where the tables carry none).

    declared   (key, kind) → minutes of the application     known       keys of the applications
    renewals   keys of 様式第4号 that say 変更なし for the lecturers     lecturers  key → lecturers
    with papers; {} when there is no such table
    """

    declared: Mapping[tuple[str, int], int] = field(default_factory=dict)
    known: frozenset[str] = frozenset()
    renewals: frozenset[str] = frozenset()
    lecturers: Mapping[str, frozenset[str]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Context:
    """What the rules need besides the rows. ``where(record, column)`` names a cell, e.g. "J10" or "名簿2!J10"."""

    today: dt.date
    profile: Profile
    where: Callable[[int, str], str]
    coverage: Coverage | None = None
    applications: Applications = Applications()


T = TypeVar("T")
_DATES = (("birth", "birth_date"), ("completed", "completed_on"), ("issued", "issued_on"))
MOST = 200  # other records a record is compared with
Params = Callable[["Frame", int], Mapping[str, object]]


@dataclass(frozen=True, slots=True)
class TableRule:
    """One rule of a table, under the column it blames.

    needs   columns without which it cannot be asked    holds   one bool per record    params  fills
    the sentence for a record that fails
    given   what it needs besides the table, by the name of the ``Context`` field, e.g. ``coverage``
    """

    id: str
    column: str
    needs: tuple[str, ...]
    holds: Callable[[Frame], pd.Series]
    params: Params = lambda f, i: {}
    given: str = ""


Found = dict[int, Mapping[str, object]]  # record → what fills the sentence


# A column the rules compare → the printed column it is read from.
_READ_FROM = {
    "applicant_key": "applicant",
    "key": "receipt",
    "kind": "field",
    "name_key": "name",
    "number": "certificate_number",
    "registration": "registration_number",
}


def raw_columns(rule: TableRule) -> tuple[str, ...]:
    """The printed columns a rule reads, the blamed one first; each once."""
    read = (_READ_FROM.get(column, column) for column in (rule.column, *rule.needs))
    return tuple(dict.fromkeys(read))


def not_asked(rules: Sequence[TableRule], columns: Collection[str]) -> dict[str, list[str]]:
    """Printed column that is not among ``columns`` → ids of the rules that cannot run for want of it."""
    lacking: dict[str, list[str]] = {}
    for rule in rules:
        for column in raw_columns(rule):
            if column not in columns:
                lacking.setdefault(column, []).append(rule.id)
    return lacking


def without(rules: Sequence[TableRule], context: Context) -> dict[str, list[str]]:
    """What was not given besides the tables (a ``Context`` field) → ids of the rules that cannot run for want of it."""
    lacking: dict[str, list[str]] = {}
    for rule in rules:
        if rule.given and getattr(context, rule.given) is None:
            lacking.setdefault(rule.given, []).append(rule.id)
    return lacking


def missing(rule: str, blamed: str, **params: object) -> TableRule:
    """A cell that has to be filled in."""
    return TableRule(rule, blamed, (blamed,), lambda f: ~f.blank(blamed), lambda f, i: params)


def found_by(
    rule: str, column: str, needs: tuple[str, ...], find: Callable[[Frame], Found]
) -> TableRule:
    """A rule whose faults are found in one go."""
    return TableRule(
        rule, column, needs, lambda f: f.fails(set(f.once(find))), lambda f, i: f.once(find)[i]
    )


def found_among(
    rule: str, column: str, needs: tuple[str, ...], find: Callable[[Frame], Mapping[str, Found]]
) -> TableRule:
    """One of several rules whose faults are found together: ``find`` gives rule → ``Found``."""
    return TableRule(
        rule,
        column,
        needs,
        lambda f: f.fails(set(f.once(find).get(rule, {}))),
        lambda f, i: f.once(find)[rule][i],
    )


@dataclass(slots=True)
class Frame:
    """What a rule sees: the typed columns, the blanks, the context, and groups computed once."""

    records: Records
    context: Context
    _values: dict[str, list[Any]] = field(default_factory=dict)
    _once: dict[Callable[..., object], Any] = field(default_factory=dict)
    _codes: dict[str, npt.NDArray[np.int64]] = field(default_factory=dict)
    _others: dict[tuple[str, ...], dict[int, list[int]]] = field(default_factory=dict)

    def __getitem__(self, column: str) -> pd.Series:
        return self.records.typed[column]

    def at(self, column: str, record: int) -> Any:
        """One typed value."""
        return self.column(column)[record]

    def column(self, column: str) -> list[Any]:
        """All typed values of a column, kept as a list: looking into the table costs fifty times as much."""
        values = self._values.get(column)
        if values is None:
            values = self._values[column] = self.records.typed[column].tolist()
        return values

    def given(self, column: str) -> dict[int, Any]:
        """Record → value, where there is one."""
        return dict(
            zip(self[column].dropna().index.tolist(), self[column].dropna().tolist(), strict=True)
        )

    def date(self, column: str, record: int) -> dt.date:
        """A date for a sentence."""
        day: dt.date = self.column(column)[record].date()
        return day

    def blank(self, column: str) -> pd.Series:
        """Empty cells of a column; all False where no table has it."""
        known = self.records.blank.get(column)
        return known if known is not None else pd.Series(False, index=self.records.typed.index)

    def once(self, compute: Callable[[Frame], T]) -> T:
        """``compute(self)``, worked out once for the test and for every sentence of a rule."""
        if compute not in self._once:
            self._once[compute] = compute(self)
        found: T = self._once[compute]
        return found

    def others(self, *columns: str) -> dict[int, list[int]]:
        """Record → the other records that share all these values (blank shares nothing), at most ``MOST``:
        a row filled down a sheet by mistake would else be compared with itself a million times."""
        if columns not in self._others:
            groups: dict[int, list[int]] = {}
            for i, key in zip(*self._shared(columns), strict=True):
                groups.setdefault(key, []).append(i)
            found: dict[int, list[int]] = {}
            for members in groups.values():
                cells = [self._cells(i, columns) for i in members]
                if len(set(cells)) == len(members):  # no cell stands for two records
                    few = members[: MOST + 1]
                    found |= {i: [j for j in few if j != i][:MOST] for i in members}
                    continue
                for i, record_cells in zip(members, cells, strict=True):
                    pairs = zip(members, cells, strict=True)
                    rest = list(islice((j for j, c in pairs if j != i and c != record_cells), MOST))
                    if rest:
                        found[i] = rest
            self._others[columns] = found
        return self._others[columns]

    def _shared(self, columns: tuple[str, ...]) -> tuple[list[int], list[int]]:
        """The records that share all these values with another one, and a number for each that they share it by."""
        first, *rest = map(self._coded, columns)
        given, keys = first >= 0, first
        for codes in rest:
            # numbered anew each time: a million times a million times a million is no number
            given &= codes >= 0
            keys = pd.factorize(keys * (codes.max(initial=0) + 1) + codes)[0]
        times = np.bincount(keys[given])
        shared = np.flatnonzero(given)[times[keys[given]] > 1]
        return shared.tolist(), keys[shared].tolist()

    def _coded(self, column: str) -> npt.NDArray[np.int64]:
        """Record → a number for its value, -1 where there is none: equal values have one number."""
        if column not in self._codes:
            self._codes[column] = pd.factorize(self.records.typed[column])[0]
        return self._codes[column]

    def _cells(self, record: int, columns: tuple[str, ...]) -> tuple[str, ...]:
        """The cells these values of a record stand in: two rows under one merged cell are no two statements."""
        return tuple(self.context.where(record, _READ_FROM.get(c, c)) for c in columns)

    def fails(self, records: Sequence[int] | set[int]) -> pd.Series:
        """All true but for these records."""
        holds = np.ones(len(self.records), dtype=bool)
        holds[list(records)] = False
        return pd.Series(holds, index=self.records.typed.index)

    def naming(self, records: Sequence[int], column: str) -> str:
        """Cells of other records, at most three by name."""
        cells = "、".join(self.context.where(i, column) for i in records[:3])
        if len(records) >= MOST:
            return f"{cells} ほか多数"
        return cells if len(records) <= 3 else f"{cells} ほか{len(records) - 3}件"


def dates(f: Frame, i: int) -> Mapping[str, object]:
    """Placeholders birth, completed, issued and year, as far as the record has them."""
    known: dict[str, object] = {}
    for name, column in _DATES:
        if (day := f.records.read(column, i)) is not None:
            known[name] = day
    if (number := f.records.read("certificate_number", i)) is not None:
        known["year"] = number.year
    return known
