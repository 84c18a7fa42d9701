"""What a run is about (運用設定, 基準日, 台帳): the profile named or this PC's own, the day, and which register is
meant: --ledger, else CAREERUP_LEDGER, else the profile's ledger.place, else the one this user made last, else
台帳.sqlite in the current folder."""

from __future__ import annotations

import datetime as dt
import json
import os
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from validators.messages import Door, sentence_of
from validators.numbers import prefecture as prefectures
from validators.problems import Problem
from validators.profile import Profile, default, parse, shipped
from validators.values.dates import read_date
from workbooks.column_names import NOTHING_SAID, ColumnNames
from workbooks.grid import Book
from workbooks.ledger import DEFAULT
from workbooks.settings.read import profile_from
from workbooks.small_text import read_small
from xl.files import read as closed

if TYPE_CHECKING:
    from workbooks.ledger.store.engine import Ledger

VARIABLE = "CAREERUP_LEDGER"


def profile_path() -> Path:
    """The file that holds this PC's own profile, whether it exists or not."""
    return Path.home() / ".careerup" / "profile.toml"


def settings_path() -> Path:
    """The settings sheet of this PC, whether it exists or not; where it does, it counts and not the TOML file."""
    return profile_path().with_name("設定.xlsx")


def profile_in_use() -> Profile:
    """The PC's own profile where there is one, else the guideline. Raises Problem."""
    if settings_path().exists():
        return profile_from(closed.read(settings_path()))
    path = profile_path()
    return parse(read_small(path, "utf-8-sig"), path.name) if path.exists() else default()


def profile_of(name: str, prefecture: str | None) -> Profile:
    """The profile by name or file, for the prefecture given. Raises Problem."""
    if name.lower().endswith((".xlsx", ".xlsm")):
        profile = profile_from(closed.read(Path(name)))
    else:
        profile = _profile_file(Path(name)) if name.endswith(".toml") else shipped(name)
    if prefecture is None:
        return profile
    number = prefectures.number(prefecture)
    if number is None:
        raise Problem("option-prefecture", value=prefecture, guess=prefectures.guess(prefecture))
    return profile.for_prefecture(number)


def _profile_file(path: Path) -> Profile:
    try:
        return parse(read_small(path, "utf-8-sig"), path.name)
    except (OSError, UnicodeDecodeError):
        raise Problem("option-profile", name=path.name) from None


_TODAY = ("今日", "本日", "きょう", "today")


def day_of(text: str | None, today: dt.date | None = None) -> dt.date:
    """The day that was typed; ``today`` (without it the PC's date) where none was, or 今日. Raises Problem."""
    if text is None or text.strip().lower() in _TODAY:
        return today or dt.date.today()
    read = read_date(text)
    if read.value is None:
        there = all(note.rule != "date-nonexistent" for note in read.notes)
        raise Problem("option-day" if there else "option-day-none", value=text)
    return read.value


def register_set(given: str | None, profile: Profile) -> str:
    """The register named by option, variable or profile, "" where none of them names one."""
    return given or os.environ.get(VARIABLE) or profile.ledger.place or ""


def register_place(given: str | None, profile: Profile) -> str | Path:
    """The register's file or address, whether it exists yet or not."""
    return register_set(given, profile) or _remembered() or Path(DEFAULT)


def register_kept(given: str | None, profile: Profile) -> bool:
    """Is there a register of this user: one that is named, or one that was made without a name?"""
    return bool(register_set(given, profile) or _remembered())


def open_register(given: str | None, profile: Profile) -> Ledger:
    """The register opened; none is ever made here. Raises Problem."""
    # brings SQLAlchemy: only for what needs the register
    from workbooks.ledger.store import open as store

    place = register_place(given, profile)
    try:
        return store.open_ledger(place)
    except Problem as problem:
        unset = not register_set(given, profile) and not _remembered()
        if problem.note.rule == "register-missing" and unset:
            raise Problem("register-elsewhere", name=DEFAULT) from None
        raise


