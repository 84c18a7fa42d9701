"""README is true: every command line it prints for the demo's folder runs there, in its order."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest
from command import careerup
from places import ROOT

from xl.cli import main

README = (ROOT / "README.md").read_text(encoding="utf-8")
ELSEWHERE = (
    "demo",
    "install",
    "uninstall",
    "doctor",
    "bundle",
)  # they touch the PC or were run before


def printed() -> list[list[str]]:
    """The arguments of every line of a code block that begins with ``careerup ``."""
    found = []
    for block in re.findall(r"^```\n(.*?)^```", README, re.DOTALL | re.MULTILINE):
        for line in block.splitlines():
            if line.startswith("careerup "):
                found.append(shlex.split(line)[1:])
    return [words for words in found if words[0] not in ELSEWHERE]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    here = tmp_path_factory.mktemp("readme")
    out = careerup("demo", cwd=here)
    assert out.returncode == 0, out.stderr
    return here / "careerup-demo"


def test_its_commands_run_where_the_reader_stands(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    lines = printed()
    assert len(lines) >= 10
    monkeypatch.chdir(folder)
    for words in lines:
        status = main(words)
        told = capsys.readouterr()
        assert status in (0, 1) and told.err == "", (words, told)


def test_its_pictures_and_links_exist() -> None:
    for target in re.findall(r"\]\(([^)#:]+)\)|src=\"([^\"]+)\"", README):
        path = target[0] or target[1]
        assert (ROOT / path).exists(), path


def test_the_first_screen_leads_both() -> None:
    first = README[:1800]
    assert first.index("保育士") < first.index("```") and "#for-engineers" in first
    assert "=CERTNO(" in first and "report.png" in first and '-e ".[test]"' in first
