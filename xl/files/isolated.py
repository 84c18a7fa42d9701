"""Old binary formats (.xls, .xlsb) read in a process of their own: a damaged one can end the
reader's process, and must not end ours."""

from __future__ import annotations

import datetime as dt
import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from validators.problems import FileProblem, Problem
from workbooks.grid import Book, Grid, Merge, Value

_SECONDS = 300
_MEMORY = 6 << 30  # bytes the child may ask for, where the system can bound it


def read(path: Path, sheet: str | None) -> Book:
    """The workbook's grids. Raises Problem, also when the child was lost."""
    lost = FileProblem(
        f"{path.name} を Excel のブックとして読めません。壊れているおそれがあります。Excel で開き、.xlsx "
        f"で保存し直してください。"
    )
    root = str(Path(__file__).parents[2])
    known = {
        **os.environ,
        "PYTHONPATH": os.pathsep.join(filter(None, (root, os.environ.get("PYTHONPATH", "")))),
    }
    command = [
        sys.executable,
        "-P",
        "-X",
        "utf8",
        "-c",
        "from xl.files.isolated import child; child()",
        str(path),
        *([sheet] if sheet is not None else []),
    ]
    try:
        done = subprocess.run(
            command,
            capture_output=True,
            timeout=_SECONDS,
            env=known,
            creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
        )
    except (OSError, subprocess.TimeoutExpired):
        raise lost from None
    if done.returncode != 0:
        raise lost
    answer = json.loads(
        done.stdout
    )  # data only: whatever the file made of the child, nothing of it is run here
    if isinstance(answer, str):
        raise FileProblem(answer)
    grids = (
        Grid(
            g["sheet"],
            [[_decoded(v) for v in row] for row in g["rows"]],
            g["top"],
            g["left"],
            tuple(Merge(*m) for m in g["merges"]),
            g["date_1904"],
            g["visible"],
        )
        for g in answer["grids"]
    )
    return Book(answer["name"], tuple(grids), tuple(answer["notices"]))


def child() -> None:
    """The other side: reads the file named on its command line and answers with a Book, or with the
    sentence why not."""
    from xl.files import read as closed

    if sys.platform != "win32":
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    answer: object
    try:
        book = closed.binary(Path(sys.argv[1]), sys.argv[2] if len(sys.argv) > 2 else None)
        answer = {
            "name": book.name,
            "notices": book.notices,
            "grids": [
                {
                    "sheet": g.sheet,
                    "rows": g.rows,
                    "top": g.top,
                    "left": g.left,
                    "merges": [(m.top, m.left, m.bottom, m.right) for m in g.merges],
                    "date_1904": g.date_1904,
                    "visible": g.visible,
                }
                for g in book.grids
            ],
        }
    except Problem as problem:
        answer = str(problem)
    json.dump(answer, sys.stdout, default=_encoded)


def _encoded(value: object) -> list[object]:
    """Dates and times, which JSON has no word for."""
    if isinstance(value, dt.timedelta):
        return ["timedelta", value.total_seconds()]
    assert isinstance(value, (dt.date, dt.time))
    return [type(value).__name__, value.isoformat()]


def _decoded(value: Any) -> Value:
    if not isinstance(value, list):
        return value  # type: ignore[no-any-return]
    kind, text = value
    if kind == "timedelta":
        return dt.timedelta(seconds=text)
    readers: dict[str, Callable[[str], Value]] = {
        "date": dt.date.fromisoformat,
        "datetime": dt.datetime.fromisoformat,
        "time": dt.time.fromisoformat,
    }
    return readers[kind](text)
