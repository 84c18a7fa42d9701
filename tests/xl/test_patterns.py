"""Patterns are expanded on every system alike: cmd and PowerShell pass them on as typed."""

from __future__ import annotations

from argparse import Namespace
from pathlib import Path

import pytest

from validators.problems import Problem
from xl.commands.patterns import expand, matches


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    names = ("実績報告2.xlsx", "実績報告1.xlsx", "~$実績報告1.xlsx", "名簿[1].xlsx", "名簿1.csv")
    for name in names:
        (tmp_path / name).write_bytes(b"x")
    return tmp_path


@pytest.mark.parametrize(
    ("typed", "names"),
    [
        (["実績報告*.xlsx"], ["実績報告1.xlsx", "実績報告2.xlsx"]),
        (["実績報告?.xlsx", "名簿1.csv"], ["実績報告1.xlsx", "実績報告2.xlsx", "名簿1.csv"]),
        (["名簿[1].xlsx"], ["名簿[1].xlsx"]),
        (["名簿[1].*"], ["名簿[1].xlsx"]),
        (["ない.xlsx"], ["ない.xlsx"]),  # told by whoever opens it
    ],
)
def test_files(typed: list[str], names: list[str], folder: Path) -> None:
    options = Namespace(files=[folder / name for name in typed])
    expand(options)
    assert [path.name for path in options.files] == names


@pytest.mark.parametrize(
    ("typed", "rule"),
    [("実績報告*.xlsx", "file-pattern-several"), ("修了*.xlsx", "file-pattern-none")],
)
def test_one_file_is_meant(typed: str, rule: str, folder: Path) -> None:
    with pytest.raises(Problem) as found:
        expand(Namespace(file=folder / typed))
    assert found.value.note.rule == rule and typed in str(found.value)


def test_a_pattern_for_one_file(folder: Path) -> None:
    options = Namespace(file=folder / "名簿*.csv", out=Path("結果*.xlsx"))
    expand(options)
    assert options.file.name == "名簿1.csv" and options.out == Path("結果*.xlsx")


def test_a_pattern_does_not_mean_our_own_reports(tmp_path: Path) -> None:
    """The second run of ``careerup check roster *.xlsx`` finds the report of the first beside the rosters."""
    for name in ("名簿.xlsx", "名簿_検証結果.xlsx", "一括_検証結果_2.xlsx"):
        (tmp_path / name).write_bytes(b"x")
    assert [path.name for path in matches(tmp_path / "*.xlsx")] == ["名簿.xlsx"]
    assert len(matches(tmp_path / "*検証結果*.xlsx")) == 2


def test_a_name_that_no_system_takes(tmp_path: Path) -> None:
    long = tmp_path / ("あ" * 300 + ".xlsx")
    assert matches(long) == [long]
