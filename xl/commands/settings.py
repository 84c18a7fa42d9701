"""``careerup settings``: 設定.xlsx written from a profile, checked, and kept as TOML."""

from __future__ import annotations

import argparse
import sys

from validators.messages import Door, sentence_of
from validators.problems import Problem
from validators.profile import Profile
from workbooks.results.sheet import one_line
from workbooks.settings.read import read_sheet
from workbooks.settings.rows import changed, rows_of
from workbooks.settings.toml import toml_of
from xl.files import read as closed
from xl.files.write import new_file, workbook_name
from xl.outputs import settings as outputs
from xl.settings import day_of, profile_of


def run(options: argparse.Namespace) -> int:
    """Write the sheet, or check one: each fault is one sentence; the exit status. Raises Problem."""
    if options.file is None:
        return _write(options)
    if options.toml and options.toml.suffix.lower() != ".toml":
        raise Problem("output-ending", name=options.toml.name, endings=".toml")
    book = closed.read(options.file)
    read = read_sheet(book)
    for fault in read.faults:
        print(one_line(fault), file=sys.stderr)
    if read.faults:
        return 2
    profile = profile_of(str(options.file), None)
    count = sum(changed(rows) for rows in rows_of(profile).values())
    if options.preview:
        _preview(options, profile)
    if options.toml:
        with new_file(options.toml, [options.file], force=options.force) as temporary:
            temporary.write_text(toml_of(read.given), encoding="utf-8", newline="\n")
    name = options.toml or options.file
    print(sentence_of("settings-good", Door.CLI, name=name, count=count))
    return 0


def _preview(options: argparse.Namespace, profile: Profile) -> None:
    """The profile's letters, as they will look. What they need is loaded only for them: it takes 0.5 s."""
    from workbooks.letters.letter import samples
    from xl.outputs import letters

    made = samples(profile, day_of(None))
    paths = letters.write(options.preview, made, ["docx"], [options.file], force=options.force)
    names = "、".join(str(path) for one in paths for path in one)
    print(sentence_of("settings-preview", Door.CLI, files=names))


def _write(options: argparse.Namespace) -> int:
    workbook_name(options.out)
    profile = profile_of(options.profile, options.prefecture)
    with new_file(options.out, (), force=options.force) as temporary:
        temporary.write_bytes(outputs.content(profile))
    print(sentence_of("settings-written", Door.CLI, profile=profile.name, out=options.out))
    return 0
