"""``careerup install | uninstall | doctor``."""

from __future__ import annotations

import argparse
from pathlib import Path

from validators.messages import Door, sentence, sentence_of
from validators.reading import Note
from xl.files import temporary
from xl.setup import install as machine


def install(options: argparse.Namespace) -> int:
    """Put the add-in into Excel; the exit status. Raises Problem."""
    from xl.setup import addin

    path = machine.install(
        machine.this_machine(), lambda folder, settings: addin.write(folder, settings)
    )
    print(sentence_of("run-installed", Door.CLI, path=path))
    return 0


def uninstall(options: argparse.Namespace) -> int:
    """Take the add-in away; the exit status."""
    removed = machine.uninstall(machine.this_machine())
    print(
        "".join(f"{path} を消しました。\n" for path in removed)
        or "入っているアドインはありません。\n",
        end="",
    )
    return 0


def doctor(options: argparse.Namespace) -> int:
    """Tell why it would not run on this machine; the exit status."""
    if swept := temporary.sweep(Path.cwd()):
        print(f"○ {sentence(Note('files-swept', {'names': '、'.join(swept)}))}")
    checks = machine.diagnose(machine.this_machine())
    for check in checks:
        print(
            f"{'○' if check.good else '×'} {check.seen}"
            + (f"\n   → {check.todo}" if check.todo and not check.good else "")
        )
    return 0 if all(check.good for check in checks) else 1
