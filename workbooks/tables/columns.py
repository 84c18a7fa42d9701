"""Which column of a found roster table is what (列の対応): words of the heading, cells below it, neighbours, groups."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from validators.reading import Note
from validators.text import squeeze, to_text
from workbooks.a1 import column_letter
from workbooks.column_names import ColumnNames
from workbooks.tables.assign import AGAINST, APART, CELLS, ENOUGH, KNOWN, assign
from workbooks.tables.evidence import TESTS, Sample, sample
from workbooks.tables.find import FoundTable
from workbooks.tables.given import items, remembered, roster_item
from workbooks.tables.headings import ASIDE, DATE_PARTS, PARTS, TITLES, Heading, meaning
from workbooks.tables.home import address_columns
from workbooks.tables.parents import in_context
from workbooks.tables.swapped import note_of, swapped
from workbooks.tables.words import hints

_SELF_EVIDENT = (
    "certificate_number",
    "field",
    "registration_number",
)  # cells alone may prove these
_BY_CELLS = ("name", "kana", "address", "municipality")  # and these under a heading nobody knows
_MOSTLY = 0.85  # of the cells of such a column
_FEWEST = 3  # cells that prove something by themselves
Slot = tuple[str, int]  # canonical name, and the 研修分野 whose columns it belongs to (0: none)


@dataclass(frozen=True, slots=True)
class Told:
    """Something to tell at a heading: ``column`` is 1-based."""

    column: int
    note: Note


@dataclass(slots=True)
class Columns:
    """What each column was taken for.

    names   column → canonical name ("" unknown, "aside" known but unchecked)
    again   column → item that another column already gives: two statements of one fact, which have to agree
    told    what a person should know of it    unread  columns whose heading names an item that was not read there
    """

    names: dict[int, str] = field(default_factory=dict)
    again: dict[int, str] = field(default_factory=dict)
    told: list[Told] = field(default_factory=list)
    samples: dict[int, Sample] = field(default_factory=dict)


def read_columns(found: FoundTable, names: ColumnNames | None = None) -> Columns:
    """The columns of a table. ``names``: what people have said of its columns."""
    headings = {found.real(h.column): h.text for h in found.headings}
    said = names.of(headings) if names else {}
    given = items(said, roster_item)
    columns = _Reader(found, given).read()
    for column, note in remembered(
        said, headings, lambda c: TITLES.get(columns.names.get(c, ""), "")
    ):
        columns.told.append(Told(column, note))
    return columns


class _Reader:
    """One table's headings and cells on their way to ``Columns``."""

    def __init__(self, found: FoundTable, given: dict[int, str]) -> None:
        self.found, self.given = found, given
        self.out = Columns()
        self.words: dict[int, dict[Slot, float]] = {}
        self.scope: dict[int, int] = {}
        self.heading = {h.column: h for h in found.headings}
        self.blind = False

    def read(self) -> Columns:
        self._structure()
        known = sum(1 for w in self.words.values() if any(v >= KNOWN for v in w.values()))
        self.blind = known < 2
        self._neighbours()
        scores = self._scores()
        chosen = assign(scores)
        for column in self.words:
            slot = chosen.get(column)
            name = slot[0] if slot else self._left_over(column, set(chosen.values()))
            self.out.names[column] = name
        for column, name in self.given.items():
            self._give(column, name)
        self._tell(scores, chosen)
        self._swap(chosen)
        return self.out

    def sample(self, column: int) -> Sample:
        """The cells below a heading."""
        if column not in self.out.samples:
            self.out.samples[column] = sample(self.found.grid, self.found.body, column)
        return self.out.samples[column]

    def _structure(self) -> None:
        """Parts of dates and numbers by their labels; for the rest, how the words of the heading speak."""
        previous = era_of = ""
        home = {column: part for part, column in address_columns(self.found.headings).items()}
        following = [*self.found.headings[1:], None]
        two = sum(meaning(heading.leaf) == "address" for heading in self.found.headings) == 2
        for heading, after in zip(self.found.headings, following, strict=True):
            column, name = heading.column, in_context(heading, previous)
            if two and name == "address" and previous == "employer":
                name = "employer_address"  # of two 住所 the one behind 勤務先
            if name == ASIDE and self._reads_a_name(heading, after):
                name = "kana"
            scope = 0
            for label in heading.labels:
                if named := self.found.field_of(label):
                    scope = named.number
                    break
            self.scope[column] = scope
            if column in home:
                self.out.names[column] = home[column]
            elif name in DATE_PARTS:
                era_of = "birth_date" if name == "?era" else era_of
                self.out.names[column] = f"{era_of}{name}" if era_of else ASIDE
            elif "?" in name.lstrip("?"):
                self.out.names[column] = name
            else:
                self.words[column] = {(item, scope): w for item, w in _words(heading, name).items()}
            if name in TITLES or name in PARTS:
                previous = name
            elif not name:
                previous = ""

    def _reads_a_name(self, heading: Heading, after: Heading | None) -> bool:
        """Is it the フリガナ of a 氏名, and not of the 勤務先 left of it: 氏名 follows, or each cell has 姓 and 名?"""
        if meaning(heading.leaf) != "kana":
            return False
        if after and meaning(after.leaf) in ("name", "family_name"):
            return True
        if len(heading.labels) > 1:  # the group above has said whose it is
            return False
        cells = [to_text(value).split() for value in self.sample(heading.column).values]
        return len(cells) > 1 and sum(len(words) == 2 for words in cells) >= _MOSTLY * len(cells)

    def _neighbours(self) -> None:
        """都道府県 left of 登録番号 belongs to that number."""
        columns = sorted(self.heading)
        for position, column in enumerate(columns[:-1]):
            words = self.words.get(column)
            after = columns[position + 1]
            beside = self.words.get(after, {})
            if (
                words is not None
                and re.search(r"県", squeeze(self.heading[column].text))
                and beside.get(("registration_number", self.scope.get(after, 0)), 0) > 0
            ):
                words[("registration_prefecture", self.scope[column])] = KNOWN

    def _scores(self) -> dict[int, dict[Slot, float]]:
        """Words and cells together. Cells are looked at only where two columns could give an item."""
        claims: dict[Slot, int] = {}
        for column, words in self.words.items():
            sure = any(v >= KNOWN for v in words.values())
            wanted = tuple(TESTS) if self.blind else () if sure else _SELF_EVIDENT
            for item in wanted:
                if item not in (s[0] for s in words) and self.sample(column).fits(item) > 0.5:
                    words[(item, self.scope[column])] = 0.0
            if not words and not self.blind:
                words.update({(item, self.scope[column]): 0.0 for item in self._likely(column)})
            for slot in words:
                claims[slot] = claims.get(slot, 0) + 1
        scores: dict[int, dict[Slot, float]] = {}
        for column, words in self.words.items():
            alone = all(claims[slot] == 1 for slot in words)
            if alone and len(words) == 1 and max(words.values()) >= KNOWN:
                scores[column] = dict(words)
            else:
                scores[column] = {
                    slot: w + self._cells(column, slot[0]) for slot, w in words.items()
                }
        return scores

    def _likely(self, column: int) -> list[str]:
        """Items that the cells below a heading nobody knows prove; a person's value differs from row to row."""
        sample = self.sample(column)
        if in_context(self.heading[column], "") or len(sample) < _FEWEST:
            return []
        various = sample.distinct * 2 > len(sample)
        items = _BY_CELLS if various else ("municipality",)
        return [item for item in items if sample.fits(item) >= _MOSTLY]

    def _cells(self, column: int, item: str) -> float:
        sample = self.sample(column)
        if item not in TESTS or not len(sample):
            return 0.0
        share = sample.fits(item)
        return CELLS * share - (AGAINST if share < 0.2 and len(sample) >= 2 else 0.0)

    def _left_over(self, column: int, taken: set[Slot]) -> str:
        """What a column without an item is: aside, or unknown."""
        heading = self.heading[column]
        name = in_context(heading, "")
        words = self.words[column]
        best = max(words, key=lambda s: words[s], default=None)
        if best and words[best] >= KNOWN and best in taken:
            self.out.again[column] = best[0]
            return ASIDE
        if name in TITLES or not name:
            return ""
        return ASIDE

    def _give(self, column: int, name: str) -> None:
        for other, known in self.out.names.items():
            if known == name and other != column:
                self.out.names[other] = ASIDE
        self.out.names[column] = name
        self.out.again.pop(column, None)

    def _tell(self, scores: Mapping[int, Mapping[Slot, float]], chosen: Mapping[int, Slot]) -> None:
        holder = {slot: column for column, slot in chosen.items()}
        habits: set[tuple[str, str, str]] = set()
        for column, slot in chosen.items():
            if self.words[column][slot] >= KNOWN or column in self.given:
                continue
            rival = self._rival(scores, chosen, holder, column)
            habit = (self.heading[column].leaf, slot[0], rival)
            if not slot[1] or habit not in habits:  # the columns of every 研修分野 alike
                self.out.told.append(Told(column, self._note(column, slot[0], rival)))
            habits.add(habit)

    def _rival(
        self,
        scores: Mapping[int, Mapping[Slot, float]],
        chosen: Mapping[int, Slot],
        holder: Mapping[Slot, int],
        column: int,
    ) -> str:
        """Another item nobody gives that this column could be as well, "" when there is none."""
        chosen_score = scores[column][chosen[column]]
        for slot, score in scores[column].items():
            free = slot not in holder and slot[0] in TITLES
            if free and score >= ENOUGH and chosen_score - score < APART:
                return slot[0]
        return ""

    def _swap(self, chosen: Mapping[int, Slot]) -> None:
        """Columns that hold what one another's headings name are read by what they hold, and asked about."""
        sure = {c: name for c, (name, scope) in chosen.items() if not scope and c not in self.given}
        labels = {c: heading.text for c, heading in self.heading.items()}
        for group in swapped(sure, self.sample):
            self.out.names |= {column: sure[other] for column, other in group.items()}
            note = note_of(group, sure, labels, TITLES.__getitem__, self.found.real)
            self.out.told.append(Told(min(group), note))

    def _note(self, column: int, item: str, rival: str) -> Note:
        sample = self.sample(column)
        fitting = round(sample.fits(item) * len(sample)) if item in TESTS else 0
        params = {
            "place": column_letter(self.found.real(column)),
            "label": self.heading[column].text,
            "item": TITLES.get(item) or PARTS.get(item, item),
            "rows": len(sample),
            "fitting": fitting,
        }
        if rival:
            return Note("column-unsure", {**params, "other": TITLES[rival]})
        return Note("column-inferred", params)


def _words(heading: Heading, name: str) -> dict[str, float]:
    """Item → how the words of a heading speak for it."""
    if name == ASIDE:
        return {}
    parents = squeeze("".join(heading.labels[:-1]))
    if name in TITLES or name in PARTS:
        scores = {name: KNOWN}
        if name == "kana" and re.search(r"氏名|名前", heading.text):
            scores["name"] = 3.0  # 氏名（フリガナ） over both in one cell
        if name == "employer_address":
            scores["municipality"] = 5.0
        return scores
    found = dict(hints(heading.leaf, parents))
    for label in heading.labels[:-1]:
        for item, points in hints(label).items():
            found[item] = max(found.get(item, 0.0), points / 2)
    asked: dict[str, dict[str, float]] = {
        "?number": {"certificate_number": 2.5, "registration_number": 2.0},
        "?date": {"completed_on": 4.5, "issued_on": 4.0},
        "?completed_on": {"completed_on": 6.0},
        "?field": {"field": 4.0},
    }
    for item, points in asked.get(name, {}).items():
        found[item] = max(found.get(item, 0.0), points)
    if name in ("?number", "?date"):
        found = {item: points for item, points in found.items() if item in asked[name]}
    return found
