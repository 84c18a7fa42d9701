"""What a command says about the register (台帳) it works on."""

from __future__ import annotations

import argparse
import sys
from typing import TYPE_CHECKING, TextIO

from validators.messages import sentence
from validators.problems import Problem
from validators.profile import Profile
from validators.profiles import DEFAULT
from validators.reading import Note
from workbooks.results.sheet import one_line
from xl.settings import adopt_register, open_register, profile_of

if TYPE_CHECKING:
    from workbooks.ledger.store.engine import Ledger


def say(text: str, stream: TextIO | None = None) -> None:
    """One line on stdout, or on another stream."""
    print(one_line(text), file=stream)


def reasoned(options: argparse.Namespace, *decisions: str) -> None:
    """A decision is recorded with its reason. Raises Problem where one of these options comes without."""
    for name in decisions:
        if getattr(options, name) and not options.reason.strip():
            raise Problem("option-reason", option=f"--{name.replace('_', '-')}")


def opened(options: argparse.Namespace) -> Ledger:
    """The register the options mean, what has to be known about it told. Raises Problem."""
    profile = profile_of(options.profile or DEFAULT, options.prefecture)
    ledger = open_register(options.ledger, profile)
    announce(ledger, options)
    return ledger


def announce(ledger: Ledger, options: argparse.Namespace) -> None:
    """What the clerk has to know about the register before anything else, on stderr."""
    from workbooks.ledger.store.location import shows_password

    if options.ledger and shows_password(options.ledger):
        say(sentence(Note("register-password")), sys.stderr)
    for rule, params in ledger.notes:
        say(sentence(Note(rule, params)), sys.stderr)


def tell_new(ledger: Ledger, options: argparse.Namespace, profile: Profile) -> None:
    """Where a new register lies, and that it is the one used from now on."""
    place, before = adopt_register(options.ledger, profile, ledger)
    used = sentence(Note("register-used", {"before": before})) if before else ""
    say(sentence(Note("register-made", {"place": place})) + used)
