"""The parser of the command line (コマンドの読み取り): argparse with Japanese help, and its refusals as Problems."""

from __future__ import annotations

import argparse
import re
from collections.abc import Iterable
from typing import Any, NoReturn

from validators.problems import Problem
from validators.text import nearest
from xl.commands.declared.examples import EXAMPLES
from xl.commands.help_text import HelpText

_VALUES = {  # argparse's names of values → what the help says
    "FILE": "ファイル",
    "DIR": "フォルダー",
    "DATE": "日付",
    "TEXT": "言葉",
    "KIND": "種類",
    "WHAT": "すること",
    "NAME": "名前",
    "ARG": "値",
    "NN": "番号",
    "PORT": "番号",
    "YYYY": "年度",
    "PLACE": "場所",
    "BLANK": "ひな形",
    "PROFILE": "運用設定",
    "PREFECTURE": "都道府県",
    "TODAY": "日付",
    "SHEET": "シート",
    "OUT": "ファイル",
    "OUT.xlsx": "写し.xlsx",
    "COPY.xlsx": "写し.xlsx",
    "DESIGNATIONS": "指定台帳",
    "APPLICATIONS": "申請台帳",
    "YEAR": "年度",
    "NOTE": "備考",
    "REASON": "理由",
    "FILE.toml": "設定.toml",
    "FILE.sqlite": "台帳.sqlite",
    "FILE.sqlite|postgresql://…": "台帳.sqlite|postgresql://…",
    "A": "前のファイル",
    "B": "後のファイル",
}
_FEW = 8  # choices that are told with what they do
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


class _Commands(argparse._SubParsersAction):  # type: ignore[type-arg]
    """Sub-commands: what the list says of one stands on top of its own help as well."""

    def add_parser(self, name: str, **kwargs: Any) -> Any:
        kwargs.setdefault("description", kwargs.get("help"))
        return super().add_parser(name, **kwargs)


class Parser(argparse.ArgumentParser):
    """An ArgumentParser whose help is Japanese and whose ``error`` raises Problem.

    ``examples``: whole command lines (without ``careerup``) shown under the help; where none are given,
    those of ``examples.EXAMPLES`` for the command's names.
    """

    def __init__(self, *args: Any, examples: tuple[str, ...] = (), **kwargs: Any) -> None:
        kwargs.setdefault("formatter_class", HelpText)
        kwargs["add_help"] = False
        super().__init__(*args, **kwargs)
        self._positionals.title = "指定するもの"
        self._optionals.title = "選べる指定"
        self.add_argument("-h", "--help", action="help", help="この使い方を出す")
        self._typed: list[str] = []
        self.elsewhere: tuple[str, ...] = ()  # options of other commands
        self.examples = examples or EXAMPLES.get(self.prog.partition(" ")[2], ())

    def add_subparsers(self, **kwargs: Any) -> Any:
        """As argparse has it, the place of the sub-command named in Japanese."""
        word = kwargs.get("metavar") or "コマンド"
        kwargs.update(metavar=_VALUES.get(word, word), action=_Commands)
        return super().add_subparsers(**kwargs)

    def _add_action(self, action: Any) -> Any:
        """As argparse has it, the value's name in Japanese; groups of options come here too."""
        word = action.metavar or ("" if action.choices else action.dest.upper())
        if isinstance(word, str) and word and action.nargs != 0:
            action.metavar = _VALUES.get(word, word)
        return super()._add_action(action)

    def parse_args(self, args: Any = None, namespace: Any = None) -> Any:
        """What was typed, understood. Raises Problem, in the words of the command that was meant."""
        self._typed = list(args or ())
        found, unknown = self.parse_known_args(args, namespace)
        if unknown:
            meant = self._meant(self._typed)
            meant.elsewhere = self.options()
            meant.error(f"unrecognized arguments: {' '.join(unknown)}")
        return found

    def _meant(self, words: list[str]) -> Parser:
        """The parser of the command that the words name."""
        for action in self._actions:
            if isinstance(action, argparse._SubParsersAction):
                for at, word in enumerate(words):
                    if word in action.choices:
                        below: Parser = action.choices[word]
                        return below._meant(words[at + 1 :])
        return self

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
        for rule, pattern in _REFUSALS:
            found = re.fullmatch(pattern, message, re.DOTALL)
            if found is None:
                continue
            params: dict[str, str] = {**self._told(), **found.groupdict()}
            if rule == "command-unknown":
                params["choices"] = "、".join(self.choices()) or params.get("option", "")
                params["guess"] = guess(params["given"], self.choices())
            elif rule == "command-option-unknown":
                params["given"] = params["given"].split()[0]
                if not params["given"].startswith("-"):
                    raise Problem("command-too-many", given=params["given"], **self._told())
                params["guess"] = guess(params["given"], self.options())
                if params["given"].partition("=")[0] in self.elsewhere:
                    rule = "command-option-elsewhere"
            elif rule == "command-missing":
                self._missing(params)
            raise Problem(rule, **params)
        raise Problem("command-wrong", what=message, **self._told())

    def _told(self) -> dict[str, str]:
        """What a refusal says of this command: how to ask for its help, and how it is written."""
        program = self.prog.split()[0]
        return {
            "help": f"{self.prog} --help",
            "example": f"{program} {self.examples[0]}" if self.examples else self.prog,
        }

    def _missing(self, params: dict[str, str]) -> NoReturn:
        """What was left out, with what it is for, or what there is to choose from."""
        names = params["names"].split(", ")
        either = names[0].split() if names[0].startswith("--") else names[:1]
        if len(either) > 1:  # one of a group
            raise Problem("command-missing", **{**params, "names": " か ".join(either) + " "})
        for action in self._actions:
            if isinstance(action, argparse._SubParsersAction) and action.metavar in names:
                for word in self._typed:  # --vresion: the word itself is what is wrong
                    if word.startswith("--") and word not in self.options():
                        self.error(f"unrecognized arguments: {word}")
                kinds = [one.dest for one in action._choices_actions]
                if len(kinds) <= _FEW:
                    kinds = [f"{one.dest}（{one.help}）" for one in action._choices_actions]
                raise Problem("command-choose", given=self.prog, choices="、".join(kinds))
        helps = {o: a.help for a in self._actions for o in a.option_strings if a.help}
        shown = (f"{name}（{helps[name]}）" if name in helps else name for name in names)
        listed = "と ".join(shown)
        listed += " " if listed[-1].isascii() else ""
        raise Problem("command-missing", **{**params, "names": listed})


def guess(word: str, known: Iterable[str]) -> str:
    """「（もしかして: …）」 with the nearest known word, "" where none is near."""
    near = nearest(word.lower(), known)
    return f"（もしかして: {near}）" if near else ""
