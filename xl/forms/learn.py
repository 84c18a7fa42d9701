"""``careerup form learn``: the list of guesses, and the copy of a blank with names in it."""

from __future__ import annotations

from pathlib import Path

from validators.messages import sentence
from validators.problems import Problem
from validators.reading import Note
from workbooks.a1 import column_letter
from workbooks.forms import learn
from xl.files import read as closed
from xl.files.package import faults_of, save
from xl.files.write import new_file, workbook_name
from xl.forms.template import Template
from xl.forms.word import ENDINGS
from xl.ooxml import ordinary
from xl.ooxml.defined_names import define
from xl.outputs.listing import content


def ask(path: Path, form: str, target: Path, *, force: bool = False) -> str:
    """Write the list of what was found on the blank; what to tell. Raises Problem."""
    workbook_name(target)
    template = _opened(path, form)
    listing = learn.guesses(template.blank, template.located, form)
    with new_file(target, [path], force=force) as temporary:
        temporary.write_bytes(content([listing]))
    missing = "、".join(template.located.missing) or "なし"
    params = {"file": path.name, "list": target.name, "missing": missing}
    return sentence(Note("learn-written", params))


def store(path: Path, form: str, answers: Path, target: Path, *, force: bool = False) -> str:
    """Write a copy of the blank, in the ordinary form, with a name for each cell the clerk settled; what to tell.
    Raises Problem."""
    endings = dict.fromkeys((path.suffix.lower(), ordinary.ending(path)))
    if target.suffix.lower() not in endings:
        raise Problem("output-ending", name=target.name, endings=" か ".join(endings))
    template = _opened(path, form)
    names = learn.names(closed.read(answers), template.blank, template.located, form)
    cells = {name: f"${column_letter(column)}${row}" for name, (row, column) in names.items()}
    package = template.package
    with faults_of(path):
        define(package, template.blank.sheet, cells)
    save(package, path, target, [answers], force=force)
    return sentence(Note("learn-named", {"count": len(cells), "file": target.name}))


def _opened(path: Path, form: str) -> Template:
    if path.suffix.lower() in ENDINGS:
        raise Problem("learn-word", file=path.name)
    template = Template(path, form, strict=True)
    if len(template.slots) > 1:
        raise Problem("learn-several", file=path.name)
    return template
