"""Rules run by pandera over a typed frame; the only reader of pandera's errors.

pandera judges every rule: one ``Check`` each over the whole typed frame. Which records fail is kept by the check
itself, as the rule's own answer: pandera's ``failure_cases`` would blame every column of a record, and it writes each
failing record out as text for a message nobody reads (measured: half the time of a small table, and most of it where
every row has a finding).
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

import numpy as np
import pandas as pd
import pandera.pandas as pa
from pandera.errors import SchemaErrorReason, SchemaErrors

from validators.reading import Note
from validators.schemas.records import Fault
from validators.schemas.rule import Frame, TableRule

_FAILS = SchemaErrorReason.DATAFRAME_CHECK
Failed = dict[int, list[int]]  # a rule's place among the rules → the records that fail it


def check(rules: Sequence[TableRule], frame: Frame) -> list[Fault]:
    """Every fault of the frame's records, in record order. Rules the profile turns off are left out."""
    if not len(frame.records):
        return []
    faults = frame.records.faults + _validate(rules, frame)
    faults = [f for f in faults if frame.context.profile.severity(f.note.rule) is not None]
    order = {column: i for i, column in enumerate(frame.records.typed)}
    return sorted(faults, key=lambda f: (f.record, order.get(f.column, 99)))


def schema(rules: Sequence[TableRule], frame: Frame, failed: Failed) -> pa.DataFrameSchema:
    """One ``Check`` per rule whose columns are there; ``Check.error`` is the rule's place in ``rules`` (ids may come
    twice), under which the records that fail it are put into ``failed``."""
    columns = set(frame.records.typed)
    return pa.DataFrameSchema(
        checks=[
            pa.Check(partial(_holds, rule, frame, failed, n), error=str(n), name=rule.id)
            for n, rule in enumerate(rules)
            if columns.issuperset((rule.column, *rule.needs))
        ]
    )


def _holds(rule: TableRule, frame: Frame, failed: Failed, number: int, _: pd.DataFrame) -> bool:
    """Does the rule hold for every record? Those for which it does not are kept in ``failed``."""
    fails = np.flatnonzero(~rule.holds(frame).to_numpy(dtype=bool))
    if len(fails):
        failed[number] = fails.tolist()
    return not len(fails)


def _validate(rules: Sequence[TableRule], frame: Frame) -> list[Fault]:
    failed: Failed = {}
    judged = frame.records.typed.copy(deep=False)  # pandera ties the schema to what it validates
    try:
        schema(rules, frame, failed).validate(judged, lazy=True, inplace=True)
    except SchemaErrors as errors:
        broken = [e for e in errors.schema_errors if e.reason_code != _FAILS]
        if broken:  # a rule itself failed: our fault, never the clerk's
            names = sorted(str(getattr(e.check, "name", e.check)) for e in broken)
            raise RuntimeError(f"rule failed: {names}") from None
        failing = [int(error.check.error) for error in errors.schema_errors]
        return [
            Fault(i, rules[n].column, Note(rules[n].id, rules[n].params(frame, i)))
            for n in failing
            for i in failed[n]
        ]
    return []
