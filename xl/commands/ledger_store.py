"""``careerup ledger …`` about the register itself: 検証, 控え, 移動, 封の鍵, 役割."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable
from pathlib import Path

from validators.messages import sentence
from validators.reading import Note
from xl.commands.register import opened, say
from xl.outputs import ledger as outputs


def _verify(options: argparse.Namespace) -> int:
    from workbooks.ledger import restoration, verify
    from workbooks.ledger.store.open import open_ledger
    from workbooks.ledger.store.schema import NAMES

    ledger = opened(options)
    found = verify.verify(ledger, options.anchor)
    shown = [f"{NAMES[name]} {n:,}" for name, n in found.counts.items() if name != "ledger"]
    say("　".join(shown))
    if found.waiting:
        say(sentence(Note("waiting", {"count": f"{found.waiting:,}"})))
    say(f"・ {found.key}")
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
    say(outputs.backup(opened(options), options.out, force=options.force))
    return 0


def _restore(options: argparse.Namespace) -> int:
    from workbooks.ledger.store import open as store

    ledger = opened(options)
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
    elif not last:
        say(sentence(Note("register-restore-others")), sys.stderr)
    return 0


def _export(options: argparse.Namespace) -> int:
    say(outputs.export(opened(options), options.out, force=options.force))
    return 0


def _move(options: argparse.Namespace) -> int:
    from workbooks.ledger.store import backup as copies
    from workbooks.ledger.store import open as store

    source = opened(options)
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


def _key(options: argparse.Namespace) -> int:
    from workbooks.ledger import sealing

    ledger = opened(options)
    if options.make:
        name = sealing.make(ledger, lost=options.lost)
        say(outputs.said("key-made", name=ledger.name, key=name))
    elif options.give:
        name = sealing.give(ledger, options.give)
        say(outputs.said("key-given", key=name, place=options.give))
    else:
        say(outputs.said("key-taken", key=sealing.take(ledger, options.take)))
    return 0


def _roles(options: argparse.Namespace) -> int:
    from workbooks.ledger.store import roles

    print(roles.sql(), end="")
    return 0


RUNS: dict[str, Callable[[argparse.Namespace], int]] = {
    "verify": _verify,
    "backup": _backup,
    "restore": _restore,
    "export": _export,
    "move": _move,
    "key": _key,
    "roles": _roles,
}
