"""The schema of the 研修修了者名簿: its rules, and the check over its raw columns."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from validators.numbers import certificate
from validators.schemas import run
from validators.schemas.records import Fault
from validators.schemas.roster import cells as cell_rules
from validators.schemas.roster import numbers as number_rules
from validators.schemas.roster import people as people_rules
from validators.schemas.roster.records import roster_records
from validators.schemas.rule import Context, Frame, TableRule
from validators.values.durations import Required

RULES: tuple[TableRule, ...] = (*cell_rules.RULES, *number_rules.RULES, *people_rules.RULES)


def check(values: Mapping[str, Sequence[object]], context: Context) -> list[Fault]:
    """Every fault of the records, in record order; values as for ``records.understand``."""
    own, settings = context.profile.prefecture, context.profile.completion
    own = own or certificate.usual_prefecture(values.get("certificate_number", ()))
    required = Required(settings.required_minutes, settings.in_house_minutes)
    records = roster_records(values, today=context.today, prefecture=own, required=required)
    return number_rules.explained(run.check(RULES, Frame(records, context)))
