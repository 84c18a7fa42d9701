"""The pandera schema of the 研修修了者名簿: rules over several cells or rows, each under the column that has to be corrected.

A pandera check over two columns would blame every column of the row. Here each rule sits under the one column it blames and
looks at the whole typed frame, so ``failure_cases`` already names the cell; ``_validate`` is the only reader of it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pandera.pandas as pa
from pandera.errors import SchemaErrors

from validators.reading import Note
from validators.schemas import cell_rules, number_rules, people_rules
from validators.schemas.frame import Context, Frame, RosterRule
from validators.schemas.records import Fault, understand

RULES: tuple[RosterRule, ...] = (*cell_rules.RULES, *number_rules.RULES, *people_rules.RULES)


def check(values: Mapping[str, Sequence[object]], context: Context) -> list[Fault]:
    """Every fault of the records, in record order; values as for ``records.understand``. Rules the profile turns off are left out."""
    records = understand(values, today=context.today, prefecture=context.profile.prefecture)
    if not len(records):
        return []
    frame = Frame(records, context)
    faults = records.faults + list(_validate(frame))
    faults = [f for f in faults if context.profile.severity(f.note.rule) is not None]
    order = {column: i for i, column in enumerate(values)}
    return sorted(faults, key=lambda f: (f.record, order.get(f.column, 99)))


def schema(frame: Frame) -> pa.DataFrameSchema:
    """One ``Column`` per blamed column, one ``Check`` per rule; ``Check.error`` is the rule's id."""
    columns: dict[str, list[pa.Check]] = {}
    for rule in RULES:
        if rule.column in frame.records.typed and all(n in frame.records.typed for n in rule.needs):
            run = pa.Check(lambda _, rule=rule: rule.holds(frame), error=rule.id, ignore_na=False, name=rule.id)
            columns.setdefault(rule.column, []).append(run)
    return pa.DataFrameSchema({c: pa.Column(None, checks, nullable=True) for c, checks in columns.items()})


def _validate(frame: Frame) -> list[Fault]:
    try:
        schema(frame).validate(frame.records.typed, lazy=True)
    except SchemaErrors as errors:
        cases = errors.failure_cases
        if cases["index"].isna().any():     # a rule itself failed: our fault, never the clerk's
            raise RuntimeError(f"rule failed: {sorted(set(cases.loc[cases['index'].isna(), 'check']))}") from None
        by_id = {(rule.column, rule.id): rule for rule in RULES}
        found = zip(cases["column"], cases["check"], cases["index"], strict=True)
        return [Fault(int(i), column, Note(name, by_id[column, name].params(frame, int(i)))) for column, name, i in found]
    return []
