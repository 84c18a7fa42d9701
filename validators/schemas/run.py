"""Rules run by pandera over a typed frame; the only reader of pandera's ``failure_cases``.

A pandera check over two columns would blame every column of the row. Here each rule sits under the
one column it blames and
looks at the whole typed frame, so ``failure_cases`` already names the cell.
"""

from __future__ import annotations

from collections.abc import Sequence

import pandera.pandas as pa
from pandera.errors import SchemaErrors

from validators.reading import Note
from validators.schemas.records import Fault
from validators.schemas.rule import Frame, TableRule


def check(rules: Sequence[TableRule], frame: Frame) -> list[Fault]:
    """Every fault of the frame's records, in record order. Rules the profile turns off are left out."""
    if not len(frame.records):
        return []
    faults = frame.records.faults + _validate(rules, frame)
    faults = [f for f in faults if frame.context.profile.severity(f.note.rule) is not None]
    order = {column: i for i, column in enumerate(frame.records.typed)}
    return sorted(faults, key=lambda f: (f.record, order.get(f.column, 99)))


def schema(rules: Sequence[TableRule], frame: Frame) -> pa.DataFrameSchema:
    """One ``Column`` per blamed column, one ``Check`` per rule; ``Check.error`` is the rule's place
    in ``rules`` (ids may come twice)."""
    columns: dict[str, list[pa.Check]] = {}
    for number, rule in enumerate(rules):
        if rule.column in frame.records.typed and all(n in frame.records.typed for n in rule.needs):
            run = pa.Check(
                lambda _, rule=rule: rule.holds(frame),
                error=str(number),
                ignore_na=False,
                name=rule.id,
            )
            columns.setdefault(rule.column, []).append(run)
    return pa.DataFrameSchema(
        {c: pa.Column(None, checks, nullable=True) for c, checks in columns.items()}
    )


def _validate(rules: Sequence[TableRule], frame: Frame) -> list[Fault]:
    try:
        schema(rules, frame).validate(frame.records.typed, lazy=True)
    except SchemaErrors as errors:
        cases = errors.failure_cases
        if cases["index"].isna().any():  # a rule itself failed: our fault, never the clerk's
            raise RuntimeError(
                f"rule failed: {sorted(set(cases.loc[cases['index'].isna(), 'check']))}"
            ) from None
        found = zip(cases["check"], cases["index"], strict=True)
        return [
            Fault(
                int(i),
                rules[int(n)].column,
                Note(rules[int(n)].id, rules[int(n)].params(frame, int(i))),
            )
            for n, i in found
        ]
    return []
