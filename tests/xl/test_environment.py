"""PyPI's ``validators`` beside ours is told: by the doctor, at installing the add-in, at ``import careerup``."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from command import ENVIRONMENT
from places import ROOT

from validators.problems import Problem
from xl.setup import install
from xl.setup.environment import clash
from xl.setup.machine import Machine

SENTENCE = "この Python には別の部品 validators 0.36.0（PyPI）も入っていて"


@pytest.fixture
def beside(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder on the path in which pip has left what it knows of PyPI's ``validators``."""
    known = tmp_path / "validators-0.36.0.dist-info"
    known.mkdir()
    (known / "METADATA").write_text("Metadata-Version: 2.1\nName: validators\nVersion: 0.36.0\n")
    monkeypatch.syspath_prepend(str(tmp_path))
    return tmp_path


def test_alone_nothing_is_said() -> None:
    assert clash() is None


@pytest.mark.parametrize("windows", [True, False])
def test_the_doctor_says_it_first(beside: Path, windows: bool) -> None:
    machine = Machine(windows, beside, beside, beside, lambda hive, key, name: None)
    first = install.diagnose(machine)[0]
    assert not first.good and first.seen.startswith(SENTENCE) and "仮想環境" in first.seen


def test_the_addin_is_not_installed_into_it(beside: Path) -> None:
    machine = Machine(True, beside, beside, beside, lambda hive, key, name: None)
    with pytest.raises(Problem, match="取り合っています"):
        install.install(machine, lambda folder, settings: folder)


def test_importing_careerup_warns(beside: Path) -> None:
    """As an installed package: the folder is called xl/api in the repository."""
    code = "import xl.api"
    paths = f"{ROOT}{':' if sys.platform != 'win32' else ';'}{beside}"
    out = subprocess.run(
        [sys.executable, "-X", "utf8", "-c", code],
        capture_output=True,
        encoding="utf-8",
        env={**ENVIRONMENT, "PYTHONPATH": paths, "PYTHONWARNINGS": "default"},
    )
    assert out.returncode == 0 and SENTENCE in out.stderr, out.stderr
