"""Rule → title, severity, Japanese sentence, what to do, clause: the only place where clerks' Japanese is written.

Each module of this package holds one table ``RULES``; ids are unique over all of them (a test checks it).
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from enum import Enum
from functools import lru_cache
from importlib import import_module
from pkgutil import iter_modules
from string import Formatter
from typing import Literal

from validators.eras import in_japan, wareki
from validators.reading import Note

Severity = Literal["error", "warning", "info"]
SEVERITIES: tuple[Severity, ...] = ("error", "warning", "info")
SEVERITY_NAME: dict[Severity, str] = {"error": "誤り", "warning": "要確認", "info": "情報"}


# What a rule is about. "writing": how a value is written, or that it cannot be read or is missing; one
# habit of a whole column is told once. "row": a verdict on the row, which always stays with it.
# "table": the table, the file or the run as a whole.
About = Literal["writing", "row", "table"]


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
    about     what the rule judges; a habit of "writing" is told once at its heading (house law 3)
    """

    title: str
    severity: Severity
    text: str
    action: str = ""
    clause: str = ""
    ref: str = ""
    excel: str = ""
    cell: str = ""
    about: About = "row"

    def action_at(self, door: Door) -> str:
        """What to do next in the door's words: a cell's fall back on Excel's, Excel's on ``action``."""
        if door is Door.CLI:
            return self.action
        if door is Door.EXCEL:
            return self.excel or self.action
        return self.cell or self.excel or self.action


_rules: dict[str, Rule] = {}


def tables() -> list[dict[str, Rule]]:
    """The RULES of every module of this package, in the order of their names."""
    found = []
    for module in sorted(iter_modules(__path__), key=lambda m: m.name):
        table = import_module(f"{__name__}.{module.name}")
        found.append(getattr(table, "RULES", {}))
    return found


def rules() -> dict[str, Rule]:
    """Every rule by id."""
    if not _rules:
        for table in tables():
            _rules.update(table)
    return _rules


_EXAMPLE = "群馬県-012345"  # of a 登録番号, where the prefecture concerned is not known


def sentence(note: Note, door: Door = Door.CLI) -> str:
    """The note's Japanese sentence (what is wrong, then what to do at this door), ending in 。"""
    template, doubted, names = _template(note.rule, door)
    candidate = note.suggestion
    if "（" in candidate:
        candidate = in_japan(candidate)
    params = {"suggestion": candidate, "example": _EXAMPLE, **note.params}
    for name in names:
        value = params.get(name)
        if isinstance(value, dt.date) and not isinstance(value, dt.datetime):
            params[name] = _shown(value, doubted)
    return template.format_map(params)


@lru_cache(maxsize=4096)
def _template(rule: str, door: Door) -> tuple[str, bool, frozenset[str]]:
    """A rule's sentence with its placeholders, whether it names a western year, which the days in it are
    compared with, and the names of the placeholders."""
    said = rules()[rule]
    parts = [part for part in (said.text, said.action_at(door)) if part]
    template = "。".join(parts) + "。"
    names = (name for _, name, _, _ in Formatter().parse(template) if name)
    return template, "{year}" in said.text, frozenset(name.partition(".")[0] for name in names)


class _Day(str):
    """A day as sentences write it (和暦); a deadline adds ``{name.iso}`` for whoever copies it."""

    __slots__ = ("iso",)
    iso: str


@lru_cache(maxsize=65536)
def _shown(value: dt.date, doubted: bool) -> _Day:
    """A day in the one calendar all sentences keep to, the western year in brackets where it is in doubt."""
    text = wareki(value) or value.isoformat()
    day = _Day(f"{text}（{value.year}年）" if doubted and text != value.isoformat() else text)
    day.iso = value.isoformat()
    return day


def sentence_of(rule: str, door: Door, /, **params: object) -> str:
    """The sentence of a rule at a door, for what is told and is no Problem and no Finding."""
    return sentence(Note(rule, params), door)
