"""Files read side by side are read as one after the other: results, their order, the first that is refused; and no
worker outlives its run."""

from __future__ import annotations

import datetime as dt
import os
import select
import subprocess
import sys
import threading
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import Any, TypeVar

import openpyxl
import pytest
from command import ENVIRONMENT
from layouts import LAYOUTS, REFUSED, Layout, write

from validators.problems import Problem
from validators.profile import default
from workbooks.grid import Book
from xl.commands import open as opened
from xl.files import side_by_side as module
from xl.files.side_by_side import side_by_side
from xl.outputs import results as check
from xl.outputs import roster_file

T = TypeVar("T")
FAILSAFE = 120  # seconds after which a test that hangs is ended
READ = partial(roster_file.read, roster_file.Wanted(default()))


def cards(path: Path) -> None:
    """Two persons on a card each."""
    book = openpyxl.Workbook()
    book.remove(book.active)
    for n, name in enumerate(("美本　澄", "例田　渡"), 1):
        sheet = book.create_sheet(f"カード{n}")
        for row in (
            ("研修修了者カード",),
            ("氏名", name),
            ("生年月日", dt.date(1990, 1, n)),
            ("修了した研修分野", "乳児保育"),
            ("修了証番号", f"10250410000{n}"),
            ("修了年月日", dt.date(2025, 8, 20)),
        ):
            sheet.append(row)
    book.save(path)


def rosters(folder: Path) -> list[Path]:
    """A file of every layout, and the rest that a roster may be: cards, an error, a struck row, hidden sheets."""
    files = [
        write(layout, folder / f"{n:02} 名簿{layout.suffix}") for n, layout in enumerate(LAYOUTS)
    ]
    cards(folder / "カード.xlsx")
    book = openpyxl.load_workbook(next(f for f in files if f.suffix == ".xlsx"))
    sheet = book.active
    sheet.cell(4, 3).value = "#REF!"
    sheet.cell(3, 2).font = openpyxl.styles.Font(strike=True)
    sheet.row_dimensions[5].hidden = True
    book.create_sheet("控え").sheet_state = "hidden"
    book.save(folder / "見え方.xlsx")
    return [*files, folder / "カード.xlsx", folder / "見え方.xlsx"]


def refused(folder: Path) -> list[Path]:
    """What cannot be read, or holds no roster."""
    files = [
        write(Layout(name, rows, 0), folder / f"様式{n}.xlsx")
        for n, (name, rows) in enumerate(REFUSED.items())
    ]
    for name, content in (
        ("壊れた.xlsx", b"PK\x03\x04 no more"),
        ("古い.xls", bytes.fromhex("D0CF11E0A1B11AE1") + bytes(2000)),
        ("空.xlsx", b""),
        ("文書.pdf", b"%PDF-1.7"),
    ):
        (folder / name).write_bytes(content)
        files.append(folder / name)
    return [*files, folder / "ない.xlsx"]


@pytest.fixture
def two(monkeypatch: pytest.MonkeyPatch) -> None:
    """Two workers, however few files there are and whatever the process is."""
    monkeypatch.setattr(module, "_workers", lambda _: 2)


def by_workers(work: Callable[[Path], T], paths: Sequence[Path]) -> list[T]:
    """The results, every file having been read by a worker before the run itself begins."""
    names: list[str] = []
    finished = threading.Event()

    def done(name: str) -> None:
        names.append(name)
        if len(names) == len(paths):
            finished.set()

    with side_by_side(work, paths, done, partial(finished.wait, FAILSAFE)) as results:
        assert sorted(names) == sorted(path.name for path in paths)
        return list(results)


@pytest.mark.usefixtures("two")
def test_every_kind_of_roster_comes_as_it_would_alone(tmp_path: Path) -> None:
    files = rosters(tmp_path)
    alone = [READ(path) for path in files]
    assert by_workers(READ, files) == alone
    assert {len(tables) for _, tables in alone} > {1}  # several sheets among them


def test_what_is_refused_is_refused_in_the_same_words(tmp_path: Path) -> None:
    paths = refused(tmp_path)
    shared: module._Shared[object] = module._Shared(paths, lambda name: None)
    worker = module._Worker(READ, shared)
    try:
        for number, path in enumerate(paths):
            with pytest.raises(Problem) as alone:
                READ(path)
            answer = shared.answer(number)
            assert answer and answer.refusal == alone.value.note
    finally:
        worker.stop()


@pytest.mark.usefixtures("two")
def test_files_alone_are_of_the_same_kinds_whoever_looks_at_them(tmp_path: Path) -> None:
    files = [*rosters(tmp_path)[::4], *refused(tmp_path)]
    alone, together = map(told_apart, ([*map(opened._looked_at, files)], looked_at(files)))
    assert together == alone and len(alone) == len(files)


def looked_at(files: list[Path]) -> list[tuple[str, Book] | Problem]:
    return by_workers(opened._looked_at, files)


def told_apart(found: list[tuple[str, Book] | Problem]) -> list[object]:
    """Kinds and books, or the sentences."""
    return [str(one) if isinstance(one, Problem) else one for one in found]


