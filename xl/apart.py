"""Old binary formats (.xls, .xlsb) read in a process of their own: a damaged one can end the reader's process, and must not end ours."""

from __future__ import annotations

import os
import pickle
import subprocess
import sys
from pathlib import Path

from workbooks.grid import Book
from workbooks.problems import FileProblem

_SECONDS = 300
_MEMORY = 6 << 30       # bytes the child may ask for, where the system can bound it


def read(path: Path, sheet: str | None) -> Book:
    """The workbook's grids. Raises FileProblem, also when the child was lost."""
    lost = FileProblem(f"{path.name} を Excel のブックとして読めません。壊れているおそれがあります。Excel で開き、.xlsx で保存し直してください。")
    root = str(Path(__file__).parents[1])
    known = {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, (root, os.environ.get("PYTHONPATH", ""))))}
    command = [sys.executable, "-P", "-X", "utf8", "-c", "from xl.apart import child; child()", str(path), *([sheet] if sheet is not None else [])]
    try:
        done = subprocess.run(command, capture_output=True, timeout=_SECONDS, env=known, creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0))
    except (OSError, subprocess.TimeoutExpired):
        raise lost from None
    if done.returncode != 0:
        raise lost
    answer = pickle.loads(done.stdout)      # written by our own code just now
    if isinstance(answer, str):
        raise FileProblem(answer)
    assert isinstance(answer, Book)
    return answer


def child() -> None:
    """The other side: reads the file named on its command line and answers with a Book, or with the sentence why not."""
    from xl import closed

    if sys.platform != "win32":
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    try:
        answer: Book | str = closed.binary(Path(sys.argv[1]), sys.argv[2] if len(sys.argv) > 2 else None)
    except FileProblem as problem:
        answer = str(problem)
    sys.stdout.buffer.write(pickle.dumps(answer))
