"""``careerup ledger …``: 台帳. The exit status is 1 where something was not taken, found or proved."""

from __future__ import annotations

import argparse
import getpass
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from validators.messages import sentence
from validators.problems import Problem
from validators.profile import Profile
from validators.profiles import DEFAULT
from validators.reading import Note
from validators.text import to_text
from workbooks.designations.coverage import rows_of
from xl import settings
from xl.commands import ledger_import as imports
from xl.commands.options import print_json
from xl.commands.register import announce, say, tell_new
from xl.files import read as closed
from xl.outputs import ledger as outputs
from xl.outputs import statistics
from xl.settings import day_of, open_register, profile_of

if TYPE_CHECKING:
    from workbooks.ledger.store.engine import Ledger


def _open(options: argparse.Namespace, profile: Profile | None = None) -> Ledger:
    ledger = open_register(options.ledger, profile or _profile(options))
    announce(ledger, options)
    return ledger


def _profile(options: argparse.Namespace) -> Profile:
    return profile_of(options.profile or DEFAULT, options.prefecture)


def _designations(options: argparse.Namespace) -> int:
    from workbooks.ledger import designations

    profile = _profile(options)
    if profile.prefecture is None:
        raise Problem("designations-prefecture")
    rows = rows_of(closed.read(options.file))
    make: Callable[[str | None, Profile], Ledger] = settings.open_register
    ledger = (settings.make_register if options.new else make)(options.ledger, profile)
    announce(ledger, options)
    taken = designations.take(ledger, profile.prefecture, rows, day_of(options.today))
    if options.new:
        tell_new(ledger, options, profile)
    params: dict[str, object] = {
        "agencies": taken.agencies,
        "designations": taken.designations,
        "renewals": taken.renewals,
        "names": taken.names,
    }
    say(f"{options.file.name}: {sentence(Note('designations-done', params))}")
    return 0


def _find(options: argparse.Namespace) -> int:
    from workbooks.ledger import find

    found = find.find(_open(options), options.text)
    rows = [find.entry_row(e) for e in found.entries]
    if options.json:
        entries = [dict(zip(find.ENTRY_COLUMNS, map(to_text, row), strict=True)) for row in rows]
        document = {"how": found.how, "more": found.more, "entries": entries}
        print_json({**document, "answer": found.answer} if found.answer else document)
        return 0 if found.known else 1
    for row in rows:
        say("　".join(to_text(v) for v in row if v not in ("", None)))
    say(find.found_sentence(found))
    return 0 if found.known else 1


def _extract(options: argparse.Namespace) -> int:
    profile = _profile(options)
    password = _password() if options.password else ""
    ledger = _open(options, profile)
    wanted = options.to or options.to_municipality
    to = outputs.destination(wanted, profile, whole=bool(options.to))
    file = outputs.Target(options.out, password, options.force)
    say(outputs.extract(ledger, to, profile, file))
    return 0


def _password() -> str:

    if not sys.stdin.isatty():
        first = again = sys.stdin.readline().rstrip("\r\n")
    else:
        first, again = getpass.getpass("パスワード: "), getpass.getpass("もう一度: ")
    if not first or first != again:
        raise Problem("extract-password")
    return first


def _reissue(options: argparse.Namespace) -> int:
    from workbooks.ledger.reissue import Reissue

    profile = _profile(options)
    settings = profile.numbers
    wanted = Reissue(
        outputs.number_of(options.number),
        options.reason,
        day_of(options.on or options.today),
        options.name,
        options.note,
        settings.reissue == "new",
        settings.sequence_scope,
        day_of(options.today),
    )
    file = outputs.Target(options.out, force=options.force) if options.out else None
    say(outputs.reissue(_open(options, profile), wanted, file))
    return 0


def _revoke(options: argparse.Namespace) -> int:
    from workbooks.ledger.reissue import Revocation, revoke

    number = outputs.number_of(options.number)
    day, today = day_of(options.on or options.today), day_of(options.today)
    revoke(_open(options), Revocation(number, options.reason, day, options.note, today))
    say(outputs.said("revoke-done", number=number, reason=options.reason))
    return 0


