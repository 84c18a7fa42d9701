"""The process of one command (コマンドのプロセス): it is ours alone and short, which saves a third of its time."""

from __future__ import annotations

import gc
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TypedDict, cast

# pandas and pandera load these wherever they are installed, 0.1 s; nothing a check asks of them needs either
_UNUSED = ("hypothesis", "pyarrow")
_hidden: set[str] = set()


@contextmanager
def alone(yes: bool) -> Iterator[None]:
    """What runs inside has the process for itself and ends with it; ``yes`` tells whether it does.

    Nothing searches for cyclic garbage, not even the interpreter when it ends (measured: a fifth of the time of
    a small check), and pandas is loaded as if ``_UNUSED`` were not installed. Does nothing in a process that goes
    on: a test's, Excel's, a program's that calls ``main``.
    """
    if not yes:
        yield
        return
    gc.disable()
    _hidden.update(name for name in _UNUSED if name not in sys.modules)
    for name in _hidden:
        cast("dict[str, object]", sys.modules)[name] = None  # Python's own way to say: not there
    try:
        yield
    finally:
        gc.freeze()


def needed(name: str) -> None:
    """From here on the library can be imported, where it is installed."""
    if name in _hidden:
        _hidden.discard(name)
        sys.modules.pop(name, None)


class Another(TypedDict):
    """How ``subprocess`` starts a Python of ours."""

    args: list[str]
    env: dict[str, str]
    creationflags: int


def another(program: str, *words: str) -> Another:
    """Another process that runs a line of Python with our packages, its ``words`` in ``sys.argv``; without a window."""
    root = str(Path(__file__).parents[2])
    paths = os.pathsep.join(filter(None, (root, os.environ.get("PYTHONPATH", ""))))
    return {
        "args": [sys.executable, "-P", "-X", "utf8", "-c", program, *words],
        "env": {**os.environ, "PYTHONPATH": paths},
        "creationflags": getattr(subprocess, "CREATE_NO_WINDOW", 0),
    }
