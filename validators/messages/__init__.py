"""Rule → title, severity, Japanese sentence, what to do, clause: the only place where clerks' Japanese is written.

Each module of this package holds one table ``RULES``; ids are unique over all of them (a test checks it).
"""

from __future__ import annotations

from dataclasses import dataclass
from importlib import import_module
from typing import Literal

from validators.reading import Note

Severity = Literal["error", "warning", "info"]
SEVERITIES: tuple[Severity, ...] = ("error", "warning", "info")
SEVERITY_NAME: dict[Severity, str] = {"error": "誤り", "warning": "要確認", "info": "情報"}


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule as the clerk meets it. ``text`` and ``action`` may hold ``{placeholders}`` filled from ``Note.params``.

    title     a few words for the counts by rule, e.g. 修了証番号の重複
    severity  default; a profile may change it
    text      one sentence: what is wrong, without 。
    action    one sentence: what to do next, without 。; "" where nothing has to be done
    clause    source, e.g. "ガイドライン5(2)"; "" for plain data hygiene
    ref       rule number of the domain table, e.g. "R15"
    """

    title: str
    severity: Severity
    text: str
    action: str = ""
    clause: str = ""
    ref: str = ""


_TABLES = ("numbers", "values", "roster", "applications", "designations", "participants", "forms")
_rules: dict[str, Rule] = {}


def rules() -> dict[str, Rule]:
    """Every rule by id."""
    if not _rules:
        for table in _TABLES:
            _rules.update(import_module(f"validators.messages.{table}").RULES)
    return _rules


def sentence(note: Note) -> str:
    """The note's Japanese sentence (what is wrong, then what to do), ending in 。"""
    rule = rules()[note.rule]
    params = {"suggestion": note.suggestion, **note.params}
    parts = [part.format_map(params) for part in (rule.text, rule.action) if part]
    return "。".join(parts) + "。"
