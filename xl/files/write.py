"""Files we write: to a temporary name beside the target, then moved; several belong together and come all or none.

One rule for every command: no output is ever the same file as an input or as another output.
"""

from __future__ import annotations

import os
import shutil
import stat
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from contextlib import ExitStack, contextmanager, suppress
from contextvars import ContextVar
from pathlib import Path

from validators.problems import Problem
from xl.files import temporary

# what the person named to be read in this run, whether or not the code that writes knows of it
_given: ContextVar[tuple[Path, ...]] = ContextVar("given", default=())
_FILES = (".xlsx", ".xlsm", ".xls", ".csv", ".pdf", ".docx", ".zip", ".html", ".sqlite")


@contextmanager
def new_files(
    targets: Sequence[Path],
    inputs: Iterable[Path],
    *,
    force: bool = False,
    private: bool = False,
) -> Iterator[list[Path]]:
    """Yield one temporary path per target to be written; when the block ends well all are moved into place.

    targets  files to be made; one that the block does not write is left out
    inputs   every file this run has read: never written over, with or without ``force``
    force    an existing target is replaced; it stays until every new one stands
    private  the files are their owner's alone (0600), as the register they come from is

    Raises Problem, and then nothing has changed.
    """
    ready(targets, inputs, force=force)
    for folder in {target.absolute().parent for target in targets}:
        temporary.sweep(folder)
    # made by open(), not mkstemp(): colleagues may read it as any other file of the folder
    made = [t.with_name(temporary.name(n, t.suffix)) for n, t in enumerate(targets)]
    with ExitStack() as stack:
        for path in made:
            stack.callback(_discard, path)
        try:
            yield made
            for path in made if private else ():
                if path.exists():
                    path.chmod(0o600)
        except OSError:
            raise Problem("output-failed", name=targets[0].name) from None
        _move([(path, target) for path, target in zip(made, targets, strict=True) if path.exists()])


@contextmanager
def never_over(files: Iterable[Path]) -> Iterator[None]:
    """Inside, none of these files is written over."""
    token = _given.set(tuple(files))
    try:
        yield
    finally:
        _given.reset(token)


@contextmanager
def new_file(
    target: Path, inputs: Iterable[Path], *, force: bool = False, private: bool = False
) -> Iterator[Path]:
    """``new_files`` for one."""
    with new_files([target], inputs, force=force, private=private) as paths:
        yield paths[0]


def free(folder: Path, stem: str, ending: str) -> Path:
    """A name that is not taken: 名簿_修了証.xlsx, 名簿_修了証(2).xlsx …"""
    number = 1
    while (path := folder / f"{stem}{f'({number})' if number > 1 else ''}{ending}").exists():
        number += 1
    return path


def workbook_name(target: Path) -> None:
    """Refuse a name that is no workbook's for what is written as one. Raises Problem."""
    if target.suffix.lower() != ".xlsx":
        raise Problem("report-name", name=target.name, stem=target.stem)


def folder_possible(folder: Path) -> None:
    """Refuse a file, or a name that ends like one, where a folder of results is asked for. Raises Problem."""
    there = folder.is_dir()
    ending = folder.suffix.lower().partition("-")[0]  # 台帳.sqlite-wal is SQLite's own
    if not there and (folder.exists() or ending in _FILES):
        raise Problem("output-no-such-folder", name=folder.name, stem=folder.stem)


def make_folder(folder: Path) -> None:
    """The folder of results, made where it is not there. Raises Problem."""
    folder_possible(folder)
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError:
        raise Problem("output-no-folder", name=str(folder)) from None


def possible(targets: Sequence[Path], inputs: Iterable[Path], *, force: bool = False) -> None:
    """Refuse targets that may not be written, before anything is. Raises Problem."""
    read = [*inputs, *_given.get()]
    taken: set[object] = set()
    for target in targets:
        if target.is_dir():
            raise Problem("output-folder", name=target.name)
        if ":" in target.name:
            raise Problem("output-colon", name=target.name)
        if any(same(target, other) for other in read):
            raise Problem("output-is-input", name=target.name)
        keys = _keys(target)
        if keys & taken:
            raise Problem("output-twice", name=target.name)
        taken |= keys
        if target.exists() and not target.is_file():
            raise Problem("output-no-file", name=target.name)
        if os.path.lexists(target) and not force:  # a link that leads nowhere is there too
            raise Problem("output-exists", name=target.name)
        if target.exists() and not target.stat().st_mode & stat.S_IWUSR:
            raise Problem("output-read-only", name=target.name)


def ready(targets: Sequence[Path], inputs: Iterable[Path], *, force: bool = False) -> None:
    """``possible``, and their folders are there: for what must not begin when it could not be written down."""
    possible(targets, inputs, force=force)
    for target in targets:
        folder = target.absolute().parent
        if not folder.exists():
            raise Problem("output-folder-missing", folder=str(target.parent))
        if not folder.is_dir() or not os.access(folder, os.W_OK):
            raise Problem("output-no-folder", name=target.name)


def same(one: Path, other: Path) -> bool:
    """Do two paths mean one file, links followed, whether or not it exists yet?"""
    with suppress(OSError, ValueError):
        if one.samefile(other):
            return True
    with suppress(OSError, RuntimeError):  # a ring of links
        return os.path.normcase(one.resolve()) == os.path.normcase(other.resolve())
    return False


def _keys(target: Path) -> set[object]:
    """What two outputs that are one file have in common, also where capitals, or how the marks of a name are written,
    make no difference."""
    keys: set[object] = {unicodedata.normalize("NFC", str(target.absolute())).casefold()}
    with suppress(OSError, RuntimeError):  # a ring of links
        keys.add(os.path.normcase(target.resolve()))
        found = target.stat()
        keys.add((found.st_dev, found.st_ino))
    return keys


def _move(moves: Sequence[tuple[Path, Path]]) -> None:
    """Move every file into place, or none. A target is never missing in between: each is replaced in
    one step, and what stood there is kept under a second name until all are done."""
    target = Path()
    with ExitStack() as undo, ExitStack() as kept:
        try:
            for number, (path, target) in enumerate(moves):
                last = number == len(moves) - 1
                if target.exists() and not last:
                    old = path.with_name(path.name + ".old")
                    kept.callback(_discard, old)
                    _keep(target, old)
                    undo.callback(old.replace, target)
                elif not last:
                    undo.callback(_discard, target)
                path.replace(target)
        except OSError:
            undo.close()
            raise Problem("output-failed", name=target.name) from None
        undo.pop_all()


def _keep(target: Path, old: Path) -> None:
    """A second name for the file, or a copy where the file system knows no second names."""
    try:
        os.link(target, old)
    except OSError:
        shutil.copy2(target, old)


def _discard(path: Path) -> None:
    with suppress(OSError):
        path.unlink(missing_ok=True)
