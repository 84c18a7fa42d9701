"""What is to be printed (Page), and what is not, with the cell that has to be corrected or decided
first (Refusal)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from validators.messages import Door, sentence
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
    dates         place → day, for a blank whose cell takes a true date
    extra         place → text of every other column of the record, for blanks that ask for it
    new_agency    did the body get its 研修実施機関番号 with this notice?
    sources       place → cell the value comes from, for sentences about one value
    """

    number: str
    name: str
    values: Mapping[str, str]
    drop: frozenset[str] = frozenset()
    annex: Sequence[tuple[str, ...]] = ()
    cell: str = ""
    note: str = ""
    dates: Mapping[str, dt.date] = field(default_factory=dict)
    extra: Mapping[str, str] = field(default_factory=dict)
    sources: Mapping[str, str] = field(default_factory=dict)
    new_agency: bool = False

    def source(self, place: str) -> str:
        """The cell a value comes from, or the record's own."""
        return self.sources.get(place) or self.cell


def with_reissue(page: Page, has_place: bool) -> Page:
    """On a blank without a place of its own for 再交付, it stands behind the date."""
    if "再交付" not in page.values or has_place:
        return page
    values = dict(page.values)
    values["交付年月日"] += values.pop("再交付")
    return replace(page, values=values)


@dataclass(frozen=True, slots=True)
class Refusal:
    """A record for which nothing is written: the cell, whose record it is, and why.

    note   the rule and its parameters
    text   the sentence of a finding, which has been made already
    held   a person has to decide first (決めてから); False: it cannot be printed as it stands (作らない)
    """

    cell: str
    who: str
    note: Note
    text: str = ""
    held: bool = False

    @property
    def rule(self) -> str:
        """The id of the rule."""
        return self.note.rule

    @property
    def sentence(self) -> str:
        """Why, in the words of the command line."""
        return self.told(Door.CLI)

    def told(self, door: Door) -> str:
        """Why, and what to do at this door; a record held back says how it is let pass."""
        text = self.text or sentence(self.note, door)
        return text + (sentence(Note("form-held"), door) if self.held else "")


def refusal(cell: str, who: str, rule: str, /, **params: object) -> Refusal:
    """A record that cannot be printed as it stands."""
    return Refusal(cell, who, Note(rule, params))


def held(cell: str, who: str, rule: str, /, **params: object) -> Refusal:
    """A record that waits until a person has decided (``--accept``)."""
    return Refusal(cell, who, Note(rule, params), held=True)


@dataclass(frozen=True, slots=True)
class Remark:
    """Something the clerk should know of a page that was made: its cell, whose it is, one sentence.

    doubt  a 要確認 of the check; False: what was done, e.g. a new number
    """

    cell: str
    who: str
    sentence: str
    doubt: bool = False


def remark(cell: str, who: str, rule: str, /, **params: object) -> Remark:
    """A remark in the words of ``validators.messages``."""
    return Remark(cell, who, sentence(Note(rule, params)))


def accepted(asked: Refusal) -> Remark:
    """What was held back and the clerk let pass."""
    reason = sentence(asked.note, Door.CELL).split("。")[0]
    return remark(asked.cell, asked.who, "form-accepted", reason=reason)


@dataclass(slots=True)
class Batch:
    """The pages of one run, what was left out, and what to know of the pages made."""

    pages: list[Page] = field(default_factory=list)
    refused: list[Refusal] = field(default_factory=list)
    remarks: list[Remark] = field(default_factory=list)

    def add(self, result: Page | Refusal) -> None:
        """Put a record where it belongs."""
        if isinstance(result, Page):
            self.pages.append(result)
        else:
            self.refused.append(result)
