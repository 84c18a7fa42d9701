"""設定の表を読む: the rows of 設定.xlsx back into a Profile, with one sentence for each cell that is wrong."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, fields
from typing import Any, Literal, get_args, get_origin

from validators import profile as profiles
from validators import sections
from validators.guideline.fiscal_year import read_fiscal_year
from validators.messages import Door, sentence, sentence_of
from validators.messages.settings import CHOICES, LEVEL_NAMES, NONE, SECTION_TITLES, TITLES
from validators.problems import Problem
from validators.profile import SECTIONS, Profile
from validators.reading import Note
from validators.sections import ROSTER_COLUMNS
from validators.text import is_blank, squeeze, to_text
from validators.values.answers import MARK, Answer, read_answer
from workbooks.a1 import address
from workbooks.grid import Book, Grid
from workbooks.settings.rows import HEADINGS
from workbooks.tables.headings import TITLES as COLUMN_TITLES
from workbooks.tables.headings import meaning

_TITLE, _VALUE, _SECTION, _KEY = HEADINGS[1], HEADINGS[2], HEADINGS[0], HEADINGS[5]
_KEY_OF = {(SECTION_TITLES[key.rpartition(".")[0]], title): key for key, title in TITLES.items()}
_KEYS = {f"{name}.{one.name}" for name, own in SECTIONS.items() for one in fields(own)}
_KEYS |= set(profiles.TOP)
_COLUMN_OF = {title: name for name, title in COLUMN_TITLES.items()}


class Wrong(Exception):
    """A cell that cannot be read; ``note`` says why."""

    def __init__(self, rule: str, **params: object) -> None:
        self.note = Note(rule, params)
        super().__init__(rule)


@dataclass(slots=True)
class Sheet:
    """What was read. ``given`` are tables as TOML has them, ``faults`` a sentence for each cell that is wrong."""

    name: str
    given: dict[str, Any] = field(default_factory=dict)
    faults: list[str] = field(default_factory=list)
    places: dict[str, tuple[str, str]] = field(default_factory=dict)  # key → (cell, 項目)

    def fault(self, key: str, note: Note) -> None:
        """Note what is wrong with a setting, at its cell."""
        where, title = self.places.get(key, (self.name, TITLES.get(key, key)))
        why = sentence(note, Door.EXCEL).removesuffix("。")
        self.faults.append(
            sentence_of("settings-cell", Door.EXCEL, where=where, title=title, why=why)
        )


def read_sheet(book: Book) -> Sheet:
    """Every setting of the book, faults told. Raises Problem where it holds no table of settings."""
    read = Sheet(book.name)
    found = False
    for grid in book.grids:
        heading = _heading(grid)
        if heading is None:
            continue
        found, (top, at) = True, heading
        for number in range(top + 1, grid.bottom + 1):
            _row(read, grid, number, at)
    if not found:
        raise Problem("settings-not-found", name=book.name)
    for name in (*SECTIONS, "headings"):
        _together(read, name)
    return read


def profile_from(book: Book) -> Profile:
    """The profile of the book. Raises Problem where a cell is wrong: the first of them, and how many there are."""
    read = read_sheet(book)
    if read.faults:
        first, *others = read.faults
        rule = "settings-several" if others else "settings-one"
        params = {"name": read.name, "count": len(read.faults)}
        raise Problem(rule, first=first.removesuffix("。"), **params)
    return profiles.build(read.given, read.name)


def _heading(grid: Grid) -> tuple[int, dict[str, int]] | None:
    """The row with 項目 and 値, and the columns of ours in it."""
    for number, cells in enumerate(grid.rows[:20], grid.top):
        at = {to_text(v): grid.left + j for j, v in enumerate(cells) if to_text(v) in HEADINGS}
        if _TITLE in at and _VALUE in at:
            return number, at
    return None


def _row(read: Sheet, grid: Grid, number: int, at: Mapping[str, int]) -> None:
    def cell(name: str) -> str:
        return to_text(grid.value(number, at[name])).strip() if name in at else ""

    title = cell(_TITLE)
    if not title:
        return
    key = cell(_KEY) or _KEY_OF.get((cell(_SECTION), title), "")
    where = f"{read.name} の {grid.sheet}!{address(number, at[_VALUE])}"
    head, _, setting = key.partition(".")
    known = key in _KEYS or (head in ("headings", "severity") and setting)
    if not known:
        params = {"where": where, "title": title}
        read.faults.append(sentence_of("settings-unknown", Door.EXCEL, **params))
        return
    if key in read.places:
        other = read.places[key][0].rpartition(" ")[2]
        params = {"where": where, "title": title, "other": other}
        read.faults.append(sentence_of("settings-twice", Door.EXCEL, **params))
        return
    read.places[key] = where, title
    value = grid.value(number, at[_VALUE])
    if is_blank(value):
        return
    try:
        _take(read, key, value)
    except Wrong as wrong:
        read.fault(key, wrong.note)
    except Problem as problem:
        read.fault(key, _without_place(problem))


def _take(read: Sheet, key: str, value: object) -> None:
    """One value that is not blank. Raises Wrong or Problem."""
    head, _, setting = key.partition(".")
    whole = to_text(value).replace("\r\n", "\n")
    text = whole.strip()
    if not setting:
        read.given[key] = _top(key, text)
        profiles.build({key: read.given[key]}, read.name)
    elif head == "headings":
        words = _lines(text)
        profiles.build({head: {setting: words}}, read.name)
        read.given.setdefault(head, {})[setting] = words
    elif head == "severity":
        level = {**{v: k for k, v in LEVEL_NAMES.items()}, **{k: k for k in LEVEL_NAMES}}.get(text)
        if level is None:
            raise Wrong("settings-choice", choices="、".join(LEVEL_NAMES.values()))
        profiles.build({head: {setting: level}}, read.name)
        read.given.setdefault(head, {})[setting] = level
    else:
        section = SECTIONS[head]
        plain = _plain(key, sections.hint_of(section, setting)[0], whole)
        sections.checked(section, setting, plain, "")
        read.given.setdefault(head, {})[setting] = plain


def _top(key: str, text: str) -> object:
    if key != "fiscal_years":
        return text
    years = []
    for word in _lines(text.replace("、", "\n").replace(",", "\n").replace("・", "\n")):
        year = read_fiscal_year(word).value
        if year is None:
            raise Wrong("fiscal-year-unreadable", value=word)
        years.append(year)
    return years


def _plain(key: str, hint: Any, text: str) -> object:
    """The text of a cell as TOML would have the value; spaces at its ends belong to a text. Raises Wrong."""
    if hint is str:
        return text
    if hint is bool:
        return _yes(text)
    if get_origin(hint) is Literal:
        return _choice(key, get_args(hint), text)
    if hint is int:
        digits = squeeze(text).removesuffix(".0")
        if not digits.lstrip("-").isdecimal():
            raise Wrong("settings-number", value=text)
        return int(digits)
    lines = [] if text.strip() == NONE else [line for line in text.split("\n") if line.strip()]
    return [_column(line.strip()) for line in lines] if key in _COLUMN_LISTS else lines


_COLUMN_LISTS = ("roster.required", "roster.expected")


def _yes(text: str) -> bool:
    answer = read_answer(text, MARK)
    if answer is Answer.UNKNOWN:
        raise Wrong("settings-yes")
    return answer is Answer.YES


def _choice(key: str, choices: Sequence[str], text: str) -> str:
    """A choice in words, or as TOML has it; its letter alone (A 応当日 → A) is enough."""
    wanted = squeeze(text)
    for choice in choices:
        shown = CHOICES.get((key, choice), choice)
        if wanted in (squeeze(shown), choice) or (choice and wanted == squeeze(choice)):
            return choice
    shown_all = "、".join(CHOICES.get((key, choice), choice) for choice in choices)
    raise Wrong("settings-choice", choices=shown_all)


def _column(word: str) -> str:
    """A roster's column by the guideline's word, or any heading known for it. Raises Wrong."""
    name = _COLUMN_OF.get(word, "") or meaning(word)
    name = word if word in ROSTER_COLUMNS else name
    if name not in ROSTER_COLUMNS:
        known = "、".join(COLUMN_TITLES[c] for c in ROSTER_COLUMNS)
        raise Wrong("settings-item", value=word, known=known)
    return name


def _lines(text: str) -> list[str]:
    return [line.strip() for line in text.split("\n") if line.strip()]


def _together(read: Sheet, name: str) -> None:
    """What settings of a section say together, told at the one that has to be changed."""
    given = read.given.get(name)
    if not given:
        return
    try:
        profiles.build({name: given}, read.name)
    except Problem as problem:
        where = str(problem.note.params.get("where", ""))
        setting = where.rpartition(".")[2]
        key = f"{name}.{setting}" if setting in given else f"{name}.{next(iter(given))}"
        read.fault(key, _without_place(problem))


_PLAIN = {
    "profile-range": "settings-range",
    "profile-item": "settings-part",
    "profile-window": "settings-window",
    "profile-file-name": "settings-file-name",
    "profile-prefecture": "settings-prefecture",
    "profile-heading-twice": "settings-heading-twice",
    "profile-rule": "settings-rule",
}


def _without_place(problem: Problem) -> Note:
    """A profile's fault in the words of the sheet: the cell is named already."""
    return Note(_PLAIN.get(problem.note.rule, problem.note.rule), problem.note.params)
