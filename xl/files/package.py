"""A user's workbook opened to be copied with changes (写し): looked through first, saved whole under
another name, its faults told as Problems."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from validators.problems import Problem
from xl.files.scan import scan, scan_document
from xl.files.write import new_file
from xl.ooxml.errors import OfficeError, guarded
from xl.ooxml.package import DOCUMENT, Package

_RULES = {
    "no-workbook": "copy-no-workbook",
    "unusual": "copy-unusual",
    "damaged-part": "copy-part-damaged",
    "uncopiable": "copy-part-kept",
}


def opened(path: Path) -> Package:
    """The workbook, found safe and whole. Raises Problem."""
    _looked_for(path)
    scan(path)
    with faults_of(path):
        package = Package(path)
        package.check()
        return package


def opened_document(path: Path) -> Package:
    """The Word document, found safe and whole. Raises Problem."""
    _looked_for(path, "word-odd")
    scan_document(path)
    try:
        package = Package(path, DOCUMENT)
        package.check()
    except OfficeError:
        raise Problem("word-odd", file=path.name) from None
    return package


@contextmanager
def faults_of(path: Path) -> Iterator[None]:
    """Whatever the content of the workbook ``path`` makes go wrong inside is one sentence about it. Raises Problem."""
    try:
        with guarded():
            yield
    except OfficeError as error:
        raise Problem(_RULES[error.kind], name=path.name, part=error.detail) from None


def save(
    package: Package,
    source: Path,
    target: Path,
    inputs: Iterable[Path] = (),
    *,
    force: bool = False,
) -> None:
    """Write the changed workbook to ``target``, which is never its source or another input. Raises Problem."""
    with new_file(target, [source, *inputs], force=force) as temporary, faults_of(source):
        package.write_to(temporary)


def same_kind(source: Path, target: Path) -> None:
    """A copy has the ending of its source, for Excel refuses another. Raises Problem."""
    ending = source.suffix.lower()
    if ending not in (".xlsx", ".xlsm"):
        raise Problem("copy-source-format", name=source.name)
    if target.suffix.lower() != ending:
        raise Problem("copy-format", name=source.name, ending=ending)


def _looked_for(path: Path, otherwise: str = "copy-no-workbook") -> None:
    if not path.exists():
        raise Problem("file-missing", name=path.name)
    if not path.is_file():
        raise Problem("file-folder" if path.is_dir() else "file-no-file", name=path.name)
    try:
        with path.open("rb") as file:
            start = file.read(4)
    except OSError:
        raise Problem("file-locked", name=path.name) from None
    if start != b"PK\x03\x04":
        raise Problem(otherwise, name=path.name, file=path.name)
