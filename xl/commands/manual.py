"""``careerup manual``: the manual in the browser, or copied to where it is wanted."""

from __future__ import annotations

import argparse
import sys
import webbrowser
from pathlib import Path

from validators.messages import Door, sentence_of
from workbooks.manual import NAMES, content, page
from xl.files.write import make_folder, new_files


def run(options: argparse.Namespace) -> int:
    """Open the manual, or copy it (``--out``); the exit status. Raises Problem."""
    if options.out is not None:
        return _copy(options.out, force=options.force)
    path = page()
    # a browser in a terminal would take the place of the sentence
    opened = sys.stdout.isatty() and webbrowser.open(path.as_uri())
    print(sentence_of("manual-opened" if opened else "manual-is-here", Door.CLI, path=path))
    return 0


def _copy(folder: Path, *, force: bool) -> int:
    targets = [folder / shown for shown in NAMES.values()]
    make_folder(folder)
    with new_files(targets, [], force=force) as temporary:
        for name, path in zip(NAMES, temporary, strict=True):
            path.write_bytes(content(name))
    print(sentence_of("manual-copied", Door.CLI, files="、".join(map(str, targets))))
    return 0
