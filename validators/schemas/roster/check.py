"""The schema of the 研修修了者名簿: its rules, and the check of its records."""

from __future__ import annotations

from validators.schemas import run
from validators.schemas.records import Fault, Records
from validators.schemas.roster import cells as cell_rules
from validators.schemas.roster import numbers as number_rules
from validators.schemas.roster import people as people_rules
from validators.schemas.rule import Context, Frame, TableRule

RULES: tuple[TableRule, ...] = (*cell_rules.RULES, *number_rules.RULES, *people_rules.RULES)


def faults_of(records: Records, context: Context) -> list[Fault]:
    """Every fault of the records (``roster_records``), in record order."""
    return number_rules.explained(run.check(RULES, Frame(records, context)))
