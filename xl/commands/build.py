"""``careerup build | bundle``: what the clerk installs from."""

from __future__ import annotations

import argparse
from pathlib import Path

from validators.messages import Door, sentence_of
from workbooks.templates.build import write_named
from xl.files.write import folder_possible, make_folder
from xl.setup import addin
from xl.setup import bundle as kit


def build(options: argparse.Namespace) -> int:
    """Write careerup.xlam and the blank forms, or the extension for Calc; the exit status. Raises Problem."""
    make_folder(options.out)
    if options.calc:
        print(sentence_of("run-calc", Door.CLI, path=addin.write_calc(options.out)))
        return 0
    made = [addin.write(options.out), *write_named(options.out)]
    print("".join(f"{path} を作りました。\n" for path in made), end="")
    return 0


def bundle(options: argparse.Namespace) -> int:
    """Write the kit for a machine without the internet; the exit status. Raises Problem."""
    folder_possible(options.out)
    path = kit.write(Path.cwd(), options.out)
    print(sentence_of("run-bundle", Door.CLI, path=path, python=kit.PYTHON))
    return 0
