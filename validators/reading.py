"""What a reader made of one cell: the value, and what has to be said about it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Generic, NamedTuple, TypeVar

T_co = TypeVar("T_co", covariant=True)


@dataclass(frozen=True, slots=True)
class Note:
    """One thing to say about a value.

    rule        key into ``validators.messages``; its severity and Japanese sentence stand there
    params      fills the sentence's ``{placeholders}``; never holds more personal data than the cell itself
    suggestion  what the cell should read, "" when nobody can know; several candidates are joined by " / "
    """

    rule: str
    params: Mapping[str, object] = field(default_factory=dict)
    suggestion: str = ""


class Reading(NamedTuple, Generic[T_co]):
    """A cell as understood. ``value`` is None when blank (no notes) or when it cannot be read (notes say why)."""

    value: T_co | None
    notes: tuple[Note, ...] = ()


class Absent:
    """Stands where a record's table has no such column: neither blank nor a value."""

    def __repr__(self) -> str:
        return "ABSENT"


ABSENT = Absent()
