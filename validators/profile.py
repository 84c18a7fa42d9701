"""Profile (運用設定): one prefecture's practice in one fiscal year, over the guideline's defaults.

The notice is technical advice (技術的助言): what it leaves open is decided by each prefecture. The defaults stand, with
their reasons, in ``profiles/guideline.toml``; a file of a prefecture names only what differs.
"""

from __future__ import annotations

import datetime as dt
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from functools import lru_cache
from importlib.resources import files
from typing import Any, cast

from validators import sections
from validators.guideline.fiscal_year import fiscal_year, label
from validators.messages import Severity, rules
from validators.numbers import prefecture as prefectures
from validators.problems import Problem
from validators.profiles import DEFAULT
from validators.sections import (
    Completion,
    Designations,
    Eligibility,
    Excel,
    Filing,
    Forms,
    Ledger,
    Letters,
    Names,
    Numbers,
    Participants,
    ReportSection,
    Roster,
    Section,
    Sharing,
)
from validators.text import squeeze

LEVELS = ("error", "warning", "info", "off")


@dataclass(frozen=True)
class Profile:
    """Settings by section, e.g. ``profile.completion.mode``.

    prefecture    1–47, or None when not set
    fiscal_years  the years it was made for; empty for all
    levels        rule → severity or "off", for the rules whose severity it changes
    headings      item (certificate_number) → the office's own words for its heading
    """

    name: str
    prefecture: int | None
    fiscal_years: tuple[int, ...]
    numbers: Numbers
    filing: Filing
    completion: Completion
    designations: Designations
    report: ReportSection
    roster: Roster
    participants: Participants
    sharing: Sharing
    eligibility: Eligibility
    ledger: Ledger
    names: Names
    forms: Forms
    letters: Letters
    excel: Excel
    levels: Mapping[str, str]
    headings: Mapping[str, tuple[str, ...]]

    def severity(self, rule: str) -> Severity | None:
        """The rule's severity under this profile; None when switched off."""
        level = self.levels.get(rule, "") or rules()[rule].severity
        return None if level == "off" else cast(Severity, level)

    def for_prefecture(self, prefecture: int) -> Profile:
        """Gives this practice for a prefecture, by its number."""
        return replace(self, prefecture=prefecture)

    def for_day(self, today: dt.date) -> Profile:
        """The profile itself, to be used on a day. Raises Problem where it was made for other
        fiscal years: a practice that has ended, or has not begun, decides nothing."""
        year = fiscal_year(today)
        if self.fiscal_years and year not in self.fiscal_years:
            raise Problem(
                "profile-other-year",
                name=self.name,
                years="・".join(label(y) for y in self.fiscal_years),
                today=label(year),
                year=year,
            )
        return self


SECTIONS: dict[str, type[Section]] = {
    "numbers": Numbers,
    "filing": Filing,
    "completion": Completion,
    "designations": Designations,
    "report": ReportSection,
    "roster": Roster,
    "participants": Participants,
    "sharing": Sharing,
    "eligibility": Eligibility,
    "ledger": Ledger,
    "names": Names,
    "forms": Forms,
    "letters": Letters,
    "excel": Excel,
}
_TABLES = ("severity", "headings")
TOP = ("name", "prefecture", "fiscal_years")


def names() -> tuple[str, ...]:
    """The names of the profiles that ship with the package."""
    found = files("validators.profiles").iterdir()
    return tuple(sorted(p.name.removesuffix(".toml") for p in found if p.name.endswith(".toml")))


@lru_cache(maxsize=16)
def default() -> Profile:
    """The guideline's own defaults."""
    return parse("", DEFAULT)


def shipped(name: str) -> Profile:
    """A shipped profile by its name (``akita``) or by its prefecture (``秋田県``). Raises Problem."""
    for candidate in names():
        text = _text(candidate)
        if name == candidate or tomllib.loads(text)["name"] == name:
            return parse(text, candidate)
    if prefectures.number(name) is not None:
        raise Problem("profile-is-prefecture", name=name)
    raise Problem("profile-unknown", name=name, names="、".join(names()))


def _text(name: str) -> str:
    return (files("validators.profiles") / f"{name}.toml").read_text(encoding="utf-8")