def make_register(given: str | None, profile: Profile) -> Ledger:
    """A new, empty register (``--new``). Raises Problem where there is one already."""
    from workbooks.ledger.store import location
    from workbooks.ledger.store import open as store

    place = register_set(given, profile) or Path(DEFAULT)
    _, path = location.url_of(place)
    if path is not None:
        if path.exists() and path.stat().st_size:
            raise Problem("register-exists", name=path.name)
        return store.open_ledger(place, create=True)
    try:
        store.open_ledger(place).close()
    except Problem as problem:
        if problem.note.rule != "register-empty":
            raise
        return store.open_ledger(place, create=True)
    raise Problem("register-exists", name=str(place).rpartition("@")[2])


def adopt_register(given: str | None, profile: Profile, ledger: Ledger) -> tuple[str, str]:
    """Where a new register lies, and which one was used before where no place is set ("" for none or the same).

    From now on this user's commands take the new one when nothing else is set.
    """
    shown = str(ledger.path.absolute()) if ledger.path else ledger.name.removeprefix("台帳 ")
    if register_set(given, profile):
        return shown, ""
    before = _remembered()
    with suppress(OSError):
        _memory().parent.mkdir(parents=True, exist_ok=True)
        _memory().write_text(shown, encoding="utf-8")
    return shown, str(before) if before and str(before) != shown else ""


def _memory() -> Path:
    return Path.home() / ".careerup" / "register.txt"


def _remembered() -> Path | None:
    """The register this user made last without a place being set."""
    try:
        text = _memory().read_text(encoding="utf-8").strip()
    except (OSError, UnicodeDecodeError, RuntimeError):
        return None
    return Path(text) if text else None


def answers_path() -> Path:
    """The file that holds the answers, whether it exists or not."""
    return Path.home() / ".careerup" / "columns.json"


def answers() -> dict[str, dict[str, str]]:
    """Fingerprint of a heading row → heading → item. Raises Problem where the file is damaged."""
    path = answers_path()
    try:
        read = json.loads(read_small(path, "utf-8"))
    except (FileNotFoundError, NotADirectoryError):
        return {}
    except (OSError, ValueError, RecursionError):
        raise Problem("answers-unreadable", name=str(path)) from None
    if not isinstance(read, dict) or not all(isinstance(row, dict) for row in read.values()):
        raise Problem("answers-unreadable", name=str(path))
    return {str(key): {str(h): str(item) for h, item in row.items()} for key, row in read.items()}


def remember(given: Mapping[str, Mapping[str, str]]) -> Path:
    """Keep answers beside those given before; a heading row answered again takes the new ones. Raises Problem."""
    kept = answers() | {key: dict(row) for key, row in given.items()}
    path = answers_path()
    new = path.with_suffix(".new")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        new.write_text(json.dumps(kept, ensure_ascii=False, indent=1), encoding="utf-8")
        new.replace(path)
    except OSError:
        raise Problem("answers-unwritable", name=str(path)) from None
    return path


def kept_already(given: Mapping[str, Mapping[str, str]]) -> bool:
    """Are all these answers kept as they are? Raises Problem where the file is damaged."""
    before = answers()
    return all(before.get(key) == row for key, row in given.items())


def keep_answers(given: Mapping[str, Mapping[str, str]], door: Door) -> str:
    """Keep answers, and the sentence that tells it. Raises Problem, also where there are none."""
    if not given:
        raise Problem("answers-none")
    path = remember(given)
    count = sum(map(len, given.values()))
    return sentence_of("answers-kept", door, tables=len(given), count=count, name=path)


def column_names(profile: Profile, given: ColumnNames = NOTHING_SAID) -> ColumnNames:
    """What was said of columns: now (``given``), before, and by the profile. Raises Problem."""
    return replace(given, remembered=answers()).with_words(profile.headings)


def known(book: Book, profile: Profile, given: ColumnNames = NOTHING_SAID) -> Book:
    """The book with what was said of its columns. Raises Problem."""
    return replace(book, columns=column_names(profile, given))
