"""``careerup install | uninstall | doctor``."""

from __future__ import annotations

import argparse
from pathlib import Path

from validators.messages import Door, sentence, sentence_of
from validators.reading import Note
from xl.files import temporary
from xl.setup import install as machine
from xl.setup import paper
from xl.setup.windows import this_machine


def install(options: argparse.Namespace) -> int:
    """Put the add-in into Excel; the exit status. Raises Problem."""
    from xl.setup import addin

    path = machine.install(this_machine(), addin.write, served=options.served)
    print(sentence_of("run-installed", Door.CLI, path=path))
    return 0


def uninstall(options: argparse.Namespace) -> int:
    """Take the add-in away; the exit status."""
    removed = machine.uninstall(this_machine())
    print(
        "".join(f"{path} を消しました。\n" for path in removed)
        or "入っているアドインはありません。\n",
        end="",
    )
    return 0


def doctor(options: argparse.Namespace) -> int:
    """Tell why it would not run on this machine, and where asked for, write the page for its
    administrator; the exit status."""
    if swept := temporary.sweep(Path.cwd()):
        print(f"○ {sentence(Note('files-swept', {'names': '、'.join(swept)}))}")
    pc = this_machine()
    checks = machine.diagnose(pc)
    print("\n".join(check.line for check in checks))
    if options.paper:
        desk = Path.home() / "Desktop"
        path = (desk if desk.is_dir() else Path.home()) / paper.FILE
        made = paper.write(path, checks, pc)
        print(sentence_of("paper-made" if made else "paper-needless", Door.CLI, path=path))
    return 0 if all(check.good for check in checks) else 1