def first_refusal(files: list[Path]) -> str:
    with pytest.raises(Problem) as found:
        by_workers(READ, files)
    return str(found.value)


@pytest.mark.usefixtures("two")
def test_the_first_of_several_is_refused(tmp_path: Path) -> None:
    good, bad = rosters(tmp_path)[:3], refused(tmp_path)
    for files in ([good[0], bad[0], good[1], bad[1]], [*good, *bad[2:]]):
        first = next(path for path in files if path in bad)
        assert first.name in first_refusal(files)


@pytest.mark.usefixtures("two")
def test_a_report_is_the_same_whoever_read_the_files(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    files, profile, day = rosters(tmp_path), default().for_prefecture(10), dt.date(2026, 6, 30)
    together = check.rosters(files, profile, day)
    monkeypatch.setattr(module, "_workers", lambda _: 0)
    alone = check.rosters(files, profile, day)
    assert together == alone and len(alone.findings) > 20


@pytest.mark.usefixtures("two")
def test_what_a_worker_cannot_do_the_run_does(tmp_path: Path) -> None:
    paths = [tmp_path / f"{n}.txt" for n in range(6)]
    for path in paths:
        path.write_text(path.name)
    expected = [path.name for path in paths]

    def run(work: Callable[[Path], Any], meanwhile: Callable[[], object]) -> list[Any]:
        with side_by_side(work, paths, lambda name: None, meanwhile) as results:
            return list(results)

    assert run(lambda path: path.read_text(), lambda: None) == expected  # cannot be pickled
    assert run(Path.read_text, lose_workers) == expected
    with pytest.raises(UnicodeDecodeError):  # what nobody expects is told by the run itself
        paths[3].write_bytes(b"\x81")
        run(partial(Path.read_text, encoding="utf-8"), lambda: None)


def lose_workers() -> None:
    for thread in threading.enumerate():
        if isinstance(thread, module._Worker):
            thread._process.kill()
            thread.join(FAILSAFE)


def test_few_files_are_read_alone_and_so_they_are_where_no_process_may_be_added(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    paths = [tmp_path / f"{n}.txt" for n in range(40)]
    for path in paths[1:]:  # the first is missing, which whoever reads it says
        path.write_bytes(bytes(module.WORTH // 20))
    monkeypatch.delitem(sys.modules, "xlwings", raising=False)
    monkeypatch.setattr(module, "_processors", lambda: 3)
    assert [module._workers(paths[:n]) for n in (1, 20, 22, 40)] == [0, 0, 2, 2]
    found: list[int] = []
    thread = threading.Thread(target=lambda: found.append(module._workers(paths)))
    thread.start()
    thread.join()
    monkeypatch.setattr(module, "_processors", lambda: 1)
    found.append(module._workers(paths))
    monkeypatch.setattr(module, "_processors", lambda: 99)
    found.append(module._workers(paths))
    for name, value in (("frozen", True), ("executable", "")):
        with monkeypatch.context() as patch:
            patch.setattr(sys, name, value, raising=False)
            found.append(module._workers(paths))
    monkeypatch.setitem(sys.modules, "xlwings", sys)
    found.append(module._workers(paths))
    assert found == [0, 0, module._MOST, 0, 0, 0]


@pytest.mark.usefixtures("two")
def test_where_no_process_can_be_started_the_run_reads_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "executable", str(tmp_path / "python"))
    (tmp_path / "a.txt").write_text("あ", encoding="utf-8")
    work = partial(Path.read_text, encoding="utf-8")
    with side_by_side(
        work, [tmp_path / "a.txt"], lambda name: None, lambda: pytest.fail("none there")
    ) as results:
        assert list(results) == ["あ"]


ENDED = """
import os, signal, sys, threading
from pathlib import Path
from xl.files import side_by_side as module

def end():
    for thread in threading.enumerate():
        if isinstance(thread, module._Worker):
            print(thread._process.pid, flush=True)
    sys.stdin.readline()
    {how}

module._workers = lambda _: 2
with module.side_by_side(Path.read_text, [Path("a")] * 4, print, end) as results:
    list(results)
"""


@pytest.mark.skipif(not hasattr(os, "pidfd_open"), reason="only Linux can wait for another's child")
@pytest.mark.parametrize(
    "how", ["os.killpg(0, signal.SIGINT)", "os.kill(os.getpid(), signal.SIGKILL)"]
)
def test_no_worker_outlives_its_run(tmp_path: Path, how: str) -> None:
    with subprocess.Popen(
        [sys.executable, "-c", ENDED.format(how=how)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        cwd=tmp_path,
        env=ENVIRONMENT,
        text=True,
        start_new_session=True,
    ) as run:
        assert run.stdin and run.stdout and run.stderr
        workers = [os.pidfd_open(int(run.stdout.readline())) for _ in range(2)]
        run.stdin.write("\n")
        run.stdin.flush()
        for worker in workers:
            assert select.select([worker], [], [], FAILSAFE)[0]
            os.close(worker)
        said = run.stderr.read()
        assert run.wait(FAILSAFE) != 0
        assert said.count("Traceback") == ("SIGINT" in how)  # the run's own, none of a worker
