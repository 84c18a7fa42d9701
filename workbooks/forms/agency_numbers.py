"""研修実施機関番号 of a notice (Guideline 5(2)): a body keeps its number, a new body takes the next,
and no number goes to two bodies.

Who is the same body is ``Coverage``'s and ``body_key``'s to say; a name that is only nearly the
same as a known one is asked about, never given a number of its own.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from validators.guideline.bodies import body_key, same_body
from validators.reading import Note
from validators.values.names import name_key

PREFECTURE = 1  # 01 is the prefecture's own
_LAST = 99


@dataclass(frozen=True, slots=True)
class Given:
    """The number of a body; ``new`` when it never had one."""

    number: int
    new: bool = False


@dataclass(slots=True)
class AgencyNumbers:
    """The numbers of every body ever designated (指定台帳), and those given out in this run.

    listed  is there a 指定台帳 at all? Without one no new number can be given
    """

    names: dict[int, str] = field(default_factory=dict)
    listed: bool = True

    @classmethod
    def of(
        cls, known: Mapping[int, str] | None, written: Iterable[tuple[int, str]]
    ) -> AgencyNumbers:
        """From the 指定台帳 and the numbers already written in the ledger."""
        numbers = cls(dict(known or {}), known is not None)
        for number, name in written:
            numbers.names.setdefault(number, name)
        return numbers

    def give(self, name: str, written: int | None, *, another: bool = False) -> Given | Note:
        """The number of the body, or why it cannot be told.

        another  has a person decided that it is not the body of nearly the same name?
        """
        kept = next((n for n, other in self.names.items() if same_body(other, name)), None)
        if written == PREFECTURE or kept == PREFECTURE:
            return Note("form-agency-prefecture")
        if written and kept and written != kept:
            return Note("form-agency-differs", {"number": f"{written:02}", "known": f"{kept:02}"})
        holder = self.names.get(written or 0, name)
        if written and not same_body(holder, name):
            return Note("form-agency-taken", {"number": f"{written:02}", "name": holder})
        if kept or written:
            number = kept or written or 0
            self.names[number] = self.names.get(number) or name
            return Given(number)
        if not self.listed:
            return Note("form-agency-unknown")
        near = None if another else self._near(name)
        if near is not None:
            return Note("form-agency-near", {"number": f"{near:02}", "name": self.names[near]})
        return self._next(name)

    def _near(self, name: str) -> int | None:
        """A body whose name differs in variant characters, in the corporate form or in one letter."""
        core = _core(name)
        for number, other in self.names.items():
            theirs = _core(other)
            if core and theirs and (core == theirs or _one_apart(core, theirs)):
                return number
        return None

    def _next(self, name: str) -> Given | Note:
        taken = set(self.names)
        number = (
            max(taken | {PREFECTURE}) + 1
        )  # no gap: it may be that of a body that trains no more
        if number <= _LAST:
            self.names[number] = name
            return Given(number, new=True)
        gaps = [f"{n:02}" for n in range(2, _LAST + 1) if n not in taken]
        if gaps:
            return Note("form-agency-gaps", {"gaps": "、".join(gaps[:5])})
        return Note("form-agency-hundredth")


def _core(name: str) -> str:
    """The name without its corporate form, variant characters folded."""
    key = body_key(name)
    for form in (
        "特定非営利活動法人",
        "社会福祉法人",
        "一般社団法人",
        "公益社団法人",
        "一般財団法人",
        "公益財団法人",
        "学校法人",
        "宗教法人",
        "国立大学法人",
        "公立大学法人",
    ):
        key = key.replace(form, "")
    return name_key(key)


def _one_apart(a: str, b: str) -> bool:
    """One letter more, less or other, in names long enough for that to be a slip."""
    if min(len(a), len(b)) < 5 or abs(len(a) - len(b)) > 1:
        return False
    if a[-1] != b[-1] and (a[-1].isdigit() or b[-1].isdigit()):
        return False  # 第1保育研修会, 第2保育研修会
    start = 0
    while start < min(len(a), len(b)) and a[start] == b[start]:
        start += 1
    end = 0
    while end < min(len(a), len(b)) - start and a[-1 - end] == b[-1 - end]:
        end += 1
    return max(len(a), len(b)) - start - end <= 1