def _consent(options: argparse.Namespace) -> int:
    from workbooks.ledger import reissue

    number, day = outputs.number_of(options.number), day_of(options.on or options.today)
    reissue.consent(_open(options), number, options.give, day, note=options.note)
    what = "同意する" if options.give else "同意しない"
    say(outputs.said("consent-done", number=number, what=what))
    return 0


def _history(options: argparse.Namespace) -> int:
    file = outputs.Target(options.out, force=options.force) if options.out else None
    for line in outputs.history(_open(options), options.number, file):
        say(line)
    return 0


def _reserved(options: argparse.Namespace) -> int:
    from workbooks.ledger import numbers

    found = numbers.reserved(_open(options))
    for r in found:
        say(f"{r.number}　{r.name_key}　{r.at[:10]}　{r.actor}")
    rule = "reserved-some" if found else "reserved-none"
    say(sentence(Note(rule, {"count": len(found)})))
    return 0


def _statistics(options: argparse.Namespace) -> int:
    say(statistics.write(_open(options), options.fiscal_year, options.out, force=options.force))
    return 0


def _verify(options: argparse.Namespace) -> int:
    from workbooks.ledger import restoration, verify
    from workbooks.ledger.store.open import open_ledger
    from workbooks.ledger.store.schema import NAMES

    ledger = _open(options)
    found = verify.verify(ledger, options.anchor)
    shown = [f"{NAMES[name]} {n:,}" for name, n in found.counts.items() if name != "ledger"]
    say("　".join(shown))
    if found.waiting:
        say(sentence(Note("waiting", {"count": f"{found.waiting:,}"})))
    for hint in found.hints:
        say(f"・ {hint}")
    for fault in found.faults:
        say(f"× {fault}")
    if found.faults and options.backup:
        for difference in restoration.differences(ledger, open_ledger(options.backup)):
            say(f"→ {difference}")
    rule = "verify-unsound" if found.faults else "verify-sound"
    say(sentence(Note(rule, {"count": len(found.faults), "anchor": found.anchor})))
    return 1 if found.faults else 0


def _backup(options: argparse.Namespace) -> int:
    say(outputs.backup(_open(options), options.out, force=options.force))
    return 0


def _restore(options: argparse.Namespace) -> int:
    from workbooks.ledger.store import open as store

    ledger = _open(options)
    last: dict[str, int] = {}
    for text in options.last:
        number = outputs.number_of(text)
        last[number[:7]] = max(int(number[7:]), last.get(number[:7], 0))
    highest = store.restore(ledger, last)
    shown = "、".join(f"{s}-{n:05}" for s, n in sorted(highest.items())[:5])
    skipped = f"（{shown}{'など' if len(highest) > 5 else ''} まで）" if highest else ""
    say(sentence(Note("register-restored", {"name": ledger.name, "skipped": skipped})))
    if not highest:
        say(sentence(Note("register-restore-unknown")), sys.stderr)
    return 0


def _export(options: argparse.Namespace) -> int:
    say(outputs.export(_open(options), options.out, force=options.force))
    return 0


def _move(options: argparse.Namespace) -> int:
    from workbooks.ledger.store import backup as copies
    from workbooks.ledger.store import open as store

    source = _open(options)
    place = Path(options.to)
    made = "://" not in options.to and not place.exists()
    target = store.open_ledger(options.to, create=True)
    try:
        rows = copies.move(source, target)
    except BaseException:
        target.close()
        if made:  # what was made for nothing goes again
            place.unlink(missing_ok=True)
        raise
    to = target.name.removeprefix("台帳 ")
    say(sentence(Note("move-done", {"rows": f"{rows:,}", "to": to})))
    return 0


def _roles(options: argparse.Namespace) -> int:
    from workbooks.ledger.store import roles

    print(roles.sql(), end="")
    return 0


_RUNS: dict[str, Callable[[argparse.Namespace], int]] = {
    "import": imports.run,
    "designations": _designations,
    "find": _find,
    "extract": _extract,
    "reissue": _reissue,
    "revoke": _revoke,
    "consent": _consent,
    "history": _history,
    "reserved": _reserved,
    "statistics": _statistics,
    "verify": _verify,
    "backup": _backup,
    "restore": _restore,
    "export": _export,
    "move": _move,
    "roles": _roles,
}


def run(options: argparse.Namespace) -> int:
    """Do what ``options.kind`` names; the exit status. Raises Problem."""
    return _RUNS[options.kind](options)
