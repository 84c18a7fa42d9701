"""Files we write: to a temporary name beside the target, then moved; several belong together and come all or none."""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path

from validators.problems import FileProblem


@contextmanager
def new_files(
    targets: Sequence[Path], *, force: bool = False, private: bool = False
) -> Iterator[list[Path]]:
    """Yield one temporary path per target to be written; when the block ends well all are moved into place.

    An existing target is refused without ``force``; with it the old file stays until every new one
    stands. ``private``: the files are their owner's alone (0600), as the register is. Raises Problem.
    """
    for target in targets:
        if target.exists() and not force:
            raise FileProblem(
                f"{target.name} は既にあります。別の名前にするか、--force を付けてください。"
            )
        if target.is_dir():
            raise FileProblem(f"{target.name} はフォルダーです。ファイルの名前を指定してください。")
        if not target.absolute().parent.is_dir():
            raise FileProblem(
                f"{target.name} を書けません。フォルダーがあるか、書く権限があるかを確かめてください。"
            )
    # made by open(), not mkstemp(): colleagues may read it as any other file of the folder
    temporary = [
        t.with_name(f"~careerup{os.getpid()}-{n}{t.suffix}") for n, t in enumerate(targets)
    ]
    target = targets[0]
    _discard_left_behind(target.absolute().parent)
    with ExitStack() as stack:
        for path in temporary:
            stack.callback(_discard, path)
        try:
            yield temporary
            for path in temporary if private else ():
                if path.exists():
                    path.chmod(0o600)
            undo = stack.enter_context(ExitStack())
            old_files: list[Path] = []
            for path, target in zip(temporary, targets, strict=True):
                if not path.exists():
                    continue  # the block decided that this one is not needed
                if target.exists():
                    old = path.with_suffix(".old")
                    target.replace(old)
                    undo.callback(old.replace, target)
                    old_files.append(old)
                else:
                    undo.callback(_discard, target)
                path.replace(target)
            undo.pop_all()
            for old in old_files:
                _discard(old)
        except OSError:
            raise FileProblem(
                f"{target.name} を書けません。Excel で開いていたら閉じ、"
                f"フォルダーに書く権限と空き容量があるかを確かめて、もう一度実行してください。"
            ) from None


@contextmanager
def new_file(target: Path, *, force: bool = False, private: bool = False) -> Iterator[Path]:
    """``new_files`` for one."""
    with new_files([target], force=force, private=private) as paths:
        yield paths[0]


_OURS = re.compile(r"~careerup(\d+)-")


def _discard_left_behind(folder: Path) -> None:
    """Remove temporary files and folders of runs that were killed: their process is no longer there."""
    with suppress(OSError):
        for path in folder.glob("~careerup*"):
            match = _OURS.match(path.name)
            if match and not _running(int(match[1])):
                if path.is_dir():
                    shutil.rmtree(path, ignore_errors=True)
                else:
                    _discard(path)


def _running(process: int) -> bool:
    """Is there a process of that number? Windows is not asked: it refuses to remove a file in use."""
    if os.name != "posix":
        return process == os.getpid()
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except OSError:
        return True
    return True


def _discard(path: Path) -> None:
    with suppress(OSError):
        path.unlink(missing_ok=True)
