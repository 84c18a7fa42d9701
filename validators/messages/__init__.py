"""Rule → title, severity, Japanese sentence, what to do, clause: the only place where clerks' Japanese is written.

Each module of this package holds one table ``RULES``; ids are unique over all of them (a test checks it).
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from importlib import import_module
from typing import Literal

from validators.reading import Note

Severity = Literal["error", "warning", "info"]
SEVERITIES: tuple[Severity, ...] = ("error", "warning", "info")
SEVERITY_NAME: dict[Severity, str] = {"error": "誤り", "warning": "要確認", "info": "情報"}


class Door(Enum):
    """Where the clerk meets a sentence: each door has words of its own for what to do next."""

    CELL = "cell"  # a worksheet function's answer
    EXCEL = "excel"  # a dialog or a sheet of the open workbook
    CLI = "cli"  # the command line


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule as the clerk meets it. ``text`` and ``action`` may hold ``{placeholders}`` filled from ``Note.params``.

    title     a few words for the counts by rule, e.g. 修了証番号の重複
    severity  default; a profile may change it
    text      one sentence: what is wrong, without 。
    action    one sentence: what to do next, without 。; "" where nothing has to be done
    clause    source, e.g. "ガイドライン5(2)"; "" for plain data hygiene
    ref       rule number of the domain table, e.g. "R15"
    excel     the action in the words of Excel's buttons, where it differs from ``action``
    cell      the action in the words of a formula, where it differs from ``excel`` or ``action``
    """

    title: str
    severity: Severity
    text: str
    action: str = ""
    clause: str = ""
    ref: str = ""
    excel: str = ""
    cell: str = ""

    def action_at(self, door: Door) -> str:
        """What to do next in the door's words: a cell's fall back on Excel's, Excel's on ``action``."""
        if door is Door.CLI:
            return self.action
        if door is Door.EXCEL:
            return self.excel or self.action
        return self.cell or self.excel or self.action


_TABLES = (
    "numbers",
    "values",
    "roster",
    "applications",
    "designations",
    "participants",
    "forms",
    "blanks",
)
_rules: dict[str, Rule] = {}


def rules() -> dict[str, Rule]:
    """Every rule by id."""
    if not _rules:
        for table in _TABLES:
            _rules.update(import_module(f"validators.messages.{table}").RULES)
    return _rules


def sentence(note: Note, door: Door = Door.CLI) -> str:
    """The note's Japanese sentence (what is wrong, then what to do at this door), ending in 。"""
    rule = rules()[note.rule]
    params = {"suggestion": note.suggestion, **note.params}
    parts = [part.format_map(params) for part in (rule.text, rule.action_at(door)) if part]
    return "。".join(parts) + "。"
