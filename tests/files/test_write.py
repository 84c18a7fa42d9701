"""Files that belong together come all or none; an older file is never lost."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from places import ROOT

from validators.problems import Problem
from xl.files import temporary
from xl.files.write import new_file, new_files


def test_all_or_none(tmp_path: Path) -> None:
    report, copy = tmp_path / "結果.xlsx", tmp_path / "写し.xlsx"
    with new_files([report, copy], ()) as (a, b):
        a.write_bytes(b"1")
        b.write_bytes(b"2")
        assert not report.exists()
    assert (report.read_bytes(), copy.read_bytes()) == (b"1", b"2") and len(
        list(tmp_path.iterdir())
    ) == 2
    assert (
        not report.stat().st_mode & 0o044 ^ (0o666 & ~_umask()) & 0o044
    )  # as any file of the folder
    nowhere = tmp_path / "先のない.xlsx"
    nowhere.symlink_to(tmp_path / "無い" / "名簿.xlsx")
    for there in (report, nowhere):
        with pytest.raises(Problem, match="既にあります"), new_files([there], ()) as _:
            pass
    nowhere.unlink()
    with pytest.raises(ValueError), new_files([report, copy], (), force=True) as (a, b):
        a.write_bytes(b"3")
        raise ValueError
    assert (report.read_bytes(), copy.read_bytes()) == (b"1", b"2") and len(
        list(tmp_path.iterdir())
    ) == 2


def test_the_older_files_come_back_when_the_last_one_cannot_be_moved(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    report, copy, third = (tmp_path / f"{n}.xlsx" for n in "あいう")
    report.write_bytes(b"old")
    real = os.replace

    def replace(source: Path, target: Path) -> None:
        if Path(target) == third:
            raise PermissionError(13, "locked")  # as Windows answers for a workbook open in Excel
        real(source, target)

    monkeypatch.setattr(Path, "replace", lambda self, target: replace(self, target))
    with (
        pytest.raises(Problem, match=r"う\.xlsx を書けません"),
        new_files([report, copy, third], (), force=True) as paths,
    ):
        for path in paths:
            path.write_bytes(b"new")
    assert report.read_bytes() == b"old" and [p.name for p in tmp_path.iterdir()] == ["あ.xlsx"]


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


_KILLED = """
import os, sys
from pathlib import Path
from xl.files.write import new_file, new_files
count, real = 0, Path.replace
def replace(self, target):
    global count
    count += 1
    if count > int(sys.argv[1]):
        os._exit(9)
    return real(self, target)
Path.replace = replace
with new_files([Path(name) for name in sys.argv[2:]], (), force=True) as paths:
    for path in paths:
        path.write_bytes(b"new")
os._exit(7)
"""


@pytest.mark.parametrize("files", [1, 3])
@pytest.mark.parametrize("renames", [0, 1, 2])
def test_a_target_is_never_missing_when_the_run_is_killed_between(
    tmp_path: Path, files: int, renames: int
) -> None:
    targets = [tmp_path / f"{n}.xlsx" for n in range(files)]
    for target in targets:
        target.write_bytes(b"old")
    command = [sys.executable, "-c", _KILLED, str(renames), *map(str, targets)]
    done = subprocess.run(command, cwd=ROOT, env={**os.environ, "PYTHONPATH": str(ROOT)})
    assert done.returncode == (7 if renames >= files else 9)
    assert [t.read_bytes() for t in targets] == [b"new"] * min(renames, files) + [b"old"] * (
        files - min(renames, files)
    )
    with new_files([tmp_path / "次.xlsx"], ()) as (path,):  # the next run sweeps what that one left
        path.write_bytes(b"next")
    assert sorted(p.name for p in tmp_path.iterdir()) == sorted(
        ["次.xlsx", *(t.name for t in targets)]
    )


def test_only_what_is_stale_is_swept(tmp_path: Path) -> None:
    gone = subprocess.Popen([sys.executable, "-c", ""])
    gone.wait()
    ours = temporary.name(0, ".xlsx")
    dead = ours.replace(f"-{os.getpid()}-", f"-{gone.pid}-")
    old, other = (
        "~careerup123-0.old",
        "~careerup-00000000-1-0.xlsx",
    )  # of an earlier version; of another machine
    kept = (ours, other, "~careerup の控え.xlsx", "名簿.xlsx")
    for name in (*kept, dead, old, "~careerup-00000000-2-0.pdf"):
        (tmp_path / name).write_bytes(b"x")
    for name in (old, "~careerup-00000000-2-0.pdf", "~careerup の控え.xlsx"):
        os.utime(tmp_path / name, (1_000_000_000, 1_000_000_000))
    assert sorted(temporary.sweep(tmp_path)) == sorted([dead, old, "~careerup-00000000-2-0.pdf"])
    assert sorted(p.name for p in tmp_path.iterdir()) == sorted(kept)


def test_a_read_only_target_is_refused_also_with_force(tmp_path: Path) -> None:
    target = tmp_path / "a.xlsx"
    target.write_text("old")
    target.chmod(0o444)
    with (
        pytest.raises(Problem, match="読み取り専用"),
        new_file(target, (), force=True) as path,
    ):
        path.write_text("new")
    assert target.read_text() == "old" and [p.name for p in tmp_path.iterdir()] == ["a.xlsx"]


def test_a_colon_would_hide_the_file_on_windows(tmp_path: Path) -> None:
    with pytest.raises(Problem, match="「:」"), new_file(tmp_path / "結果:2.xlsx", ()):
        pass
