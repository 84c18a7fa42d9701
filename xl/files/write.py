"""Files we write: to a temporary name beside the target, then moved; several belong together and come all or none."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path

from validators.problems import FileProblem


@contextmanager
def new_files(targets: Sequence[Path], *, force: bool = False) -> Iterator[list[Path]]:
    """Yield one temporary path per target to be written; when the block ends well all are moved into place.

    An existing target is refused without ``force``; with it the old file stays until every new one
    stands. Raises Problem.
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
    with ExitStack() as stack:
        for path in temporary:
            stack.callback(_discard, path)
        try:
            yield temporary
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
def new_file(target: Path, *, force: bool = False) -> Iterator[Path]:
    """``new_files`` for one."""
    with new_files([target], force=force) as paths:
        yield paths[0]


def _discard(path: Path) -> None:
    with suppress(OSError):
        path.unlink(missing_ok=True)
