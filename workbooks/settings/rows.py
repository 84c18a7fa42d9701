"""設定の表 (運用設定を Excel で): a Profile as the rows of 設定.xlsx, in words that a clerk reads."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, fields
from importlib import import_module
from importlib.resources import files
from typing import Any, Literal, get_args, get_origin

from validators import profile as profiles
from validators.guideline.fiscal_year import label
from validators.messages import SEVERITY_NAME, rules
from validators.messages.settings import (
    CHOICES,
    LEVEL_NAMES,
    NO,
    NONE,
    SECTION_TITLES,
    TITLES,
    YES,
)
from validators.numbers import prefecture as prefectures
from validators.profile import SECTIONS, Profile
from validators.sections import HEADING_ITEMS, ROSTER_COLUMNS, Words, hint_of
from workbooks.sheet_names import SETTINGS
from workbooks.tables.headings import TITLES as COLUMN_TITLES

VALUES, WORDS, LEVELS = SETTINGS, "見出しの言葉", "重要度"
HEADINGS = ("区分", "項目", "値", "既定", "説明", "名前")
# Rules of these tables of sentences can be findings of a check; the others stop a run or tell what was done.
_CHECKS = (
    "applications",
    "attachments",
    "checked",
    "comparison",
    "designations",
    "eligibility",
    "filings",
    "layout",
    "numbers",
    "participants",
    "roster",
    "roster_people",
    "values",
)


_SECTION = re.compile(r"\[(\w+)\]")
_COMMENT = re.compile(r"(\w+) = .*?\s#\s(.*)")


@dataclass(frozen=True, slots=True)
class Row:
    """One setting: 区分, 項目, 値 and 既定 as shown, what it means, its key, and what may be chosen."""

    section: str
    title: str
    value: str
    default: str
    help: str
    key: str
    choices: tuple[str, ...] = ()

    def cells(self) -> tuple[str, ...]:
        """The row under ``HEADINGS``."""
        return (self.section, self.title, self.value, self.default, self.help, self.key)


def rows_of(profile: Profile) -> dict[str, list[Row]]:
    """Every setting of a profile, by the sheet it stands on. A value that is the default's stays blank."""
    helps = comments()
    standard = profiles.default()
    values = [_top(key, profile, helps.get(key, "")) for key in profiles.TOP]
    for name, section in SECTIONS.items():
        for one in fields(section):
            key = f"{name}.{one.name}"
            value, usual = (getattr(getattr(p, name), one.name) for p in (profile, standard))
            shown = "" if value == usual else shown_value(key, value)
            hint, limits = hint_of(section, one.name)
            values.append(
                Row(
                    SECTION_TITLES[name],
                    TITLES.get(key, key),
                    shown,
                    shown_value(key, usual),
                    _in_words(key, helps.get(key, "")) + _placeholders(limits),
                    key,
                    _choices(key, hint),
                )
            )
    return {VALUES: values, WORDS: _words(profile), LEVELS: _levels(profile)}


def _top(key: str, profile: Profile, help: str) -> Row:
    value = {
        "name": "" if profile.name == profiles.default().name else profile.name,
        "prefecture": prefectures.name(profile.prefecture) if profile.prefecture else "",
        "fiscal_years": "\n".join(label(year) for year in profile.fiscal_years),
    }[key]
    usual = profiles.default().name if key == "name" else ""
    return Row(SECTION_TITLES[""], TITLES[key], value, usual, help, key)


def comments() -> dict[str, str]:
    """What ``guideline.toml`` says beside each setting: the one place where they are explained."""
    text = (files("validators.profiles") / "guideline.toml").read_text(encoding="utf-8")
    section, found = "", {}
    for line in text.split("\n"):
        if head := _SECTION.match(line):
            section = f"{head[1]}."
        elif comment := _COMMENT.match(line):
            found[section + comment[1]] = comment[2].strip()
    return found


def _in_words(key: str, text: str) -> str:
    """A comment of the TOML file with the sheet's own words for the values it names."""
    words = {
        value: word for (setting, value), word in CHOICES.items() if setting == key and value[1:]
    }
    words |= {"true": YES, "false": NO}
    for value, word in words.items():
        text = re.sub(rf'"?(?<![\w-]){value}"?(: | )', rf"{word}: ", text)
        text = text.replace(f"{word}: {word}", word)  # said by its name alone
    return re.sub(r'\["(\S+)", "(\S+)"\]', r"（\1 と \2 の2行で書く）", text)


def _placeholders(limits: Sequence[object]) -> str:
    known = [limit for limit in limits if isinstance(limit, Words)]
    return f"使える {'{ }'}: {' '.join(f'{{{n}}}' for n in known[0].known)}" if known else ""


def shown_value(key: str, value: Any) -> str:
    """A value as the sheet shows it: はい, one item a line, a choice in words."""
    if isinstance(value, bool):
        return YES if value else NO
    if isinstance(value, tuple):
        titles = [str(COLUMN_TITLES.get(v, v) if v in ROSTER_COLUMNS else v) for v in value]
        return "\n".join(titles) if value else NONE
    return CHOICES.get((key, value), str(value))


def _choices(key: str, hint: Any) -> tuple[str, ...]:
    if hint is bool:
        return (YES, NO)
    if get_origin(hint) is Literal:
        return tuple(CHOICES.get((key, choice), choice) for choice in get_args(hint))
    return ()


def _words(profile: Profile) -> list[Row]:
    """見出しの言葉: the roster's columns, each with the office's own words for its heading."""
    return [
        Row(
            WORDS,
            COLUMN_TITLES[item],
            "\n".join(profile.headings.get(item, ())),
            "",
            "",
            f"headings.{item}",
        )
        for item in HEADING_ITEMS
    ]


def _levels(profile: Profile) -> list[Row]:
    """重要度: every rule a check may find, with its default."""
    listed = [n for module in _CHECKS for n in import_module(f"validators.messages.{module}").RULES]
    found: list[Row] = []
    for name in listed:
        known = rules()[name]
        level = profile.levels.get(name, "")
        found.append(
            Row(
                LEVELS,
                known.title,
                LEVEL_NAMES[level] if level else "",
                SEVERITY_NAME[known.severity],
                known.text,
                f"severity.{name}",
                tuple(LEVEL_NAMES.values()),
            )
        )
    return [
        row for row in found if not row.key.startswith(("severity.verdict", "severity.unchecked"))
    ]


def changed(rows: Sequence[Row]) -> int:
    """How many settings differ from the default."""
    return sum(bool(row.value) for row in rows)
