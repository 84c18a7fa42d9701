"""What is to be printed (Page) and what is not, with the cell that has to be corrected first (Refusal)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from validators.messages import sentence
from validators.reading import Note


@dataclass(frozen=True, slots=True)
class Page:
    """One form filled in.

    number, name  of the record, for the names of files and sheets
    values        place (defined name) → text; lines are divided by "\\n"; a place without a value
    stays as it is on the blank
    drop          places whose whole line goes, e.g. 保育士登録番号 of someone who is no 保育士 (R13)
    annex         rows (研修種別, 研修時間数, 評価方法) of 別紙 when several kinds are filed together (R26)
    cell          "名簿!C5": where the name stands, for sentences about this page
    note          what to tell the clerk about it, e.g. what changed since last year (様式第4号)
    """

    number: str
    name: str
    values: Mapping[str, str]
    drop: frozenset[str] = frozenset()
    annex: Sequence[tuple[str, ...]] = ()
    cell: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Refusal:
    """A record for which nothing is written: the cell to correct, whose record it is, one sentence and its rule."""

    cell: str
    who: str
    sentence: str
    rule: str


def refusal(cell: str, who: str, rule: str, /, **params: object) -> Refusal:
    """A refusal in the words of ``validators.messages``."""
    return Refusal(cell, who, sentence(Note(rule, params)), rule)


@dataclass(slots=True)
class Batch:
    """The pages of one run and what was left out."""

    pages: list[Page] = field(default_factory=list)
    refused: list[Refusal] = field(default_factory=list)
