"""The help of a command (使い方), laid out for a terminal where a Japanese letter takes two columns."""

from __future__ import annotations

import argparse
import re
import unicodedata
from collections.abc import Iterable, Sequence
from typing import Any

_LEFT = 24  # columns for the names; what they mean stands to the right
_LEAST = 20  # columns of text in the narrowest of terminals
_PIECES = re.compile(
    r"[「（]*(?:[!-~]+|.)[、。，」）…・]*\s?"
)  # no line begins with what closes one


def columns(text: str) -> int:
    """Columns of a terminal that a text takes.

    >>> columns("名簿.xlsx")
    9
    """
    return sum(2 if unicodedata.east_asian_width(c) in "WFA" else 1 for c in text)


def folded(text: str, width: int) -> list[str]:
    """A text in lines of at most ``width`` columns; words of Roman letters stay whole.

    >>> folded("名簿.xlsx を確かめる（誤りを出す）", 14)
    ['名簿.xlsx を確', 'かめる（誤りを', '出す）']
    """
    lines = [""]
    for piece in _PIECES.findall(" ".join(text.split())):
        if lines[-1] and columns(lines[-1] + piece.rstrip()) > width:
            lines.append("")
        lines[-1] += piece
    return [line.rstrip() for line in lines]


class HelpText(argparse.HelpFormatter):
    """argparse's help: first what has to be given, then each name with what it means beside it."""

    def add_usage(
        self,
        usage: str | None,
        actions: Iterable[argparse.Action],
        groups: Iterable[Any],
        prefix: str | None = None,
    ) -> None:
        """使い方: the command and what has to be given; what may be given is listed below it."""
        if prefix is None:
            prefix, lines = "使い方: ", [self._prog]
            for part in _given(list(actions), list(groups)):
                if columns(f"{prefix}{lines[-1]} {part}") > self._width:
                    lines.append(" ")
                lines[-1] += f" {part}"
            usage = "\n".join(lines).replace("%", "%%")
        super().add_usage(usage, actions, groups, prefix)

    def _fill_text(self, text: str, width: int, indent: str) -> str:
        return "\n".join(indent + line for line in folded(text, width))

    def _format_action(self, action: argparse.Action) -> str:
        name = " " * self._current_indent + self._format_action_invocation(action)
        room = max(self._width - _LEFT, _LEAST)
        meaning = folded(self._expand_help(action), room) if action.help else []
        lines = [name]
        if meaning and columns(name) + 2 <= _LEFT:
            lines = [name + " " * (_LEFT - columns(name)) + meaning.pop(0)]
        lines += [" " * _LEFT + line for line in meaning]
        below = [self._format_action(one) for one in self._iter_indented_subactions(action)]
        return "\n".join(lines) + "\n" + "".join(below)


def _given(actions: Sequence[argparse.Action], groups: Sequence[Any]) -> list[str]:
    """What has to be written after the command's name, in this order."""
    in_groups = [one for group in groups if group.required for one in group._group_actions]
    parts = [_place(one) for one in actions if not one.option_strings]
    parts += [_option(one) for one in actions if one.required and one.option_strings]
    for group in groups:
        if group.required:
            either = [_option(one) for one in group._group_actions]
            parts += [f"({either[0]}", *(f"か {one}" for one in either[1:-1]), f"か {either[-1]})"]
    options = [one for one in actions if one.option_strings and one.dest != "help"]
    if any(not (one.required or one in in_groups) for one in options):
        parts.append("[選べる指定]")
    return parts


def _option(action: argparse.Action) -> str:
    values = action.metavar if isinstance(action.metavar, tuple) else (action.metavar,)
    times = action.nargs if isinstance(action.nargs, int) and action.nargs else 1
    return " ".join(filter(None, (action.option_strings[-1], *values * times)))


def _place(action: argparse.Action) -> str:
    name = str(action.metavar or action.dest)
    return {"+": f"{name}…", "?": f"[{name}]", "*": f"[{name}…]"}.get(str(action.nargs), name)
