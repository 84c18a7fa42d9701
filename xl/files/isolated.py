"""Old binary formats (.xls, .xlsb) read in a process of their own: a damaged one can end the
reader's process, and must not end ours."""

from __future__ import annotations

import datetime as dt
import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from validators.problems import Problem
from workbooks.grid import Book, Grid, Merge, Value
from xl.files import excel
from xl.files.process import another
from xl.files.scan import BookScan

_SECONDS = 300
# what the child may ask for, where the system can bound it
_MEMORY, _TIMES = 900 << 20, 40  # bytes, and so many times its file
_CPU_SECONDS = 15  # and one more for each megabyte of its file


def read(path: Path, sheet: str | None) -> Book:
    """The workbook's grids. Raises Problem, also when the child was lost."""
    lost = Problem("file-reader-lost", name=path.name)
    program = "from xl.files.isolated import child; child()"
    wanted = [sheet] if sheet is not None else []
    try:
        done = subprocess.run(
            **another(program, str(path), *wanted), capture_output=True, timeout=_SECONDS
        )
    except (OSError, subprocess.TimeoutExpired):
        raise lost from None
    if done.returncode != 0:
        raise lost
    try:
        # data only: whatever the file made of the child, nothing of it is run here
        answer = json.loads(done.stdout)
        if "rule" in answer:
            raise Problem(answer["rule"], **answer["params"])
        grids = tuple(map(_grid, answer["grids"]))
        return Book(path.name, grids, tuple(answer["notices"]))
    except (ValueError, TypeError, KeyError):
        raise lost from None


def _grid(answer: dict[str, Any]) -> Grid:
    return Grid(
        answer["sheet"],
        [[_decoded(v) for v in row] for row in answer["rows"]],
        answer["top"],
        answer["left"],
        tuple(Merge(*m) for m in answer["merges"]),
        answer["date_1904"],
        answer["visible"],
    )


def child() -> None:
    """The other side: reads the file named on its command line and answers with a Book, or with the
    rule that says why not."""
    answer: object
    path, wanted = Path(sys.argv[1]), sys.argv[2] if len(sys.argv) > 2 else None
    _bound(path.stat().st_size)
    try:
        book = excel.read(path, wanted, BookScan())
        answer = {"notices": book.notices, "grids": [_told(grid) for grid in book.grids]}
    except Problem as problem:
        answer = {"rule": problem.note.rule, "params": dict(problem.note.params)}
    json.dump(answer, sys.stdout, default=_encoded, ensure_ascii=False)


def _bound(size: int) -> None:
    """Take no more memory and time than the table of a file of this size may, and leave no image of it behind."""
    if sys.platform != "win32":
        import resource

        memory, seconds = _MEMORY + _TIMES * size, _CPU_SECONDS + (size >> 20)
        limits = (
            (resource.RLIMIT_AS, memory),
            (resource.RLIMIT_CPU, seconds),
            (resource.RLIMIT_CORE, 0),
        )
        for kind, wanted in limits:
            most = resource.getrlimit(kind)[1]
            # a machine that already allows less may not be asked for more
            bound = wanted if most == resource.RLIM_INFINITY else min(wanted, most)
            resource.setrlimit(kind, (bound, bound))


def _told(grid: Grid) -> dict[str, object]:
    return {
        "sheet": grid.sheet,
        "rows": grid.rows,
        "top": grid.top,
        "left": grid.left,
        "merges": [(m.top, m.left, m.bottom, m.right) for m in grid.merges],
        "date_1904": grid.date_1904,
        "visible": grid.visible,
    }


def _encoded(value: object) -> list[object]:
    """Dates and times, which JSON has no word for."""
    if isinstance(value, dt.timedelta):
        return ["timedelta", value.total_seconds()]
    assert isinstance(value, (dt.date, dt.time))
    return [type(value).__name__, value.isoformat()]


def _decoded(value: Any) -> Value:
    if not isinstance(value, list):
        return value  # type: ignore[no-any-return]  # a plain JSON value
    kind, text = value
    if kind == "timedelta":
        return dt.timedelta(seconds=text)
    readers: dict[str, Callable[[str], Value]] = {
        "date": dt.date.fromisoformat,
        "datetime": dt.datetime.fromisoformat,
        "time": dt.time.fromisoformat,
    }
    return readers[kind](text)
