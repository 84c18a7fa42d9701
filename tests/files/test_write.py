"""Files that belong together come all or none; an older file is never lost."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from validators.problems import Problem
from xl.files.write import new_files


def test_all_or_none(tmp_path: Path) -> None:
    report, copy = tmp_path / "結果.xlsx", tmp_path / "写し.xlsx"
    with new_files([report, copy]) as (a, b):
        a.write_bytes(b"1")
        b.write_bytes(b"2")
        assert not report.exists()
    assert (report.read_bytes(), copy.read_bytes()) == (b"1", b"2") and len(
        list(tmp_path.iterdir())
    ) == 2
    assert (
        not report.stat().st_mode & 0o044 ^ (0o666 & ~_umask()) & 0o044
    )  # as any file of the folder
    with pytest.raises(Problem, match="既にあります"), new_files([report]) as _:
        pass
    with pytest.raises(ValueError), new_files([report, copy], force=True) as (a, b):
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
        new_files([report, copy, third], force=True) as paths,
    ):
        for path in paths:
            path.write_bytes(b"new")
    assert report.read_bytes() == b"old" and [p.name for p in tmp_path.iterdir()] == ["あ.xlsx"]


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
