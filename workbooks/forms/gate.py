"""門 (作る・決めてから・作らない): whether a record may go to print, from *all* findings of its check.

A 誤り in any of its cells keeps it from print. A 要確認 means that a person decides: where it
touches a value that is printed the record waits, unless the clerk accepted it by name; elsewhere
the paper is made and the finding is told.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass, field

from validators.findings import Finding
from validators.messages import rules
from validators.reading import Note
from validators.text import squeeze
from workbooks.forms.pages import Refusal, Remark, remark

# 要確認 about a person or a paper as a whole: they hold a record wherever the finding stands.
HOLDING = frozenset(
    (
        "remarks-not-completed",
        "person-field-twice",
        "registration-shared",
        "birth-date-differs",
        "age-implausible",
        "application-duplicate",
        "kinds-on-attachment",
        "renewal-body-unknown",
    )
)

# 要確認 about a paper that may lie elsewhere: told, and no reason to wait.
_ELSEWHERE = frozenset(("curriculum-not-found", "attachment-unknown-application"))


@dataclass(frozen=True, slots=True)
class Gate:
    """The findings of one check, by cell, and what the clerk accepted.

    accepted  cells (C10, 名簿!C10), names, numbers or titles of rules, squeezed
    ignored   rules that say nothing about the paper, e.g. that it came late
    used      what of ``accepted`` let something pass
    """

    findings: Sequence[Finding]
    accepted: Collection[str] = ()
    ignored: frozenset[str] = frozenset()
    used: set[str] = field(init=False, default_factory=set)
    _by_cell: dict[tuple[str, str, str], list[Finding]] = field(init=False, default_factory=dict)

    def __post_init__(self) -> None:
        for one in self.findings:
            if one.rule not in self.ignored and one.severity != "info":
                self._by_cell.setdefault((one.file, one.sheet, one.cell), []).append(one)

    def at(self, file: str, sheet: str, cell: str) -> list[Finding]:
        """What was found in one cell."""
        return self._by_cell.get((file, sheet, cell), [])

    def fault(self, found: Iterable[Finding], who: str) -> Refusal | None:
        """The first 誤り as a refusal."""
        for one in found:
            if one.severity == "error":
                return Refusal(f"{one.sheet}!{one.cell}", who, Note(one.rule), one.message)
        return None

    def doubt(
        self, found: Iterable[Finding], who: str, printed: Callable[[Finding], bool]
    ) -> Refusal | None:
        """The first 要確認 that has to be settled before print."""
        for one in found:
            if one.severity != "warning" or one.rule in _ELSEWHERE or self.accepts(one):
                continue
            if one.rule in HOLDING or printed(one):
                place = f"{one.sheet}!{one.cell}"
                return Refusal(place, who, Note(one.rule), one.message, held=True)
        return None

    def told(self, found: Iterable[Finding], who: str) -> list[Remark]:
        """Every 要確認 of a record that is printed all the same."""
        return [
            Remark(f"{one.sheet}!{one.cell}", who, one.message, doubt=True)
            for one in found
            if one.severity == "warning"
        ]

    def accepts(self, one: Finding) -> bool:
        """Did the clerk accept this finding by cell, name, number or the rule's title?"""
        known = (one.cell, f"{one.sheet}!{one.cell}", one.row_name, one.row_number)
        return self._settled((*known, rules()[one.rule].title))

    def lets(self, refusal: Refusal, number: str = "") -> bool:
        """May a record held back by the forms' own rules pass, because the clerk accepted it?"""
        cell = refusal.cell.rpartition("!")[2]
        title = rules()[refusal.rule].title
        return refusal.held and self._settled((cell, refusal.cell, refusal.who, number, title))

    def _settled(self, names: Iterable[str]) -> bool:
        """Is one of these names among those accepted?"""
        found = {squeeze(name) for name in names if name}.intersection(self.accepted)
        self.used.update(found)
        return bool(found)

    def unused(self) -> list[Remark]:
        """What the clerk accepted and nothing answers to."""
        return [
            remark("", word, "form-accept-unused", word=word)
            for word in sorted(set(self.accepted) - self.used)
        ]
