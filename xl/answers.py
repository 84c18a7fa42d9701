"""Answers remembered (列の答え): which column was what, asked once and kept on this PC under the heading row's
fingerprint, so that the same body's next report reads itself. Headings and items are kept, never a row."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from validators.problems import Problem
from validators.profile import Profile
from workbooks.column_names import ColumnNames
from workbooks.grid import Book

_FILE = "columns.json"


def answers_path() -> Path:
    """The file that holds the answers, whether it exists or not."""
    return Path.home() / ".careerup" / _FILE


def answers() -> dict[str, dict[str, str]]:
    """Fingerprint of a heading row → heading → item. Raises Problem where the file is damaged."""
    path = answers_path()
    try:
        read = json.loads(path.read_text(encoding="utf-8"))
    except (FileNotFoundError, NotADirectoryError):
        return {}
    except (OSError, ValueError, RecursionError):
        raise Problem("answers-unreadable", name=str(path)) from None
    if not isinstance(read, dict) or not all(isinstance(own, dict) for own in read.values()):
        raise Problem("answers-unreadable", name=str(path))
    return {str(key): {str(h): str(item) for h, item in own.items()} for key, own in read.items()}


def remember(given: Mapping[str, Mapping[str, str]]) -> Path:
    """Keep answers beside those given before; a heading row answered again takes the new ones. Raises Problem."""
    kept = answers() | {key: dict(own) for key, own in given.items()}
    path = answers_path()
    new = path.with_suffix(".new")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        new.write_text(json.dumps(kept, ensure_ascii=False, indent=1), encoding="utf-8")
        new.replace(path)
    except OSError:
        raise Problem("answers-unwritable", name=str(path)) from None
    return path


def known(book: Book, profile: Profile, told: ColumnNames | None = None) -> Book:
    """The book with what was said of its columns: now (``told``), before, and by the profile. Raises Problem."""
    own = told or ColumnNames()
    names = replace(own, remembered=answers(), words=profile.headings.words())
    return replace(book, columns=names)
