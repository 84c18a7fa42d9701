"""Problem (続けられない理由): what stops a whole run or refuses one value, told to the clerk.

Whoever raises names a rule of ``validators.messages`` and its parameters; the sentence is made at
the door, in that door's words (cell, Excel, command line).
"""

from __future__ import annotations

import traceback
from contextlib import suppress
from pathlib import Path

from validators.messages import Door, sentence
from validators.reading import Note


def _one_line(value: object) -> object:
    """A parameter that can be shown on one line: a file's name may hold line breaks, or bytes of
    Shift_JIS where the system expects UTF-8 (a zip unpacked on another machine)."""
    if not isinstance(value, str) or value.isprintable():
        return value
    if any("\udc80" <= c <= "\udcff" for c in value):
        with suppress(UnicodeError):
            value = value.encode("utf-8", "surrogateescape").decode("cp932")
    return "".join(c if c.isprintable() else " " for c in value)


class Problem(Exception):
    """A run that cannot go on: a file, a setting, an option, the register.

    rule    key into ``validators.messages``
    params  fill the sentence's ``{placeholders}``; never personal data

    ``str()`` is the sentence for the command line; ``sentence(Door.EXCEL)`` the one for a dialog.
    """

    def __init__(self, rule: str, /, **params: object) -> None:
        self.note = Note(rule, {name: _one_line(value) for name, value in params.items()})
        super().__init__(rule)

    def sentence(self, door: Door) -> str:
        """The one Japanese sentence in the door's own words."""
        return sentence(self.note, door)

    def __str__(self) -> str:
        return self.sentence(Door.CLI)


class InvalidValue(ValueError):
    """Raised by the ``validate`` and ``make`` functions of a value. ``note`` says which rule."""

    def __init__(self, note: Note) -> None:
        self.note = note
        super().__init__(note.rule)

    def __str__(self) -> str:
        return sentence(self.note, Door.CELL)


def own_fault(error: BaseException) -> str:
    """A fault of ours as one sentence: where it happened helps the developers, what was in the file stays private."""
    frame, line = list(traceback.walk_tb(error.__traceback__))[-1]
    place = f"{Path(frame.f_code.co_filename).name}:{line} {type(error).__name__}"
    return sentence(Note("run-own-fault", {"place": place}))
