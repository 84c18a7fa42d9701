"""Commands that we print (README, manual, demo, sentences): found in the text, and run as a reader runs them."""

from __future__ import annotations

import argparse
import re
import shlex
from collections.abc import Iterator

from xl.cli import _parser, main
from xl.commands.arguments import understood

ELSEWHERE = (
    "demo",
    "install",
    "uninstall",
    "doctor",
    "bundle",
)  # they touch the PC or were run before


def in_fences(markdown: str) -> list[list[str]]:
    """The arguments of every line of a code block that begins with ``careerup ``."""
    found = []
    for block in re.findall(r"^```\n(.*?)^```", markdown, re.DOTALL | re.MULTILINE):
        for line in block.splitlines():
            if line.startswith("careerup "):
                found.append(shlex.split(line)[1:])
    return [words for words in found if words[0] not in ELSEWHERE]


def run(words: list[str], today: str) -> int:
    """The exit status of a printed command on a day, whatever the clock says."""
    known = _parser()
    meant = understood(words, known.choices())
    if meant[0] == "open" or "today" in vars(known.parse_args(meant)):
        words = [*words, "--today", today]
    return main(words)


def parser_of(words: list[str]) -> tuple[argparse.ArgumentParser, list[str]]:
    """The parser that takes a printed command, and the words after its names."""
    parser: argparse.ArgumentParser = _parser()
    rest = list(words)
    while below := [a for a in parser._actions if isinstance(a, argparse._SubParsersAction)]:
        if not rest or rest[0] not in below[0].choices:
            break
        parser = below[0].choices[rest.pop(0)]
    return parser, rest


def in_sentences(text: str) -> Iterator[list[str]]:
    """The commands a sentence prints, as far as they are ASCII words and {placeholders}."""
    for line in re.findall(r"careerup((?: (?:--)?[a-z][a-z-]*| \{\w+\})+)", text):
        yield line.split()
