"""``careerup bundle``: one zip with every wheel for Windows and a setup.bat, for PCs without internet."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import zipfile
from importlib.resources import files
from pathlib import Path

from validators.problems import Problem
from workbooks import manual

PYTHON = "3.11"  # what the offices have to have; the wheels fit this version
NAME = "careerup-windows.zip"
_WINDOWS_ONLY = (
    "pywin32",
)  # asked for by a marker that pip evaluates for the machine the kit is made on


def write(source: Path, folder: Path) -> Path:
    """Make ``careerup-windows.zip`` in ``folder`` from the source tree; needs the package index. Raises Problem."""
    if not (source / "pyproject.toml").exists():
        raise Problem("bundle-no-source", folder=source)
    target = folder / NAME
    if target.exists():
        raise Problem("bundle-exists", name=NAME)
    with tempfile.TemporaryDirectory() as work:
        wheels = Path(work) / "wheels"
        _pip("wheel", "--no-deps", "--wheel-dir", str(wheels), str(source))
        own = next(wheels.glob("careerup-*.whl"))
        _pip(
            "download",
            "--dest",
            str(wheels),
            "--platform",
            "win_amd64",
            "--python-version",
            PYTHON,
            "--only-binary",
            ":all:",
            f"{own}[postgres]",
            *_WINDOWS_ONLY,
        )
        bat = (
            (files("xl.setup") / "setup.bat")
            .read_text(encoding="ascii")
            .replace("@PY@", PYTHON)
            .replace("\n", "\r\n")
        )
        folder.mkdir(parents=True, exist_ok=True)
        part = folder / f".{NAME}.part"
        with zipfile.ZipFile(part, "w") as archive:
            archive.writestr("careerup/setup.bat", bat)
            for name, shown in manual.NAMES.items():
                archive.writestr(f"careerup/{shown}", manual.content(name))
            for wheel in sorted(wheels.iterdir()):
                archive.write(wheel, f"careerup/wheels/{wheel.name}")
        part.replace(target)
    return target


def _pip(*arguments: str) -> None:
    command = [sys.executable, "-m", "pip", "--disable-pip-version-check", "-q", *arguments]
    if subprocess.run(
        command, capture_output=True, env={**os.environ, "PIP_NO_INPUT": "1"}
    ).returncode:
        raise Problem("bundle-offline")
