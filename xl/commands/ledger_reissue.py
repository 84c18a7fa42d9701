"""``careerup ledger reissue``: the re-issue recorded, and with ``--form`` the certificate made in the same step."""

from __future__ import annotations

import argparse
import re
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from validators.profile import Profile
from validators.profiles import DEFAULT
from workbooks.forms.batch import Order
from workbooks.ledger.reissue import Reissue
from workbooks.ledger.void import void_numbers
from xl.commands.options import given_files
from xl.commands.register import opened, say
from xl.files import read as closed
from xl.forms import make as printing
from xl.outputs import ledger as outputs
from xl.settings import day_of, profile_of


def reissue(options: argparse.Namespace) -> int:
    """Record a re-issue; the exit status. Raises Problem, before anything is recorded where it can."""
    profile = profile_of(options.profile or DEFAULT, options.prefecture)
    numbers = profile.numbers
    wanted = Reissue(
        outputs.number_of(options.number),
        options.reason,
        day_of(options.on or options.today),
        options.name,
        options.note,
        numbers.reissue == "new",
        numbers.sequence_scope,
        day_of(options.today),
    )
    if options.folder is None:
        file = outputs.Target(options.out, force=options.force) if options.out else None
        say(outputs.reissue(opened(options), wanted, file))
        return 0
    return _with_form(options, wanted, profile)


def _with_form(options: argparse.Namespace, wanted: Reissue, profile: Profile) -> int:
    """The record, then the certificate from the row of the register."""
    today = day_of(options.today)
    order = Order(
        "certificate",
        profile.for_day(today),
        today,
        issuer=re.split(r"\\n|\n", options.issuer) if options.issuer else (),
        template=options.template,
        reissued_on=wanted.issued_on,
        each=True,
        pdf=options.pdf,
        ordinary=True,  # told with the file made
        inputs=tuple(given_files(options)),
    )
    printing.template_of(order)  # what is wrong with the blank is said before anything is recorded
    printing.folder_for(options.folder)
    with _roster(options.out) as roster:
        ledger = opened(options)
        kept = options.out is not None
        file = outputs.Target(roster, force=options.force, kept=kept)
        say(outputs.reissue(ledger, wanted, file))
        order = replace(order, revoked=void_numbers(ledger))
        return printing.run(closed.read(roster), order, options.folder, force=options.force)


@contextmanager
def _roster(out: Path | None) -> Iterator[Path]:
    """Where the row of the register is written: the file asked for, or one nobody keeps."""
    if out is not None:
        yield out
        return
    with tempfile.TemporaryDirectory() as work:
        yield Path(work) / "再交付.xlsx"
