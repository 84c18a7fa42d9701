"""The parser of the command line (コマンドの読み取り): argparse with Japanese help, and its refusals as Problems."""

from __future__ import annotations

import argparse
import difflib
import re
from collections.abc import Iterable
from typing import Any, NoReturn

from validators.problems import Problem

_REFUSALS = (  # argparse's own words (bpo: stable since 3.2) and the rule that says it
    ("command-missing", r"the following arguments are required: (?P<names>.*)"),
    ("command-missing", r"one of the arguments (?P<names>.*) is required"),
    ("command-option-unknown", r"unrecognized arguments: (?P<given>.*)"),
    ("command-option-ambiguous", r"ambiguous option: (?P<given>\S+) could match (?P<choices>.*)"),
    (
        "command-unknown",
        r"argument (?P<option>[^:]*): invalid choice: '(?P<given>.*?)' \(choose from .*\)",
    ),
    ("command-value-missing", r"argument (?P<option>[^:]*): expected .*argument.*"),
    ("command-value-wrong", r"argument (?P<option>[^:]*): invalid .* value: '(?P<value>.*)'"),
)


class _Format(argparse.HelpFormatter):
    def add_usage(self, usage: Any, actions: Any, groups: Any, prefix: str | None = None) -> None:
        super().add_usage(usage, actions, groups, "使い方: " if prefix is None else prefix)


class Parser(argparse.ArgumentParser):
    """An ArgumentParser whose help is Japanese and whose ``error`` raises Problem.

    ``examples``: whole command lines (without ``careerup``) shown under the help.
    """

    def __init__(self, *args: Any, examples: tuple[str, ...] = (), **kwargs: Any) -> None:
        kwargs.setdefault("formatter_class", _Format)
        kwargs["add_help"] = False
        super().__init__(*args, **kwargs)
        self._positionals.title = "指定するもの"
        self._optionals.title = "選べる指定"
        self.add_argument("-h", "--help", action="help", help="この使い方を出す")
        self.examples = examples

    def format_help(self) -> str:
        """The help, with the examples at its end."""
        text = super().format_help()
        if self.examples:
            program = self.prog.split()[0]
            text += "\n例:\n" + "".join(f"  {program} {line}\n" for line in self.examples)
        return text

    def choices(self) -> tuple[str, ...]:
        """The words that may stand at the place of the sub-command, () where there is none."""
        for action in self._actions:
            if isinstance(action, argparse._SubParsersAction):
                return tuple(action.choices)
        return ()

    def options(self) -> tuple[str, ...]:
        """The long options that this parser and the parsers below it know."""
        known = [o for o in self._option_string_actions if o.startswith("--")]
        for action in self._actions:
            if isinstance(action, argparse._SubParsersAction):
                for below in action.choices.values():
                    known += below.options()
        return tuple(dict.fromkeys(known))

    def error(self, message: str) -> NoReturn:
        """Refuse what was typed. Raises Problem."""
        usage = f"{self.prog} --help"
        for rule, pattern in _REFUSALS:
            found = re.fullmatch(pattern, message, re.DOTALL)
            if found is None:
                continue
            params: dict[str, str] = {"help": usage, **found.groupdict()}
            if rule == "command-unknown":
                params["choices"] = "、".join(self.choices()) or params.get("option", "")
                params["guess"] = guess(params["given"], self.choices())
            elif rule == "command-option-unknown":
                params["given"] = params["given"].split()[0]
                params["guess"] = guess(params["given"], self.options())
                if params["given"].partition("=")[0] in self.options():
                    rule = "command-option-elsewhere"
            raise Problem(rule, **params)
        raise Problem("command-wrong", what=message, help=usage)


def guess(word: str, known: Iterable[str]) -> str:
    """「（もしかして: …）」 with the nearest known word, "" where none is near."""
    near = difflib.get_close_matches(word.lower(), list(known), n=1, cutoff=0.6)
    return f"（もしかして: {near[0]}）" if near else ""