def parse(text: str, source: str) -> Profile:
    """A profile from TOML text; ``source`` names it in sentences. Raises Problem."""
    return build(_toml(text, source), source)


@lru_cache(maxsize=1)
def guideline() -> Mapping[str, Any]:
    """The defaults as they stand in ``guideline.toml``; nobody may change them."""
    return tomllib.loads(_text(DEFAULT))


def build(given: Mapping[str, Any], source: str) -> Profile:
    """A profile from tables as TOML has them, laid over the guideline's. Raises Problem."""
    base = guideline()
    for key, value in given.items():
        known = key in TOP or (isinstance(value, dict) and key in (*SECTIONS, *_TABLES))
        if not known:
            listed = "、".join((*TOP, *SECTIONS, *_TABLES))
            raise Problem("profile-section", source=source, key=key, known=listed)
    made: dict[str, Any] = {}
    for name, section in SECTIONS.items():
        made[name] = _section(section, f"{source} の {name}", base[name], given.get(name, {}))
    top = {key: given.get(key, base[key]) for key in TOP}
    return Profile(
        _name(top["name"], source),
        _prefecture(top["prefecture"], source),
        _years(top["fiscal_years"], source),
        levels=_levels(given.get("severity", {}), source),
        headings=_headings(given.get("headings", {}), source),
        **made,
    )


def _toml(text: str, source: str) -> dict[str, Any]:
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        # The line is known from Python 3.14 on.
        line = f"{error.lineno}行目" if hasattr(error, "lineno") else "どこか"
        raise Problem("profile-toml", source=source, line=line) from None


def _section(
    section: type[Section], where: str, base: Mapping[str, object], given: Mapping[str, object]
) -> Section:
    known = [f.name for f in fields(section)]
    for setting in given:
        if setting not in known:
            raise Problem("profile-setting", where=f"{where}.{setting}", known="、".join(known))
    values = {
        setting: sections.checked(section, setting, given.get(setting, base[setting]), where)
        for setting in known
    }
    made = section(**values)
    made.check_together(where)
    return made


def _name(value: object, source: str) -> str:
    if not isinstance(value, str):
        raise Problem("profile-kind", where=f"{source} の name", kind="文字列")
    return value


def _prefecture(value: object, source: str) -> int | None:
    """1–47 from 群馬県, 群馬, "10" or 10; None where the file names none."""
    if value == "":
        return None
    number = None if isinstance(value, bool) else prefectures.number(cast(str, value))
    if number is None:
        raise Problem("profile-prefecture", source=source, value=value)
    return number


def _years(value: object, source: str) -> tuple[int, ...]:
    where = f"{source} の fiscal_years"
    if not isinstance(value, list):
        raise Problem("profile-kind", where=where, kind="一覧 [ ]")
    for item in value:
        if not isinstance(item, int) or isinstance(item, bool) or not 2017 <= item <= 2099:
            raise Problem("profile-item", where=where, item=item, known="2026 のような西暦の年度")
    return tuple(value)


def _levels(given: object, source: str) -> dict[str, str]:
    levels = cast(dict[str, str], given)
    for rule, level in levels.items():
        where = f"{source} の severity.{rule}"
        if rule not in rules():
            raise Problem("profile-rule", where=where)
        if level not in LEVELS:
            raise Problem("profile-choice", where=where, choices="、".join(LEVELS))
    return dict(levels)


def _headings(given: object, source: str) -> dict[str, tuple[str, ...]]:
    """The office's words by item; one word means one item."""
    words = cast(dict[str, object], given)
    taken: dict[str, str] = {}
    found = {}
    for item, item_words in words.items():
        where = f"{source} の headings.{item}"
        if item not in sections.HEADING_ITEMS:
            known = "、".join(sections.HEADING_ITEMS)
            raise Problem("profile-item", where=f"{source} の headings", item=item, known=known)
        if not isinstance(item_words, list) or not all(
            isinstance(w, str) and squeeze(w) for w in item_words
        ):
            raise Problem("profile-kind", where=where, kind="一覧 [ ]")
        for word in item_words:
            if taken.setdefault(squeeze(word), item) != item:
                raise Problem("profile-heading-twice", where=where, word=word)
        found[item] = tuple(item_words)
    return found
